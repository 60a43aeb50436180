// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

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

namespace json_detail {

/// A whole number of -2^63..2^64-1, and whether it is below zero (then `bits` is its two's complement).
struct WholeNumber {
    std::uint64_t bits = 0;
    bool negative = false;
};

/// Whole numbers, those written like 32.0 among them, as other programs write counts; nothing else is rounded, and a
/// boolean is no number.
std::optional<WholeNumber> wholeNumber(const Json& value);

}  // namespace json_detail

/// A whole number that fits T, or nothing. nlohmann's own get<int>() cuts 5.5, wraps what is too large, and casts
/// 1e300, which C++ leaves undefined.
template <class T>
std::optional<T> jsonWhole(const Json& value) {
    const auto number = json_detail::wholeNumber(value);
    const bool fits = number && (number->negative ? std::in_range<T>(static_cast<std::int64_t>(number->bits))
                                                  : std::in_range<T>(number->bits));
    return fits ? std::optional<T>(static_cast<T>(number->bits)) : std::nullopt;
}

namespace json_detail {

template <class T>
constexpr bool isWhole = std::is_integral_v<T> && !std::is_same_v<T, bool>;

template <class T>
constexpr bool isWholeList = false;
template <class T, class Allocator>
constexpr bool isWholeList<std::vector<T, Allocator>> = isWhole<T>;

template <class T>
constexpr bool isWholeMap = false;
template <class T, class... Others>
constexpr bool isWholeMap<std::map<std::string, T, Others...>> = isWhole<T>;

template <class T>
std::optional<T> take(const Json& value) {
    if constexpr (isWhole<T>) {
        return jsonWhole<T>(value);
    } else if constexpr (isWholeList<T>) {
        T numbers;
        for (const Json& entry : value) {
            const auto number = jsonWhole<typename T::value_type>(entry);
            if (!number) {
                return std::nullopt;
            }
            numbers.push_back(*number);
        }
        return value.is_array() ? std::optional(std::move(numbers)) : std::nullopt;
    } else if constexpr (isWholeMap<T>) {
        T numbers;
        for (auto it = value.begin(); value.is_object() && it != value.end(); ++it) {
            const auto number = jsonWhole<typename T::mapped_type>(*it);
            if (!number) {
                return std::nullopt;
            }
            numbers.emplace(it.key(), *number);
        }
        return value.is_object() ? std::optional(std::move(numbers)) : std::nullopt;
    } else {
        try {
            return value.get<T>();
        } catch (const nlohmann::json::exception&) {
            return std::nullopt;
        }
    }
}

/// " has the wrong type.", or for a number that is not taken what is expected instead.
template <class T>
std::string refusal(const Json& value) {
    if constexpr (isWhole<T>) {
        if (value.is_number()) {
            return " should be a whole number from " + std::to_string(std::numeric_limits<T>::min()) + " to " +
                   std::to_string(std::numeric_limits<T>::max()) + ".";
        }
    }
    return " has the wrong type.";
}

}  // namespace json_detail

/// A member of an object with the right type, or a sentence that says which member of what is wrong. A whole number is
/// taken only where it is one and fits T.
template <class T>
Result<T> jsonMember(const Json& object, const char* key, const std::string& where) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || it == object.end()) {
        return fail(ErrorCode::InvalidInput, where + " has no \"" + key + "\".");
    }
    auto value = json_detail::take<T>(*it);
    if (!value) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\"" + json_detail::refusal<T>(*it));
    }
    return std::move(*value);
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
