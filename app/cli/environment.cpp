// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/environment.h"

#include "core/base/log.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spdlog/sinks/stdout_sinks.h>
#include <string_view>
#include <unistd.h>

namespace saferscope::cli {

namespace {

// Commands that compute in this process; the others start workers, whose environment the launcher sets.
bool computesHere(int argc, char** argv) {
    static constexpr std::array<std::string_view, 5> computing = {"reward", "encode", "evaluate", "worker", "engine"};
    return argc > 1 && std::ranges::find(computing, std::string_view(argv[1])) != computing.end();
}

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// What prepareEnvironment() does, before the libraries' own start-up code: libtorch registers its operators there, and
// a program that replaces itself in main() pays for that twice (0.15 s). Nothing of libc but system calls and string
// functions works this early; where it cannot be done, prepareEnvironment() does it.
void restartBeforeLibraries(int argc, char** argv, char** environment) {
    static std::array<char*, 4096> changed;
    static std::array<char, 4096> self;
    static char policy[] = "OMP_WAIT_POLICY=passive";
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
