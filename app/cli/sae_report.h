// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/sae_measure.h"
#include "core/base/json.h"
#include "core/sae/sae_layouts.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope::cli {

/// What `safer sae inspect` says of an SAE: for programs and for people.
OrderedJson saeJson(const ImportedSae& imported);
OrderedJson refusedSaeJson(const Error& error);
std::vector<std::string> saeLines(const ImportedSae& imported);

/// Prints what came into the workspace, how good it is on real activations, and what looks wrong.
void reportAddedSae(const std::string& name, const ImportedSae& imported, const std::optional<MeasuredSae>& measured,
                    const std::string& measuredOn, bool json);

}  // namespace saferscope::cli
