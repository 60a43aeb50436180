// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/number_text.h"

#include "ui/charts/series.h"

#include <QLocale>

namespace saferscope {

QString shortNumberText(double value, int significant) {
    return QString::fromStdString(shortNumber(value, significant)).replace(QLatin1Char('.'), QLocale().decimalPoint());
}

}  // namespace saferscope
