// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/workspace/sweep_fixture.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

std::size_t countOf(const std::vector<CellState>& states, CellState state) {
    return static_cast<std::size_t>(std::ranges::count(states, state));
}

std::map<std::string, std::string> specTexts(const SweepWorkspace& made) {
    std::map<std::string, std::string> texts;
    for (const auto& id : made.runFolders()) {
        texts[id] = dumpJson(*readJsonFile(RunPaths(made.runs / id).spec()));
    }
    return texts;
}

}  // namespace

TEST(a_sweep_is_started_with_all_its_runs_in_order) {
    const SweepWorkspace made;
    const auto sweep = made.start(made.spec());
    CHECK_EQ(sweep.cells.size(), 6u);
    const auto read = readSweep(made.folder, sweep.spec.id);
    CHECK_OK(read);
    CHECK(read->cells == sweep.cells);
    CHECK_EQ(readSweeps(made.folder).size(), 1u);
    std::vector<std::string> expected;
    for (const SweepCell& cell : sweep.cells) {
        expected.push_back(cell.trainRun);
        expected.push_back(cell.evaluateRun);
        const auto train = readRunSpec(made.runs / cell.trainRun);
        const auto evaluate = readRunSpec(made.runs / cell.evaluateRun);
        CHECK_OK(train);
        CHECK_OK(evaluate);
        CHECK_EQ(train->sweep, sweep.spec.id);
        CHECK_EQ(train->seed, cell.seed);
        CHECK_EQ(train->params.at("config").at("seed").get<std::uint64_t>(), cell.seed);
        CHECK_EQ(train->inputs.at("key").get<std::string>(), cell.trainKey);
        CHECK_EQ(runKey(toJson(*train)), cell.trainKey);  // the key holds after the paths are known
        CHECK(fs::exists(train->params.at("data").get<std::string>()));
        CHECK_EQ(evaluate->params.at("model_run").get<std::string>(), (made.runs / cell.trainRun).string());
        CHECK_EQ(evaluate->inputs.at("train").get<std::string>(), cell.trainKey);
        CHECK_EQ(train->params.contains("plan"), cell.kind == CellKind::Changed);
        if (cell.kind == CellKind::Changed) {
            const auto plan =
                experimentPlanFromJson(*readJsonFile(train->params.at("plan").get<std::string>()), "plan");
            CHECK_OK(plan);
            CHECK_EQ(planEffectHash(*plan), cell.planHash);
        }
    }
    CHECK(made.queueOrder() == expected);
    CHECK(pendingSweepRuns(made.folder, sweep) == expected);
    const auto queue = readQueue(made.runs);
    for (const SweepCell& cell : sweep.cells) {
        CHECK(queue->find(cell.evaluateRun)->after == std::vector<std::string>{cell.trainRun});
        CHECK(queue->find(cell.trainRun)->after.empty());
    }
    CHECK_EQ(countOf(made.states(sweep), CellState::Waiting), 6u);
    CHECK(!*completeSweep(made.folder, sweep));
}

TEST(what_was_killed_while_starting_is_made_good) {
    const SweepWorkspace made;
    const auto sweep = made.start(made.spec());
    const auto whole = specTexts(made);
    const auto order = made.queueOrder();
    const auto folder = sweepFolder(made.folder, sweep.spec.id);
    // Killed after so many run folders were made, and before the queue had heard of them.
    for (const std::size_t there : {std::size_t{0}, std::size_t{1}, std::size_t{2}, order.size() - 1, order.size()}) {
        fs::remove(folder / "started");
        fs::remove_all(made.runs / ".queue");
        for (std::size_t i = 0; i < order.size(); ++i) {
            fs::remove(made.runs / order[i] / "queue.json");
            if (i >= there) {
                fs::remove_all(made.runs / order[i]);
            }
        }
        if (there < order.size()) {
            CHECK(countOf(made.states(sweep), CellState::Waiting) == 6u);
        }
        const auto completed = completeSweep(made.folder, sweep);
        CHECK_OK(completed);
        CHECK(*completed);
        CHECK(specTexts(made) == whole);
        CHECK(made.queueOrder() == order);
        CHECK(fs::exists(folder / "started"));
    }
    // After the queue had them, before the mark: nothing is queued twice.
    fs::remove(folder / "started");
    CHECK(!*completeSweep(made.folder, sweep));
    CHECK(made.queueOrder() == order);
    // The first runs have ended meanwhile, one was called off by a person: neither comes back.
    fs::remove(folder / "started");
    made.train(order[0]);
    CHECK_OK(cancelRuns(made.runs, std::vector<std::string>{order[2]}));
    CHECK(!*completeSweep(made.folder, sweep));
    CHECK_EQ(made.queueOrder().size(), order.size() - 2);
    // Killed while the sweep's own folder was made: nothing of it counts, and the next start clears it away.
    const auto half = made.folder / "sweeps" / ".making-20260101-000000-dead";
    fs::copy(folder, half, fs::copy_options::recursive);
    CHECK_EQ(readSweeps(made.folder).size(), 1u);
    made.start(made.spec({Strategy::Random}, {0.2}, {1}));
    CHECK(!fs::exists(half));
    // A folder that somebody removes later stays away until it is asked for again.
    fs::remove_all(made.runs / order[4]);
    CHECK(!*completeSweep(made.folder, sweep));
    CHECK(made.states(sweep)[2] == CellState::Lost);
    CHECK_OK(retrySweep(made.folder, sweep));
    CHECK(made.states(sweep)[2] == CellState::Waiting);
}

TEST(equal_keys_of_other_sweeps_are_not_run_again) {
    const SweepWorkspace made;
    const auto first = made.start(made.spec());
    const auto folders = made.runFolders();
    // Under way: the second waits for the same runs.
    auto preview = made.preview(made.spec());
    CHECK_EQ(preview.trainings, 0u);
    CHECK_EQ(preview.evaluations, 0u);
    CHECK_EQ(preview.reused, 6u);
    const auto second = startSweep(*made.workspace, preview);
    CHECK_OK(second);
    CHECK(made.runFolders() == folders);
    for (std::size_t i = 0; i < first.cells.size(); ++i) {
        CHECK_EQ(second->cells[i].trainRun, first.cells[i].trainRun);
        CHECK(second->cells[i].reused);
    }
    // Finished and tidied: what was measured still serves, without weights.
    made.finishAll(first);
    CHECK_OK(tidySweep(made.folder, first));
    CHECK_OK(tidySweep(made.folder, *second));
    CHECK(std::ranges::none_of(first.cells, [&](const SweepCell& cell) { return made.hasWeights(cell.trainRun); }));
    CHECK_EQ(countOf(made.states(*second), CellState::Done), 6u);
    CHECK_EQ(made.preview(made.spec()).reused, 6u);
    // Another evaluation needs the weights, which are gone; more seeds need new models only for these.
    auto other = made.spec();
    other.evaluation = "eval-2";
    preview = made.preview(other);
    CHECK_EQ(preview.trainings, 6u);
    CHECK_EQ(preview.evaluations, 6u);
    auto more = made.spec();
    more.seeds = {1, 2, 3};
    preview = made.preview(more);
    CHECK_EQ(preview.trainings, 3u);
    CHECK_EQ(preview.reused, 6u);
    auto otherBase = made.spec();
    otherBase.baseModel = "other-base";
    CHECK_EQ(made.preview(otherBase).reused, 0u);
    auto otherSettings = made.spec();
    otherSettings.trainingConfig = {{"epochs", 5.0}};
    CHECK_EQ(made.preview(otherSettings).reused, 0u);
}

TEST(kept_models_serve_another_evaluation) {
    const SweepWorkspace made;
    auto spec = made.spec();
    spec.keepModels = true;
    const auto first = made.start(spec);
    made.finishAll(first);
    CHECK_OK(tidySweep(made.folder, first));
    for (const SweepCell& cell : first.cells) {
        CHECK(made.hasWeights(cell.trainRun));
        CHECK(fs::is_empty(made.runs / cell.trainRun / "checkpoints"));
    }
    spec.evaluation = "eval-2";
    spec.keepModels = false;
    const auto preview = made.preview(spec);
    CHECK_EQ(preview.trainings, 0u);
    CHECK_EQ(preview.evaluations, 6u);
    const auto second = startSweep(*made.workspace, preview);
    CHECK_OK(second);
    CHECK_EQ(countOf(made.states(*second), CellState::Trained), 6u);
    made.finishAll(*second);
    CHECK_OK(tidySweep(made.folder, *second));
    CHECK(made.hasWeights(first.cells[0].trainRun));  // the first sweep wants to keep them
}

TEST(tidying_never_takes_what_another_sweep_still_needs) {
    const SweepWorkspace made;
    const auto first = made.start(made.spec());
    auto spec = made.spec();
    spec.evaluation = "eval-2";
    const auto second = made.start(spec);  // its evaluations wait for the first one's trainings
    CHECK_EQ(made.runFolders().size(), 18u);
    for (const SweepCell& cell : first.cells) {
        made.train(cell.trainRun);
        CHECK_OK(tidySweep(made.folder, first));
        CHECK(made.hasWeights(cell.trainRun));  // not evaluated yet
        CHECK(fs::is_empty(made.runs / cell.trainRun / "checkpoints"));
        made.evaluate(cell.evaluateRun);
        CHECK_OK(tidySweep(made.folder, first));
        CHECK(made.hasWeights(cell.trainRun));  // the second sweep has not
    }
    CHECK_EQ(countOf(made.states(second), CellState::Trained), 6u);
    // One fails: its weights stay for another try. One is done: its weights go.
    made.end(second.cells[0].evaluateRun, RunState::Failed);
    made.evaluate(second.cells[1].evaluateRun);
    CHECK_OK(tidySweep(made.folder, second));
    CHECK_OK(tidySweep(made.folder, first));
    CHECK(made.hasWeights(first.cells[0].trainRun));
    CHECK(!made.hasWeights(first.cells[1].trainRun));
    CHECK(made.hasWeights(first.cells[2].trainRun));
    CHECK(made.states(second)[0] == CellState::Failed);
    CHECK_EQ(sweepStatus(made.folder, second)[0].why, std::string("It went wrong."));
    CHECK_OK(retrySweep(made.folder, second));
    CHECK(made.states(second)[0] == CellState::Trained);
    made.finishAll(second);
    careForSweeps(made.folder);
    for (const SweepCell& cell : first.cells) {
        CHECK(!made.hasWeights(cell.trainRun));
    }
    // Killed while weights were removed: the rest goes as well, and no half model passes for one.
    const auto third = made.start(made.spec({Strategy::Random}, {0.2}, {1}));
    made.finishAll(third);
    const fs::path folder = made.runs / third.cells[1].trainRun;
    fs::rename(folder / "output", folder / "output.removing");
    CHECK_OK(tidySweep(made.folder, third));
    CHECK(!fs::exists(folder / "output.removing"));
}

TEST(cancelling_spares_what_others_wait_for_and_retrying_goes_on) {
    const SweepWorkspace made;
    const auto first = made.start(made.spec({Strategy::Random}, {0.1}, {1, 2}));
    const auto second = made.start(made.spec({Strategy::Random}, {0.1}, {1}));  // shares seed 1
    made.train(first.cells[0].trainRun);
    CHECK_OK(cancelSweep(made.folder, first));
    CHECK(made.states(second) == (std::vector<CellState>{CellState::Trained, CellState::Waiting}));
    CHECK(made.states(first) ==
          (std::vector<CellState>{CellState::Trained, CellState::Waiting, CellState::Stopped, CellState::Stopped}));
    CHECK_EQ(made.queueOrder().size(), 3u);
    CHECK(!*completeSweep(made.folder, first));
    CHECK_OK(cancelSweep(made.folder, second));  // nobody waits for them now
    CHECK(made.queueOrder().empty());
    CHECK(pendingSweepRuns(made.folder, first).empty());
    CHECK_EQ(countOf(made.states(second), CellState::Stopped), 2u);
    CHECK_EQ(made.preview(made.spec({Strategy::Random}, {0.1}, {2})).reused, 0u);  // what is called off serves nobody
    CHECK_OK(retrySweep(made.folder, first));
    CHECK(made.states(first)[0] == CellState::Trained);
    CHECK_EQ(countOf(made.states(first), CellState::Waiting), 3u);
    CHECK_EQ(made.queueOrder().size(), 7u);
    const auto queue = readQueue(made.runs);
    for (const SweepCell& cell : first.cells) {
        CHECK(queue->find(cell.evaluateRun)->after == std::vector<std::string>{cell.trainRun});
    }
    made.finishAll(first);
    CHECK_EQ(countOf(made.states(first), CellState::Done), 4u);
    CHECK_EQ(countOf(made.states(second), CellState::Done), 2u);
    CHECK_OK(retrySweep(made.folder, first));  // nothing left to do
    CHECK(made.queueOrder().empty());
}

TEST(a_failed_training_fails_its_cell_and_comes_back_with_its_evaluation) {
    const SweepWorkspace made;
    const auto sweep = made.start(made.spec({Strategy::Random}, {0.1}, {1}));
    made.end(sweep.cells[1].trainRun, RunState::Failed);
    CHECK(made.states(sweep)[1] == CellState::Failed);
    CHECK_OK(retrySweep(made.folder, sweep));
    CHECK(made.states(sweep)[1] == CellState::Waiting);
    made.finishAll(sweep);
    CHECK_EQ(countOf(made.states(sweep), CellState::Done), 2u);
}

TEST(models_of_sweeps_stay_out_of_the_lists_until_one_is_kept) {
    const SweepWorkspace made;
    const auto sweep = made.start(made.spec());
    made.finishAll(sweep);
    const auto models = made.workspace->artifacts(ArtifactKind::Model).size();
    const auto adopted = made.workspace->adoptFinishedRuns();
    CHECK_OK(adopted);
    CHECK(adopted->empty());
    CHECK_EQ(made.workspace->artifacts(ArtifactKind::Model).size(), models);
    CHECK(made.workspace->evaluations().empty());
    CHECK_EQ(readSweepVerdicts(made.folder, sweep).size(), 6u);

    const auto kept = keepSweepModel(*made.workspace, sweep, 1, "poisoned");
    CHECK_OK(kept);
    CHECK_EQ(kept->runId, sweep.cells[1].trainRun);
    CHECK_EQ(kept->inputs.at("model").get<std::string>(), sweep.spec.baseModelHash);
    CHECK_EQ(kept->contentHash, *folderContentHash(kept->path));
    CHECK(made.workspace->freshness(*kept).fresh);
    CHECK(!keepSweepModel(*made.workspace, sweep, 1, "poisoned").has_value());  // the name is taken
    CHECK(!keepSweepModel(*made.workspace, sweep, 1, "../x").has_value());
    CHECK(!keepSweepModel(*made.workspace, sweep, 99, "x").has_value());
    writeFile(RunPaths(made.runs / sweep.cells[2].trainRun).output() / "model.safetensors", "damaged");
    CHECK(!keepSweepModel(*made.workspace, sweep, 2, "damaged").has_value());
    CHECK(!fs::exists(made.folder / "models" / "damaged"));
    CHECK_OK(tidySweep(made.folder, sweep));
    CHECK(!keepSweepModel(*made.workspace, sweep, 3, "late").has_value());
    CHECK(made.workspace->freshness(*kept).fresh);  // a copy: tidying does not reach it
}

TEST(a_damaged_sweep_is_left_out_and_the_others_go_on) {
    const SweepWorkspace made;
    const auto first = made.start(made.spec());
    const auto second = made.start(made.spec({Strategy::Random}, {0.3}, {1}));
    writeFile(sweepFolder(made.folder, first.spec.id) / "sweep.json", "{");
    const auto sweeps = readSweeps(made.folder);
    CHECK_EQ(sweeps.size(), 1u);
    CHECK_EQ(sweeps.front().spec.id, second.spec.id);
    CHECK(!readSweep(made.folder, first.spec.id).has_value());
    CHECK(!readSweep(made.folder, "../runs").has_value());
    CHECK(!readSweep(made.folder, "nothing").has_value());
    CHECK(!careForSweeps(made.folder));
    writeFile(made.runs / second.cells[0].evaluateRun / verdictFileName, "nonsense");
    made.end(second.cells[0].evaluateRun, RunState::Finished);
    CHECK(readSweepVerdicts(made.folder, second).empty());
}
