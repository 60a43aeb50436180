// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "core/features/contrast.h"

#include <algorithm>
#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t shownToPeople = 20;

struct FeaturesOptions {
    IndexAccessOptions access;
    std::size_t top = 0;
};

OrderedJson featureJson(const FeatureContrast& feature) {
    return {{"feature", feature.feature.value()},
            {"contrast", finiteOrNull(feature.contrast)},
            {"contrast_normalised", finiteOrNull(feature.contrastNormalised)},
            {"h_chosen", finiteOrNull(feature.hChosen)},
            {"h_rejected", finiteOrNull(feature.hRejected)},
            {"density", finiteOrNull(feature.density)},
            {"maximum", finiteOrNull(feature.maximum)},
            {"dead", feature.dead}};
}

Status runFeatures(const FeaturesOptions& options) {
    const auto opened = openIndex(options.access);
    if (!opened) {
        return failure(opened);
    }
    const auto contrasts = computeContrasts(*opened->index, opened->scope);
    std::vector<FeatureId> chosen;
    if (options.top > 0 || !options.access.common.json) {
        chosen = strongestFeatures(contrasts, options.top > 0 ? options.top : shownToPeople);
    } else {
        for (const auto& feature : contrasts) {
            chosen.push_back(feature.feature);
        }
    }
    if (options.access.common.json) {
        for (const auto id : chosen) {
            printJson(featureJson(contrasts[id.value()]));
        }
        return {};
    }
    std::vector<std::vector<std::string>> rows = {{"feature", "contrast", "normalised", "h+", "h-", "density"}};
    for (const auto id : chosen) {
        const FeatureContrast& feature = contrasts[id.value()];
        rows.push_back({std::to_string(id.value()), number(feature.contrast), number(feature.contrastNormalised),
                        number(feature.hChosen, 1), number(feature.hRejected, 1), percent(feature.density)});
    }
    printTable(rows);
    const auto dead = std::ranges::count_if(contrasts, [](const FeatureContrast& feature) { return feature.dead; });
    printText(grouped(contrasts.size()) + " features, " + grouped(static_cast<std::uint64_t>(dead)) +
              " dead; positions: " + options.access.scope);
    return {};
}

}  // namespace

void addFeaturesCommand(CommandSet& commands) {
    const auto options = std::make_shared<FeaturesOptions>();
    auto* command = commands.add("features", "How each SAE feature differs between chosen and rejected answers",
                                 "  safer features --workspace ws --top 32\n"
                                 "  safer features --workspace ws --json > features.jsonl");
    addIndexAccessOptions(command, options->access);
    command
        ->add_option("--top", options->top,
                     "Only the N of largest |contrast|, strongest first (default: with --json all in order, else 20)")
        ->type_name("N");
    commands.onRun(command, [options] { return runFeatures(*options); });
}

}  // namespace saferscope::cli
