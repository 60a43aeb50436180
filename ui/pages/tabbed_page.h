// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <functional>

class QTabWidget;

namespace saferscope {

/// A page of several tabs, reached by Alt+1, Alt+2 and so on while the page has the keyboard. Which tab is in front is
/// part of its state.
class TabbedPage : public Page {
    Q_OBJECT

public:
    explicit TabbedPage(QWidget* parent = nullptr);

    QTabWidget* tabs() const { return m_tabs; }
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;

public Q_SLOTS:
    /// Numbers without a tab are ignored.
    void showTab(int tab);

protected:
    /// The panel becomes the tab's; make it as a child of tabs().
    void addTab(QWidget* panel, const QString& title);
    /// Runs `act` inside a group of its own of the page's settings: a panel's state.
    static void inGroup(QSettings& settings, const char* name, const std::function<void(QSettings&)>& act);

private:
    QTabWidget* m_tabs = nullptr;
};

}  // namespace saferscope
