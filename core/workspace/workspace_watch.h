// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/rating.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// One plain sentence why this process cannot write the workspace in `folder` (its file, its folder or its disk may not
/// be written); nothing where it can. Tries it with an empty file of its own; a full disk does not count.
std::optional<std::string> whyReadOnly(const std::filesystem::path& folder);

/// What an open workspace does not tell by itself: that somebody wrote to its database, another window, a command or
/// this process. It has a connection of its own, only reads, and never waits: while somebody is just writing, a look
/// finds nothing yet. One thread at a time.
class WorkspaceWatch {
public:
    /// Counts from now on: what was written before is not reported.
    static Result<std::unique_ptr<WorkspaceWatch>> open(const std::filesystem::path& folder);
    ~WorkspaceWatch();

    struct Changes {
        bool settings = false;
        bool datasets = false;
        bool artifacts = false;  ///< or evaluations
        bool featureSets = false;
        bool documents = false;
        /// Events that came to the log, of all SAEs, in the order they were written; at most 2,000, the next look
        /// brings more.
        std::vector<RatingEvent> ratings;
        bool any() const { return settings || datasets || artifacts || featureSets || documents || !ratings.empty(); }
    };
    /// Since the last look that found something. Costs a look at the file's change counter where nothing was written.
    Result<Changes> look();
    /// What a few ms find damaged, one sentence each (core/workspace/workspace_check.h).
    std::vector<std::string> damage() const;

private:
    struct Impl;
    explicit WorkspaceWatch(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
