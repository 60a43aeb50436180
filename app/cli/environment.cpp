// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/environment.h"

#include "core/base/log.h"
#include "core/jobs/exit_code.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sched.h>
#include <span>
#include <spdlog/sinks/stdout_sinks.h>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

namespace saferscope::cli {

namespace {

// Commands that compute in this process; the others start workers, whose environment the launcher sets.
bool computesHere(int argc, char** argv) {
    static constexpr std::array<std::string_view, 5> computing = {"reward", "encode", "evaluate", "worker", "engine"};
    return argc > 1 && std::ranges::find(computing, std::string_view(argv[1])) != computing.end();
}

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

std::size_t numberIn(std::string_view text) {
    std::size_t number = 0;
    for (const char letter : text) {
        if (letter < '0' || letter > '9') {
            break;
        }
        number = number * 10 + static_cast<std::size_t>(letter - '0');
    }
    return number;
}

// The value of the first of `names` that the environment has, as OpenBLAS looks for it; 0 without one.
std::size_t numberIn(char** environment, std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        for (char** entry = environment; *entry != nullptr; ++entry) {
            const std::string_view text = *entry;
            if (text.starts_with(name) && numberIn(text.substr(name.size())) > 0) {
                return numberIn(text.substr(name.size()));
            }
        }
    }
    return 0;
}

// Of a file in /proc; 0 where it cannot be read.
std::size_t readAll(const char* path, std::span<char> into) {
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    std::size_t size = 0;
    while (file >= 0 && size < into.size()) {
        const ssize_t got = ::read(file, into.data() + size, into.size() - size);
        if (got <= 0) {
            break;
        }
        size += static_cast<std::size_t>(got);
    }
    if (file >= 0) {
        ::close(file);
    }
    return size;
}

// Under a low `ulimit -v`, OpenBLAS tries for ever to get its memory while it is loaded, which is before main(), and
// what libtorch cannot get ends as a crash. Told here instead, where the libraries are mapped and have not begun.
void refuseTooLittleMemory(char** environment) {
    static constexpr std::array<std::string_view, 3> threadNames = {
        "OPENBLAS_NUM_THREADS=", "GOTO_NUM_THREADS=", "OMP_NUM_THREADS="};
    constexpr std::size_t perThread = std::size_t{128} << 20;  // what OpenBLAS maps for each
    constexpr std::size_t mostThreads = 128;                   // of Debian's build, however many cores there are
    constexpr std::size_t ours = std::size_t{64} << 20;        // what starting up takes on top of that, and a margin
    rlimit limit{};
    static std::array<char, 1u << 19> text;
    cpu_set_t cores;
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
        std::string_view(text.data(), readAll("/proc/self/maps", text)).find("openblas") == std::string_view::npos ||
        ::sched_getaffinity(0, sizeof cores, &cores) != 0) {
        return;
    }
    const auto usable = static_cast<std::size_t>(CPU_COUNT(&cores));
    const std::size_t wanted = numberIn(environment, threadNames);
    const std::size_t threads = std::min(wanted == 0 ? usable : std::min(wanted, usable), mostThreads);
    const std::size_t mapped =
        numberIn({text.data(), readAll("/proc/self/statm", text)}) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    if (limit.rlim_cur >= mapped + threads * perThread + ours) {
        return;
    }
    static constexpr std::string_view sentence =
        "safer: Memory ran out: this program may use too little of it to start (ulimit -v).\n"
        "  Allow at least 900 MiB, better several GB, or set OMP_NUM_THREADS to fewer threads.\n";
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, sentence.data(), sentence.size());
    ::_exit(exit_code::outOfMemory);
}

// What prepareEnvironment() does, before the libraries' own start-up code: libtorch registers its operators there, and
// a program that replaces itself in main() pays for that twice (0.15 s). Nothing of libc but system calls and string
// functions works this early; where it cannot be done, prepareEnvironment() does it.
void restartBeforeLibraries(int argc, char** argv, char** environment) {
    static std::array<char*, 4096> changed;
    static std::array<char, 4096> self;
    static char policy[] = "OMP_WAIT_POLICY=passive";
    refuseTooLittleMemory(environment);
    if (!computesHere(argc, argv)) {
        return;
    }
    std::size_t count = 0;
    bool hasPolicy = false;
    bool hasCore = false;
    for (char** entry = environment; *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const bool core = text.starts_with("OPENBLAS_CORETYPE=");
        hasCore = hasCore || core;
        hasPolicy = hasPolicy || text.starts_with("OMP_WAIT_POLICY=");
        if (count + 2 >= changed.size()) {
            return;
        }
        if (!core) {
            changed[count++] = *entry;
        }
    }
    if (hasPolicy && !hasCore) {
        return;
    }
    if (!hasPolicy) {
        changed[count++] = policy;
    }
    const ssize_t length = ::readlink("/proc/self/exe", self.data(), self.size() - 1);
    if (length > 0) {
        self[static_cast<std::size_t>(length)] = '\0';
        ::execve(self.data(), argv, changed.data());
    }
}

[[gnu::section(".preinit_array"), gnu::used]] void (*const restartEarly)(int, char**, char**) = restartBeforeLibraries;

#endif

// Started with standard output closed (`>&-`), the next file that is opened would become standard output, and what is
// printed would go into a workspace or a model. The number is taken by something that cannot be written to, so that
// printing fails and says so.
void keepStandardStreams() {
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
        if (::fcntl(number, F_GETFD) < 0) {
            [[maybe_unused]] const int taken = ::open("/dev/null", O_RDONLY);  // the lowest that is free: this one
        }
    }
}

}  // namespace

void prepareEnvironment(int argc, char** argv) {
    keepStandardStreams();
    if (computesHere(argc, argv) &&
        (std::getenv("OMP_WAIT_POLICY") == nullptr || std::getenv("OPENBLAS_CORETYPE") != nullptr)) {
        if (std::getenv("OMP_WAIT_POLICY") == nullptr) {
            ::setenv("OMP_WAIT_POLICY", "passive", 1);
        }
        ::unsetenv("OPENBLAS_CORETYPE");
        std::error_code error;
        const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
        ::execv(self.c_str(), argv);  // on failure the program just goes on, slower
    }
    auto logger = spdlog::stderr_logger_mt("safer");
    logger->set_pattern("%Y-%m-%d %H:%M:%S %l: %v");
    logger->set_level(std::getenv("SAFERSCOPE_DEBUG") != nullptr ? spdlog::level::debug : spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
}

}  // namespace saferscope::cli
