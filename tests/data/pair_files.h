// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/pair_reader.h"
#include "tests/support/check.h"

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope::check {

inline void writeFile(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string readFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct ReadOutcome {
    std::vector<PreferencePair> pairs;
    std::vector<PairIssue> issues;
    std::uint64_t records = 0;
    PairLayout layout = PairLayout::Auto;
};

/// Reads a whole file and checks that the counts add up.
inline ReadOutcome readOut(const std::filesystem::path& path, PairReaderOptions options = {}) {
    auto reader = PairReader::open(path, std::move(options));
    CHECK_OK(reader);
    ReadOutcome outcome;
    while (true) {
        auto pair = reader->next();
        CHECK_OK(pair);
        if (!*pair) {
            break;
        }
        outcome.pairs.push_back(std::move(**pair));
    }
    CHECK_EQ(outcome.pairs.size() + reader->issueCount(), reader->records());
    outcome.issues = reader->issues();
    outcome.records = reader->records();
    outcome.layout = reader->layout();
    CHECK_EQ(reader->bytesRead(), reader->bytesTotal());
    return outcome;
}

}  // namespace saferscope::check
