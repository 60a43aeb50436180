// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sweep.h"

#include "core/base/hash.h"
#include "core/experiments/suite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>

namespace saferscope {

namespace {

constexpr std::size_t mostCells = 1000;  // each is a training: more is a slip of the keyboard

/// What a run's params say without deciding its result: where things are, how they are called, how often it saves.
/// Everything else counts, so that a setting nobody thought of here costs one run too many, never a wrong result.
/// What lies at the paths counts by the hashes in `inputs`.
constexpr std::array decidesNothing = {"data",      "base_model",    "plan",        "model",
                                       "model_run", "dataset_name",  "output_name", "disk_bytes",
                                       "baseline",  "baseline_name", "flips"};
constexpr std::array configDecidesNothing = {"checkpoint_every"};

std::string percentText(double ratio) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g %%", ratio * 100.0);
    return text;
}

tl::unexpected<Error> noSweep(const std::string& what, const std::string& hint) {
    return fail(ErrorCode::Usage, what, hint);
}

template <class T>
bool repeats(const std::vector<T>& values) {
    return std::set<T>(values.begin(), values.end()).size() != values.size();
}

}  // namespace

std::vector<double> publishedRatios(ExperimentMode mode) {
    return mode == ExperimentMode::Poison ? std::vector<double>{0.005, 0.01, 0.025, 0.05}
                                          : std::vector<double>{0.02, 0.04, 0.06, 0.08, 0.1};
}

std::vector<Strategy> usualStrategies(ExperimentMode mode) {
    return {Strategy::Safer, mode == ExperimentMode::Poison ? Strategy::MarginHigh : Strategy::MarginLow,
            Strategy::Random};
}

const char* cellKindName(CellKind kind) {
    switch (kind) {
        case CellKind::Baseline:
            return "baseline";
        case CellKind::Reference:
            return "reference";
        case CellKind::Changed:
            return "changed";
    }
    return "unknown";
}

Status checkSweepSpec(const SweepSpec& spec) {
    if (spec.strategies.empty() || spec.ratios.empty() || spec.seeds.empty()) {
        const char* what = spec.strategies.empty() ? "strategy" : spec.ratios.empty() ? "ratio" : "seed";
        return noSweep(std::string("The sweep has no ") + what + ".", "Give at least one of each.");
    }
    if (repeats(spec.strategies) || repeats(spec.ratios) || repeats(spec.seeds)) {
        const char* what = repeats(spec.strategies) ? "strategy" : repeats(spec.ratios) ? "ratio" : "seed";
        return noSweep(std::string("The sweep names a ") + what + " twice.", "Name each once.");
    }
    for (const double ratio : spec.ratios) {
        const bool all = spec.mode == ExperimentMode::Denoise && ratio >= 1.0;
        if (!(ratio > 0.0 && ratio <= 1.0) || all) {
            return noSweep(percentText(ratio) + " is no share of a data set that can be " + changeName(spec.mode) + ".",
                           "Give ratios above 0 and at most 1, such as 0.05 or 5%.");
        }
    }
    if (spec.scope != "sentence-ends" && spec.scope != "all-tokens") {
        return noSweep("\"" + spec.scope + "\" is no choice of positions.", "Give sentence-ends or all-tokens.");
    }
    if (spec.launcher != "local" && spec.launcher != "slurm") {
        return noSweep("\"" + spec.launcher + "\" is nothing that starts runs.", "Give local or slurm.");
    }
    if (const auto suite = suiteFromName(spec.suite); !suite) {
        return failure(suite);
    }
    if (spec.maxTokens < 2 || spec.maxTokens > 1'000'000) {
        return noSweep("Conversations of " + std::to_string(spec.maxTokens) + " tokens cannot be read.",
                       "Give 2 to 1,000,000.");
    }
    if (!spec.trainingConfig.is_object()) {
        return noSweep("The settings of the training are no JSON object.", "");
    }
    const std::size_t perSeed = 1 + (spec.reference.empty() ? 0 : 1) + spec.strategies.size() * spec.ratios.size();
    if (spec.seeds.size() > mostCells || perSeed > mostCells || perSeed * spec.seeds.size() > mostCells) {
        return noSweep("The sweep would train more than " + std::to_string(mostCells) + " models.",
                       "Take fewer ratios, strategies or seeds.");
    }
    return {};
}

std::vector<SweepCell> expandSweep(const SweepSpec& spec) {
    std::vector<double> ratios = spec.ratios;
    std::ranges::sort(ratios, std::greater<>());  // the largest effect is seen first
    std::vector<SweepCell> cells;
    const auto add = [&cells](CellKind kind, Strategy strategy, double ratio, std::uint64_t seed) {
        SweepCell cell;
        cell.kind = kind;
        cell.strategy = strategy;
        cell.ratio = ratio;
        cell.seed = seed;
        cells.push_back(std::move(cell));
    };
    for (const std::uint64_t seed : spec.seeds) {
        add(CellKind::Baseline, Strategy::Safer, 0.0, seed);
        if (!spec.reference.empty()) {
            add(CellKind::Reference, Strategy::Safer, 0.0, seed);
        }
        for (const double ratio : ratios) {
            for (const Strategy strategy : spec.strategies) {
                add(CellKind::Changed, strategy, ratio, seed);
            }
        }
    }
    return cells;
}

std::string cellTitle(const SweepCell& cell) {
    const std::string what = cell.kind == CellKind::Changed
                                 ? std::string(strategyName(cell.strategy)) + " " + percentText(cell.ratio)
                                 : std::string(cellKindName(cell.kind));
    return what + ", seed " + std::to_string(cell.seed);
}

std::string planEffectHash(const ExperimentPlan& plan) {
    std::vector<std::uint64_t> positions;
    positions.reserve(plan.entries.size());
    for (const PlanEntry& entry : plan.entries) {
        positions.push_back(entry.position);
    }
    std::ranges::sort(positions);
    std::string text = "saferscope-plan-effect\n" + std::string(experimentModeName(plan.request.mode)) + "\n" +
                       plan.request.datasetHash + "\n";
    for (const std::uint64_t position : positions) {
        text += std::to_string(position) + "\n";
    }
    return sha256Hex(text);
}

std::string runKey(const Json& runSpec) {
    const auto member = [&runSpec](const char* key) {
        return runSpec.is_object() ? runSpec.value(key, Json()) : Json();
    };
    const Json device = member("device");
    const bool cuda = device.is_string() && device.get_ref<const std::string&>().starts_with("cuda");
    Json params = member("params");
    if (params.is_object()) {
        for (const char* key : decidesNothing) {
            params.erase(key);
        }
        if (const auto config = params.find("config"); config != params.end() && config->is_object()) {
            for (const char* key : configDecidesNothing) {
                config->erase(key);
            }
        }
    }
    Json inputs = member("inputs");
    if (inputs.is_object()) {
        inputs.erase("key");
    }
    // Members of Json are sorted, so equal contents give equal text.
    return sha256Hex(dumpJson(Json{{"format", "saferscope-run-key"},
                                   {"kind", member("kind")},
                                   {"device", cuda ? "cuda" : "cpu"},
                                   {"seed", member("seed")},
                                   {"params", std::move(params)},
                                   {"inputs", std::move(inputs)}}));
}

}  // namespace saferscope
