// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/data/rating_book.h"
#include "core/data/rating_file.h"
#include "tests/data/rating_examples.h"
#include "tests/workspace/workspace_fixture.h"

#include <algorithm>
#include <zlib.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

RatingEvent asked(const std::string& rater, std::uint32_t feature, int score) {
    RatingEvent event;
    event.saeHash = "sae";
    event.feature = FeatureId(feature);
    event.rater = rater;
    event.score = score;
    return event;
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST(a_rating_is_on_the_disk_when_the_call_returns) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    const auto workspace = makeWorkspace(path);
    const auto other = Workspace::open(path);  // another window
    CHECK_OK(other);
    std::vector<RatingEvent> written;
    for (int i = 0; i < 20; ++i) {
        const auto event = workspace->appendRating(asked("ann", static_cast<std::uint32_t>(i % 7), 1 + i % 5));
        CHECK_OK(event);
        CHECK(written.empty() || written.back().createdAt < event->createdAt);
        written.push_back(*event);
        CHECK((*other)->ratings()->back() == *event);
    }
    CHECK(*workspace->ratings() == written);
    CHECK(*workspace->ratings("sae") == written);
    CHECK(workspace->ratings("other")->empty());
    CHECK(workspace->damagedRatings().empty());
    CHECK((workspace->raters() == std::vector<std::string>{"ann"}));

    // The same event again changes nothing; a wrong one and another one under its id are refused.
    CHECK(*workspace->appendRating(written[3]) == written[3]);
    RatingEvent clash = written[3];
    clash.score = 1 + *clash.score % 5;
    CHECK(workspace->appendRating(clash).error().code == ErrorCode::InvalidInput);
    CHECK(!workspace->appendRating(asked("ann", 1, 6)));
    CHECK(!workspace->appendRating(asked("", 1, 5)));
    CHECK_EQ(workspace->ratings()->size(), 20u);
}

TEST(times_rise_even_behind_an_event_from_the_future) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    RatingEvent ahead = asked("ben", 1, 2);
    ahead.createdAt = "2150-01-01T00:00:00.000Z";
    CHECK_OK(workspace->appendRating(ahead));
    CHECK_EQ(workspace->appendRating(asked("ann", 1, 3))->createdAt, "2150-01-01T00:00:00.001Z");
}

TEST(a_group_of_events_is_taken_whole_or_not_at_all) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->appendRating(rate(1, "ann", 2)));
    RatingEvent bad = rate(4, "ann", 2);
    bad.score = 9;
    CHECK(!workspace->mergeRatings({rate(2, "ann", 3), rate(3, "ben", 4), bad}));
    CHECK(!workspace->mergeRatings({rate(2, "ann", 3), rate(1, "ann", 5)}));
    CHECK_EQ(workspace->ratings()->size(), 1u);
    const auto merge = workspace->mergeRatings({rate(1, "ann", 2), asked("ann", 7, 5), asked("ben", 7, 1)});
    CHECK_OK(merge);
    CHECK_EQ(merge->added, 2u);
    CHECK_EQ(merge->known, 1u);
    CHECK((merge->newConflicts == std::vector<std::string>{"Feature 7: ann 5, ben 1."}));
    const auto events = *workspace->ratings();
    CHECK(events[1].createdAt < events[2].createdAt);
    CHECK(workspace->mergeRatings({})->added == 0);
}

// Two annotators of 200 ratings each, who overlap on half of the features, exchange their files.
TEST(two_logs_merge_to_the_same_bytes_in_either_order) {
    const TemporaryFolder folder;
    const auto first = makeWorkspace(folder.path() / "first");
    const auto second = makeWorkspace(folder.path() / "second");
    Random random(1);
    const auto annotate = [&](Workspace& workspace, const std::string& rater, std::uint32_t from) {
        std::vector<RatingEvent> events;
        for (std::uint32_t i = 0; i < 200; ++i) {
            events.push_back(asked(rater, from + i, 1 + static_cast<int>(random.below(5))));
        }
        CHECK_EQ(workspace.mergeRatings(events)->added, 200u);
    };
    annotate(*first, "ann", 0);
    annotate(*second, "ben", 100);
    const auto a = folder.path() / "a.jsonl";
    const auto b = folder.path() / "b.jsonl";
    CHECK_OK(first->exportRatings(a));
    CHECK_OK(second->exportRatings(b));
    const auto intoFirst = first->mergeRatingsFile(b);
    const auto intoSecond = second->mergeRatingsFile(a);
    CHECK_OK(intoFirst);
    CHECK_EQ(intoFirst->added, 200u);
    CHECK_EQ(intoSecond->added, 200u);
    CHECK(intoFirst->refused.empty());
    CHECK(intoFirst->newConflicts == intoSecond->newConflicts);

    const RatingBook book(*first->ratings());
    CHECK_EQ(book.eventCount(), 400u);
    std::size_t disputed = 0;
    for (const auto feature : book.features()) {
        disputed += book.of(feature).disputed() ? 1 : 0;
    }
    CHECK(disputed > 50);
    CHECK_EQ(intoFirst->newConflicts.size(), std::min<std::size_t>(disputed, 100));

    CHECK_OK(first->exportRatings(a));
    CHECK_OK(second->exportRatings(b));
    CHECK(!contents(a).empty());
    CHECK_EQ(contents(a), contents(b));
    CHECK_EQ(first->mergeRatingsFile(b)->known, 400u);
    CHECK_EQ(first->mergeRatingsFile(b)->added, 0u);
    CHECK_OK(first->exportRatings(b));
    CHECK_EQ(contents(a), contents(b));
}

TEST(good_lines_of_a_file_are_taken_and_bad_ones_named) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->appendRating(rate(1, "ann", 2)));
    const auto path = folder.path() / "r.jsonl";
    const std::string good = ratingLine(rate(2, "ben", 4)) + "\n";
    writeFile(path, ratingLine(rate(1, "eve", 5)) + "\nrubbish\n" + good + good + ratingLine(rate(1, "ann", 2)) + "\n");
    auto merge = workspace->mergeRatingsFile(path);
    CHECK_OK(merge);
    CHECK_EQ(merge->added, 1u);
    CHECK_EQ(merge->known, 2u);
    CHECK_EQ(merge->refusedCount, 2u);
    CHECK(merge->refused[0].find("Line 2 of r.jsonl") != std::string::npos);
    CHECK(merge->refused[1].find("eve") != std::string::npos);
    CHECK_EQ(RatingBook(*workspace->ratings()).of(FeatureId(7)).humans.at("ann").score, 2);

    const auto zipped = folder.path() / "r.jsonl.gz";
    const gzFile file = ::gzopen(zipped.c_str(), "wb");
    const std::string line = ratingLine(rate(3, "zoe", 4)) + "\n";
    CHECK(::gzwrite(file, line.data(), static_cast<unsigned>(line.size())) > 0);
    ::gzclose(file);
    CHECK_EQ(workspace->mergeRatingsFile(zipped)->added, 1u);
    CHECK(!workspace->mergeRatingsFile(folder.path() / "absent"));
}

TEST(people_sets_and_settings_are_kept) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->addRater("zoe"));
    CHECK_OK(workspace->addRater("zoe"));
    CHECK(!workspace->addRater(" "));
    CHECK_OK(workspace->appendRating(asked("ann", 1, 2)));
    CHECK_OK(workspace->appendRating(judged(9, "gpt", 2)));
    CHECK((workspace->raters() == std::vector<std::string>{"zoe", "ann"}));

    FeatureSet set;
    set.name = "kept";
    set.members = {{FeatureId(3), 0.5, false}};
    CHECK_OK(workspace->saveFeatureSet(set, false));
    CHECK(workspace->saveFeatureSet(set, false).error().code == ErrorCode::InvalidInput);
    set.members.clear();
    CHECK_OK(workspace->saveFeatureSet(set, true));
    CHECK(workspace->featureSet("kept")->members.empty());
    CHECK_EQ(workspace->featureSets().size(), 1u);
    set.name = "../x";
    CHECK(!workspace->saveFeatureSet(set, true));
    CHECK_OK(workspace->removeFeatureSet("kept"));
    CHECK(workspace->removeFeatureSet("kept").error().code == ErrorCode::NotFound);
    CHECK(workspace->featureSet("kept").error().code == ErrorCode::NotFound);

    CHECK_EQ(workspace->settings().candidateFeatures, 256u);
    CHECK_EQ(workspace->settings().contrastMeasure, "contrast");
    auto settings = workspace->settings();
    settings.candidateFeatures = 12;
    settings.contrastMeasure = "effect";
    settings.judge = "gpt-4o";
    CHECK_OK(workspace->setSettings(settings));
    CHECK_EQ((*Workspace::open(folder.path() / "ws"))->settings().judge, "gpt-4o");
    CHECK_EQ(workspace->settings().contrastMeasure, "effect");
    settings.contrastMeasure = "loudness";
    CHECK(!workspace->setSettings(settings));
    settings.contrastMeasure = "effect";
    settings.judge = "a\nb";
    CHECK(!workspace->setSettings(settings));
    settings.judge.clear();
    settings.candidateFeatures = 0;
    CHECK(!workspace->setSettings(settings));
}
