// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bounded_process.h"

#include "tests/support/check.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saferscope::check {

namespace {

constexpr std::size_t keptBytes = 64u << 20;

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        CHECK_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        read = ends[0];
        write = ends[1];
    }
    ~Pipe() {
        closeEnd(read);
        closeEnd(write);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    static void closeEnd(int& end) {
        if (end >= 0) {
            ::close(end);
            end = -1;
        }
    }
    int read = -1;
    int write = -1;
};

[[noreturn]] void become(const BoundedCall& call, const std::vector<char*>& argv) {
    if (call.addressSpaceBytes > 0) {
        const rlimit limit{call.addressSpaceBytes, call.addressSpaceBytes};
        ::setrlimit(RLIMIT_AS, &limit);
    }
    for (const auto& [name, value] : call.environment) {
        ::setenv(name.c_str(), value.c_str(), 1);
    }
    ::execv(argv[0], argv.data());
    ::_exit(127);
}

/// Reads what is there; closes the end when there will be no more.
void drain(int& end, std::string& into) {
    std::array<char, 65536> buffer{};
    const auto got = ::read(end, buffer.data(), buffer.size());
    if (got > 0) {
        into.append(buffer.data(),
                    std::min(static_cast<std::size_t>(got), keptBytes - std::min(keptBytes, into.size())));
    } else if (got == 0 || errno != EINTR) {
        Pipe::closeEnd(end);
    }
}

void feed(int& end, const std::string& input, std::size_t& sent) {
    const auto wrote = ::write(end, input.data() + sent, input.size() - sent);
    sent += wrote > 0 ? static_cast<std::size_t>(wrote) : 0;
    if (sent == input.size() || (wrote < 0 && errno != EINTR && errno != EAGAIN)) {
        Pipe::closeEnd(end);
    }
}

}  // namespace

BoundedResult runBounded(const BoundedCall& call) {
    std::vector<char*> argv;
    for (const auto& argument : call.arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    CHECK(!argv.empty());
    argv.push_back(nullptr);
    ::signal(SIGPIPE, SIG_IGN);  // a program may end without having read its input
    Pipe in;
    Pipe out;
    Pipe err;
    const auto begin = std::chrono::steady_clock::now();
    const auto elapsed = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child == 0) {
        ::signal(SIGPIPE, SIG_DFL);
        ::dup2(in.read, STDIN_FILENO);
        ::dup2(out.write, STDOUT_FILENO);
        ::dup2(err.write, STDERR_FILENO);
        become(call, argv);
    }
    Pipe::closeEnd(in.read);
    Pipe::closeEnd(out.write);
    Pipe::closeEnd(err.write);
    ::fcntl(in.write, F_SETFL, O_NONBLOCK);
    BoundedResult result;
    std::size_t sent = 0;
    if (call.input.empty()) {
        Pipe::closeEnd(in.write);
    }
    int status = 0;
    rusage usage{};
    bool ended = false;
    while (!ended || out.read >= 0 || err.read >= 0) {
        // A grandchild may hold the pipes open; what the program itself said is there once it has ended.
        std::array<pollfd, 3> ends{pollfd{out.read, POLLIN, 0}, pollfd{err.read, POLLIN, 0},
                                   pollfd{in.write, POLLOUT, 0}};
        const int ready = ::poll(ends.data(), ends.size(), 5);
        if (ends[0].revents != 0) {
            drain(out.read, result.out);
        }
        if (ends[1].revents != 0) {
            drain(err.read, result.err);
        }
        if (ends[2].revents != 0) {
            feed(in.write, call.input, sent);
        }
        if (!ended && ::wait4(child, &status, WNOHANG, &usage) == child) {
            ended = true;
            result.seconds = elapsed();
        } else if (ended && ready == 0) {
            break;
        }
        if (!ended && elapsed() > call.timeoutSeconds) {
            result.timedOut = true;
            ::kill(child, SIGKILL);
        }
    }
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    result.peakMegabytes = static_cast<double>(usage.ru_maxrss) / 1024.0;
    return result;
}

std::filesystem::path besideThisTest(const std::string& name) {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

}  // namespace saferscope::check
