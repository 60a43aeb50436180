// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_model.h"

#include "app/cli/output.h"

#include <cmath>

namespace saferscope::cli {

namespace {

constexpr std::size_t pairsPerChunk = 2048;

double numberAt(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_number() ? it->get<double>() : std::nan("");
}

std::vector<std::string> tableRow(const Json& row) {
    const std::string subset = row.value("subset", std::string());
    return {subset.empty() ? "(none)" : subset,
            grouped(row.value("pairs", std::uint64_t{0})),
            percent(numberAt(row, "accuracy")),
            percent(numberAt(row, "ci_low")) + " - " + percent(numberAt(row, "ci_high")),
            percent(numberAt(row, "longer_wins")),
            number(numberAt(row, "mean_margin"))};
}

}  // namespace

Result<EvaluationResult> evaluateModel(const ModelSession& session, const std::vector<PreferencePair>& pairs,
                                       std::int64_t batchTokens, const ProgressCallback& progress,
                                       const std::stop_token& stop) {
    ProgressMeter meter("Evaluating", pairs.size(), progress);
    std::vector<ScoredPair> scored;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> bytes;
    for (std::size_t begin = 0; begin < pairs.size(); begin += pairsPerChunk) {
        const std::size_t end = std::min(pairs.size(), begin + pairsPerChunk);
        const std::vector<PreferencePair> chunk(pairs.begin() + static_cast<std::ptrdiff_t>(begin),
                                                pairs.begin() + static_cast<std::ptrdiff_t>(end));
        const auto encoded = encodePairs(session.encoder, chunk);
        if (!encoded) {
            return failure(encoded);
        }
        const auto rewards = rewardPairs(
            session.model, *encoded, chunk, batchTokens, [&meter](std::size_t done) { meter.advance(done); }, stop);
        if (!rewards) {
            return failure(rewards);
        }
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            scored.push_back({chunk[i].id, chunk[i].subset, (*rewards)[i].chosen, (*rewards)[i].rejected});
            bytes.emplace_back(chunk[i].chosen.size(), chunk[i].rejected.size());
        }
    }
    meter.finish();
    return evaluatePairs(scored, bytes);
}

void printEvaluation(const Json& evaluation) {
    std::vector<std::vector<std::string>> rows = {
        {"subset", "pairs", "accuracy", "95 % CI", "longer wins", "mean margin"}};
    if (const auto subsets = evaluation.find("subsets"); subsets != evaluation.end() && subsets->is_array()) {
        for (const auto& row : *subsets) {
            rows.push_back(tableRow(row));
        }
    }
    if (const auto overall = evaluation.find("overall"); overall != evaluation.end()) {
        rows.push_back(tableRow(*overall));
    }
    printTable(rows);
}

}  // namespace saferscope::cli
