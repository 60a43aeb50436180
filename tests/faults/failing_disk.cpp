// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/failing_disk.h"

#include "tests/support/check.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <fstream>

namespace saferscope::faults {

namespace fs = std::filesystem;

namespace {

std::string textOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::map<std::string, std::string> FailingDisk::environment(const fs::path& countFile) const {
    std::map<std::string, std::string> values = {
        {"LD_PRELOAD", check::besideThisTest("libfailing_calls.so").string()},
        // Under AddressSanitizer: its library need not be the first one that is loaded.
        {"ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0"},
        {"FAILING_PATH", below.string()},
        {"FAILING_HOW", how},
        {"FAILING_CALLS", calls},
        {"FAILING_LOG", log.string()},
        {"FAILING_COUNT_FILE", countFile.string()},
        {"FAILING_REST", rest ? "1" : "0"},
        {"FAILING_CHILDREN", children ? "1" : "0"},
    };
    if (at > 0) {
        values["FAILING_AT"] = std::to_string(at);
    }
    return values;
}

check::BoundedResult runOn(const FailingDisk& disk, check::BoundedCall call, const fs::path& countFile) {
    for (const auto& [name, value] : disk.environment(countFile)) {
        call.environment[name] = value;
    }
    return check::runBounded(call);
}

check::BoundedCall callTo(std::vector<std::string> arguments, double timeoutSeconds) {
    check::BoundedCall call;
    call.arguments = std::move(arguments);
    call.timeoutSeconds = timeoutSeconds;
    return call;
}

std::uint64_t countCalls(const FailingDisk& disk, const check::BoundedCall& call, check::BoundedResult* said) {
    const check::TemporaryFolder folder;
    FailingDisk counting = disk;
    counting.at = 0;
    const fs::path file = folder.path() / "count";
    const auto result = runOn(counting, call, file);
    if (result.exitCode != 0) {
        throw check::Failure("Without a fault it ended with " + std::to_string(result.exitCode) + ": " + result.err,
                             __FILE__, __LINE__);
    }
    if (said != nullptr) {
        *said = result;
    }
    const std::string bytes = textOf(file);
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 8); ++i) {
        count |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    CHECK(count > 0);  // otherwise nothing would be tried, and the test could not fail
    return count;
}

std::vector<std::uint64_t> chosenCalls(std::uint64_t total, int quick, int full) {
    const auto wanted = static_cast<std::uint64_t>(std::max(1, times(quick, full)));
    std::vector<std::uint64_t> chosen;
    if (wanted == 1) {
        return {(total + 1) / 2};
    }
    for (std::uint64_t i = 0; i < std::min(wanted, total); ++i) {
        chosen.push_back(total <= wanted ? i + 1 : 1 + i * (total - 1) / (wanted - 1));
    }
    return chosen;
}

bool isTried(std::size_t index, std::size_t every, std::size_t first) { return fullCounts() || index % every == first; }

std::vector<std::string> leftoversIn(const fs::path& folder) {
    std::vector<std::string> found;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with(".") || name.ends_with(".partial") || name.ends_with(".making") ||
            name.ends_with(".old")) {
            found.push_back(name);
        }
    }
    return found;
}

std::map<std::string, std::string> contentsBelow(const fs::path& path) {
    std::map<std::string, std::string> contents;
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
        contents[""] = textOf(path);
        return contents;
    }
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
        if (it->is_regular_file(error)) {
            contents[it->path().lexically_relative(path).string()] = textOf(it->path());
        }
    }
    return contents;
}

}  // namespace saferscope::faults
