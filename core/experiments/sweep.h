// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/experiments/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// One experiment: a data set changed by several strategies at several ratios, a reward model trained on each from the
/// same base, and all of them evaluated beside the model of the unchanged data. Names are of things in the workspace;
/// the hashes say which they were.
struct SweepSpec {
    std::string id;  ///< name of its folder below WORKSPACE/sweeps
    std::string title;
    std::string createdAt;
    std::string codeVersion;
    ExperimentMode mode = ExperimentMode::Poison;
    std::vector<Strategy> strategies;
    std::vector<double> ratios;        ///< of the pairs of `dataset`, rising
    std::vector<std::uint64_t> seeds;  ///< of the training (order of the data) and, for Random, of the plan
    std::string dataset;               ///< trained on
    std::string datasetHash;           ///< content hash
    std::string reference;             ///< the data set as it was before it was spoiled, trained on as well; or empty
    std::string referenceHash;
    std::string index;  ///< scores and margins come from it; empty where no strategy reads one
    std::string indexHash;
    std::string scope = "sentence-ends";  ///< positions that scores count
    std::string featureSet;               ///< name of a saved set; empty: by `rule`, else the strongest
    std::string rule;                     ///< core/scoring/feature_rule.h
    std::uint32_t features = 0;           ///< at most so many; 0 = as the workspace says
    std::string measure;                  ///< what strongest means; empty = as the workspace says
    std::string confirmedSet;             ///< of HumanConfirmed: a set; empty: features people rated 4 or more
    std::string rubric = "rubric";        ///< of Rubric: dotted path in the pairs' meta data
    std::string baseModel;                ///< every run starts from its weights
    std::string baseModelHash;
    Json trainingConfig = Json::object();  ///< RewardTrainingConfig; its seed is the cell's
    std::string evaluation;                ///< data set that every model is evaluated on
    std::string evaluationHash;
    std::string suite = "auto";  ///< suiteFromName()
    std::uint32_t maxTokens = 1024;
    std::string dateString;
    std::string device = "cpu";
    std::string launcher = "local";  ///< "local": the workspace's queue; "slurm"
    bool keepModels = false;         ///< else a model's weights are removed once it is evaluated
};
Json toJson(const SweepSpec& spec);
/// Untrusted when read: checked, unknown members refused.
Result<SweepSpec> sweepSpecFromJson(const Json& json, const std::string& where);
/// Refuses what cannot be a sweep: no strategy, ratio or seed, a repeated or impossible one, more than 1,000 cells.
Status checkSweepSpec(const SweepSpec& spec);

/// The ratios of the paper: 0.5, 1, 2.5, 5 % to poison and 2, 4, 6, 8, 10 % to denoise.
std::vector<double> publishedRatios(ExperimentMode mode);
/// Poison: safer, margin-high, random. Denoise: safer, margin-low, random.
std::vector<Strategy> usualStrategies(ExperimentMode mode);

enum class CellKind {
    Baseline,   ///< the data set as it is
    Reference,  ///< SweepSpec::reference as it is
    Changed,
};
const char* cellKindName(CellKind kind);  ///< "baseline", "reference", "changed"

/// One model of a sweep: what it is trained on, and by which runs.
struct SweepCell {
    CellKind kind = CellKind::Baseline;
    Strategy strategy = Strategy::Safer;  ///< of a changed one
    double ratio = 0.0;
    std::uint64_t seed = 1;
    std::uint64_t changed = 0;  ///< pairs flipped or dropped
    std::string planHash;       ///< planEffectHash(); empty where nothing is changed
    std::string trainKey;       ///< runKey() of the training: equal keys are one run
    std::string trainRun;       ///< id of the run folder; empty until the sweep is started
    std::string evaluateRun;
    bool reused = false;  ///< both were there before this sweep
    bool operator==(const SweepCell&) const = default;
};

/// The cells in the order they are run: seed by seed, so that the whole picture is there early; the unchanged ones
/// first, then the ratios from the largest down. Without hashes, keys and runs. Pure.
std::vector<SweepCell> expandSweep(const SweepSpec& spec);

/// "baseline, seed 2", "safer 2.5 %, seed 1"
std::string cellTitle(const SweepCell& cell);

struct Sweep {
    SweepSpec spec;
    std::vector<SweepCell> cells;
};
/// {"format":"saferscope-sweep","version":1,"spec":…,"cells":[…]}
Json toJson(const Sweep& sweep);
Result<Sweep> sweepFromJson(const Json& json, const std::string& where);

/// SHA-256 over mode, data set and the positions that are changed, sorted: plans that do the same to the same data have
/// one hash, whichever strategy made them.
std::string planEffectHash(const ExperimentPlan& plan);

/// What a run computes, as a hash of everything that decides its result: kind, device ("cpu" or "cuda"), seed, params
/// without paths, names and what only says where or when something is written, and inputs. Equal keys give equal
/// results, bit-equal on the CPU of one machine.
std::string runKey(const Json& runSpec);

}  // namespace saferscope
