// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"
#include "core/jobs/run_spec.h"
#include "core/jobs/run_state.h"

#include <filesystem>
#include <map>
#include <optional>

namespace saferscope {

/// Where a sweep's runs find what they read. Empty paths do for keys: a key is about contents.
struct SweepSources {
    std::filesystem::path data;
    std::filesystem::path reference;
    std::filesystem::path evaluation;
    std::filesystem::path baseModel;
    std::filesystem::path sweepFolder;
    std::filesystem::path runs;
};

/// The run that trains a cell's model, with its key among the inputs; without an id where the cell has none.
RunSpec sweepTraining(const SweepSpec& spec, const SweepCell& cell, const SweepSources& sources);
/// The run that evaluates it; needs the cell's trainKey.
RunSpec sweepEvaluation(const SweepSpec& spec, const SweepCell& cell, const SweepSources& sources);
std::string keyOf(const RunSpec& spec);

/// Fills trainRun, evaluateRun and `reused` of cells that earlier runs serve: an evaluation with the same key that has
/// finished or is under way, else a training alone whose model is there or under way. Names of runs that are still to
/// be made are cleared. Returns what people should know. Reads every run's spec; call it again with the sweeps' lock
/// held before acting on the answer.
std::vector<std::string> findKnownRuns(const std::filesystem::path& workspaceFolder, const SweepSpec& spec,
                                       std::vector<SweepCell>& cells);

}  // namespace saferscope
