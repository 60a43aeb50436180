// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

// Bytes of text, which take up to thirty times as much when parsed. A model's config.json has a few thousand, more only
// where it names many labels; a tokenizer_config.json with all its added tokens has up to 3 million.
constexpr std::uint64_t largestModelConfig = 2u << 20;
constexpr std::uint64_t largestTokenizerConfig = 8u << 20;

/// Reads members of one JSON object with bounds, and keeps everything that is wrong with it. Not thread-safe; refers to
/// the JSON it was given.
class ConfigReader {
public:
    ConfigReader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {}

    /// Present and not null.
    bool has(const char* key) const;
    /// Present, if only as null: "none" rather than "not said".
    bool given(const char* key) const { return m_json.contains(key); }

    /// A whole number in [least, most]; absent is an error unless a fallback is given.
    std::int64_t integer(const char* key, std::int64_t least, std::int64_t most,
                         std::optional<std::int64_t> fallback = {});
    double positive(const char* key, std::optional<double> fallback);
    std::string text(const char* key, const std::string& fallback);
    bool flag(const char* key, bool fallback = false);
    /// Token ids may be null, a number, or (eos of chat models) a list whose first one counts.
    std::int32_t tokenId(const char* key, std::int64_t vocabularySize);
    void refuseIfTrue(const char* key);
    const Json& object(const char* key);
    const Json& json() const { return m_json; }

    void refuse(const std::string& why, const std::string& hint = {});
    bool failed() const { return !m_problems.empty(); }
    const std::vector<Error>& problems() const { return m_problems; }
    const std::string& where() const { return m_where; }

private:
    const Json& m_json;
    std::string m_where;
    std::vector<Error> m_problems;
};

}  // namespace saferscope
