// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/safer_process.h"

#include "core/data/pair_writer.h"
#include "tests/support/check.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace saferscope::check {

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Json SaferOutput::json() const {
    const auto value = parseJson(out, "the output of safer");
    CHECK_OK(value);
    return *value;
}

std::vector<Json> SaferOutput::jsonLines() const {
    std::vector<Json> values;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
        const auto value = parseJson(line, "a line of safer's output");
        CHECK_OK(value);
        values.push_back(*value);
    }
    return values;
}

SaferOutput safer(const std::vector<std::string>& arguments, double interruptAfter) {
    const char* program = std::getenv("SAFER_PROGRAM");
    CHECK(program != nullptr);
    const TemporaryFolder folder;
    const std::string outPath = (folder.path() / "out").string();
    const std::string errPath = (folder.path() / "err").string();
    std::vector<char*> argv = {const_cast<char*>(program)};
    for (const auto& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child == 0) {
        ::dup2(::open(outPath.c_str(), O_CREAT | O_WRONLY, 0600), STDOUT_FILENO);
        ::dup2(::open(errPath.c_str(), O_CREAT | O_WRONLY, 0600), STDERR_FILENO);
        ::execv(program, argv.data());
        ::_exit(127);
    }
    if (interruptAfter > 0.0) {
        std::this_thread::sleep_for(std::chrono::duration<double>(interruptAfter));
        ::kill(child, SIGINT);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    SaferOutput output;
    output.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    output.out = contents(outPath);
    output.err = contents(errPath);
    return output;
}

void writePairs(const std::filesystem::path& path, const std::vector<PreferencePair>& pairs) {
    auto writer = PairWriter::create(path);
    CHECK_OK(writer);
    for (const auto& pair : pairs) {
        CHECK_OK(writer->write(pair));
    }
    CHECK_OK(writer->commit());
}

std::vector<std::string> tinyModelOptions() {
    return {"--hidden",       "32", "--layers",     "2",   "--heads",  "2", "--kv-heads", "1",
            "--intermediate", "48", "--vocabulary", "400", "--epochs", "1"};
}

}  // namespace saferscope::check
