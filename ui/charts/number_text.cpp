// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/number_text.h"

#include "ui/charts/series.h"

#include <QLocale>
#include <cmath>

namespace saferscope {

namespace {

constexpr double groupedFrom = 10'000;

}  // namespace

QString shortNumberText(double value, int significant) {
    const std::string plain = shortNumber(value, significant);
    if (std::abs(value) >= groupedFrom && plain.find_first_not_of("-0123456789") == std::string::npos) {
        return QLocale().toString(value, 'f', 0);
    }
    return QString::fromStdString(plain).replace(QLatin1Char('.'), QLocale().decimalPoint());
}

}  // namespace saferscope
