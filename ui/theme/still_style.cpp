// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/still_style.h"

#include "ui/theme/theme.h"

namespace saferscope {

int StillStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* data) const {
    if (ThemeManager::instance().reducedMotion() &&
        (hint == SH_Widget_Animate || hint == SH_Widget_Animation_Duration || hint == SH_ScrollBar_Transient)) {
        return 0;
    }
    return QProxyStyle::styleHint(hint, option, widget, data);
}

}  // namespace saferscope
