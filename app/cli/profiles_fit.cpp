// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"
#include "app/cli/profiles_command.h"
#include "app/cli/progress_display.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/steering_profiles.h"

namespace saferscope::cli {

namespace {

Json fitProvenance(const ProfilesOptions& options, const Dataset& dataset, const SteeringFit& fit,
                   std::size_t features) {
    return {{"made_by", "fit"},
            {"set", options.set},
            {"all_features", options.allFeatures},
            {"features", features},
            {"dataset", dataset.name},
            {"dataset_hash", dataset.contentHash},
            {"train_pairs", fit.trainPairs},
            {"holdout_pairs", fit.holdoutPairs},
            {"best_epoch", fit.bestEpoch},
            {"epochs", options.fit.epochs},
            {"learning_rate", options.fit.learningRate},
            {"l1", options.fit.l1},
            {"seed", options.fit.seed},
            {"train_loss", fit.trainLoss},
            {"holdout_loss", fit.holdoutLoss},
            {"accuracy_before", fit.accuracyBefore},
            {"accuracy_after", fit.accuracyAfter}};
}

}  // namespace

Status fitProfile(const ProfilesOptions& given) {
    ProfilesOptions options = given;
    options.fit.seed = options.common.seed;
    const auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto positions = positionsFromText(options.positions);
    if (!positions) {
        return failure(positions);
    }
    if (!options.replace && steeringProfile(**workspace, options.name)) {
        return fail(ErrorCode::InvalidInput, "There is a steering profile \"" + options.name + "\" already.",
                    "Take another name, or give --replace.");
    }
    const auto chosen = profileFeatures(**workspace, options);
    const auto model = chooseArtifact(**workspace, ArtifactKind::Model, options.model);
    const auto dataset = (*workspace)->dataset(options.dataset);
    if (!chosen || !model || !dataset) {
        return !chosen ? failure(chosen) : !model ? failure(model) : failure(dataset);
    }
    auto pairs = (*workspace)->loadPairs(*dataset);
    if (!pairs) {
        return failure(pairs);
    }
    if (options.maxPairs > 0 && pairs->size() > options.maxPairs) {
        pairs->resize(options.maxPairs);
    }
    const WorkspaceSettings settings = (*workspace)->settings();
    ModelOptions modelOptions;
    modelOptions.model = model->path.string();
    modelOptions.device = options.common.device;
    modelOptions.dateString = settings.dateString;
    modelOptions.maxTokens = settings.maxTokens;
    const auto session = openModel(modelOptions);
    if (!session) {
        return failure(session);
    }
    const auto sae = Sae::load(chosen->sae.path, {}, {}, session->model.device());
    if (!sae) {
        return failure(sae);
    }
    const auto causal = CausalModel::create(session->model, *sae);
    if (!causal) {
        return failure(causal);
    }
    if (options.common.dryRun) {
        printNote("Nothing was fitted: the request is in order.");
        return {};
    }
    constexpr std::size_t few = 200;  // with 100 pairs a profile made a poisoned model worse
    if (pairs->size() < few) {
        printNote("Only " + grouped(pairs->size()) + " trusted pairs: a fit to fewer than " + grouped(few) +
                  " often does not carry over to other pairs. Evaluate the profile on pairs it has not seen.");
    }
    options.fit.features = chosen->features;
    for (std::int64_t latent = 0; options.allFeatures && latent < sae->config().latents; ++latent) {
        options.fit.features.emplace_back(static_cast<std::uint32_t>(latent));
    }
    options.fit.positions = *positions;
    const StopSignals signals;
    ProgressDisplay display(options.common.quiet);
    const auto fit = fitSteering(*causal, session->encoder, *pairs, options.fit, display.callback(), signals.token());
    display.clear();
    if (!fit) {
        return failure(fit);
    }
    SteeringProfile profile;
    profile.name = options.name;
    profile.saeHash = chosen->sae.contentHash;
    profile.layer = sae->config().layer;
    profile.modelHash = model->contentHash;
    profile.note = options.note;
    profile.intervention = fit->intervention;
    profile.provenance = fitProvenance(options, *dataset, *fit, options.fit.features.size());
    if (auto saved = saveSteeringProfile(**workspace, profile, options.replace); !saved) {
        return saved;
    }
    if (options.common.json) {
        printJson(profileJson(profile));
        return {};
    }
    printText(printable("Profile \"" + profile.name + "\": " + grouped(fit->intervention.changes.size()) + " of " +
                        grouped(options.fit.features.size()) + " features are scaled, epoch " +
                        std::to_string(fit->bestEpoch) + " of " + std::to_string(options.fit.epochs) + "."));
    printText("Held-out trusted pairs (" + grouped(fit->holdoutPairs) + "): accuracy " + percent(fit->accuracyBefore) +
              " before, " + percent(fit->accuracyAfter) + " after; loss " + number(fit->holdoutLoss.front()) + " to " +
              number(fit->holdoutLoss[static_cast<std::size_t>(fit->bestEpoch)]) + ".");
    return {};
}

}  // namespace saferscope::cli
