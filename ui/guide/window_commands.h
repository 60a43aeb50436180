// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/guide/palette_entry.h"

#include <QKeySequence>
#include <vector>

class QAction;
class QMainWindow;
class QWidget;

namespace saferscope {

/// What the window and its pages can do, read from the actions, shortcuts and buttons that are really there, so that
/// the palette and the list of keys cannot lie. A QShortcut takes part once it has a name in words
/// (ui/widgets/command_name.h). GUI thread; the callbacks hold guarded pointers.

/// Property of a QMenu whose entries are lists of things rather than commands (recent workspaces).
inline constexpr const char* notInPalette = "notInPalette";

struct WindowCommand {
    QString title;
    QString place;  ///< the menu ("File") or the page's part ("Pairs")
    std::vector<QKeySequence> keys;
    bool enabled = true;
    QAction* action = nullptr;  ///< for menu entries
    std::function<void()> run;
};

std::vector<WindowCommand> menuCommands(const QMainWindow& window);
/// Keys and buttons with keys below `page`; running one brings its tab to the front first.
std::vector<WindowCommand> pageCommands(QWidget& page, const QString& pageTitle);

/// Without the mnemonic's "&", the dots at the end and the key after a tab.
QString plainCommandText(QString text);
/// As people read them, one after the other.
QString keysText(const std::vector<QKeySequence>& keys);
/// Turns tabs and stacks so that `widget` can be seen on its page.
void bringToFront(QWidget* widget);

}  // namespace saferscope
