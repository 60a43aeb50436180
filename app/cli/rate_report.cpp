// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rate_report.h"

#include "app/cli/output.h"

#include <sstream>

namespace saferscope::cli {

namespace {

std::string money(double cost) { return number(cost, cost < 1.0 ? 4 : 2); }

OrderedJson estimateJson(const RatingEstimate& estimate) {
    return {{"features", estimate.features},
            {"too_few_contexts", estimate.tooFewContexts},
            {"cached", estimate.cached},
            {"suspicious", estimate.suspicious},
            {"requests", estimate.requests},
            {"input_tokens", estimate.inputTokens},
            {"output_tokens", estimate.outputTokens},
            {"cost", estimate.cost},
            {"worst_cost", estimate.worstCost}};
}

}  // namespace

void printRatingEstimate(const RateFeaturesParams& params, const RatingEstimate& estimate) {
    const JudgeSettings& judge = params.judge;
    std::string line = grouped(estimate.features) + " features for the judge \"" + judge.raterName() + "\"";
    if (judge.kind == JudgeKind::Lexical) {
        printNote(line + " (word lists, offline).");
        return;
    }
    line += ": about " + grouped(estimate.requests) + " requests, " + grouped(estimate.inputTokens) +
            " tokens in and " + grouped(estimate.outputTokens) + " out (estimates: four bytes a token)";
    if (judge.inputPrice > 0.0 || judge.outputPrice > 0.0) {
        line += ", cost about " + money(estimate.cost) + ", at most " + money(estimate.worstCost) + " without retries";
    }
    printNote(line + ".");
    if (estimate.cached + estimate.tooFewContexts > 0) {
        printNote(grouped(estimate.cached) + " are answered from earlier answers, " + grouped(estimate.tooFewContexts) +
                  " have too few contexts.");
    }
    if (estimate.suspicious > 0) {
        printNote(grouped(estimate.suspicious) + " show contexts that look as if they were meant to steer a judge; " +
                  "their ratings are marked.");
    }
}

Status printRatingDryRun(const FeatureIndex& index, const RateFeaturesParams& params, const RatingEstimate& estimate,
                         const DryRunOptions& options) {
    std::vector<FeatureId> shown(params.features.begin(), params.features.end());
    if (!options.everyFeature && shown.size() > 1) {
        shown.resize(1);
    }
    OrderedJson prompts = OrderedJson::array();
    if (params.judge.kind != JudgeKind::Lexical) {
        for (const FeatureId feature : shown) {
            const auto preview = previewRating(index, params, feature);
            if (!preview) {
                return failure(preview);
            }
            if (options.json) {
                prompts.push_back({{"feature", feature.value()},
                                   {"contexts", preview->contexts},
                                   {"system", preview->prompt.system},
                                   {"user", preview->prompt.user},
                                   {"prompt_hash", preview->prompt.promptHash},
                                   {"suspicious", preview->prompt.suspicious},
                                   {"suspicion", preview->prompt.suspicion},
                                   {"url", preview->url},
                                   {"body", preview->body}});
                continue;
            }
            printText("--- feature " + std::to_string(feature.value()) + ": POST " + printable(preview->url));
            for (const auto& [role, text] :
                 {std::pair{"system", &preview->prompt.system}, {"user", &preview->prompt.user}}) {
                printText(std::string("[") + role + "]");
                std::istringstream lines(*text);
                for (std::string line; std::getline(lines, line);) {
                    printText(printable(line));
                }
            }
        }
    }
    if (options.json) {
        printJson({{"judge", params.judge.raterName()}, {"estimate", estimateJson(estimate)}, {"prompts", prompts}});
    }
    printNote("Nothing was sent and nothing was started.");
    return {};
}

void printRatingOutcome(const Json& values, const RatingMerge& merged) {
    const auto count = [&values](const char* name) { return values.value(name, std::uint64_t{0}); };
    printText(grouped(count("rated")) + " features rated by \"" + printable(values.value("judge", std::string())) +
              "\"" + (count("cached") > 0 ? ", " + grouped(count("cached")) + " of them from earlier answers" : "") +
              "; " + grouped(count("unrated")) + " without a valid rating, " + grouped(count("failed")) +
              " without an answer");
    if (count("requests") > 0) {
        const double cost = values.value("cost", 0.0);
        printText(grouped(count("requests")) + " requests, " + grouped(count("input_tokens")) + " tokens in, " +
                  grouped(count("output_tokens")) + " out" + (cost > 0.0 ? ", cost " + money(cost) : ""));
    }
    if (values.value("stopped_by", std::string()) == "cap") {
        printNote("A limit ended the run before all features had their turn.");
    }
    if (!merged.refused.empty()) {
        printNote("Not taken over: " + merged.refused.front());
    }
}

}  // namespace saferscope::cli
