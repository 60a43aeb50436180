// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/data/rating_book.h"
#include "core/storage/database.h"
#include "tests/faults/annotator_process.h"
#include "tests/faults/failing_disk.h"
#include "tests/support/fault_report.h"
#include "tests/ui/support_synthetic_index.h"
#include "tests/workspace/workspace_fixture.h"

#include <map>
#include <unistd.h>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;

namespace {

/// A workspace with an index whose features are all in the queue.
void makeRatedWorkspace(const TemporaryFolder& folder, const std::filesystem::path& path) {
    check::SyntheticOptions options;
    options.features = 16'384;
    check::makeSyntheticIndex(folder.path() / "index", options);
    const auto workspace = makeWorkspace(path);
    CHECK_OK(workspace->addReference(ArtifactKind::Index, folder.path() / "index", "index"));
    WorkspaceSettings settings = workspace->settings();
    settings.candidateFeatures = options.features;
    CHECK_OK(workspace->setSettings(settings));
}

/// Rater and feature of cards that the screen moved on from, and the score.
using Moved = std::map<std::pair<std::string, std::string>, std::string>;

/// How many of the cards that the screen moved on from are not rated as it was said.
long lostOf(const std::filesystem::path& path, const Moved& moved) {
    const auto workspace = Workspace::open(path);
    CHECK_OK(workspace);
    const auto events = (*workspace)->ratings();
    CHECK_OK(events);
    CHECK((*workspace)->damagedRatings().empty());
    const RatingBook book(*events);
    long lost = 0;
    for (const auto& [card, score] : moved) {
        const auto& [rater, feature] = card;
        const auto& humans = book.of(FeatureId(static_cast<std::uint32_t>(std::stoul(feature)))).humans;
        const auto mine = humans.find(rater);
        lost += mine != humans.end() && std::to_string(mine->second.score) == score ? 0 : 1;
    }
    return lost;
}

void note(const faults::AnnotatorProcess& page, const std::string& rater, Moved& moved) {
    for (const std::string& line : page.lines()) {
        moved[{rater, line.substr(0, line.find(' '))}] = line.substr(line.find(' ') + 1);
    }
}

}  // namespace

// A rating is on the disk before the screen moves on: whatever card was left for the next one is rated after the kill.
TEST(what_the_screen_moved_on_from_is_rated_after_a_kill) {
    const int kills = faults::times(5, 100);
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeRatedWorkspace(folder, path);
    Random random(static_cast<std::uint64_t>(kills));
    Moved moved;
    long lost = 0;
    for (int round = 0; round < kills; ++round) {
        const std::string rater = "ann " + std::to_string(round);  // with a queue that nothing is done of yet
        faults::AnnotatorProcess page("rating_page_child", {path.string(), rater}, {{"QT_QPA_PLATFORM", "offscreen"}});
        CHECK(page.waitForLine());  // the window is up
        ::usleep(static_cast<useconds_t>(5'000 + random.below(75'001)));
        page.kill();
        note(page, rater, moved);
        lost = lostOf(path, moved);
        CHECK_EQ(lost, 0L);
    }
    const bool whole = Database::open(path / "workspace.db")->verify().has_value();
    faults::report({1, "SIGKILL of the window's page while it is rated on by keys", kills, lost, whole ? 0 : 1,
                    std::to_string(moved.size()) + " cards the screen had moved on from"});
    CHECK(whole);
    CHECK(moved.size() >= static_cast<std::size_t>(kills));
}

// And from the k-th call on the disk fails, or is full: the screen stays where it is.
TEST(a_disk_that_fails_keeps_the_card) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeRatedWorkspace(folder, path);
    const int rounds = faults::times(3, 40);
    for (const char* how : {"eio", "enospc"}) {
        Random random(static_cast<std::uint64_t>(rounds));
        Moved moved;
        long lost = 0;
        long stayed = 0;
        for (int round = 0; round < rounds; ++round) {
            const std::string rater = "ann " + std::to_string(round);  // with a queue that nothing is done of yet
            faults::FailingDisk disk;
            disk.below = path;
            disk.how = how;
            disk.at = 20 + random.below(100);
            disk.rest = true;
            auto environment = disk.environment();
            environment["QT_QPA_PLATFORM"] = "offscreen";
            faults::AnnotatorProcess page("rating_page_child", {path.string(), rater}, environment);
            stayed += page.waitForEnd() == 1 ? 1 : 0;  // it said that the card has not moved on, or did not open
            note(page, rater, moved);
            lost = lostOf(path, moved);
            CHECK_EQ(lost, 0L);
        }
        faults::report({1, std::string("the disk fails for good (") + how + ") while the window's page is rated on",
                        rounds, lost, rounds - stayed,
                        std::to_string(moved.size()) + " cards the screen had moved on from"});
        CHECK_EQ(stayed, static_cast<long>(rounds));
        CHECK(!moved.empty());
    }
    CHECK_OK(Database::open(path / "workspace.db")->verify());
}
