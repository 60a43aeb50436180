// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/feature_choice.h"
#include "app/cli/output.h"

#include <memory>

namespace saferscope::cli {

namespace {

struct ScoreOptions {
    IndexAccessOptions access;
    FeatureChoiceOptions choice;
};

Status runScore(const ScoreOptions& options) {
    const auto scoring = openFeatures(options.access, options.choice);
    if (!scoring) {
        return failure(scoring);
    }
    const FeatureIndex& index = *scoring->context.index;
    const auto scores = pairScores(index, scoring->kept, scoring->context.identity.scope);
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
    auto* command = commands.add("score", "Score of every pair by a set of features (score_safe)",
                                 "  safer score --workspace ws --json > scores.jsonl\n"
                                 "  safer score --workspace ws --set checked\n"
                                 "  safer score --workspace ws --rule \"llm = 5 and stable\" --features 32\n"
                                 "  safer score --workspace ws --features 64 --weighting magnitude --by effect");
    addIndexAccessOptions(command, options->access);
    addFeatureChoiceOptions(command, options->choice);
    commands.onRun(command, [options] { return runScore(*options); });
}

}  // namespace saferscope::cli
