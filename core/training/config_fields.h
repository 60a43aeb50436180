// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <cmath>
#include <string>

namespace saferscope {

/// Writing and reading a settings struct through one list of its fields: a template `eachField(config, visit)` that
/// calls visit(name, member). Absent fields keep their defaults; unknown ones are refused, so that a misspelt setting
/// never passes for the default.
template <class Config, class EachField>
Json fieldsToJson(const Config& config, EachField eachField) {
    Json json = Json::object();
    eachField(config, [&json](const char* name, const auto& member) { json[name] = member; });
    return json;
}

template <class Config, class EachField>
Result<Config> fieldsFromJson(const Json& json, const std::string& where, EachField eachField) {
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    Config config;
    Status status;
    std::size_t known = 0;
    eachField(config, [&](const char* name, auto& member) {
        known += json.contains(name) ? 1 : 0;
        using Member = std::remove_reference_t<decltype(member)>;
        auto value = jsonMemberOr<Member>(json, name, member, where);
        if (!value) {
            status = failure(value);
        } else {
            member = std::move(*value);
        }
    });
    if (!status) {
        return failure(status);
    }
    if (known != json.size()) {
        for (const auto& [key, value] : json.items()) {
            bool found = false;
            eachField(config, [&, wanted = key](const char* name, const auto&) { found = found || wanted == name; });
            if (!found) {
                return fail(ErrorCode::InvalidInput, where + " has no setting called \"" + key + "\".",
                            "Check its spelling.");
            }
        }
    }
    return config;
}

}  // namespace saferscope
