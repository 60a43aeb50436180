// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>
#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace saferscope {

class Label;

enum class MessageKind { Info, Success, Warning, Error };

/// A button below a message. `act` may show another message in the same bar.
struct MessageAction {
    QString text;
    std::function<void()> act;
};

/// Says on the page what happened and what to do about it; hidden until there is something to say. Plain text only:
/// messages may quote data. A long one is cut, and the whole of it can be copied. A later message replaces an earlier
/// one.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    void showMessage(MessageKind kind, const QString& what, const QString& whatToDo = {},
                     const std::vector<MessageAction>& actions = {});
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
    void setActions(const std::vector<MessageAction>& actions);

    MessageKind m_kind = MessageKind::Info;
    QLabel* m_icon = nullptr;
    Label* m_what = nullptr;
    Label* m_whatToDo = nullptr;
    QString m_whole;  ///< of a message that is cut
    QToolButton* m_copy = nullptr;
    QToolButton* m_close = nullptr;
    QWidget* m_actions = nullptr;
    QHBoxLayout* m_actionRow = nullptr;
};

}  // namespace saferscope
