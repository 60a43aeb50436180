// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rank_team.h"

#include "app/cli/rank_process.h"
#include "core/tensor/device.h"
#include "core/tensor/usable_cores.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <thread>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto pollEvery = std::chrono::milliseconds(50);
constexpr auto graceToEnd = std::chrono::seconds(5);
constexpr auto graceToTell = std::chrono::seconds(3);
constexpr const char* folderName = "run";
constexpr const char* turnName = "turn";

// Ranks of one machine share its cores; a number of threads that was asked for stays.
void shareCores(const RankPlace& place) {
    if (std::getenv("OMP_NUM_THREADS") != nullptr) {
        return;
    }
    const bool here = place.masterAddress == "127.0.0.1" || place.masterAddress == "localhost";
    const int local = place.localWorldSize > 0 ? place.localWorldSize : here ? place.worldSize : 1;
    configureTorch(threadsPerRank(usableCores(), local));
}

std::string howItEnded(int status) {
    if (WIFSIGNALED(status)) {
        return std::string("was ended by a signal (") + ::strsignal(WTERMSIG(status)) + ")";
    }
    return "ended with code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Result<int> ranksOf(const RunSpec& spec) {
    const auto ranks = jsonMemberOr<int>(spec.params, "ranks", 1, "The request of the run " + spec.id);
    if (!ranks) {
        return failure(ranks);
    }
    if (*ranks < 1 || *ranks > 1024) {
        return fail(ErrorCode::InvalidInput, "A run cannot have " + std::to_string(*ranks) + " ranks.",
                    "Give a number from 1 to 1024.");
    }
    return *ranks;
}

Result<std::unique_ptr<RankTeam>> RankTeam::lead(const JobContext& context) {
    const auto given = rankPlaceFromEnvironment();
    const auto ranks = ranksOf(context.spec);
    const auto limits = rankLimitsFromEnvironment();
    if (!given || !ranks || !limits) {
        return tl::unexpected<Error>(!given ? given.error() : !ranks ? ranks.error() : limits.error());
    }
    std::unique_ptr<RankTeam> team(new RankTeam());
    if (!*given && *ranks == 1) {
        return team;
    }
    if (!distributedAvailable()) {
        return tl::unexpected<Error>(distributedUnavailable());
    }
    if (*given) {
        team->m_place = **given;
    } else {
        team->m_place.worldSize = team->m_place.localWorldSize = *ranks;
    }
    team->m_folder = context.paths.root;
    shareCores(team->m_place);
    auto meeting = Rendezvous::open(team->m_place, *limits, context.stop);
    if (!meeting) {
        return failure(meeting);
    }
    team->m_meeting = std::move(*meeting);
    if (auto told = team->m_meeting->publish(folderName, context.paths.root.string()); !told) {
        return failure(told);
    }
    if (!*given) {
        if (auto started = team->startSiblings(context.paths.root); !started) {
            return failure(started);
        }
    }
    return team;
}

Result<std::unique_ptr<RankTeam>> RankTeam::follow(const RankPlace& place, std::stop_token stop) {
    const auto limits = rankLimitsFromEnvironment();
    if (!limits) {
        return failure(limits);
    }
    std::unique_ptr<RankTeam> team(new RankTeam());
    team->m_place = place;
    shareCores(place);
    auto meeting = Rendezvous::open(place, *limits, stop);
    if (!meeting) {
        return failure(meeting);
    }
    team->m_meeting = std::move(*meeting);
    return team;
}

RankTeam::~RankTeam() {
    m_group.reset();  // whoever still waits for this rank learns that it is gone
    const auto end = Clock::now() + graceToEnd;
    for (Sibling& sibling : m_siblings) {
        while (sibling.pid > 0 && ::waitpid(sibling.pid, &sibling.status, WNOHANG) == 0) {
            if (Clock::now() >= end) {
                ::kill(sibling.pid, SIGKILL);
                ::waitpid(sibling.pid, &sibling.status, 0);
                break;
            }
            std::this_thread::sleep_for(pollEvery);
        }
    }
}

Status RankTeam::startSiblings(const fs::path& runFolder) {
    for (int rank = 1; rank < m_place.worldSize; ++rank) {
        RankPlace place = m_place;
        place.rank = rank;
        place.localRank = rank;
        place.masterPort = m_meeting->port();
        const auto pid = startRankProcess(place, runFolder, RunPaths(runFolder).root / rankLogName(rank));
        if (!pid) {
            return failure(pid);
        }
        m_siblings.push_back({rank, *pid, 0});
    }
    return {};
}

Result<fs::path> RankTeam::runFolder(std::stop_token stop) {
    if (m_folder.empty()) {
        const auto folder = m_meeting->wait(folderName, stop);
        if (!folder) {
            return failure(folder);
        }
        m_folder = *folder;
    }
    return m_folder;
}

Result<std::string> RankTeam::deviceName(const std::string& device) const {
    if (m_place.worldSize == 1 || device == "cpu") {
        return device;
    }
    if (device != "cuda") {
        return fail(ErrorCode::Usage, "Several ranks cannot share the device " + device + ".",
                    "Give --device cuda: each rank takes the GPU of its LOCAL_RANK.");
    }
    return "cuda:" + std::to_string(m_place.localRank);
}

Status RankTeam::awaitTurn(std::stop_token stop) {
    if (leads()) {
        return {};
    }
    const auto turn = m_meeting->wait(turnName, stop);
    return turn ? Status{} : failure(turn);
}

Result<ProcessGroup*> RankTeam::form(c10::Device device, std::stop_token stop) {
    if (!m_meeting) {
        m_group = ProcessGroup::single();
        return m_group.get();
    }
    if (leads()) {
        if (auto told = m_meeting->publish(turnName, "yes"); !told) {
            return failure(told);
        }
    }
    auto group = m_meeting->form(
        device, [this](bool lost) { return explain(lost); }, stop);
    if (!group) {
        return failure(group);
    }
    m_group = std::move(*group);
    return m_group.get();
}

void RankTeam::report(const Error& error) {
    if (m_meeting && !isLostRanks(error)) {
        m_meeting->publishFailure(m_place.rank, error);
    }
}

// A lost connection is noticed before its reason has arrived: the reason gets a moment.
std::optional<Error> RankTeam::explain(bool lost) {
    const auto end = Clock::now() + graceToTell;
    do {
        for (int rank = 0; rank < m_place.worldSize && lost; ++rank) {
            if (rank != m_place.rank) {
                if (auto told = m_meeting->failureOf(rank)) {
                    return told;
                }
            }
        }
        for (Sibling& sibling : m_siblings) {
            if (sibling.pid > 0 && ::waitpid(sibling.pid, &sibling.status, WNOHANG) == sibling.pid) {
                sibling.pid = 0;
            }
            if (sibling.pid == 0) {
                if (auto told = m_meeting->failureOf(sibling.rank)) {
                    return told;
                }
                // Others may end because this one has: the first that was ended by a signal is the cause.
                if (WIFSIGNALED(sibling.status) || !lost || Clock::now() >= end) {
                    return Error{ErrorCode::Failed,
                                 "Rank " + std::to_string(sibling.rank) + " " + howItEnded(sibling.status) + ".",
                                 "Its log is " + (m_folder / rankLogName(sibling.rank)).string() +
                                     "; start the run again to go on from its last checkpoint."};
                }
            }
        }
        if (lost) {
            std::this_thread::sleep_for(pollEvery);
        }
    } while (lost && Clock::now() < end);
    return std::nullopt;
}

}  // namespace saferscope::cli
