// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/demo_stages.h"

#include "app/cli/output.h"
#include "core/data/pair_writer.h"
#include "core/demo/planted_recovery.h"
#include "core/jobs/launcher.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/rating_run.h"

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

constexpr int stageCount = 7;

// A file that goes when its scope ends.
class ScratchFile {
public:
    explicit ScratchFile(fs::path path) : m_path(std::move(path)) {}
    ~ScratchFile() {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    const fs::path& path() const { return m_path; }

private:
    const fs::path m_path;
};

Status writePairs(const fs::path& path, const std::vector<PreferencePair>& pairs) {
    auto writer = PairWriter::create(path);
    if (!writer) {
        return failure(writer);
    }
    for (const auto& pair : pairs) {
        if (auto written = writer->write(pair); !written) {
            return written;
        }
    }
    return writer->commit();
}

// The demo's newest index. One that had to be built again is called "demo-index-2": the workspace gives no name twice.
std::optional<Artifact> demoIndex(const Workspace& workspace) {
    for (auto& artifact : workspace.artifacts(ArtifactKind::Index)) {
        if (artifact.name == demo_names::index || artifact.name.starts_with(std::string(demo_names::index) + "-")) {
            return std::move(artifact);
        }
    }
    return std::nullopt;
}

}  // namespace

DemoStages::DemoStages(Workspace& workspace, DemoRecipe recipe, const CommonOptions& options, ProgressDisplay& display)
    : m_workspace(workspace), m_recipe(std::move(recipe)), m_options(options), m_display(display) {
    m_options.json = false;
}

void DemoStages::begin(int stage, const std::string& title) {
    m_display.setPrefix("[" + std::to_string(stage) + "/" + std::to_string(stageCount) + "] ");
    m_display.setNote({});
    m_display.message(title);
    ++m_worked;
}

Status DemoStages::run() {
    auto settings = m_workspace.settings();
    if (settings.maxTokens != m_recipe.maxTokens || settings.sweepTraining.empty()) {
        settings.maxTokens = m_recipe.maxTokens;
        settings.sweepTraining = settings.sweepTraining.empty() ? m_recipe.sweepConfig : settings.sweepTraining;
        if (auto set = m_workspace.setSettings(settings); !set) {
            return set;
        }
    }
    if (const auto adopted = m_workspace.adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    for (const auto stage :
         {&DemoStages::importData, &DemoStages::noticeOlderData, &DemoStages::trainBase, &DemoStages::trainModel,
          &DemoStages::trainSae, &DemoStages::buildIndex, &DemoStages::evaluate, &DemoStages::rateCandidates}) {
        if (auto done = (this->*stage)(); !done) {
            return done;
        }
    }
    m_display.setPrefix({});
    m_display.setNote({});
    return {};
}

Status DemoStages::importData() {
    const bool hasTrain = m_workspace.dataset(demo_names::trainData).has_value();
    const bool hasEval = m_workspace.dataset(demo_names::evalData).has_value();
    if (hasTrain && hasEval) {
        return {};
    }
    begin(1, "Writing preference pairs");
    const DemoData data = generateDemoData(m_recipe.data);
    const StopSignals signals;
    for (const auto& [name, there, pairs] : {std::tuple{demo_names::trainData, hasTrain, &data.train},
                                             std::tuple{demo_names::evalData, hasEval, &data.eval}}) {
        if (there) {
            continue;
        }
        const ScratchFile file(m_workspace.folder() / "datasets" / (std::string(name) + ".making.jsonl"));
        if (auto written = writePairs(file.path(), *pairs); !written) {
            return written;
        }
        if (const auto imported = m_workspace.importPairs(file.path(), name, {}, m_display.callback(), signals.token());
            !imported) {
            return failure(imported);
        }
    }
    return {};
}

// Goes on with the run of this kind that an earlier call has begun and not finished, or begins one.
Status DemoStages::runJobOnce(RunRequest request) {
    fs::path folder;
    for (const auto& run : m_workspace.runs()) {
        const bool resumable =
            run.state == RunState::Stopped || run.state == RunState::Lost || run.state == RunState::Waiting;
        const bool same = run.spec.kind == request.kind && run.spec.title == request.title;
        if (same && resumable && folder.empty()) {
            bool sameInputs = true;
            for (const auto& source : request.sources) {
                sameInputs = sameInputs &&
                             run.spec.inputs.value(artifactKindName(source.kind), std::string()) == source.contentHash;
            }
            for (const auto& [name, value] : request.params.items()) {
                sameInputs = sameInputs && run.spec.params.contains(name) && run.spec.params[name] == value;
            }
            if (sameInputs) {
                folder = run.folder;
            }
        }
        if (same && run.state == RunState::Running) {
            return fail(ErrorCode::InvalidInput, "Another process is preparing this demo workspace.",
                        "Wait for it, or stop it with `safer jobs stop " + run.spec.id + "`.");
        }
    }
    if (folder.empty()) {
        const auto prepared = prepareRun(m_workspace, request, m_options);
        if (!prepared) {
            return failure(prepared);
        }
        folder = *prepared;
    }
    const auto finished = runToEnd(m_workspace, folder, m_display);
    if (!finished) {
        Error error = finished.error();
        if (error.code == ErrorCode::Interrupted) {
            error.hint = "Run `safer demo` again to go on where it stopped.";
        }
        return tl::unexpected<Error>(std::move(error));
    }
    return {};
}

// Ratings may rest on what an earlier version made, so nothing of it is replaced.
Status DemoStages::noticeOlderData() {
    const auto dataset = m_workspace.dataset(demo_names::trainData);
    if (!dataset) {
        return failure(dataset);
    }
    const auto pairs = m_workspace.loadPairs(*dataset);
    if (!pairs) {
        return failure(pairs);
    }
    m_older = *pairs != generateDemoData(m_recipe.data).train;
    return {};
}

// A base that only reads stands in for a pretrained model: sweeps start all their reward models from it.
Status DemoStages::trainBase() {
    const bool oldModel = m_older && m_workspace.artifact(ArtifactKind::Model, demo_names::model).has_value();
    if (oldModel || m_workspace.artifact(ArtifactKind::Model, demo_names::base)) {
        return {};
    }
    begin(2, "Training the base model");
    RunRequest request;
    request.kind = JobKind::TrainRewardModel;
    request.title = "Demo base model";
    request.datasets = {demo_names::trainData};
    request.params = {{"fresh_model", m_recipe.freshModel},
                      {"vocabulary_size", m_recipe.vocabularySize},
                      {"config", m_recipe.baseConfig}};
    request.outputName = demo_names::base;
    return runJobOnce(std::move(request));
}

Status DemoStages::trainModel() {
    if (m_workspace.artifact(ArtifactKind::Model, demo_names::model)) {
        return {};
    }
    begin(3, "Training the reward model");
    const auto base = m_workspace.artifact(ArtifactKind::Model, demo_names::base);
    if (!base) {
        return failure(base);
    }
    RunRequest request;
    request.kind = JobKind::TrainRewardModel;
    request.title = "Demo reward model";
    request.datasets = {demo_names::trainData};
    request.params = {{"base_model", base->path.string()}, {"config", m_recipe.rewardConfig}};
    request.sources = {*base};
    request.outputName = demo_names::model;
    return runJobOnce(std::move(request));
}

Status DemoStages::trainSae() {
    if (m_workspace.artifact(ArtifactKind::Sae, demo_names::sae)) {
        return {};
    }
    begin(4, "Training the sparse autoencoder");
    const auto model = m_workspace.artifact(ArtifactKind::Model, demo_names::model);
    if (!model) {
        return failure(model);
    }
    RunRequest request;
    request.kind = JobKind::TrainSae;
    request.title = "Demo SAE";
    request.datasets = {demo_names::trainData};
    request.params = {{"model", model->path.string()}, {"config", m_recipe.saeConfig}};
    request.sources = {*model};
    request.outputName = demo_names::sae;
    return runJobOnce(std::move(request));
}

Status DemoStages::buildIndex() {
    // An index that an older version of the program made can only be built again.
    if (const auto built = demoIndex(m_workspace); built && !isIndexOfOlderFormat(built->path)) {
        return {};
    }
    begin(5, "Building the feature index");
    const auto model = m_workspace.artifact(ArtifactKind::Model, demo_names::model);
    const auto sae = m_workspace.artifact(ArtifactKind::Sae, demo_names::sae);
    const auto dataset = m_workspace.dataset(demo_names::trainData);
    if (!model || !sae || !dataset) {
        return !model ? failure(model) : !sae ? failure(sae) : failure(dataset);
    }
    RunRequest request;
    request.kind = JobKind::BuildIndex;
    request.title = "Demo index";
    request.datasets = {demo_names::trainData};
    request.maxPairs = m_recipe.indexPairs < dataset->pairs ? m_recipe.indexPairs : 0;
    request.params = {{"model", model->path.string()}, {"sae", sae->path.string()}};
    request.sources = {*model, *sae};
    request.outputName = demo_names::index;
    return runJobOnce(std::move(request));
}

Status DemoStages::evaluate() {
    const auto model = m_workspace.artifact(ArtifactKind::Model, demo_names::model);
    const auto dataset = m_workspace.dataset(demo_names::evalData);
    if (!model || !dataset) {
        return model ? failure(dataset) : failure(model);
    }
    for (const auto& record : m_workspace.evaluations()) {
        if (record.modelHash == model->contentHash && record.datasetHash == dataset->contentHash) {
            return {};
        }
    }
    begin(6, "Evaluating on held-out pairs");
    RunRequest request;
    request.kind = JobKind::Evaluate;
    request.title = "Demo evaluation";
    request.datasets = {demo_names::evalData};
    request.params = {{"model", model->path.string()}};
    request.sources = {*model};
    return runJobOnce(std::move(request));
}

// By word lists: it needs no network, and the ratings say so.
Status DemoStages::rateCandidates() {
    const auto index = demoIndex(m_workspace);
    if (!index) {
        return fail(ErrorCode::NotFound, "The demo workspace has no index.", "Run `safer demo` again.");
    }
    RatingRunRequest request;
    request.index = index->name;
    request.judge.kind = JudgeKind::Lexical;
    request.title = "Demo ratings by word lists";
    const auto spec = planRatingRun(m_workspace, request);
    if (!spec) {
        return failure(spec);
    }
    if (spec->params.at("features").empty()) {
        return {};
    }
    begin(7, "Rating the candidates by word lists (judge \"lexical\")");
    const auto folder = createRunFolder(m_workspace.runsFolder(), *spec);
    if (!folder) {
        return failure(folder);
    }
    const auto finished = runToEnd(m_workspace, *folder, m_display);  // its ratings are taken over with it
    return finished ? Status() : failure(finished);
}

Result<OrderedJson> DemoStages::summary() const {
    OrderedJson json = {{"workspace", m_workspace.folder().string()}, {"older", m_older}};
    const auto model = m_workspace.artifact(ArtifactKind::Model, demo_names::model);
    const auto evalData = m_workspace.dataset(demo_names::evalData);
    const auto trainData = m_workspace.dataset(demo_names::trainData);
    const auto artifact = demoIndex(m_workspace);
    if (!model || !evalData || !trainData || !artifact) {
        return fail(ErrorCode::Failed, "The demo workspace is not complete.", "Run `safer demo` again.");
    }
    for (const auto& record : m_workspace.evaluations()) {
        if (record.modelHash == model->contentHash && record.datasetHash == evalData->contentHash &&
            record.result.contains("overall")) {
            const Json& overall = record.result["overall"];
            json["eval_pairs"] = overall.value("pairs", std::uint64_t{0});
            json["accuracy"] = overall.value("accuracy", 0.0);
            json["accuracy_low"] = overall.value("ci_low", 0.0);
            json["accuracy_high"] = overall.value("ci_high", 1.0);
            if (overall.contains("longer_wins") && overall["longer_wins"].is_number()) {
                json["longer_wins"] = overall["longer_wins"].get<double>();
            }
            break;
        }
    }
    const auto index = FeatureIndex::open(artifact->path);
    if (!index) {
        return failure(index);
    }
    auto pairs = m_workspace.loadPairs(*trainData);
    if (!pairs) {
        return failure(pairs);
    }
    pairs->resize(std::min<std::size_t>(pairs->size(), (*index)->pairCount()));
    const auto strongest =
        strongestFeatures(computeContrasts(**index, TokenScope::SentenceEnds), m_workspace.settings().keptFeatures);
    const RecoveryReport recovery = measureRecovery(**index, *pairs, strongest, TokenScope::SentenceEnds);
    json["features"] = strongest.size();
    json["planted_precision"] = recovery.precision;
    json["kinds_found"] = recovery.kindsFound;
    json["kinds_missed"] = recovery.kindsMissed;
    const auto events = m_workspace.ratings((*index)->manifest().saeHash);
    if (!events) {
        return failure(events);
    }
    const std::string judge = judgeKindName(JudgeKind::Lexical);
    std::uint64_t rated = 0;
    for (const auto& event : *events) {
        rated += event.rater == judge && event.action == RatingAction::Rate ? 1 : 0;
    }
    json["judge"] = judge;  // word lists: no language model has seen the demo
    json["rated"] = rated;
    json["fvu"] = (*index)->manifest().fvu[0];
    json["l0"] = (*index)->manifest().l0[0];
    return json;
}

}  // namespace saferscope::cli
