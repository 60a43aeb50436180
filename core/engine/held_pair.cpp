// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/held_pair.h"

#include "core/causal/attribution.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr const char* damagedHint = "The model's weights may be damaged.";
constexpr const char* smallerHint = "Take smaller values.";
constexpr std::int64_t doseRows = 4096;  ///< of a batch of doses

using PerSegment = std::array<std::vector<float>, 3>;

/// Rows of the one pair lie in the order of its segments.
PerSegment bySegment(const CapturedBatch& batch, const std::vector<float>& rows) {
    PerSegment parts;
    auto begin = rows.begin();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto end = begin + static_cast<std::ptrdiff_t>(batch.segmentTokens.front()[i]);
        parts[i].assign(begin, end);
        begin = end;
    }
    return parts;
}

Status checkRunning(const PerSegment& running, const char* hint) {
    for (const auto& segment : running) {
        if (!std::all_of(segment.begin(), segment.end(), [](float value) { return std::isfinite(value); })) {
            return fail(ErrorCode::Failed, "The model's reward is not a finite number at some token.", hint);
        }
    }
    return {};
}

/// Which of the segments' results differ: a change of the prompt reaches both answers, one of an answer stays in it.
std::array<bool, 3> reached(const CapturedBatch& batch, const std::vector<std::int64_t>& rows) {
    std::array<bool, 3> segments{};
    for (const std::int64_t row : rows) {
        segments[static_cast<std::size_t>(batch.rows[static_cast<std::size_t>(row)].segment)] = true;
    }
    segments[1] = segments[1] || segments[0];
    segments[2] = segments[2] || segments[0];
    return segments;
}

/// As CausalModel::capture() for a model without an SAE: the stream after the last block, so that rewards at every
/// token cost the head alone.
CapturedBatch captureLast(const RewardModel& model, const PreparedPair& pair) {
    CapturedBatch batch;
    batch.tokens = {pair.tokens};
    batch.segmentTokens.emplace_back();
    for (std::size_t i = 0; i < 3; ++i) {
        batch.segmentTokens.front()[i] = static_cast<std::uint32_t>(pair.record.segments[i].tokens.size());
    }
    batch.packed = packPairs(batch.tokens, model.device());
    const ForwardResult result = model.forward(batch.packed, {model.config().layers, false});
    batch.hidden = result.hidden;
    const at::Tensor rewards = result.rewards.to(at::kCPU, at::kDouble).contiguous();
    batch.rewards = {{rewards.data_ptr<double>()[0], rewards.data_ptr<double>()[1]}};
    return batch;
}

void fillLatents(const CapturedBatch& batch, IndexedPair& record) {
    const std::int64_t k = batch.latents.indices.size(1);
    const auto* indices = batch.latents.indices.data_ptr<std::int64_t>();
    const auto* values = batch.latents.values.data_ptr<float>();
    for (std::size_t row = 0; row < batch.rows.size(); ++row) {
        const RowPlace& place = batch.rows[row];
        auto& latents = record.segments[static_cast<std::size_t>(place.segment)].latents[place.token];
        const auto begin = static_cast<std::int64_t>(row) * k;
        for (std::int64_t i = begin; i < begin + k; ++i) {
            if (values[i] > 0.0F) {
                latents.push_back({FeatureId(static_cast<std::uint32_t>(indices[i])), values[i]});
            }
        }
        std::ranges::stable_sort(latents, std::greater{}, &LatentEntry::value);
    }
}

Status checkAgainst(const EngineModel& model, const Intervention& intervention) {
    return checkIntervention(intervention, model.sae->config().latents, model.reward.config().hiddenSize);
}

}  // namespace

Result<EnginePair> readPair(const EngineModel& model, const PreferencePair& pair, HeldPair& held) {
    const at::NoGradGuard noGradients;
    auto prepared = preparePair(model.encoder, pair, model.reward.config().vocabularySize);
    if (!prepared) {
        return failure(prepared);
    }
    const std::vector<PreparedPair> single = {std::move(*prepared)};
    held.batch = model.causal ? model.causal->capture(single, {0}) : captureLast(model.reward, single.front());
    held.reward = tiedReward(single.front().tokens, {}, held.batch.rewards.front());
    const std::int64_t layer = model.causal ? model.causal->layer() : model.reward.config().layers;
    const at::Tensor running = model.reward.rewardsAtEveryToken(held.batch.packed, held.batch.hidden, layer)
                                   .to(at::kCPU, at::kFloat)
                                   .contiguous();
    held.running = bySegment(held.batch, {running.data_ptr<float>(), running.data_ptr<float>() + running.numel()});
    if (auto finite = checkFinite(held.reward, damagedHint); !finite) {
        return failure(finite);
    }
    if (auto finite = checkRunning(held.running, damagedHint); !finite) {
        return failure(finite);
    }
    EnginePair answer;
    answer.pair = single.front().record;
    answer.pair.rewardChosen = static_cast<float>(held.reward.chosen);
    answer.pair.rewardRejected = static_cast<float>(held.reward.rejected);
    answer.running = held.running;
    if (model.causal) {
        fillLatents(held.batch, answer.pair);
    }
    return answer;
}

Result<EngineEffect> changePair(const EngineModel& model, const HeldPair& held, const Intervention& intervention) {
    if (auto checked = checkAgainst(model, intervention); !checked) {
        return failure(checked);
    }
    const CapturedBatch& batch = held.batch;
    std::vector<std::int64_t> rows;
    const at::Tensor stream = model.causal->changedStream(batch, intervention, &rows);
    EngineEffect effect;
    effect.before = effect.after = held.reward;
    effect.running = held.running;
    for (std::size_t i = 0; i < effect.changed.size(); ++i) {
        effect.changed[i].assign(held.running[i].size(), 0);
    }
    if (rows.empty()) {
        return effect;
    }
    for (const std::int64_t row : rows) {
        const RowPlace& place = batch.rows[static_cast<std::size_t>(row)];
        effect.changed[static_cast<std::size_t>(place.segment)][place.token] = 1;
    }
    PerSegment running = bySegment(batch, model.causal->runningRewards(batch, stream));
    const std::array<bool, 3> differs = reached(batch, rows);
    for (std::size_t i = 0; i < running.size(); ++i) {
        if (differs[i]) {
            effect.running[i] = std::move(running[i]);
        }
    }
    if (auto finite = checkRunning(effect.running, smallerHint); !finite) {
        return failure(finite);
    }
    effect.after.chosen = differs[1] ? static_cast<double>(effect.running[1].back()) : held.reward.chosen;
    effect.after.rejected = differs[2] ? static_cast<double>(effect.running[2].back()) : held.reward.rejected;
    effect.after = tiedReward(batch.tokens.front(), intervention.positions, effect.after);
    return effect;
}

Result<EngineCurve> dosePair(const EngineModel& model, const HeldPair& held, const EngineDose& dose,
                             const std::stop_token& stop) {
    const at::NoGradGuard noGradients;
    const CapturedBatch& batch = held.batch;
    EngineCurve curve;
    curve.doses = dose.doses;
    curve.rewards.assign(dose.doses.size(), held.reward);
    const auto most = static_cast<std::size_t>(std::max<std::int64_t>(1, doseRows / batch.rowCount()));
    Intervention intervention = dose.intervention;
    for (std::size_t first = 0; first < dose.doses.size(); first += most) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The measurement was stopped.");
        }
        std::vector<at::Tensor> streams;
        std::vector<std::pair<std::size_t, std::array<bool, 3>>> run;
        for (std::size_t i = first; i < std::min(first + most, dose.doses.size()); ++i) {
            for (FeatureChange& change : intervention.changes) {
                change.value = dose.doses[i];
            }
            if (auto checked = checkAgainst(model, intervention); !checked) {
                return failure(checked);
            }
            std::vector<std::int64_t> rows;
            at::Tensor stream = model.causal->changedStream(batch, intervention, &rows);
            if (!rows.empty()) {
                streams.push_back(std::move(stream));
                run.emplace_back(i, reached(batch, rows));
            }
        }
        if (run.empty()) {
            continue;
        }
        const std::vector<PairTokens> tokens(run.size(), batch.tokens.front());
        const at::Tensor rewards =
            model.reward
                .rewardsFromHidden(packPairs(tokens, model.reward.device()), at::cat(streams), model.causal->layer())
                .to(at::kCPU, at::kDouble)
                .contiguous();
        for (std::size_t i = 0; i < run.size(); ++i) {
            RewardPair& reward = curve.rewards[run[i].first];
            const auto& differs = run[i].second;
            reward.chosen = differs[1] ? rewards.data_ptr<double>()[2 * i] : reward.chosen;
            reward.rejected = differs[2] ? rewards.data_ptr<double>()[2 * i + 1] : reward.rejected;
            reward = tiedReward(batch.tokens.front(), intervention.positions, reward);
            if (auto finite = checkFinite(reward, smallerHint); !finite) {
                return failure(finite);
            }
        }
    }
    return curve;
}

Result<EngineAttribution> attributePair(const EngineModel& model, const HeldPair& held, const EngineAttribute& question,
                                        std::stop_token stop) {
    const auto method = attributionMethodFromName(question.method);
    const auto target = attributionTargetFromName(question.target);
    if (!method || !target) {
        return method ? failure(target) : failure(method);
    }
    AttributionOptions options;
    options.method = *method;
    options.target = *target;
    options.steps = question.steps;
    options.positions = question.positions;
    const CapturedBatch& batch = held.batch;
    const auto attribution = attribute(*model.causal, batch, options, std::move(stop));
    if (!attribution) {
        return failure(attribution);
    }
    EngineAttribution answer;
    answer.difference = attribution->difference.front();
    answer.sum = attribution->sum.front();
    const at::Tensor values = attribution->values.to(at::kCPU, at::kFloat).contiguous();
    const std::int64_t k = values.size(1);
    for (std::int64_t i = 0; i < values.numel(); ++i) {
        const float value = values.data_ptr<float>()[i];
        if (!std::isfinite(value)) {
            return fail(ErrorCode::Failed, "An attribution is not a finite number.", damagedHint);
        }
        if (value != 0.0F) {
            const RowPlace& place = batch.rows[static_cast<std::size_t>(i / k)];
            const auto feature = static_cast<std::uint32_t>(batch.latents.indices.data_ptr<std::int64_t>()[i]);
            answer.entries[static_cast<std::size_t>(place.segment)].push_back({place.token, FeatureId(feature), value});
        }
    }
    return answer;
}

}  // namespace saferscope
