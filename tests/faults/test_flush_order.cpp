// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/saving_workspace.h"
#include "tests/support/fault_report.h"

#include <set>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;

// What a power cut would do, read off the order of calls: nothing gets its name before all of it has been flushed, and
// the folder is flushed after that. Numbers 2 and 5 cannot see this: the kernel keeps what a killed process has
// written.

namespace {

struct CallLine {
    std::string call;
    std::string path;
    std::string second;
};

std::vector<CallLine> readLog(const fs::path& path) {
    std::vector<CallLine> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::array<std::string, 4> parts;
        std::istringstream cells(line);
        for (auto& part : parts) {
            std::getline(cells, part, '\t');
        }
        lines.push_back({parts[1], parts[2], parts[3]});
    }
    return lines;
}

bool isAtOrBelow(const std::string& path, const std::string& folder) {
    return path == folder || path.starts_with(folder + "/");
}

// What SQLite does with its own files is its own business, and has been looked at longer than ours.
bool isDatabase(const std::string& path) { return path.find("workspace.db") != std::string::npos; }
// Logs of a run are for the eye.
bool isLog(const std::string& path) { return path.ends_with("events.jsonl") || path.ends_with("log.txt"); }

// Sentences about what is not in order.
std::vector<std::string> faultsOf(const std::vector<CallLine>& calls) {
    std::vector<std::string> faults;
    std::set<std::string> dirty;  // written, not flushed
    // folder -> what was renamed into it since it was last flushed
    std::map<std::string, std::set<std::string>> unsealed;
    for (const auto& [call, path, second] : calls) {
        if (isDatabase(path) || isLog(path)) {
            continue;
        }
        if (call.find("write") != std::string::npos || call == "sendfile" || call == "copy_file_range") {
            dirty.insert(path);
        } else if (call == "fsync" || call == "fdatasync") {
            dirty.erase(path);
            unsealed.erase(path);
        } else if (call == "unlink") {
            // Gone again, as the mark of an import that has ended: nobody misses it after a power cut.
            const auto gone = [&](const std::string& file) { return isAtOrBelow(file, path); };
            std::erase_if(dirty, gone);
            for (auto& [folder, names] : unsealed) {
                std::erase_if(names, gone);
            }
        } else if (call == "rename") {
            for (const auto& file : dirty) {
                if (isAtOrBelow(file, path)) {
                    faults.push_back(file + " was not flushed before it became " + second);
                }
            }
            unsealed[fs::path(second).parent_path().string()].insert(second);
        }
    }
    for (const auto& [folder, names] : unsealed) {
        for (const auto& what : names) {
            faults.push_back(folder + " was not flushed after " + what + " came into it");
        }
    }
    return faults;
}

std::string firstOf(const std::string& name, const std::vector<std::string>& faults) {
    return faults.empty() ? "" : name + ": " + faults.front();
}

}  // namespace

TEST(the_order_is_judged_rightly) {
    using Calls = std::vector<CallLine>;
    const Calls good = {
        {"write", "/d/.a", ""}, {"fsync", "/d/.a", ""}, {"rename", "/d/.a", "/d/a"}, {"fsync", "/d", ""}};
    CHECK(faultsOf(good).empty());
    Calls unflushed = good;
    unflushed.erase(unflushed.begin() + 1);
    CHECK_EQ(faultsOf(unflushed).size(), std::size_t{1});
    Calls late = good;
    std::swap(late[0], late[1]);
    CHECK_EQ(faultsOf(late).size(), std::size_t{1});
    Calls unsealed = good;
    unsealed.pop_back();
    CHECK_EQ(faultsOf(unsealed).size(), std::size_t{1});
    Calls removed = unsealed;
    removed.push_back({"unlink", "/d/a", ""});
    CHECK(faultsOf(removed).empty());
    removed.back().path = "/d/b";
    CHECK_EQ(faultsOf(removed).size(), std::size_t{1});
    const Calls folder = {{"write", "/d/.x/a", ""}, {"rename", "/d/.x", "/d/x"}, {"fsync", "/d", ""}};
    CHECK_EQ(faultsOf(folder).size(), std::size_t{1});
}

TEST(nothing_gets_its_name_before_it_is_on_the_disk) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    long calls = 0;
    std::vector<std::string> wrong;
    const auto look = [&](const std::string& name, const fs::path& below, const Arguments& arguments) {
        const fs::path log = folder.path() / "log";
        fs::remove(log);
        const auto result = runOn({.below = below, .log = log}, saferCall(arguments));
        if (result.exitCode != 0) {
            throw check::Failure(name + ": " + result.err, __FILE__, __LINE__);
        }
        const auto lines = readLog(log);
        CHECK(!lines.empty());
        calls += static_cast<long>(lines.size());
        if (auto first = firstOf(name, faultsOf(lines)); !first.empty()) {
            wrong.push_back(std::move(first));
        }
    };
    const fs::path exports = folder.path() / "exports";
    fs::create_directories(exports);
    const auto cases = exportCases();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (!isTried(i, cases.size(), 0)) {
            continue;
        }
        const ExportCase& made = cases[i];
        Arguments arguments = made.arguments;
        arguments.insert(arguments.end(),
                         {"--quiet", "--output", (exports / made.output).string(), "--workspace", ws.workspace});
        look(made.name, exports, arguments);
    }
    const fs::path workspace = folder.path() / "ws";
    fs::copy(ws.workspace, workspace, fs::copy_options::recursive);
    for (const auto& made : changeCases(ws)) {
        if (!fullCounts() && made.name != "import of pairs" && made.name != "evaluation") {
            continue;
        }
        Arguments arguments = made.arguments;
        arguments.insert(arguments.end(), {"--workspace", workspace.string()});
        look(made.name, workspace, arguments);
    }
    look("rating by word lists", workspace,
         {"rate", "--judge", "lexical", "--quiet", "--workspace", workspace.string()});
    report({.number = 2,
            .fault = "order of writes, fsyncs and renames of the commands (power cut)",
            .times = calls,
            .lost = static_cast<long>(wrong.size()),
            .note = "calls looked at; flushed before it has its name, the folder after"});
    std::string all;
    for (const auto& text : wrong) {
        all += text + "\n";
    }
    CHECK_EQ(all, std::string());
}
