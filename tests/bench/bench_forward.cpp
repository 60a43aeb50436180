// SPDX-License-Identifier: GPL-3.0-or-later
// Forward passes: beside padded ones on small models, beside their own products alone on a Llama-3.2-1B.
// bench_forward_index.cpp has the index pass.
#include "tests/bench/bench_forward.h"

#include "core/tensor/device.h"
#include "core/tensor/device_memory.h"
#include "core/tensor/packed_linear.h"
#include "tests/bench/generated_model.h"
#include "tests/bench/products_alone.h"
#include "tests/bench/realistic_pairs.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cstdio>
#include <map>

namespace saferscope::bench {

namespace {

/// One model per dtype, never destroyed: at exit libtorch may be gone before them.
std::map<at::ScalarType, RewardModel>& largeModels() {
    static auto* const models = new std::map<at::ScalarType, RewardModel>;
    return *models;
}

ModelConfig smallShape(std::int64_t hidden, std::int64_t layers) {
    ModelConfig config;
    config.hiddenSize = hidden;
    config.intermediateSize = hidden * 3;
    config.layers = layers;
    config.heads = hidden / 32;
    config.kvHeads = config.heads / 2;
    config.headDim = 32;
    config.vocabularySize = 4096;
    config.maxPositions = 2048;
    config.ropeTheta = 500000.0;
    return config;
}

template <class T>
std::vector<T> gather(const std::vector<T>& values, const std::vector<std::uint32_t>& indices) {
    std::vector<T> some;
    for (const auto index : indices) {
        some.push_back(values[index]);
    }
    return some;
}

std::vector<std::vector<PairTokens>> groupsOf(const std::vector<PairTokens>& pairs, std::int64_t rows) {
    std::vector<std::int64_t> totals;
    for (const PairTokens& pair : pairs) {
        totals.push_back(pair.total());
    }
    std::vector<std::vector<PairTokens>> groups;
    for (const auto& group : groupByLength(totals, rows)) {
        groups.push_back(gather(pairs, group));
    }
    return groups;
}

/// The peer of the small models: every answer with its own copy of the prompt, sorted by length, padded to the longest
/// of its batch.
std::vector<std::vector<PairTokens>> paddedBatches(const std::vector<PairTokens>& pairs, std::size_t batchSize) {
    std::vector<PairTokens> sequences;
    for (const auto& pair : pairs) {
        for (const auto* answer : {&pair.chosen, &pair.rejected}) {
            PairTokens sequence{pair.prompt, {}, {}};
            sequence.prompt.insert(sequence.prompt.end(), answer->begin(), answer->end());
            sequences.push_back(std::move(sequence));
        }
    }
    std::sort(sequences.begin(), sequences.end(), [](const auto& a, const auto& b) { return a.total() < b.total(); });
    std::vector<std::vector<PairTokens>> batches;
    for (std::size_t begin = 0; begin < sequences.size(); begin += batchSize) {
        const std::size_t end = std::min(sequences.size(), begin + batchSize);
        std::vector<PairTokens> batch(sequences.begin() + static_cast<std::ptrdiff_t>(begin),
                                      sequences.begin() + static_cast<std::ptrdiff_t>(end));
        const auto longest = static_cast<std::size_t>(batch.back().total());
        for (auto& sequence : batch) {
            sequence.prompt.resize(longest, 0);
        }
        batches.push_back(std::move(batch));
    }
    return batches;
}

/// A batch of pairs with about that many rows.
PackedBatch batchOf(std::int64_t rows, std::int64_t vocabulary) {
    std::vector<PairTokens> some;
    std::int64_t total = 0;
    for (PairTokens& pair : realisticTokens(64, vocabulary)) {
        if (total + pair.total() <= rows) {
            total += pair.total();
            some.push_back(std::move(pair));
        }
    }
    return packPairs(some, c10::kCPU);
}

std::string printed(const char* format, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, value);
    return buffer;
}

}  // namespace

const RewardModel& LargeModel::model(at::ScalarType dtype) const {
    auto found = largeModels().find(dtype);
    if (found == largeModels().end()) {
        found = largeModels().emplace(dtype, generatedModel(config, dtype)).first;
        found->second.prepareInference();
    }
    return found->second;
}

std::optional<LargeModel> largeModel() {
    if (quick()) {
        return LargeModel{llamaShape(2, 8192), 1, "2 layers of a Llama-3.2-1B, vocabulary 8,192", "-2-layers"};
    }
    constexpr std::uint64_t needed = 17'000'000'000;  // both dtypes, plain and packed, and the logits of the peer
    const auto free = freeDeviceBytes(c10::kCPU);
    if (largeModels().empty() && free && *free < needed) {
        remark("Rows on a Llama-3.2-1B need 17 GB of free memory: left out.");
        return {};
    }
    return LargeModel{llamaShape(), 12, "Llama-3.2-1B shape", ""};
}

std::vector<at::ScalarType> dtypesHere() {
    return cpuMultipliesBfloat16() ? std::vector{at::kBFloat16, at::kFloat} : std::vector{at::kFloat};
}

const char* shortName(at::ScalarType dtype) { return dtype == at::kBFloat16 ? "bf16" : "fp32"; }

double medianRatio(const Both& both) {
    Sample ratios;
    for (std::size_t i = 0; i < both.ours.seconds.size(); ++i) {
        ratios.seconds.push_back(both.beside.seconds[i] / both.ours.seconds[i]);
    }
    return ratios.median();
}

void benchForwardSmall() {
    const at::NoGradGuard noGradients;
    const auto pairs = realisticTokens(48, 4096);
    const auto groups = groupsOf(pairs, 4096);
    const auto padded = paddedBatches(pairs, 16);
    for (const auto& [hidden, layers] : {std::pair<std::int64_t, std::int64_t>{128, 4}, {512, 8}}) {
        if (quick() && hidden > 128) {
            continue;
        }
        RewardModel ours = RewardModel::random(smallShape(hidden, layers), 1);
        ours.prepareInference();
        const RewardModel plain = RewardModel::random(smallShape(hidden, layers), 1);
        const std::string name = "d " + std::to_string(hidden) + " x " + std::to_string(layers) + " layers";
        const auto run = [](const RewardModel& model, const std::vector<std::vector<PairTokens>>& batches) {
            for (const auto& batch : batches) {
                model.forward(packPairs(batch, c10::kCPU));
            }
        };
        gain("forward-small-" + std::to_string(hidden), "rewards of 48 pairs, " + name,
             measureBoth([&] { run(ours, groups); }, [&] { run(plain, padded); }), "sorted, padded, prompt twice", {});
    }
}

void benchForwardProducts() {
    const at::NoGradGuard noGradients;
    const auto large = largeModel();
    if (!large) {
        return;
    }
    const PackedBatch batch = batchOf(1024, large->config.vocabularySize);
    const std::int64_t rows = batch.ids.size(0);
    const auto last = static_cast<std::int64_t>(2 * batch.pairs);
    for (const at::ScalarType dtype : dtypesHere()) {
        const RewardModel& model = large->model(dtype);
        const auto forward = [&] { model.forward(batch, {large->saeLayer, false}); };
        const std::string what = std::string(shortName(dtype)) + ", " + large->name + ", " + std::to_string(rows) +
                                 " rows of " + std::to_string(batch.pairs) + " pairs";
        const ProductsAlone products(large->config, dtype, rows, last, false);
        const Both both = measureBoth(forward, [&] { products.run(); });
        const std::string id = std::string("forward-gemm-") + shortName(dtype) + large->suffix;
        figure(id,
               "time of at::linear's products alone / whole forward, " + what +
                   printed("; products at %.0f GFLOP/s", products.operations() / both.beside.median() * 1e-9),
               medianRatio(both), "", quick() ? Wanted{} : atLeast(0.70));
        if (packsLinear(dtype)) {
            const ProductsAlone packed(large->config, dtype, rows, last, true);
            const Both bothPacked = measureBoth(forward, [&] { packed.run(); });
            figure(std::string("forward-gemm-packed-") + shortName(dtype) + large->suffix,
                   "the same with packed products, " + what +
                       printed("; products at %.0f GFLOP/s", packed.operations() / bothPacked.beside.median() * 1e-9),
                   medianRatio(bothPacked), "", quick() ? Wanted{} : atLeast(0.70));
        }
        absolute(std::string("forward-tokens-") + shortName(dtype) + large->suffix, "forward with rewards, " + what,
                 static_cast<double>(rows) / both.ours.median(), "tokens/s", {});
    }
}

void benchForwardToLayer() {
    const at::NoGradGuard noGradients;
    const auto large = largeModel();
    if (!large) {
        return;
    }
    const PackedBatch batch = batchOf(1024, large->config.vocabularySize);
    for (const at::ScalarType dtype : dtypesHere()) {
        const RewardModel& model = large->model(dtype);
        const Sample sample = measure([&] { model.forward(batch, {large->saeLayer, true}); });
        absolute(std::string("forward-to-layer-") + shortName(dtype) + large->suffix,
                 "forward to layer " + std::to_string(large->saeLayer) + " alone, " + shortName(dtype) + ", " +
                     large->name + ", " + std::to_string(batch.ids.size(0)) + " rows",
                 static_cast<double>(batch.ids.size(0)) / sample.median(), "tokens/s", {});
    }
}

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    using namespace saferscope::bench;
    saferscope::configureTorch();
    return runBenchmarks(argc, argv,
                         {{"small", benchForwardSmall},
                          {"products", benchForwardProducts},
                          {"to-layer", benchForwardToLayer},
                          {"index", benchForwardIndex}});
}
