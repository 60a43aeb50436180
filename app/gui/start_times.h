// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace saferscope {

/// With the environment variable SAFERSCOPE_START_TIMES set, notes how long after main() began each step of the start
/// was done, in milliseconds, and prints them to standard error as one line once `window` has painted what it shows:
///     saferscope start: application 21 window 95 workspace 140 frame 210
/// Without the variable both do nothing. GUI thread only.
void noteStart(const char* step);
void printStartAtFirstFrame(QWidget& window);

}  // namespace saferscope
