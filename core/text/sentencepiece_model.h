// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/text/piece_index.h"
#include "core/text/sentencepiece_file.h"
#include "core/text/sentencepiece_normalizer.h"
#include "core/text/vocabulary.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saferscope {

/// Encodes as the SentencePiece library does, BPE and unigram models, ids being the places in the file. It is written
/// out here because the library brings a protobuf of its own along, whose symbols clash with the one that libtorch
/// loads into the same process, and because it trusts the tables of a model file, which are data from strangers; the
/// tests compare with the library. n log n in the text's length. Immutable, usable from any thread.
class SentencePieceModel {
public:
    /// Where Hugging Face's classes put the space that a text begins with.
    enum class Prefix {
        EveryStretch,  ///< as the file says, at the text's beginning and again after every added token ("legacy")
        FirstStretch,  ///< at the text's beginning, whatever the file says
        Never,         ///< not even if the file says so
    };

    static Result<SentencePieceModel> make(const SentencePieceFile& file, Prefix prefix, const std::string& where);

    /// Working memory of one caller.
    struct Scratch {
        struct Candidate {
            float score = 0;
            std::uint32_t left = 0, right = 0, bytes = 0;
        };
        struct Token {
            std::uint32_t end = 0;  ///< in `normal`
            std::int32_t id = -1;
        };
        struct BestEnd {
            std::int32_t id = -1;
            float score = 0;
            std::int64_t begin = -1;
        };
        std::string spaced, normal;
        std::vector<std::uint32_t> origin, ends, next, previous;
        std::vector<std::uint8_t> frozen;
        std::vector<Candidate> heap;
        std::vector<BestEnd> best;
        std::vector<Token> tokens;
    };

    /// Appends the tokens of `text` (valid UTF-8, without added tokens), and for each the byte of it where it ends.
    /// `first`: it begins where the whole text does.
    Status encode(std::string_view text, bool first, Scratch& scratch, std::vector<std::int32_t>& ids,
                  std::vector<std::uint32_t>& ends) const;

    bool addsDummyPrefix() const;

private:
    using Type = SentencePieceFile::Type;
    using Unused = std::unordered_map<std::string_view, std::size_t>;  ///< how much of it is its left half

    Status encodeNormal(Scratch& s) const;
    std::int32_t mergeable(std::string_view piece) const;
    std::int32_t idOf(std::string_view piece) const;
    void mergePieces(Scratch& s) const;
    void splitUnused(std::string_view normal, std::uint32_t begin, std::uint32_t end, const Unused& unused,
                     std::vector<Scratch::Token>& tokens) const;
    void bestPath(Scratch& s) const;

    SentencePieceFile::Algorithm m_algorithm = SentencePieceFile::Algorithm::Bpe;
    SentencePieceNormalizer m_normalizer;
    Vocabulary m_vocabulary{Spelling::Text};
    std::vector<float> m_scores;
    std::vector<Type> m_types;
    PieceIndex m_index;  ///< of a unigram model
    std::size_t m_longest = 0;
    std::int32_t m_unknown = -1;
    bool m_byteFallback = false;
    std::array<std::int32_t, 256> m_byteId{};
    float m_lowest = 0, m_highest = 0;  ///< scores of normal pieces
    Prefix m_prefix = Prefix::EveryStretch;
};

}  // namespace saferscope
