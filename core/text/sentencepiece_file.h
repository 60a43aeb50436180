// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// What a SentencePiece `tokenizer.model` (a serialized ModelProto) says, as far as encoding needs it.
struct SentencePieceFile {
    enum class Type { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };
    struct Piece {
        std::string text;
        float score = 0;
        Type type = Type::Normal;
    };
    enum class Algorithm { Unigram = 1, Bpe = 2, Word = 3, Char = 4 };

    std::vector<Piece> pieces;  ///< the id is the position
    Algorithm algorithm = Algorithm::Unigram;
    bool byteFallback = false;
    bool whitespaceAsSuffix = false;
    bool addDummyPrefix = true;
    bool removeExtraWhitespaces = true;
    bool escapeWhitespaces = true;
    std::string charsMap;  ///< precompiled normalization rules

    static constexpr std::uint64_t maxFileBytes = 32u << 20;
    static constexpr std::size_t maxPieces = 1'000'000;
    static constexpr std::size_t maxPieceBytes = 512;

    /// Every length is checked against the file before anything of it is used.
    static Result<SentencePieceFile> read(const std::filesystem::path& path);
    static Result<SentencePieceFile> parse(std::string_view bytes, const std::string& where);
};

}  // namespace saferscope
