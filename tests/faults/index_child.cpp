// SPDX-License-Identifier: GPL-3.0-or-later
// What test_kill_index.cpp kills: index_child FOLDER SEED builds a small index of its own making, or goes on with one.
#include "tests/features/index_fixture.h"

#include <cstdio>
#include <cstdlib>

using namespace saferscope;

int main(int argc, char** argv) {
    if (argc != 3) {
        return 2;
    }
    fixture::RandomPairsOptions options;
    options.pairs = 14;
    options.seed = std::strtoull(argv[2], nullptr, 10);
    const auto pairs = fixture::randomPairs(options);
    IndexManifest manifest = fixture::manifestFor(options.features);
    manifest.datasetHash += argv[2];
    manifest.createdAt = "2026-01-01T00:00:00Z";  // so that two builds have the same bytes
    auto writer = IndexWriter::create(argv[1], manifest, 4);
    Status done = writer ? Status{} : failure(writer);
    if (done) {
        std::printf("begins at %u\n", writer->resumeAt());
        std::fflush(stdout);
    }
    for (std::size_t i = done ? writer->resumeAt() : pairs.size(); done && i < pairs.size(); ++i) {
        done = writer->add(pairs[i]);
    }
    if (done) {
        done = writer->finish();
    }
    if (!done) {
        std::fprintf(stderr, "%s %s\n", done.error().message.c_str(), done.error().hint.c_str());
        return 1;
    }
    std::printf("done\n");
    return std::fflush(stdout) == 0 ? 0 : 1;
}
