// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_plan.h"
#include "core/causal/effect.h"

#include <filesystem>
#include <optional>

namespace saferscope {

struct ArmResult {
    std::string name;
    ArmKind kind = ArmKind::Custom;
    double dose = 0.0;
    std::uint32_t features = 0;           ///< that the arm names
    std::optional<FeatureId> feature;     ///< Feature arms
    std::vector<SectionEffect> sections;  ///< "all" first, then the sections by name
};

/// What a linear guess said of a feature and what ablating it really did: mean change of the margin, all pairs.
struct AttributionRow {
    FeatureId feature;
    double predicted = 0.0;
    double measured = 0.0;
    double within = 0.0;       ///< Pearson over the pairs in which it fires; 0 with fewer than 3
    std::uint64_t firing = 0;  ///< pairs in which it fires
};
struct AttributionComparison {
    std::string method;
    std::vector<AttributionRow> rows;
    double pearson = 0.0;  ///< over features
    double spearman = 0.0;
    Interval pearsonCi;  ///< 95 %, percentile bootstrap over features (2,000, seeded)
    Interval spearmanCi;
    double signAgreement = 0.0;  ///< share of features with an effect whose sign was guessed
};
/// Fills the correlations in from the rows.
AttributionComparison compareAttribution(std::string method, std::vector<AttributionRow> rows);

struct CausalReport {
    std::string setName;
    std::vector<FeatureId> set;
    PositionChoice positions;
    std::string modelName, modelHash, saeHash, datasetName, datasetHash;
    std::int64_t layer = 0;
    std::uint64_t pairs = 0;
    double seconds = 0.0;         ///< of the whole run
    std::vector<ArmResult> arms;  ///< in the plan's order
    std::optional<AttributionComparison> attribution;
};
Json toJson(const CausalReport& report);  ///< with "format": "saferscope-causal", "version": 1
Result<CausalReport> causalReportFromJson(const Json& json, const std::string& where);

/// output/causal.json of a finished causal run.
inline constexpr const char* causalReportFile = "causal.json";
/// output/pairs.jsonl: one line per pair {"id","subset","chosen","rejected","arms":{name:{"chosen","rejected"}}} with
/// the arms of the kinds Set, Only, Reconstruction and Custom.
inline constexpr const char* causalPairsFile = "pairs.jsonl";

const ArmResult* findArm(const CausalReport& report, ArmKind kind);
const SectionEffect* findSection(const ArmResult& arm, const std::string& name);
std::vector<std::string> sectionNames(const CausalReport& report);
/// The set's change of the margin in a section against the controls of a kind; nullopt where either is missing.
std::optional<ControlStanding> controlStanding(const CausalReport& report, ControlKind kind,
                                               const std::string& section);
/// In words, for people: what the set does where, whether controls do it too, what was left alone. One sentence each,
/// every number from the report.
std::vector<std::string> readingOf(const CausalReport& report);

}  // namespace saferscope
