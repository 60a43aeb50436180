// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/reward_trainer.h"

#include "core/base/hash.h"
#include "core/tensor/torch_errors.h"
#include "core/training/adamw.h"
#include "core/training/batch_source.h"
#include "core/training/checkpoint.h"
#include "core/training/language_loss.h"
#include "core/training/lr_schedule.h"
#include "core/training/model_fingerprint.h"
#include "core/training/reward_evaluation.h"
#include "core/training/training_pair.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <chrono>
#include <cmath>

namespace saferscope {

namespace {

/// Gradients are wanted while a trainer lives, and by nobody after it.
class GradientScope {
public:
    explicit GradientScope(RewardModel& model) : m_model(model) { m_model.requireGradients(true); }
    ~GradientScope() { m_model.requireGradients(false); }
    GradientScope(const GradientScope&) = delete;
    GradientScope& operator=(const GradientScope&) = delete;

private:
    RewardModel& m_model;
};

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
    return sha256Hex(dumpJson(settings) + weightsFingerprint(model.parameters()) + data.fingerprint);
}

class RewardTrainer {
public:
    RewardTrainer(RewardModel& model, const TrainingData& data, const RewardTrainingConfig& config,
                  const std::filesystem::path& folder, TrainingObserver& observer, std::stop_token stop)
        : m_model(model),
          m_data(data),
          m_config(config),
          m_observer(observer),
          m_stop(std::move(stop)),
          m_gradients(model),
          m_optimizer(model.parameters(), {config.beta1, config.beta2, config.epsilon, config.weightDecay}),
          m_source(lengthsOf(data.training), config.batchPairs, config.seed),
          m_checkpoints(folder, "reward-model", fingerprintOf(model, data, config)) {
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
        const double weight = 1.0 / static_cast<double>(batch.size());  // the loss is the mean over the step's pairs
        const double targetWeight = 1.0 / static_cast<double>(languageTargets(m_data.training, batch));
        RewardSums sums;
        double languageSum = 0.0;
        std::int64_t tokens = 0;
        m_optimizer.zeroGradients();
        for (const auto& group : microBatches(m_data.training, batch, m_config.microBatchTokens)) {
            if (m_stop.stop_requested()) {
                return interrupt();  // the gradients so far are dropped: the step is repeated after resuming
            }
            const PackedBatch packed = packTrainingPairs(m_data.training, group, m_model.device());
            RewardSums part;
            const bool reads = m_config.languageModelWeight > 0.0;
            const ForwardResult forward = m_model.forward(packed, {reads ? m_model.config().layers : -1, false});
            at::Tensor loss =
                bradleyTerryLoss(forward.rewards, m_config.centerRewards, part) * (weight * m_config.rewardWeight);
            if (reads) {
                const at::Tensor reading = languageLoss(m_model, packed, forward.hidden) * targetWeight;
                languageSum += reading.item<double>();
                loss = loss + reading * m_config.languageModelWeight;
            }
            if (!std::isfinite(part.loss) || !std::isfinite(part.margin) || !std::isfinite(part.reward) ||
                !std::isfinite(languageSum)) {
                return diverged(name, "the loss is not a finite number");
            }
            loss.backward();
            m_optimizer.collectGradients();
            sums.add(part);
            tokens += packed.pairBegin.back();
        }
        const double norm = m_optimizer.gradientNorm();
        if (!std::isfinite(norm)) {
            return diverged(name, "a gradient is not a finite number");
        }
        const bool clips = m_config.maxGradientNorm > 0.0 && norm > m_config.maxGradientNorm;
        if (!m_optimizer.step(learningRate, clips ? m_config.maxGradientNorm / norm : 1.0)) {
            return diverged(name, "a weight is no longer a finite number");
        }
        m_step = step;
        if (m_step > m_tail) {
            m_tailLoss += sums.meanLoss();
            ++m_tailSteps;
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::map<std::string, double> values = {
            {"loss", sums.meanLoss()},
            {"accuracy", sums.accuracy()},
            {"margin", sums.meanMargin()},
            {"mean_reward", sums.meanReward()},
            {"learning_rate", learningRate},
            {"grad_norm", norm},
            {"epoch", static_cast<double>(m_step) / static_cast<double>(m_source.stepsPerEpoch())},
            {"tokens_per_second", static_cast<double>(tokens) / std::max(seconds, 1e-9)}};
        if (m_config.languageModelWeight > 0.0) {
            values["language_loss"] = languageSum;
        }
        m_observer.onMetrics(m_step, values);
        return {};
    }

    Status evaluateIfDue() {
        if (!evaluates() || (m_step % m_evaluateEvery != 0 && m_step != m_total)) {
            return {};
        }
        const auto sums =
            evaluateRewards(m_model, m_data.heldOut, m_config.microBatchTokens, m_config.centerRewards, m_stop);
        if (!sums) {
            return interrupt();
        }
        if (!std::isfinite(sums->loss)) {
            return diverged("The evaluation after step " + std::to_string(m_step), "the loss is not a finite number");
        }
        m_evaluatedStep = m_step;
        m_observer.onMetrics(m_step, {{"eval_accuracy", sums->accuracy()},
                                      {"eval_loss", sums->meanLoss()},
                                      {"eval_margin", sums->meanMargin()}});
        // Accuracy decides; among equals, and there are many on a small held-out set, the loss.
        const bool better = !m_best || sums->accuracy() > m_best->accuracy ||
                            (sums->accuracy() == m_best->accuracy && sums->meanLoss() < m_best->loss);
        if (better) {
            const Best best{m_step, sums->accuracy(), sums->meanLoss()};
            const auto path = m_checkpoints.writeBest({m_step, toJson(best), m_model.parameters(), {}});
            if (!path) {
                return failure(path);
            }
            m_best = best;
        }
        return {};
    }

    Status writeCheckpoint() {
        std::vector<NamedTensor> tensors = m_model.parameters();
        for (auto& tensor : m_optimizer.state()) {
            tensors.push_back(std::move(tensor));
        }
        const std::uint64_t perEpoch = m_source.stepsPerEpoch();
        // Shuffles come from (seed, epoch): the position within the data is all there is to random state.
        const Json state{{"seed", m_config.seed},
                         {"epoch", m_step / perEpoch},
                         {"batch", m_step % perEpoch},
                         {"optimizer_steps", m_optimizer.steps()},
                         {"evaluated_step", m_evaluatedStep},
                         {"tail_loss", m_tailLoss},
                         {"tail_steps", m_tailSteps}};
        const auto path = m_checkpoints.write({m_step, state, std::move(tensors), {}});
        if (!path) {
            return failure(path);
        }
        m_savedStep = m_step;
        m_observer.onCheckpoint(m_step, *path);
        return {};
    }

    Status resume() {
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
                                 ".");
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
        return m_optimizer.restore(checkpoint.tensors, *steps);
    }

    Status loadWeights(const Checkpoint& checkpoint) {
        const at::NoGradGuard noGradients;
        for (const auto& [name, weight] : m_model.parameters()) {
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
        if (m_best->step != m_step) {
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
    const std::stop_token m_stop;
    std::uint64_t m_total = 0;
    std::uint64_t m_evaluateEvery = 1;
    std::uint64_t m_checkpointEvery = 1;
    std::uint64_t m_tail = 0;  ///< steps after this one make up the reported training loss
    LearningRateSchedule m_schedule;

    const GradientScope m_gradients;
    AdamW m_optimizer;
    BatchSource m_source;
    CheckpointFolder m_checkpoints;
    std::uint64_t m_step = 0;  ///< optimizer steps done
    std::uint64_t m_savedStep = 0;
    std::uint64_t m_evaluatedStep = 0;
    std::optional<Best> m_best;
    double m_tailLoss = 0.0;
    std::uint64_t m_tailSteps = 0;
};

}  // namespace

Result<RewardTrainingOutcome> trainRewardModelOnTokens(RewardModel& model, const TrainingData& data,
                                                       const RewardTrainingConfig& config,
                                                       const std::filesystem::path& checkpointFolder,
                                                       TrainingObserver& observer, std::stop_token stop) {
    return guardTorch("Training the reward model", [&]() -> Result<RewardTrainingOutcome> {
        if (auto checked = checkRewardTrainingConfig(config); !checked) {
            return failure(checked);
        }
        if (data.training.empty()) {
            return fail(ErrorCode::InvalidInput, "There are no pairs to train on.");
        }
        return RewardTrainer(model, data, config, checkpointFolder, observer, std::move(stop)).run();
    });
}

Result<RewardTrainingOutcome> trainRewardModel(RewardModel& model, const PairEncoder& encoder,
                                               const std::vector<PreferencePair>& pairs,
                                               const RewardTrainingConfig& config,
                                               const std::filesystem::path& checkpointFolder,
                                               TrainingObserver& observer, std::stop_token stop) {
    if (auto checked = checkRewardTrainingConfig(config); !checked) {
        return failure(checked);
    }
    const auto data = encodeTrainingData(
        encoder, pairs, config.validationFraction, [&](const Progress& progress) { observer.onProgress(progress); },
        stop);
    if (!data) {
        return failure(data);
    }
    return trainRewardModelOnTokens(model, *data, config, checkpointFolder, observer, std::move(stop));
}

}  // namespace saferscope
