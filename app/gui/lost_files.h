// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope {

class MainWindow;

/// From here on the window says so when a file that it shows something of was cut short in place, or cannot be read any
/// more (core/base/lost_pages.h, which the program has told to go on). Looks every two seconds while the window lives.
void tellLostFiles(MainWindow& window);

}  // namespace saferscope
