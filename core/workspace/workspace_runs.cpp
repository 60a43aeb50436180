// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/judge_settings.h"
#include "core/workspace/rating_merge.h"
#include "core/workspace/run_adoption.h"

#include <algorithm>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// A folder with a spec.json; others (an editor's, one that is being made) are passed over.
std::vector<fs::path> runFolders(const fs::path& runs) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator it(runs, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const bool hidden = it->path().filename().string().starts_with('.');
        if (!hidden && it->is_directory(ignored) && fs::exists(RunPaths(it->path()).spec(), ignored)) {
            folders.push_back(it->path());
        }
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

// The run's worker is gone, and it was told to rate: what it has is kept, finished or not.
bool endedWithRatings(const fs::path& folder, RunState state) {
    const bool ended = state == RunState::Stopped || state == RunState::Failed || state == RunState::Lost;
    std::error_code error;
    if (!ended || !fs::is_regular_file(folder / runRatingsName, error)) {
        return false;
    }
    const auto spec = readRunSpec(folder);
    return spec && spec->kind == JobKind::RateFeatures;
}

}  // namespace

std::vector<Workspace::RunEntry> Workspace::runs() const {
    std::vector<RunEntry> entries;
    for (const auto& folder : runFolders(runsFolder())) {
        auto spec = readRunSpec(folder);
        if (!spec) {
            if (m_impl->complainedRuns.insert(folder.filename().string()).second) {
                log::warn("Leaving out a run: {}", spec.error().message);
            }
            continue;
        }
        entries.push_back({std::move(*spec), folder, readRunState(folder)});
    }
    std::sort(entries.begin(), entries.end(), [](const RunEntry& a, const RunEntry& b) {
        return std::tie(a.spec.createdAt, a.folder) > std::tie(b.spec.createdAt, b.folder);
    });
    return entries;
}

Result<std::vector<std::string>> Workspace::adoptFinishedRuns() {
    const auto adoptions = readAdoptions(m_impl->database);
    if (!adoptions) {
        return failure(adoptions);
    }
    std::vector<std::string> adopted;
    std::optional<Error> firstError;
    const auto takeOver = [&](const std::string& id, const Result<bool>& done) {
        if (!done) {
            log::error("{}", done.error().message);  // one run that cannot be moved must not hold up the others
            firstError = firstError ? firstError : done.error();
        } else if (*done) {
            adopted.push_back(id);
        }
    };
    // In the order in which they ended, so that "newest" means what people expect and an index finds its model there.
    std::vector<FinishedRun> finished;
    for (const auto& folder : runFolders(runsFolder())) {
        const std::string id = folder.filename().string();
        const auto known = adoptions->find(id);
        if (known != adoptions->end() && known->second.state != AdoptionState::Moving) {
            continue;
        }
        const RunState state = readRunState(folder);
        if (endedWithRatings(folder, state)) {
            takeOver(id, adoptRatingRun(m_impl->database, folder, id, false));
        }
        if (state != RunState::Finished) {
            continue;
        }
        auto spec = readRunSpec(folder);
        auto result = readRunResult(folder);
        if (!spec || !result) {
            if (m_impl->complainedRuns.insert(id).second) {
                log::warn("Cannot take over the run {}.", folder.string());
            }
            continue;
        }
        if (!spec->sweep.empty()) {
            continue;  // what a sweep's runs make stays with them (core/workspace/sweep_runs.h)
        }
        finished.push_back({id, folder, std::move(*spec), std::move(*result)});
    }
    std::stable_sort(finished.begin(), finished.end(), [](const FinishedRun& a, const FinishedRun& b) {
        return a.result.finishedAt < b.result.finishedAt;
    });
    for (const auto& run : finished) {
        takeOver(run.id, RunAdoption(m_impl->folder, m_impl->database, run).perform());
    }
    if (adopted.empty() && firstError) {
        return tl::unexpected(*firstError);
    }
    return adopted;
}

}  // namespace saferscope
