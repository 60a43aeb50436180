// SPDX-License-Identifier: GPL-3.0-or-later
// The index pass from texts to a finished index folder, beside the published arrangement and beside a careful plain one
// (peers/). All take turns in one run.
#include "core/features/index_builder.h"
#include "tests/bench/bench_forward.h"
#include "tests/bench/generated_model.h"
#include "tests/bench/peers/published_index.h"
#include "tests/bench/peers/sorted_index.h"
#include "tests/bench/realistic_pairs.h"
#include "tests/bench/stop.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <unistd.h>

namespace saferscope::bench {

namespace {

namespace fs = std::filesystem;

std::string printed(const char* format, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

/// Works that take turns, by name; a Sample for each.
class Turns {
public:
    void add(const std::string& name, std::function<void()> work) { m_works.emplace_back(name, std::move(work)); }
    void run(int turns) {
        for (int turn = 0; turn < turns; ++turn) {
            for (const auto& [name, work] : m_works) {
                const auto start = std::chrono::steady_clock::now();
                work();
                m_samples[name].seconds.push_back(
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
            }
        }
    }
    /// `times`: how much more work ours did than the one beside it.
    Both both(const std::string& ours, const std::string& beside, double times) const {
        Both both{m_samples.at(ours), m_samples.at(beside)};
        for (double& seconds : both.beside.seconds) {
            seconds *= times;
        }
        return both;
    }
    const Sample& sample(const std::string& name) const { return m_samples.at(name); }

private:
    std::vector<std::pair<std::string, std::function<void()>>> m_works;
    std::map<std::string, Sample> m_samples;
};

class IndexFolder {
public:
    IndexFolder() : m_path(fs::temp_directory_path() / ("saferscope-bench-index-" + std::to_string(::getpid()))) {
        fs::create_directories(m_path);
    }
    ~IndexFolder() {
        std::error_code error;
        fs::remove_all(m_path, error);
    }
    IndexFolder(const IndexFolder&) = delete;
    IndexFolder& operator=(const IndexFolder&) = delete;
    fs::path fresh() const {
        fs::remove_all(m_path / "index");
        return m_path / "index";
    }

private:
    fs::path m_path;
};

std::vector<std::int64_t> sequenceLengths(const PairEncoder& encoder, const std::vector<PreferencePair>& pairs) {
    std::vector<std::int64_t> lengths;
    for (const PreferencePair& pair : pairs) {
        const auto encoded = encoder.encode(pair);
        if (!encoded) {
            stop(encoded.error().message);
        }
        lengths.push_back(static_cast<std::int64_t>(encoded->chosen.ids.size()));
        lengths.push_back(static_cast<std::int64_t>(encoded->rejected.ids.size()));
    }
    return lengths;
}

template <class T>
void must(const Result<T>& result) {
    if (!result) {
        stop(result.error().message);
    }
}

/// Both must have found the same: positions, latents and the share of variance the SAE leaves.
void checkAlike(const IndexManifest& ours, const IndexManifest& peer) {
    const double latents = static_cast<double>(ours.latents) / static_cast<double>(peer.latents);
    if (ours.positions != peer.positions || std::abs(latents - 1.0) > 1e-3 ||
        std::abs(ours.fvu[1] - peer.fvu[1]) > 0.02 * ours.fvu[1]) {
        stop("the two arrangements do not make the same index");
    }
}

/// Two dozen pairs as they come: the peer sorts their sequences and pads batches of 16 to the longest.
void benchAsTheyCome(const LargeModel& large, const Sae& sae, const PairEncoder& encoder, const IndexFolder& folder,
                     const IndexBuildOptions& options) {
    constexpr std::size_t sequences = 16;
    const auto pairs = realisticPairs(quick() ? 8 : 24);
    const PaddedRows padded = sortedRows(sequenceLengths(encoder, pairs), sequences);
    const double padding = static_cast<double>(padded.padded - padded.tokens) / static_cast<double>(padded.tokens);
    const at::ScalarType dtype = dtypesHere()[0];
    const RewardModel& model = large.model(dtype);
    const SortedIndex sorted(model, sae);
    IndexManifest ours;
    IndexManifest peers;
    const Both both = measureBoth(
        [&] {
            const auto manifest = buildIndex(model, sae, encoder, pairs, {}, folder.fresh(), options, {}, {});
            must(manifest);
            ours = *manifest;
        },
        [&] {
            const auto manifest = sorted.build(encoder, pairs, {}, folder.fresh(), sequences);
            must(manifest);
            peers = *manifest;
        },
        quick() ? 5 : 3);
    checkAlike(ours, peers);
    gain("index-sorted" + large.suffix,
         std::string("index pass ") + shortName(dtype) + ", " + large.name + ", SAE 2048 x 16384, " +
             std::to_string(pairs.size()) + " pairs, log-normal lengths",
         both, "sorted, padded (" + printed("%.0f", 100.0 * padding) + " %), prompt twice, " + shortName(dtype),
         quick() ? Wanted{} : atLeast(1.6));
}

}  // namespace

void benchForwardIndex() {
    const auto large = largeModel();
    if (!large) {
        return;
    }
    const Sae sae = generatedSae(large->config.hiddenSize, large->saeLayer);
    const PairEncoder encoder = byteEncoder();
    const auto pairs = pairsOfTwoLengths(quick() ? 4 : 8);
    const std::size_t sequences = pairs.size();  // half of them: those of one length
    const PaddedRows padded = sortedRows(sequenceLengths(encoder, pairs), sequences);
    remark("index-sorted-alike: batches of " + std::to_string(sequences) + " sequences with " +
           printed("%.1f",
                   100.0 * static_cast<double>(padded.padded - padded.tokens) / static_cast<double>(padded.tokens)) +
           " % padding.");
    const IndexFolder folder;
    IndexBuildOptions options;
    // A second forward of 256 pairs: a twentieth of the work or less for a data set, half of it for a few pairs.
    options.measureReconstruction = false;

    Turns turns;
    std::map<std::string, IndexManifest> made;
    for (const at::ScalarType dtype : dtypesHere()) {
        const std::string name = shortName(dtype);
        const RewardModel& model = large->model(dtype);
        turns.add(name, [&, name] {
            const auto manifest = buildIndex(model, sae, encoder, pairs, {}, folder.fresh(), options, {}, {});
            must(manifest);
            made[name] = *manifest;
        });
        const auto sorted = std::make_shared<SortedIndex>(model, sae);
        turns.add("sorted " + name, [&, name, sorted] {
            const auto manifest = sorted->build(encoder, pairs, {}, folder.fresh(), sequences);
            must(manifest);
            made["sorted " + name] = *manifest;
        });
    }
    PublishedIndex published(large->model(at::kFloat), sae);
    const std::size_t publishedPairs = 1;
    turns.add("published", [&] {
        for (std::size_t i = 0; i < publishedPairs; ++i) {
            const auto pair = encoder.encode(pairs[i]);
            must(pair);
            published.addPair(*pair);
        }
    });
    must(buildIndex(large->model(dtypesHere()[0]), sae, encoder, {pairs[0]}, {}, folder.fresh(), options, {}, {}));
    // More than a minute and a half a turn: the weights are warm after one pair, the rest of a warm-up and more turns
    // would cost minutes.
    turns.run(3);

    const double times = static_cast<double>(pairs.size()) / static_cast<double>(publishedPairs);
    const std::string shape = ", " + large->name + ", SAE 2048 x 16384, " + std::to_string(pairs.size()) + " pairs";
    std::int64_t rows = 0;
    for (const PreferencePair& pair : pairs) {
        rows += preparePair(encoder, pair, large->config.vocabularySize)->tokens.total();
    }
    for (const at::ScalarType dtype : dtypesHere()) {
        const std::string name = shortName(dtype);
        const std::string suffix = (dtype == dtypesHere()[0] ? "" : "-" + name) + large->suffix;
        checkAlike(made[name], made["sorted " + name]);
        gain("index-published" + suffix, "index pass " + name + shape, turns.both(name, "published", times),
             "published arrangement, fp32 (one pair, times " + std::to_string(pairs.size()) + ")",
             quick() ? Wanted{} : atLeast(15.0));
        gain("index-sorted-alike" + suffix, "index pass " + name + shape + " of two lengths",
             turns.both(name, "sorted " + name, 1.0), "sorted, hardly padded, prompt twice, " + name, {});
        absolute("index-tokens-" + name + large->suffix, "index pass " + name + shape + ", a prompt counted once",
                 static_cast<double>(rows) / turns.sample(name).median(), "tokens/s", {});
    }
    benchAsTheyCome(*large, sae, encoder, folder, options);
}

}  // namespace saferscope::bench
