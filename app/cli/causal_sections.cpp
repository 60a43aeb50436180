// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/causal_sections.h"

#include "core/experiments/suite.h"

namespace saferscope::cli {

Result<std::vector<std::string>> causalSections(const std::vector<PreferencePair>& pairs, const std::string& suite) {
    const auto asked = suiteFromName(suite);
    if (!asked) {
        return failure(asked);
    }
    std::vector<ScoredPair> scored;
    std::vector<std::optional<StyleCell>> styles;
    std::vector<std::string> sections;
    for (const PreferencePair& pair : pairs) {
        scored.push_back({pair.id, pair.subset, 0.0, 0.0});
        styles.push_back(styleCell(pair.id, pair.meta));
        sections.push_back(pair.subset.empty() ? "other" : pair.subset);
    }
    const SuitePairs input{scored, styles};
    const SuiteGroups groups = suiteGroups(*asked ? **asked : detectSuite(input), input);
    for (const SuiteGroup& group : groups.groups) {
        if (group.kind == "difficulty") {
            continue;  // every pair has one beside its domain
        }
        for (const SuiteStratum& stratum : group.strata) {
            for (const std::uint32_t member : stratum.members) {
                sections[member] = group.name;
            }
        }
    }
    return sections;
}

}  // namespace saferscope::cli
