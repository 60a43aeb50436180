// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

class QLabel;
class QToolButton;

namespace saferscope {

enum class MessageKind { Info, Success, Warning, Error };

/// Says on the page what happened and what to do about it; hidden until there is something to say. Plain text only:
/// messages may quote data. A later message replaces an earlier one.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    void showMessage(MessageKind kind, const QString& what, const QString& whatToDo = {});
    void dismiss();
    MessageKind kind() const { return m_kind; }
    QString what() const;
    QString whatToDo() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void restyle();

    MessageKind m_kind = MessageKind::Info;
    QLabel* m_icon = nullptr;
    QLabel* m_what = nullptr;
    QLabel* m_whatToDo = nullptr;
    QToolButton* m_close = nullptr;
};

}  // namespace saferscope
