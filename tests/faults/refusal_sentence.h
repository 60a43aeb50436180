// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

/// Also for tests with libtorch, whose own CHECK has to be out of the way before tests/support/check.h comes.
namespace saferscope::faults {

/// One sentence a person can use: one line, not endless, without control characters, with the name of what is meant.
inline std::string faultOfSentence(const std::string& out) {
    const std::string line = out.substr(0, out.find('\n'));
    if (std::count(out.begin(), out.end(), '\n') != 1) {
        return "it is not one line";
    }
    if (line.size() > 1200) {
        return "it has " + std::to_string(line.size()) + " bytes";
    }
    if (std::any_of(line.begin(), line.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
        return "it has control characters";
    }
    return line.find('.') == std::string::npos ? "it is no sentence" : "";
}

inline void writeFile(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace saferscope::faults
