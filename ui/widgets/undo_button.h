// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;
class QWidget;

namespace saferscope {

/// Says that a button takes the last change of its part of the page back (or, `forward`, does it again): Edit > Undo
/// presses the one that can be seen and pressed.
void marksUndo(QAbstractButton* button, bool forward = false);
/// The marked button below `page` that can be pressed now, or null. `page` may be null.
QAbstractButton* undoButtonOf(const QWidget* page, bool forward);

}  // namespace saferscope
