// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/interval.h"
#include "core/base/json.h"

#include <cmath>
#include <limits>
#include <vector>

namespace saferscope::strict {

/// What the readers of causal files share. A text from outside is refused rather than bent into shape: JSON libraries
/// turn 1.5, -1 and true into whole numbers without a word. Internal to core/causal and what is kept of it.

inline tl::unexpected<Error> refuse(const std::string& where, const char* key, const std::string& what) {
    return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not " + what + ".");
}

/// A whole number that is not negative. Values made in memory may be signed; parsed ones are unsigned.
inline bool isCount(const Json& json) {
    return json.is_number_unsigned() || (json.is_number_integer() && json.get<std::int64_t>() >= 0);
}

inline Result<std::uint64_t> count(const Json& json, const char* key, const std::string& where) {
    const auto it = json.is_object() ? json.find(key) : json.end();
    if (!json.is_object() || it == json.end()) {
        return fail(ErrorCode::InvalidInput, where + " has no \"" + key + "\".");
    }
    if (!isCount(*it)) {
        return refuse(where, key, "a whole number that is at least 0");
    }
    return it->get<std::uint64_t>();
}

inline Result<double> number(const Json& json, const char* key, const std::string& where) {
    const auto it = json.is_object() ? json.find(key) : json.end();
    if (!json.is_object() || it == json.end()) {
        return fail(ErrorCode::InvalidInput, where + " has no \"" + key + "\".");
    }
    if (!it->is_number() || !std::isfinite(it->get<double>())) {
        return refuse(where, key, "a finite number");
    }
    return it->get<double>();
}

inline Result<double> share(const Json& json, const char* key, const std::string& where) {
    auto value = number(json, key, where);
    if (value && (*value < 0.0 || *value > 1.0)) {
        return refuse(where, key, "between 0 and 1");
    }
    return value;
}

/// [low, high]; an end that is not known is null and reads as infinity.
inline Json interval(const Interval& value) {
    const auto end = [](double number) { return std::isfinite(number) ? Json(number) : Json(); };
    return Json::array({end(value.low), end(value.high)});
}

inline Result<Interval> interval(const Json& json, const char* key, const std::string& where) {
    const auto it = json.is_object() ? json.find(key) : json.end();
    const std::string shape = "a pair of numbers, the lower one first";
    if (!json.is_object() || it == json.end() || !it->is_array() || it->size() != 2) {
        return refuse(where, key, shape);
    }
    const double infinity = std::numeric_limits<double>::infinity();
    Interval value{-infinity, infinity};
    for (const auto& [item, end] : {std::pair{&(*it)[0], &value.low}, std::pair{&(*it)[1], &value.high}}) {
        if (!item->is_number() && !item->is_null()) {
            return refuse(where, key, shape);
        }
        if (item->is_number()) {
            *end = item->get<double>();
        }
    }
    if (!(value.low <= value.high)) {
        return refuse(where, key, shape);
    }
    return value;
}

inline Result<std::string> text(const Json& json, const char* key, const std::string& where) {
    return jsonMember<std::string>(json, key, where);
}

inline Result<FeatureId> feature(const Json& json, const std::string& where) {
    if (!isCount(json) || json.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::InvalidInput, where + " is not the number of a feature.");
    }
    return FeatureId(json.get<std::uint32_t>());
}

/// The list `key`, each item read by read(item, where it is).
template <class T, class Read>
Result<std::vector<T>> list(const Json& json, const char* key, const std::string& where, const Read& read) {
    const auto it = json.is_object() ? json.find(key) : json.end();
    if (!json.is_object() || it == json.end() || !it->is_array()) {
        return refuse(where, key, "a list");
    }
    std::vector<T> items;
    items.reserve(it->size());
    for (const Json& item : *it) {
        auto value = read(item, where + ", " + key + " " + std::to_string(items.size() + 1));
        if (!value) {
            return failure(value);
        }
        items.push_back(std::move(*value));
    }
    return items;
}

inline Json features(const std::vector<FeatureId>& ids) {
    Json json = Json::array();
    for (const FeatureId id : ids) {
        json.push_back(id.value());
    }
    return json;
}

inline Result<std::vector<FeatureId>> features(const Json& json, const char* key, const std::string& where) {
    return list<FeatureId>(json, key, where, feature);
}

/// Refuses another format, and a version newer than ours.
inline Status format(const Json& json, const char* name, std::uint64_t version, const std::string& where) {
    const auto it = json.is_object() ? json.find("format") : json.end();
    if (!json.is_object() || it == json.end() || *it != name) {
        return fail(ErrorCode::InvalidInput, where + " is not a file of the format \"" + name + "\".");
    }
    const auto found = count(json, "version", where);
    if (!found) {
        return failure(found);
    }
    if (*found != version) {
        return fail(ErrorCode::InvalidInput,
                    where + " has version " + std::to_string(*found) + " of its format; this program reads version " +
                        std::to_string(version) + ".",
                    *found > version ? "Use a newer version of Saferscope." : "");
    }
    return {};
}

/// Reads members one after another; the first failure is kept and the rest is skipped.
class Reader {
public:
    Reader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {}

    void text(const char* key, std::string& to) { take(strict::text(m_json, key, m_where), to); }
    void count(const char* key, std::uint64_t& to) { take(strict::count(m_json, key, m_where), to); }
    void number(const char* key, double& to) { take(strict::number(m_json, key, m_where), to); }
    void share(const char* key, double& to) { take(strict::share(m_json, key, m_where), to); }
    void interval(const char* key, Interval& to) { take(strict::interval(m_json, key, m_where), to); }
    void features(const char* key, std::vector<FeatureId>& to) { take(strict::features(m_json, key, m_where), to); }
    template <class T, class Read>
    void list(const char* key, std::vector<T>& to, const Read& read) {
        if (m_status) {
            take(strict::list<T>(m_json, key, m_where, read), to);
        }
    }
    template <class Int>
    void whole(const char* key, Int& to) {
        std::uint64_t value = 0;
        count(key, value);
        if (m_status && value > static_cast<std::uint64_t>(std::numeric_limits<Int>::max())) {
            m_status = refuse(m_where, key, "a number of this size");
        }
        if (m_status) {
            to = static_cast<Int>(value);
        }
    }
    template <class T, class U>
    void take(Result<T> value, U& to) {
        if (!m_status) {
            return;
        }
        if (!value) {
            m_status = tl::unexpected<Error>(value.error());
            return;
        }
        to = std::move(*value);
    }
    void require(bool holds, const std::string& otherwise) {
        if (m_status && !holds) {
            m_status = fail(ErrorCode::InvalidInput, m_where + ": " + otherwise);
        }
    }
    const Status& status() const { return m_status; }

private:
    const Json& m_json;
    std::string m_where;
    Status m_status;
};

}  // namespace saferscope::strict
