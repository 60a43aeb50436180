// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/start_programs.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <set>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace saferscope::bench {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The child: standard error goes to `errors`, or with the rest to nowhere.
[[noreturn]] void become(const std::vector<std::string>& arguments, int errors) {
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(errors >= 0 ? errors : nowhere, STDERR_FILENO);
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) {
        pointers.push_back(const_cast<char*>(argument.c_str()));
    }
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
}

Files filesOf(pid_t pid) {
    std::set<fs::path> files;
    std::ifstream maps("/proc/" + std::to_string(pid) + "/maps");
    for (std::string line; std::getline(maps, line);) {
        const auto slash = line.find('/');
        if (slash != std::string::npos && fs::is_regular_file(line.substr(slash))) {
            files.insert(line.substr(slash));
        }
    }
    return {files.begin(), files.end()};
}

}  // namespace

double secondsToRun(const std::vector<std::string>& arguments) {
    const auto start = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        become(arguments, -1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) {
        throw std::runtime_error(arguments.front() + " failed");
    }
    return since(start);
}

double secondsToFrame(const std::string& program, const fs::path& workspace, const fs::path& scratch,
                      std::string* steps, Files* mapped) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    const auto start = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
        ::setenv("SAFERSCOPE_START_TIMES", "1", 1);
        for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"}) {
            ::setenv(name, scratch.c_str(), 1);
        }
        become({program, workspace.string()}, ends[1]);
    }
    ::close(ends[1]);
    std::string text;
    double elapsed = 0.0;
    const std::string mark = "saferscope start:";
    pollfd ready{ends[0], POLLIN, 0};
    char buffer[4096];
    while (elapsed == 0.0 && since(start) < 60.0 && ::poll(&ready, 1, 1000) >= 0) {
        const ssize_t got = (ready.revents & (POLLIN | POLLHUP)) != 0 ? ::read(ends[0], buffer, sizeof buffer) : -1;
        if (got == 0) {
            break;
        }
        text.append(buffer, static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        const auto at = text.find(mark);
        if (at != std::string::npos && text.find('\n', at) != std::string::npos) {
            elapsed = since(start);
            if (steps != nullptr) {
                *steps = text.substr(at + mark.size(), text.find('\n', at) - at - mark.size());
            }
        }
    }
    if (mapped != nullptr) {
        *mapped = filesOf(child);
    }
    ::close(ends[0]);
    ::kill(child, SIGTERM);
    ::waitpid(child, nullptr, 0);
    if (elapsed == 0.0) {
        throw std::runtime_error("the window painted nothing: " + text);
    }
    return elapsed;
}

}  // namespace saferscope::bench
