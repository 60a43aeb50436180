// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/engine_process.h"
#include "tests/support/check.h"

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace saferscope;

namespace {

/// The environment of a running program, each entry ended by a zero.
std::string environmentOf(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/environ", std::ios::binary);
    return std::string(1, '\0') + std::string(std::istreambuf_iterator<char>(file), {});
}

bool has(const std::string& environment, const std::string& entry) {
    return environment.find(std::string(1, '\0') + entry) != std::string::npos;
}

/// Between fork() and exec() a child is still this test, whose environment may well look settled.
bool isSafer(pid_t pid) {
    std::error_code error;
    return std::filesystem::equivalent("/proc/" + std::to_string(pid) + "/exe", std::getenv("SAFER_PROGRAM"), error);
}

/// What `safer engine` ends up with.
std::string settledEnvironment() {
    testing::EngineProcess engine;
    std::string environment;
    for (int i = 0; i < 200; ++i) {
        environment = isSafer(engine.pid()) ? environmentOf(engine.pid()) : std::string();
        if (has(environment, "OMP_WAIT_POLICY=") && !has(environment, "OPENBLAS_CORETYPE=")) {
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    // It answers, so it did not lose its arguments.
    EngineOpen nowhere;
    nowhere.model = "/nowhere/model";
    engine.send(nowhere);
    CHECK(std::holds_alternative<Error>(engine.next().content));
    return environment;
}

}  // namespace

TEST(commands_that_compute_mend_their_environment) {
    ::setenv("SAFERSCOPE_TEST_KEPT", "kept", 1);
    ::unsetenv("OMP_WAIT_POLICY");
    ::setenv("OPENBLAS_CORETYPE", "Haswell", 1);
    std::string environment = settledEnvironment();
    CHECK(has(environment, "OMP_WAIT_POLICY=passive"));
    CHECK(!has(environment, "OPENBLAS_CORETYPE="));
    CHECK(has(environment, "SAFERSCOPE_TEST_KEPT=kept"));
    // Somebody's own choice of the policy stays.
    ::setenv("OMP_WAIT_POLICY", "active", 1);
    environment = settledEnvironment();
    CHECK(has(environment, "OMP_WAIT_POLICY=active"));
    CHECK(!has(environment, "OPENBLAS_CORETYPE="));
    ::unsetenv("OPENBLAS_CORETYPE");
    // More variables than there is room for that early: main() does it.
    ::unsetenv("OMP_WAIT_POLICY");
    for (int i = 0; i < 4200; ++i) {
        ::setenv(("SAFERSCOPE_TEST_" + std::to_string(i)).c_str(), "x", 1);
    }
    environment = settledEnvironment();
    CHECK(has(environment, "OMP_WAIT_POLICY=passive"));
    CHECK(has(environment, "SAFERSCOPE_TEST_4199=x"));
}
