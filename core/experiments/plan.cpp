// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/plan.h"

#include "core/base/hash.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_set>

namespace saferscope {

namespace {

constexpr const char* planFormat = "saferscope-plan";
constexpr int planVersion = 1;

std::optional<double> known(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// Uniform in [0, 1) with 53 bits, from nothing but the seed and the id: a pair keeps its place whichever other pairs
/// there are. A hash rather than a shuffle for that reason.
double randomNumber(std::uint64_t seed, const std::string& id) {
    const std::string digits = sha256Hex("saferscope-random\n" + std::to_string(seed) + "\n" + id);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        const char digit = digits[i];
        bits = bits * 16 + static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    }
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

Status checkSignals(std::span<const PairSignal> signals) {
    std::unordered_set<std::string_view> ids;
    std::vector<bool> taken(signals.size(), false);
    for (const PairSignal& pair : signals) {
        if (!ids.insert(pair.id).second) {
            return fail(ErrorCode::InvalidInput, "The pair \"" + pair.id + "\" is named twice.",
                        "Ids must be unique within a data set.");
        }
        if (pair.position >= signals.size() || taken[pair.position]) {
            return fail(ErrorCode::InvalidInput, "The pair \"" + pair.id + "\" has no place of its own.",
                        "A plan needs every pair of the data set once.");
        }
        taken[pair.position] = true;
    }
    return {};
}

}  // namespace

double bradleyTerryLoss(double margin) {
    return margin >= 0.0 ? std::log1p(std::exp(-margin)) : -margin + std::log1p(std::exp(margin));
}

std::optional<double> signalOf(const PairSignal& pair, Strategy strategy, std::uint64_t seed) {
    const auto margin = known(pair.margin);
    switch (strategy) {
        case Strategy::Safer:
        case Strategy::SaferWeighted:
        case Strategy::HumanConfirmed:
            return known(pair.score);
        case Strategy::MarginHigh:
        case Strategy::MarginLow:
            return margin;
        case Strategy::Loss:
            return pair.loss ? known(pair.loss)
                   : margin  ? std::optional<double>(bradleyTerryLoss(*margin))
                             : std::nullopt;
        case Strategy::Confidence:
            return margin ? std::optional<double>(std::abs(*margin)) : std::nullopt;
        case Strategy::Random:
            return randomNumber(seed, pair.id);
        case Strategy::Rubric:
            return known(pair.rubric);
    }
    return std::nullopt;
}

std::uint64_t plannedCount(double ratio, std::uint64_t pairs) {
    // One part in a million of a pair covers every rounding of ratio x pairs, and changes no count that is meant.
    const double count = std::floor(ratio * static_cast<double>(pairs) + 1e-6);
    return count <= 0.0 ? 0 : std::min(pairs, static_cast<std::uint64_t>(count));
}

Result<ExperimentPlan> planExperiment(const PlanRequest& request, std::span<const PairSignal> signals) {
    if (!(request.ratio >= 0.0 && request.ratio <= 1.0)) {
        return fail(ErrorCode::Usage, "A ratio of " + shortNumber(request.ratio) + " is no share of a data set.",
                    "Give a ratio from 0 to 1, such as 0.05 or 5%.");
    }
    if (auto checked = checkSignals(signals); !checked) {
        return failure(checked);
    }
    ExperimentPlan plan;
    plan.request = request;
    plan.pairs = signals.size();
    struct Candidate {
        const PairSignal* pair;
        double value;
    };
    std::vector<Candidate> candidates;
    std::vector<const PairSignal*> unknown;
    for (const PairSignal& pair : signals) {
        if (const auto value = signalOf(pair, request.strategy, request.seed)) {
            candidates.push_back({&pair, *value});
        } else {
            unknown.push_back(&pair);
        }
    }
    plan.ranked = candidates.size();
    std::ranges::sort(unknown, {}, &PairSignal::position);
    for (const PairSignal* pair : unknown) {
        plan.excluded.push_back({pair->id, pair->unknownBecause.empty()
                                               ? "it has no " + std::string(signalName(request.strategy))
                                               : pair->unknownBecause});
    }
    const std::uint64_t count = plannedCount(request.ratio, plan.pairs);
    if (count > plan.ranked) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(count) + " pairs are to be " + changeName(request.mode) + ", but only " +
                        std::to_string(plan.ranked) + " of the " + std::to_string(plan.pairs) + " pairs of \"" +
                        request.datasetName + "\" have a number to go by (" + signalName(request.strategy) + ").",
                    "Take a smaller ratio, or index the whole data set.");
    }
    const bool highest = takesHighest(request.strategy, request.mode);
    std::ranges::sort(candidates, [highest](const Candidate& a, const Candidate& b) {
        return a.value != b.value ? (highest ? a.value > b.value : a.value < b.value) : a.pair->id < b.pair->id;
    });
    const std::string tail = " of " + std::to_string(plan.ranked) + (highest ? ", highest first" : ", lowest first");
    for (std::size_t i = 0; i < count; ++i) {
        const Candidate& one = candidates[i];
        plan.entries.push_back({one.pair->id, one.pair->position, one.value,
                                std::string(signalName(request.strategy)) + " " + shortNumber(one.value) +
                                    " is number " + std::to_string(i + 1) + tail});
    }
    return plan;
}

std::string featureDigest(std::span<const WeightedFeature> features, TokenScope scope) {
    std::vector<WeightedFeature> sorted(features.begin(), features.end());
    std::ranges::sort(sorted, {}, &WeightedFeature::feature);
    std::string text = scope == TokenScope::SentenceEnds ? "sentence-ends\n" : "all-tokens\n";
    for (const WeightedFeature& entry : sorted) {
        char line[64];
        std::snprintf(line, sizeof line, "%u %.17g\n", entry.feature.value(), entry.weight);
        text += line;
    }
    return sha256Hex(text);
}

Json toJson(const ExperimentPlan& plan) {
    const PlanRequest& request = plan.request;
    Json entries = Json::array();
    for (const PlanEntry& entry : plan.entries) {
        entries.push_back({{"id", entry.id}, {"position", entry.position}, {"score", entry.score}, {"why", entry.why}});
    }
    Json excluded = Json::array();
    for (const ExcludedPair& pair : plan.excluded) {
        excluded.push_back({{"id", pair.id}, {"why", pair.why}});
    }
    return {{"format", planFormat},
            {"version", planVersion},
            {"mode", experimentModeName(request.mode)},
            {"strategy", strategyName(request.strategy)},
            {"ratio", request.ratio},
            {"seed", request.seed},
            {"feature_set", {{"name", request.featureSet}, {"digest", request.featureDigest}}},
            {"dataset", {{"name", request.datasetName}, {"hash", request.datasetHash}, {"pairs", plan.pairs}}},
            {"index_hash", request.indexHash},
            {"ranked", plan.ranked},
            {"entries", std::move(entries)},
            {"excluded", std::move(excluded)}};
}

Result<ExperimentPlan> experimentPlanFromJson(const Json& json, const std::string& where) {
    const auto wrong = [&where](const std::string& what) {
        return fail(ErrorCode::InvalidInput, where + " is not a plan: " + what + ".",
                    "Make one with `safer plan --output FILE`.");
    };
    if (!json.is_object() || json.value("format", Json()) != planFormat) {
        return wrong("it does not say so");
    }
    if (json.value("version", Json()) != planVersion) {
        return wrong("its version is not " + std::to_string(planVersion));
    }
    ExperimentPlan plan;
    PlanRequest& request = plan.request;
    try {
        const auto mode = experimentModeFromName(json.at("mode").get<std::string>());
        const auto strategy = strategyFromName(json.at("strategy").get<std::string>());
        if (!mode || !strategy) {
            return wrong(mode ? "its strategy is unknown" : "its mode is unknown");
        }
        request.mode = *mode;
        request.strategy = *strategy;
        request.ratio = json.at("ratio").get<double>();
        request.seed = json.at("seed").get_ref<const Json::number_unsigned_t&>();
        request.featureSet = json.at("feature_set").at("name").get<std::string>();
        request.featureDigest = json.at("feature_set").at("digest").get<std::string>();
        request.datasetName = json.at("dataset").at("name").get<std::string>();
        request.datasetHash = json.at("dataset").at("hash").get<std::string>();
        request.indexHash = json.at("index_hash").get<std::string>();
        plan.pairs = json.at("dataset").at("pairs").get_ref<const Json::number_unsigned_t&>();
        plan.ranked = json.at("ranked").get_ref<const Json::number_unsigned_t&>();
        for (const Json& entry : json.at("entries")) {
            plan.entries.push_back({entry.at("id").get<std::string>(),
                                    entry.at("position").get_ref<const Json::number_unsigned_t&>(),
                                    entry.at("score").get<double>(), entry.at("why").get<std::string>()});
        }
        for (const Json& pair : json.at("excluded")) {
            plan.excluded.push_back({pair.at("id").get<std::string>(), pair.at("why").get<std::string>()});
        }
    } catch (const nlohmann::json::exception& exception) {
        return wrong(exception.what());
    }
    std::unordered_set<std::string_view> ids;
    std::unordered_set<std::uint64_t> positions;
    for (const PlanEntry& entry : plan.entries) {
        if (!ids.insert(entry.id).second || !positions.insert(entry.position).second || entry.position >= plan.pairs ||
            !std::isfinite(entry.score)) {
            return wrong("the entry \"" + entry.id + "\" is repeated or out of range");
        }
    }
    if (!(request.ratio >= 0.0 && request.ratio <= 1.0) || plan.ranked > plan.pairs ||
        plan.entries.size() > plan.ranked) {
        return wrong("its numbers contradict each other");
    }
    return plan;
}

}  // namespace saferscope
