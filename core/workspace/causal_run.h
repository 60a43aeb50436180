// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_report.h"
#include "core/workspace/workspace.h"

#include <vector>

namespace saferscope {

/// What a causal run is to be about, in a workspace's own names.
struct CausalRunRequest {
    std::string index;       ///< name; empty = the newest. Gives model, SAE, contrasts and densities
    std::string dataset;     ///< whose pairs are measured; empty = the index's own
    std::string featureSet;  ///< saved set; empty = the strongest of the index, as many as the settings keep
    TokenScope scope = TokenScope::SentenceEnds;  ///< which contrasts "strongest" goes by
    /// `set` and `setName` are filled in from the above where `set` is empty.
    CausalRequest what;
    std::uint32_t each = 0;  ///< measures so many of the strongest features one by one, beside what.features
    std::string title;       ///< empty = made from the set's name
    std::string device = "cpu";
};
/// What a request comes to, before anything is written.
struct CausalRunPreview {
    CausalPlan plan;
    RunSpec spec;  ///< params without "data"
    Dataset dataset;
    std::vector<std::string> notes;  ///< for people, whole sentences: a set or an index that is not current
};
/// Refuses what planCausalRun refuses. Densities of the controls are those of the positions where changes are made:
/// sentence ends where `what.positions` is limited to them, else all tokens.
Result<CausalRunPreview> previewCausalRun(const Workspace& workspace, const CausalRunRequest& request);

/// Refused with a sentence: no index, a set of another SAE, a data set that is not there, too few living features for
/// the controls. Writes the workers' copy of the data set; the run folder is the caller's (createRunFolder).
Result<RunSpec> planCausalRun(Workspace& workspace, const CausalRunRequest& request);

struct CausalRunEntry {
    std::string id;
    std::string title;
    std::string createdAt;
    RunState state = RunState::Waiting;
    std::filesystem::path folder;
};
std::vector<CausalRunEntry> causalRuns(const Workspace& workspace);  ///< newest first
Result<CausalReport> readCausalReport(const std::filesystem::path& runFolder);

}  // namespace saferscope
