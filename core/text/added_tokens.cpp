// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/added_tokens.h"

#include "core/text/unicode_class.h"

#include <algorithm>

namespace saferscope {

Result<AddedToken> AddedTokens::readToken(const Json& entry, const std::string& where) {
    const auto content = jsonMember<std::string>(entry, "content", where + ": an added token");
    const auto id = jsonMember<std::int64_t>(entry, "id", where + ": an added token");
    if (!content || !id) {
        return content ? failure(id) : failure(content);
    }
    AddedToken token;
    if (content->empty()) {
        return token;
    }
    const std::string name = where + ": added token \"" + content->substr(0, 60) + "\"";
    if (*id < 0 || *id >= Vocabulary::maxId || !entry["id"].is_number_integer()) {
        return fail(ErrorCode::InvalidInput, name + " has an id out of bounds.");
    }
    if (content->size() > maxTokenBytes) {
        return fail(ErrorCode::InvalidInput, name + " is longer than " + std::to_string(maxTokenBytes) + " bytes.");
    }
    token.content = *content;
    token.id = static_cast<std::int32_t>(*id);
    for (const auto& [key, target] : {std::pair{"single_word", &token.singleWord},
                                      {"lstrip", &token.leftStrip},
                                      {"rstrip", &token.rightStrip},
                                      {"special", &token.special}}) {
        const auto flag = jsonMemberOr<bool>(entry, key, false, name);
        if (!flag) {
            return failure(flag);
        }
        *target = *flag;
    }
    const auto normalized = jsonMemberOr<bool>(entry, "normalized", !token.special, name);
    if (!normalized) {
        return failure(normalized);
    }
    token.normalized = *normalized;
    return token;
}

Result<AddedTokens> AddedTokens::make(std::vector<AddedToken> tokens, const Vocabulary& vocabulary,
                                      const Normalizer& normalizer, const std::string& where) {
    AddedTokens added;
    std::size_t bytes = 0;
    for (const AddedToken& token : tokens) {
        bytes += token.content.size();
    }
    if (tokens.size() > maxTokens || bytes > maxTotalBytes) {
        return fail(ErrorCode::InvalidInput,
                    where + " has more than 200,000 added tokens, or more than 4 MiB of their texts.");
    }
    const SearchTime time(bytes);
    std::size_t normalizedBytes = 0;
    for (AddedToken& token : tokens) {
        if (token.content.empty()) {
            continue;
        }
        const std::string name = where + ": added token \"" + token.content.substr(0, 60) + "\"";
        const std::int32_t known = vocabulary.findSpelling(token.content);
        if ((known >= 0 && known != token.id) || (known < 0 && vocabulary.contains(token.id)) ||
            added.m_byId.contains(token.id)) {
            return fail(ErrorCode::InvalidInput, name + " has an id that belongs to another token.",
                        "The file contradicts itself; download it again or save it anew with its own library.");
        }
        if (added.m_byContent.contains(token.content)) {
            return fail(ErrorCode::InvalidInput, name + " is there twice.");
        }
        const std::size_t place = added.m_tokens.size();
        added.m_byId.emplace(token.id, place);
        added.m_byContent.emplace(token.content, place);
        NormalizedText pattern;
        pattern.start(token.content);
        if (token.normalized) {
            if (const auto status = normalizer.apply(token.content, time, pattern); !status) {
                return failure(status);
            }
        }
        normalizedBytes += pattern.text().size();
        if (normalizedBytes > 4 * maxTotalBytes) {
            return fail(ErrorCode::InvalidInput, where + ": the normalizer makes the added tokens too long.");
        }
        if (!pattern.text().empty()) {  // else no text holds it
            (token.normalized ? added.m_normalized : added.m_raw).add(pattern.text(), static_cast<std::int32_t>(place));
        }
        added.m_tokens.push_back(std::move(token));
    }
    added.m_raw.finish();
    added.m_normalized.finish();
    return added;
}

void AddedTokens::split(std::string_view text, Stage stage, std::vector<Part>& parts) const {
    parts.clear();
    const PieceIndex& tokens = index(stage);
    const auto part = [&parts](std::size_t begin, std::size_t end, std::int32_t id) {
        parts.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), id});
    };
    std::size_t done = 0;
    for (std::size_t at = 0; !tokens.empty() && at < text.size();) {
        if (!tokens.canStart(text[at])) {
            ++at;
            continue;
        }
        const auto [length, place] = tokens.longestPrefix(text.substr(at));
        if (length == 0) {
            ++at;
            continue;
        }
        const AddedToken& token = m_tokens[static_cast<std::size_t>(place)];
        std::size_t begin = at;
        std::size_t end = at + length;
        at = end;  // a match that is passed over still hides the matches inside it
        if (token.singleWord) {
            std::size_t before = begin;
            std::size_t after = end;
            if ((begin > 0 && isWordCharacter(previousCodePoint(text, before))) ||
                (end < text.size() && isWordCharacter(nextCodePoint(text, after)))) {
                continue;
            }
        }
        begin = std::max(begin, done);
        if (token.leftStrip) {
            for (std::size_t before = begin; before > done && isWhiteSpace(previousCodePoint(text, before));) {
                begin = before;
            }
        }
        if (token.rightStrip) {
            for (std::size_t after = end; after < text.size() && isWhiteSpace(nextCodePoint(text, after));) {
                end = after;
            }
        }
        if (done < begin) {
            part(done, begin, -1);
        }
        part(begin, std::max(begin, end), token.id);
        done = std::max(begin, end);
    }
    if (done < text.size()) {
        part(done, text.size(), -1);
    }
}

const AddedToken* AddedTokens::find(std::int32_t id) const {
    const auto it = m_byId.find(id);
    return it == m_byId.end() ? nullptr : &m_tokens[it->second];
}

const AddedToken* AddedTokens::find(std::string_view content) const {
    const auto it = m_byContent.find(content);
    return it == m_byContent.end() ? nullptr : &m_tokens[it->second];
}

}  // namespace saferscope
