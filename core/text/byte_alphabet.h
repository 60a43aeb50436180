// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace saferscope {

/// Byte-level vocabularies spell every byte as one printable character: the printable Latin-1 bytes as themselves, the
/// other 68 as U+0100 upwards in byte order (so a space is "Ġ").
std::string spellBytes(std::string_view bytes);

/// The bytes a spelling stands for, or nothing when it holds a character outside the alphabet.
std::optional<std::string> spelledBytes(std::string_view spelling);

/// How models in the style of SentencePiece spell a token of one byte: "<0x0A>".
std::string byteTokenSpelling(std::uint8_t byte);
std::optional<std::uint8_t> byteOfTokenSpelling(std::string_view spelling);

/// Position of a byte when the alphabet is sorted by character: the customary ids of the 256 byte tokens.
std::uint8_t byteOfRank(std::size_t rank);

}  // namespace saferscope
