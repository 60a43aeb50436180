// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/sentencepiece_file.h"

#include <bit>
#include <string>

namespace saferscope::check {

/// The protobuf message of a model, written field by field with the numbers of sentencepiece_model.proto.
inline std::string sentencePieceBytes(const SentencePieceFile& file) {
    const auto varint = [](std::string& to, std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) {
            to += static_cast<char>(0x80 | (value & 0x7f));
        }
        to += static_cast<char>(value);
    };
    const auto number = [&](std::string& to, std::uint32_t field, std::uint64_t value) {
        varint(to, std::uint64_t{field} << 3);
        varint(to, value);
    };
    const auto bytes = [&](std::string& to, std::uint32_t field, const std::string& value) {
        varint(to, (std::uint64_t{field} << 3) | 2);
        varint(to, value.size());
        to += value;
    };
    std::string out;
    for (const auto& piece : file.pieces) {
        std::string message;
        bytes(message, 1, piece.text);
        varint(message, (2u << 3) | 5);
        const auto score = std::bit_cast<std::uint32_t>(piece.score);
        for (unsigned i = 0; i < 4; ++i) {
            message += static_cast<char>((score >> (8 * i)) & 0xff);
        }
        number(message, 3, static_cast<std::uint64_t>(piece.type));
        bytes(out, 1, message);
    }
    std::string trainer;
    number(trainer, 3, static_cast<std::uint64_t>(file.algorithm));
    number(trainer, 24, file.whitespaceAsSuffix ? 1 : 0);
    number(trainer, 35, file.byteFallback ? 1 : 0);
    bytes(out, 2, trainer);
    std::string normalizer;
    if (!file.charsMap.empty()) {
        bytes(normalizer, 2, file.charsMap);
    }
    number(normalizer, 3, file.addDummyPrefix ? 1 : 0);
    number(normalizer, 4, file.removeExtraWhitespaces ? 1 : 0);
    number(normalizer, 5, file.escapeWhitespaces ? 1 : 0);
    bytes(out, 3, normalizer);
    return out;
}

}  // namespace saferscope::check
