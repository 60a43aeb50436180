// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

namespace saferscope::check {

/// Looks at a page or a dialog as somebody without a mouse or without a screen has it. Each returns what is wrong, one
/// sentence per widget that names its class, what it says and where it lies. The widget is shown and its window active.

/// Everything that can have the keyboard, and everything that paints itself, has a name for screen readers.
QStringList namelessWidgets(QWidget& root);

/// What is clicked (buttons, lists, pointing-hand cursors) can have the keyboard.
QStringList mouseOnlyWidgets(QWidget& root);

/// The visible, enabled widgets that Tab is meant to reach.
std::vector<QWidget*> tabStops(QWidget& root);

/// A widget that has the keyboard looks different from one that has not: enough pixels of it change.
QStringList invisibleFocus(QWidget& root);

/// Tab, pressed again and again from the first stop, reaches every stop in `root` and comes back; where Tab writes a
/// tab, Ctrl+Tab leaves. Shift+Tab goes back the same way.
QStringList brokenTabOrder(QWidget& root);

/// All of them.
QStringList accessFaults(QWidget& root);

}  // namespace saferscope::check
