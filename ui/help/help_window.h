// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QListWidget;
class QToolButton;

namespace saferscope {

class HelpBrowser;
class Label;

/// The help beside the window: contents and search at the left, the page at the right. Not modal, and without a parent,
/// so that it can be read while a dialog is open. Alt+Left and Alt+Right go back and forward, Ctrl+F searches, F3 goes
/// to the next place, Escape closes.
class HelpWindow : public QWidget {
    Q_OBJECT

public:
    HelpWindow();
    /// "mapping" or "formats#pairs"; shows the window and brings it to the front. Unknown names show the contents.
    void showPage(const QString& address);
    HelpBrowser* browser() const { return m_browser; }
    QListWidget* contents() const { return m_contents; }
    QLineEdit* searchField() const { return m_search; }

private:
    void makeShortcuts();
    void search();
    void findNext(bool backwards);
    void followPage();
    void restyle();

    QToolButton* m_back = nullptr;
    QToolButton* m_forward = nullptr;
    QLineEdit* m_search = nullptr;
    QListWidget* m_contents = nullptr;
    Label* m_nothing = nullptr;
    HelpBrowser* m_browser = nullptr;
};

}  // namespace saferscope
