// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reported_values.h"

namespace saferscope {

std::optional<double> reportedNumber(const Json& values, const char* name) {
    const auto it = values.is_object() ? values.find(name) : values.end();
    return values.is_object() && it != values.end() && it->is_number() ? std::optional(it->get<double>())
                                                                       : std::nullopt;
}

std::optional<double> heldOutAccuracy(const Json& values) {
    return reportedNumber(values, "validation_pairs") == 0.0 ? std::nullopt : reportedNumber(values, "accuracy");
}

}  // namespace saferscope
