// SPDX-License-Identifier: GPL-3.0-or-later
// Number 16, in the trainers themselves: a NaN or an infinity in a weight, a gradient, the loss, a moment, an
// activation or a held-out reward is caught in the same step, and the last finite checkpoint stays.
#include "core/sae/sae.h"
#include "core/tensor/finite_check.h"
#include "core/training/checkpoint.h"
#include "core/training/reward_evaluation.h"
#include "core/training/reward_step.h"
#include "core/training/reward_trainer.h"
#include "core/training/sae_trainer.h"
#include "tests/support/fault_report.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <cmath>
#include <limits>

using namespace saferscope;
using namespace saferscope::testing;
using namespace saferscope::faults;
namespace fs = std::filesystem;

namespace {

constexpr float quietNan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinite = std::numeric_limits<float>::infinity();

RewardTrainingConfig rewardConfig() {
    RewardTrainingConfig config;
    config.learningRate = 3e-3;
    config.epochs = 2;
    config.batchPairs = 8;
    config.checkpointEvery = 2;
    config.evaluateEvery = 3;
    return config;
}

at::Tensor parameter(const RewardModel& model, const std::string& name) { return findTensor(model.parameters(), name); }

void spoil(const at::Tensor& tensor, std::uint64_t element, float value) {
    const at::NoGradGuard noGradients;
    const at::Tensor flat = tensor.detach().view({-1});
    flat[static_cast<std::int64_t>(element) % flat.numel()].fill_(value);
}

double largestOf(c10::ScalarType dtype) { return dtype == at::kBFloat16 ? 3.38e38 : 3.4e38; }

struct Spoilt {
    RecordingObserver observer;
    Result<RewardTrainingOutcome> outcome = fail(ErrorCode::Failed, "not run");
};

/// Trains until `at` has been done, then spoils something, and sees that the next thing that happens is the failure.
Spoilt trainSpoilt(const TrainingData& data, const fs::path& folder, std::uint64_t at, c10::ScalarType dtype,
                   const std::function<void(RewardModel&)>& spoiler) {
    Spoilt run;
    RewardModel model = RewardModel::random(trainingConfig(), 21, {c10::kCPU, dtype});
    bool done = false;
    run.observer.atStep = [&](std::uint64_t step) {
        if (step == at && !std::exchange(done, true)) {
            spoiler(model);
        }
    };
    RewardTrainingConfig config = rewardConfig();
    config.dtype = dtype == at::kBFloat16 ? "bfloat16" : "float32";
    run.outcome = trainRewardModelOnTokens(model, data, config, folder, run.observer, {});
    CHECK(done);
    return run;
}

/// Every checkpoint that is left is finite and none is later than `last`; one is there.
void checkCheckpoints(const fs::path& folder, std::uint64_t last) {
    int complete = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("step-") || name.starts_with("best-")) {
            const auto tensors = loadTensors(entry.path() / "tensors.safetensors");
            CHECK_OK(tensors);
            CHECK(firstNotFinite(*tensors).empty());
            CHECK(std::stoull(name.substr(5)) <= last);
            ++complete;
        }
    }
    CHECK(complete > 0);
}

void checkFailedAt(const Spoilt& run, std::uint64_t at, const std::string& name, const fs::path& folder) {
    CHECK(!run.outcome);
    const std::string& message = run.outcome.error().message;
    CHECK(run.outcome.error().code == ErrorCode::Failed);
    CHECK(!run.outcome.error().hint.empty());
    // In the step that follows, in the evaluation that comes first, or as the checkpoint of this step is to be written.
    CHECK(message.find("step " + std::to_string(at + 1)) != std::string::npos ||
          message.find("after step " + std::to_string(at)) != std::string::npos ||
          message.find("Step " + std::to_string(at) + " is not saved") != std::string::npos);
    CHECK(name.empty() || message.find(name) != std::string::npos);
    CHECK(run.observer.checkpoints.empty() || run.observer.checkpoints.back() <= at);
    CHECK(at < 2 || message.find("is not saved") != std::string::npos ||
          message.find("The last finite checkpoint is") != std::string::npos);
    if (at > 2) {
        checkCheckpoints(folder, at);
    }
}

/// The same run without the mischief goes on from the last finite checkpoint to its end.
void checkGoesOn(const TrainingData& data, const fs::path& folder, c10::ScalarType dtype) {
    RewardModel model = RewardModel::random(trainingConfig(), 21, {c10::kCPU, dtype});
    RecordingObserver observer;
    RewardTrainingConfig config = rewardConfig();
    config.dtype = dtype == at::kBFloat16 ? "bfloat16" : "float32";
    CHECK_OK(trainRewardModelOnTokens(model, data, config, folder, observer, {}));
    CHECK(firstNotFinite(model.parameters()).empty());
}

}  // namespace

TEST(a_weight_that_is_no_number_is_caught_in_the_same_step) {
    at::set_num_threads(1);
    const TrainingData data = plantedData(32, 8);
    Row row{16, "NaN or infinity in one weight of a reward model, at a step", 0};
    Random random(16);
    const RewardModel shape = RewardModel::random(trainingConfig(), 21, {c10::kCPU, at::kFloat});
    std::vector<std::string> names;
    for (const auto& [name, weight] : shape.parameters()) {
        names.push_back(name);
    }
    std::size_t tried = 0;
    for (int i = 0; i < times(8, 4 * static_cast<int>(names.size())); ++i, ++tried) {
        std::string name = names[fullCounts() ? tried % names.size() : random.below(names.size())];
        const float value = i % 3 == 0 ? infinite : i % 3 == 1 ? -infinite : quietNan;
        const std::uint64_t at = 1 + random.below(6);
        const c10::ScalarType dtype = i % 4 == 3 ? at::kBFloat16 : at::kFloat;
        if (dtype == at::kBFloat16 && name == "model.embed_tokens.weight") {
            name = "score.weight";  // a row that no token uses is made good from its float32 copy
        }
        const check::TemporaryFolder folder;
        const auto run = trainSpoilt(data, folder.path(), at, dtype, [&](RewardModel& model) {
            spoil(parameter(model, name), random.below(1u << 20), value);
        });
        checkFailedAt(run, at, i % 4 == 3 ? "" : name, folder.path());
        if (i % 4 == 0) {
            checkGoesOn(data, folder.path(), dtype);
        }
        ++row.times;
    }
    report(row);
}

TEST(one_gradient_element_that_is_no_number_is_caught_before_a_weight_changes) {
    at::set_num_threads(1);
    const TrainingData data = plantedData(32, 8);
    Row row{16, "NaN or infinity in one element of one gradient", 0};
    Random random(17);
    for (int i = 0; i < times(6, 60); ++i) {
        const std::uint64_t at = 1 + random.below(6);
        const float value = i % 2 == 0 ? quietNan : infinite;
        const check::TemporaryFolder folder;
        std::string name;
        const auto run = trainSpoilt(data, folder.path(), at, at::kFloat, [&](RewardModel& model) {
            const auto all = model.parameters();
            const auto& [chosen, weight] = all[random.below(all.size())];
            name = chosen;
            weight.register_hook([value, element = random.below(1u << 20)](const at::Tensor& gradient) {
                const at::Tensor bad = gradient.clone();
                spoil(bad, element, value);
                return bad;
            });
        });
        checkFailedAt(run, at, "a gradient is not a finite number (" + name + ")", folder.path());
        ++row.times;
    }
    report(row);
}

TEST(a_loss_that_overflows_is_caught_though_every_weight_is_finite) {
    at::set_num_threads(1);
    const TrainingData data = plantedData(32, 8);
    Row row{16, "loss that overflows, with finite weights", 0};
    for (const c10::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        for (std::uint64_t at = 1; at <= static_cast<std::uint64_t>(times(2, 6)); ++at) {
            const check::TemporaryFolder folder;
            const auto run = trainSpoilt(data, folder.path(), at, dtype, [](RewardModel& model) {
                const at::NoGradGuard noGradients;
                at::Tensor head = parameter(model, "score.weight");
                head.fill_(largestOf(head.scalar_type()));
            });
            checkFailedAt(run, at, "", folder.path());
            CHECK(run.outcome.error().message.find("(") == std::string::npos);  // no weight is to blame
            ++row.times;
        }
    }
    report(row);
}

TEST(a_moment_that_is_no_number_is_caught_in_the_same_step) {
    at::set_num_threads(1);
    const TrainingData data = plantedData(16, 0);
    Row row{16, "NaN or infinity in one element of a moment of AdamW", 0};
    Random random(18);
    std::vector<std::uint32_t> batch = {0, 1, 2, 3, 4, 5, 6, 7};
    for (int i = 0; i < times(10, 200); ++i) {
        const c10::ScalarType dtype = i % 2 == 0 ? at::kFloat : at::kBFloat16;
        RewardModel model = RewardModel::random(trainingConfig(), 21, {c10::kCPU, dtype});
        const auto alone = ProcessGroup::single();
        const RewardTrainingConfig config = rewardConfig();
        RewardStep step(model, data.training, config, *alone);
        CHECK(step.run(batch, 1e-3, {})->fault.empty());
        const auto state = step.optimizer().state();
        const auto& [name, tensor] = state[random.below(state.size())];
        spoil(tensor, random.below(1u << 20), i % 3 == 0 ? quietNan : infinite);
        const auto after = step.run(batch, 1e-3, {});
        CHECK_OK(after);
        CHECK(!after->fault.empty());
        ++row.times;
    }
    report(row);
}

TEST(an_infinite_margin_is_no_perfect_evaluation) {
    at::set_num_threads(1);
    RewardSums sums;  // a loss alone would not show it
    bradleyTerryLoss(at::tensor({infinite, 0.5F}), 0.0, sums);
    CHECK(sums.loss == 0.0 && sums.correct == 1 && !std::isfinite(sums.margin));
    const TrainingData data = plantedData(32, 8);
    const check::TemporaryFolder folder;
    // Right after the step before an evaluation: the evaluation sees it first.
    const auto run = trainSpoilt(data, folder.path(), 3, at::kFloat, [](RewardModel& model) {
        const at::NoGradGuard noGradients;
        at::Tensor(parameter(model, "score.weight")).fill_(largestOf(at::kFloat));
    });
    checkFailedAt(run, 3, "after step 3", folder.path());
    CHECK(!run.observer.metrics.contains("eval_accuracy"));
}

TEST(an_sae_in_training_meets_numbers_that_are_none) {
    at::set_num_threads(1);
    const TrainingData data = plantedData(40, 5, 10);
    Row row{16, "NaN or infinity in an SAE's weights or its input while it trains", 0};
    SaeTrainingConfig config;
    config.layer = 1;
    config.latents = 32;
    config.k = 4;
    config.batchTokens = 64;
    config.stage1Tokens = 1500;
    config.stage2Tokens = 300;
    config.checkpointEvery = 2;
    Random random(19);
    for (int i = 0; i < times(8, 80); ++i) {
        const std::uint64_t at = 1 + random.below(20);
        const float value = i % 2 == 0 ? quietNan : infinite;
        const int where = i % 5;
        const check::TemporaryFolder folder;
        const RewardModel model = RewardModel::random(trainingConfig(), 13);
        Sae sae = *makeSae(config, model);
        RecordingObserver observer;
        observer.atStep = [&](std::uint64_t step) {
            if (step == at) {
                const at::Tensor targets[] = {sae.encoder, sae.decoder, sae.preBias, sae.latentBias,
                                              parameter(model, "model.embed_tokens.weight")};
                // A column of the embeddings, so that every token has it.
                if (where == 4) {
                    const at::NoGradGuard noGradients;
                    at::Tensor(targets[4]).select(1, 3).fill_(value);
                } else {
                    spoil(targets[where], random.below(1u << 20), value);
                }
            }
        };
        // A small buffer, so that activations are computed anew every few steps.
        const auto outcome = trainSaeOnTokens(sae, model, data, config, folder.path(), observer, {}, 256);
        CHECK(!outcome);
        const std::string& message = outcome.error().message;
        CHECK(outcome.error().code == ErrorCode::Failed);
        const std::uint64_t last = observer.metrics.at("loss").back().first;
        CHECK(message.find("step " + std::to_string(last + 1)) != std::string::npos ||
              message.find("is not saved") != std::string::npos || message.find("Measuring") != std::string::npos);
        if (where < 4) {  // the very next step, or the checkpoint that was to be written before it
            CHECK(last == at);
        } else {
            CHECK(last <= at + 4);
            CHECK(message.find("model.embed_tokens.weight") != std::string::npos);
        }
        for (const auto& [step, loss] : observer.metrics.at("loss")) {
            CHECK(std::isfinite(loss));
        }
        if (at > 2) {
            checkCheckpoints(folder.path(), at + 4);
        }
        ++row.times;
    }
    report(row);
}

TEST(a_model_is_not_saved_with_numbers_that_are_none) {
    const check::TemporaryFolder folder;
    RewardModel model = RewardModel::random(trainingConfig(), 3);
    spoil(parameter(model, "model.norm.weight"), 2, 7e4F);  // above the largest float16
    CHECK_OK(model.save(folder.path(), at::kFloat));
    CHECK_OK(model.save(folder.path(), at::kBFloat16));
    const auto before = fs::last_write_time(folder.path() / "model.safetensors");
    const auto narrow = model.save(folder.path(), at::kHalf);
    CHECK(!narrow);
    CHECK(narrow.error().message.find("model.norm.weight") != std::string::npos);
    spoil(parameter(model, "score.weight"), 0, quietNan);
    CHECK(!model.save(folder.path(), at::kFloat));
    CHECK(fs::last_write_time(folder.path() / "model.safetensors") == before);
    report({16, "model saved with NaN, or overflowing in float16", 2});
}
