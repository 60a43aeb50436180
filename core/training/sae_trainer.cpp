// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/sae_trainer.h"

#include "core/base/hash.h"
#include "core/tensor/finite_check.h"
#include "core/tensor/torch_errors.h"
#include "core/training/activation_source.h"
#include "core/training/adamw.h"
#include "core/training/batch_source.h"
#include "core/training/checkpoint.h"
#include "core/training/lr_schedule.h"
#include "core/training/model_fingerprint.h"
#include "core/training/sae_evaluation.h"
#include "core/training/sae_optimizer.h"
#include "core/training/text_windows.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>

namespace saferscope {

namespace {

constexpr std::int64_t bufferBytes = std::int64_t{1} << 30;
constexpr std::size_t pairsForQuality = 256;  // of the training part, where nothing is held out

std::string fingerprintOf(const Sae& sae, const RewardModel& model, const TrainingData& data,
                          const SaeTrainingConfig& config, const TextWindows* texts) {
    Json settings = toJson(config);
    settings.erase("checkpoint_every");  // when to write does not change what is computed
    const std::string shape = std::to_string(sae.config().layer) + "," + std::to_string(sae.config().k);
    return sha256Hex(dumpJson(settings) + shape + weightsFingerprint(model.parameters()) +
                     weightsFingerprint({{"encoder", sae.encoder}, {"decoder", sae.decoder}}) + data.fingerprint +
                     (texts == nullptr ? "" : "texts " + texts->fingerprint));
}

class SaeTrainer {
public:
    SaeTrainer(Sae& sae, const RewardModel& model, const TrainingData& data, const SaeTrainingConfig& config,
               const std::filesystem::path& folder, TrainingObserver& observer, std::stop_token stop,
               std::int64_t bufferTokens, const TextWindows* texts)
        : m_sae(sae),
          m_model(model),
          m_data(data),
          m_config(config),
          m_observer(observer),
          m_stop(std::move(stop)),
          m_optimizer(sae, optimizerSettings(config)),
          m_source(model, data.training, sae.config().layer, config.batchTokens, held(sae, bufferTokens), config.seed),
          m_checkpoints(folder, "sae", fingerprintOf(sae, model, data, config, texts)) {
        if (texts != nullptr) {
            m_textSource.emplace(model, texts->windows, sae.config().layer, config.batchTokens, held(sae, bufferTokens),
                                 config.seed);
        }
        m_target[0] = targetOf(config.stage1Tokens, 0);
        m_target[1] = targetOf(config.stage2Tokens, 1);
        const std::int64_t batches = (m_target[0] + m_target[1]) / config.batchTokens;
        m_checkpointEvery = static_cast<std::uint64_t>(
            config.checkpointEvery > 0 ? config.checkpointEvery : std::max<std::int64_t>(1, batches / 10));
    }

    Result<SaeTrainingOutcome> run() {
        if (m_config.stage2Tokens >= 0 && m_target[1] == 0) {
            m_observer.onMessage("The pairs have no sentence ends: the second stage is left out.");
        }
        if (m_target[0] + m_target[1] == 0) {
            return fail(ErrorCode::InvalidInput, "There is no activation to train on.",
                        "Train on every token, or give pairs with sentence ends.");
        }
        if (m_textSource && m_target[0] > m_textSource->tokensPerEpoch()) {
            m_observer.onMessage("The texts have " + std::to_string(m_textSource->tokensPerEpoch()) +
                                 " tokens, fewer than the first stage trains on: they are read again.");
        }
        if (auto resumed = resume(); !resumed) {
            return failure(resumed);
        }
        ProgressMeter meter("Training the sparse autoencoder", static_cast<std::uint64_t>(m_target[0] + m_target[1]),
                            [this](const Progress& progress) { m_observer.onProgress(progress); });
        meter.set(doneTokens());
        while (!finished()) {
            if (auto status = trainStep(); !status) {
                return failure(status);
            }
            meter.set(doneTokens());
            if (m_step % m_checkpointEvery == 0 || finished()) {
                if (auto status = writeCheckpoint(); !status) {
                    return failure(status);
                }
            }
        }
        meter.finish();
        m_optimizer.finish();
        m_sae.config().trainedOn = m_target[1] > 0 ? "sentence_ends" : "tokens";
        return measure();
    }

private:
    /// Activations in memory at a time; of one source, because the second stage begins when the first has let go.
    static std::int64_t held(const Sae& sae, std::int64_t bufferTokens) {
        return bufferTokens > 0 ? bufferTokens : bufferBytes / 4 / sae.config().inputSize;
    }

    static SaeOptimizerSettings optimizerSettings(const SaeTrainingConfig& config) {
        SaeOptimizerSettings settings;
        settings.renormaliseEvery = config.renormaliseEvery;
        settings.auxiliaryWeight = config.auxiliaryWeight;
        settings.deadAfterTokens = config.deadAfterTokens;
        return settings;
    }

    /// What a stage reads.
    ActivationSource& sourceOf(std::size_t stage) { return stage == 0 && m_textSource ? *m_textSource : m_source; }

    /// Activations a stage trains on.
    std::int64_t targetOf(std::int64_t wanted, std::size_t stage) {
        sourceOf(stage).select(stage == 1);
        const std::int64_t once = sourceOf(stage).tokensPerEpoch();
        return wanted < 0 || once == 0 ? 0 : (wanted == 0 ? once : wanted);
    }

    bool finished() const { return m_stage == 1 && m_stageTokens >= m_target[1]; }
    std::uint64_t doneTokens() const {
        const std::int64_t before = m_stage == 0 ? 0 : m_target[0];
        return static_cast<std::uint64_t>(before + std::min(m_stageTokens, m_target[m_stage]));
    }

    void beginStage(std::size_t stage) {
        m_stage = stage;
        m_stageTokens = 0;
        m_optimizer.resetMoments();
        if (stage == 1) {
            m_textSource.reset();  // with the activations it holds
        }
        sourceOf(stage).select(stage == 1);
    }

    Status trainStep() {
        const auto start = std::chrono::steady_clock::now();
        ActivationSource& source = sourceOf(m_stage);
        const ActivationSource::Position position = source.position();
        const auto x = source.next(m_stop, [this](const Progress& progress) { m_observer.onProgress(progress); });
        if (!x || m_stop.stop_requested()) {
            source.seek(position);
            return interrupt();
        }
        const std::string name = "Training step " + std::to_string(m_step + 1);
        if (m_step == 0) {
            startPreBias(*x);
        }
        const std::int64_t before = m_stageTokens;
        const std::int64_t after = before + x->size(0);
        const auto target = static_cast<double>(m_target[m_stage]);
        const double peak = m_stage == 0 ? m_config.stage1LearningRate : m_config.stage2LearningRate;
        const LearningRateSchedule schedule{peak, target, target * m_config.warmupFraction, DecayShape::Linear};
        const double learningRate = schedule.at(static_cast<double>(before), static_cast<double>(after));
        const SaeStepReport report = m_optimizer.step(*x, learningRate);
        if (!report.finite) {
            return fail(ErrorCode::Failed, name + ": " + fault(*x) + ". " + m_checkpoints.lastFinite(),
                        "Lower the learning rate, or check the model, and start again.");
        }
        ++m_step;
        m_stageTokens = after;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        m_observer.onMetrics(m_step,
                             {{"loss", report.loss},
                              {"auxiliary_loss", report.auxiliaryLoss},
                              {"fvu", report.fvu},
                              {"l0", report.l0},
                              {"dead_fraction", report.deadFraction},
                              {"learning_rate", learningRate},
                              {"grad_norm", report.gradientNorm},
                              {"stage", static_cast<double>(m_stage + 1)},
                              {"tokens_per_second", static_cast<double>(x->size(0)) / std::max(seconds, 1e-9)}});
        if (m_stage == 0 && m_stageTokens >= m_target[0]) {
            beginStage(1);
        }
        return {};
    }

    /// What a step has found that is not finite, by name.
    std::string fault(const at::Tensor& x) const {
        if (!firstNotFinite({{"x", x}}).empty()) {
            const std::string name = firstNotFinite(m_model.parameters());
            return "the model's activations are not finite numbers" + (name.empty() ? name : " (" + name + ")");
        }
        std::vector<NamedTensor> tensors = weights();
        for (auto& moment : m_optimizer.state()) {
            tensors.push_back(std::move(moment));
        }
        const std::string name = firstNotFinite(tensors);
        return "the loss, a gradient or a weight is not a finite number" + (name.empty() ? name : " (" + name + ")");
    }

    /// b_pre starts in the middle of the data, unless the SAE has been somewhere already.
    void startPreBias(const at::Tensor& x) {
        const at::NoGradGuard noGradients;
        if (m_sae.preBias.count_nonzero().item<std::int64_t>() == 0) {
            m_sae.preBias.copy_(geometricMedian(x));
        }
    }

    std::vector<NamedTensor> weights() const {
        return {{"pre_bias", m_sae.preBias},
                {"latent_bias", m_sae.latentBias},
                {"encoder", m_sae.encoder},
                {"decoder", m_sae.decoder}};
    }

    Status writeCheckpoint() {
        std::vector<NamedTensor> tensors = weights();
        for (auto& tensor : m_optimizer.state()) {
            tensors.push_back(std::move(tensor));
        }
        const ActivationSource::Position position = sourceOf(m_stage).position();
        // Shuffles come from (seed, epoch): the position within the data is all there is to random state.
        const Json state{{"seed", m_config.seed},   {"stage", m_stage},        {"stage_tokens", m_stageTokens},
                         {"epoch", position.epoch}, {"batch", position.batch}, {"adam_steps", m_optimizer.adamSteps()}};
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
        const auto newest = m_checkpoints.newest();
        if (!newest) {
            return failure(newest);
        }
        if (!*newest) {
            beginStage(m_target[0] > 0 ? 0 : 1);
            return {};
        }
        const Checkpoint& checkpoint = **newest;
        const std::string where = checkpoint.path.string();
        const auto stage = jsonMember<std::size_t>(checkpoint.state, "stage", where);
        const auto stageTokens = jsonMember<std::int64_t>(checkpoint.state, "stage_tokens", where);
        const auto epoch = jsonMember<std::uint64_t>(checkpoint.state, "epoch", where);
        const auto batch = jsonMember<std::uint64_t>(checkpoint.state, "batch", where);
        const auto adamSteps = jsonMember<std::uint64_t>(checkpoint.state, "adam_steps", where);
        if (!stage || !stageTokens || !epoch || !batch || !adamSteps || *stage > 1) {
            return fail(ErrorCode::InvalidInput, where + " lacks a part of its state.", "Remove it to start anew.");
        }
        for (const auto& [name, target] : weights()) {
            const at::Tensor source = findTensor(checkpoint.tensors, name);
            if (!source.defined() || source.sizes() != target.sizes()) {
                return fail(ErrorCode::InvalidInput,
                            where + " does not fit the SAE: \"" + name + "\" is missing or of another shape.");
            }
            at::Tensor(target).copy_(source);
        }
        beginStage(*stage);
        m_step = checkpoint.step;
        m_savedStep = checkpoint.step;
        m_stageTokens = *stageTokens;
        sourceOf(m_stage).seek({*epoch, *batch});
        m_observer.onMessage("Resumed from step " + std::to_string(m_step) + ".");
        return m_optimizer.restore(checkpoint.tensors, *adamSteps);
    }

    Result<SaeTrainingOutcome> measure() {
        const bool heldOut = !m_data.heldOut.empty();
        const auto& pairs = heldOut ? m_data.heldOut : m_data.training;
        if (!heldOut) {
            m_observer.onMessage("No pairs are held out: the quality is that on training pairs.");
        }
        auto which = shuffledOrder(pairs.size(), mixSeed(m_config.seed, 15, 0));
        if (!heldOut && which.size() > pairsForQuality) {
            which.resize(pairsForQuality);
        }
        const auto quality = evaluateSae(m_sae, m_model, pairs, which, m_stop);
        if (!quality) {
            return failure(interrupt());
        }
        for (const SaeQuality* measured : {&quality->sentenceEnds, &quality->allTokens}) {
            if (!std::isfinite(measured->fvu) || !std::isfinite(measured->nmse)) {
                const std::string name = firstNotFinite(m_model.parameters());
                return fail(ErrorCode::Failed,
                            "Measuring the trained SAE: its reconstruction is not a finite number" +
                                (name.empty() ? name : " (" + name + ")") + ". " + m_checkpoints.lastFinite(),
                            "Check the model and the texts of the held-out pairs.");
            }
        }
        m_observer.onMetrics(m_step, {{"eval_fvu", quality->sentenceEnds.fvu},
                                      {"eval_nmse", quality->sentenceEnds.nmse},
                                      {"eval_l0", quality->sentenceEnds.l0},
                                      {"eval_dead_fraction", quality->sentenceEnds.deadFraction},
                                      {"eval_fvu_all_tokens", quality->allTokens.fvu},
                                      {"eval_nmse_all_tokens", quality->allTokens.nmse}});
        return SaeTrainingOutcome{m_step, m_target[0], m_target[1], quality->sentenceEnds, quality->allTokens};
    }

    Status interrupt() {
        if (m_step > 0 && m_savedStep != m_step) {
            if (auto written = writeCheckpoint(); !written) {
                return written;
            }
        }
        return fail(ErrorCode::Interrupted, "Training was stopped after step " + std::to_string(m_step) + ".",
                    "Start it again to go on from there.");
    }

    // Constant after construction.
    Sae& m_sae;
    const RewardModel& m_model;
    const TrainingData& m_data;
    const SaeTrainingConfig& m_config;
    TrainingObserver& m_observer;
    const std::stop_token m_stop;
    std::array<std::int64_t, 2> m_target{};  ///< activations of each stage
    std::uint64_t m_checkpointEvery = 1;

    SaeOptimizer m_optimizer;
    ActivationSource m_source;                     ///< of the pairs
    std::optional<ActivationSource> m_textSource;  ///< of general texts, until the first stage has read them
    CheckpointFolder m_checkpoints;
    std::size_t m_stage = 0;
    std::int64_t m_stageTokens = 0;
    std::uint64_t m_step = 0;
    std::uint64_t m_savedStep = 0;
};

}  // namespace

Result<SaeTrainingOutcome> trainSaeOnTokens(Sae& sae, const RewardModel& model, const TrainingData& data,
                                            const SaeTrainingConfig& config,
                                            const std::filesystem::path& checkpointFolder, TrainingObserver& observer,
                                            std::stop_token stop, std::int64_t bufferTokens, const TextWindows* texts) {
    return guardTorch("Training the sparse autoencoder", [&]() -> Result<SaeTrainingOutcome> {
        if (auto checked = checkSaeTrainingConfig(config); !checked) {
            return failure(checked);
        }
        if (data.training.empty()) {
            return fail(ErrorCode::InvalidInput, "There are no pairs to train on.");
        }
        if (texts != nullptr && config.stage1Tokens < 0) {
            return fail(ErrorCode::InvalidInput, "Texts are given for the first stage, which is to be left out.",
                        "Leave out the texts, or say how many tokens of them to train on.");
        }
        if (sae.config().inputSize != model.config().hiddenSize) {
            return fail(ErrorCode::InvalidInput,
                        "The SAE reads " + std::to_string(sae.config().inputSize) +
                            " values per token, the model has " + std::to_string(model.config().hiddenSize) + ".",
                        "Train an SAE of the model's own width.");
        }
        if (sae.config().layer < 0 || sae.config().layer > model.config().layers) {
            return fail(ErrorCode::InvalidInput,
                        "The model has no residual stream " + std::to_string(sae.config().layer) + ".",
                        "Choose a layer from 0 (embeddings) to " + std::to_string(model.config().layers) + ".");
        }
        return SaeTrainer(sae, model, data, config, checkpointFolder, observer, std::move(stop), bufferTokens, texts)
            .run();
    });
}

Result<SaeTrainingOutcome> trainSae(Sae& sae, const RewardModel& model, const PairEncoder& encoder,
                                    const std::vector<PreferencePair>& pairs, const SaeTrainingConfig& config,
                                    const std::filesystem::path& checkpointFolder, TrainingObserver& observer,
                                    std::stop_token stop, const TextWindows* texts) {
    if (auto checked = checkSaeTrainingConfig(config); !checked) {
        return failure(checked);
    }
    const auto data = encodeTrainingData(
        encoder, pairs, config.validationFraction, [&](const Progress& progress) { observer.onProgress(progress); },
        stop);
    if (!data) {
        return failure(data);
    }
    return trainSaeOnTokens(sae, model, *data, config, checkpointFolder, observer, std::move(stop), 0, texts);
}

}  // namespace saferscope
