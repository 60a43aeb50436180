// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/causal_tables.h"

#include "app/cli/output.h"
#include "core/base/csv_text.h"
#include "core/causal/controls.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace saferscope::cli {

namespace {

constexpr std::size_t shownFeatures = 20;

std::string armTitle(const ArmResult& arm) {
    switch (arm.kind) {
        case ArmKind::Set:
            return "set ablated";
        case ArmKind::Only:
            return "only the set kept";
        case ArmKind::Reconstruction:
            return "SAE's reconstruction alone";
        case ArmKind::Dose:
            return "set times " + number(arm.dose, 2);
        case ArmKind::Feature:
        case ArmKind::RandomControl:
        case ArmKind::DensityControl:
        case ArmKind::Custom:
            break;
    }
    return printable(arm.name);
}

/// Arms that stand for themselves: controls and single features are summed up elsewhere.
void printArms(const CausalReport& report) {
    std::vector<std::vector<std::string>> rows = {{"arm", "section", "pairs", "changed", "margin before",
                                                   "change of the margin [95 % CI]", "accuracy", "after",
                                                   "reward correlation"}};
    for (const ArmResult& arm : report.arms) {
        if (arm.kind == ArmKind::Feature || arm.kind == ArmKind::RandomControl || arm.kind == ArmKind::DensityControl) {
            continue;
        }
        for (const SectionEffect& effect : arm.sections) {
            rows.push_back({armTitle(arm), printable(effect.name), grouped(effect.pairs), grouped(effect.changed),
                            number(effect.meanMarginBefore), withInterval(effect.margin, effect.marginCi),
                            percent(effect.accuracyBefore), percent(effect.accuracyAfter),
                            number(effect.rewardCorrelation)});
        }
    }
    if (rows.size() > 1) {
        printTable(rows);
        printText({});
    }
}

void printControls(const CausalReport& report) {
    std::vector<std::vector<std::string>> rows = {
        {"controls", "section", "sets", "set", "mean of controls", "sd", "exceeds", "p", "z"}};
    const ArmResult* set = findArm(report, ArmKind::Set);
    for (const ControlKind kind : {ControlKind::Density, ControlKind::Random}) {
        for (const std::string& section : sectionNames(report)) {
            const auto standing = controlStanding(report, kind, section);
            const SectionEffect* effect = set != nullptr ? findSection(*set, section) : nullptr;
            if (standing && effect != nullptr) {
                rows.push_back({controlKindName(kind), printable(section), grouped(standing->controls),
                                signedNumber(effect->margin), signedNumber(standing->mean), number(standing->deviation),
                                percent(standing->lowerThan), number(standing->p, 4), number(standing->z, 2)});
            }
        }
    }
    if (rows.size() > 1) {
        printTable(rows);
        printText({});
    }
}

void printFeatures(const CausalReport& report) {
    if (!report.attribution) {
        return;
    }
    const AttributionComparison& comparison = *report.attribution;
    std::vector<const AttributionRow*> order;
    for (const AttributionRow& row : comparison.rows) {
        order.push_back(&row);
    }
    std::ranges::stable_sort(order, [](const AttributionRow* a, const AttributionRow* b) {
        return std::abs(a->measured) > std::abs(b->measured);
    });
    std::vector<std::vector<std::string>> rows = {
        {"feature", "fires in", "change when ablated", "as attributed", "within pairs"}};
    for (std::size_t i = 0; i < std::min(order.size(), shownFeatures); ++i) {
        rows.push_back({std::to_string(order[i]->feature.value()), grouped(order[i]->firing),
                        signedNumber(order[i]->measured, 4), signedNumber(order[i]->predicted, 4),
                        number(order[i]->within, 2)});
    }
    printTable(rows);
    printText("Attribution (" + printable(comparison.method) + ") against measured effect over " +
              grouped(comparison.rows.size()) + " features: Pearson " +
              withInterval(comparison.pearson, comparison.pearsonCi) + ", Spearman " +
              withInterval(comparison.spearman, comparison.spearmanCi) + ", sign right for " +
              percent(comparison.signAgreement));
}

std::string exact(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

}  // namespace

std::string signedNumber(double value, int digits) { return (value > 0.0 ? "+" : "") + number(value, digits); }

std::string withInterval(double value, const Interval& interval) {
    return signedNumber(value) + " [" + number(interval.low) + ", " + number(interval.high) + "]";
}

std::vector<std::vector<std::string>> effectTable(const std::vector<SectionEffect>& effects) {
    std::vector<std::vector<std::string>> rows = {
        {"section", "pairs", "changed", "margin before", "change of the margin [95 % CI]", "accuracy", "after"}};
    for (const SectionEffect& effect : effects) {
        rows.push_back({printable(effect.name), grouped(effect.pairs), grouped(effect.changed),
                        number(effect.meanMarginBefore), withInterval(effect.margin, effect.marginCi),
                        percent(effect.accuracyBefore), percent(effect.accuracyAfter)});
    }
    return rows;
}

void printCausalReport(const CausalReport& report) {
    printText(printable((report.setName.empty() ? grouped(report.set.size()) + " features" : report.setName) + ": " +
                        grouped(report.set.size()) + " features at layer " + std::to_string(report.layer) + ", " +
                        positionText(report.positions) + "; " + grouped(report.pairs) + " pairs of " +
                        report.datasetName + ", " + report.modelName));
    for (const std::string& sentence : readingOf(report)) {
        printText("- " + printable(sentence));
    }
    printText({});
    printArms(report);
    printControls(report);
    printFeatures(report);
}

std::string causalCsv(const CausalReport& report) {
    std::string text =
        "arm,kind,dose,feature,features,section,pairs,changed,margin_before,margin_change,margin_low,margin_high,"
        "chosen_change,rejected_change,accuracy_before,accuracy_after,gained,lost,reward_correlation\n";
    for (const ArmResult& arm : report.arms) {
        for (const SectionEffect& effect : arm.sections) {
            text += csvText(arm.name) + "," + armKindName(arm.kind) + "," + exact(arm.dose) + "," +
                    (arm.feature ? std::to_string(arm.feature->value()) : std::string()) + "," +
                    std::to_string(arm.features) + "," + csvText(effect.name) + "," + std::to_string(effect.pairs) +
                    "," + std::to_string(effect.changed) + "," + exact(effect.meanMarginBefore) + "," +
                    exact(effect.margin) + "," + exact(effect.marginCi.low) + "," + exact(effect.marginCi.high) + "," +
                    exact(effect.chosen) + "," + exact(effect.rejected) + "," + exact(effect.accuracyBefore) + "," +
                    exact(effect.accuracyAfter) + "," + std::to_string(effect.verdicts.gained) + "," +
                    std::to_string(effect.verdicts.lost) + "," + exact(effect.rewardCorrelation) + "\n";
        }
    }
    return text;
}

}  // namespace saferscope::cli
