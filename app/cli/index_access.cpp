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
        ->each([&options](const std::string&) { options.scopeGiven = true; })
        ->capture_default_str();
    addJsonOption(command, options.common);
}

Result<std::unique_ptr<Workspace>> openAdopted(const IndexAccessOptions& options) {
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    return workspace;
}

TokenScope scopeOf(const IndexAccessOptions& options) {
    return options.scope == "all-tokens" ? TokenScope::AllTokens : TokenScope::SentenceEnds;
}

void printNotes(const std::vector<std::string>& notes) {
    for (const std::string& note : notes) {
        printNote("Note: " + printable(note));
    }
}

Result<OpenedIndex> openIndex(const IndexAccessOptions& options) {
    auto workspace = openAdopted(options);
    if (!workspace) {
        return failure(workspace);
    }
    auto opened = openNamedIndex(**workspace, options.index);
    if (!opened) {
        return failure(opened);
    }
    printNotes(opened->notes);
    return OpenedIndex{std::move(*workspace), std::move(opened->index), scopeOf(options), opened->contentHash};
}

}  // namespace saferscope::cli
