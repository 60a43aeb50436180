// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/storage/database.h"
#include "tests/faults/annotator_process.h"
#include "tests/support/fault_report.h"
#include "tests/workspace/workspace_fixture.h"

#include <chrono>
#include <set>
#include <unistd.h>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;

namespace {

/// How many of the acknowledged are not there, and whether the file is whole.
struct Found {
    long lost = 0;
    bool whole = false;
};

Found lookInto(const std::filesystem::path& path, const std::set<std::string>& acknowledged) {
    const auto workspace = Workspace::open(path);
    CHECK_OK(workspace);
    const auto events = (*workspace)->ratings();
    CHECK_OK(events);
    std::set<std::string> there;
    for (const auto& event : *events) {
        there.insert(event.id);
    }
    CHECK_EQ(there.size(), events->size());
    Found found;
    for (const auto& id : acknowledged) {
        found.lost += there.contains(id) ? 0 : 1;
    }
    // One event per kill may be on the disk without its acknowledgement having left the child.
    found.whole = (*workspace)->damagedRatings().empty() && Database::open(path / "workspace.db")->verify().has_value();
    return found;
}

}  // namespace

TEST(ratings_acknowledged_before_a_kill_are_there_after_it) {
    const int kills = faults::times(60, 1000);
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    Random random(static_cast<std::uint64_t>(kills));
    std::set<std::string> acknowledged;
    int midway = 0;
    long lost = 0;
    long broken = 0;
    for (int round = 1; round <= kills; ++round) {
        faults::AnnotatorProcess rater("annotator_child", {"rate", path.string(), "ann", "0", "0"});
        if (round % 2 == 0) {
            CHECK(rater.waitForLine());  // every other time counted from the first rating: a start may take long
        }
        ::usleep(static_cast<useconds_t>(5'000 + random.below(75'001)));
        rater.kill();
        std::error_code error;
        // A journal with something in it: the kill fell into a transaction, which the next opening rolls back.
        const auto journal = std::filesystem::file_size(path / "workspace.db-journal", error);
        midway += !error && journal > 0 ? 1 : 0;
        for (const std::string& line : rater.lines()) {
            acknowledged.insert(line.substr(0, line.find(' ')));
        }
        if (round % 25 == 0 || round == kills) {
            const Found found = lookInto(path, acknowledged);
            lost = found.lost;
            broken += found.whole ? 0 : 1;
        }
    }
    faults::report({1, "SIGKILL of a process that rates, 5-80 ms after its start or its first rating", kills, lost,
                    broken,
                    std::to_string(acknowledged.size()) + " acknowledged ratings; " + std::to_string(midway) +
                        " kills inside a transaction"});
    CHECK_EQ(lost, 0L);
    CHECK_EQ(broken, 0L);
    CHECK(acknowledged.size() >= static_cast<std::size_t>(kills) / 2);
}
