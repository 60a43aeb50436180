// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace saferscope {

enum class JobKind { TrainRewardModel, TrainSae, BuildIndex, Evaluate, RateFeatures, Causal, FeatureMap };
const char* jobKindName(
    JobKind kind);  ///< "train-rm", "train-sae", "index", "evaluate", "rate", "causal", "map": also the safer commands
Result<JobKind> jobKindFromName(const std::string& name);

/// What to run: written once as spec.json, never changed. Paths are absolute. Nothing in it depends on the workspace
/// database, so that a run can execute on any machine that sees its folder and inputs.
struct RunSpec {
    std::uint32_t version = 1;
    std::string id;  ///< name of the run folder
    JobKind kind = JobKind::TrainRewardModel;
    std::string title;  ///< for people
    std::string createdAt;
    std::string codeVersion;
    std::string device = "cpu";
    std::uint64_t seed = 1;
    /// The sweep that made it (core/experiments/sweep.h), empty for a run of its own. What a sweep's runs make stays in
    /// their folders: a workspace with forty models of one experiment in every list would help nobody.
    std::string sweep;
    Json params = Json::object();  ///< of the kind: the trainer's config, paths of model, SAE, data (job_params.h)
    Json inputs = Json::object();  ///< name -> content hash, for provenance
};
Json toJson(const RunSpec& spec);
Result<RunSpec> runSpecFromJson(const Json& json, const std::string& where);

/// Files of a run folder.
struct RunPaths {
    explicit RunPaths(std::filesystem::path folder) : root(std::move(folder)) {}
    std::filesystem::path root;
    std::filesystem::path spec() const { return root / "spec.json"; }
    std::filesystem::path events() const { return root / "events.jsonl"; }
    std::filesystem::path checkpoints() const { return root / "checkpoints"; }
    std::filesystem::path output() const {
        return root / "output";
    }  ///< what the run makes: a model, SAE or index folder
    std::filesystem::path result() const { return root / "result.json"; }
    std::filesystem::path log() const { return root / "log.txt"; }         ///< the worker's standard output and error
    std::filesystem::path lock() const { return root / "worker.lock"; }    ///< held (flock) while a worker lives
    std::filesystem::path worker() const { return root / "worker.json"; }  ///< {pid, start_ticks, host}
};

}  // namespace saferscope
