// SPDX-License-Identifier: GPL-3.0-or-later
// Rewards and residual streams of a tiny Llama, dumped from the Hugging Face implementation in float32. The two add up
// in different orders, hence 1e-4; measured differences are printed.
#include "core/model/reward_model.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <cstdio>
#include <map>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

constexpr double tolerance = 1e-4;

struct Golden {
    RewardModel model;
    std::map<std::string, at::Tensor> tensors;
    std::vector<PairTokens> sequences;  ///< one single sequence per row

    static Golden load() {
        const auto folder = check::sharedFolder() / "goldens" / "models" / "llama";
        if (check::sharedFolder().empty() || !std::filesystem::exists(folder / "golden.safetensors")) {
            SKIP("shared goldens are not here");
        }
        auto model = RewardModel::load(folder);
        CHECK_OK(model);
        Golden golden{std::move(*model), {}, {}};
        const auto tensors = loadTensors(folder / "golden.safetensors");
        CHECK_OK(tensors);
        golden.tensors.insert(tensors->begin(), tensors->end());
        const at::Tensor ids = golden.tensors.at("input_ids");
        for (std::int64_t row = 0; row < ids.size(0); ++row) {
            const auto length = golden.tensors.at("lengths")[row].item<std::int64_t>();
            PairTokens tokens;
            for (std::int64_t i = 0; i < length; ++i) {
                tokens.chosen.push_back(static_cast<std::int32_t>(ids[row][i].item<std::int64_t>()));
            }
            golden.sequences.push_back(std::move(tokens));
        }
        return golden;
    }
};

/// Neighbouring rows are chosen and rejected of one pair: their common beginning becomes the prompt.
std::vector<PairTokens> sharePrompts(const std::vector<PairTokens>& sequences) {
    std::vector<PairTokens> pairs;
    for (std::size_t i = 0; i + 1 < sequences.size(); i += 2) {
        const auto& a = sequences[i].chosen;
        const auto& b = sequences[i + 1].chosen;
        std::size_t common = 0;
        while (common + 1 < std::min(a.size(), b.size()) && a[common] == b[common]) {
            ++common;
        }
        const auto cut = static_cast<std::ptrdiff_t>(common);
        pairs.push_back({{a.begin(), a.begin() + cut}, {a.begin() + cut, a.end()}, {b.begin() + cut, b.end()}});
    }
    return pairs;
}

}  // namespace

TEST(rewards_of_single_sequences) {
    const c10::InferenceMode inference;
    const Golden golden = Golden::load();
    const auto result = golden.model.forward(packPairs(golden.sequences, c10::kCPU));
    const double difference = largestDifference(result.rewards, golden.tensors.at("reward"));
    std::printf("rewards, single sequences: largest difference %.2e\n", difference);
    CHECK(difference <= tolerance);
}

TEST(rewards_of_pairs_that_share_their_prompt) {
    const c10::InferenceMode inference;
    const Golden golden = Golden::load();
    const auto pairs = sharePrompts(golden.sequences);
    CHECK_EQ(pairs.size(), 6u);
    std::size_t shared = 0;
    for (const PairTokens& pair : pairs) {
        shared += pair.prompt.size();
    }
    CHECK(shared > 60);  // otherwise this would be the test above
    const auto result = golden.model.forward(packPairs(pairs, c10::kCPU));
    const double difference = largestDifference(result.rewards, golden.tensors.at("reward"));
    std::printf("rewards, shared prompts (%zu of the rows): largest difference %.2e\n", shared, difference);
    CHECK(difference <= tolerance);
}

TEST(rewards_do_not_depend_on_company) {
    const c10::InferenceMode inference;
    const Golden golden = Golden::load();
    const at::Tensor together = golden.model.forward(packPairs(golden.sequences, c10::kCPU)).rewards;
    std::vector<PairTokens> reversed(golden.sequences.rbegin(), golden.sequences.rend());
    const at::Tensor backwards = golden.model.forward(packPairs(reversed, c10::kCPU)).rewards.flip(0);
    CHECK(largestDifference(together, backwards) <= 1e-5);
    double largest = 0.0;
    for (std::size_t i = 0; i < golden.sequences.size(); ++i) {
        const at::Tensor alone =
            golden.model.forward(packPairs(std::span(golden.sequences).subspan(i, 1), c10::kCPU)).rewards;
        largest = std::max(largest, largestDifference(alone, together.narrow(0, static_cast<std::int64_t>(i), 1)));
    }
    std::printf("rewards, alone against together: largest difference %.2e\n", largest);
    CHECK(largest <= 1e-5);
}

TEST(residual_streams) {
    const c10::InferenceMode inference;
    const Golden golden = Golden::load();
    const at::Tensor expected = golden.tensors.at("hidden");  // [rows, layers + 1, tokens, d]
    double largest = 0.0;
    for (std::int64_t i = 0; i < expected.size(0); ++i) {
        const auto row = golden.tensors.at("hidden_rows")[i].item<std::int64_t>();
        const PackedBatch batch =
            packPairs(std::span(golden.sequences).subspan(static_cast<std::size_t>(row), 1), c10::kCPU);
        const std::int64_t tokens = std::min(batch.ids.size(0), expected.size(2));
        for (std::int64_t layer = 0; layer < expected.size(1); ++layer) {
            const at::Tensor hidden = golden.model.forward(batch, {layer, true}).hidden;
            const double difference =
                largestDifference(hidden.narrow(0, 0, tokens), expected[i][layer].narrow(0, 0, tokens));
            std::printf("hidden, row %d (%d of %d tokens) layer %d: %.2e\n", int(row), int(tokens),
                        int(batch.ids.size(0)), int(layer), difference);
            largest = std::max(largest, difference);
        }
    }
    CHECK(largest <= tolerance);
}
