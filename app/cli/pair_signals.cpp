// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pair_signals.h"

#include "core/scoring/rule_tokens.h"

namespace saferscope::cli {

PairSignalRequest PairSignalOptions::request() const {
    PairSignalRequest asked;
    asked.dataset = data;
    asked.index = access.index;
    if (access.scopeGiven) {
        asked.scope = scopeOf(access);
    }
    asked.choice = choice.request();
    asked.rubric = rubric;
    return asked;
}

void addPairSignalOptions(CLI::App* command, PairSignalOptions& options) {
    addIndexAccessOptions(command, options.access);
    addFeatureChoiceOptions(command, options.choice);
    command->remove_option(command->get_option("--weighting"));  // the strategy says it
    command->add_option("--data", options.data, "Data set of the workspace (default: the one the index was made from)")
        ->type_name("NAME");
}

Result<double> ratioFromText(const std::string& text) {
    const auto ratio = ruleNumber(text);
    if (!ratio || !(*ratio > 0.0 && *ratio <= 1.0)) {
        return fail(ErrorCode::Usage, "\"" + text + "\" is no share of a data set.",
                    "Give a ratio above 0 and at most 1, such as 0.05 or 5%.");
    }
    return *ratio;
}

}  // namespace saferscope::cli
