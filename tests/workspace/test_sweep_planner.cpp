// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pair_signals.h"
#include "tests/workspace/sweep_fixture.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::check;

namespace {

bool warns(const SweepPreview& preview, const std::string& text) {
    return std::ranges::any_of(preview.warnings,
                               [&](const std::string& warning) { return warning.find(text) != std::string::npos; });
}

}  // namespace

TEST(every_cell_has_the_plan_that_its_strategy_ratio_and_seed_make) {
    const SweepWorkspace made;
    auto spec = made.spec({Strategy::Safer, Strategy::SaferWeighted, Strategy::MarginHigh, Strategy::Random},
                          {0.025, 0.05, 0.1}, {1, 2});
    const auto preview = made.preview(spec);
    CHECK_EQ(preview.cells.size(), 2u * (1 + 4 * 3));
    CHECK_EQ(preview.spec.index, std::string("index"));
    CHECK_EQ(preview.spec.dataset, std::string("train"));
    CHECK_EQ(preview.spec.datasetHash, made.made.datasetHash);
    CHECK(!preview.spec.baseModelHash.empty() && !preview.spec.evaluationHash.empty());
    for (const SweepCell& cell : preview.cells) {
        if (cell.kind != CellKind::Changed) {
            CHECK(cell.planHash.empty() && cell.changed == 0);
            continue;
        }
        // The slow way: signals and plan of this cell alone.
        PairSignalRequest request;
        request.dataset = "train";
        request.scope = TokenScope::SentenceEnds;
        CHECK_OK(askFor(*made.workspace, cell.strategy, request));
        const auto signalsOfPairs = readPairSignals(*made.workspace, request);
        CHECK_OK(signalsOfPairs);
        PlanRequest wanted;
        wanted.mode = spec.mode;
        wanted.strategy = cell.strategy;
        wanted.ratio = cell.ratio;
        wanted.seed = cell.seed;
        wanted.datasetHash = made.made.datasetHash;
        const auto plan = planExperiment(wanted, signalsOfPairs->known);
        CHECK_OK(plan);
        CHECK_EQ(cell.planHash, planEffectHash(*plan));
        CHECK_EQ(cell.changed, plan->entries.size());
        const auto& held = preview.plans.at(cell.planHash);
        CHECK(held.entries == plan->entries || held.request.strategy != cell.strategy);
        CHECK(held.excluded.size() == plan->excluded.size() || held.request.strategy != cell.strategy);
    }
    CHECK(warns(preview, "10 of the 120 pairs have no margin"));  // 110 of 120 are indexed
    CHECK(warns(preview, "10 of the 120 pairs have no score_safe"));
    CHECK_EQ(preview.subsets.size(), 120u);
    CHECK_EQ(preview.reused, 0u);
    CHECK(!preview.seconds.has_value());  // nothing has ever run here
    CHECK(!std::filesystem::exists(made.folder / "sweeps"));
    CHECK(made.runFolders().empty());
}

TEST(cells_that_do_the_same_are_one_run) {
    const SweepWorkspace made;
    const auto preview = made.preview(made.spec({Strategy::MarginHigh, Strategy::Loss}, {0.1, 0.001}, {1, 2, 3}));
    // Poison by loss is by margin; 0.1 % of 120 pairs is none, which is the baseline.
    CHECK_EQ(preview.cells.size(), 15u);
    CHECK_EQ(preview.trainings, 6u);
    CHECK_EQ(preview.evaluations, 6u);
    CHECK_EQ(preview.plans.size(), 1u);
    CHECK(warns(preview, "margin-high and loss change the same pairs in 3 cells"));
    CHECK(warns(preview, "not even one"));
    const auto sweep = startSweep(*made.workspace, preview);
    CHECK_OK(sweep);
    CHECK_EQ(made.runFolders().size(), 12u);
    std::map<std::string, std::string> runOf;
    for (const SweepCell& cell : sweep->cells) {
        const auto [known, added] = runOf.emplace(cell.trainKey, cell.trainRun + " " + cell.evaluateRun);
        CHECK_EQ(known->second, cell.trainRun + " " + cell.evaluateRun);
    }
    CHECK_EQ(runOf.size(), 6u);
}

TEST(what_is_left_open_is_filled_in_or_asked_for) {
    const SweepWorkspace made;
    const auto refused = [&](auto change, const std::string& text) {
        auto spec = made.spec();
        change(spec);
        const auto preview = previewSweep(*made.workspace, spec);
        return !preview && (preview.error().message + preview.error().hint).find(text) != std::string::npos;
    };
    CHECK(refused([](SweepSpec& s) { s.baseModel.clear(); }, "--base"));
    CHECK(refused([](SweepSpec& s) { s.evaluation.clear(); }, "--eval"));
    CHECK(refused([](SweepSpec& s) { s.baseModel = "nobody"; }, "nobody"));
    CHECK(refused([](SweepSpec& s) { s.dataset = "nothing"; }, "nothing"));
    CHECK(refused([](SweepSpec& s) { s.index = "nowhere"; }, "nowhere"));
    CHECK(refused([](SweepSpec& s) { s.reference = "train"; }, "same pairs"));
    CHECK(refused([](SweepSpec& s) { s.ratios = {2.0}; }, "share"));
    CHECK(refused([](SweepSpec& s) { s.strategies = {Strategy::MarginHigh}, s.ratios = {0.95}; }, "smaller ratio"));
    CHECK_OK(made.workspace->removeDataset("eval-2"));
    auto spec = made.spec();
    spec.evaluation.clear();
    spec.ratios.clear();
    spec.seeds.clear();
    spec.strategies.clear();
    spec.scope.clear();
    const auto preview = made.preview(spec);
    CHECK_EQ(preview.spec.evaluation, std::string("eval"));
    CHECK(preview.spec.strategies == usualStrategies(ExperimentMode::Poison));
    CHECK(preview.spec.ratios == publishedRatios(ExperimentMode::Poison));
    CHECK_EQ(preview.spec.seeds.size(), 3u);
    CHECK_EQ(preview.spec.scope, std::string("sentence-ends"));
    CHECK(!preview.spec.title.empty());
}

TEST(the_data_set_before_it_was_spoiled_is_found_by_its_hash) {
    const SweepWorkspace made;
    auto first = made.spec({Strategy::Random}, {0.1}, {1});
    const auto planned = made.preview(first);
    const auto spoiled = made.workspace->createDerivedDataset("spoiled", planned.plans.begin()->second);
    CHECK_OK(spoiled);
    auto spec = made.spec({Strategy::MarginLow, Strategy::Random}, {0.1}, {1});
    spec.mode = ExperimentMode::Denoise;
    spec.dataset = "spoiled";
    auto preview = made.preview(spec);
    CHECK_EQ(preview.spec.reference, std::string("train"));
    CHECK_EQ(preview.spec.referenceHash, made.made.datasetHash);
    CHECK_EQ(preview.cells.size(), 4u);
    CHECK(preview.cells[1].kind == CellKind::Reference);
    CHECK(preview.cells[1].trainKey != preview.cells[0].trainKey);
    CHECK(warns(preview, "other way round"));  // the flipped pairs stand in the index as they were
    // The unspoiled data's own baseline is the same model: it is not trained twice.
    const auto sweep = made.start(first);
    preview = made.preview(spec);
    CHECK_EQ(preview.reused, 1u);
    CHECK_EQ(preview.cells[1].trainRun, sweep.cells[0].trainRun);
    spec.reference = "none";
    CHECK_EQ(made.preview(spec).cells.size(), 3u);
    CHECK_OK(made.workspace->removeDataset("train"));
    spec.reference.clear();
    preview = made.preview(spec);
    CHECK(preview.spec.reference.empty());
    CHECK(warns(preview, "not in the workspace"));
}

TEST(models_start_from_what_the_models_of_the_index_started_from) {
    const SweepWorkspace made;
    // A model that a run made from the base, and an index of it.
    const auto base = made.workspace->artifact(ArtifactKind::Model, "base");
    const auto dataset = made.workspace->dataset("train");
    const Json config = {{"learning_rate", 0.5}, {"epochs", 3.0}, {"seed", 9}};
    const auto run = writeFinishedRun(*made.workspace, "rm-run", JobKind::TrainRewardModel,
                                      {{"output_name", "rm"}, {"config", config}},
                                      {{"model", base->contentHash}, {"dataset", dataset->contentHash}}, {});
    writeModelFiles(RunPaths(run).output(), "reward model");
    CHECK_OK(made.workspace->adoptFinishedRuns());
    const auto model = made.workspace->artifact(ArtifactKind::Model, "rm");
    CHECK_OK(model);
    const auto copy = made.made.folder.path() / "index-of-rm";
    std::filesystem::copy(made.made.folder.path() / "index", copy, std::filesystem::copy_options::recursive);
    Json manifest = *readJsonFile(copy / "index.json");
    manifest["model_hash"] = model->contentHash;
    CHECK_OK(writeJsonFile(copy / "index.json", manifest));
    const auto added = made.workspace->addReference(ArtifactKind::Index, copy, "index-of-rm");
    CHECK_OK(added);
    auto spec = made.spec({Strategy::MarginHigh}, {0.1}, {4});
    spec.baseModel.clear();
    spec.index = "index-of-rm";
    spec.trainingConfig = {{"epochs", 1.0}};
    const auto preview = made.preview(spec);
    CHECK_EQ(preview.spec.baseModel, std::string("base"));
    CHECK_EQ(preview.spec.trainingConfig.at("learning_rate").get<double>(), 0.5);
    CHECK_EQ(preview.spec.trainingConfig.at("epochs").get<double>(), 1.0);
    CHECK(!preview.spec.trainingConfig.contains("seed"));
    CHECK(warns(preview, "was trained on \"train\" itself"));
    spec.baseModel = "other-base";  // another start: the settings are not taken over
    CHECK(made.preview(spec).spec.trainingConfig == spec.trainingConfig);
}
