// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/tokenizer.h"

#include "core/base/text_check.h"
#include "core/text/alignment.h"
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
    Encoder(const TokenizerParts& parts, std::size_t bytes) : m_parts(parts), m_time(bytes) {}

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
        if (m_parts.sentencePiece) {
            if (const auto status = m_parts.sentencePiece->encode(text, base == 0, m_pieceScratch, m_ids, m_ends);
                !status) {
                return status;
            }
        } else {
            m_normal.start(text);
            if (!m_parts.normalizer.empty()) {
                if (const auto status = m_parts.normalizer.apply(text, m_time, m_normal); !status) {
                    return status;
                }
            }
            if (const auto status = encodeRewritten(m_normal.text(), base == 0); !status) {
                return status;
            }
            m_normal.toSource(m_ends, first);
        }
        for (std::size_t i = first; i < m_ends.size(); ++i) {
            m_ends[i] += base;
        }
        if (m_ends.size() > first) {  // bytes that have no token belong to the last one before them
            m_ends.back() = base + static_cast<std::uint32_t>(text.size());
        }
        return {};
    }

    /// The same after the normalizer; `first` where it is the beginning of the whole text.
    Status encodeRewritten(std::string_view normal, bool first) {
        if (!m_parts.added.any(AddedTokens::Stage::Normalized)) {
            return encodeNormal(normal, 0, first);
        }
        m_parts.added.split(normal, AddedTokens::Stage::Normalized, m_normalParts);
        for (const auto& part : m_normalParts) {
            if (part.id >= 0) {
                m_ids.push_back(part.id);
                m_ends.push_back(part.end);
            } else if (const auto status = encodeNormal(normal.substr(part.begin, part.end - part.begin), part.begin,
                                                        first && part.begin == 0);
                       !status) {
                return status;
            }
        }
        return {};
    }

    Status encodeNormal(std::string_view text, std::uint32_t base, bool first) {
        if (const auto status = m_parts.preTokenizer.split(text, first, m_time, m_pieces); !status) {
            return status;
        }
        for (const auto& piece : m_pieces) {
            const std::string_view own = text.substr(piece.begin, piece.end - piece.begin);
            if (m_parts.preTokenizer.metaspace().empty()) {
                encodePiece(own, base + piece.begin, piece.spaceBefore);
            } else {
                encodeMetaspacePiece(own, base + piece.begin, piece.spaceBefore);
            }
        }
        return {};
    }

    void encodePiece(std::string_view piece, std::uint32_t begin, bool spaceBefore) {
        if (spaceBefore) {
            m_spaced.assign(1, ' ').append(piece);
            piece = m_spaced;
        }
        const std::size_t first = m_ends.size();
        merge(piece);
        for (std::size_t i = first; i < m_ends.size(); ++i) {
            m_ends[i] = begin + m_ends[i] - (spaceBefore ? 1 : 0);
        }
    }

    void encodeMetaspacePiece(std::string_view piece, std::uint32_t begin, bool spaceBefore) {
        const std::string& space = m_parts.preTokenizer.metaspace();
        m_spaced.clear();
        m_alignment.clear();
        if (spaceBefore) {
            m_spaced = space;
            m_alignment.addChange(0, 0, 0, space.size());
        }
        for (std::size_t i = 0; i < piece.size(); ++i) {
            if (piece[i] == ' ') {
                m_alignment.addChange(i, i + 1, m_spaced.size(), m_spaced.size() + space.size());
                m_spaced += space;
            } else {
                m_spaced += piece[i];
            }
        }
        const std::size_t first = m_ends.size();
        merge(m_spaced);
        m_alignment.toSource(piece, m_ends, first);
        for (std::size_t i = first; i < m_ends.size(); ++i) {
            m_ends[i] += begin;
        }
    }

    /// Appends the tokens of what the model gets, with their ends in it.
    void merge(std::string_view piece) {
        if (m_parts.ignoreMerges) {
            if (const std::int32_t whole = m_parts.vocabulary.find(piece); whole >= 0) {
                m_ids.push_back(whole);
                m_ends.push_back(static_cast<std::uint32_t>(piece.size()));
                return;
            }
        }
        m_parts.bpe.encode(piece, 0, m_scratch, m_ids, m_ends);
    }

    const TokenizerParts& m_parts;
    const SearchTime m_time;
    std::vector<std::int32_t> m_ids;
    std::vector<std::uint32_t> m_ends;
    std::vector<AddedTokens::Part> m_rawParts, m_normalParts;
    std::vector<PreTokenizer::Piece> m_pieces;
    NormalizedText m_normal;
    Bpe::Scratch m_scratch;
    SentencePieceModel::Scratch m_pieceScratch;
    std::string m_spaced;
    Alignment m_alignment;
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
    Encoder encoder(*m_impl, text.size());
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
    encoding.ids = std::move(encoder.ids());  // a long text has millions: no second copy of them
    encoding.ranges.reserve(encoding.ids.size() + before.size() + after.size());
    if (addSpecial) {
        encoding.ids.insert(encoding.ids.begin(), before.begin(), before.end());
        encoding.ranges.assign(before.size(), {0, 0});
    }
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
    const std::string_view text = m_impl->decoder.trimmed(bytes);
    return isValidUtf8(text) ? std::string(text) : toValidUtf8(text);
}

std::string Tokenizer::tokenBytes(std::int32_t id) const {
    if (const AddedToken* const token = m_impl->added.find(id)) {
        return token->content;
    }
    const std::string_view bytes = m_impl->vocabulary.bytes(id);
    return m_impl->preTokenizer.byteLevel() ? std::string(bytes) : m_impl->decoder.bytes(bytes);
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
