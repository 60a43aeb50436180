// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/experiments_fixture.h"

#include <QString>
#include <functional>
#include <memory>

class QWidget;

namespace saferscope {
class MainWindow;
}

namespace saferscope::check {

/// A small workspace with something on every page (an index, ratings by people and a judge, a feature set, data sets, a
/// model, a causal run), and a walk through the window over it: every page, every tab, the dialogs, the help.
class WindowTour {
public:
    WindowTour();
    /// Calls `look` with a name ("features", "experiments/2", "ExportDialog") and the window or dialog that shows it,
    /// laid out. A new window each time, so that it speaks the language of now, with the text at a scale of
    /// `textScale`.
    void walk(const std::function<void(const QString& name, QWidget& window)>& look, double textScale = 1.0);

private:
    void walkPages(MainWindow& window, const std::function<void(const QString&, QWidget&)>& look);
    void walkDialogs(MainWindow& window, const std::function<void(const QString&, QWidget&)>& look);

    SweepWorkspace m_workspace;
};

}  // namespace saferscope::check
