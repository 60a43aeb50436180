// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/text_search.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

namespace saferscope::check {

namespace fs = std::filesystem;

namespace {

std::string mapped(const std::string& text, const char* format) {
    std::string result;
    for (const char c : text) {
        std::array<char, 16> buffer{};
        std::snprintf(buffer.data(), buffer.size(), format, static_cast<unsigned>(static_cast<unsigned char>(c)));
        result += buffer.data();
    }
    return result;
}

/// Base64 of the text where it begins `phase` bytes into a group of three, without the signs its neighbours decide.
std::string base64(const std::string& text, std::size_t phase) {
    static constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string padded = std::string(phase, '\0') + text;
    std::string result;
    for (std::size_t i = 0; i + 3 <= padded.size(); i += 3) {
        const auto byte = [&](std::size_t at) {
            return static_cast<unsigned>(static_cast<unsigned char>(padded[i + at]));
        };
        const unsigned bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (const int shift : {18, 12, 6, 0}) {
            result += signs[bits >> shift & 63];
        }
    }
    return result.substr(phase == 0 ? 0 : 4);
}

}  // namespace

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> spellings(const std::string& secret) {
    std::string wide;
    for (const char c : secret) {
        wide += c;
        wide += '\0';
    }
    wide.pop_back();
    return {secret,
            mapped(secret, "\\u%04x"),
            mapped(secret, "%%%02X"),
            base64(secret, 0),
            base64(secret, 1),
            base64(secret, 2),
            mapped(secret, "%02x"),
            mapped(secret, "%02X"),
            wide,
            std::string(secret.rbegin(), secret.rend())};
}

SearchResult searchFiles(const std::vector<fs::path>& folders, const std::string& secret) {
    SearchResult result;
    const auto texts = spellings(secret);
    for (const fs::path& folder : folders) {
        std::error_code error;
        for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
            std::string bytes = entry.path().filename().string() + '\n';
            if (entry.is_regular_file()) {
                ++result.files;
                bytes += bytesOf(entry.path());
            }
            for (std::size_t i = 0; i < texts.size(); ++i) {
                if (bytes.find(texts[i]) != std::string::npos) {
                    result.found.push_back(entry.path().string() + " (spelling " + std::to_string(i) + ")");
                }
            }
        }
    }
    return result;
}

std::vector<std::string> searchCommandLines(const std::string& secret) {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") == std::string::npos &&
            bytesOf(entry.path() / "cmdline").find(secret) != std::string::npos) {
            found.push_back(name);
        }
    }
    return found;
}

}  // namespace saferscope::check
