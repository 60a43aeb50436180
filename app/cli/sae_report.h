// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/sae/sae_layouts.h"
#include "core/training/sae_evaluation.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope::cli {

/// What `safer sae inspect` says of an SAE: for programs and for people.
OrderedJson saeJson(const ImportedSae& imported);
OrderedJson refusedSaeJson(const Error& error);
std::vector<std::string> saeLines(const ImportedSae& imported);

/// An SAE on real activations, twice: SAFER's saw sentence ends alone, most others saw every token.
struct MeasuredSae {
    SaeEvaluation quality;
    std::size_t pairs = 0;
    std::string on;  ///< "the reward model … and the data set …"
};

/// Prints what came into the workspace, how good it is on real activations, and what looks wrong.
void reportAddedSae(const std::string& name, const ImportedSae& imported, const std::optional<MeasuredSae>& measured,
                    bool json);

}  // namespace saferscope::cli
