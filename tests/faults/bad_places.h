// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "tests/support/check.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

/// What the tests of bad workers share.
namespace saferscope::faults {

/// A program of another test's folder of the same build.
inline std::filesystem::path builtProgram(const std::string& folder, const std::string& name) {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / folder / name;
}

inline bool eventually(const std::function<bool()>& condition, double seconds = 20.0) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return condition();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

inline double secondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// A process that nobody may signal: a child of this one that waits.
class Bystander {
public:
    Bystander() : m_pid(::fork()) {
        if (m_pid == 0) {
            ::execlp("sleep", "sleep", "300", static_cast<char*>(nullptr));
            ::_exit(127);
        }
    }
    ~Bystander() {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    Bystander(const Bystander&) = delete;
    Bystander& operator=(const Bystander&) = delete;
    pid_t pid() const { return m_pid; }
    bool lives() const { return ::waitpid(m_pid, nullptr, WNOHANG) == 0; }

private:
    const pid_t m_pid;
};

inline std::filesystem::path makeRun(const std::filesystem::path& runs, const std::string& id,
                                     const std::string& behaviour, int code = 0) {
    RunSpec spec;
    spec.id = id;
    spec.title = id;
    spec.params = {{"behaviour", behaviour}, {"code", code}};
    const auto run = createRunFolder(runs, spec);
    CHECK_OK(run);
    return *run;
}

}  // namespace saferscope::faults
