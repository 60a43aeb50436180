// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_plan.h"

#include "core/jobs/run_state.h"
#include "core/jobs/slurm_queue.h"

#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

class Planner {
public:
    Planner(const SlurmPaths& paths, const QueueState& localQueue, std::size_t arraySize)
        : m_paths(paths), m_localQueue(localQueue), m_arraySize(arraySize), m_places(slurmPlaces(paths.runs)) {}

    Result<SlurmPlan> plan(std::span<const SlurmRun> runs);

private:
    Status choose(const SlurmRun& run);
    Status checkNeed(const SlurmRun& run) const;
    void place(const SlurmRun& run);
    void placeBehind(const std::string& id, std::size_t parent, std::size_t task);

    const SlurmPaths& m_paths;
    const QueueState& m_localQueue;
    const std::size_t m_arraySize;
    const std::map<std::string, SlurmPlace> m_places;
    std::map<std::string, SlurmRun> m_chosen;                            ///< to be submitted now
    std::map<std::string, std::pair<std::size_t, std::size_t>> m_seats;  ///< array and task of what has been placed
    SlurmPlan m_plan;
};

Status Planner::choose(const SlurmRun& run) {
    const fs::path folder = m_paths.runs / run.id;
    if (run.id.empty() || run.id.starts_with('.') || run.id.find('/') != std::string::npos) {
        return fail(ErrorCode::Usage, "\"" + run.id + "\" cannot be the name of a run.");
    }
    const auto spec = readRunSpec(folder);
    if (!spec) {
        return failure(spec);
    }
    if (m_localQueue.find(run.id) != nullptr) {
        return fail(ErrorCode::Usage, "The run " + run.id + " is in this machine's queue.", "Cancel it there first.");
    }
    const RunState state = readRunState(folder);
    const auto place = m_places.find(run.id);
    if (place != m_places.end() && place->second.stopAsked) {
        return fail(ErrorCode::Usage, "The run " + run.id + " is being cancelled in Slurm.",
                    "Wait until it has ended.");
    }
    if (state == RunState::Finished || place != m_places.end()) {
        ++m_plan.skipped;
        return {};
    }
    if (state == RunState::Running) {
        return fail(ErrorCode::Usage, "The run " + run.id + " runs already, outside of Slurm.",
                    "Stop it first, or wait for it.");
    }
    if (!m_chosen.emplace(run.id, run).second) {
        return fail(ErrorCode::Usage, "The run " + run.id + " was given twice.");
    }
    m_plan.wantsGpu = m_plan.wantsGpu || spec->device.starts_with("cuda");
    if (!run.after.empty()) {
        m_plan.after[run.id] = run.after;
    }
    return {};
}

// What it waits for has finished, is with Slurm, or is submitted with it.
Status Planner::checkNeed(const SlurmRun& run) const {
    if (run.after.empty() || m_chosen.contains(run.after) || m_places.contains(run.after)) {
        return {};
    }
    const auto refuse = [&run](const std::string& why, const std::string& hint) {
        return fail(ErrorCode::Usage, "The run " + run.id + " waits for " + run.after + ", which " + why, hint);
    };
    const fs::path folder = m_paths.runs / run.after;
    if (run.after.starts_with('.') || run.after.find('/') != std::string::npos || !readRunSpec(folder)) {
        return refuse("is no run of this workspace.", "`safer jobs` lists the runs.");
    }
    switch (readRunState(folder)) {
        case RunState::Finished:
            return {};
        case RunState::Running:
            return refuse("runs outside of Slurm.", "Submit it again when that has finished.");
        case RunState::Waiting:
            return refuse("was not handed to Slurm.", "Submit both together, or wait until that has finished.");
        case RunState::Failed:
        case RunState::Stopped:
        case RunState::Lost:
            break;
    }
    return refuse("did not finish.", "Submit both together.");
}

void Planner::placeBehind(const std::string& id, std::size_t parent, std::size_t task) {
    // One run for each task of an array: a second one behind the same task goes into a further array.
    for (std::size_t array = 0; array < m_plan.arrays.size(); ++array) {
        auto& candidate = m_plan.arrays[array];
        if (candidate.parent == parent && (candidate.runs.size() <= task || candidate.runs[task].empty())) {
            candidate.runs.resize(std::max(candidate.runs.size(), task + 1));
            candidate.runs[task] = id;
            m_seats[id] = {array, task};
            return;
        }
    }
    m_seats[id] = {m_plan.arrays.size(), task};
    SlurmPlan::Array added{std::vector<std::string>(task + 1), parent, {}};
    added.runs[task] = id;
    m_plan.arrays.push_back(std::move(added));
}

void Planner::place(const SlurmRun& run) {
    if (const auto seat = m_seats.find(run.after); seat != m_seats.end()) {
        placeBehind(run.id, seat->second.first, seat->second.second);
        return;
    }
    if (const auto earlier = m_places.find(run.after); earlier != m_places.end()) {
        m_seats[run.id] = {m_plan.arrays.size(), 0};
        m_plan.arrays.push_back({{run.id}, std::nullopt, earlier->second.job});
        return;
    }
    for (std::size_t array = 0; array < m_plan.arrays.size(); ++array) {
        auto& candidate = m_plan.arrays[array];
        if (!candidate.parent && candidate.afterJob.empty() && candidate.runs.size() < m_arraySize) {
            m_seats[run.id] = {array, candidate.runs.size()};
            candidate.runs.push_back(run.id);
            return;
        }
    }
    m_seats[run.id] = {m_plan.arrays.size(), 0};
    m_plan.arrays.push_back({{run.id}, std::nullopt, {}});
}

Result<SlurmPlan> Planner::plan(std::span<const SlurmRun> runs) {
    for (const auto& run : runs) {
        if (auto chosen = choose(run); !chosen) {
            return failure(chosen);
        }
    }
    // Layer by layer, each in the order it was given: what is waited for has its seat before those that wait.
    std::vector<const SlurmRun*> left;
    for (const auto& run : runs) {
        const auto chosen = m_chosen.find(run.id);
        if (chosen == m_chosen.end()) {
            continue;
        }
        if (auto fine = checkNeed(run); !fine) {
            return failure(fine);
        }
        left.push_back(&chosen->second);
    }
    while (!left.empty()) {
        std::vector<const SlurmRun*> later;
        std::vector<const SlurmRun*> now;
        for (const auto* run : left) {
            const bool waits = m_chosen.contains(run->after) && !m_seats.contains(run->after);
            (waits ? later : now).push_back(run);
        }
        if (now.empty()) {
            return fail(ErrorCode::Usage, "The run " + left.front()->id + " would wait for itself.",
                        "Leave one dependency out.");
        }
        for (const auto* run : now) {
            place(*run);
        }
        left = std::move(later);
    }
    return std::move(m_plan);
}

}  // namespace

Result<SlurmPlan> planSlurm(const SlurmPaths& paths, const QueueState& localQueue, std::span<const SlurmRun> runs,
                            std::size_t arraySize) {
    return Planner(paths, localQueue, arraySize).plan(runs);
}

}  // namespace saferscope
