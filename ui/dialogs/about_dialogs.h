// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace saferscope {

/// Both open without blocking and delete themselves.
void showAbout(QWidget* parent);
void showShortcuts(QWidget* parent);

}  // namespace saferscope
