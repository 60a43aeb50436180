// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/slurm_settings.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// Files of what was handed to Slurm, in the folder .slurm of a runs folder. A submission is a folder in it, written
/// whole before the first sbatch and never changed; what becomes known later lies in small files beside.
struct SlurmPaths {
    explicit SlurmPaths(const std::filesystem::path& runsFolder) : runs(runsFolder), root(runsFolder / ".slurm") {}
    std::filesystem::path runs;
    std::filesystem::path root;
    std::filesystem::path lock() const { return root / "slurm.lock"; }    ///< flock of who submits or refreshes
    std::filesystem::path answer() const { return root / "queue.json"; }  ///< what Slurm said last
    std::filesystem::path submission(const std::string& name) const { return root / name; }
    std::filesystem::path submissionFile(const std::string& name) const { return root / name / "submission.json"; }
    /// Slurm's number of an array: written after sbatch, and by the job itself, so that a kill between loses nothing.
    std::filesystem::path job(const std::string& name, std::size_t array) const {
        return root / name / ("array-" + std::to_string(array) + ".job");
    }
    std::filesystem::path script(const std::string& name, std::size_t array) const {
        return root / name / ("array-" + std::to_string(array) + ".sbatch");
    }
    /// Run folders by task number, each ended by a zero byte.
    std::filesystem::path tasks(const std::string& name, std::size_t array) const {
        return root / name / ("array-" + std::to_string(array) + ".tasks");
    }
    std::filesystem::path done(const std::string& name) const { return root / name / "done"; }  ///< all have ended
    std::filesystem::path run(const std::string& id) const { return runs / id / "slurm.json"; }
    std::filesystem::path exitCode(const std::string& id) const { return runs / id / "slurm.exit"; }
};

struct SlurmArray {
    std::string job;                ///< its name in Slurm, unlike any other
    std::vector<std::string> runs;  ///< by task number; empty where the array has no such task
};
struct SlurmBatch {
    std::string name;
    std::string createdAt;
    std::string user;  ///< who submitted; whose jobs squeue is asked for
    SlurmSettings settings;
    std::vector<SlurmArray> arrays;
};
Json toJson(const SlurmBatch& batch);
Result<SlurmBatch> slurmBatchFromJson(const Json& json, const std::string& where);
Result<SlurmBatch> readSlurmBatch(const SlurmPaths& paths, const std::string& name);
/// Submissions of which not every run has ended, oldest first; unreadable ones are logged and left out.
std::vector<SlurmBatch> openSlurmBatches(const SlurmPaths& paths);

/// Where squeue, scancel and sacct lie today: as the workspace's settings say, since they may have moved after a
/// submission; `submitted`, a submission's own setting, where the runs folder belongs to no workspace with settings.
std::string slurmProgramFolder(const SlurmPaths& paths, const std::string& submitted);

/// A run's own note, slurm.json in its folder.
struct SlurmNote {
    std::string submission;
    std::size_t array = 0;
    std::size_t task = 0;
    std::string after;             ///< the run it waits for
    double stopAskedAt = 0.0;      ///< seconds since 1970; 0 = nobody has cancelled it
    std::string taskText() const;  ///< "4"
};
std::optional<SlurmNote> readSlurmNote(const std::filesystem::path& runFolder);
Status writeSlurmNote(const std::filesystem::path& runFolder, const SlurmNote& note);
Status removeSlurmNote(const std::filesystem::path& runFolder);

/// Digits only; nothing when it is not known yet.
std::string readSlurmJob(const SlurmPaths& paths, const std::string& submission, std::size_t array);
Status writeSlurmJob(const SlurmPaths& paths, const std::string& submission, std::size_t array, const std::string& job);

/// flock on SlurmPaths::lock(), given back at the end of its scope.
class SlurmLock {
public:
    /// Nothing when another holds it and `wait` is false; else waits 90 s at most (a submission may take that long).
    static Result<std::optional<SlurmLock>> acquire(const SlurmPaths& paths, bool wait);
    SlurmLock(SlurmLock&& other) noexcept;
    SlurmLock& operator=(SlurmLock&&) = delete;
    ~SlurmLock();

private:
    explicit SlurmLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

}  // namespace saferscope
