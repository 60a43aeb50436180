// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/evaluation_report.h"
#include "core/features/index_writer.h"
#include "core/report/html_report.h"
#include "core/workspace/workspace.h"
#include "tests/support/check.h"
#include "tests/ui/causal_report_fixture.h"
#include "tests/workspace/sweep_fixture.h"

#include <functional>

namespace saferscope::check {

/// Whatever text a place that takes text is given.
using TextMaker = std::function<std::string(const std::string& where)>;

/// A workspace with something for every part of a report: the sweep fixture's data set and index, ratings by two people
/// and two judges, a saved set, an evaluation, a finished sweep and a finished causal run.
struct FullWorkspace {
    SweepWorkspace made;
    Workspace& workspace = *made.workspace;
    Json evaluation;
    std::string saeHash = std::string(64, 'a');

    explicit FullWorkspace(const TextMaker& text = [](const std::string& where) { return where; }) {
        rate(text);
        evaluate(text);
        FeatureSet set;
        set.name = "checked";
        set.saeHash = saeHash;
        set.scope = "sentence-ends";
        set.measure = "contrast";
        set.createdAt = "2026-07-26T10:00:00Z";
        set.indexHash = workspace.artifacts(ArtifactKind::Index).front().contentHash;
        set.members = {{FeatureId(0), 0.4, true}, {FeatureId(3), -0.3, true}};
        CHECK_OK(workspace.saveFeatureSet(set, false));
        auto spec = SweepWorkspace::spec();
        spec.title = text("sweep title");
        made.finishAll(made.start(spec));
        CausalReport causal = makeCausalReport({30, 8, 60, 1});
        causal.setName = text("causal set");
        causal.datasetName = text("causal data");
        causal.modelName = text("causal model");
        causal.saeHash = saeHash;
        writeCausalRun(workspace.runsFolder(), "causal-1", causal);
    }

private:
    void rate(const TextMaker& text) {
        const auto add = [&](std::uint32_t feature, const std::string& rater, RaterKind kind, int score) {
            RatingEvent event;
            event.saeHash = saeHash;
            event.feature = FeatureId(feature);
            event.rater = rater;
            event.raterKind = kind;
            event.score = score;
            event.blind = kind == RaterKind::Human;
            event.text = kind == RaterKind::Judge ? text("explanation") : "";
            CHECK_OK(workspace.appendRating(event));
        };
        for (std::uint32_t feature = 0; feature < 5; ++feature) {
            const int score = 5 - static_cast<int>(feature);
            add(feature, "ann & <ann>", RaterKind::Human, score);
            add(feature, "ben", RaterKind::Human, feature == 2 ? 5 : score);
            add(feature, "gpt-4o", RaterKind::Judge, score);
        }
        RatingEvent label;
        label.saeHash = saeHash;
        label.feature = FeatureId(0);
        label.rater = "ben";
        label.action = RatingAction::Label;
        label.text = text("label");
        CHECK_OK(workspace.appendRating(label));
    }
    void evaluate(const TextMaker& text) {
        std::vector<ScoredPair> pairs;
        for (int i = 0; i < 60; ++i) {
            pairs.push_back(
                {"p" + std::to_string(i), i % 2 == 0 ? text("subset") : "Chat", i % 5 == 0 ? -0.4 : 1.25, 0.0});
        }
        evaluation = evaluationReport({pairs, {}, {}}, {});
        writeFinishedRun(workspace, "evaluate-1", JobKind::Evaluate, {{"dataset_name", text("eval data")}},
                         {{"model", std::string(64, 'b')}, {"dataset", std::string(64, 'c')}},
                         {{"evaluation", evaluation}}, "2026-07-26T13:00:00Z");
        CHECK_OK(workspace.adoptFinishedRuns());
    }
};

inline std::string reportOf(Workspace& workspace, HtmlReportOptions options = {},
                            HtmlReportSummary* summary = nullptr) {
    if (options.createdAt.empty()) {
        options.createdAt = "2026-07-26T10:00:00Z";
    }
    HtmlReportSummary own;
    auto page = makeHtmlReport(workspace, options, summary != nullptr ? *summary : own);
    CHECK_OK(page);
    return std::move(*page);
}

}  // namespace saferscope::check
