// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/reward_trainer.h"

#include "core/base/hash.h"
#include "core/base/memory_advice.h"
#include "core/tensor/finite_check.h"
#include "core/tensor/torch_errors.h"
#include "core/training/batch_source.h"
#include "core/training/checkpoint.h"
#include "core/training/lr_schedule.h"
#include "core/training/memory_check.h"
#include "core/training/model_fingerprint.h"
#include "core/training/rank_share.h"
#include "core/training/reward_evaluation.h"
#include "core/training/reward_step.h"
#include "core/training/training_pair.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace saferscope {

namespace {

std::vector<std::int64_t> lengthsOf(const std::vector<TrainingPair>& pairs) {
    std::vector<std::int64_t> lengths;
    lengths.reserve(pairs.size());
    for (const TrainingPair& pair : pairs) {
        lengths.push_back(pair.tokens.total());
    }
    return lengths;
}

std::string fingerprintOf(const RewardModel& model, const TrainingData& data, const RewardTrainingConfig& config) {
    Json settings = toJson(config);
    settings.erase("checkpoint_every");  // when to write does not change what is computed
    settings.erase("save_dtype");
    // What a run that ran out of memory changes to go on; the sums differ by their rounding alone.
    settings.erase("micro_batch_tokens");
    settings.erase("gradient_checkpointing");
    return sha256Hex(dumpJson(settings) + weightsFingerprint(model.parameters()) + data.fingerprint);
}

class RewardTrainer {
public:
    RewardTrainer(RewardModel& model, const TrainingData& data, const RewardTrainingConfig& config,
                  const std::filesystem::path& folder, TrainingObserver& observer, ProcessGroup& group,
                  std::stop_token stop)
        : m_model(model),
          m_data(data),
          m_config(config),
          m_observer(observer),
          m_group(group),
          m_stop(std::move(stop)),
          m_stepper(model, data.training, config, group),
          m_source(lengthsOf(data.training), config.batchPairs, config.seed),
          m_fingerprint(fingerprintOf(model, data, config)),
          m_checkpoints(folder, "reward-model", m_fingerprint) {
        const double steps = config.epochs * static_cast<double>(m_source.stepsPerEpoch());
        m_total = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(steps - 1e-9)));
        const std::uint64_t tenth = std::max<std::uint64_t>(1, m_total / 10);
        m_evaluateEvery = config.evaluateEvery > 0 ? static_cast<std::uint64_t>(config.evaluateEvery) : tenth;
        m_checkpointEvery = config.checkpointEvery > 0 ? static_cast<std::uint64_t>(config.checkpointEvery) : tenth;
        m_tail = m_total - tenth;
        const auto total = static_cast<double>(m_total);
        m_schedule = {config.learningRate, total, total * config.warmupFraction, DecayShape::Cosine};
    }

    Result<RewardTrainingOutcome> run() {
        // All settings: ranks that write or evaluate at other steps would wait for each other in other calls.
        const std::string what = m_fingerprint + dumpJson(saferscope::toJson(m_config));
        if (auto same = m_group.agree(what, "data, settings or starting weights"); !same) {
            return failure(same);
        }
        if (auto resumed = resume(); !resumed) {
            return failure(resumed);
        }
        ProgressMeter meter("Training the reward model", m_total,
                            [this](const Progress& progress) { m_observer.onProgress(progress); });
        meter.set(m_step);
        // A run that was stopped within an evaluation makes it up first, so that it ends with the same best weights.
        Status status = m_evaluatedStep < m_step ? evaluateIfDue() : Status{};
        while (status && m_step < m_total) {
            status = trainStep();
            if (status) {
                meter.set(m_step);
                status = evaluateIfDue();
            }
            if (status && (m_step % m_checkpointEvery == 0 || m_step == m_total)) {
                status = writeCheckpoint();
            }
        }
        if (!status) {
            return failure(status);
        }
        meter.finish();
        return finish();
    }

private:
    bool evaluates() const { return !m_data.heldOut.empty() && m_config.rewardWeight > 0.0; }

    Status trainStep() {
        const auto start = std::chrono::steady_clock::now();
        const std::vector<std::uint32_t>& batch = m_source.batch(m_step);
        const std::uint64_t step = m_step + 1;
        const std::string name = "Training step " + std::to_string(step);
        const double learningRate = m_schedule.at(static_cast<double>(m_step), static_cast<double>(step));
        const auto done = m_stepper.run(batch, learningRate, m_stop);
        if (!done) {
            return failure(done);
        }
        if (!done->fault.empty()) {
            return diverged(name, done->fault);
        }
        if (done->sums.stops) {
            return interrupt();
        }
        const ShareSums& sums = done->sums;
        m_step = step;
        if (m_step > m_tail) {
            m_tailLoss += sums.rewards.meanLoss();
            ++m_tailSteps;
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::map<std::string, double> values = {
            {"loss", sums.rewards.meanLoss()},
            {"accuracy", sums.rewards.accuracy()},
            {"margin", sums.rewards.meanMargin()},
            {"mean_reward", sums.rewards.meanReward()},
            {"learning_rate", learningRate},
            {"grad_norm", done->gradientNorm},
            {"epoch", static_cast<double>(m_step) / static_cast<double>(m_source.stepsPerEpoch())},
            {"tokens_per_second", static_cast<double>(sums.tokens) / std::max(seconds, 1e-9)}};
        if (m_config.languageModelWeight > 0.0) {
            values["language_loss"] = sums.language;
        }
        m_observer.onMetrics(m_step, values);
        return {};
    }

    Status evaluateIfDue() {
        if (!evaluates() || (m_step % m_evaluateEvery != 0 && m_step != m_total)) {
            return {};
        }
        const auto sums = evaluate();
        if (!sums) {
            return failure(sums);
        }
        if (!*sums) {
            return interrupt();
        }
        return judge(**sums);
    }

    // The held-out pairs, each rank its share; nothing when one of the ranks is asked to stop.
    Result<std::optional<RewardSums>> evaluate() {
        std::vector<std::uint32_t> all(m_data.heldOut.size());
        std::iota(all.begin(), all.end(), 0U);
        const auto part =
            evaluateRewards(m_model, m_data.heldOut, shareOfRank(m_data.heldOut, all, m_group.rank(), m_group.size()),
                            m_config.microBatchTokens, m_config.centerRewards, m_stop);
        ShareSums sums;
        sums.rewards = part.value_or(RewardSums{});
        sums.stops = !part;
        if (auto summed = sumShares(m_group, sums); !summed) {
            return failure(summed);
        }
        return sums.stops ? std::optional<RewardSums>() : sums.rewards;
    }

    // Every rank decides by the same summed numbers; rank 0 writes.
    Status judge(const RewardSums& sums) {
        // Of an infinite margin the loss may be 0, and the accuracy perfect.
        if (!std::isfinite(sums.loss) || !std::isfinite(sums.margin) || !std::isfinite(sums.reward)) {
            const std::string name = firstNotFinite(m_model.parameters());
            return diverged("The evaluation after step " + std::to_string(m_step),
                            "a reward or the loss is not a finite number" + (name.empty() ? name : " (" + name + ")"));
        }
        m_evaluatedStep = m_step;
        m_observer.onMetrics(
            m_step,
            {{"eval_accuracy", sums.accuracy()}, {"eval_loss", sums.meanLoss()}, {"eval_margin", sums.meanMargin()}});
        // Accuracy decides; among equals, and there are many on a small held-out set, the loss.
        const bool better = !m_best || sums.accuracy() > m_best->accuracy ||
                            (sums.accuracy() == m_best->accuracy && sums.meanLoss() < m_best->loss);
        if (!better) {
            return {};
        }
        const Best best{m_step, sums.accuracy(), sums.meanLoss()};
        if (m_group.leads()) {
            const auto path = m_checkpoints.writeBest({m_step, toJson(best), m_model.trainableParameters(), {}});
            if (!path) {
                return failure(path);
            }
        }
        m_best = best;
        return {};
    }

    Status writeCheckpoint() {
        // Ranks whose weights have drifted apart would train a model that nobody asked for, and nothing would show it.
        if (!m_group.alone()) {
            if (auto same = m_group.agree(weightsFingerprint(m_model.trainableParameters()), "weights"); !same) {
                return same;
            }
        }
        if (!m_group.leads()) {
            m_savedStep = m_step;
            return {};
        }
        std::vector<NamedTensor> tensors = m_model.trainableParameters();
        for (auto& tensor : m_stepper.optimizer().state()) {
            tensors.push_back(std::move(tensor));
        }
        const std::uint64_t perEpoch = m_source.stepsPerEpoch();
        // Shuffles come from (seed, epoch): the position within the data is all there is to random state.
        const Json state{{"seed", m_config.seed},
                         {"epoch", m_step / perEpoch},
                         {"batch", m_step % perEpoch},
                         {"optimizer_steps", m_stepper.optimizer().steps()},
                         {"evaluated_step", m_evaluatedStep},
                         {"tail_loss", m_tailLoss},
                         {"tail_steps", m_tailSteps},
                         {"ranks", m_group.size()}};
        const auto path = m_checkpoints.write({m_step, state, std::move(tensors), {}});
        if (!path) {
            return failure(path);
        }
        m_savedStep = m_step;
        m_observer.onCheckpoint(m_step, *path);
        return {};
    }

    // Rank 0 alone reads the checkpoints and hands on what it found: they need not lie where every machine sees them,
    // and no rank can find another one than its fellows.
    Status resume() {
        if (m_group.leads()) {
            if (auto found = resumeFromFolder(); !found) {
                return found;
            }
        }
        return handOn();
    }

    Status handOn() {
        if (m_group.alone()) {
            return {};
        }
        std::vector<at::Tensor> tensors;
        for (const auto& [name, weight] : m_model.trainableParameters()) {
            tensors.push_back(weight);
        }
        const std::vector<NamedTensor> moments = m_stepper.optimizer().state();
        if (auto sent = m_group.broadcastAll(tensors); !sent) {
            return sent;
        }
        // The same doubles everywhere, so that a rank's tail loss and best step are rank 0's to the last bit.
        std::vector<double> numbers = {static_cast<double>(m_step),
                                       static_cast<double>(m_evaluatedStep),
                                       m_tailLoss,
                                       static_cast<double>(m_tailSteps),
                                       static_cast<double>(m_stepper.optimizer().steps()),
                                       m_best ? 1.0 : 0.0,
                                       m_best ? static_cast<double>(m_best->step) : 0.0,
                                       m_best ? m_best->accuracy : 0.0,
                                       m_best ? m_best->loss : 0.0};
        for (double& number : numbers) {
            if (auto sent = m_group.broadcastNumber(number); !sent) {
                return sent;
            }
        }
        m_step = m_savedStep = static_cast<std::uint64_t>(numbers[0]);
        m_evaluatedStep = static_cast<std::uint64_t>(numbers[1]);
        m_tailLoss = numbers[2];
        m_tailSteps = static_cast<std::uint64_t>(numbers[3]);
        if (numbers[5] > 0.0) {
            m_best = Best{static_cast<std::uint64_t>(numbers[6]), numbers[7], numbers[8]};
        }
        if (m_step == 0) {
            return {};
        }
        tensors.clear();
        for (const auto& [name, moment] : moments) {
            tensors.push_back(moment);
        }
        if (auto sent = m_group.broadcastAll(tensors); !sent) {
            return sent;
        }
        return m_group.leads() ? Status{}
                               : m_stepper.optimizer().restore(moments, static_cast<std::uint64_t>(numbers[4]));
    }

    Status resumeFromFolder() {
        if (auto opened = m_checkpoints.open(); !opened) {
            return opened;
        }
        auto checkpoint = m_checkpoints.newest();
        if (!checkpoint) {
            return failure(checkpoint);
        }
        auto best = m_checkpoints.best();
        if (!best) {
            return failure(best);
        }
        if (*checkpoint) {
            if (auto taken = takeOver(**checkpoint); !taken) {
                return taken;
            }
            m_observer.onMessage("Resumed from step " + std::to_string(m_step) + " of " + std::to_string(m_total) +
                                 "." + otherRanks(**checkpoint));
        }
        if (*best && *checkpoint) {
            const std::string where = (*best)->path.string();
            const auto accuracy = jsonMember<double>((*best)->state, "eval_accuracy", where);
            const auto loss = jsonMember<double>((*best)->state, "eval_loss", where);
            if (accuracy && loss) {
                m_best = Best{(*best)->step, *accuracy, *loss};
            }
        }
        return {};
    }

    // Another number of ranks adds the same numbers up in another order.
    std::string otherRanks(const Checkpoint& checkpoint) const {
        const auto before = jsonMemberOr<int>(checkpoint.state, "ranks", 1, checkpoint.path.string());
        if (!before || *before == m_group.size()) {
            return {};
        }
        return " It was trained on " + std::to_string(*before) + (*before == 1 ? " rank" : " ranks") +
               " so far and is now on " + std::to_string(m_group.size()) +
               ": sums differ in their last digits from those of an undisturbed run.";
    }

    Status takeOver(const Checkpoint& checkpoint) {
        const std::string where = checkpoint.path.string();
        const auto steps = jsonMember<std::uint64_t>(checkpoint.state, "optimizer_steps", where);
        const auto evaluated = jsonMember<std::uint64_t>(checkpoint.state, "evaluated_step", where);
        const auto tailLoss = jsonMember<double>(checkpoint.state, "tail_loss", where);
        const auto tailSteps = jsonMember<std::uint64_t>(checkpoint.state, "tail_steps", where);
        if (!steps || !evaluated || !tailLoss || !tailSteps) {
            return fail(ErrorCode::InvalidInput, where + " lacks a part of its state.", "Remove it to start anew.");
        }
        if (auto loaded = loadWeights(checkpoint); !loaded) {
            return loaded;
        }
        m_step = checkpoint.step;
        m_savedStep = checkpoint.step;
        m_evaluatedStep = *evaluated;
        m_tailLoss = *tailLoss;
        m_tailSteps = *tailSteps;
        return m_stepper.optimizer().restore(checkpoint.tensors, *steps);
    }

    Status loadWeights(const Checkpoint& checkpoint) {
        const at::NoGradGuard noGradients;
        for (const auto& [name, weight] : m_model.trainableParameters()) {
            const at::Tensor source = findTensor(checkpoint.tensors, name);
            if (!source.defined() || source.sizes() != weight.sizes()) {
                return fail(ErrorCode::InvalidInput, checkpoint.path.string() + " does not fit the model: \"" + name +
                                                         "\" is missing or of another shape.");
            }
            at::Tensor(weight).copy_(source);
        }
        return {};
    }

    Result<RewardTrainingOutcome> finish() {
        RewardTrainingOutcome outcome;
        outcome.steps = m_step;
        outcome.trainLoss = m_tailSteps > 0 ? m_tailLoss / static_cast<double>(m_tailSteps) : 0.0;
        outcome.bestStep = m_step;
        outcome.validationPairs = evaluates() ? m_data.heldOut.size() : 0;
        if (!m_best) {
            m_observer.onMessage(
                m_config.rewardWeight > 0.0
                    ? "No pairs are held out: the last weights are kept, and their accuracy is not known."
                    : "A base model that only reads: the last weights are kept.");
            return outcome;
        }
        outcome.bestStep = m_best->step;
        outcome.validationAccuracy = m_best->accuracy;
        if (m_best->step != m_step && m_group.leads()) {  // the others' weights are of no more use
            const auto best = m_checkpoints.best();
            if (!best) {
                return failure(best);
            }
            if (!*best || (*best)->step != m_best->step) {
                return fail(ErrorCode::Failed, "The best weights, of step " + std::to_string(m_best->step) +
                                                   ", are gone from the checkpoints.");
            }
            if (auto loaded = loadWeights(**best); !loaded) {
                return failure(loaded);
            }
        }
        return outcome;
    }

    Status interrupt() {
        if (m_step > 0 && m_savedStep != m_step) {
            if (auto written = writeCheckpoint(); !written) {
                return written;
            }
        }
        return fail(
            ErrorCode::Interrupted,
            "Training was stopped after step " + std::to_string(m_step) + " of " + std::to_string(m_total) + ".",
            "Start it again to go on from there.");
    }

    Status diverged(const std::string& where, const std::string& what) const {
        return fail(ErrorCode::Failed, where + ": " + what + ". " + m_checkpoints.lastFinite(),
                    "Lower the learning rate, or check the starting weights, and start again.");
    }

    struct Best {
        std::uint64_t step = 0;
        double accuracy = 0.0;
        double loss = 0.0;
    };
    static Json toJson(const Best& best) { return {{"eval_accuracy", best.accuracy}, {"eval_loss", best.loss}}; }

    // Constant after construction.
    RewardModel& m_model;
    const TrainingData& m_data;
    const RewardTrainingConfig& m_config;
    TrainingObserver& m_observer;
    ProcessGroup& m_group;
    const std::stop_token m_stop;
    std::uint64_t m_total = 0;
    std::uint64_t m_evaluateEvery = 1;
    std::uint64_t m_checkpointEvery = 1;
    std::uint64_t m_tail = 0;  ///< steps after this one make up the reported training loss
    LearningRateSchedule m_schedule;

    RewardStep m_stepper;
    BatchSource m_source;
    const std::string m_fingerprint;
    CheckpointFolder m_checkpoints;
    std::uint64_t m_step = 0;  ///< optimizer steps done
    std::uint64_t m_savedStep = 0;
    std::uint64_t m_evaluatedStep = 0;
    std::optional<Best> m_best;
    double m_tailLoss = 0.0;
    std::uint64_t m_tailSteps = 0;
};

std::string hintAboutMemory(const RewardModel& model, const TrainingData& data, const RewardTrainingConfig& config) {
    return memoryHint(memoryRequest(model.config(), config, model.device(), longestPair(data)));
}

}  // namespace

Result<RewardTrainingOutcome> trainRewardModelOnTokens(RewardModel& model, const TrainingData& data,
                                                       const RewardTrainingConfig& config,
                                                       const std::filesystem::path& checkpointFolder,
                                                       TrainingObserver& observer, std::stop_token stop,
                                                       ProcessGroup* ranks) {
    auto outcome = guardTorch("Training the reward model", [&]() -> Result<RewardTrainingOutcome> {
        if (auto checked = checkRewardTrainingConfig(config); !checked) {
            return failure(checked);
        }
        if (data.training.empty()) {
            return fail(ErrorCode::InvalidInput, "There are no pairs to train on.");
        }
        const auto alone = ProcessGroup::single();
        ProcessGroup& group = ranks != nullptr ? *ranks : *alone;
        if (config.loraRank > 0) {
            model.attachLora({config.loraRank, config.loraAlpha, *parseLoraTargets(config.loraTargets), config.seed});
        }
        if (auto fits = checkTrainingMemory(model, data, config, observer); !fits) {
            return failure(fits);
        }
        // For a library that ends the process where it gets no memory.
        const MemoryAdvice advice(hintAboutMemory(model, data, config));
        return RewardTrainer(model, data, config, checkpointFolder, observer, group, std::move(stop)).run();
    });
    // Before the start the refusal says what to change; in the middle of it libtorch only says that memory ran out.
    if (!outcome && outcome.error().code == ErrorCode::OutOfMemory &&
        !outcome.error().message.starts_with("Training needs")) {
        outcome.error().hint = hintAboutMemory(model, data, config);
        if (CheckpointFolder(checkpointFolder, {}, {}).lastFinite().starts_with("The last")) {
            outcome.error().hint += " The checkpoints are whole: smaller passes go on from the last one.";
        }
    }
    return outcome;
}

Result<RewardTrainingOutcome> trainRewardModel(RewardModel& model, const PairEncoder& encoder,
                                               const std::vector<PreferencePair>& pairs,
                                               const RewardTrainingConfig& config,
                                               const std::filesystem::path& checkpointFolder,
                                               TrainingObserver& observer, std::stop_token stop, ProcessGroup* ranks) {
    if (auto checked = checkRewardTrainingConfig(config); !checked) {
        return failure(checked);
    }
    const auto data = encodeTrainingData(
        encoder, pairs, config.validationFraction, [&](const Progress& progress) { observer.onProgress(progress); },
        stop);
    if (!data) {
        return failure(data);
    }
    return trainRewardModelOnTokens(model, *data, config, checkpointFolder, observer, std::move(stop), ranks);
}

}  // namespace saferscope
