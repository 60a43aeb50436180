// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace saferscope {

class Label;

/// A surface with a hairline border and, when it has a title, a header row: icon, title, whatever is put at its end.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(const QString& title = {}, const QString& iconName = {}, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    /// A title that has no room is cut from now on, with a tool tip, and does not make the card wide.
    void shortenTitle();
    QHBoxLayout* header() const { return m_header; }
    QVBoxLayout* body() const { return m_body; }

private:
    void renewIcon();

    const QString m_iconName;
    QLabel* m_icon = nullptr;
    Label* m_title = nullptr;
    QHBoxLayout* m_header = nullptr;
    QVBoxLayout* m_body = nullptr;
};

/// A hairline.
QFrame* makeLine(Qt::Orientation orientation, QWidget* parent = nullptr);

}  // namespace saferscope
