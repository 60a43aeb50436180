// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/index_access.h"

#include "app/cli/output.h"
#include "app/cli/workspace_run.h"

namespace saferscope::cli {

void addIndexAccessOptions(CLI::App* command, IndexAccessOptions& options) {
    addWorkspaceOption(command, options.common, true);
    command->add_option("--index", options.index, "Name of the index (default: the newest)")->type_name("NAME");
    command->add_option("--scope", options.scope, "Positions that count: sentence-ends (as trained) or all-tokens")
        ->check(CLI::IsMember({"sentence-ends", "all-tokens"}))
        ->capture_default_str();
    addJsonOption(command, options.common);
}

Result<OpenedIndex> openIndex(const IndexAccessOptions& options) {
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    Result<Artifact> artifact =
        fail(ErrorCode::NotFound, "The workspace has no index yet.", "Make one with `safer index`.");
    if (!options.index.empty()) {
        artifact = (*workspace)->artifact(ArtifactKind::Index, options.index);
    } else if (auto newest = (*workspace)->newestArtifact(ArtifactKind::Index)) {
        artifact = std::move(*newest);
    }
    if (!artifact) {
        return failure(artifact);
    }
    auto index = FeatureIndex::open(artifact->path);
    if (!index) {
        return failure(index);
    }
    if (const auto freshness = (*workspace)->freshness(*artifact); !freshness.fresh) {
        printNote("Note: the index \"" + artifact->name + "\" is not current. " + freshness.reason);
    }
    const TokenScope scope = options.scope == "all-tokens" ? TokenScope::AllTokens : TokenScope::SentenceEnds;
    return OpenedIndex{std::move(*workspace), std::move(*index), scope, artifact->contentHash};
}

}  // namespace saferscope::cli
