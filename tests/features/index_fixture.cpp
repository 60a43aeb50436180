// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/features/index_fixture.h"

#include "core/base/random.h"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <stdexcept>

namespace saferscope::fixture {

namespace {

float randomValue(Random& random) {
    switch (random.below(12)) {
        case 0:
            return 0.5f;  // many equal values
        case 1:
            return 1e-9f;  // below the smallest fp16: must stay positive
        case 2:
            return 1e6f;  // above the largest
        case 3:
            return 0.0f;  // TopK keeps such entries; they are not positive
        case 4:
            return -0.25f;
        default:
            return static_cast<float>(std::exp(random.normal()));
    }
}

std::vector<LatentEntry> randomLatents(Random& random, const RandomPairsOptions& options) {
    std::vector<std::uint32_t> ids(options.features);
    std::iota(ids.begin(), ids.end(), 0u);
    const auto count = std::min<std::uint64_t>(random.below(options.maximumLatents + 1), options.features);
    std::vector<LatentEntry> latents;
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(ids[i], ids[i + random.below(ids.size() - i)]);
        latents.push_back({FeatureId(ids[i]), randomValue(random)});
    }
    std::sort(latents.begin(), latents.end(),
              [](const LatentEntry& a, const LatentEntry& b) { return a.value > b.value; });
    return latents;
}

IndexedSegment randomSegment(Random& random, const RandomPairsOptions& options, Segment which) {
    IndexedSegment segment;
    const std::uint64_t tokens = random.below(6) == 0 ? 0 : random.below(options.maximumTokens + 1);
    for (std::uint64_t i = 0; i < tokens; ++i) {
        if (random.below(8) == 0) {
            segment.text += "--";  // bytes that belong to no token
        }
        TokenInfo token;
        token.id = static_cast<std::int32_t>(random.below(random.below(5) == 0 ? 0x7fffffff : 3000));
        token.begin = static_cast<std::uint32_t>(segment.text.size());
        segment.text += std::string(random.below(5), static_cast<char>('a' + random.below(26)));
        token.end = static_cast<std::uint32_t>(segment.text.size());
        token.sentenceEnd = random.below(4) == 0;
        token.response = which != Segment::Prompt;
        segment.tokens.push_back(token);
        segment.latents.push_back(randomLatents(random, options));
    }
    return segment;
}

}  // namespace

std::vector<IndexedPair> randomPairs(const RandomPairsOptions& options) {
    Random random(options.seed);
    std::vector<IndexedPair> pairs;
    for (std::size_t i = 0; i < options.pairs; ++i) {
        IndexedPair pair;
        pair.id = "pair-" + std::to_string(i);
        pair.subset = std::string("subset ") + static_cast<char>('A' + random.below(3));
        pair.rewardChosen = static_cast<float>(random.normal());
        pair.rewardRejected = random.below(5) == 0 ? pair.rewardChosen : static_cast<float>(random.normal());
        for (const auto which : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            pair.segments[static_cast<std::size_t>(which)] = randomSegment(random, options, which);
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

IndexManifest manifestFor(std::uint32_t features) {
    IndexManifest manifest;
    manifest.modelHash = "model";
    manifest.saeHash = "sae";
    manifest.datasetHash = "data";
    manifest.datasetName = "random pairs";
    manifest.createdAt = "2026-01-01T00:00:00Z";
    manifest.layer = 2;
    manifest.k = 6;
    manifest.features = features;
    return manifest;
}

void writeIndex(const std::filesystem::path& folder, const std::vector<IndexedPair>& pairs,
                const IndexManifest& manifest, std::uint32_t pairsPerShard) {
    auto writer = IndexWriter::create(folder, manifest, pairsPerShard);
    if (!writer) {
        throw std::runtime_error(writer.error().message);
    }
    for (const IndexedPair& pair : pairs) {
        if (auto added = writer->add(pair); !added) {
            throw std::runtime_error(added.error().message);
        }
    }
    if (auto finished = writer->finish(); !finished) {
        throw std::runtime_error(finished.error().message);
    }
}

std::string readFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void overwriteFile(const std::filesystem::path& path, const std::string& contents) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << contents;
}

std::map<std::string, std::string> folderContents(const std::filesystem::path& folder) {
    std::map<std::string, std::string> contents;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        contents[entry.path().filename().string()] = readFile(entry.path());
    }
    return contents;
}

}  // namespace saferscope::fixture
