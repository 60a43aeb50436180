// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "core/features/contrast.h"
#include "core/features/subset_contrast.h"

#include <algorithm>
#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t shownToPeople = 20;

using Rows = std::vector<std::vector<std::string>>;

struct FeaturesOptions {
    IndexAccessOptions access;
    std::size_t top = 0;
    std::string by;  ///< name of a ContrastMeasure; empty: what the workspace's settings say
    bool subsets = false;
};

OrderedJson featureJson(const FeatureContrast& feature) {
    return {{"feature", feature.feature.value()},
            {"contrast", finiteOrNull(feature.contrast)},
            {"contrast_low", finiteOrNull(feature.contrastLow)},
            {"contrast_high", finiteOrNull(feature.contrastHigh)},
            {"contrast_normalised", finiteOrNull(feature.contrastNormalised)},
            {"normalised", finiteOrNull(feature.contrastNormalised)},
            {"normalised_low", finiteOrNull(feature.normalisedLow)},
            {"normalised_high", finiteOrNull(feature.normalisedHigh)},
            {"effect_size", finiteOrNull(feature.effectSize)},
            {"effect_low", finiteOrNull(feature.effectLow)},
            {"effect_high", finiteOrNull(feature.effectHigh)},
            {"z", finiteOrNull(feature.z)},
            {"half_a", finiteOrNull(feature.contrastHalfA)},
            {"half_b", finiteOrNull(feature.contrastHalfB)},
            {"split_half", finiteOrNull(feature.splitHalf)},
            {"sign_stable", feature.signStable},
            {"h_chosen", finiteOrNull(feature.hChosen)},
            {"h_rejected", finiteOrNull(feature.hRejected)},
            {"firing_pairs", feature.firingPairs},
            {"density", finiteOrNull(feature.density)},
            {"maximum", finiteOrNull(feature.maximum)},
            {"dead", feature.dead}};
}

OrderedJson subsetsJson(const std::vector<SubsetContrast>& subsets) {
    OrderedJson list = OrderedJson::array();
    for (const SubsetContrast& one : subsets) {
        list.push_back({{"subset", one.subset},
                        {"merged", one.merged},
                        {"pairs", one.pairs},
                        {"firing_pairs", one.firingPairs},
                        {"contrast", finiteOrNull(one.contrast)},
                        {"low", finiteOrNull(one.low)},
                        {"high", finiteOrNull(one.high)},
                        {"normalised", finiteOrNull(one.normalised)},
                        {"z", finiteOrNull(one.z)},
                        {"h_chosen", finiteOrNull(one.hChosen)},
                        {"h_rejected", finiteOrNull(one.hRejected)}});
    }
    return list;
}

std::string range(double low, double high) { return "[" + number(low) + ", " + number(high) + "]"; }

void printFeatures(const std::vector<FeatureContrast>& contrasts, const std::vector<FeatureId>& chosen) {
    Rows rows = {{"feature", "contrast", "95 % CI", "normalised", "effect", "95 % CI", "z", "split-half", "stable",
                  "pairs", "density"}};
    for (const auto id : chosen) {
        const FeatureContrast& feature = contrasts[id.value()];
        rows.push_back({std::to_string(id.value()), number(feature.contrast),
                        range(feature.contrastLow, feature.contrastHigh), number(feature.contrastNormalised),
                        number(feature.effectSize), range(feature.effectLow, feature.effectHigh), number(feature.z, 1),
                        number(feature.splitHalf, 2), feature.signStable ? "yes" : "no", grouped(feature.firingPairs),
                        percent(feature.density)});
    }
    printTable(rows);
}

void printSubsets(const OpenedIndex& opened, const std::vector<FeatureId>& chosen) {
    Rows rows = {{"feature", "subset", "pairs", "firing in", "contrast", "95 % CI", "normalised", "sign flips"}};
    for (const auto id : chosen) {
        const auto subsets = subsetContrasts(*opened.index, id, opened.scope);
        const std::string flips = signFlips(subsets) ? "yes" : "no";
        for (const SubsetContrast& one : subsets) {
            const std::string name = one.merged > 0 ? "(" + grouped(one.merged) + " smaller subsets)" : one.subset;
            rows.push_back({std::to_string(id.value()), name, grouped(one.pairs), grouped(one.firingPairs),
                            number(one.contrast), range(one.low, one.high), number(one.normalised), flips});
        }
    }
    printText({});
    printTable(rows);
}

Status runFeatures(const FeaturesOptions& options) {
    const auto opened = openIndex(options.access);
    if (!opened) {
        return failure(opened);
    }
    const std::string wanted = options.by.empty() ? opened->workspace->settings().contrastMeasure : options.by;
    const ContrastMeasure measure = contrastMeasureFromName(wanted).value_or(ContrastMeasure::Paper);
    const auto contrasts = computeContrasts(*opened->index, opened->scope);
    std::vector<FeatureId> chosen;
    if (options.top > 0 || !options.access.common.json) {
        chosen = strongestFeatures(contrasts, options.top > 0 ? options.top : shownToPeople, measure);
    } else {
        for (const auto& feature : contrasts) {
            chosen.push_back(feature.feature);
        }
    }
    if (options.access.common.json) {
        for (const auto id : chosen) {
            OrderedJson json = featureJson(contrasts[id.value()]);
            if (options.subsets) {
                const auto subsets = subsetContrasts(*opened->index, id, opened->scope);
                json["sign_flips"] = signFlips(subsets);
                json["subsets"] = subsetsJson(subsets);
            }
            printJson(json);
        }
        return {};
    }
    printFeatures(contrasts, chosen);
    if (options.subsets) {
        printSubsets(*opened, chosen);
    }
    const auto dead = std::ranges::count_if(contrasts, [](const FeatureContrast& feature) { return feature.dead; });
    const auto stable =
        std::ranges::count_if(contrasts, [](const FeatureContrast& feature) { return feature.signStable; });
    printText(grouped(contrasts.size()) + " features, " + grouped(static_cast<std::uint64_t>(dead)) + " dead, " +
              grouped(static_cast<std::uint64_t>(stable)) + " of stable sign; ranked by " +
              contrastMeasureName(measure) + "; positions: " + options.access.scope);
    return {};
}

}  // namespace

void addFeaturesCommand(CommandSet& commands) {
    const auto options = std::make_shared<FeaturesOptions>();
    auto* command = commands.add("features", "How each SAE feature differs between chosen and rejected answers",
                                 "  safer features --workspace ws --top 32\n"
                                 "  safer features --workspace ws --top 8 --by effect --subsets\n"
                                 "  safer features --workspace ws --json > features.jsonl");
    addIndexAccessOptions(command, options->access);
    command
        ->add_option("--top", options->top,
                     "Only the N strongest, strongest first (default: with --json all in order, else 20)")
        ->type_name("N");
    command
        ->add_option("--by", options->by,
                     "What strongest means: contrast, normalised (no length confound) or effect (Cohen's d over "
                     "pairs); default: the workspace's setting")
        ->check(CLI::IsMember({"contrast", "normalised", "effect"}));
    command->add_flag("--subsets", options->subsets, "Also the contrast within each subset of the data set");
    commands.onRun(command, [options] { return runFeatures(*options); });
}

}  // namespace saferscope::cli
