// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/spawn_worker.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saferscope {

namespace {

// Sent through the pipe: the process id by the middle process, errno by the last one when it cannot go on.
struct Report {
    pid_t pid = 0;
    int error = 0;
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (const auto& text : texts) {
        result.push_back(const_cast<char*>(text.c_str()));
    }
    result.push_back(nullptr);
    return result;
}

struct Prepared {
    char* const* arguments;
    char* const* environment;
    int input;
    int output;
    int kept;
    int report;
    int niceness;
};

// Where the kernel groups the processes of a session (sched_autogroup), niceness counts within the session only, and a
// worker has one of its own: against the window it would get half of the processor, however nice it is. The group has a
// niceness too. Only async-signal-safe calls; without the file there are no such groups.
void makeSessionNice(int niceness) {
    const int group = niceness > 0 ? ::open("/proc/self/autogroup", O_WRONLY | O_CLOEXEC) : -1;
    if (group < 0) {
        return;
    }
    const int value = niceness < 19 ? niceness : 19;
    const char digits[2] = {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
    const std::size_t leading = value < 10 ? 1 : 0;  // the kernel would read a leading zero as octal
    [[maybe_unused]] const auto written = ::write(group, digits + leading, sizeof digits - leading);
    ::close(group);
}

// After fork() of a program with threads only async-signal-safe calls are allowed: no allocation from here on.
[[noreturn]] void becomeProgram(const Prepared& prepared) {
    // First everything above the numbers it will get, so that no dup2() below overwrites one still needed.
    const int report = ::fcntl(prepared.report, F_DUPFD_CLOEXEC, 10);
    const int kept = prepared.kept >= 0 ? ::fcntl(prepared.kept, F_DUPFD_CLOEXEC, 10) : -1;
    const int input = ::fcntl(prepared.input, F_DUPFD_CLOEXEC, 10);
    const int output = ::fcntl(prepared.output, F_DUPFD_CLOEXEC, 10);
    constexpr int reportFd = DetachedProgram::keptFdNumber + 1;
    bool ready = report >= 0 && input >= 0 && output >= 0 && ::dup2(input, 0) >= 0 && ::dup2(output, 1) >= 0 &&
                 ::dup2(output, 2) >= 0 && ::dup3(report, reportFd, O_CLOEXEC) >= 0;
    if (kept >= 0) {
        ready = ready && ::dup2(kept, DetachedProgram::keptFdNumber) >= 0;
    } else {
        ::close(DetachedProgram::keptFdNumber);
    }
    if (ready) {
        closeDescriptorsFrom(reportFd + 1);
        struct sigaction standard {};
        standard.sa_handler = SIG_DFL;
        for (int signal = 1; signal < 32; ++signal) {
            ::sigaction(signal, &standard, nullptr);
        }
        sigset_t held;
        sigemptyset(&held);
        sigaddset(&held, SIGTERM);
        sigaddset(&held, SIGINT);
        ::sigprocmask(SIG_SETMASK, &held, nullptr);
        errno = 0;
        [[maybe_unused]] const int niceness = ::nice(prepared.niceness);
        makeSessionNice(prepared.niceness);
        errno = 0;
        ::execve(prepared.arguments[0], prepared.arguments, prepared.environment);
    }
    const Report failed{0, errno};
    [[maybe_unused]] const auto written = ::write(ready ? reportFd : prepared.report, &failed, sizeof failed);
    ::_exit(127);
}

bool readReport(int fd, Report& report) {
    ssize_t got = 0;
    do {
        got = ::read(fd, &report, sizeof report);
    } while (got < 0 && errno == EINTR);
    return got == static_cast<ssize_t>(sizeof report);
}

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }
    void close() {
        if (m_fd >= 0) {
            ::close(m_fd);
            m_fd = -1;
        }
    }

private:
    int m_fd;
};

}  // namespace

void closeDescriptorsFrom(int first) {
#ifdef SYS_close_range
    if (::syscall(SYS_close_range, first, ~0U, 0) == 0) {
        return;
    }
#endif
    const long limit = ::sysconf(_SC_OPEN_MAX);
    for (int fd = first; fd < (limit > 0 ? limit : 1024); ++fd) {
        ::close(fd);
    }
}

Result<pid_t> spawnDetached(const DetachedProgram& program) {
    const std::string& name = program.arguments.front();
    const Descriptor input(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const Descriptor output(
        ::open(program.output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644));
    if (input.get() < 0 || output.get() < 0) {
        return fail(ErrorCode::Io, "Cannot open " + program.output.string() + ": " + std::strerror(errno) + ".",
                    "Check that you may write to the run folder.");
    }
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        return fail(ErrorCode::Failed, std::string("Cannot start a worker: ") + std::strerror(errno) + ".");
    }
    const Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);
    const auto arguments = pointers(program.arguments);
    const auto environment = pointers(program.environment);
    const Prepared prepared{arguments.data(), environment.data(), input.get(),     output.get(),
                            program.keptFd,   writing.get(),      program.niceness};
    const pid_t middle = ::fork();
    if (middle < 0) {
        return fail(ErrorCode::Failed, std::string("Cannot start a worker: ") + std::strerror(errno) + ".");
    }
    if (middle == 0) {
        ::setsid();
        const pid_t last = ::fork();
        if (last == 0) {
            becomeProgram(prepared);
        }
        const Report report{last, last < 0 ? errno : 0};
        [[maybe_unused]] const auto written = ::write(prepared.report, &report, sizeof report);
        ::_exit(0);
    }
    writing.close();
    while (::waitpid(middle, nullptr, 0) < 0 && errno == EINTR) {}
    pid_t pid = 0;
    int error = 0;
    for (Report report; readReport(reading.get(), report);) {  // ends when exec has closed the last writing end
        pid = report.pid > 0 ? report.pid : pid;
        error = report.error != 0 ? report.error : error;
    }
    if (error != 0 || pid <= 0) {
        return fail(
            ErrorCode::Failed, "Cannot start " + name + ": " + std::strerror(error != 0 ? error : ECHILD) + ".",
            "Check the installation: `safer` has to lie beside the window's program, or SAFER_PROGRAM names it.");
    }
    return pid;
}

}  // namespace saferscope
