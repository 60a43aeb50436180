// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"
#include "core/workspace/workspace.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace saferscope {

/// A job as a dialog asks for it: names of things in the workspace instead of paths and hashes.
struct JobRequest {
    JobKind kind = JobKind::TrainRewardModel;
    std::string title;
    std::string dataset;
    std::string model;  ///< name of a model artifact; empty for a reward model from fresh weights or from a folder
    /// TrainRewardModel: a model to start from that the workspace may not know, a language model too; empty = `model`.
    std::filesystem::path modelFolder;
    std::string sae;
    Json freshModel = Json::object();
    std::int64_t vocabularySize = 4096;
    Json config = Json::object();
    Json steering = Json::object();  ///< Evaluate: a steering profile to apply, of the SAE `sae`; empty = none
    std::string device = "cpu";
    std::uint64_t seed = 1;
};

/// Looks up everything the request names, makes the data set's copy for workers and writes down where all comes from.
/// A folder becomes a reference of the workspace, as with `safer train-rm --model FOLDER`: what was made from it can be
/// told fresh from stale then. Blocks on the disk, for seconds where a folder's gigabytes are hashed: call it away from
/// the GUI thread, with a Workspace of that thread's own.
Result<RunSpec> prepareRun(Workspace& workspace, const JobRequest& request);

}  // namespace saferscope
