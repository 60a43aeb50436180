// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace saferscope {

class InlineEdit;
class Label;

/// "Who is rating?": a line for a name, and those who rated before. Enter is enough.
class RatingForm : public QWidget {
    Q_OBJECT

public:
    explicit RatingForm(QWidget* parent = nullptr);
    void setProfiles(const QStringList& names);
    void setName(const QString& name);
    InlineEdit* edit() const { return m_edit; }
    /// Somebody began to rate before there was a name: the line gets the keyboard, and the sentence under it says so.
    void askForName();
    Label* hint() const { return m_hint; }

Q_SIGNALS:
    void chosen(const QString& name);
    void cancelled();

protected:
    /// Of the line for the name: a key that rates does not begin a name.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void resetHint();
    void renewIcon();

    QLabel* m_icon = nullptr;
    InlineEdit* m_edit = nullptr;
    Label* m_hint = nullptr;
    QWidget* m_known = nullptr;
    QHBoxLayout* m_profiles = nullptr;
};

}  // namespace saferscope
