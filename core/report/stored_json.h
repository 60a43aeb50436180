// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <cmath>
#include <cstdint>
#include <string>

namespace saferscope {

/// Members of a stored result. It was written by evaluationReport(), maybe by another version or by hand: what is not
/// there or of another type is NaN, empty, 0 or null, and nothing else is done about it. Internal to this folder.
inline const Json& storedAt(const Json& object, const char* key) {
    static const Json nothing;
    if (!object.is_object()) {
        return nothing;
    }
    const auto it = object.find(key);
    return it == object.end() ? nothing : *it;
}
inline double storedNumber(const Json& object, const char* key) {
    const Json& value = storedAt(object, key);
    return value.is_number() ? value.get<double>() : std::nan("");
}
inline std::string storedText(const Json& object, const char* key) {
    const Json& value = storedAt(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}
inline std::uint64_t storedCount(const Json& object, const char* key) {
    const double value = storedNumber(object, key);
    return value >= 0.0 && value < 1e15 ? static_cast<std::uint64_t>(value) : 0;
}
/// The list, or an empty one.
inline const Json& storedList(const Json& object, const char* key) {
    static const Json nothing = Json::array();
    const Json& value = storedAt(object, key);
    return value.is_array() ? value : nothing;
}

}  // namespace saferscope
