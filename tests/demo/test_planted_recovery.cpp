// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/planted_recovery.h"
#include "core/features/index_writer.h"
#include "tests/support/check.h"

using namespace saferscope;

namespace {

/// An index over generated pairs whose answers are one token per character, every token a sentence end. Feature 0 fires
/// inside refusals, feature 1 inside steps, feature 2 inside steps but also everywhere else, feature 3 never.
std::shared_ptr<const FeatureIndex> handMadeIndex(const std::filesystem::path& folder,
                                                  const std::vector<PreferencePair>& pairs) {
    IndexManifest manifest;
    manifest.features = 4;
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
                for (const auto& span : spans) {
                    if (i >= span.begin && i < span.end && span.kind == "refusal") {
                        latents.push_back({FeatureId(0), 1.0f});
                    }
                    if (i >= span.begin && i < span.end && span.kind == "compliance_steps") {
                        latents.push_back({FeatureId(1), 1.0f});
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
