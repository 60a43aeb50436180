// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace saferscope {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

/// Parses untrusted text. `where` names it in the message ("config.json", "line 12 of pairs.jsonl").
/// Refuses nesting deeper than 64 levels, so no recursion can be driven from outside.
Result<Json> parseJson(std::string_view text, const std::string& where);

/// Reads and parses a whole file of at most `maxBytes`.
Result<Json> readJsonFile(const std::filesystem::path& path, std::uint64_t maxBytes = 256u << 20);

/// Compact or indented text; bytes that are not UTF-8 become U+FFFD instead of an exception.
std::string dumpJson(const Json& value, int indent = -1);
std::string dumpJson(const OrderedJson& value, int indent = -1);

Status writeJsonFile(const std::filesystem::path& path, const Json& value);

/// A member of an object with the right type, or a sentence that says which member of what is wrong.
template <class T>
Result<T> jsonMember(const Json& object, const char* key, const std::string& where) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || it == object.end()) {
        return fail(ErrorCode::InvalidInput, where + " has no \"" + key + "\".");
    }
    try {
        return it->template get<T>();
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" has the wrong type.");
    }
}

/// The same with a default for a member that is absent or null.
template <class T>
Result<T> jsonMemberOr(const Json& object, const char* key, T fallback, const std::string& where) {
    if (!object.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    const auto it = object.find(key);
    if (it == object.end() || it->is_null()) {
        return fallback;
    }
    return jsonMember<T>(object, key, where);
}

}  // namespace saferscope
