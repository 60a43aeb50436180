// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/feature_choice.h"
#include "core/workspace/pair_signals.h"

namespace saferscope::cli {

/// Which data set, and where its numbers come from: --data, --rubric, and the options of indexes and features.
struct PairSignalOptions {
    IndexAccessOptions access;
    FeatureChoiceOptions choice;
    std::string data;
    std::string rubric = "rubric";
    /// Asks for no numbers yet: askFor() or the caller says which.
    PairSignalRequest request() const;
};
void addPairSignalOptions(CLI::App* command, PairSignalOptions& options);

/// "0.05" or "5%", above 0 and at most 1.
Result<double> ratioFromText(const std::string& text);

}  // namespace saferscope::cli
