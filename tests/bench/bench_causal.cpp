// SPDX-License-Identifier: GPL-3.0-or-later
// What interventions cost beside plain forward passes: bench_causal WORKSPACE, with a workspace of `safer demo`.
#include "core/causal/attribution.h"
#include "core/causal/captured_pairs.h"
#include "core/data/pair_reader.h"
#include "core/tensor/device.h"
#include "tests/bench/bench.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace saferscope::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t pairCount = 1000;

void line(const std::string& work, const Sample& sample, const Sample& beside) {
    std::printf("| %s | %.2f ms (%.2f to %.2f) | %.1f %% of plain |\n", work.c_str(), sample.median() * 1e3,
                sample.low() * 1e3, sample.high() * 1e3, 100.0 * sample.median() / beside.median());
    std::fflush(stdout);
}

/// The first pairs of the workspace's largest data set.
Result<std::vector<PreferencePair>> demoPairs(const fs::path& workspace) {
    fs::path largest;
    for (const auto& entry : fs::directory_iterator(workspace / "datasets")) {
        if (entry.is_regular_file() && (largest.empty() || entry.file_size() > fs::file_size(largest))) {
            largest = entry.path();
        }
    }
    auto pairs = readAllPairs(largest);
    if (pairs) {
        pairs->resize(std::min(pairs->size(), pairCount));
    }
    return pairs;
}

/// Features by the number of tokens at which they are among the k, most first.
std::vector<FeatureId> byFrequency(CapturedPairs& captured, const Sae& sae, std::vector<std::size_t>& counts) {
    counts.assign(static_cast<std::size_t>(sae.config().latents), 0);
    (void)captured.forEach(
        [&counts](std::size_t, const CapturedBatch& batch) -> Status {
            for (std::int64_t i = 0; i < batch.latents.indices.numel(); ++i) {
                ++counts[static_cast<std::size_t>(batch.latents.indices.data_ptr<std::int64_t>()[i])];
            }
            return {};
        },
        {});
    std::vector<FeatureId> order;
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        order.emplace_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&counts](FeatureId a, FeatureId b) { return counts[a.value()] > counts[b.value()]; });
    return order;
}

std::size_t measureAll(const CausalModel& model, CapturedPairs& captured, const Intervention& intervention) {
    std::size_t ran = 0;
    (void)captured.forEach(
        [&](std::size_t, const CapturedBatch& batch) -> Status {
            std::size_t here = 0;
            model.rewards(batch, intervention, &here);
            ran += here;
            return {};
        },
        {});
    return ran;
}

/// All pairs at once.
void benchDataSet(const CausalModel& model, CapturedPairs& captured, const std::vector<FeatureId>& order,
                  const std::vector<std::size_t>& counts, int repeats) {
    std::vector<PackedBatch> plain;
    std::size_t rows = 0;
    (void)captured.forEach(
        [&](std::size_t, const CapturedBatch& batch) -> Status {
            plain.push_back(batch.packed);
            rows += batch.rows.size();
            return {};
        },
        {});
    const at::NoGradGuard noGradients;
    const Sample forward = measure(
        [&] {
            for (const PackedBatch& batch : plain) {
                model.model().forward(batch);
            }
        },
        repeats);
    std::printf("%zu pairs, %zu rows in %zu batches\n\n| work | median | beside it |\n|---|---|---|\n",
                captured.pairCount(), rows, plain.size());
    line("plain forward passes", forward, forward);
    const auto show = [&](const std::string& name, const Intervention& intervention) {
        const std::size_t ran = measureAll(model, captured, intervention);
        line(name + ", " + std::to_string(ran) + " pairs run",
             measure([&] { measureAll(model, captured, intervention); }, repeats), forward);
    };
    for (const std::size_t rank : {std::size_t{0}, std::size_t{15}, std::size_t{63}, std::size_t{255}}) {
        show("ablate the feature of rank " + std::to_string(rank + 1) + " (" +
                 std::to_string(counts[order[rank].value()]) + " tokens)",
             changeAll({order[rank]}, FeatureOperation::Ablate));
    }
    const std::vector<FeatureId> frequent(order.begin(), order.begin() + 32);
    const std::vector<FeatureId> middling(order.begin() + 32, order.begin() + 64);
    show("ablate the 32 most frequent", changeAll(frequent, FeatureOperation::Ablate));
    show("ablate the next 32", changeAll(middling, FeatureOperation::Ablate));
    Intervention keep = changeAll(frequent, FeatureOperation::Scale, 1.0);
    keep.ablateOthers = true;
    show("keep the 32 most frequent alone", keep);
    Intervention reconstruction;
    reconstruction.dropError = true;
    show("reconstruction", reconstruction);
    show("clamp one everywhere", changeAll({order[0]}, FeatureOperation::Clamp, 1.0));
    AttributionOptions options;
    line("gradient attributions",
         measure(
             [&] {
                 (void)captured.forEach(
                     [&](std::size_t, const CapturedBatch& batch) -> Status {
                         (void)attribute(model, batch, options);
                         return {};
                     },
                     {});
             },
             repeats),
         forward);
}

/// A slider on one pair: the intervention changes at every call.
void benchOnePair(const CausalModel& model, const CapturedPairs& captured, const std::vector<FeatureId>& order) {
    const std::vector<PreparedPair> pairs = {captured.prepared(0)};
    const CapturedBatch batch = model.capture(pairs, {0});
    std::printf("\none pair of %lld tokens\n\n| work | median | beside it |\n|---|---|---|\n",
                static_cast<long long>(batch.rowCount()));
    const at::NoGradGuard noGradients;
    const Sample forward = measure([&] { model.model().forward(batch.packed); }, 51);
    line("plain forward pass", forward, forward);
    line("capture", measure([&] { model.capture(pairs, {0}); }, 51), forward);
    double factor = 0.0;
    const auto scaled = [&] {
        factor += 0.01;
        return changeAll({order[0], order[40], order[80]}, FeatureOperation::Scale, factor);
    };
    line("rewards under an intervention", measure([&] { model.rewards(batch, scaled()); }, 51), forward);
    line("rewards and running rewards",
         measure(
             [&] {
                 const Intervention intervention = scaled();
                 model.rewards(batch, intervention);
                 model.runningRewards(batch, model.changedStream(batch, intervention));
             },
             51),
         forward);
    AttributionOptions options;
    line("gradient attributions", measure([&] { (void)attribute(model, batch, options); }, 21), forward);
    options.method = AttributionMethod::IntegratedGradients;
    line("integrated gradients, 32 steps", measure([&] { (void)attribute(model, batch, options); }, 5), forward);
}

int run(const fs::path& workspace, int repeats) {
    const fs::path folder = workspace / "models" / "demo-reward-model";
    const auto model = RewardModel::load(folder);
    const auto sae = Sae::load(workspace / "saes" / "demo-sae");
    const auto encoder = PairEncoder::load(folder);
    const auto pairs = demoPairs(workspace);
    for (const auto* error : {model ? nullptr : &model.error(), sae ? nullptr : &sae.error(),
                              encoder ? nullptr : &encoder.error(), pairs ? nullptr : &pairs.error()}) {
        if (error != nullptr) {
            std::fprintf(stderr, "%s\n", error->message.c_str());
            return 1;
        }
    }
    const auto causal = CausalModel::create(*model, *sae);
    if (!causal) {
        std::fprintf(stderr, "%s\n", causal.error().message.c_str());
        return 1;
    }
    auto captured = CapturedPairs::create(*causal, *encoder, *pairs);
    if (!captured) {
        std::fprintf(stderr, "%s\n", captured.error().message.c_str());
        return 1;
    }
    std::vector<std::size_t> counts;
    const std::vector<FeatureId> order = byFrequency(*captured, *sae, counts);
    benchDataSet(*causal, *captured, order, counts, repeats);
    benchOnePair(*causal, *captured, order);
    return 0;
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_causal WORKSPACE [REPEATS]\n");
        return 2;
    }
    saferscope::configureTorch();
    return saferscope::bench::run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 5);
}
