// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_report.h"

#include "core/causal/strict_json.h"

#include <algorithm>
#include <set>

namespace saferscope {

namespace {

constexpr const char* formatName = "saferscope-causal";

Json armJson(const ArmResult& arm) {
    Json json = {{"name", arm.name}, {"kind", armKindName(arm.kind)}, {"features", arm.features}};
    if (arm.kind == ArmKind::Dose) {
        json["dose"] = arm.dose;
    }
    if (arm.feature) {
        json["feature"] = arm.feature->value();
    }
    json["sections"] = Json::array();
    for (const SectionEffect& section : arm.sections) {
        json["sections"].push_back(toJson(section));
    }
    return json;
}

Result<ArmResult> armFromJson(const Json& json, const std::string& where) {
    ArmResult arm;
    std::string kind;
    strict::Reader reader(json, where);
    reader.text("name", arm.name);
    reader.text("kind", kind);
    reader.whole("features", arm.features);
    if (reader.status()) {
        reader.take(armKindFromName(kind), arm.kind);
    }
    if (arm.kind == ArmKind::Dose) {
        reader.number("dose", arm.dose);
    }
    if (reader.status() && json.contains("feature")) {
        reader.take(strict::feature(json["feature"], where + ": \"feature\""), arm.feature);
    }
    reader.require(arm.kind != ArmKind::Feature || arm.feature.has_value(),
                   "the arm does not say which feature it is.");
    reader.list("sections", arm.sections, sectionEffectFromJson);
    reader.require(!arm.sections.empty() && arm.sections.front().name == "all",
                   "the first section is not that of all pairs.");
    if (!reader.status()) {
        return failure(reader.status());
    }
    return arm;
}

Json rowJson(const AttributionRow& row) {
    return {{"feature", row.feature.value()},
            {"predicted", row.predicted},
            {"measured", row.measured},
            {"within", row.within},
            {"firing", row.firing}};
}

Result<AttributionRow> rowFromJson(const Json& json, const std::string& where) {
    AttributionRow row;
    strict::Reader reader(json, where);
    std::uint32_t feature = 0;
    reader.whole("feature", feature);
    reader.number("predicted", row.predicted);
    reader.number("measured", row.measured);
    reader.number("within", row.within);
    reader.count("firing", row.firing);
    if (!reader.status()) {
        return failure(reader.status());
    }
    row.feature = FeatureId(feature);
    return row;
}

Json attributionJson(const AttributionComparison& comparison) {
    Json rows = Json::array();
    for (const AttributionRow& row : comparison.rows) {
        rows.push_back(rowJson(row));
    }
    return {{"method", comparison.method},
            {"pearson", comparison.pearson},
            {"pearson_ci", strict::interval(comparison.pearsonCi)},
            {"spearman", comparison.spearman},
            {"spearman_ci", strict::interval(comparison.spearmanCi)},
            {"sign_agreement", comparison.signAgreement},
            {"features", std::move(rows)}};
}

Result<AttributionComparison> attributionFromJson(const Json& json, const std::string& where) {
    AttributionComparison comparison;
    strict::Reader reader(json, where);
    reader.text("method", comparison.method);
    reader.number("pearson", comparison.pearson);
    reader.interval("pearson_ci", comparison.pearsonCi);
    reader.number("spearman", comparison.spearman);
    reader.interval("spearman_ci", comparison.spearmanCi);
    reader.share("sign_agreement", comparison.signAgreement);
    reader.list("features", comparison.rows, rowFromJson);
    if (!reader.status()) {
        return failure(reader.status());
    }
    return comparison;
}

}  // namespace

Json toJson(const CausalReport& report) {
    Json json = {{"format", formatName},
                 {"version", 1},
                 {"set_name", report.setName},
                 {"set", strict::features(report.set)},
                 {"positions", positionText(report.positions)},
                 {"model", report.modelName},
                 {"model_hash", report.modelHash},
                 {"sae_hash", report.saeHash},
                 {"dataset_name", report.datasetName},
                 {"dataset_hash", report.datasetHash},
                 {"layer", report.layer},
                 {"pairs", report.pairs},
                 {"seconds", report.seconds},
                 {"arms", Json::array()}};
    for (const ArmResult& arm : report.arms) {
        json["arms"].push_back(armJson(arm));
    }
    if (report.attribution) {
        json["attribution"] = attributionJson(*report.attribution);
    }
    return json;
}

Result<CausalReport> causalReportFromJson(const Json& json, const std::string& where) {
    if (auto known = strict::format(json, formatName, 1, where); !known) {
        return failure(known);
    }
    CausalReport report;
    std::string positions;
    strict::Reader reader(json, where);
    reader.text("set_name", report.setName);
    reader.features("set", report.set);
    reader.text("positions", positions);
    reader.text("model", report.modelName);
    reader.text("model_hash", report.modelHash);
    reader.text("sae_hash", report.saeHash);
    reader.text("dataset_name", report.datasetName);
    reader.text("dataset_hash", report.datasetHash);
    reader.whole("layer", report.layer);
    reader.count("pairs", report.pairs);
    reader.number("seconds", report.seconds);
    reader.list("arms", report.arms, armFromJson);
    if (reader.status()) {
        reader.take(positionsFromText(positions), report.positions);
    }
    std::set<std::string> names;
    for (const ArmResult& arm : report.arms) {
        reader.require(names.insert(arm.name).second, "two arms are called \"" + arm.name + "\".");
    }
    if (reader.status() && json.contains("attribution")) {
        reader.take(attributionFromJson(json["attribution"], where + ", attribution"), report.attribution);
    }
    if (!reader.status()) {
        return failure(reader.status());
    }
    return report;
}

const ArmResult* findArm(const CausalReport& report, ArmKind kind) {
    const auto it =
        std::find_if(report.arms.begin(), report.arms.end(), [kind](const ArmResult& arm) { return arm.kind == kind; });
    return it == report.arms.end() ? nullptr : &*it;
}

const SectionEffect* findSection(const ArmResult& arm, const std::string& name) {
    const auto it = std::find_if(arm.sections.begin(), arm.sections.end(),
                                 [&name](const SectionEffect& section) { return section.name == name; });
    return it == arm.sections.end() ? nullptr : &*it;
}

std::vector<std::string> sectionNames(const CausalReport& report) {
    std::vector<std::string> names;
    if (!report.arms.empty()) {
        for (const SectionEffect& section : report.arms.front().sections) {
            names.push_back(section.name);
        }
    }
    return names;
}

std::optional<ControlStanding> controlStanding(const CausalReport& report, ControlKind kind,
                                               const std::string& section) {
    const ArmResult* set = findArm(report, ArmKind::Set);
    const SectionEffect* effect = set == nullptr ? nullptr : findSection(*set, section);
    if (effect == nullptr) {
        return std::nullopt;
    }
    const ArmKind wanted = kind == ControlKind::Density ? ArmKind::DensityControl : ArmKind::RandomControl;
    std::vector<double> controls;
    for (const ArmResult& arm : report.arms) {
        const SectionEffect* control = arm.kind == wanted ? findSection(arm, section) : nullptr;
        if (control != nullptr) {
            controls.push_back(control->margin);
        }
    }
    return controls.empty() ? std::nullopt : std::optional(standAmong(effect->margin, controls));
}

}  // namespace saferscope
