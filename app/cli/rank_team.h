// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/training/rendezvous.h"

#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace saferscope::cli {

/// The ranks of one run, seen from one of them. Rank 0 is the run's worker: lock, events, checkpoints and output are
/// its own. The others write nothing. One thread.
class RankTeam {
public:
    /// As the run's worker: rank 0 of what torchrun has started, or of params "ranks" processes that it starts itself
    /// on this machine (their output: rank-N.txt in the run folder), or alone.
    static Result<std::unique_ptr<RankTeam>> lead(const JobContext& context);
    /// As another rank: meets rank 0.
    static Result<std::unique_ptr<RankTeam>> follow(const RankPlace& place, std::stop_token stop);
    /// Ends the processes it has started, by force after a few seconds, and waits for them.
    ~RankTeam();
    RankTeam(const RankTeam&) = delete;
    RankTeam& operator=(const RankTeam&) = delete;

    bool leads() const { return m_place.rank == 0; }
    /// The run folder as rank 0 knows it.
    Result<std::filesystem::path> runFolder(std::stop_token stop);
    /// "cuda" becomes this rank's own GPU.
    Result<std::string> deviceName(const std::string& device) const;
    /// Lets rank 0 make the tokenizer and read the model first.
    Status awaitTurn(std::stop_token stop);
    /// Waits for all ranks. The group lives as long as the team.
    Result<ProcessGroup*> form(c10::Device device, std::stop_token stop);
    /// Tells the others why this rank ends.
    void report(const Error& error);

private:
    RankTeam() = default;
    Status startSiblings(const std::filesystem::path& runFolder);
    std::optional<Error> explain(bool lost);

    struct Sibling {
        int rank = 0;
        pid_t pid = 0;  ///< 0 once it has been waited for
        int status = 0;
    };
    RankPlace m_place;
    std::filesystem::path m_folder;
    std::unique_ptr<Rendezvous> m_meeting;  ///< null when alone
    std::unique_ptr<ProcessGroup> m_group;
    std::vector<Sibling> m_siblings;
};

/// `safer worker` as a rank other than 0: works on the run that rank 0 leads, on `folder` where it is given. Returns
/// the exit code.
int runFollowingRank(const RankPlace& place, const std::filesystem::path& folder);

/// What a run's params ask for: "ranks", 1 when absent.
Result<int> ranksOf(const RunSpec& spec);

}  // namespace saferscope::cli
