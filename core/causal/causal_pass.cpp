// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_pass.h"

#include "core/base/hash.h"
#include "core/causal/attribution.h"
#include "core/causal/causal_progress.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

namespace saferscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t batchesPerChunk = 16;  ///< pairs of alike length are put together within a chunk

bool keepsPairs(ArmKind kind) {
    return kind == ArmKind::Set || kind == ArmKind::Only || kind == ArmKind::Reconstruction || kind == ArmKind::Custom;
}

/// Changes nothing where none of its features fires.
bool needsFiring(const Intervention& intervention) {
    return !intervention.ablateOthers && !intervention.dropError && intervention.directions.empty() &&
           std::ranges::all_of(intervention.changes, [](const FeatureChange& change) {
               return change.operation == FeatureOperation::Ablate || change.operation == FeatureOperation::Scale;
           });
}

/// Everything the numbers depend on, apart from the weights, for which `options.inputs` stands.
std::string identityOf(const CausalModel& model, const PairEncoder& encoder, std::span<const PreferencePair> pairs,
                       const std::vector<std::string>& sections, const CausalPlan& plan,
                       const CausalPassOptions& options) {
    Sha256 hash;
    const auto add = [&hash](std::string_view text) {
        hash.update(std::to_string(text.size()) + ":");
        hash.update(text);
    };
    add(options.inputs);
    add(dumpJson(toJson(plan)));
    add(std::to_string(options.capture.batchTokens) + " " + std::to_string(model.layer()) + " " +
        std::to_string(model.sae().config().latents) + " " + std::to_string(model.sae().config().k) + " " +
        c10::toString(model.model().dtype()));
    add(encoder.options().dateString + " " + std::to_string(encoder.options().maxTokens));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        add(pairs[i].id);
        add(sections[i]);
        for (const Message& message : pairs[i].prompt) {
            add(message.role);
            add(message.content);
        }
        add(pairs[i].chosen);
        add(pairs[i].rejected);
    }
    return hash.hex();
}

class CausalPass {
public:
    CausalPass(const CausalModel& model, const PairEncoder& encoder, std::span<const PreferencePair> pairs,
               const std::vector<std::string>& sections, const CausalPlan& plan, const CausalPassOptions& options,
               const ProgressCallback& progress, std::stop_token stop)
        : m_model(model),
          m_encoder(encoder),
          m_pairs(pairs),
          m_plan(plan),
          m_options(options),
          m_stop(std::move(stop)),
          m_identity(identityOf(model, encoder, pairs, sections, plan, options)),
          m_meter("Measuring", pairs.size() * plan.arms.size(), progress) {
        std::map<std::string, std::size_t> numbers;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            numbers.emplace(sections[i], 0);
        }
        for (auto& [name, number] : numbers) {
            number = m_sectionNames.size() + 1;
            m_sectionNames.push_back(name);
        }
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            m_sectionOf.push_back(numbers.at(sections[i]));
        }
        m_at.before.resize(pairs.size());
        m_at.arms.resize(plan.arms.size());
        for (std::size_t i = 0; i < plan.arms.size(); ++i) {
            m_at.arms[i].sums.resize(m_sectionNames.size() + 1);
            m_at.arms[i].after.resize(keepsPairs(plan.arms[i].kind) ? pairs.size() : 0);
            m_guesses = m_guesses || (plan.arms[i].kind == ArmKind::Feature && !plan.attribution.empty());
        }
    }

    Status check() {
        std::set<std::string> names;
        for (const CausalArm& arm : m_plan.arms) {
            const SaeConfig& sae = m_model.sae().config();
            if (auto checked = checkIntervention(arm.intervention, sae.latents, sae.inputSize); !checked) {
                return checked;
            }
            if (!names.insert(arm.name).second) {
                return fail(ErrorCode::InvalidInput, "The plan names the arm \"" + arm.name + "\" twice.");
            }
            if (arm.kind == ArmKind::Feature && arm.intervention.changes.size() != 1) {
                return fail(ErrorCode::InvalidInput, "The arm \"" + arm.name + "\" has to change one feature.");
            }
        }
        if (m_guesses) {
            const auto method = attributionMethodFromName(m_plan.attribution);
            if (!method) {
                return failure(method);
            }
            m_attribution.method = *method;
            m_attribution.steps = m_plan.attributionSteps;
            m_attribution.positions = m_plan.positions;
        }
        return {};
    }

    Status run() {
        if (!m_options.checkpoint.empty() && loadCausalProgress(m_options.checkpoint, m_identity, m_at)) {
            m_earlier = m_at.seconds;
        }
        while (m_at.chunk < m_pairs.size()) {
            const auto chunk =
                prepareChunk(m_encoder, m_pairs, m_at.chunk, m_pairs.size(),
                             batchesPerChunk * m_options.capture.batchTokens, m_model.model().config().vocabularySize);
            if (!chunk) {
                return failure(chunk);
            }
            const auto batches = batchesOf(*chunk, m_options.capture.batchTokens);
            for (std::uint64_t number = 0; number < std::min<std::uint64_t>(m_at.batch, batches.size()); ++number) {
                m_batchDone += batches[number].size();
            }
            for (; m_at.batch < batches.size(); ++m_at.batch, m_at.arm = 0) {
                if (auto done = measureBatch(*chunk, batches[m_at.batch]); !done) {
                    return done;
                }
                m_batchDone += batches[m_at.batch].size();
            }
            m_at.chunk += chunk->size();
            m_at.batch = 0;
            m_batchDone = 0;
        }
        m_meter.finish();
        return {};
    }

    CausalOutcome outcome() {
        CausalOutcome outcome;
        CausalReport& report = outcome.report;
        report.setName = m_plan.setName;
        report.set = m_plan.set;
        report.positions = m_plan.positions;
        report.layer = m_model.layer();
        report.pairs = m_pairs.size();
        report.seconds = secondsSoFar();
        std::vector<AttributionRow> rows;
        for (std::size_t i = 0; i < m_plan.arms.size(); ++i) {
            const CausalArm& arm = m_plan.arms[i];
            ArmProgress& progress = m_at.arms[i];
            ArmResult result{arm.name, arm.kind, arm.dose, static_cast<std::uint32_t>(arm.intervention.changes.size()),
                             {},       {}};
            if (arm.kind == ArmKind::Feature) {
                result.feature = arm.intervention.changes.front().feature;
                rows.push_back(progress.attribution.row(*result.feature));
            }
            result.sections.push_back(progress.sums.front().result("all"));
            for (std::size_t s = 0; s < m_sectionNames.size(); ++s) {
                result.sections.push_back(progress.sums[s + 1].result(m_sectionNames[s]));
            }
            report.arms.push_back(std::move(result));
            if (keepsPairs(arm.kind)) {
                outcome.arms.push_back({arm.name, std::move(progress.after)});
            }
        }
        if (m_guesses) {
            report.attribution = compareAttribution(m_plan.attribution, std::move(rows));
        }
        outcome.before = std::move(m_at.before);
        return outcome;
    }

private:
    /// What a batch's arms share.
    struct Captured {
        CapturedBatch batch;
        std::vector<std::uint8_t> fires;           ///< per latent: not 0 somewhere in the batch
        std::vector<std::vector<double>> guesses;  ///< per Feature arm's number: predicted change of each margin
    };

    double secondsSoFar() const { return m_earlier + std::chrono::duration<double>(Clock::now() - m_start).count(); }

    Status save() {
        if (m_options.checkpoint.empty()) {
            return {};
        }
        m_lastSave = Clock::now();
        m_at.seconds = secondsSoFar();
        return saveCausalProgress(m_options.checkpoint, m_identity, m_at);
    }

    Status interrupted() {
        if (auto saved = save(); !saved) {
            return saved;
        }
        return fail(ErrorCode::Interrupted, "The measurement was stopped.",
                    m_options.checkpoint.empty() ? "Start it again." : "Resume it to go on where it was.");
    }

    Status measureBatch(const std::vector<PreparedPair>& chunk, const std::vector<std::uint32_t>& members) {
        if (m_stop.stop_requested()) {
            return interrupted();
        }
        auto captured = capture(chunk, members);
        if (!captured) {
            return captured.error().code == ErrorCode::Interrupted ? interrupted() : failure(captured);
        }
        for (; m_at.arm < m_plan.arms.size(); ++m_at.arm) {
            if (m_stop.stop_requested()) {
                return interrupted();
            }
            if (auto done = measureArm(m_at.arm, *captured); !done) {
                return done;
            }
            const std::uint64_t arms = m_plan.arms.size();
            m_meter.set((m_at.chunk + m_batchDone) * arms + (m_at.arm + 1) * members.size());
            if (std::chrono::duration<double>(Clock::now() - m_lastSave).count() >= m_options.saveSeconds) {
                ++m_at.arm;  // this one is in the sums already
                auto saved = save();
                --m_at.arm;
                if (!saved) {
                    return saved;
                }
            }
        }
        return {};
    }

    Result<Captured> capture(const std::vector<PreparedPair>& chunk, const std::vector<std::uint32_t>& members) {
        Captured captured;
        captured.batch = m_model.capture(chunk, members);
        const CapturedBatch& batch = captured.batch;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const RewardPair reward = rewardOf(batch, i, batch.rewards[i], {});
            if (!std::isfinite(reward.chosen) || !std::isfinite(reward.rejected)) {
                return fail(ErrorCode::Failed,
                            "The reward of pair " + m_pairs[m_at.chunk + members[i]].id + " is not a finite number.",
                            "The model's weights may be damaged.");
            }
            m_at.before[m_at.chunk + members[i]] = reward;
        }
        captured.fires.assign(static_cast<std::size_t>(m_model.sae().config().latents), 0);
        const std::int64_t entries = batch.latents.indices.numel();
        const auto* indices = batch.latents.indices.data_ptr<std::int64_t>();
        const auto* values = batch.latents.values.data_ptr<float>();
        for (std::int64_t i = 0; i < entries; ++i) {
            captured.fires[static_cast<std::size_t>(indices[i])] |= values[i] != 0.0F ? 1 : 0;
        }
        if (m_guesses) {
            if (auto guessed = guess(captured); !guessed) {
                return failure(guessed);
            }
        }
        return captured;
    }

    /// Ablating a feature takes its attribution away: -sum over its tokens, per pair, for every Feature arm.
    Status guess(Captured& captured) {
        const CapturedBatch& batch = captured.batch;
        std::vector<std::int32_t> armOf(captured.fires.size(), -1);
        bool any = false;
        for (std::size_t i = m_at.arm; i < m_plan.arms.size(); ++i) {
            if (m_plan.arms[i].kind == ArmKind::Feature) {
                const std::size_t feature = m_plan.arms[i].intervention.changes.front().feature.value();
                armOf[feature] = captured.fires[feature] != 0 ? static_cast<std::int32_t>(i) : -1;
                any = any || captured.fires[feature] != 0;
            }
        }
        captured.guesses.resize(m_plan.arms.size());
        if (!any) {
            return {};
        }
        const auto attributed = attribute(m_model, batch, m_attribution, m_stop);
        if (!attributed) {
            return failure(attributed);
        }
        const at::Tensor values = attributed->values.to(at::kCPU, at::kFloat).contiguous();
        const auto* value = values.data_ptr<float>();
        const auto* indices = batch.latents.indices.data_ptr<std::int64_t>();
        const std::int64_t k = batch.latents.indices.size(1);
        for (std::int64_t i = 0; i < batch.latents.indices.numel(); ++i) {
            const std::int32_t arm = armOf[static_cast<std::size_t>(indices[i])];
            if (arm < 0) {
                continue;
            }
            auto& guesses = captured.guesses[static_cast<std::size_t>(arm)];
            guesses.resize(batch.tokens.size());
            guesses[batch.rows[static_cast<std::size_t>(i / k)].pair] -= value[i];
        }
        return {};
    }

    /// Two answers of the same tokens are an exact tie, whatever rounding made of their places in the batch.
    static RewardPair rewardOf(const CapturedBatch& batch, std::size_t pair, RewardPair reward,
                               const PositionChoice& positions) {
        const PairTokens& tokens = batch.tokens[pair];
        if (positions.chosen == positions.rejected && tokens.chosen == tokens.rejected) {
            reward.rejected = reward.chosen;
        }
        return reward;
    }

    Status measureArm(std::size_t number, const Captured& captured) {
        const CausalArm& arm = m_plan.arms[number];
        const CapturedBatch& batch = captured.batch;
        const bool silent = needsFiring(arm.intervention) &&
                            std::ranges::none_of(arm.intervention.changes, [&captured](const FeatureChange& change) {
                                return captured.fires[change.feature.value()] != 0;
                            });
        std::vector<std::uint32_t> affected;
        const std::vector<RewardPair> rewards =
            silent ? batch.rewards : m_model.rewards(batch, arm.intervention, nullptr, &affected);
        ArmProgress& progress = m_at.arms[number];
        auto next = affected.begin();
        for (std::uint32_t i = 0; i < batch.members.size(); ++i) {
            const std::size_t pair = m_at.chunk + batch.members[i];
            const bool changed = next != affected.end() && *next == i;
            next += changed ? 1 : 0;
            const RewardPair& before = m_at.before[pair];
            const RewardPair after = changed ? rewardOf(batch, i, rewards[i], arm.intervention.positions) : before;
            if (!std::isfinite(after.chosen) || !std::isfinite(after.rejected)) {
                return fail(
                    ErrorCode::Failed,
                    "Under \"" + arm.name + "\" the reward of pair " + m_pairs[pair].id + " is not a finite number.",
                    "Take smaller values.");
            }
            progress.sums.front().add(before, after, changed);
            progress.sums[m_sectionOf[pair]].add(before, after, changed);
            if (!progress.after.empty()) {
                progress.after[pair] = after;
            }
            if (m_guesses && arm.kind == ArmKind::Feature) {
                const auto& guesses = captured.guesses[number];
                if (changed && !guesses.empty()) {
                    progress.attribution.addFiring(guesses[i], after.margin() - before.margin());
                } else {
                    progress.attribution.addSilent();
                }
            }
        }
        return {};
    }

    const CausalModel& m_model;
    const PairEncoder& m_encoder;
    const std::span<const PreferencePair> m_pairs;
    const CausalPlan& m_plan;
    const CausalPassOptions& m_options;
    const std::stop_token m_stop;
    const std::string m_identity;
    ProgressMeter m_meter;
    const Clock::time_point m_start = Clock::now();
    Clock::time_point m_lastSave = Clock::now();
    double m_earlier = 0.0;
    std::vector<std::string> m_sectionNames;
    std::vector<std::size_t> m_sectionOf;
    bool m_guesses = false;
    AttributionOptions m_attribution;
    CausalProgress m_at;
    std::uint64_t m_batchDone = 0;  ///< pairs of the chunk's finished batches
};

}  // namespace

Result<CausalOutcome> runCausalPlan(const CausalModel& model, const PairEncoder& encoder,
                                    const std::vector<PreferencePair>& pairs, const std::vector<std::string>& sections,
                                    const CausalPlan& plan, const CausalPassOptions& options,
                                    const ProgressCallback& progress, std::stop_token stop) {
    if (sections.size() != pairs.size()) {
        return fail(ErrorCode::Failed, "Every pair needs a section.");
    }
    if (pairs.empty() || plan.arms.empty()) {
        return fail(ErrorCode::InvalidInput, pairs.empty() ? "There is no pair to measure." : "The plan has no arm.");
    }
    const std::size_t count = plan.maxPairs > 0 ? std::min<std::size_t>(plan.maxPairs, pairs.size()) : pairs.size();
    return guardTorch("Measuring effects", [&]() -> Result<CausalOutcome> {
        CausalPass pass(model, encoder, std::span(pairs).first(count), sections, plan, options, progress,
                        std::move(stop));
        if (auto checked = pass.check(); !checked) {
            return failure(checked);
        }
        if (auto done = pass.run(); !done) {
            return failure(done);
        }
        return pass.outcome();
    });
}

}  // namespace saferscope
