// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"

#include <cstdint>
#include <string>
#include <vector>

namespace saferscope {

/// The generator's own knowledge of what it wrote: a regularity that holds over a byte range of an answer. Stored in
/// each pair's meta as {"planted":{"chosen":[{"kind","begin","end"}],"rejected":[…]},"category":…}.
struct PlantedSpan {
    std::string kind;  ///< "refusal", "warning", "apology", "safe_alternative", "compliance_steps", …
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct DemoOptions {
    std::size_t trainPairs = 3000;
    std::size_t evalPairs = 600;
    std::uint64_t seed = 1;
};

struct DemoData {
    std::vector<PreferencePair> train;
    std::vector<PreferencePair> eval;  ///< prompts that never occur in train
};

/// Everyday chat and mildly written safety prompts in several harm categories, with planted regularities that decide
/// which answer is preferred. The same options give the same bytes on every machine.
DemoData generateDemoData(const DemoOptions& options = {});

/// Every kind of span the generator can plant, and whether it belongs to preferred (+1) or dispreferred (-1) answers.
struct PlantedKind {
    std::string name;
    int direction = 0;
};
const std::vector<PlantedKind>& plantedKinds();

std::vector<PlantedSpan> plantedSpans(const PreferencePair& pair, Side side);

}  // namespace saferscope
