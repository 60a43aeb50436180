// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/old_result.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/slurm_answer.h"
#include "core/jobs/slurm_end.h"
#include "core/jobs/slurm_program.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/worker_identity.h"

#include <algorithm>
#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// What a node has written may show elsewhere only when the network folder's cache has run out: a run that has ended
// there is given so long until its result is missed.
constexpr double resultPatience = 30.0;
constexpr std::size_t mostIds = 500;  // of one command line

class Refresh {
public:
    Refresh(const SlurmPaths& paths, std::vector<SlurmBatch> batches) : m_paths(paths), m_batches(std::move(batches)) {}

    Status perform();

private:
    Status ask();
    void askAccounting();
    void noteJobs();
    bool settleBatch(const SlurmBatch& batch);
    bool settle(const SlurmBatch& batch, std::size_t array, std::size_t task);
    bool hasEnded(const SlurmTask& said, const RunPaths& run) const;
    void waitAgain(const RunPaths& run, const SlurmTask& said, const SlurmNote& note);
    void endByForce();
    Status keepAnswer(const std::string& error);

    const SlurmPaths& m_paths;
    std::vector<SlurmBatch> m_batches;
    SlurmAnswer m_answer;
    std::shared_ptr<const SlurmAnswer> m_before;
    std::vector<std::string> m_force;  ///< jobs that were told to stop and did not
    std::string m_programFolder;
};

Status Refresh::keepAnswer(const std::string& error) {
    m_answer.error = error;
    return writeJsonFile(m_paths.answer(), toJson(m_answer));
}

Status Refresh::ask() {
    std::set<std::string> users;
    std::vector<std::string> names;
    SlurmSettings settings;
    for (const auto& batch : m_batches) {
        users.insert(batch.user);
        for (const auto& array : batch.arrays) {
            names.push_back(array.job);
        }
        settings.programFolder = batch.settings.programFolder;
    }
    settings.programFolder = slurmProgramFolder(m_paths, settings.programFolder);
    m_programFolder = settings.programFolder;
    const std::vector<std::string> who(users.begin(), users.end());
    m_before = lastSlurmAnswer(m_paths);
    m_answer.triedAt = secondsSinceEpoch();
    const auto said = askSlurm({squeueCommand(settings, who, names)});
    if (!said) {
        m_answer.askedAt = m_before->askedAt;
        m_answer.jobs = m_before->jobs;
        keepAnswer(said.error().message);
        return failure(said);
    }
    m_answer.askedAt = secondsSinceEpoch();
    m_answer.jobs = parseSqueue(*said, who, names);
    return {};
}

// Jobs of which squeue knows nothing any more: only where the cluster keeps accounts, and only when there are such.
void Refresh::askAccounting() {
    std::string jobs;
    std::vector<std::pair<std::string, std::string>> numbers;  // job name, number
    for (const auto& batch : m_batches) {
        for (std::size_t array = 0; array < batch.arrays.size(); ++array) {
            const std::string number = readSlurmJob(m_paths, batch.name, array);
            const auto& runs = batch.arrays[array].runs;
            const auto known = m_answer.jobs.find(batch.arrays[array].job);
            bool missed = false;
            for (std::size_t task = 0; task < runs.size() && !missed; ++task) {
                std::error_code error;
                const bool seen = known != m_answer.jobs.end() && known->second.tasks.contains(task);
                missed =
                    !runs[task].empty() && !seen && !fs::exists(RunPaths(m_paths.runs / runs[task]).result(), error);
            }
            if (missed && !number.empty() && numbers.size() < mostIds) {
                jobs += (jobs.empty() ? "" : ",") + number;
                numbers.emplace_back(batch.arrays[array].job, number);
            }
        }
    }
    if (numbers.empty()) {
        return;
    }
    const auto said = askSlurm({{slurmProgram(m_programFolder, "sacct"), "--noheader", "--parsable2", "--allocations",
                                 "--format=JobID,State", "--jobs=" + jobs}});
    if (!said) {
        return;  // no accounting here; the run folders tell enough
    }
    const auto states = parseSacct(*said);
    for (const auto& [name, number] : numbers) {
        for (const auto& [id, state] : states) {
            const auto parts = id.find('_');
            if (id.substr(0, parts) == number) {
                auto& job = m_answer.jobs[name];
                job.number = number;
                job.tasks.emplace(std::stoul(id.substr(parts + 1)), SlurmTask{state, "", "", 0.0});
            }
        }
    }
}

// Numbers that nobody noted because whoever submitted was killed.
void Refresh::noteJobs() {
    for (const auto& batch : m_batches) {
        for (std::size_t array = 0; array < batch.arrays.size(); ++array) {
            const auto known = m_answer.jobs.find(batch.arrays[array].job);
            if (known != m_answer.jobs.end() && readSlurmJob(m_paths, batch.name, array).empty()) {
                log::info("Found the Slurm job {} of {} again.", known->second.number, batch.arrays[array].job);
                writeSlurmJob(m_paths, batch.name, array, known->second.number);
            }
        }
    }
    for (auto& [name, job] : m_answer.jobs) {
        for (auto& [task, said] : job.tasks) {
            if (isOpenSlurmState(said.state)) {
                continue;
            }
            said.endedSeenAt = m_answer.askedAt;
            const auto before = m_before->jobs.find(name);
            if (before != m_before->jobs.end() && before->second.tasks.contains(task) &&
                before->second.tasks.at(task).endedSeenAt > 0.0) {
                said.endedSeenAt = before->second.tasks.at(task).endedSeenAt;
            }
        }
    }
}

bool Refresh::hasEnded(const SlurmTask& said, const RunPaths& run) const {
    const auto worker = readWorkerIdentity(run);
    const bool here = said.node == hostName() || (worker && worker->host == hostName());
    const bool neverRan = said.node.empty() && said.state == "CANCELLED";
    return here || neverRan || m_answer.askedAt - said.endedSeenAt >= resultPatience;
}

// Slurm has put a run back into its queue that had ended with "stopped": preempted, or by its owner's hand.
void Refresh::waitAgain(const RunPaths& run, const SlurmTask& said, const SlurmNote& note) {
    const auto result = readRunResult(run.root);
    if (said.state == "PENDING" && note.stopAskedAt == 0.0 && result && result->state == RunState::Stopped &&
        result->finishedAt < utcTimestamp(m_answer.askedAt - 5.0)) {
        makeRunWaitAgain(run.root);
    }
}

// False while the run is Slurm's.
bool Refresh::settle(const SlurmBatch& batch, std::size_t array, std::size_t task) {
    const std::string& id = batch.arrays[array].runs[task];
    const RunPaths run(m_paths.runs / id);
    const auto note = readSlurmNote(run.root);
    std::error_code error;
    if (!note || note->submission != batch.name || note->array != array || note->task != task) {
        return true;
    }
    const std::string number = readSlurmJob(m_paths, batch.name, array);
    SlurmTask said;
    const auto known = m_answer.jobs.find(batch.arrays[array].job);
    const bool seen = known != m_answer.jobs.end() && known->second.tasks.contains(task);
    if (seen) {
        said = known->second.tasks.at(task);
    }
    if (fs::exists(run.result(), error)) {
        if (!seen || !isOpenSlurmState(said.state)) {
            return true;
        }
        waitAgain(run, said, *note);
        return false;
    }
    const bool lives = RunLock::isHeld(run);
    if (number.empty() && lives) {
        return false;
    }
    if (number.empty()) {
        // This process holds the lock of all who submit, and Slurm has no job of that name: it never got one.
        log::warn("{} was not handed to Slurm after all: it has no job of that submission.", id);
        removeSlurmNote(run.root);
        return true;
    }
    if (seen && isOpenSlurmState(said.state)) {
        const bool hopeless = said.state == "PENDING" && said.reason == "DependencyNeverSatisfied";
        const bool overdue = note->stopAskedAt > 0.0 &&
                             m_answer.askedAt - note->stopAskedAt >= static_cast<double>(batch.settings.graceSeconds);
        if (hopeless || overdue) {
            m_force.push_back(number + "_" + std::to_string(task));
        }
        return false;
    }
    if (lives) {
        return false;
    }
    if (!seen) {
        // Forgotten by Slurm; from now on its result is waited for.
        SlurmTask forgotten;
        const auto before = m_before->jobs.find(batch.arrays[array].job);
        if (before != m_before->jobs.end() && before->second.tasks.contains(task)) {
            forgotten = before->second.tasks.at(task);
        }
        if (isOpenSlurmState(forgotten.state) || forgotten.endedSeenAt == 0.0) {
            forgotten.state = "";
            forgotten.endedSeenAt = m_answer.askedAt;
        }
        auto& job = m_answer.jobs[batch.arrays[array].job];
        job.number = number;
        job.tasks[task] = forgotten;
        said = forgotten;
    }
    if (!hasEnded(said, run)) {
        return false;
    }
    if (auto written = writeSlurmEnd(m_paths, id, *note, number + "_" + std::to_string(task), said); !written) {
        log::error("{}", written.error().message);
        return false;
    }
    return true;
}

bool Refresh::settleBatch(const SlurmBatch& batch) {
    bool all = true;
    for (std::size_t array = 0; array < batch.arrays.size(); ++array) {
        for (std::size_t task = 0; task < batch.arrays[array].runs.size(); ++task) {
            if (!batch.arrays[array].runs[task].empty()) {
                all = settle(batch, array, task) && all;
            }
        }
    }
    return all;
}

void Refresh::endByForce() {
    for (std::size_t first = 0; first < m_force.size(); first += mostIds) {
        ProgramCall call{{slurmProgram(m_programFolder, "scancel")}};
        const std::size_t last = std::min(m_force.size(), first + mostIds);
        call.arguments.insert(call.arguments.end(), m_force.begin() + static_cast<std::ptrdiff_t>(first),
                              m_force.begin() + static_cast<std::ptrdiff_t>(last));
        if (const auto said = askSlurm(call); !said) {
            log::warn("{}", said.error().message);
        }
    }
}

Status Refresh::perform() {
    if (auto asked = ask(); !asked) {
        return asked;
    }
    askAccounting();
    noteJobs();
    for (const auto& batch : m_batches) {
        if (settleBatch(batch)) {
            writeFileAtomically(m_paths.done(batch.name), "");
        }
    }
    endByForce();
    return keepAnswer("");
}

}  // namespace

Result<bool> refreshSlurmLocked(const SlurmPaths& paths) {
    auto batches = openSlurmBatches(paths);
    if (batches.empty()) {
        return false;
    }
    if (auto done = Refresh(paths, std::move(batches)).perform(); !done) {
        return failure(done);
    }
    return true;
}

Result<bool> refreshSlurm(const fs::path& runsFolder, std::chrono::seconds maxAge) {
    std::error_code error;
    const SlurmPaths paths(fs::absolute(runsFolder, error).lexically_normal());
    if (!fs::exists(paths.root, error)) {
        return false;
    }
    const auto recent = [&paths, maxAge] {
        const double age = secondsSinceEpoch() - lastSlurmAnswer(paths)->triedAt;
        return age >= 0.0 && age < static_cast<double>(maxAge.count());
    };
    if (recent()) {
        return false;
    }
    const auto lock = SlurmLock::acquire(paths, false);
    if (!lock) {
        return failure(lock);
    }
    if (!*lock || recent()) {
        return false;
    }
    return refreshSlurmLocked(paths);
}

}  // namespace saferscope
