// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/sudden_end.h"

#include "core/base/memory_advice.h"
#include "core/jobs/exit_code.h"

#include <cstdlib>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace {

std::mutex mutex;
std::function<int(const Error&)> listener;  // under the mutex
pid_t listeningProcess = 0;                 // a forked child that exits is none of our business
std::terminate_handler earlierHandler = nullptr;

std::function<int(const Error&)> take() {
    const std::lock_guard lock(mutex);
    return listeningProcess == ::getpid() ? std::exchange(listener, nullptr) : nullptr;
}

[[noreturn]] void endWith(const std::function<int(const Error&)>& last, const Error& error) {
    try {
        ::_exit(last(error));
    } catch (...) {  // nothing more can be done for it
    }
    ::_exit(exitCodeOf(error.code));
}

bool threadsAreUsedUp() {
    try {
        std::thread([] {}).join();
        return false;
    } catch (const std::system_error&) {
        return true;
    }
}

// Nothing was given back since the library gave up: exit() unwinds no stack. Who cannot have so little has none;
// OpenBLAS ends the program where it gets no memory for a product's work list, which is small.
bool memoryIsUsedUp() {
    constexpr std::size_t little = std::size_t{4} << 20;
    void* const some = std::malloc(little);
    std::free(some);
    return some == nullptr;
}

Error reasonOfExit() {
    try {
        if (memoryIsUsedUp()) {
            Error error = errorFromException(std::bad_alloc());
            if (std::string advice = MemoryAdvice::current(); !advice.empty()) {
                error.hint = std::move(advice);
            }
            return error;
        }
        if (threadsAreUsedUp()) {
            return errorFromException(
                std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again)));
        }
    } catch (const std::bad_alloc&) {  // not even for a sentence: this one is short enough to need none
        return {ErrorCode::OutOfMemory, "Memory ran out.", {}};
    }
    return {ErrorCode::Failed, "A library ended the program in the middle of the work.",
            "The end of its log says why; memory that ran out is the usual cause."};
}

void onExit() {
    if (const auto last = take()) {
        endWith(last, reasonOfExit());
    }
}

void onTerminate() {
    if (const auto last = take()) {
        const std::exception_ptr current = std::current_exception();
        try {
            if (current) {
                std::rethrow_exception(current);
            }
        } catch (const std::exception& exception) {
            endWith(last, errorFromException(exception));
        } catch (...) {  // of no known kind, as below
        }
        endWith(last, {ErrorCode::Failed, "An unexpected fault of an unknown kind ended the program.", {}});
    }
    if (earlierHandler != nullptr) {
        earlierHandler();
    }
    std::abort();
}

}  // namespace

SuddenEnd::SuddenEnd(std::function<int(const Error&)> last) {
    static const bool registered = std::atexit(onExit) == 0;
    static_cast<void>(registered);
    {
        const std::lock_guard lock(mutex);
        m_outer = std::exchange(listener, std::move(last));
        listeningProcess = ::getpid();
    }
    if (const auto before = std::set_terminate(onTerminate); before != onTerminate) {
        earlierHandler = before;
    }
}

SuddenEnd::~SuddenEnd() {
    const std::lock_guard lock(mutex);
    listener = std::move(m_outer);
    if (!listener) {
        std::set_terminate(earlierHandler);
    }
}

}  // namespace saferscope
