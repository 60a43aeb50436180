// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace saferscope {

class Label;

/// What a place shows while there is nothing to show: an icon, one sentence, one button that changes that.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString& iconName, const QString& title, const QString& sentence, const QString& buttonText = {},
               QWidget* parent = nullptr);
    void setText(const QString& title, const QString& sentence);
    /// Empty text hides the button.
    void setButtonText(const QString& text);
    QPushButton* button() const { return m_button; }

Q_SIGNALS:
    void buttonClicked();

private:
    void renewIcon();

    const QString m_iconName;
    QLabel* m_icon = nullptr;
    Label* m_title = nullptr;
    Label* m_sentence = nullptr;
    QPushButton* m_button = nullptr;
};

}  // namespace saferscope
