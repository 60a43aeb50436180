// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QHBoxLayout;
class QVBoxLayout;

namespace saferscope {

class Label;
class MessageBar;

/// What the window shows while no workspace is open: the three ways to begin, and where one was before.
class WelcomeView : public QWidget {
    Q_OBJECT

public:
    explicit WelcomeView(QWidget* parent = nullptr);
    MessageBar* messageBar() const { return m_messageBar; }
    void setRecent(const QStringList& folders);
    QPushButton* demoButton() const { return m_demo; }

Q_SIGNALS:
    void demoRequested();
    void openRequested();
    void createRequested();
    void recentChosen(const QString& folder);

private:
    void restyle();

    MessageBar* m_messageBar = nullptr;
    QWidget* m_middle = nullptr;
    QHBoxLayout* m_buttons = nullptr;
    QLabel* m_mark = nullptr;
    QPushButton* m_demo = nullptr;
    Label* m_recentTitle = nullptr;
    QVBoxLayout* m_recent = nullptr;
};

}  // namespace saferscope
