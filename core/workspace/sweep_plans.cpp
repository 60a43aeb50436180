// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sweep_plans.h"

#include "core/workspace/pair_signals.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t namedPairs = 3;

std::string percentText(double ratio) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g %%", ratio * 100.0);
    return text;
}

void addOnce(std::vector<std::string>& list, const std::string& text) {
    if (std::ranges::count(list, text) == 0) {
        list.push_back(text);
    }
}

/// Which features a strategy scores by; equal ones are read once.
struct FeatureNeed {
    std::string set;
    std::string rule;
    ScoreWeighting weighting = ScoreWeighting::Sign;
    bool operator==(const FeatureNeed&) const = default;
};

class PlanMaker {
public:
    PlanMaker(Workspace& workspace, SweepPreview& preview, const ProgressCallback& progress,
              const std::stop_token& stop)
        : m_workspace(workspace), m_preview(preview), m_spec(preview.spec), m_progress(progress), m_stop(stop) {}

    Status make() {
        m_needsRewards = std::ranges::any_of(m_spec.strategies, usesRewards);
        // Those with features first: the others can do with whatever has been read.
        std::vector<Strategy> order = m_spec.strategies;
        std::ranges::stable_partition(order, usesFeatures);
        for (const Strategy strategy : order) {
            if (auto read = readFor(strategy); !read) {
                return read;
            }
            if (auto planned = planAll(strategy); !planned) {
                return planned;
            }
        }
        for (const PreferencePair& pair : m_data.pairs) {
            if (!pair.subset.empty()) {
                m_preview.subsets.emplace(pair.id, pair.subset);
            }
        }
        noteWhatCoincides();
        return {};
    }

private:
    Result<PairSignalRequest> requestFor(Strategy strategy) const {
        PairSignalRequest request;
        request.dataset = m_spec.dataset;
        request.index = m_spec.index;
        request.rubric = m_spec.rubric;
        if (!m_spec.scope.empty()) {
            request.scope = m_spec.scope == "all-tokens" ? TokenScope::AllTokens : TokenScope::SentenceEnds;
        }
        const bool confirmed = strategy == Strategy::HumanConfirmed;
        request.choice.set = confirmed ? m_spec.confirmedSet : m_spec.featureSet;
        request.choice.rule = confirmed ? std::string() : m_spec.rule;
        request.choice.features = m_spec.features;
        request.choice.measure = m_spec.measure;
        if (auto asked = askFor(m_workspace, strategy, request); !asked) {
            return failure(asked);
        }
        request.rewards = m_needsRewards;
        return request;
    }

    Status readFor(Strategy strategy) {
        const auto request = requestFor(strategy);
        if (!request) {
            return failure(request);
        }
        const FeatureNeed need{request->choice.set, request->choice.rule, request->choice.weighting};
        if (m_read && (!request->features || (m_need && *m_need == need))) {
            return {};
        }
        auto data = m_read ? readPairSignalsAgain(m_workspace, *request, m_data, m_progress, m_stop)
                           : readPairSignals(m_workspace, *request, m_progress, m_stop);
        if (!data) {
            return failure(data);
        }
        m_data = std::move(*data);
        m_read = true;
        m_need = request->features ? std::optional(need) : std::nullopt;
        for (const auto& note : m_data.notes) {
            addOnce(m_preview.warnings, note);
        }
        if (m_data.index) {
            m_spec.index = m_data.indexName;
            m_spec.indexHash = m_data.indexHash;
        }
        if (m_data.choice && m_spec.scope.empty()) {
            const bool all = m_data.choice->context.identity.scope == TokenScope::AllTokens;
            m_spec.scope = all ? "all-tokens" : "sentence-ends";
        }
        return {};
    }

    Status planAll(Strategy strategy) {
        if (strategy != Strategy::Random) {
            return planOne(strategy, std::nullopt);
        }
        for (const std::uint64_t seed : m_spec.seeds) {
            if (auto planned = planOne(strategy, seed); !planned) {
                return planned;
            }
        }
        return {};
    }

    /// The plans of all ratios: each is the beginning of that of the largest. `seed`: of the cells they are for; all
    /// where there is none.
    Status planOne(Strategy strategy, std::optional<std::uint64_t> seed) {
        if (m_stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Planning the sweep was stopped.");
        }
        PlanRequest request;
        request.mode = m_spec.mode;
        request.strategy = strategy;
        request.ratio = std::ranges::max(m_spec.ratios);
        request.seed = seed.value_or(1);
        request.datasetName = m_data.dataset.name;
        request.datasetHash = m_data.dataset.contentHash;
        if (usesFeatures(strategy) && m_data.choice) {
            request.featureSet = m_data.choice->title;
            request.featureDigest = m_data.choice->digest;
        }
        if (usesFeatures(strategy) || usesRewards(strategy)) {
            request.indexHash = m_data.indexHash;
        }
        const auto largest = planExperiment(request, m_data.known);
        if (!largest) {
            return failure(largest);
        }
        noteExcluded(*largest);
        for (const double ratio : m_spec.ratios) {
            ExperimentPlan plan = *largest;
            plan.request.ratio = ratio;
            plan.entries.resize(plannedCount(ratio, plan.pairs));
            if (m_spec.mode == ExperimentMode::Denoise && plan.entries.size() >= plan.pairs) {
                return fail(ErrorCode::InvalidInput, percentText(ratio) + " of the pairs are all of them.",
                            "Take a smaller ratio.");
            }
            if (plan.entries.empty()) {
                addOnce(m_preview.warnings, percentText(ratio) + " of the " + std::to_string(plan.pairs) +
                                                " pairs is not even one: those models are the baseline's.");
            }
            assign(std::move(plan), strategy, ratio, seed);
        }
        return {};
    }

    void assign(ExperimentPlan plan, Strategy strategy, double ratio, std::optional<std::uint64_t> seed) {
        const std::string hash = plan.entries.empty() ? std::string() : planEffectHash(plan);
        for (SweepCell& cell : m_preview.cells) {
            if (cell.kind == CellKind::Changed && cell.strategy == strategy && cell.ratio == ratio &&
                (!seed || cell.seed == *seed)) {
                cell.planHash = hash;
                cell.changed = plan.entries.size();
            }
        }
        if (!hash.empty()) {
            m_preview.plans.emplace(hash, std::move(plan));
        }
    }

    void noteExcluded(const ExperimentPlan& plan) {
        if (plan.excluded.empty()) {
            return;
        }
        std::string text = std::to_string(plan.excluded.size()) + " of the " + std::to_string(plan.pairs) +
                           " pairs have no " + signalName(plan.request.strategy) + " and are never taken:";
        for (std::size_t i = 0; i < std::min(plan.excluded.size(), namedPairs); ++i) {
            text += (i == 0 ? " " : "; ") + plan.excluded[i].id + " (" + plan.excluded[i].why + ")";
        }
        addOnce(m_preview.warnings, text + (plan.excluded.size() > namedPairs ? "; …" : "."));
    }

    /// Loss and margin of one model give one order: people should not take equal curves for a finding.
    void noteWhatCoincides() {
        std::map<std::pair<std::string, std::uint64_t>, const SweepCell*> first;
        std::map<std::pair<std::string, std::string>, std::size_t> pairs;
        for (const SweepCell& cell : m_preview.cells) {
            if (cell.planHash.empty()) {
                continue;
            }
            const auto [known, added] = first.emplace(std::pair(cell.planHash, cell.seed), &cell);
            if (!added) {
                ++pairs[{strategyName(known->second->strategy), strategyName(cell.strategy)}];
            }
        }
        for (const auto& [names, cells] : pairs) {
            addOnce(m_preview.warnings, names.first + " and " + names.second + " change the same pairs in " +
                                            std::to_string(cells) + (cells == 1 ? " cell" : " cells") +
                                            ": one model serves both.");
        }
    }

    Workspace& m_workspace;
    SweepPreview& m_preview;
    SweepSpec& m_spec;
    const ProgressCallback& m_progress;
    const std::stop_token m_stop;
    bool m_needsRewards = false;
    bool m_read = false;
    std::optional<FeatureNeed> m_need;
    PairSignals m_data;
};

}  // namespace

Status makeSweepPlans(Workspace& workspace, SweepPreview& preview, const ProgressCallback& progress,
                      const std::stop_token& stop) {
    return PlanMaker(workspace, preview, progress, stop).make();
}

}  // namespace saferscope
