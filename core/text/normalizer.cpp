// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/normalizer.h"

#include "core/text/unicode_class.h"

#include <algorithm>
#include <cstring>
#include <utf8proc.h>

namespace saferscope {

namespace {

constexpr std::size_t maxSteps = 16;
constexpr std::size_t maxPieceBytes = 1024;  ///< of what is put in
// Real steps make eleven bytes of one at most (U+FDFA in NFKC). Positions have 32 bits.
constexpr std::uint64_t maxGrowth = 12;
constexpr std::uint64_t freeGrowth = 64u << 10;
constexpr std::uint64_t maxTextBytes = 1u << 30;

Status tooLong(const std::string& where) {
    return fail(ErrorCode::InvalidInput,
                where + ": the normalizer makes more than twelve bytes of each byte of a text.",
                "Such a tokenizer cannot be used safely.");
}

/// Linear in both lengths, which std::string_view::find() is not.
std::size_t findText(std::string_view text, std::string_view what, std::size_t from) {
    const void* const found = ::memmem(text.data() + from, text.size() - from, what.data(), what.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::uint64_t replacedBytes(const std::vector<Span>& matches) {
    std::uint64_t bytes = 0;
    for (const Span& match : matches) {
        bytes += match.end - match.begin;
    }
    return bytes;
}

/// Rewrites every character by itself: `rewrite` appends what it becomes.
template <class Rewrite>
void rewriteCharacters(NormalizedText& result, const Rewrite& rewrite) {
    const std::string_view text = result.text();
    std::string out;
    out.reserve(text.size());
    Alignment alignment;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t begin = position;
        const char32_t c = nextCodePoint(text, position);
        const std::size_t outBegin = out.size();
        rewrite(c, out);
        if (std::string_view(out).substr(outBegin) != text.substr(begin, position - begin)) {
            alignment.addChange(begin, position, outBegin, out.size());
        }
    }
    result.push(std::move(out), std::move(alignment));
}

/// The full mapping of a character by itself, as Rust's char::to_lowercase: no context (final sigma), one character
/// with two.
void appendLowercase(char32_t c, std::string& out) {
    if (c == 0x130) {
        out += "i\xcc\x87";
    } else {
        appendUtf8(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))));
    }
}

bool isMark(char32_t c) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

void strip(bool left, bool right, NormalizedText& result) {
    const std::string_view text = result.text();
    std::size_t begin = 0;
    std::size_t end = text.size();
    for (std::size_t next = begin; left && begin < end; begin = next) {
        if (!isWhiteSpace(nextCodePoint(text, next))) {
            break;
        }
    }
    for (std::size_t before = end; right && end > begin; end = before) {
        if (!isWhiteSpace(previousCodePoint(text, before))) {
            break;
        }
    }
    Alignment alignment;
    if (begin > 0) {
        alignment.addChange(0, begin, 0, 0);
    }
    if (end < text.size()) {
        alignment.addChange(end, text.size(), end - begin, end - begin);
    }
    result.push(std::string(text.substr(begin, end - begin)), std::move(alignment));
}

}  // namespace

void NormalizedText::start(std::string_view source) {
    m_source = source;
    m_layers.clear();
}

void NormalizedText::push(std::string text, Alignment alignment) {
    if (!alignment.identical()) {
        m_layers.push_back({std::move(text), std::move(alignment)});
    }
}

void NormalizedText::toSource(std::vector<std::uint32_t>& positions, std::size_t first) const {
    for (std::size_t layer = m_layers.size(); layer-- > 0;) {
        const std::string_view before = layer == 0 ? m_source : std::string_view(m_layers[layer - 1].text);
        m_layers[layer].alignment.toSource(before, positions, first);
    }
}

Result<Normalizer> Normalizer::fromJson(const Json& value, const std::string& where) {
    Normalizer result;
    result.m_where = where;
    if (const auto status = result.add(value, where); !status) {
        return failure(status);
    }
    return result;
}

Status Normalizer::add(const Json& value, const std::string& where) {
    if (value.is_null()) {
        return {};
    }
    const auto type = jsonMember<std::string>(value, "type", where + ": the normalizer");
    if (!type) {
        return failure(type);
    }
    if (*type == "Sequence") {
        const auto it = value.find("normalizers");
        if (it == value.end() || !it->is_array()) {
            return fail(ErrorCode::InvalidInput, where + ": a normalizer \"Sequence\" has no list of normalizers.");
        }
        for (const Json& inner : *it) {
            if (const auto status = add(inner, where); !status) {
                return status;
            }
        }
        return {};
    }
    const std::string name = where + ": normalizer \"" + *type + "\"";
    Step step;
    if (*type == "NFC" || *type == "NFD" || *type == "NFKC" || *type == "NFKD") {
        step.form = *type == "NFC"    ? UnicodeForm::Nfc
                    : *type == "NFD"  ? UnicodeForm::Nfd
                    : *type == "NFKC" ? UnicodeForm::Nfkc
                                      : UnicodeForm::Nfkd;
    } else if (*type == "Replace") {
        auto made = replaceStep(value, name);
        if (!made) {
            return failure(made);
        }
        step = std::move(*made);
    } else if (*type == "Prepend") {
        step.kind = Kind::Prepend;
        auto content = jsonMember<std::string>(value, "prepend", name);
        if (!content) {
            return failure(content);
        }
        step.content = std::move(*content);
    } else if (*type == "Lowercase") {
        step.kind = Kind::Lowercase;
    } else if (*type == "StripAccents") {
        step.kind = Kind::StripAccents;
    } else if (*type == "Strip") {
        step.kind = Kind::Strip;
        const auto left = jsonMemberOr<bool>(value, "strip_left", true, name);
        const auto right = jsonMemberOr<bool>(value, "strip_right", true, name);
        if (!left || !right) {
            return left ? failure(right) : failure(left);
        }
        step.left = *left;
        step.right = *right;
    } else {
        return fail(ErrorCode::InvalidInput, where + ": the normalizer \"" + *type + "\" is not supported.",
                    "NFC, NFD, NFKC, NFKD, Replace, Prepend, Lowercase, Strip, StripAccents and sequences of them are "
                    "read.");
    }
    if (step.content.size() > maxPieceBytes) {
        return fail(ErrorCode::InvalidInput, name + " puts in more than 1024 bytes.");
    }
    if (m_steps.size() >= maxSteps) {
        return fail(ErrorCode::InvalidInput, where + ": the normalizer has more than 16 steps.");
    }
    m_steps.push_back(std::move(step));
    return {};
}

Result<Normalizer::Step> Normalizer::replaceStep(const Json& value, const std::string& where) {
    const auto pattern = value.find("pattern");
    const bool isRegex = pattern != value.end() && pattern->is_object() && pattern->contains("Regex");
    if (pattern == value.end() || !pattern->is_object() || (!isRegex && !pattern->contains("String"))) {
        return fail(ErrorCode::InvalidInput, where + " has neither a \"Regex\" nor a \"String\" pattern.");
    }
    const auto text = jsonMember<std::string>(*pattern, isRegex ? "Regex" : "String", where);
    auto content = jsonMember<std::string>(value, "content", where);
    if (!text || !content) {
        return text ? failure(content) : failure(text);
    }
    Step step;
    step.kind = Kind::Replace;
    step.content = std::move(*content);
    if (isRegex) {
        auto regex = Regex::compile(*text, where);
        if (!regex) {
            return failure(regex);
        }
        step.regex = std::move(*regex);
    } else if (text->empty()) {
        return fail(ErrorCode::InvalidInput, where + " replaces the empty text.");
    }
    step.pattern = *text;
    return step;
}

Status Normalizer::replace(const Step& step, std::uint64_t maxBytes, const SearchTime& time,
                           NormalizedText& result) const {
    const std::string_view text = result.text();
    std::vector<Span> matches;
    if (step.regex) {
        if (const auto status = step.regex->findAll(text, time, matches); !status) {
            return status;
        }
    } else {
        for (std::size_t at = findText(text, step.pattern, 0); at != std::string_view::npos;
             at = findText(text, step.pattern, at + step.pattern.size())) {
            matches.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + step.pattern.size())});
        }
    }
    if (text.size() + std::uint64_t{matches.size()} * step.content.size() > maxBytes + replacedBytes(matches)) {
        return tooLong(m_where);
    }
    std::string out;
    out.reserve(text.size() + matches.size() * step.content.size());
    Alignment alignment;
    std::size_t done = 0;
    for (const Span& match : matches) {
        out.append(text, done, match.begin - done);
        alignment.addChange(match.begin, match.end, out.size(), out.size() + step.content.size());
        out += step.content;
        done = match.end;
    }
    out.append(text, done);
    result.push(std::move(out), std::move(alignment));
    return {};
}

Status Normalizer::apply(std::string_view text, const SearchTime& time, NormalizedText& result) const {
    result.start(text);
    const std::uint64_t maxBytes = std::min(maxTextBytes, maxGrowth * text.size() + freeGrowth);
    for (const Step& step : m_steps) {
        const std::string_view now = result.text();
        if (now.size() > maxBytes) {
            return tooLong(m_where);
        }
        Alignment alignment;
        switch (step.kind) {
            case Kind::Form: {
                std::string out = normalizeUnicode(now, step.form, alignment);
                result.push(std::move(out), std::move(alignment));
                break;
            }
            case Kind::Replace:
                if (const auto status = replace(step, maxBytes, time, result); !status) {
                    return status;
                }
                break;
            case Kind::Prepend:
                if (!now.empty() && !step.content.empty()) {
                    alignment.addChange(0, 0, 0, step.content.size());
                    std::string out = step.content;
                    out += now;
                    result.push(std::move(out), std::move(alignment));
                }
                break;
            case Kind::Lowercase:
                rewriteCharacters(result, appendLowercase);
                break;
            case Kind::StripAccents:
                rewriteCharacters(result, [](char32_t c, std::string& out) {
                    if (!isMark(c)) {
                        appendUtf8(out, c);
                    }
                });
                break;
            case Kind::Strip:
                strip(step.left, step.right, result);
                break;
        }
    }
    return result.text().size() > maxBytes ? tooLong(m_where) : Status();
}

}  // namespace saferscope
