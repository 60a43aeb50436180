// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "core/workspace/index_context.h"

namespace saferscope::cli {

/// --workspace, --index, --scope: what features and score read.
struct IndexAccessOptions {
    CommonOptions common;
    std::string index;
    std::string scope = "sentence-ends";
    bool scopeGiven = false;  ///< --scope was typed
};
void addIndexAccessOptions(CLI::App* command, IndexAccessOptions& options);

struct OpenedIndex {
    std::unique_ptr<Workspace> workspace;
    std::shared_ptr<const FeatureIndex> index;
    TokenScope scope = TokenScope::SentenceEnds;
    std::string contentHash;  ///< of the index
};

/// The workspace, with what finished runs made taken over.
Result<std::unique_ptr<Workspace>> openAdopted(const IndexAccessOptions& options);
TokenScope scopeOf(const IndexAccessOptions& options);
/// One line each on standard error.
void printNotes(const std::vector<std::string>& notes);

/// The named index or the newest; says on standard error when it is not current any more.
Result<OpenedIndex> openIndex(const IndexAccessOptions& options);

}  // namespace saferscope::cli
