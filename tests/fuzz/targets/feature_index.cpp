// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a feature index. Input: a byte for which file of a sound index is replaced, one for whether its own
// checksum is made to fit (it would end nearly every mutation), then the file. index.json gets the sizes that are
// there.
#include "core/features/feature_index.h"

#include "core/features/byte_codec.h"
#include "core/features/contrast.h"
#include "core/features/index_layout.h"
#include "core/features/subset_contrast.h"
#include "tests/features/index_fixture.h"
#include "tests/fuzz/fuzz_target.h"

#include <cmath>
#include <cstring>

using namespace saferscope;
using namespace saferscope::fuzz;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t features = 12;
constexpr const char* files[] = {"index.json",   "shard-00000.bin", "shard-00001.bin", "sums.bin",
                                 "contexts.bin", "histograms.bin",  "statistics.bin",  "subsets.bin"};
constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};

const std::map<std::string, std::string>& sound() {
    static const std::map<std::string, std::string> contents = [] {
        fixture::RandomPairsOptions options;
        options.pairs = 5;
        options.features = features;
        options.maximumTokens = 5;
        options.maximumLatents = 3;
        const fs::path folder = scratchFolder() / "sound";
        fixture::writeIndex(folder, fixture::randomPairs(options), fixture::manifestFor(features), 3);
        return fixture::folderContents(folder);
    }();
    return contents;
}

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < std::size(files); ++i) {
        all.push_back(chosen(i, chosen(1, sound().at(files[i]))));
    }
    return all;
}

template <class T>
void put(std::string& bytes, std::size_t at, T value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

void makeChecksumFit(const std::string& name, std::string& bytes) {
    if (name.starts_with("shard")) {
        if (bytes.size() >= layout::shardHeaderBytes + layout::shardFooterBytes) {
            const std::size_t footer = bytes.size() - layout::shardFooterBytes;
            const auto header = codec::fnv1a(std::string_view(bytes).substr(0, layout::shardHeaderBytes));
            put(bytes, footer + 64, codec::fnv1a(std::string_view(bytes).substr(footer, 64), header));
        }
    } else if (name != "index.json" && bytes.size() >= layout::tableHeaderBytes) {
        put(bytes, 32, codec::fnv1a(std::string_view(bytes).substr(0, 32)));
    }
}

void mustBeFinite(std::initializer_list<double> numbers) {
    for (const double number : numbers) {
        MUST(std::isfinite(number));
    }
}

void askForPairs(const FeatureIndex& index) {
    for (std::uint32_t p = 0; p < index.pairCount(); ++p) {
        const PairRecord record = index.pair(PairIndex(p));
        mustBeFinite({record.rewardChosen, record.rewardRejected});
        static_cast<void>(index.findPair(record.id));
        for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            const auto text = index.segmentText(PairIndex(p), segment);
            const auto tokens = index.tokens(PairIndex(p), segment);
            MUST(tokens.size() <= record.tokens[static_cast<std::size_t>(segment)]);
            for (std::uint32_t t = 0; t < tokens.size(); ++t) {
                MUST(tokens[t].begin <= tokens[t].end && tokens[t].end <= text.size());
                for (const LatentEntry& entry : index.latents(PairIndex(p), segment, t)) {
                    MUST(entry.feature.value() < index.featureCount() && std::isfinite(entry.value));
                }
            }
            for (const float value : index.featureValues(PairIndex(p), segment, FeatureId(3))) {
                MUST(std::isfinite(value));
            }
        }
    }
    std::uint32_t visited = 0;
    index.walk([&visited](PairIndex, const std::array<SegmentReader, 3>& readers) {
        ++visited;
        for (SegmentReader reader : readers) {
            while (reader.next()) {}
        }
    });
    MUST_EQUAL(visited, index.pairCount());
}

void askForFeatures(const FeatureIndex& index) {
    for (const TokenScope scope : scopes) {
        index.expectStatistics(scope);
        for (const FeatureContrast& c : computeContrasts(index, scope)) {
            mustBeFinite({c.contrast, c.contrastLow, c.contrastHigh, c.contrastNormalised, c.normalisedLow,
                          c.normalisedHigh, c.effectSize, c.effectLow, c.effectHigh, c.z, c.contrastHalfA,
                          c.contrastHalfB, c.splitHalf, c.hChosen, c.hRejected, c.density, c.maximum});
            for (const SubsetContrast& one : subsetContrasts(index, c.feature, scope)) {
                mustBeFinite({one.contrast, one.low, one.high, one.normalised, one.z, one.hChosen, one.hRejected});
            }
            static_cast<void>(index.histogram(c.feature, scope));
            for (const ContextRef& context : index.contexts(c.feature, scope)) {
                MUST(context.pair.value() < index.pairCount());
                MUST(context.band < 10 && std::isfinite(context.value));
                static_cast<void>(index.latents(context.pair, context.segment, context.token));
            }
        }
    }
}

}  // namespace

FUZZ_TARGET(feature_index, seeds) {
    static const fs::path folder = [] {
        const fs::path made = scratchFolder() / "index";
        fs::create_directory(made);
        for (const auto& [name, bytes] : sound()) {
            scratchFile("index/" + name, bytes);
        }
        return made;
    }();
    Input parts(input);
    const std::string name = files[parts.choice(std::size(files))];
    const bool fits = parts.byte() % 4 != 0;
    std::string bytes(parts.rest());
    if (fits) {
        makeChecksumFit(name, bytes);
    }
    if (name != "index.json") {
        auto manifest = Json::parse(sound().at("index.json"));
        manifest["files"][name]["bytes"] = bytes.size();
        scratchFile("index/index.json", manifest.dump());
    }
    scratchFile("index/" + name, bytes);
    if (const auto index = FeatureIndex::open(folder)) {
        if ((*index)->pairCount() <= 64 && (*index)->featureCount() <= 4096) {
            askForPairs(**index);
            askForFeatures(**index);
        }
        if (!fits) {
            static_cast<void>((*index)->verify());
        }
    } else {
        MUST_BE_A_SENTENCE(index.error());
    }
    scratchFile("index/" + name, sound().at(name));
    scratchFile("index/index.json", sound().at("index.json"));
}
