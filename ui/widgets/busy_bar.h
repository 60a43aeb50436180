// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QProgressBar;

namespace saferscope {

/// How far work has come, 0..1; negative = something is going on, nobody knows how long. A bar for that runs to and
/// fro, and while motion is reduced (ThemeManager::reducedMotion()) it stands still, striped. GUI thread.
void showFraction(QProgressBar* bar, double fraction);

}  // namespace saferscope
