// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/environment.h"

#include "core/base/log.h"

#include <algorithm>
#include <array>
#include <cstdlib>
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

}  // namespace

void prepareEnvironment(int argc, char** argv) {
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
