// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/contrast.h"
#include "core/features/feature_index.h"
#include "core/features/subset_contrast.h"
#include "tests/features/index_fixture.h"
#include "tests/support/check.h"

#include <sys/stat.h>

/// Index files are untrusted. Every damage below must give an error on opening or answers that stay inside their
/// bounds; run under the address and undefined-behaviour sanitizers, a read outside would end the test.
using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};

fs::path makeIndex(const TemporaryFolder& folder) {
    fixture::RandomPairsOptions options;
    options.pairs = 9;
    options.features = 16;
    fixture::writeIndex(folder.path() / "index", fixture::randomPairs(options), fixture::manifestFor(16), 4);
    return folder.path() / "index";
}

/// Asks everything there is to ask and checks what every answer promises.
void askEverything(const FeatureIndex& index) {
    for (std::uint32_t p = 0; p < index.pairCount(); ++p) {
        const PairRecord record = index.pair(PairIndex(p));
        for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            const auto text = index.segmentText(PairIndex(p), segment);
            const auto tokens = index.tokens(PairIndex(p), segment);
            CHECK(tokens.size() <= record.tokens[static_cast<std::size_t>(segment)]);
            for (std::uint32_t t = 0; t < tokens.size(); ++t) {
                CHECK(tokens[t].begin <= tokens[t].end && tokens[t].end <= text.size());
                for (const LatentEntry& entry : index.latents(PairIndex(p), segment, t)) {
                    CHECK(entry.feature.value() < index.featureCount() && std::isfinite(entry.value));
                }
            }
            for (const float value : index.featureValues(PairIndex(p), segment, FeatureId(3))) {
                CHECK(std::isfinite(value));
            }
        }
    }
    for (const TokenScope scope : scopes) {
        for (std::uint32_t f = 0; f < index.featureCount(); ++f) {
            index.histogram(FeatureId(f), scope);
            for (const ContextRef& context : index.contexts(FeatureId(f), scope)) {
                CHECK(context.pair.value() < index.pairCount());
                CHECK(context.band < 10);
                index.latents(context.pair, context.segment, context.token);
            }
        }
        for (const FeatureContrast& c : computeContrasts(index, scope)) {
            for (const double number :
                 {c.contrast, c.contrastLow, c.contrastHigh, c.contrastNormalised, c.normalisedLow, c.normalisedHigh,
                  c.effectSize, c.effectLow, c.effectHigh, c.z, c.contrastHalfA, c.contrastHalfB, c.splitHalf}) {
                CHECK(std::isfinite(number));
            }
            for (const SubsetContrast& one : subsetContrasts(index, c.feature, scope)) {
                for (const double number :
                     {one.contrast, one.low, one.high, one.normalised, one.z, one.hChosen, one.hRejected}) {
                    CHECK(std::isfinite(number));
                }
            }
        }
    }
    CHECK(!index.findPair("not there"));
}

/// Counts how often an index with this file's contents still opened.
bool opensWith(const fs::path& folder, const std::string& name, const std::string& contents) {
    fixture::overwriteFile(folder / name, contents);
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        CHECK(!index.error().message.empty());
        return false;
    }
    askEverything(**index);
    return true;
}

}  // namespace

TEST(truncated_files_are_refused) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    for (const auto& [name, contents] : fixture::folderContents(path)) {
        for (std::size_t cut = 0; cut < contents.size(); cut += 1 + contents.size() / 60) {
            CHECK(!opensWith(path, name, contents.substr(0, cut)));
        }
        if (name != "index.json") {  // which ends in a newline that may go
            CHECK(!opensWith(path, name, contents.substr(0, contents.size() - 1)));
            CHECK(!opensWith(path, name, contents + '\0'));
        }
        fs::remove(path / name);
        const auto missing = FeatureIndex::open(path);
        CHECK(!missing);
        CHECK(missing.error().message.find(name) != std::string::npos);
        CHECK(opensWith(path, name, contents));
    }
}

TEST(flipped_header_bits_are_refused) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    for (const auto& [name, contents] : fixture::folderContents(path)) {
        if (name == "index.json") {
            continue;
        }
        const bool shard = name.starts_with("shard");
        const std::size_t header = shard ? 16 : 40;
        for (std::size_t at = 0; at < contents.size(); ++at) {
            if (at >= header && !(shard && at + 80 >= contents.size())) {
                continue;
            }
            std::string damaged = contents;
            damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
            CHECK(!opensWith(path, name, damaged));
        }
        fixture::overwriteFile(path / name, contents);
    }
}

TEST(flipped_bytes_anywhere_stay_safe_and_verify_finds_them) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    Random random(5);
    std::size_t opened = 0;
    for (const auto& [name, contents] : fixture::folderContents(path)) {
        for (int i = 0; i < 250; ++i) {
            std::string damaged = contents;
            for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
                damaged[random.below(damaged.size())] =
                    static_cast<char>(random.below(4) == 0 ? 0xff : random.below(256));
            }
            if (opensWith(path, name, damaged) && name != "index.json") {
                ++opened;
                const auto index = FeatureIndex::open(path);
                CHECK_EQ((*index)->verify().has_value(), damaged == contents);
            }
        }
        fixture::overwriteFile(path / name, contents);
    }
    CHECK(opened > 100);  // the point of the test is what happens after opening
}

TEST(hostile_pair_tables_stay_safe) {
    // Every field of every pair record set to the extremes in turn.
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    const std::string name = "shard-00000.bin";
    const std::string contents = fixture::readFile(path / name);
    const std::size_t table = contents.size() - 80 - 4 * 120;
    for (std::size_t at = table; at < table + 4 * 120; at += 4) {
        for (const char fill : {'\x00', '\x7f', '\xff'}) {
            std::string damaged = contents;
            damaged.replace(at, 4, 4, fill);
            CHECK(opensWith(path, name, damaged));
        }
    }
}

TEST(hostile_manifests_are_refused_or_safe) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    const auto good = readJsonFile(path / "index.json");
    CHECK_OK(good);
    const Json extremes[] = {Json(),    Json(-1),     Json(0),       Json(1e300),    Json(18446744073709551615u),
                             Json(2.5), Json("text"), Json::array(), Json::object(), Json(4294967295u)};
    for (const auto& [key, value] : good->items()) {
        for (const Json& extreme : extremes) {
            Json json = *good;
            json[key] = extreme;
            opensWith(path, "index.json", dumpJson(json));
        }
        Json json = *good;
        json.erase(key);
        opensWith(path, "index.json", dumpJson(json));
    }
    for (const char* key : {"features", "pairs", "latents", "shards", "files", "format", "version", "positions"}) {
        Json json = *good;
        json.erase(key);
        CHECK(!opensWith(path, "index.json", dumpJson(json)));
    }
    for (const int version : {1, 3}) {
        Json other = *good;
        other["version"] = version;
        fixture::overwriteFile(path / "index.json", dumpJson(other));
        const auto refused = FeatureIndex::open(path);
        CHECK(!refused);
        CHECK(refused.error().message.find("version " + std::to_string(version)) != std::string::npos);
        CHECK(refused.error().message.find(version == 1 ? "older" : "newer") != std::string::npos);
        CHECK(refused.error().hint.find("uild the index again") != std::string::npos);
        CHECK_EQ(isIndexOfOlderFormat(path), version == 1);
    }
    fixture::overwriteFile(path / "index.json", dumpJson(*good));
    CHECK(!isIndexOfOlderFormat(path));
    CHECK(!isIndexOfOlderFormat(folder.path() / "nowhere"));
    CHECK(!FeatureIndex::open(folder.path() / "nowhere"));
}

TEST(impossible_statistics_read_as_nothing) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    const auto index = FeatureIndex::open(path);
    CHECK_OK(index);
    const auto fires = [&index](std::uint32_t feature) {
        return (*index)->statistics(FeatureId(feature), TokenScope::SentenceEnds).firingPairs > 0;
    };
    std::uint32_t feature = 0;
    while (!fires(feature)) {
        ++feature;
    }
    const std::size_t subsets = (*index)->manifest().subsets.size();
    CHECK(subsets > 1);
    const SubsetSums first = (*index)->subsetSums(FeatureId(feature), TokenScope::SentenceEnds, 0);
    const std::uint32_t nan = 0x7ff80000;  // as a float, and as the upper half of a double
    const std::string statistics = fixture::readFile(path / "statistics.bin");
    const std::string subsetSums = fixture::readFile(path / "subsets.bin");
    const auto damage = [&](const char* name, std::string damaged, std::size_t at) {
        damaged.replace(40 + at, 4, std::string(reinterpret_cast<const char*>(&nan), 4));
        CHECK(opensWith(path, name, damaged));
        return *FeatureIndex::open(path);
    };
    const auto scope = TokenScope::SentenceEnds;
    for (std::size_t at = 4; at < 192; at += at < 60 ? 8 : 4) {
        const auto opened = damage("statistics.bin", statistics, feature * 200 + at);
        CHECK_EQ(opened->statistics(FeatureId(feature), scope).firingPairs, 0u);
        CHECK_EQ(opened->statistics(FeatureId(feature), scope).moments.totals, 0.0);
    }
    fixture::overwriteFile(path / "statistics.bin", statistics);
    for (std::size_t at = 0; at < 28; at += 4) {
        const auto opened = damage("subsets.bin", subsetSums, (feature * subsets + 1) * 32 + at);
        CHECK_EQ(opened->subsetSums(FeatureId(feature), scope, 1).firingPairs, 0u);
        CHECK_EQ(opened->subsetSums(FeatureId(feature), scope, 1).total, 0.0);
        CHECK_EQ(opened->subsetSums(FeatureId(feature), scope, 0).total, first.total);
    }
}

TEST(subsets_that_do_not_hold_the_pairs_are_refused) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    const auto good = readJsonFile(path / "index.json");
    CHECK_OK(good);
    const auto refused = [&](auto&& change) {
        Json json = *good;
        change(json["subsets"]);
        CHECK(!opensWith(path, "index.json", dumpJson(json)));
    };
    refused([](Json& subsets) { subsets.erase(0); });
    refused([](Json& subsets) { subsets.push_back(subsets[0]); });
    refused([](Json& subsets) { subsets[0]["pairs"] = -1; });
    refused([](Json& subsets) { subsets[0]["name"] = 3; });
    refused([](Json& subsets) { subsets[0].erase("constant"); });
    refused([](Json& subsets) { subsets[0] = Json::array(); });
    refused([](Json& subsets) {  // more than there can be, though the pairs add up
        Json none = subsets[0];
        none["pairs"] = 0;
        subsets.insert(subsets.end(), 32, none);
    });
}

TEST(a_fifo_in_place_of_a_file_does_not_block) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    fs::remove(path / "sums.bin");
    CHECK_EQ(::mkfifo((path / "sums.bin").c_str(), 0600), 0);
    CHECK(!FeatureIndex::open(path));
}

TEST(files_of_another_index_are_refused) {
    const TemporaryFolder folder;
    const auto path = makeIndex(folder);
    fixture::RandomPairsOptions options;
    options.pairs = 9;
    options.features = 17;
    fixture::writeIndex(folder.path() / "other", fixture::randomPairs(options), fixture::manifestFor(17), 4);
    for (const auto& [name, contents] : fixture::folderContents(folder.path() / "other")) {
        const std::string before = fixture::readFile(path / name);
        CHECK(!opensWith(path, name, contents));
        fixture::overwriteFile(path / name, before);
    }
}
