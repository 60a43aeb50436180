// SPDX-License-Identifier: GPL-3.0-or-later
// Rewards and residual streams of a tiny model of each family, computed in float64 by an independent implementation of
// the Hugging Face classes. Ours adds up in other orders and in float32, hence 1e-4; measured differences are printed.
#include "core/model/reward_model.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cstdio>
#include <map>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

constexpr double tolerance = 1e-4;
constexpr const char* families[] = {"llama", "mistral", "qwen2", "qwen3", "gemma2"};

struct Golden {
    RewardModel model;
    std::map<std::string, at::Tensor> tensors;
    std::vector<PairTokens> sequences;  ///< one single sequence per row

    static Golden load(const std::string& family, const LoadOptions& options = {}) {
        const auto folder = check::sharedFolder() / "goldens" / "models" / family;
        if (check::sharedFolder().empty() || !std::filesystem::exists(folder / "golden.safetensors")) {
            SKIP("shared goldens are not here");
        }
        auto model = RewardModel::load(folder, options);
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

    double rewardDifference(const std::vector<PairTokens>& pairs) const {
        return largestDifference(model.forward(packPairs(pairs, c10::kCPU)).rewards, tensors.at("reward"));
    }

    /// Of the residual streams, over all layers and tokens that the golden holds.
    double hiddenDifference() const {
        const at::Tensor expected = tensors.at("hidden");  // [rows, layers + 1, tokens, d]
        double largest = 0.0;
        for (std::int64_t i = 0; i < expected.size(0); ++i) {
            const auto row = tensors.at("hidden_rows")[i].item<std::int64_t>();
            const PackedBatch batch =
                packPairs(std::span(sequences).subspan(static_cast<std::size_t>(row), 1), c10::kCPU);
            const std::int64_t tokens = std::min(batch.ids.size(0), expected.size(2));
            for (std::int64_t layer = 0; layer < expected.size(1); ++layer) {
                const at::Tensor hidden = model.forward(batch, {layer, true}).hidden;
                largest = std::max(
                    largest, largestDifference(hidden.narrow(0, 0, tokens), expected[i][layer].narrow(0, 0, tokens)));
            }
        }
        return largest;
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

void compare(const char* way, const std::string& family, const Golden& golden, double atMost) {
    const double singles = golden.rewardDifference(golden.sequences);
    const double pairs = golden.rewardDifference(sharePrompts(golden.sequences));
    const double hidden = golden.hiddenDifference();
    std::printf("%s, %s: rewards %.2e, with shared prompts %.2e, residual streams %.2e\n", family.c_str(), way, singles,
                pairs, hidden);
    CHECK(singles <= atMost);
    CHECK(pairs <= atMost);
    CHECK(hidden <= atMost);
}

}  // namespace

TEST(the_plain_way_in_float32) {
    const c10::InferenceMode inference;
    for (const std::string family : families) {
        compare("plain", family, Golden::load(family), tolerance);
    }
}

TEST(prepared_for_inference_and_mapped) {
    const at::NoGradGuard noGradients;
    for (const std::string family : families) {
        Golden golden = Golden::load(family, {c10::kCPU, at::kFloat, true, {}});
        golden.model.prepareInference();
        compare("prepared", family, golden, tolerance);
    }
}

TEST(with_gradients_kept_and_blocks_recomputed) {
    for (const std::string family : families) {
        Golden golden = Golden::load(family);
        golden.model.requireGradients(true);
        const PackedBatch batch = packPairs(sharePrompts(golden.sequences), c10::kCPU);
        for (const bool recompute : {false, true}) {
            const at::Tensor rewards = golden.model.forward(batch, {-1, false, recompute}).rewards;
            CHECK(rewards.requires_grad());
            CHECK(largestDifference(rewards.detach(), golden.tensors.at("reward")) <= tolerance);
        }
    }
}

TEST(the_padded_way_in_float64_is_exact) {
    const c10::InferenceMode inference;
    for (const std::string family : families) {
        // The expected numbers are stored in float32 (streams reach 100), and RoPE angles are float32 products there.
        const Golden golden = Golden::load(family, {c10::kCPU, at::kDouble, false, {}});
        const auto pairs = sharePrompts(golden.sequences);
        const double rewards =
            largestDifference(golden.model.forward(packPairs(std::span(pairs).first(2), c10::kCPU)).rewards,
                              golden.tensors.at("reward").narrow(0, 0, 4));
        const double hidden = golden.hiddenDifference();
        std::printf("%s, padded, float64: rewards %.2e, residual streams %.2e\n", family.c_str(), rewards, hidden);
        CHECK(rewards <= 2e-6);
        CHECK(hidden <= 5e-6);
    }
}

TEST(bfloat16_stays_near) {
    const at::NoGradGuard noGradients;
    for (const std::string family : families) {
        Golden golden = Golden::load(family, {c10::kCPU, at::kBFloat16, false, {}});
        const at::Tensor expected = golden.tensors.at("reward");
        const double spread = expected.std().item<double>();
        const double plain = golden.rewardDifference(golden.sequences);
        golden.model.prepareInference();
        const double prepared = golden.rewardDifference(golden.sequences);
        std::printf("%s, bfloat16: rewards %.3f plain, %.3f prepared; they spread by %.3f\n", family.c_str(), plain,
                    prepared, spread);
        // The tolerance stated for bfloat16, in standard deviations of the rewards: measured 0.05 to 0.11 plain and
        // 0.02 to 0.07 with a residual stream in float32.
        CHECK(plain <= 0.2 * spread);
        CHECK(prepared <= 0.12 * spread);
    }
}

TEST(rewards_do_not_depend_on_company) {
    const c10::InferenceMode inference;
    for (const std::string family : families) {
        const Golden golden = Golden::load(family);
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
        std::printf("%s, alone against together: largest difference %.2e\n", family.c_str(), largest);
        CHECK(largest <= 1e-5);
    }
}
