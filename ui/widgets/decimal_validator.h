// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleValidator>

namespace saferscope {

/// For fields that show and keep numbers with a point, as files and commands write them: whoever types the comma of
/// their language gets the point. Grouping is refused, since 1.234 would be read as something else by one half of the
/// world.
class DecimalValidator final : public QDoubleValidator {
public:
    DecimalValidator(double least, double most, int decimals, QObject* parent)
        : QDoubleValidator(least, most, decimals, parent) {
        QLocale plain = QLocale::c();
        plain.setNumberOptions(QLocale::RejectGroupSeparator);
        setLocale(plain);
    }

    State validate(QString& input, int& position) const override {
        input.replace(QLatin1Char(','), QLatin1Char('.'));
        return QDoubleValidator::validate(input, position);
    }
};

}  // namespace saferscope
