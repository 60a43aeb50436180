// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentencepiece_normalizer.h"

#include "core/base/text_check.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::string_view spaceSymbol = "\u2581";
constexpr std::size_t maxRuleMatches = 32;  ///< the library looks at no more of those that fit
constexpr std::uint64_t maxGrowth = 12;     ///< real rules make eleven bytes of one at most

// A unit of darts-clone's double array: label, offset to the children, whether a value hangs below it.
constexpr bool hasLeaf(std::uint32_t unit) { return ((unit >> 8) & 1) == 1; }
constexpr std::uint32_t valueOf(std::uint32_t unit) { return unit & 0x7fffffffu; }
constexpr std::uint32_t labelOf(std::uint32_t unit) { return unit & 0x800000ffu; }
constexpr std::uint32_t offsetOf(std::uint32_t unit) { return (unit >> 10) << ((unit & 0x200u) >> 6); }

}  // namespace

Result<SentencePieceNormalizer> SentencePieceNormalizer::make(const SentencePieceFile& file, const std::string& where) {
    SentencePieceNormalizer result;
    result.m_addDummyPrefix = file.addDummyPrefix;
    result.m_removeExtra = file.removeExtraWhitespaces;
    result.m_escape = file.escapeWhitespaces;
    result.m_suffix = file.whitespaceAsSuffix;
    result.m_where = where;
    for (std::size_t id = 0; id < file.pieces.size(); ++id) {
        if (file.pieces[id].type == SentencePieceFile::Type::UserDefined) {
            result.m_userDefined.add(file.pieces[id].text, static_cast<std::int32_t>(id));
        }
    }
    result.m_userDefined.finish();
    if (!file.charsMap.empty()) {
        if (const auto status = result.readRules(file.charsMap); !status) {
            return failure(status);
        }
    }
    return result;
}

Status SentencePieceNormalizer::readRules(std::string_view blob) {
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            value |= std::uint32_t{static_cast<std::uint8_t>(blob[at + i])} << (8 * i);
        }
        return value;
    };
    const std::size_t size = blob.size() < 4 ? 0 : number(0);
    if (size == 0 || size % 4 != 0 || size >= blob.size() - 4 || blob.back() != '\0') {
        return fail(ErrorCode::InvalidInput, m_where + ": its table of normalization rules is damaged.");
    }
    m_units.resize(size / 4);
    for (std::size_t i = 0; i < m_units.size(); ++i) {
        m_units[i] = number(4 + 4 * i);
    }
    m_targets = blob.substr(4 + size);
    return {};
}

std::pair<std::string_view, std::size_t> SentencePieceNormalizer::prefix(std::string_view text) const {
    if (!m_userDefined.empty()) {
        if (const std::size_t length = m_userDefined.longestPrefix(text).first; length > 0) {
            return {text.substr(0, length), length};
        }
    }
    std::size_t longest = 0;
    std::uint32_t target = 0;
    if (!m_units.empty()) {
        std::size_t matches = 0;
        std::uint32_t node = offsetOf(m_units[0]);
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto byte = static_cast<std::uint8_t>(text[i]);
            node ^= byte;
            if (node >= m_units.size() || labelOf(m_units[node]) != byte) {
                break;
            }
            const std::uint32_t unit = m_units[node];
            node ^= offsetOf(unit);
            if (!hasLeaf(unit)) {
                continue;
            }
            if (node >= m_units.size() || valueOf(m_units[node]) >= m_targets.size() || matches++ == maxRuleMatches) {
                break;
            }
            longest = i + 1;
            target = valueOf(m_units[node]);
        }
    }
    if (longest > 0) {
        return {m_targets.c_str() + target, longest};
    }
    const std::size_t length = std::max<std::size_t>(1, utf8SequenceLength(text));
    return {text.substr(0, length), length};
}

Status SentencePieceNormalizer::apply(std::string_view text, Options options, std::string& normal,
                                      std::vector<std::uint32_t>& origin) const {
    normal.clear();
    origin.clear();
    std::uint32_t consumed = 0;
    const std::uint64_t maxNormalBytes = maxGrowth * text.size() + 4096;
    const bool dropLeading = m_removeExtra && !options.keepLeading;
    while (dropLeading && !text.empty()) {
        const auto [form, length] = prefix(text);
        if (form != " ") {
            break;
        }
        text.remove_prefix(length);
        consumed += static_cast<std::uint32_t>(length);
    }
    const std::string_view space = m_escape ? spaceSymbol : " ";
    const auto append = [&](std::string_view bytes) {
        normal += bytes;
        origin.insert(origin.end(), bytes.size(), consumed);
    };
    if (!text.empty()) {
        if (options.dummyPrefix && !m_suffix) {
            append(space);
        }
        bool afterSpace = dropLeading;
        while (!text.empty()) {
            auto [form, length] = prefix(text);
            while (afterSpace && form.starts_with(' ')) {
                form.remove_prefix(1);
            }
            if (!form.empty()) {
                for (const char& c : form) {
                    append(c == ' ' ? space : std::string_view(&c, 1));
                }
                afterSpace = m_removeExtra && form.ends_with(' ');
            }
            if (normal.size() > maxNormalBytes) {
                return fail(ErrorCode::InvalidInput, m_where + ": its normalization rules make a text too long.");
            }
            consumed += static_cast<std::uint32_t>(length);
            text.remove_prefix(length);
        }
        while (m_removeExtra && normal.ends_with(space)) {
            normal.resize(normal.size() - space.size());
            consumed = origin[normal.size()];
            origin.resize(normal.size());
        }
        if (options.dummyPrefix && m_suffix) {
            append(space);
        }
    }
    origin.push_back(consumed);
    return {};
}

}  // namespace saferscope
