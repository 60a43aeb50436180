// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "core/scoring/pair_score.h"

#include <memory>

namespace saferscope::cli {

namespace {

struct ScoreOptions {
    IndexAccessOptions access;
    std::size_t features = 0;
    std::string weighting = "sign";
};

Status runScore(const ScoreOptions& options) {
    const auto opened = openIndex(options.access);
    if (!opened) {
        return failure(opened);
    }
    const FeatureIndex& index = *opened->index;
    const std::size_t count = options.features > 0 ? options.features : opened->workspace->settings().keptFeatures;
    const auto weighting = options.weighting == "magnitude" ? ScoreWeighting::Magnitude : ScoreWeighting::Sign;
    const auto kept = weightFeatures(computeContrasts(index, opened->scope), count, weighting);
    if (kept.empty()) {
        return fail(ErrorCode::InvalidInput, "Every feature of the index is dead, so there is nothing to score with.",
                    "Train the SAE longer, or index more pairs.");
    }
    const auto scores = pairScores(index, kept, opened->scope);
    if (!options.access.common.json) {
        printText("     score      margin  id");
    }
    for (std::uint32_t i = 0; i < index.pairCount(); ++i) {
        const PairRecord pair = index.pair(PairIndex(i));
        if (options.access.common.json) {
            printJson({{"id", pair.id}, {"score", finiteOrNull(scores[i])}});
        } else {
            char text[64];
            std::snprintf(text, sizeof text, "%10.4f  %10.4f  ", scores[i], static_cast<double>(pair.margin()));
            printText(text + printable(pair.id));
        }
    }
    return {};
}

}  // namespace

void addScoreCommand(CommandSet& commands) {
    const auto options = std::make_shared<ScoreOptions>();
    auto* command = commands.add("score", "Score of every pair by its strongest features (score_safe)",
                                 "  safer score --workspace ws --json > scores.jsonl\n"
                                 "  safer score --workspace ws --features 64 --weighting magnitude");
    addIndexAccessOptions(command, options->access);
    command->add_option("--features", options->features, "Size of the kept set (default: as the workspace says)")
        ->type_name("N");
    command->add_option("--weighting", options->weighting, "sign (as published) or magnitude")
        ->check(CLI::IsMember({"sign", "magnitude"}))
        ->capture_default_str();
    commands.onRun(command, [options] { return runScore(*options); });
}

}  // namespace saferscope::cli
