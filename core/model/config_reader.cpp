// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/config_reader.h"

#include <cmath>

namespace saferscope {

bool ConfigReader::has(const char* key) const {
    const auto it = m_json.find(key);
    return it != m_json.end() && !it->is_null();
}

std::int64_t ConfigReader::integer(const char* key, std::int64_t least, std::int64_t most,
                                   std::optional<std::int64_t> fallback) {
    if (!has(key)) {
        if (!fallback) {
            refuse("has no \"" + std::string(key) + "\"");
        }
        return fallback.value_or(least);
    }
    const Json& value = m_json.at(key);
    if (!value.is_number_integer() || value > most || value < least) {
        refuse("has an impossible \"" + std::string(key) + "\" (expected a whole number from " + std::to_string(least) +
               " to " + std::to_string(most) + ")");
        return least;
    }
    return value.get<std::int64_t>();
}

double ConfigReader::positive(const char* key, std::optional<double> fallback) {
    if (!has(key)) {
        if (!fallback) {
            refuse("has no \"" + std::string(key) + "\"");
        }
        return fallback.value_or(1.0);
    }
    const Json& value = m_json.at(key);
    const double number = value.is_number() ? value.get<double>() : 0.0;
    if (!std::isfinite(number) || number <= 0.0) {
        refuse("has an impossible \"" + std::string(key) + "\" (expected a positive number)");
        return 1.0;
    }
    return number;
}

std::string ConfigReader::text(const char* key, const std::string& fallback) {
    if (!has(key)) {
        return fallback;
    }
    const Json& value = m_json.at(key);
    if (!value.is_string()) {
        refuse("has a \"" + std::string(key) + "\" that is not a string");
        return fallback;
    }
    return value.get<std::string>();
}

bool ConfigReader::flag(const char* key, bool fallback) {
    if (!has(key)) {
        return fallback;
    }
    if (!m_json.at(key).is_boolean()) {
        refuse("has a \"" + std::string(key) + "\" that is neither true nor false");
        return fallback;
    }
    return m_json.at(key).get<bool>();
}

std::int32_t ConfigReader::tokenId(const char* key, std::int64_t vocabularySize) {
    if (!has(key)) {
        return -1;
    }
    const Json& value = m_json.at(key);
    const Json& one = value.is_array() && !value.empty() ? value.front() : value;
    if (!one.is_number_integer() || one < -1 || one >= vocabularySize) {
        refuse("has a \"" + std::string(key) + "\" outside the vocabulary");
        return -1;
    }
    return one.get<std::int32_t>();
}

void ConfigReader::refuseIfTrue(const char* key) {
    if (has(key) && m_json.at(key) != false) {
        refuse("asks for \"" + std::string(key) + "\", which is not supported");
    }
}

const Json& ConfigReader::object(const char* key) {
    static const Json empty = Json::object();
    const Json& value = m_json.at(key);
    if (!value.is_object()) {
        refuse("has a \"" + std::string(key) + "\" that is not an object");
        return empty;
    }
    return value;
}

void ConfigReader::refuse(const std::string& why, const std::string& hint) {
    m_problems.push_back({ErrorCode::InvalidInput, m_where + " " + why + ".",
                          hint.empty() ? "Check that the folder holds a complete Hugging Face model." : hint});
}

}  // namespace saferscope
