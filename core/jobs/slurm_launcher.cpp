// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_launcher.h"

#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/jobs/launcher.h"
#include "core/jobs/slurm_answer.h"
#include "core/jobs/slurm_end.h"
#include "core/jobs/slurm_plan.h"
#include "core/jobs/slurm_program.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/slurm_script.h"

#include <charconv>
#include <pwd.h>
#include <set>
#include <unistd.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t usualArraySize = 1000;

Result<std::string> userName() {
    struct passwd entry {};
    struct passwd* found = nullptr;
    std::vector<char> buffer(1 << 16);
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
        return fail(ErrorCode::Failed, "This account has no name, so Slurm cannot be asked for its jobs.");
    }
    return std::string(found->pw_name);
}

// The largest array this cluster takes, or the usual size where it does not say.
std::size_t arraySize(const SlurmSettings& settings) {
    const auto said = askSlurm({{slurmProgram(settings.programFolder, "scontrol"), "show", "config"}});
    const auto at = said ? said->find("\nMaxArraySize") : std::string::npos;
    const auto digits = at == std::string::npos ? at : said->find_first_of("0123456789\n", at + 1);
    std::size_t size = 0;
    if (digits == std::string::npos ||
        std::from_chars(said->data() + digits, said->data() + said->size(), size).ec != std::errc{} || size < 2) {
        return usualArraySize;
    }
    return std::min(size - 1, usualArraySize);
}

Status writeBatch(const SlurmPaths& paths, const SlurmBatch& batch, const std::string& program) {
    std::error_code error;
    fs::create_directories(paths.submission(batch.name), error);
    if (error) {
        return fail(ErrorCode::Io,
                    "Cannot create " + paths.submission(batch.name).string() + ": " + error.message() + ".");
    }
    for (std::size_t array = 0; array < batch.arrays.size(); ++array) {
        std::string tasks;
        for (const auto& id : batch.arrays[array].runs) {
            tasks += id.empty() ? "" : (paths.runs / id).string();
            tasks += '\0';
        }
        if (auto written = writeFileAtomically(paths.tasks(batch.name, array), tasks); !written) {
            return written;
        }
        if (auto written =
                writeFileAtomically(paths.script(batch.name, array), slurmScript(paths, batch, array, program));
            !written) {
            return written;
        }
    }
    return writeJsonFile(paths.submissionFile(batch.name), toJson(batch));
}

// From here on the runs are Slurm's: under the queue's lock, so that the local queue cannot take one meanwhile.
Status noteRuns(const SlurmPaths& paths, const SlurmBatch& batch, const std::map<std::string, std::string>& after) {
    const auto queue = LockedQueue::open(paths.runs);
    if (!queue) {
        return failure(queue);
    }
    for (std::size_t array = 0; array < batch.arrays.size(); ++array) {
        const auto& runs = batch.arrays[array].runs;
        for (std::size_t task = 0; task < runs.size(); ++task) {
            const std::string& id = runs[task];
            if (id.empty()) {
                continue;
            }
            if (queue->state.find(id) != nullptr) {
                return fail(ErrorCode::Usage, "The run " + id + " is in this machine's queue.",
                            "Cancel it there first.");
            }
            if (readRunState(paths.runs / id) != RunState::Waiting) {
                if (auto ready = makeRunWaitAgain(paths.runs / id); !ready) {
                    return ready;
                }
            }
            std::error_code ignored;
            fs::remove(paths.exitCode(id), ignored);
            const auto needed = after.find(id);
            if (auto written = writeSlurmNote(
                    paths.runs / id, {batch.name, array, task, needed == after.end() ? "" : needed->second, 0.0});
                !written) {
                return written;
            }
        }
    }
    return {};
}

void takeBack(const SlurmPaths& paths, const SlurmBatch& batch, std::size_t firstArray) {
    for (std::size_t array = firstArray; array < batch.arrays.size(); ++array) {
        for (const auto& id : batch.arrays[array].runs) {
            const auto note = id.empty() ? std::nullopt : readSlurmNote(paths.runs / id);
            if (note && note->submission == batch.name && note->array == array) {
                removeSlurmNote(paths.runs / id);
            }
        }
    }
}

std::string dependencyOf(const SlurmPlan::Array& array, const std::vector<std::string>& jobs) {
    if (array.parent) {
        return "aftercorr:" + jobs[*array.parent];
    }
    return array.afterJob.empty() ? "" : "afterok:" + array.afterJob;
}

Result<std::string> submitArray(const SlurmPaths& paths, const SlurmBatch& batch, std::size_t array,
                                const std::string& dependency) {
    const auto said = askSlurm({sbatchCommand(paths, batch, array, dependency), 6 * usualProgramLimit, 1 << 20});
    if (!said) {
        return fail(said.error().code, "Slurm did not take the runs: " + said.error().message,
                    said.error().hint.empty() ? "Check the Slurm settings; `safer slurm check` shows the partitions."
                                              : said.error().hint);
    }
    // "123" or "123;cluster"; a site's sbatch may say more before it.
    std::string line = said->substr(0, said->find_last_not_of(" \n\r") + 1);
    line = line.substr(line.rfind('\n') + 1);
    const std::string number = line.substr(0, line.find(';'));
    if (number.empty() || number.size() > 19 || number.find_first_not_of("0123456789") != std::string::npos) {
        return fail(ErrorCode::Failed, "sbatch gave no job number.",
                    "`squeue --name=" + batch.arrays[array].job + "` shows whether it took the job.");
    }
    writeSlurmJob(paths, batch.name, array, number);  // else found again by its name
    return number;
}

}  // namespace

Result<SlurmSubmission> submitToSlurm(const fs::path& runsFolder, std::span<const SlurmRun> runs,
                                      const SlurmSettings& settings) {
    if (auto checked = checkSlurmSettings(settings); !checked) {
        return failure(checked);
    }
    std::error_code error;
    const SlurmPaths paths(fs::absolute(runsFolder, error).lexically_normal());
    const auto user = userName();
    if (!user) {
        return failure(user);
    }
    std::string program = settings.saferProgram;
    if (program.empty()) {
        const auto found = findSaferProgram();
        if (!found) {
            return failure(found);
        }
        program = fs::absolute(*found, error).string();
    }
    const auto lock = SlurmLock::acquire(paths, true);
    if (!lock) {
        return failure(lock);
    }
    // What an earlier attempt has handed over is known before anything is handed over twice.
    if (const auto asked = refreshSlurmLocked(paths); !asked) {
        return failure(asked);
    }
    const auto queue = readQueue(paths.runs);
    if (!queue) {
        return failure(queue);
    }
    auto plan = planSlurm(paths, *queue, runs, arraySize(settings));
    if (!plan) {
        return failure(plan);
    }
    SlurmSubmission submission;
    submission.skipped = plan->skipped;
    submission.warnings = plan->warnings;
    if (plan->wantsGpu && settings.gpus == 0 && settings.gres.empty() && settings.extra.empty()) {
        submission.warnings.emplace_back(
            "The runs want a GPU and the Slurm settings ask for none; most clusters then show them none.");
    }
    if (plan->arrays.empty()) {
        return submission;
    }
    SlurmBatch batch{"safer-" + timeOrderedName(), utcTimestamp(), *user, settings, {}};
    for (auto& array : plan->arrays) {
        batch.arrays.push_back({batch.name + "-" + std::to_string(batch.arrays.size()), array.runs});
    }
    Status prepared = writeBatch(paths, batch, program);
    if (prepared) {
        prepared = noteRuns(paths, batch, plan->after);
    }
    if (!prepared) {
        takeBack(paths, batch, 0);
        fs::remove_all(paths.submission(batch.name), error);
        return failure(prepared);
    }
    submission.name = batch.name;
    for (std::size_t array = 0; array < batch.arrays.size(); ++array) {
        const auto number = submitArray(paths, batch, array, dependencyOf(plan->arrays[array], submission.jobs));
        if (!number) {
            // sbatch may have been too slow to tell: only what Slurm does not know is taken back (by the next look).
            // One that could not even be started has told nobody.
            const bool nobody = number.error().code == ErrorCode::NotFound;
            takeBack(paths, batch, nobody ? array : array + 1);
            if (nobody && array == 0) {
                fs::remove_all(paths.submission(batch.name), error);
                return failure(number);
            }
            if (const auto asked = refreshSlurmLocked(paths); !asked) {
                log::warn("{}", asked.error().message);
            }
            return failure(number);
        }
        submission.jobs.push_back(*number);
        submission.runs += static_cast<std::size_t>(
            std::ranges::count_if(batch.arrays[array].runs, [](const std::string& id) { return !id.empty(); }));
    }
    if (const auto asked = refreshSlurmLocked(paths); !asked) {
        log::warn("{}", asked.error().message);
    }
    return submission;
}

Result<SlurmCheck> checkSlurm(const SlurmSettings& settings) {
    const auto program = [&settings](const char* name) { return slurmProgram(settings.programFolder, name); };
    SlurmCheck check;
    for (const char* name : {"sbatch", "squeue", "scancel"}) {
        const auto said = askSlurm({{program(name), "--version"}});
        if (!said) {
            return failure(said);
        }
        check.version = said->substr(0, said->find('\n'));
    }
    const auto partitions = askSlurm({{program("sinfo"), "--noheader", "--format=%R|%a|%D|%G|%l"}});
    if (!partitions) {
        return failure(partitions);
    }
    std::set<std::string> seen;
    std::string_view rest = *partitions;
    while (!rest.empty()) {
        const std::string line(rest.substr(0, rest.find('\n')));
        rest = rest.size() > line.size() ? rest.substr(line.size() + 1) : std::string_view();
        std::vector<std::string> fields(1);
        for (const char c : line) {
            if (c == '|') {
                fields.emplace_back();
            } else {
                fields.back() += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
            }
        }
        if (fields.size() == 5 && seen.insert(line).second) {
            check.partitions.push_back(fields[0] + ": " + fields[1] + ", " + fields[2] +
                                       (fields[2] == "1" ? " node" : " nodes") +
                                       (fields[3] == "(null)" ? "" : ", " + fields[3]) + ", time limit " + fields[4]);
        }
    }
    const auto accounts = askSlurm({{program("sacct"), "--noheader", "--allocations", "--format=JobID"}});
    check.accounting = accounts.has_value();
    return check;
}

}  // namespace saferscope
