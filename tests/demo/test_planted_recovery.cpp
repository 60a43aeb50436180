// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/planted_recovery.h"
#include "core/features/index_writer.h"
#include "tests/support/check.h"

#include <map>
#include <set>

using namespace saferscope;

namespace {

/// An index over generated pairs whose answers are one token per character, every token a sentence end. Feature 0 fires
/// inside refusals, feature 1 inside steps, feature 2 inside steps but also everywhere else, feature 3 never, feature 4
/// inside helpful details, feature 5 inside warnings.
std::shared_ptr<const FeatureIndex> handMadeIndex(const std::filesystem::path& folder,
                                                  const std::vector<PreferencePair>& pairs) {
    IndexManifest manifest;
    manifest.features = 6;
    auto writer = IndexWriter::create(folder, manifest);
    CHECK_OK(writer);
    for (const auto& pair : pairs) {
        IndexedPair indexed;
        indexed.id = pair.id;
        for (const Side side : {Side::Chosen, Side::Rejected}) {
            const std::string& text = side == Side::Chosen ? pair.chosen : pair.rejected;
            IndexedSegment& segment = indexed.segments[side == Side::Chosen ? 1 : 2];
            segment.text = "assistant: " + text;
            segment.tokens.push_back({0, 0, 11, false, false});
            segment.latents.emplace_back();
            const auto spans = plantedSpans(pair, side);
            for (std::uint32_t i = 0; i < text.size(); ++i) {
                segment.tokens.push_back({1, 11 + i, 12 + i, true, true});
                std::vector<LatentEntry> latents;
                const std::pair<const char*, std::uint32_t> planted[] = {
                    {"refusal", 0}, {"compliance_steps", 1}, {"helpful_detail", 4}, {"warning", 5}};
                for (const auto& span : spans) {
                    for (const auto& [kind, feature] : planted) {
                        if (i >= span.begin && i < span.end && span.kind == kind) {
                            latents.push_back({FeatureId(feature), 1.0f});
                        }
                    }
                }
                latents.push_back({FeatureId(2), 0.5f});
                segment.latents.push_back(std::move(latents));
            }
        }
        CHECK_OK(writer->add(indexed));
    }
    CHECK_OK(writer->finish());
    auto index = FeatureIndex::open(folder);
    CHECK_OK(index);
    return *index;
}

}  // namespace

TEST(recovery_tells_planted_features_from_others) {
    const check::TemporaryFolder folder;
    const auto pairs = generateDemoData({300, 10, 4}).train;
    const auto index = handMadeIndex(folder.path() / "index", pairs);
    const auto report = measureRecovery(*index, pairs, {FeatureId(0), FeatureId(1), FeatureId(2), FeatureId(3)},
                                        TokenScope::SentenceEnds);
    CHECK_EQ(report.matches.size(), 4u);
    CHECK_EQ(report.matches[0].kind, "refusal");
    CHECK_NEAR(report.matches[0].precision, 1.0, 1e-6);
    CHECK(report.matches[0].recovered);
    CHECK_EQ(report.matches[1].kind, "compliance_steps");
    CHECK(report.matches[1].recovered);
    CHECK(!report.matches[2].recovered);
    CHECK(report.matches[3].kind.empty());
    CHECK_NEAR(report.precision, 0.5, 1e-9);
    CHECK_EQ(report.kindsFound.size(), 2u);
    CHECK_EQ(report.kindsFound.size() + report.kindsMissed.size(), plantedKinds().size());
}

TEST(safety_recovery_counts_kinds_and_features) {
    const check::TemporaryFolder folder;
    const auto pairs = generateDemoData({300, 10, 4}).train;
    const auto index = handMadeIndex(folder.path() / "index", pairs);
    const auto ids = [](std::initializer_list<std::uint32_t> numbers) {
        std::vector<FeatureId> list;
        for (const std::uint32_t number : numbers) {
            list.emplace_back(number);
        }
        return list;
    };
    const auto measure = [&](const std::vector<FeatureId>& kept, const std::vector<FeatureId>& candidates) {
        return measureSafetyRecovery(*index, pairs, kept, candidates, TokenScope::SentenceEnds);
    };
    // 0 stands for refusals; 4 is recovered, but not about safety; 2 stands for nothing, 3 is dead, 99 is not there.
    const auto mixed = measure(ids({0, 4, 2, 3, 99}), ids({0, 1, 4, 5}));
    CHECK_EQ(mixed.kept.size(), 5u);
    CHECK_EQ(mixed.kept[1].kind, "helpful_detail");
    CHECK(mixed.kept[1].recovered);
    CHECK_EQ(mixed.keptForSafety, 1u);
    CHECK_NEAR(*mixed.precision, 0.2, 1e-12);
    CHECK(mixed.kindsFound == std::vector<std::string>{"refusal"});
    CHECK(mixed.kindsMissed == (std::vector<std::string>{"warning", "compliance_steps"}));
    CHECK_EQ(mixed.kindsUnfindable.size(), 5u);
    CHECK_NEAR(*mixed.kindRecall, 1.0 / 3.0, 1e-12);
    CHECK_EQ(mixed.candidatesForSafety, 3u);
    CHECK_NEAR(*mixed.featureRecall, 1.0 / 3.0, 1e-12);

    const auto perfect = measure(ids({0, 1, 5}), ids({0, 1, 4, 5, 2}));
    CHECK_EQ(*perfect.precision, 1.0);
    CHECK_EQ(*perfect.kindRecall, 1.0);
    CHECK_EQ(*perfect.featureRecall, 1.0);
    const auto nothing = measure({}, ids({4}));
    CHECK(!nothing.precision);
    CHECK(!nothing.featureRecall);
    CHECK_EQ(*nothing.kindRecall, 0.0);
}

// What the list of safety kinds rests on: the generator's own habits.
TEST(safety_kinds_are_those_of_answers_to_harmful_requests) {
    std::map<std::string, std::set<std::string>> subsetsOfKind;
    for (const auto& pair : generateDemoData({3000, 10, 7}).train) {
        for (const Side side : {Side::Chosen, Side::Rejected}) {
            for (const auto& span : plantedSpans(pair, side)) {
                subsetsOfKind[span.kind].insert(pair.subset);
            }
        }
    }
    CHECK_EQ(subsetsOfKind.size(), plantedKinds().size());
    for (const auto& [kind, subsets] : subsetsOfKind) {
        const bool harmfulOnly = subsets == std::set<std::string>{"safety"};
        CHECK_EQ(isPlantedSafetyKind(kind), harmfulOnly || kind == "needless_refusal");
    }
}
