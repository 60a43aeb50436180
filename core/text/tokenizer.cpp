// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer.h"

#include "core/base/text_check.h"
#include "core/text/alignment.h"
#include "core/text/nfc.h"
#include "core/text/tokenizer_impl.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t maxTextBytes = 256u << 20;  ///< keeps every position, rewritten texts included, within 32 bits

std::string replaceIllFormed(std::string_view text, Alignment& alignment) {
    std::string valid;
    valid.reserve(text.size() + 64);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8SequenceLength(text.substr(i));
        if (length > 0) {
            valid.append(text, i, length);
            i += length;
        } else {
            alignment.addChange(i, i + 1, valid.size(), valid.size() + 3);
            valid += "\xef\xbf\xbd";
            ++i;
        }
    }
    return valid;
}

/// One encode() call: tokens and, for each, the position where it ends. Where the next one begins follows from that, so
/// ranges cannot overlap or leave gaps.
class Encoder {
public:
    explicit Encoder(const TokenizerParts& parts) : m_parts(parts) {}

    Status encode(std::string_view text) {
        m_parts.added.split(text, AddedTokens::Stage::Raw, m_rawParts);
        for (const auto& part : m_rawParts) {
            if (part.id >= 0) {
                m_ids.push_back(part.id);
                m_ends.push_back(part.end);
            } else if (const auto status = encodeRaw(text.substr(part.begin, part.end - part.begin), part.begin);
                       !status) {
                return status;
            }
        }
        return {};
    }

    std::vector<std::int32_t>& ids() { return m_ids; }
    std::vector<std::uint32_t>& ends() { return m_ends; }

private:
    /// Text without raw added tokens; `base` is where it starts.
    Status encodeRaw(std::string_view text, std::uint32_t base) {
        const std::size_t first = m_ends.size();
        Alignment alignment;
        std::string rewritten;
        if (m_parts.nfc) {
            rewritten = normalizeNfc(text, alignment);
        }
        const std::string_view normal = m_parts.nfc ? std::string_view(rewritten) : text;
        if (!m_parts.added.any(AddedTokens::Stage::Normalized)) {
            if (const auto status = encodeNormal(normal, 0); !status) {
                return status;
            }
        } else {
            m_parts.added.split(normal, AddedTokens::Stage::Normalized, m_normalParts);
            for (const auto& part : m_normalParts) {
                if (part.id >= 0) {
                    m_ids.push_back(part.id);
                    m_ends.push_back(part.end);
                } else if (const auto status =
                               encodeNormal(normal.substr(part.begin, part.end - part.begin), part.begin);
                           !status) {
                    return status;
                }
            }
        }
        alignment.toSource(text, m_ends, first);
        for (std::size_t i = first; i < m_ends.size(); ++i) {
            m_ends[i] += base;
        }
        return {};
    }

    Status encodeNormal(std::string_view text, std::uint32_t base) {
        if (const auto status = m_parts.preTokenizer.split(text, m_pieces); !status) {
            return status;
        }
        for (const auto& piece : m_pieces) {
            encodePiece(text.substr(piece.begin, piece.end - piece.begin), base + piece.begin, piece.spaceBefore);
        }
        return {};
    }

    void encodePiece(std::string_view piece, std::uint32_t begin, bool spaceBefore) {
        const auto end = begin + static_cast<std::uint32_t>(piece.size());
        if (spaceBefore) {
            m_spaced.assign(1, ' ').append(piece);
            piece = m_spaced;
        }
        if (m_parts.ignoreMerges) {
            if (const std::int32_t whole = m_parts.vocabulary.find(piece); whole >= 0) {
                m_ids.push_back(whole);
                m_ends.push_back(end);
                return;
            }
        }
        const std::size_t first = m_ends.size();
        m_parts.bpe.encode(piece, 0, m_scratch, m_ids, m_ends);
        for (std::size_t i = first; i < m_ends.size(); ++i) {
            m_ends[i] = begin + m_ends[i] - (spaceBefore ? 1 : 0);
        }
    }

    const TokenizerParts& m_parts;
    std::vector<std::int32_t> m_ids;
    std::vector<std::uint32_t> m_ends;
    std::vector<AddedTokens::Part> m_rawParts, m_normalParts;
    std::vector<PreTokenizer::Piece> m_pieces;
    Bpe::Scratch m_scratch;
    std::string m_spaced;
};

}  // namespace

Tokenizer::Tokenizer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Result<Encoding> Tokenizer::encode(std::string_view text, bool addSpecial) const {
    if (text.size() > maxTextBytes) {
        return fail(ErrorCode::InvalidInput,
                    "A text of " + std::to_string(text.size() >> 20) + " MiB is too long to tokenize.",
                    "Texts of up to 256 MiB are taken.");
    }
    Alignment alignment;
    std::string repaired;
    const bool valid = isValidUtf8(text);
    if (!valid) {
        repaired = replaceIllFormed(text, alignment);
    }
    Encoder encoder(*m_impl);
    if (const auto status = encoder.encode(valid ? text : std::string_view(repaired)); !status) {
        return failure(status);
    }
    alignment.toSource(text, encoder.ends());
    const auto size = static_cast<std::uint32_t>(text.size());
    if (!encoder.ends().empty()) {
        encoder.ends().back() = size;  // bytes that have no token belong to the last one
    }

    Encoding encoding;
    const auto& before = m_impl->postProcessor.before;
    const auto& after = m_impl->postProcessor.after;
    encoding.ids.reserve(encoder.ids().size() + (addSpecial ? before.size() + after.size() : 0));
    encoding.ranges.reserve(encoding.ids.capacity());
    if (addSpecial) {
        encoding.ids = before;
        encoding.ranges.assign(before.size(), {0, 0});
    }
    encoding.ids.insert(encoding.ids.end(), encoder.ids().begin(), encoder.ids().end());
    std::uint32_t begin = 0;
    for (const std::uint32_t end : encoder.ends()) {
        encoding.ranges.push_back({begin, end});
        begin = end;
    }
    if (addSpecial) {
        encoding.ids.insert(encoding.ids.end(), after.begin(), after.end());
        encoding.ranges.resize(encoding.ids.size(), {size, size});
    }
    return encoding;
}

std::string Tokenizer::decode(const std::vector<std::int32_t>& ids) const {
    std::string bytes;
    for (const std::int32_t id : ids) {
        bytes += tokenBytes(id);
    }
    return isValidUtf8(bytes) ? bytes : toValidUtf8(bytes);
}

std::string Tokenizer::tokenBytes(std::int32_t id) const {
    if (const AddedToken* const token = m_impl->added.find(id)) {
        return token->content;
    }
    return std::string(m_impl->vocabulary.bytes(id));
}

std::optional<std::int32_t> Tokenizer::idOf(std::string_view token) const {
    if (const AddedToken* const addedToken = m_impl->added.find(token)) {
        return addedToken->id;
    }
    const std::int32_t id = m_impl->vocabulary.findSpelling(token);
    return id < 0 ? std::nullopt : std::optional(id);
}

bool Tokenizer::isSpecial(std::int32_t id) const {
    const AddedToken* const token = m_impl->added.find(id);
    return token != nullptr && token->special;
}

std::size_t Tokenizer::vocabularySize() const {
    return std::max(m_impl->vocabulary.size(), static_cast<std::size_t>(m_impl->added.largestId() + 1));
}

}  // namespace saferscope
