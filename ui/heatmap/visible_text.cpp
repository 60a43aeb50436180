// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/visible_text.h"

#include "core/base/text_check.h"

#include <algorithm>
#include <array>

namespace saferscope {

namespace {

constexpr QChar tabMark(0x21E5);

/// Characters without a picture that change how their surroundings look.
bool isSteering(char32_t c) {
    return (c >= 0x80 && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x200E || c == 0x200F || c == 0x2028 ||
           c == 0x2029 || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF) || c == 0xFFFC;
}

}  // namespace

DecodedCharacter firstCharacter(std::string_view utf8) {
    const std::string_view head = utf8.substr(0, 4);
    const std::size_t length = head.empty() ? 0 : utf8SequenceLength(head);
    const auto part = [&](std::size_t i) { return static_cast<unsigned char>(head[i]) & 0x3Fu; };
    switch (length) {
        case 1:
            return {static_cast<unsigned char>(head[0]), 1};
        case 2:
            return {((static_cast<unsigned char>(head[0]) & 0x1Fu) << 6) | part(1), 2};
        case 3:
            return {((static_cast<unsigned char>(head[0]) & 0x0Fu) << 12) | (part(1) << 6) | part(2), 3};
        case 4:
            return {((static_cast<unsigned char>(head[0]) & 0x07u) << 18) | (part(1) << 12) | (part(2) << 6) | part(3),
                    4};
        default:
            return {};
    }
}

VisibleSymbol visibleSymbol(char32_t code) {
    if (code == U'\t') {
        return {QString(tabMark) + QLatin1Char(' '), true};
    }
    if (code < 0x20) {
        return {QString(QChar(static_cast<char16_t>(0x2400 + code))), true};
    }
    if (code == 0x7F) {
        return {QString(QChar(0x2421)), true};
    }
    if (isSteering(code)) {
        return numberedSymbol(code);
    }
    return {QString::fromUcs4(&code, 1), false};
}

VisibleSymbol numberedSymbol(char32_t code) {
    return {QStringLiteral("\u2329%1\u232A").arg(QString::number(static_cast<uint>(code), 16).toUpper()), true};
}

bool isSpecialToken(std::string_view bytes) {
    if (bytes.size() < 3 || bytes.size() > 64) {
        return false;
    }
    if (bytes.starts_with("<|") && bytes.ends_with("|>") && bytes.size() > 4) {
        return std::all_of(bytes.begin() + 2, bytes.end() - 2, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        });
    }
    static constexpr std::array<std::string_view, 17> known = {
        "<s>",   "</s>",  "<bos>", "<eos>",  "<pad>",   "<unk>", "<mask>", "<start_of_turn>", "<end_of_turn>", "[PAD]",
        "[BOS]", "[EOS]", "[UNK]", "[INST]", "[/INST]", "[CLS]", "[SEP]"};
    return std::find(known.begin(), known.end(), bytes) != known.end();
}

std::string_view specialName(std::string_view bytes) {
    const bool barred = bytes.size() > 4 && bytes[1] == '|' && bytes[bytes.size() - 2] == '|';
    const std::size_t rim = barred ? 2 : 1;
    return bytes.size() > 2 * rim ? bytes.substr(rim, bytes.size() - 2 * rim) : bytes;
}

QString visibleToken(std::string_view bytes, int maximum) {
    QString out;
    while (!bytes.empty()) {
        if (out.size() >= maximum) {
            return out + QChar(0x2026);
        }
        const DecodedCharacter character = firstCharacter(bytes);
        bytes.remove_prefix(character.bytes);
        if (character.code == U' ') {
            out += QChar(0x2423);
        } else if (character.code == U'\n') {
            out += QChar(newlineMark);
        } else if (character.code == U'\t') {
            out += tabMark;
        } else {
            out += visibleSymbol(character.code).text;
        }
    }
    return out;
}

}  // namespace saferscope
