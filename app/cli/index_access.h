// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "core/features/feature_index.h"
#include "core/workspace/workspace.h"

namespace saferscope::cli {

/// --workspace, --index, --scope: what features and score read.
struct IndexAccessOptions {
    CommonOptions common;
    std::string index;
    std::string scope = "sentence-ends";
};
void addIndexAccessOptions(CLI::App* command, IndexAccessOptions& options);

struct OpenedIndex {
    std::unique_ptr<Workspace> workspace;
    std::shared_ptr<const FeatureIndex> index;
    TokenScope scope = TokenScope::SentenceEnds;
    std::string contentHash;  ///< of the index
};

/// The named index or the newest; says on standard error when it is not current any more.
Result<OpenedIndex> openIndex(const IndexAccessOptions& options);

}  // namespace saferscope::cli
