// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/strategy.h"

#include <algorithm>
#include <array>

namespace saferscope {

namespace {

struct StrategyFacts {
    Strategy strategy;
    const char* name;
    const char* signal;
    bool features;
    bool rewards;
};
constexpr std::array facts = {
    StrategyFacts{Strategy::Safer, "safer", "score_safe", true, false},
    StrategyFacts{Strategy::SaferWeighted, "safer-weighted", "score_safe", true, false},
    StrategyFacts{Strategy::HumanConfirmed, "human-confirmed", "score_safe", true, false},
    StrategyFacts{Strategy::MarginHigh, "margin-high", "margin", false, true},
    StrategyFacts{Strategy::MarginLow, "margin-low", "margin", false, true},
    StrategyFacts{Strategy::Loss, "loss", "loss", false, true},
    StrategyFacts{Strategy::Confidence, "confidence", "|margin|", false, true},
    StrategyFacts{Strategy::Random, "random", "random", false, false},
    StrategyFacts{Strategy::Rubric, "rubric", "rubric", false, false},
};

const StrategyFacts& factsOf(Strategy strategy) {
    return *std::ranges::find_if(facts, [strategy](const StrategyFacts& one) { return one.strategy == strategy; });
}

}  // namespace

const char* experimentModeName(ExperimentMode mode) { return mode == ExperimentMode::Poison ? "poison" : "denoise"; }

Result<ExperimentMode> experimentModeFromName(const std::string& name) {
    for (const auto mode : {ExperimentMode::Poison, ExperimentMode::Denoise}) {
        if (name == experimentModeName(mode)) {
            return mode;
        }
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" is no mode of an experiment.", "Use poison or denoise.");
}

const char* changeName(ExperimentMode mode) { return mode == ExperimentMode::Poison ? "flipped" : "dropped"; }

const char* strategyName(Strategy strategy) { return factsOf(strategy).name; }

Result<Strategy> strategyFromName(const std::string& name) {
    for (const auto& one : facts) {
        if (name == one.name) {
            return one.strategy;
        }
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" is no strategy.", "Use one of: " + strategyNames() + ".");
}

const std::vector<Strategy>& allStrategies() {
    static const std::vector<Strategy> all = [] {
        std::vector<Strategy> list;
        for (const auto& one : facts) {
            list.push_back(one.strategy);
        }
        return list;
    }();
    return all;
}

std::string strategyNames() {
    std::string names;
    for (const auto& one : facts) {
        names += (names.empty() ? "" : ", ") + std::string(one.name);
    }
    return names;
}

bool usesFeatures(Strategy strategy) { return factsOf(strategy).features; }
bool usesRewards(Strategy strategy) { return factsOf(strategy).rewards; }
const char* signalName(Strategy strategy) { return factsOf(strategy).signal; }

bool takesHighest(Strategy strategy, ExperimentMode mode) {
    switch (strategy) {
        case Strategy::MarginHigh:
        case Strategy::Random:  // any direction does; the same in both modes
            return true;
        case Strategy::MarginLow:
            return false;
        case Strategy::Loss:
            return mode == ExperimentMode::Denoise;
        case Strategy::Safer:
        case Strategy::SaferWeighted:
        case Strategy::HumanConfirmed:
        case Strategy::Confidence:
        case Strategy::Rubric:
            break;
    }
    return mode == ExperimentMode::Poison;
}

}  // namespace saferscope
