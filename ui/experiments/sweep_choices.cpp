// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/sweep_choices.h"

#include "ui/bridge/workspace_session.h"

#include <QCoreApplication>
#include <algorithm>

namespace saferscope {
namespace {

/// What lupdate needs to know whose words these are.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(saferscope::SweepChoicesWords)
};

QString qt(const std::string& text) { return QString::fromStdString(text); }

int widthOf(const std::filesystem::path& modelFolder) {
    const auto json = readJsonFile(modelFolder / "config.json", 1u << 20);
    return json ? jsonMemberOr<int>(*json, "hidden_size", 0, "config.json").value_or(0) : 0;
}

std::string inputOf(const Artifact& artifact, const char* name) {
    return jsonMemberOr<std::string>(artifact.inputs, name, {}, artifact.name).value_or(std::string());
}

/// How a model was trained, without the seed.
Json trainingOf(const Workspace& workspace, const Artifact& model) {
    const auto run = model.runId.empty() ? Result<RunSpec>(fail(ErrorCode::NotFound, "No run."))
                                         : readRunSpec(workspace.runsFolder() / model.runId);
    const auto config = run ? run->params.find("config") : Json::const_iterator();
    Json training =
        run && run->params.is_object() && config != run->params.end() && config->is_object() ? *config : Json::object();
    training.erase("seed");
    return training;
}

bool somebodyConfirmed(const RatingBook& book) {
    for (const FeatureId feature : book.features()) {
        if (book.of(feature).humanScore().value_or(0.0) >= 4.0) {
            return true;
        }
    }
    return false;
}

}  // namespace

const SweepChoices::Data* SweepChoices::data(const QString& name) const {
    const auto found =
        std::find_if(datasets.begin(), datasets.end(), [&](const Data& one) { return one.name == name; });
    return found == datasets.end() ? nullptr : &*found;
}

const SweepChoices::Index* SweepChoices::index(const QString& name) const {
    const auto found = std::find_if(indexes.begin(), indexes.end(), [&](const Index& one) { return one.name == name; });
    return found == indexes.end() ? nullptr : &*found;
}

bool SweepChoices::speaksOf(const Index& index, const QString& dataset) const {
    const Data* known = data(dataset);
    return !index.dataset.isEmpty() &&
           (index.dataset == dataset || (known != nullptr && index.dataset == known->madeFrom));
}

const SweepChoices::Index* SweepChoices::indexFor(const QString& dataset) const {
    const auto own = std::find_if(indexes.begin(), indexes.end(),
                                  [&](const Index& one) { return !dataset.isEmpty() && one.dataset == dataset; });
    const auto any = own != indexes.end() ? own : std::find_if(indexes.begin(), indexes.end(), [&](const Index& one) {
        return speaksOf(one, dataset);
    });
    return any == indexes.end() ? nullptr : &*any;
}

QString SweepChoices::likelyEvaluation(const QString& trainedOn) const {
    for (const char* word : {"eval", "test", "bench", "valid", "held"}) {
        for (const Data& one : datasets) {
            if (one.name != trainedOn && one.name.contains(QLatin1String(word), Qt::CaseInsensitive)) {
                return one.name;
            }
        }
    }
    return {};
}

SweepChoices sweepChoicesOf(const WorkspaceSession& session) {
    SweepChoices choices;
    const Workspace* workspace = session.workspace();
    if (workspace == nullptr) {
        return choices;
    }
    const std::vector<Dataset> datasets = workspace->datasets();
    std::map<std::string, QString> byHash;
    for (const Dataset& dataset : datasets) {
        byHash.emplace(dataset.contentHash, qt(dataset.name));
    }
    for (const Dataset& dataset : datasets) {
        SweepChoices::Data data{qt(dataset.name), dataset.pairs, {}, dataset.contentHash};
        if (const auto manifest = workspace->manifest(dataset); manifest && manifest->has_value()) {
            const auto source = byHash.find((*manifest)->plan.request.datasetHash);
            data.madeFrom = source == byHash.end() ? QString() : source->second;
        }
        choices.datasets.push_back(std::move(data));
    }
    const std::vector<Artifact> models = workspace->artifacts(ArtifactKind::Model);
    const auto byModelHash = [&](const std::string& hash) {
        const auto found = std::find_if(models.begin(), models.end(), [&](const Artifact& model) {
            return !hash.empty() && model.contentHash == hash;
        });
        return found == models.end() ? nullptr : &*found;
    };
    for (const Artifact& model : models) {
        choices.models.push_back({qt(model.name), widthOf(model.path)});
    }
    for (const Artifact& index : workspace->artifacts(ArtifactKind::Index)) {
        SweepChoices::Index one{qt(index.name), {}, {}, Json::object()};
        if (const auto made = byHash.find(inputOf(index, "dataset")); made != byHash.end()) {
            one.dataset = made->second;
        } else if (const auto manifest = readJsonFile(index.path / "index.json", 1u << 20)) {
            // Made of the first pairs of a data set only, or of one that has changed since: the name is left.
            const QString name =
                qt(jsonMemberOr<std::string>(*manifest, "dataset_name", {}, "index.json").value_or(std::string()));
            one.dataset = choices.data(name) != nullptr ? name : QString();
        }
        const Artifact* model = byModelHash(inputOf(index, "model"));
        if (const Artifact* base = model != nullptr ? byModelHash(inputOf(*model, "model")) : nullptr;
            base != nullptr) {
            one.base = qt(base->name);
            one.training = trainingOf(*workspace, *model);
        }
        choices.indexes.push_back(std::move(one));
    }
    for (const FeatureSet& set : workspace->featureSets()) {
        choices.featureSets.append(qt(set.name));
    }
    const WorkspaceSettings settings = workspace->settings();
    choices.keptFeatures = settings.keptFeatures;
    choices.usualTraining = settings.sweepTraining;
    choices.peopleConfirmed = somebodyConfirmed(session.ratings());
    return choices;
}

StrategyObstacles strategyObstacles(const SweepChoices& choices, const SweepSpec& spec, RubricKnown rubric) {
    StrategyObstacles obstacles;
    for (const Strategy strategy : allStrategies()) {
        if (choices.indexes.empty() && (usesFeatures(strategy) || usesRewards(strategy))) {
            obstacles[strategy] = Text::tr("A feature index is needed: build one on the Overview page.");
        }
    }
    if (!obstacles.contains(Strategy::HumanConfirmed) && spec.confirmedSet.empty() && !choices.peopleConfirmed) {
        obstacles[Strategy::HumanConfirmed] = Text::tr("No person has rated a feature 4 or more yet.");
    }
    if (rubric.has_value() && !*rubric) {
        obstacles[Strategy::Rubric] =
            Text::tr("No pair of the data set has a judge's score at “%1”.").arg(qt(spec.rubric));
    }
    return obstacles;
}

QString whyNoSweep(const SweepChoices& choices, const SweepSpec& spec) {
    if (choices.models.empty()) {
        return Text::tr("Train a reward model first: every run starts from one.");
    }
    if (spec.baseModel.empty()) {
        return Text::tr(
            "Choose the base model that every run starts from: one that has not seen the preferences, such as a "
            "pretrained one.");
    }
    if (spec.strategies.empty()) {
        return Text::tr("Choose at least one strategy.");
    }
    if (spec.ratios.empty()) {
        return Text::tr("Add at least one ratio.");
    }
    if (spec.evaluation.empty()) {
        return Text::tr("Choose the data set that every model is evaluated on.");
    }
    if (spec.evaluation == spec.dataset) {
        return Text::tr("Evaluate on pairs that the models are not trained on.");
    }
    return {};
}

TrainingSuggestion suggestTraining(int width) {
    // Small models of our own learn at rates that would wreck a pretrained one.
    if (width <= 0 || width >= 1024) {
        return {2e-5, 2.0};
    }
    return {width >= 512 ? 3e-4 : width >= 256 ? 6e-4 : 1e-3, 3.0};
}

}  // namespace saferscope
