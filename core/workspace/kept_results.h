// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_report.h"
#include "core/workspace/workspace.h"

#include <optional>

namespace saferscope {

/// A result of the causal lab that somebody kept and named. Stored as a document of the kind "causal-result".
struct KeptResult {
    std::string name;
    std::string createdAt;  ///< UTC; filled in where empty
    std::string note;
    /// What was measured: one pair, a quick survey of many pairs, or a run (then `runId` has the whole report).
    enum class Kind { Pair, Survey, Run } kind = Kind::Pair;
    Intervention intervention;
    std::string modelHash, saeHash, datasetName;
    std::string runId;
    std::string pairId;                   ///< Pair
    std::optional<RewardPair> before;     ///< Pair
    std::optional<RewardPair> after;      ///< Pair
    std::vector<SectionEffect> sections;  ///< Survey and Run: "all" first
};
Json toJson(const KeptResult& result);
Result<KeptResult> keptResultFromJson(const Json& json, const std::string& where);

/// Newest first; damaged ones are logged and left out.
std::vector<KeptResult> keptResults(const Workspace& workspace);
Status keepResult(Workspace& workspace, KeptResult result, bool replace);
Status renameKeptResult(Workspace& workspace, const std::string& name, const std::string& newName);
Status removeKeptResult(Workspace& workspace, const std::string& name);
/// Side by side, one row per result and section: what a CSV export and the comparison table hold.
std::vector<std::vector<std::string>> keptResultTable(const std::vector<KeptResult>& results);

}  // namespace saferscope
