// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// Half-open span of bytes within the text at hand (not of the user's text: see ByteRange).
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// How long the searches in one text may take, all together: a second and a microsecond per byte of processor time,
/// some twenty times what the patterns in use need. The engine's own limit of steps holds for one search from one
/// place, and a step may go through all of the text, so that by itself it lets a pattern run for hours. Made where a
/// text comes in; one thread.
class SearchTime {
public:
    explicit SearchTime(std::size_t textBytes);
    double wall() const;                           ///< seconds since it was made
    bool over(double furtherSeconds = 0.0) const;  ///< or will be then; cheap until the wall clock has passed the limit

private:
    double m_limit = 0.0;
    double m_wallBegin = 0.0;
    double m_processorBegin = 0.0;
};

/// A Unicode regular expression as tokenizer.json files hold it (Oniguruma syntax, of which the part that PCRE2 reads
/// alike is accepted). Patterns are untrusted: compilation and every search are bounded, and a search that hits its
/// limit is an error, not a hang. Immutable, usable from any thread.
class Regex {
public:
    static Result<Regex> compile(const std::string& pattern, const std::string& where);
    /// The text itself, whatever characters it holds.
    static Result<Regex> literal(const std::string& text, const std::string& where);
    /// Either of two texts.
    static Result<Regex> literalAny(const std::string& one, const std::string& other, const std::string& where);

    /// All matches in order, without overlaps; `matches` is replaced. An empty match right after another match is
    /// passed over, as Oniguruma's iterator does. `text` must be valid UTF-8.
    Status findAll(std::string_view text, const SearchTime& time, std::vector<Span>& matches) const;

private:
    struct Code;
    explicit Regex(std::shared_ptr<const Code> code) : m_code(std::move(code)) {}
    static Result<Regex> build(const std::string& pattern, std::uint32_t extraOptions, const std::string& where);

    std::shared_ptr<const Code> m_code;
};

}  // namespace saferscope
