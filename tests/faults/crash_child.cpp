// SPDX-License-Identifier: GPL-3.0-or-later
// Fails in the way its first argument names, with reports going to the folder of its second. What must not be in a
// report is where a careless one would find it: in the environment, in the exception, on the stack, in the names.
#include "app/gui/crash_report.h"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

namespace {

// The compiler must not see what it would rightly warn of.
volatile int depth = 0;
volatile std::uintptr_t nowhere = 8;

int overflow(int level) {
    volatile char room[4096];
    room[0] = static_cast<char>(level);
    depth = level;
    return (nowhere != 0 ? overflow(level + 1) : 0) + room[0];
}

void touchNothing() { *reinterpret_cast<volatile int*>(nowhere) = depth; }

struct Quoting : std::runtime_error {
    using std::runtime_error::runtime_error;
};

int fail(const std::string& how) {
    if (how == "null") {
        touchNothing();
    } else if (how == "overflow") {
        return overflow(0);
    } else if (how == "throw") {
        throw Quoting("CANARY-TEXT in an exception");
    } else if (how == "terminate") {
        std::terminate();
    } else if (how == "abort") {
        std::abort();
    } else if (how == "thread") {
        std::thread(touchNothing).join();
    } else if (how == "threads") {
        std::atomic<int> ready = 0;
        std::thread all[4];
        for (std::thread& one : all) {
            one = std::thread([&] {
                for (++ready; ready < 4;) {}
                touchNothing();
            });
        }
        for (std::thread& one : all) {
            one.join();
        }
    } else if (how == "divide") {
        std::raise(SIGFPE);
    } else if (how == "map") {
        // Behind the end of a file that became shorter.
        char name[] = "/tmp/saferscope-crash-XXXXXX";
        const int fd = ::mkstemp(name);
        ::unlink(name);
        if (::ftruncate(fd, 8192) != 0) {
            return 3;
        }
        void* memory = ::mmap(nullptr, 8192, PROT_READ, MAP_SHARED, fd, 0);
        if (::ftruncate(fd, 0) != 0) {
            return 3;
        }
        return *static_cast<volatile char*>(memory);
    } else if (how == "heap") {
        // The allocator itself finds the damage, with its locks held.
        char* block = static_cast<char*>(std::malloc(64));
        nowhere = reinterpret_cast<std::uintptr_t>(block);
        std::free(reinterpret_cast<void*>(nowhere));
        std::free(reinterpret_cast<void*>(nowhere));
    }
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        return 2;
    }
    saferscope::startCrashReports(argv[2]);
    saferscope::addCrashFact("Version: a test");
    saferscope::namePages({"overview", "features"});
    saferscope::noteOpenPage(1);
    const std::string onTheStack = "CANARY-TEXT on the stack";
    std::cout << onTheStack.size() << std::endl;
    return fail(argv[1]);
}
