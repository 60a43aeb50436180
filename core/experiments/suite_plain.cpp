// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/suite_plain.h"

#include <map>
#include <unordered_map>

namespace saferscope {

namespace {

SuiteGroup emptyGroup(const std::string& name) {
    SuiteStratum all;
    all.name = name;
    all.weight = 1.0;
    return {name, "subset", {all}, {}, false};
}

}  // namespace

std::vector<SuiteGroup> subsetGroups(const SuitePairs& input) {
    std::map<std::string, SuiteGroup> subsets;
    for (std::uint32_t i = 0; i < input.pairs.size(); ++i) {
        const std::string& subset = input.pairs[i].subset;
        auto it = subsets.find(subset);
        if (it == subsets.end()) {
            it = subsets.emplace(subset, emptyGroup(subset)).first;
        }
        it->second.strata.front().members.push_back(i);
    }
    std::vector<SuiteGroup> result;
    result.reserve(subsets.size());
    for (auto& [name, group] : subsets) {
        result.push_back(std::move(group));
    }
    return result.size() > 1 ? result : std::vector<SuiteGroup>();
}

SuiteGroup groupOfAll(const std::string& name, SuiteKind kind, const SuitePairs& input) {
    SuiteGroup group = emptyGroup(name);
    SuiteStratum& all = group.strata.front();
    std::unordered_map<std::string, std::uint32_t> items;
    for (std::uint32_t i = 0; i < input.pairs.size(); ++i) {
        if (kind != SuiteKind::RmBench) {
            all.members.push_back(i);
        } else if (i < input.styles.size() && input.styles[i]) {
            const StyleCell& cell = *input.styles[i];
            all.members.push_back(i);
            all.items.push_back(
                items.emplace(input.pairs[i].subset + "\n" + cell.item, static_cast<std::uint32_t>(items.size()))
                    .first->second);
            all.cells.push_back(static_cast<std::uint8_t>(cell.index()));
            all.cellWeights[cell.index()] += 1.0;
        }
    }
    for (double& weight : all.cellWeights) {
        weight /= all.members.empty() ? 1.0 : static_cast<double>(all.members.size());
    }
    return group;
}

}  // namespace saferscope
