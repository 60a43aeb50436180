// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_book.h"
#include "core/storage/database.h"
#include "tests/faults/annotator_process.h"
#include "tests/support/bounded_process.h"
#include "tests/support/fault_report.h"
#include "tests/workspace/workspace_fixture.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;

namespace {

constexpr int people = 4;

std::vector<RatingEvent> eventsOf(const std::filesystem::path& path) {
    const auto workspace = Workspace::open(path);
    CHECK_OK(workspace);
    CHECK((*workspace)->damagedRatings().empty());
    auto events = (*workspace)->ratings();
    CHECK_OK(events);
    return std::move(*events);
}

}  // namespace

TEST(four_people_rating_at_once_lose_nothing_and_write_nothing_twice) {
    const int ratings = faults::times(40, 300);
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    std::vector<std::unique_ptr<faults::AnnotatorProcess>> raters;
    for (int person = 0; person < people; ++person) {
        // Each gives one score to every feature, all another one: every feature ends up disputed.
        raters.push_back(std::make_unique<faults::AnnotatorProcess>(
            "annotator_child", std::vector<std::string>{"rate", path.string(), "person " + std::to_string(person),
                                                        std::to_string(ratings), std::to_string(person + 1)}));
    }
    long failed = 0;
    double worst = 0.0;
    std::set<std::string> acknowledged;
    for (auto& rater : raters) {
        failed += rater->waitForEnd() == 0 ? 0 : 1;
        for (const std::string& line : rater->lines()) {
            acknowledged.insert(line.substr(0, line.find(' ')));
            worst = std::max(worst, std::stod(line.substr(line.find(' ') + 1)) / 1000.0);
        }
    }
    CHECK_EQ(acknowledged.size(), static_cast<std::size_t>(people * ratings));
    const auto events = eventsOf(path);
    std::set<std::string> there;
    for (const auto& event : events) {
        there.insert(event.id);
    }
    long lost = 0;
    for (const auto& id : acknowledged) {
        lost += there.contains(id) ? 0 : 1;
    }
    const long twice = static_cast<long>(events.size()) - static_cast<long>(acknowledged.size());
    faults::report({7, "four processes that rate the same features at once", people * ratings, lost, failed,
                    std::to_string(twice) + " written twice; the slowest is a rater's longest wait", worst});
    CHECK_EQ(failed, 0L);
    CHECK_EQ(lost, 0L);
    CHECK_EQ(twice, 0L);
    CHECK_OK(Database::open(path / "workspace.db")->verify());

    // All four opinions of every feature are kept, and the feature is known as disputed.
    const RatingBook book(events);
    CHECK_EQ(book.features().size(), static_cast<std::size_t>(ratings));
    for (const FeatureId feature : book.features()) {
        const FeatureOpinions& opinions = book.of(feature);
        CHECK_EQ(opinions.humans.size(), static_cast<std::size_t>(people));
        CHECK(opinions.disputed());
        CHECK_EQ(book.history(feature).size(), static_cast<std::size_t>(people));
    }
    // And so does everybody who asks for it.
    if (const char* safer = std::getenv("SAFER_PROGRAM")) {
        check::BoundedCall call;
        call.arguments = {safer, "ratings", "list", "--json", "-w", path.string()};
        const auto said = check::runBounded(call);
        CHECK_EQ(said.exitCode, 0);
        long disputed = 0;
        for (std::size_t at = 0; (at = said.out.find("\"disputed\":true", at)) != std::string::npos; ++at) {
            ++disputed;
        }
        CHECK_EQ(disputed, static_cast<long>(ratings));
    }
    // The log is in an order that everybody agrees on, however the processes took turns.
    for (std::size_t i = 1; i < events.size(); ++i) {
        CHECK(ratingBefore(events[i - 1], events[i]));
        CHECK(events[i - 1].createdAt < events[i].createdAt);
    }
}

TEST(an_undo_takes_back_its_own_rater_s_event_only) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    const auto one = Workspace::open(path);
    const auto two = Workspace::open(path);
    CHECK_OK(one);
    CHECK_OK(two);
    RatingEvent event;
    event.saeHash = "sae";
    event.feature = FeatureId(7);
    event.rater = "ann";
    event.score = 5;
    const auto anns = (*one)->appendRating(event);
    event.rater = "bob";
    event.score = 2;
    const auto bobs = (*two)->appendRating(event);
    CHECK_OK(anns);
    CHECK_OK(bobs);
    // An undo of somebody else's event is kept as what it is, and has no effect.
    RatingEvent undo;
    undo.saeHash = "sae";
    undo.feature = FeatureId(7);
    undo.rater = "ann";
    undo.action = RatingAction::Undo;
    undo.target = bobs->id;
    CHECK_OK((*one)->appendRating(undo));
    RatingBook book(*(*two)->ratings("sae"));
    CHECK_EQ(book.of(FeatureId(7)).humans.size(), std::size_t{2});
    CHECK_EQ(book.lastUndoable("ann")->id, anns->id);
    undo.id.clear();
    undo.createdAt.clear();
    undo.target = anns->id;
    CHECK_OK((*one)->appendRating(undo));
    book = RatingBook(*(*two)->ratings("sae"));
    CHECK_EQ(book.of(FeatureId(7)).humans.size(), std::size_t{1});
    CHECK(book.of(FeatureId(7)).humans.contains("bob"));
    CHECK(!book.lastUndoable("ann").has_value());
}
