// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/slurm_submission.h"

#include <map>
#include <memory>
#include <span>
#include <string>

namespace saferscope {

/// What Slurm says of one task of an array.
struct SlurmTask {
    std::string state;         ///< "PENDING", "RUNNING", "COMPLETED", "OUT_OF_MEMORY", …
    std::string reason;        ///< "Resources", "DependencyNeverSatisfied", …; "None" where there is none
    std::string node;          ///< where it runs or ran
    double endedSeenAt = 0.0;  ///< when it was first seen to have ended, seconds since 1970; 0 = it has not
    bool operator==(const SlurmTask&) const = default;
};
struct SlurmJob {
    std::string number;
    std::map<std::size_t, SlurmTask> tasks;
    bool operator==(const SlurmJob&) const = default;
};
/// By the jobs' names.
using SlurmJobs = std::map<std::string, SlurmJob>;

struct SlurmAnswer {
    double askedAt = 0.0;  ///< seconds since 1970, when it last answered
    double triedAt = 0.0;
    std::string error;  ///< why the last attempt failed; empty when it did not
    SlurmJobs jobs;
};

/// Whether a task in this state may still run (again): all but the states in which Slurm has closed a job.
bool isOpenSlurmState(const std::string& state);
/// It works at this moment, or is about to or just ending.
bool isRunningSlurmState(const std::string& state);

/// The command that asks for jobs by name. In text and not in JSON: every release prints the fields below alike, one
/// short line per task, and keeps to the filters; `squeue --json` prints every job of the cluster (3.3 kB each, in
/// 22.05 also with filters), in a layout that changes between releases.
std::vector<std::string> squeueCommand(const SlurmSettings& settings, std::span<const std::string> users,
                                       std::span<const std::string> jobNames);
/// Its lines: name|user|array job|task|state|reason|nodes. Lines of other jobs or users and lines that cannot be read
/// are passed over. Pure.
SlurmJobs parseSqueue(std::string_view text, std::span<const std::string> users, std::span<const std::string> jobNames);
/// `sacct -n -P -X --format=JobID,State`: by job id "12_3"; ranges of tasks ("12_[4-7]") are passed over. Pure.
std::map<std::string, std::string> parseSacct(std::string_view text);

Json toJson(const SlurmAnswer& answer);
Result<SlurmAnswer> slurmAnswerFromJson(const Json& json, const std::string& where);
/// The last answer as it lies on disk; read again only when the file has changed. Never null. Any thread.
std::shared_ptr<const SlurmAnswer> lastSlurmAnswer(const SlurmPaths& paths);

}  // namespace saferscope
