// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/stop_signals.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

namespace saferscope {

namespace {

// What the handler may touch: lock-free atomics, write(), clock_gettime() and signal calls only.
std::atomic<int> wakeFd = -1;
std::atomic<std::int64_t> firstSignalMs = 0;
constexpr std::int64_t sameRequestMs = 500;  // a double click, or a job scheduler that signals twice

std::int64_t monotonicMs() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

extern "C" void saferscopeOnStopSignal(int signal) {
    const int savedErrno = errno;
    const std::int64_t now = monotonicMs();
    std::int64_t first = 0;
    if (firstSignalMs.compare_exchange_strong(first, now)) {
        const char byte = 's';
        [[maybe_unused]] const auto written = ::write(wakeFd.load(), &byte, 1);
    } else if (now - first >= sameRequestMs) {
        ::signal(signal, SIG_DFL);
        ::raise(signal);  // delivered when this handler returns
    }
    errno = savedErrno;
}

constexpr int stopSignals[] = {SIGTERM, SIGINT};

}  // namespace

struct StopSignals::Impl {
    std::stop_source source;
    int pipe[2] = {-1, -1};
    int previousFd = -1;
    std::int64_t previousFirst = 0;
    struct sigaction previous[2]{};
    sigset_t previousMask{};
    std::thread watcher;
};

StopSignals::StopSignals() : m_impl(std::make_unique<Impl>()) {
    if (::pipe2(m_impl->pipe, O_CLOEXEC) != 0) {
        return;  // no descriptors left: signals keep their meaning, the work cannot be stopped gently
    }
    m_impl->watcher = std::thread([fd = m_impl->pipe[0], source = m_impl->source]() mutable {
        char byte = 0;
        ssize_t got = 0;
        while ((got = ::read(fd, &byte, 1)) == 1 || (got < 0 && errno == EINTR)) {
            if (got == 1 && byte == 's') {
                source.request_stop();
            } else if (got == 1) {
                return;
            }
        }
    });
    m_impl->previousFd = wakeFd.exchange(m_impl->pipe[1]);
    m_impl->previousFirst = firstSignalMs.exchange(0);
    struct sigaction action {};
    action.sa_handler = saferscopeOnStopSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigset_t ours;
    sigemptyset(&ours);
    for (int i = 0; i < 2; ++i) {
        ::sigaction(stopSignals[i], &action, &m_impl->previous[i]);
        sigaddset(&ours, stopSignals[i]);
    }
    // startWorker() blocks them until here, so that a stop asked for during start-up waits instead of killing.
    ::pthread_sigmask(SIG_UNBLOCK, &ours, &m_impl->previousMask);
}

StopSignals::~StopSignals() {
    if (m_impl->pipe[0] < 0) {
        return;
    }
    for (int i = 0; i < 2; ++i) {
        ::sigaction(stopSignals[i], &m_impl->previous[i], nullptr);
    }
    ::pthread_sigmask(SIG_SETMASK, &m_impl->previousMask, nullptr);
    wakeFd.store(m_impl->previousFd);
    firstSignalMs.store(m_impl->previousFirst);
    const char byte = 'q';
    [[maybe_unused]] const auto written = ::write(m_impl->pipe[1], &byte, 1);
    m_impl->watcher.join();
    ::close(m_impl->pipe[0]);
    ::close(m_impl->pipe[1]);
}

std::stop_token StopSignals::token() const { return m_impl->source.get_token(); }

}  // namespace saferscope
