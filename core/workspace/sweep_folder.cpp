// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sweep_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/log.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/sweep_runs.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr auto lockPatience = std::chrono::seconds(30);
constexpr auto lockPause = std::chrono::milliseconds(5);

/// The folders are on the disk before a mark says that they are.
Status mark(const fs::path& file) { return writeFileAtomically(file, ""); }

Result<bool> makeMissingFolders(const fs::path& runs, const std::vector<RunSpec>& specs) {
    bool made = false;
    for (const RunSpec& spec : specs) {
        if (isThere(RunPaths(runs / spec.id).spec())) {
            continue;
        }
        if (const auto folder = createRunFolder(runs, spec); !folder) {
            return failure(folder);
        }
        made = true;
    }
    return made;
}

/// One call for all of them: the queue has every run of a sweep or, after a failure, none.
Result<bool> queueMissing(const fs::path& runs, const std::vector<RunSpec>& specs) {
    const auto queue = readQueue(runs);
    if (!queue) {
        return failure(queue);
    }
    std::vector<QueueRequest> requests;
    for (const RunSpec& spec : specs) {
        // Anything but waiting: it has been worked on, or somebody has ended it.
        if (queue->find(spec.id) != nullptr || readRunState(runs / spec.id) != RunState::Waiting) {
            continue;
        }
        QueueRequest request;
        request.id = spec.id;
        if (spec.kind == JobKind::Evaluate) {
            request.after = {fs::path(spec.params.at("model_run").get<std::string>()).filename().string()};
        }
        requests.push_back(std::move(request));
    }
    if (requests.empty()) {
        return false;
    }
    if (auto queued = enqueueRuns(runs, requests); !queued) {
        return failure(queued);
    }
    return true;
}

}  // namespace

bool isThere(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

fs::path sweepFolder(const fs::path& workspaceFolder, const std::string& id) { return workspaceFolder / "sweeps" / id; }

Result<SweepLock> SweepLock::take(const fs::path& workspaceFolder) {
    const fs::path folder = workspaceFolder / "sweeps";
    std::error_code error;
    fs::create_directories(folder, error);
    const fs::path file = folder / ".lock";
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return fail(ErrorCode::Io, "Cannot open " + file.string() + ": " + std::strerror(errno) + ".",
                    "Check that you may write to the workspace.");
    }
    SweepLock lock(fd);
    const auto end = std::chrono::steady_clock::now() + lockPatience;
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(ErrorCode::Io, "Cannot lock " + file.string() + ": " + std::strerror(errno) + ".");
        }
        if (std::chrono::steady_clock::now() >= end) {
            return fail(ErrorCode::Io, "Another program is busy with the sweeps of " + workspaceFolder.string() + ".",
                        "Try again; if it stays so, look for a `safer` that hangs.");
        }
        std::this_thread::sleep_for(lockPause);
    }
    return lock;
}

SweepLock::SweepLock(SweepLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

SweepLock::~SweepLock() {
    if (m_fd >= 0) {
        ::flock(m_fd, LOCK_UN);
        ::close(m_fd);
    }
}

Result<std::vector<RunSpec>> readPlannedRuns(const fs::path& workspaceFolder, const Sweep& sweep) {
    const SweepPaths paths(sweepFolder(workspaceFolder, sweep.spec.id));
    const auto json = readJsonFile(paths.runs());
    if (!json || !json->is_array()) {
        return fail(ErrorCode::InvalidInput, paths.runs().string() + " cannot be read.",
                    "The sweep's runs that are there can be used; others cannot be made any more.");
    }
    const auto ids = sweepRunIds(sweep);
    const std::set<std::string> known(ids.begin(), ids.end());
    std::vector<RunSpec> specs;
    for (const Json& one : *json) {
        auto spec = runSpecFromJson(one, paths.runs().string());
        if (!spec) {
            return failure(spec);
        }
        const auto modelRun = jsonMemberOr<std::string>(spec->params, "model_run", {}, spec->id);
        if (!known.contains(spec->id) || !modelRun || (spec->kind == JobKind::Evaluate) == modelRun->empty()) {
            return fail(ErrorCode::InvalidInput, paths.runs().string() + " describes a run that is not the sweep's.");
        }
        specs.push_back(std::move(*spec));
    }
    return specs;
}

std::vector<std::string> sweepRunIds(const Sweep& sweep) {
    std::vector<std::string> ids;
    std::set<std::string> seen;
    for (const SweepCell& cell : sweep.cells) {
        for (const auto* id : {&cell.trainRun, &cell.evaluateRun}) {
            if (!id->empty() && seen.insert(*id).second) {
                ids.push_back(*id);
            }
        }
    }
    return ids;
}

Result<bool> completeLocked(const fs::path& workspaceFolder, const Sweep& sweep) {
    const SweepPaths paths(sweepFolder(workspaceFolder, sweep.spec.id));
    if (isThere(paths.started()) || isThere(paths.cancelled())) {
        return false;
    }
    const auto specs = readPlannedRuns(workspaceFolder, sweep);
    if (!specs) {
        return failure(specs);
    }
    const fs::path runs = runsFolderOf(workspaceFolder);
    const auto made = makeMissingFolders(runs, *specs);
    if (!made) {
        return failure(made);
    }
    bool changed = *made;
    if (sweep.spec.launcher == "local") {
        const auto queued = queueMissing(runs, *specs);
        if (!queued) {
            return failure(queued);
        }
        changed = changed || *queued;
    }
    if (auto marked = mark(paths.started()); !marked) {
        return failure(marked);
    }
    return changed;
}

Result<bool> completeSweep(const fs::path& workspaceFolder, const Sweep& sweep) {
    if (isThere(SweepPaths(sweepFolder(workspaceFolder, sweep.spec.id)).started())) {
        return false;  // asked after every run: mostly there is nothing to do
    }
    const auto lock = SweepLock::take(workspaceFolder);
    if (!lock) {
        return failure(lock);
    }
    return completeLocked(workspaceFolder, sweep);
}

bool hasModel(const fs::path& runFolder) {
    return checkArtifactFiles(ArtifactKind::Model, RunPaths(runFolder).output()).has_value();
}

std::vector<Sweep> readSweeps(const fs::path& workspaceFolder) {
    std::vector<Sweep> sweeps;
    std::error_code error;
    for (fs::directory_iterator it(workspaceFolder / "sweeps", error), end; !error && it != end; it.increment(error)) {
        const std::string id = it->path().filename().string();
        if (id.starts_with('.') || !isThere(SweepPaths(it->path()).sweep())) {
            continue;
        }
        auto sweep = readSweep(workspaceFolder, id);
        if (sweep) {
            sweeps.push_back(std::move(*sweep));
        } else {
            log::warn("Leaving out a sweep: {}", sweep.error().message);
        }
    }
    std::ranges::sort(sweeps, [](const Sweep& a, const Sweep& b) {
        return std::tie(a.spec.createdAt, a.spec.id) > std::tie(b.spec.createdAt, b.spec.id);
    });
    return sweeps;
}

Result<Sweep> readSweep(const fs::path& workspaceFolder, const std::string& id) {
    if (!isPlainName(id)) {
        return fail(ErrorCode::Usage, "\"" + id + "\" cannot be the name of a sweep.");
    }
    const SweepPaths paths(sweepFolder(workspaceFolder, id));
    if (!isThere(paths.sweep())) {
        return fail(ErrorCode::NotFound, "There is no sweep \"" + id + "\" in " + workspaceFolder.string() + ".",
                    "`safer sweep list` shows those that there are.");
    }
    const auto json = readJsonFile(paths.sweep());
    if (!json) {
        return failure(json);
    }
    auto sweep = sweepFromJson(*json, paths.sweep().string());
    if (sweep && sweep->spec.id != id) {
        return fail(ErrorCode::InvalidInput, paths.sweep().string() + " is of another sweep.", "Was it copied?");
    }
    return sweep;
}

}  // namespace saferscope
