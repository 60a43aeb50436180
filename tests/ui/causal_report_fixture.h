// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/causal/causal_report.h"
#include "core/jobs/run_state.h"
#include "core/workspace/workspace.h"

#include <fstream>

namespace saferscope::check {

/// What a causal run could have found: a set that carries the Safety section and leaves Chat alone, controls that do
/// little, single features whose attribution is a rough guess.
struct ReportOptions {
    std::uint32_t controls = 200;
    std::uint32_t features = 64;
    std::uint64_t pairs = 400;
    std::uint64_t seed = 1;
};

inline std::vector<SectionEffect> sectionsOf(Random& random, double safety, double chat, std::uint64_t pairs) {
    EffectSums all, first, second;
    for (std::uint64_t i = 0; i < pairs; ++i) {
        const bool safe = i % 2 == 0;
        const RewardPair before{1.0 + random.normal(), 0.3 * random.normal()};
        const double change = (safe ? safety : chat) + 0.2 * random.normal();
        const RewardPair after{before.chosen + change, before.rejected};
        all.add(before, after, safe);
        (safe ? first : second).add(before, after, safe);
    }
    return {all.result("all"), second.result("Chat"), first.result("Safety")};
}

inline CausalReport makeCausalReport(const ReportOptions& options = {}) {
    Random random(options.seed);
    CausalReport report;
    report.setName = "safety";
    for (std::uint32_t i = 0; i < 32; ++i) {
        report.set.emplace_back(i * 7);
    }
    report.modelName = "demo-reward-model";
    report.saeHash = "sae";
    report.modelHash = "model";
    report.datasetName = "demo-eval";
    report.layer = 3;
    report.pairs = options.pairs;
    const auto add = [&](const std::string& name, ArmKind kind, double safety, double chat) -> ArmResult& {
        ArmResult arm;
        arm.name = name;
        arm.kind = kind;
        arm.features = 32;
        // Controls are many: fewer pairs each keep the fixture quick.
        const bool many = kind == ArmKind::RandomControl || kind == ArmKind::DensityControl || kind == ArmKind::Feature;
        arm.sections = sectionsOf(random, safety, chat, many ? 24 : options.pairs);
        report.arms.push_back(std::move(arm));
        return report.arms.back();
    };
    add("set", ArmKind::Set, -0.62, 0.0);
    add("only", ArmKind::Only, -0.25, -0.9);
    add("reconstruction", ArmKind::Reconstruction, -0.06, -0.08);
    for (const double dose : {0.0, 0.25, 0.5, 0.75, 1.25, 1.5, 2.0, 3.0}) {
        add("dose " + std::to_string(dose), ArmKind::Dose, 0.62 * (dose - 1.0) - 0.04 * (dose - 1.0) * (dose - 1.0),
            0.0)
            .dose = dose;
    }
    std::vector<AttributionRow> rows;
    for (std::uint32_t i = 0; i < options.features; ++i) {
        const double effect = 0.05 * random.normal();
        ArmResult& arm = add("feature " + std::to_string(i * 3), ArmKind::Feature, effect, 0.0);
        arm.feature = FeatureId(i * 3);
        arm.features = 1;
        AttributionRow row;
        row.feature = *arm.feature;
        row.measured = arm.sections.front().margin;
        row.predicted = 0.6 * row.measured + 0.02 * random.normal();
        row.within = 0.4;
        row.firing = 10 + i;
        rows.push_back(row);
    }
    for (std::uint32_t i = 0; i < options.controls; ++i) {
        add("random " + std::to_string(i), ArmKind::RandomControl, 0.03 * random.normal(), 0.02 * random.normal());
        add("density " + std::to_string(i), ArmKind::DensityControl, -0.05 + 0.06 * random.normal(), 0.0);
    }
    if (!rows.empty()) {
        report.attribution = compareAttribution("gradient", std::move(rows));
    }
    return report;
}

/// A finished (or not finished) causal run's folder, written by hand.
inline std::filesystem::path writeCausalRun(const std::filesystem::path& runs, const std::string& id,
                                            const CausalReport& report, RunState state = RunState::Finished) {
    const RunPaths paths(runs / id);
    std::filesystem::create_directories(paths.output());
    RunSpec spec;
    spec.id = id;
    spec.kind = JobKind::Causal;
    spec.title = "Causal effects of " + report.setName;
    spec.createdAt = "2026-03-0" + std::to_string(1 + id.size() % 8) + "T10:00:00Z";
    std::ofstream(paths.spec()) << dumpJson(toJson(spec), 2);
    std::ofstream(paths.output() / causalReportFile) << dumpJson(toJson(report), 2);
    RunResult result;
    result.state = state;
    result.message = state == RunState::Failed ? "The model is gone." : "";
    result.finishedAt = "2026-03-01T11:00:00Z";
    std::ofstream(paths.result()) << dumpJson(toJson(result), 2);
    return paths.root;
}

}  // namespace saferscope::check
