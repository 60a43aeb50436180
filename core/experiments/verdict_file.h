// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/evaluation.h"
#include "core/experiments/preset.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// Rewards of every pair of an evaluation, kept so that later comparisons need no model. JSON lines: a header
/// {"format":"saferscope-verdicts","version":1,"pairs":N,"model","model_hash","dataset_name","dataset_hash","preset"},
/// then ["id","subset",chosen,rejected] per pair in the order of the data. About 90 bytes a pair.
struct VerdictFile {
    std::string modelName;
    std::string modelHash;
    std::string datasetName;
    std::string datasetHash;
    std::optional<EvaluationPreset> preset;  ///< nullopt: the file does not say
    std::vector<ScoredPair> pairs;
};

/// Its name in a run folder; taken over by a workspace it is evaluations/RUN.jsonl.
inline constexpr const char* verdictFileName = "verdicts.jsonl";

/// Appears whole or not at all. Blocks on the disk.
Status writeVerdicts(const std::filesystem::path& path, const VerdictFile& verdicts);

/// Reads that, or lines as `safer reward --json` prints them ({"id","chosen","rejected"}), which have no header. A
/// damaged line, a repeated id, a number that is not finite or a file that ends early is an error that says where.
Result<VerdictFile> readVerdicts(const std::filesystem::path& path);

}  // namespace saferscope
