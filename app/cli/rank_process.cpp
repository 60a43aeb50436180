// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rank_process.h"

#include "core/jobs/spawn_worker.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> environmentOf(const RankPlace& place) {
    const std::array<std::pair<std::string, std::string>, 6> own = {
        {{"RANK", std::to_string(place.rank)},
         {"WORLD_SIZE", std::to_string(place.worldSize)},
         {"LOCAL_RANK", std::to_string(place.localRank)},
         {"LOCAL_WORLD_SIZE", std::to_string(place.localWorldSize)},
         {"MASTER_ADDR", place.masterAddress},
         {"MASTER_PORT", std::to_string(place.masterPort)}}};
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::string_view name = text.substr(0, text.find('='));
        bool replaced = false;
        for (const auto& [ownName, value] : own) {
            replaced = replaced || name == ownName;
        }
        if (!replaced) {
            result.emplace_back(text);
        }
    }
    for (const auto& [name, value] : own) {
        result.push_back(name + "=" + value);
    }
    return result;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

std::string rankLogName(int rank) { return "rank-" + std::to_string(rank) + ".txt"; }

Result<pid_t> startRankProcess(const RankPlace& place, const fs::path& runFolder, const fs::path& log) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
    const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (error || output < 0 || input < 0) {
        const int code = errno;
        ::close(output);
        ::close(input);
        return fail(ErrorCode::Io, "Cannot open " + log.string() + ": " + std::strerror(code) + ".",
                    "Check that you may write to the run folder.");
    }
    std::vector<std::string> arguments = {program.string(), "worker", runFolder.string()};
    std::vector<std::string> environment = environmentOf(place);
    const auto argumentPointers = pointersTo(arguments);
    const auto environmentPointers = pointersTo(environment);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        // Only async-signal-safe calls from here on: libtorch has threads.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent || ::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(output, 2) < 0) {
            ::_exit(127);
        }
        closeDescriptorsFrom(3);  // above all the run's lock: it has to end with rank 0
        ::execve(argumentPointers[0], argumentPointers.data(), environmentPointers.data());
        ::_exit(127);
    }
    const int code = errno;
    ::close(output);
    ::close(input);
    if (child < 0) {
        return fail(ErrorCode::Failed, std::string("Cannot start another rank: ") + std::strerror(code) + ".");
    }
    return child;
}

Status becomeFollowingRank() {
    std::error_code error;
    const std::string program = fs::read_symlink("/proc/self/exe", error).string();
    ::execl(program.c_str(), program.c_str(), "worker", nullptr);
    return fail(ErrorCode::Failed, "Cannot start " + program + ": " + std::strerror(errno) + ".");
}

}  // namespace saferscope::cli
