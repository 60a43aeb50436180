// SPDX-License-Identifier: GPL-3.0-or-later
// Low-rank factors against the same model with W + s B A put into its weights by hand.
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/core/grad_mode.h>
#include <map>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

const std::vector<std::string> everyMap = {"q", "k", "v", "o", "gate", "up", "down"};

LoraSettings settingsFor(const std::string& targets, std::int64_t rank = 3) {
    return {rank, 7.5, *parseLoraTargets(targets), 5};
}

/// B is zero at first: give it numbers, so that the factors matter.
void fillFactors(RewardModel& model) {
    const at::NoGradGuard noGradients;
    Random random(17);
    for (auto& [name, tensor] : model.trainableParameters()) {
        if (name.ends_with("lora_B.weight")) {
            at::Tensor host = at::empty(tensor.sizes(), at::kDouble);
            for (std::int64_t i = 0; i < host.numel(); ++i) {
                host.data_ptr<double>()[i] = 0.1 * random.normal();
            }
            tensor.copy_(host);
        }
    }
}

std::map<std::string, at::Tensor> byName(const std::vector<NamedTensor>& tensors) {
    return {tensors.begin(), tensors.end()};
}

/// W + s B A by a triple loop in double, into a model of its own.
RewardModel mergedByHand(const RewardModel& adapted, double scale, at::ScalarType dtype) {
    RewardModel merged = tinyModel(tinyConfig(), dtype);
    const auto factors = byName(adapted.trainableParameters());
    for (auto& [name, weight] : merged.parameters()) {
        const auto stem = name.substr(0, name.size() - 6);
        if (!factors.contains(stem + "lora_A.weight")) {
            continue;
        }
        const at::Tensor a = factors.at(stem + "lora_A.weight").to(at::kDouble).contiguous();
        const at::Tensor b = factors.at(stem + "lora_B.weight").to(at::kDouble).contiguous();
        at::Tensor w = weight.to(at::kDouble).contiguous();
        const auto at2 = [](const at::Tensor& t, std::int64_t i, std::int64_t j) -> double& {
            return t.data_ptr<double>()[i * t.size(1) + j];
        };
        for (std::int64_t i = 0; i < w.size(0); ++i) {
            for (std::int64_t j = 0; j < w.size(1); ++j) {
                double sum = 0.0;
                for (std::int64_t r = 0; r < a.size(0); ++r) {
                    sum += at2(b, i, r) * at2(a, r, j);
                }
                at2(w, i, j) += scale * sum;
            }
        }
        weight.copy_(w);
    }
    return merged;
}

}  // namespace

TEST(targets_are_read_and_refused_by_name) {
    CHECK_OK(parseLoraTargets("all-linear"));
    const auto some = parseLoraTargets(" q, v ,down");
    CHECK_OK(some);
    CHECK(contains(*some, LoraTarget::Query) && contains(*some, LoraTarget::Value) &&
          contains(*some, LoraTarget::Down));
    CHECK(!contains(*some, LoraTarget::Key) && !contains(*some, LoraTarget::Gate));
    for (const char* bad : {"", "q,", "q,,k", "embed", "Q", "all-linear,q", "q v"}) {
        CHECK(!parseLoraTargets(bad));
    }
    CHECK(parseLoraTargets("q,embed").error().message.find("\"embed\"") != std::string::npos);
}

TEST(fresh_factors_change_nothing) {
    RewardModel model = tinyModel();
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const at::NoGradGuard noGradients;
    const at::Tensor before = model.forward(batch).rewards;
    model.attachLora(settingsFor("all-linear"));
    CHECK(model.hasLora());
    CHECK(at::equal(model.forward(batch).rewards, before));
    CHECK_EQ(model.trainableParameters().size(), std::size_t{3 * 7 * 2 + 1});
    CHECK(model.trainableParameters().back().first == "score.weight");
}

// Each map by itself, both kinds of block (the last is computed for the last tokens alone), every captured layer.
TEST(each_map_is_adapted_exactly) {
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const at::NoGradGuard noGradients;
    std::vector<std::string> choices = everyMap;
    choices.insert(choices.end(), {"all-linear", "q,v", "gate,down,k"});
    const RewardModel base = tinyModel(tinyConfig(), at::kDouble);
    const at::Tensor unadapted = base.forward(batch).rewards;
    for (const std::string& targets : choices) {
        RewardModel adapted = tinyModel(tinyConfig(), at::kDouble);
        adapted.attachLora(settingsFor(targets));
        fillFactors(adapted);
        const RewardModel merged = mergedByHand(adapted, 2.5, at::kDouble);
        for (const std::int64_t layer : {-1, 1, 2, 3}) {
            const ForwardResult a = adapted.forward(batch, {layer, false});
            const ForwardResult b = merged.forward(batch, {layer, false});
            CHECK(largestDifference(a.rewards, b.rewards) < 1e-10);
            CHECK(largestDifference(a.rewards, unadapted) > 1e-4);
            if (layer >= 0) {
                CHECK(largestDifference(a.hidden, b.hidden) < 1e-10);
                CHECK(largestDifference(adapted.rewardsFromHidden(batch, a.hidden, layer), a.rewards) < 1e-10);
            }
        }
    }
}

TEST(merging_and_saving_keep_the_rewards) {
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const at::NoGradGuard noGradients;
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        RewardModel model = tinyModel(tinyConfig(), dtype);
        const auto before = byName(model.parameters());
        const at::Tensor query = before.at("model.layers.1.self_attn.q_proj.weight").clone();
        model.attachLora(settingsFor("all-linear"));
        fillFactors(model);
        const at::Tensor adapted = model.forward(batch).rewards;
        const check::TemporaryFolder folder;
        CHECK_OK(model.save(folder.path(), at::kFloat));
        CHECK(at::equal(before.at("model.layers.1.self_attn.q_proj.weight"), query));  // saving merges a copy
        const auto loaded = RewardModel::load(folder.path());
        CHECK_OK(loaded);
        CHECK(!loaded->hasLora());
        CHECK_EQ(loaded->parameters().size(), model.parameters().size());
        const double scale = adapted.abs().max().item<double>();
        const double tolerance = dtype == at::kFloat ? 1e-5 : 0.05;
        CHECK(largestDifference(loaded->forward(batch).rewards, adapted) < tolerance * std::max(scale, 1.0));
        model.mergeLora();
        CHECK(!model.hasLora());
        CHECK(largestDifference(model.forward(batch).rewards, adapted) < tolerance * std::max(scale, 1.0));
        CHECK(!at::equal(before.at("model.layers.1.self_attn.q_proj.weight"), query));
        if (dtype == at::kFloat) {
            for (std::size_t i = 0; i < loaded->parameters().size(); ++i) {
                CHECK(at::equal(loaded->parameters()[i].second, model.parameters()[i].second));
            }
        }
    }
}

// Gradients of A, B and the head against central differences; nothing else gets one.
TEST(only_the_factors_and_the_head_get_gradients) {
    RewardModel model = tinyModel(tinyConfig(), at::kDouble);
    model.attachLora(settingsFor("all-linear"));
    fillFactors(model);
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const auto loss = [&] { return (model.forward(batch).rewards.square()).sum(); };
    model.requireGradients(true);
    loss().backward();
    for (const auto& [name, weight] : model.parameters()) {
        CHECK_EQ(weight.grad().defined(), name == "score.weight");
    }
    std::vector<NamedTensor> gradients;
    for (const auto& [name, weight] : model.trainableParameters()) {
        CHECK(weight.grad().defined());
        gradients.emplace_back(name, weight.grad().clone());
    }
    model.requireGradients(false);
    const at::NoGradGuard noGradients;
    const auto trainable = model.trainableParameters();
    for (std::size_t i = 0; i < trainable.size(); ++i) {
        at::Tensor flat = trainable[i].second.view({-1});
        const at::Tensor gradient = gradients[i].second.reshape({-1});
        const auto at = gradient.abs().argmax().item<std::int64_t>();
        const double before = flat[at].item<double>();
        constexpr double step = 1e-5;
        flat[at].fill_(before + step);
        const double above = loss().item<double>();
        flat[at].fill_(before - step);
        const double below = loss().item<double>();
        flat[at].fill_(before);
        CHECK_NEAR((above - below) / (2 * step) / gradient[at].item<double>(), 1.0, 1e-5);
    }
}
