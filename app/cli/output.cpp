// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "core/base/text_check.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace saferscope::cli {

namespace {

// Columns a text takes on a terminal, near enough for tables: one per character, two for East Asian wide ones.
std::size_t displayWidth(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(text.substr(i)), 1);
        const auto first = static_cast<unsigned char>(text[i]);
        width += (length == 3 && first >= 0xE3 && first <= 0xED) || length == 4 ? 2 : 1;
        i += length;
    }
    return width;
}

bool looksNumeric(std::string_view cell) {
    return cell.empty() || cell.find_first_not_of("0123456789.,+-% ") == std::string_view::npos;
}

bool isBidiControl(std::string_view sequence) {
    // U+200E, U+200F, U+202A..U+202E, U+2066..U+2069: they can reorder what stands around them.
    if (sequence.size() != 3 || sequence[0] != '\xE2') {
        return false;
    }
    const auto second = static_cast<unsigned char>(sequence[1]);
    const auto third = static_cast<unsigned char>(sequence[2]);
    return (second == 0x80 && (third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE))) ||
           (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

int firstFault = 0;  // of standard output, where a buffer was already full before the end

}  // namespace

void printJson(const OrderedJson& value) { printText(dumpJson(value)); }

void printText(std::string_view line) {
    // An empty line may have no address, which fwrite() wants even then.
    const bool written = line.empty() || std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
    if (!written || std::fputc('\n', stdout) == EOF) {
        firstFault = firstFault != 0 ? firstFault : errno;
    }
}

Status finishOutput() {
    errno = 0;
    const bool flushed = std::fflush(stdout) == 0;
    const int error = firstFault != 0 ? firstFault : errno != 0 ? errno : EIO;
    if (!flushed || firstFault != 0 || std::ferror(stdout) != 0) {
        return fail(ErrorCode::Io, std::string("Cannot write the output: ") + std::strerror(error) + ".",
                    "Check the disk that standard output goes to.");
    }
    return {};
}

void printError(const Error& error) {
    std::fflush(stdout);
    std::fprintf(stderr, "safer: %s\n", printable(error.message).c_str());
    if (!error.hint.empty()) {
        std::fprintf(stderr, "  %s\n", printable(error.hint).c_str());
    }
}

void printNote(std::string_view line) { std::fprintf(stderr, "%s\n", printable(line).c_str()); }

std::string printable(std::string_view text) {
    const std::string valid = toValidUtf8(text);
    std::string result;
    result.reserve(valid.size());
    for (std::size_t i = 0; i < valid.size();) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(std::string_view(valid).substr(i)), 1);
        const std::string_view sequence = std::string_view(valid).substr(i, length);
        const auto first = static_cast<unsigned char>(sequence[0]);
        const bool c1 = length == 2 && first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
        if (first < 0x20 || first == 0x7F || c1 || isBidiControl(sequence)) {
            result += '?';
        } else {
            result += sequence;
        }
        i += length;
    }
    return result;
}

void printTable(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::vector<std::string>> cells = rows;
    std::vector<std::size_t> widths;
    for (auto& row : cells) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = printable(row[i]);
            widths[i] = std::max(widths[i], displayWidth(row[i]));
        }
    }
    std::vector<bool> numeric(widths.size(), true);
    for (std::size_t r = 1; r < cells.size(); ++r) {
        for (std::size_t i = 0; i < cells[r].size(); ++i) {
            numeric[i] = numeric[i] && i > 0 && looksNumeric(cells[r][i]);
        }
    }
    for (const auto& row : cells) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - displayWidth(row[i]), ' ');
            line += i == 0 ? "" : "  ";
            line += numeric[i] ? padding + row[i] : row[i] + padding;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        printText(line);
    }
}

std::string percent(double share) { return std::isfinite(share) ? number(100.0 * share, 1) + " %" : "-"; }

std::string number(double value, int digits) {
    if (!std::isfinite(value)) {
        return "-";
    }
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string grouped(std::uint64_t value) {
    std::string text = std::to_string(value);
    for (std::size_t place = text.size(); place > 3; place -= 3) {
        text.insert(place - 3, 1, ',');
    }
    return text;
}

OrderedJson finiteOrNull(double value) { return std::isfinite(value) ? OrderedJson(value) : OrderedJson(nullptr); }

}  // namespace saferscope::cli
