// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/busy_bar.h"

#include "ui/theme/theme.h"

#include <QProgressBar>
#include <QStyle>
#include <algorithm>
#include <cmath>

namespace saferscope {

void showFraction(QProgressBar* bar, double fraction) {
    const bool busy = !(fraction >= 0.0);
    const bool still = busy && ThemeManager::instance().reducedMotion();
    if (bar->property("still").toBool() != still) {
        bar->setProperty("still", still);
        bar->style()->unpolish(bar);  // the style sheet asks for the property only then
        bar->style()->polish(bar);
    }
    bar->setRange(0, busy && !still ? 0 : 1000);
    bar->setValue(still ? 1000 : busy ? 0 : static_cast<int>(std::lround(std::min(fraction, 1.0) * 1000.0)));
}

}  // namespace saferscope
