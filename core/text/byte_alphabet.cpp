// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/byte_alphabet.h"

#include <array>

namespace saferscope {

namespace {

constexpr std::uint16_t firstStandIn = 0x100;
constexpr std::size_t standIns = 68;

constexpr bool printable(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}

struct Alphabet {
    std::array<std::uint16_t, 256> characterOf{};
    std::array<std::int16_t, firstStandIn + standIns> byteOf{};
    std::array<std::uint8_t, 256> byRank{};

    constexpr Alphabet() {
        byteOf.fill(-1);
        std::uint16_t next = firstStandIn;
        std::size_t rank = 0;
        for (unsigned byte = 0; byte < 256; ++byte) {
            characterOf[byte] = printable(byte) ? static_cast<std::uint16_t>(byte) : next++;
            byteOf[characterOf[byte]] = static_cast<std::int16_t>(byte);
            if (printable(byte)) {
                byRank[rank++] = static_cast<std::uint8_t>(byte);
            }
        }
        for (unsigned byte = 0; byte < 256; ++byte) {
            if (!printable(byte)) {
                byRank[rank++] = static_cast<std::uint8_t>(byte);
            }
        }
    }
};

constexpr Alphabet alphabet;

}  // namespace

std::string spellBytes(std::string_view bytes) {
    std::string spelling;
    spelling.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const std::uint16_t character = alphabet.characterOf[static_cast<std::uint8_t>(c)];
        if (character < 0x80) {
            spelling += static_cast<char>(character);
        } else {
            spelling += static_cast<char>(0xc0 | (character >> 6));
            spelling += static_cast<char>(0x80 | (character & 0x3f));
        }
    }
    return spelling;
}

std::optional<std::string> spelledBytes(std::string_view spelling) {
    std::string bytes;
    bytes.reserve(spelling.size());
    for (std::size_t i = 0; i < spelling.size(); ++i) {
        const auto lead = static_cast<std::uint8_t>(spelling[i]);
        unsigned character = lead;
        if (lead >= 0xc2 && lead <= 0xdf && i + 1 < spelling.size()) {
            const auto next = static_cast<std::uint8_t>(spelling[++i]);
            character = ((lead & 0x1fu) << 6) | (next & 0x3fu);
        } else if (lead >= 0x80) {
            return std::nullopt;
        }
        if (character >= alphabet.byteOf.size() || alphabet.byteOf[character] < 0) {
            return std::nullopt;
        }
        bytes += static_cast<char>(alphabet.byteOf[character]);
    }
    return bytes;
}

namespace {
constexpr std::string_view hexDigits = "0123456789ABCDEF";
}

std::string byteTokenSpelling(std::uint8_t byte) {
    return {'<', '0', 'x', hexDigits[byte >> 4], hexDigits[byte & 15], '>'};
}

std::optional<std::uint8_t> byteOfTokenSpelling(std::string_view spelling) {
    if (spelling.size() != 6 || !spelling.starts_with("<0x") || spelling.back() != '>') {
        return std::nullopt;
    }
    const std::size_t high = hexDigits.find(spelling[3]);
    const std::size_t low = hexDigits.find(spelling[4]);
    if (high == std::string_view::npos || low == std::string_view::npos) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(high * 16 + low);
}

std::uint8_t byteOfRank(std::size_t rank) { return alphabet.byRank[rank]; }

}  // namespace saferscope
