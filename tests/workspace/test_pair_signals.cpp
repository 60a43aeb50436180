// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/index_writer.h"
#include "core/workspace/held_pairs.h"
#include "tests/workspace/workspace_fixture.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace saferscope;
using namespace saferscope::check;

// Which pairs an index holds, and that turned ones get the numbers of the pair as it is now.

namespace {

PreferencePair makePair(const std::string& id, const std::string& chosen, const std::string& rejected) {
    PreferencePair pair;
    pair.id = id;
    pair.prompt = {{"user", "Question " + id}};
    pair.chosen = chosen;
    pair.rejected = rejected;
    return pair;
}

/// A segment as an index has it: marker, the answer word by word, end mark. Feature 0 fires in the first word, feature
/// 1 at the end mark; every token ends a sentence.
IndexedSegment segmentOf(const std::string& lead, const std::string& answer, const std::string& end, float value) {
    IndexedSegment segment;
    const auto add = [&](const std::string& text, bool response, std::vector<LatentEntry> latents) {
        const auto begin = static_cast<std::uint32_t>(segment.text.size());
        segment.text += text;
        segment.tokens.push_back({1, begin, static_cast<std::uint32_t>(segment.text.size()), true, response});
        segment.latents.push_back(std::move(latents));
    };
    if (!lead.empty()) {
        add(lead, false, {});
    }
    bool first = true;
    for (std::size_t at = 0; at < answer.size();) {
        const std::size_t next = std::min(answer.find(' ', at + 1), answer.size());
        add(answer.substr(at, next - at), true,
            first ? std::vector<LatentEntry>{{FeatureId(0), value}} : std::vector<LatentEntry>());
        first = false;
        at = next;
    }
    if (!end.empty()) {
        add(end, false, {{FeatureId(1), 1.0f}});
    }
    return segment;
}

struct IndexMaker {
    std::string lead = "<assistant>\n";
    std::string end = "<end>\n";
    std::size_t kept = 0;  ///< bytes of an answer that are left after the cut; 0 = all

    std::shared_ptr<const FeatureIndex> make(const std::filesystem::path& folder,
                                             const std::vector<PreferencePair>& pairs,
                                             const std::string& datasetHash = "another") const {
        IndexManifest manifest;
        manifest.features = 3;
        manifest.saeHash = std::string(64, 'a');
        manifest.datasetName = "original";
        manifest.datasetHash = datasetHash;
        auto writer = IndexWriter::create(folder, manifest);
        CHECK_OK(writer);
        float value = 0.0f;
        for (const PreferencePair& pair : pairs) {
            IndexedPair one;
            one.id = pair.id;
            one.rewardChosen = 1.0f + value;
            value += 0.25f;
            one.segments[0] = segmentOf({}, "Question", {}, 0.5f);
            one.segments[1] = segmentOf(kept > 0 ? "" : lead, left(pair.chosen), end, 2.0f);
            one.segments[2] = segmentOf(kept > 0 ? "" : lead, left(pair.rejected), end, 0.5f);
            CHECK_OK(writer->add(one));
        }
        CHECK_OK(writer->finish());
        auto opened = FeatureIndex::open(folder);
        CHECK_OK(opened);
        return *opened;
    }

private:
    std::string left(const std::string& answer) const {
        return kept > 0 && answer.size() > kept ? answer.substr(answer.size() - kept) : answer;
    }
};

Standing standingOf(const IndexMaker& maker, const PreferencePair& indexed, const PreferencePair& asked) {
    const TemporaryFolder folder;
    return answersStand(*maker.make(folder.path() / "index", {indexed}), PairIndex(0), asked);
}

PreferencePair swapped(PreferencePair pair) {
    std::swap(pair.chosen, pair.rejected);
    return pair;
}

}  // namespace

TEST(answers_stand_straight_turned_or_not_at_all) {
    const IndexMaker maker;
    struct Case {
        const char* chosen;
        const char* rejected;
    };
    // Unlike answers, one that holds the other at its end, at its beginning and inside, one in the template's own
    // marks, empty ones, white space, repetition.
    for (const Case& one : std::vector<Case>{{"I can help.", "Go away."},
                                             {"I cannot.", "Sorry, I cannot."},
                                             {"No.", "No. I cannot."},
                                             {"cannot", "I cannot help"},
                                             {"end", "<end>"},
                                             {"", "Something"},
                                             {"  spaced \n", "plain"},
                                             {"ha ha ha", "ha ha"},
                                             {"n", "assistant"}}) {
        const auto pair = makePair("p", one.chosen, one.rejected);
        CHECK(standingOf(maker, pair, pair) == Standing::Straight);
        CHECK(standingOf(maker, pair, swapped(pair)) == Standing::Turned);
        CHECK(standingOf(maker, swapped(pair), pair) == Standing::Turned);
        // Edited: more or less text at either end of one answer, or another answer.
        for (const auto& edit : std::vector<std::function<void(std::string&)>>{
                 [](std::string& text) { text += " More."; }, [](std::string& text) { text = "Well, " + text; },
                 [](std::string& text) { text = "Another answer"; }}) {
            auto edited = pair;
            edit(edited.chosen);
            CHECK(standingOf(maker, pair, edited) == Standing::Not);
            CHECK(standingOf(maker, pair, swapped(edited)) == Standing::Not);
            edited = pair;
            edit(edited.rejected);
            CHECK(standingOf(maker, pair, edited) == Standing::Not);
        }
    }
    // Shortened answers were accepted once, because the index's text holds them.
    const auto whole = makePair("p", "Sorry, I cannot. Really.", "Go away.");
    CHECK(standingOf(maker, whole, makePair("p", "I cannot. Really.", "Go away.")) == Standing::Not);
    CHECK(standingOf(maker, whole, makePair("p", "Sorry, I cannot.", "Go away.")) == Standing::Not);
    CHECK(standingOf(maker, whole, makePair("p", "", "Go away.")) == Standing::Not);
}

TEST(equal_answers_stand_straight) {
    const auto pair = makePair("p", "The same.", "The same.");
    CHECK(standingOf({}, pair, pair) == Standing::Straight);
    const auto nearly = makePair("p", "The same.", "The same. ");
    CHECK(standingOf({}, nearly, swapped(nearly)) == Standing::Straight);
    const auto empty = makePair("p", "", " ");
    CHECK(standingOf({}, empty, empty) == Standing::Straight);
}

TEST(long_answers_that_were_cut_on_the_left_are_told_apart_by_what_is_left) {
    std::string first;
    std::string second;
    for (int i = 0; i < 200; ++i) {
        first += "alpha" + std::to_string(i) + " ";
        second += "beta" + std::to_string(i) + " ";
    }
    const std::string same(300, 's');
    IndexMaker cut;
    cut.kept = 500;
    const auto unlike = makePair("p", first, second);
    CHECK(standingOf(cut, unlike, unlike) == Standing::Straight);
    CHECK(standingOf(cut, unlike, swapped(unlike)) == Standing::Turned);
    // The last 300 bytes are the same, what stands before them differs.
    const auto alike = makePair("p", first + same, second + same);
    CHECK(standingOf(cut, alike, alike) == Standing::Straight);
    CHECK(standingOf(cut, alike, swapped(alike)) == Standing::Turned);
    CHECK(standingOf({}, alike, swapped(alike)) == Standing::Turned);
    // Nothing that differs is left: the model has read equal texts, so it does not matter, and straight it is.
    IndexMaker tail;
    tail.kept = 250;
    CHECK(standingOf(tail, alike, swapped(alike)) == Standing::Straight);
    // Too little is left to say that it is this answer.
    IndexMaker shorter;
    shorter.kept = 100;
    CHECK(standingOf(shorter, unlike, unlike) == Standing::Not);
    // An answer that repeats itself must not be taken for its own cut remains of another length.
    const std::string repeated(1000, 'r');
    CHECK(standingOf({}, makePair("p", repeated, "no"), makePair("p", repeated + "r", "no")) == Standing::Not);
}

TEST(a_first_token_that_holds_the_templates_last_byte_does_not_hide_the_answer) {
    const TemporaryFolder folder;
    IndexManifest manifest;
    manifest.features = 3;
    auto writer = IndexWriter::create(folder.path() / "index", manifest);
    CHECK_OK(writer);
    IndexedPair one;
    one.id = "p";
    const auto glued = [](const std::string& answer) {
        IndexedSegment segment;
        segment.text = "A:" + answer + "<end>";
        const auto size = static_cast<std::uint32_t>(segment.text.size());
        segment.tokens = {{1, 0, 1, false, false}, {1, 1, 4, false, true}, {1, 4, size, false, true}};
        segment.latents.resize(3);
        return segment;
    };
    one.segments[1] = glued("Hello");
    one.segments[2] = glued("Goodbye");
    CHECK_OK(writer->add(one));
    CHECK_OK(writer->finish());
    const auto index = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(index);
    CHECK(answersStand(**index, PairIndex(0), makePair("p", "Hello", "Goodbye")) == Standing::Straight);
    CHECK(answersStand(**index, PairIndex(0), makePair("p", "Goodbye", "Hello")) == Standing::Turned);
    CHECK(answersStand(**index, PairIndex(0), makePair("p", "ello", "Goodbye")) == Standing::Not);
}

namespace {

/// Ten pairs "original" with an index, and "suspect": two swapped, one edited, one that the index does not hold.
struct SuspectWorkspace {
    TemporaryFolder folder;
    std::unique_ptr<Workspace> workspace = makeWorkspace(folder.path() / "workspace");
    std::vector<PreferencePair> pairs;

    SuspectWorkspace() {
        for (int i = 0; i < 10; ++i) {
            pairs.push_back(makePair("p" + std::to_string(i), "Yes number " + std::to_string(i),
                                     "No to " + std::to_string(i) + " and more"));
        }
        add("original", pairs);
        const auto hash = workspace->dataset("original")->contentHash;
        IndexMaker().make(folder.path() / "index", pairs, hash);
        CHECK_OK(workspace->addReference(ArtifactKind::Index, folder.path() / "index", "index"));
        auto suspect = pairs;
        suspect[2] = swapped(suspect[2]);
        suspect[7] = swapped(suspect[7]);
        suspect[4].chosen = "Edited";
        suspect.push_back(makePair("p10", "New", "Newer"));
        add("suspect", suspect);
    }

    void add(const std::string& name, const std::vector<PreferencePair>& list) {
        std::string lines;
        for (const auto& pair : list) {
            lines += R"({"id":")" + pair.id + R"(","prompt":[{"role":"user","content":"Q"}],"chosen":)" +
                     dumpJson(Json(pair.chosen)) + R"(,"rejected":)" + dumpJson(Json(pair.rejected)) + "}\n";
        }
        writeFile(folder.path() / (name + ".jsonl"), lines);
        CHECK_OK(workspace->importPairs(folder.path() / (name + ".jsonl"), name, {}));
    }
};

PairSignalRequest featuresOf(const std::string& dataset) {
    PairSignalRequest request;
    request.dataset = dataset;
    request.features = true;
    return request;
}

}  // namespace

TEST(turned_pairs_have_the_numbers_of_the_pair_as_it_is_now) {
    SuspectWorkspace made;
    const auto original = readPairSignals(*made.workspace, featuresOf("original"));
    CHECK_OK(original);
    CHECK_EQ(original->turned, 0u);
    CHECK_EQ(original->choice->title, std::string("2 strongest"));
    const auto suspect = readPairSignals(*made.workspace, featuresOf("suspect"));
    CHECK_OK(suspect);
    CHECK_EQ(suspect->pairs.size(), 11u);
    CHECK_EQ(suspect->turned, 2u);
    CHECK(suspect->notes.back().starts_with("2 of the 11 pairs stand in the index"));
    for (std::size_t i = 0; i < 11; ++i) {
        const PairSignal& signal = suspect->known[i];
        CHECK_EQ(signal.position, i);
        if (i == 4 || i == 10) {
            CHECK(!suspect->indexed[i] && !signal.score && !signal.margin);
            CHECK_EQ(signal.unknownBecause,
                     std::string(i == 4 ? "the index holds other answers under its id" : "the index does not hold it"));
            continue;
        }
        const bool turned = i == 2 || i == 7;
        CHECK_EQ(suspect->indexed[i]->turned, turned);
        CHECK_EQ(suspect->indexed[i]->pair.value(), i);
        CHECK_EQ(*signal.score, (turned ? -1.0 : 1.0) * *original->known[i].score);
        CHECK_EQ(*signal.margin, (turned ? -1.0 : 1.0) * *original->known[i].margin);
        CHECK(*original->known[i].score != 0.0 && *original->known[i].margin != 0.0);
        // Explanations add up to the score and name today's sides.
        const auto why = explainPair(*suspect, i, 10);
        double sum = 0.0;
        for (const FeatureContribution& one : why) {
            sum += one.contribution;
            if (one.feature == FeatureId(0)) {
                const auto before = explainPair(*original, i, 10);
                const auto same = std::ranges::find(before, FeatureId(0), &FeatureContribution::feature);
                CHECK(one.segment == (turned ? Segment::Rejected : Segment::Chosen));
                CHECK(same->segment == Segment::Chosen);
                CHECK_EQ(one.token, same->token);
            }
        }
        CHECK(!why.empty());
        CHECK_NEAR(sum, *signal.score, 1e-12);
    }
    CHECK(explainPair(*suspect, 4, 10).empty() && explainPair(*suspect, 99, 10).empty());
}

// What turning claims is that an index of the swapped pairs says the same: build that index and compare.
TEST(turned_numbers_are_those_of_an_index_of_the_swapped_pairs) {
    SuspectWorkspace made;
    const auto before = made.workspace->loadPairs(*made.workspace->dataset("original"));
    CHECK_OK(before);
    const auto straight = FeatureIndex::open(made.folder.path() / "index");
    CHECK_OK(straight);
    const auto turned = [&] {
        IndexManifest manifest;
        manifest.features = 3;
        auto writer = IndexWriter::create(made.folder.path() / "turned", manifest);
        CHECK_OK(writer);
        float value = 0.0f;
        for (const PreferencePair& pair : *before) {
            IndexedPair one;
            one.id = pair.id;
            one.rewardRejected = 1.0f + value;
            value += 0.25f;
            one.segments[0] = segmentOf({}, "Question", {}, 0.5f);
            one.segments[1] = segmentOf("<assistant>\n", pair.rejected, "<end>\n", 0.5f);
            one.segments[2] = segmentOf("<assistant>\n", pair.chosen, "<end>\n", 2.0f);
            CHECK_OK(writer->add(one));
        }
        CHECK_OK(writer->finish());
        return *FeatureIndex::open(made.folder.path() / "turned");
    }();
    const std::vector<WeightedFeature> features = {{FeatureId(0), 1.0}, {FeatureId(1), -0.5}};
    for (const TokenScope scope : {TokenScope::SentenceEnds, TokenScope::AllTokens}) {
        const auto left = pairScores(**straight, features, scope);
        const auto right = pairScores(*turned, features, scope);
        for (std::size_t i = 0; i < left.size(); ++i) {
            CHECK_EQ(left[i], -right[i]);
            CHECK(left[i] != 0.0);
            CHECK_EQ((*straight)->pair(PairIndex(static_cast<std::uint32_t>(i))).margin(),
                     -turned->pair(PairIndex(static_cast<std::uint32_t>(i))).margin());
        }
    }
}

TEST(a_second_reading_takes_the_pairs_over_and_says_the_same) {
    SuspectWorkspace made;
    auto first = readPairSignals(*made.workspace, featuresOf("suspect"));
    CHECK_OK(first);
    auto request = featuresOf("suspect");
    request.choice.features = 1;
    const auto fresh = readPairSignals(*made.workspace, request);
    const auto again = readPairSignalsAgain(*made.workspace, request, *first);
    CHECK_OK(fresh);
    CHECK_OK(again);
    CHECK(first->pairs.empty() && first->known.size() == 11);
    CHECK_EQ(again->pairs.size(), 11u);
    CHECK_EQ(again->turned, 2u);
    CHECK_EQ(again->choice->digest, fresh->choice->digest);
    CHECK(again->choice->digest != first->choice->digest);
    for (std::size_t i = 0; i < 11; ++i) {
        CHECK(again->known[i].score == fresh->known[i].score);
        CHECK(again->known[i].margin == fresh->known[i].margin);
        CHECK_EQ(again->known[i].unknownBecause, fresh->known[i].unknownBecause);
    }
    // Another data set: nothing can be taken over.
    auto earlier = *again;
    const auto other = readPairSignalsAgain(*made.workspace, featuresOf("original"), earlier);
    CHECK_OK(other);
    CHECK_EQ(other->pairs.size(), 10u);
    CHECK_EQ(earlier.pairs.size(), 11u);
    // Random needs no index; nothing is known, nothing is excluded for a reason.
    PairSignalRequest bare;
    bare.dataset = "suspect";
    CHECK_OK(askFor(*made.workspace, Strategy::Random, bare));
    const auto nothing = readPairSignals(*made.workspace, bare);
    CHECK_OK(nothing);
    CHECK(nothing->index == nullptr && !nothing->choice && nothing->known.size() == 11);

    std::stop_source stop;
    stop.request_stop();
    const auto stopped = readPairSignals(*made.workspace, featuresOf("suspect"), {}, stop.get_token());
    CHECK(!stopped && stopped.error().code == ErrorCode::Interrupted);
}

// SAFERSCOPE_SIGNAL_PAIRS=100000 for the size that has to stay quick.
TEST(finding_the_pairs_is_linear) {
    const char* asked = std::getenv("SAFERSCOPE_SIGNAL_PAIRS");
    const int count = asked != nullptr ? std::atoi(asked) : 2000;
    const TemporaryFolder folder;
    std::vector<PreferencePair> pairs;
    for (int i = 0; i < count; ++i) {
        std::string answer;
        for (int word = 0; word < 60; ++word) {
            answer += "a quite ordinary word " + std::to_string(word * i) + " ";
        }
        pairs.push_back(makePair("pair-" + std::to_string(i), answer + "yes", answer + "no"));
    }
    const auto index = IndexMaker().make(folder.path() / "index", pairs);
    for (int i = 0; i < count; i += 3) {
        auto& pair = pairs[static_cast<std::size_t>(i)];
        pair = swapped(std::move(pair));
    }
    const auto begin = std::chrono::steady_clock::now();
    Dataset dataset;
    dataset.name = "suspect";
    const auto found = findHeldPairs(*index, dataset, pairs);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    CHECK_OK(found);
    for (int i = 0; i < count; ++i) {
        CHECK((*found)[static_cast<std::size_t>(i)].held.has_value());
        CHECK_EQ((*found)[static_cast<std::size_t>(i)].held->turned, i % 3 == 0);
    }
    std::printf("%d pairs found in %.3f s\n", count, seconds);
    CHECK(seconds < 1.0 + 1e-4 * count);
}
