// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/base/random.h"
#include "core/data/pair_writer.h"
#include "core/features/index_writer.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <array>

namespace saferscope::check {

/// A workspace with generated pairs "train" and an index of the first `indexed` of them that is written by hand:
/// features 0 to 3 fire in the generator's refusals, warnings, steps and rude remarks, feature 4 everywhere. Margins
/// are normal around 1.5.
struct ExperimentWorkspace {
    static constexpr std::array kinds = {"refusal", "warning", "compliance_steps", "rude"};
    TemporaryFolder folder;
    std::string workspace = (folder.path() / "workspace").string();
    std::vector<PreferencePair> pairs;
    std::string datasetHash;

    explicit ExperimentWorkspace(std::size_t count = 120, std::size_t indexed = 120)
        : ExperimentWorkspace(generateDemoData({count, 1, 4}).train, indexed) {}

    ExperimentWorkspace(std::vector<PreferencePair> made, std::size_t indexed) : pairs(std::move(made)) {
        std::string lines;
        for (const auto& pair : pairs) {
            lines += pairToJsonLine(pair) + "\n";
        }
        datasetHash = sha256Hex(lines);
        const auto file = folder.path() / "pairs.jsonl";
        writePairs(file, pairs);
        writeIndex(indexed);
        auto opened = Workspace::create(workspace);
        CHECK_OK(opened);
        CHECK_OK((*opened)->importPairs(file, "train", {}));
        CHECK_OK((*opened)->addReference(ArtifactKind::Index, folder.path() / "index", "index"));
    }

    SaferOutput run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--workspace", workspace});
        return safer(arguments);
    }
    SaferOutput ok(const std::vector<std::string>& arguments) const {
        auto output = run(arguments);
        if (output.exitCode != 0) {
            throw Failure(arguments[0] + " " + arguments.back() + " ended with " + std::to_string(output.exitCode) +
                              ": " + output.err,
                          __FILE__, __LINE__);
        }
        return output;
    }

private:
    void writeIndex(std::size_t indexed) const {
        IndexManifest manifest;
        manifest.features = 6;
        manifest.saeHash = std::string(64, 'a');
        manifest.datasetName = "train";
        manifest.datasetHash = datasetHash;
        auto writer = IndexWriter::create(folder.path() / "index", manifest);
        CHECK_OK(writer);
        Random random(11);
        for (std::size_t p = 0; p < std::min(indexed, pairs.size()); ++p) {
            IndexedPair one;
            one.id = pairs[p].id;
            one.subset = pairs[p].subset;
            one.rewardChosen = static_cast<float>(1.5 + random.normal());
            for (const Side side : {Side::Chosen, Side::Rejected}) {
                writeSide(one.segments[side == Side::Chosen ? 1 : 2], pairs[p], side);
            }
            CHECK_OK(writer->add(one));
        }
        CHECK_OK(writer->finish());
    }

    static void writeSide(IndexedSegment& segment, const PreferencePair& pair, Side side) {
        segment.text = side == Side::Chosen ? pair.chosen : pair.rejected;
        const auto spans = plantedSpans(pair, side);
        for (std::uint32_t i = 0; i < segment.text.size(); ++i) {
            segment.tokens.push_back({1, i, i + 1, i % 2 == 0, true});
            std::vector<LatentEntry> latents = {{FeatureId(4), side == Side::Chosen ? 0.5f : 0.25f}};
            for (const auto& span : spans) {
                for (std::uint32_t f = 0; f < kinds.size(); ++f) {
                    if (i >= span.begin && i < span.end && span.kind == kinds[f]) {
                        latents.push_back({FeatureId(f), 1.0f});
                    }
                }
            }
            segment.latents.push_back(std::move(latents));
        }
    }
};

}  // namespace saferscope::check
