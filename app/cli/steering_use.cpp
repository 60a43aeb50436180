// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/steering_use.h"

#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/workspace_run.h"
#include "core/base/hash.h"
#include "core/workspace/steering_profiles.h"

namespace saferscope::cli {

Result<SteeringProfile> readSteeringFile(const std::filesystem::path& file) {
    const auto json = readJsonFile(file, 256u << 20);
    if (!json) {
        return failure(json);
    }
    return steeringProfileFromJson(*json, file.string());
}

Result<SteeringProfile> chooseSteering(const Workspace& workspace, const std::string& nameOrFile) {
    auto named = steeringProfile(workspace, nameOrFile);
    std::error_code error;
    if (named || !std::filesystem::is_regular_file(nameOrFile, error)) {
        return named;
    }
    return readSteeringFile(nameOrFile);
}

Result<Artifact> chooseSae(const Workspace& workspace, const std::string& nameOrFolder, const std::string& hash) {
    if (!nameOrFolder.empty() || hash.empty()) {
        return chooseArtifact(workspace, ArtifactKind::Sae, nameOrFolder);
    }
    for (Artifact& artifact : workspace.artifacts(ArtifactKind::Sae)) {
        if (artifact.contentHash == hash) {
            return std::move(artifact);
        }
    }
    return fail(ErrorCode::NotFound, "The workspace does not have the SAE whose features are meant.",
                "Name its folder with --sae.");
}

Status checkSteering(const SteeringProfile& profile, const std::string& sae, const std::string& saeHash,
                     const ModelConfig& model) {
    if (!profile.saeHash.empty() && profile.saeHash != saeHash) {
        return fail(ErrorCode::InvalidInput,
                    "The steering profile \"" + profile.name + "\" names features of another SAE than " + sae + ".",
                    "Give the SAE it was made with; features of one SAE mean nothing in another.");
    }
    const auto loaded = Sae::load(sae);
    if (!loaded) {
        return failure(loaded);
    }
    if (auto fits = checkSaeFits(loaded->config(), model, sae, "to be steered"); !fits) {
        return fits;
    }
    if (profile.layer != loaded->config().layer) {
        return fail(ErrorCode::InvalidInput,
                    "The steering profile \"" + profile.name + "\" changes layer " + std::to_string(profile.layer) +
                        ", but the SAE reads layer " + std::to_string(loaded->config().layer) + ".",
                    "Give the SAE it was made with.");
    }
    return checkIntervention(profile.intervention, loaded->config().latents, loaded->config().inputSize);
}

std::string steeringRemark(const SteeringProfile& profile, const std::string& modelHash) {
    return profile.modelHash.empty() || modelHash.empty() || profile.modelHash == modelHash
               ? std::string()
               : "The steering profile \"" + profile.name +
                     "\" was made for another reward model; its features may mean less in this one.";
}

Result<Steering> openSteering(const SteeringProfile& profile, const std::string& sae, const RewardModel& model) {
    const auto hash = saeContentHash(sae);
    if (!hash) {
        return failure(hash);
    }
    if (auto fits = checkSteering(profile, sae, *hash, model.config()); !fits) {
        return failure(fits);
    }
    auto loaded = Sae::load(sae, {}, {}, model.device());
    if (!loaded) {
        return failure(loaded);
    }
    return Steering{profile, std::move(*loaded), *hash};
}

std::string steeredName(const std::string& model, const SteeringProfile& profile) {
    return model + " steered by " + (profile.name.empty() ? "a profile" : profile.name);
}

Json steeringProvenance(const Steering& steering, const std::string& model, const std::string& modelHash) {
    const SteeringProfile& profile = steering.profile;
    const std::string intervention = sha256Hex(dumpJson(toJson(profile.intervention)));
    return {{"profile", profile.name},
            {"name", steeredName(model, profile)},
            {"hash", sha256Hex("steered\n" + modelHash + "\n" + steering.saeHash + "\n" + intervention)},
            {"model", model},
            {"model_hash", modelHash},
            {"made_for_this_model", profile.modelHash.empty() ? Json() : Json(profile.modelHash == modelHash)},
            {"sae_hash", steering.saeHash},
            {"layer", profile.layer},
            {"intervention", describeIntervention(profile.intervention)},
            {"intervention_hash", intervention}};
}

void printSteering(const Json& evaluation) {
    const auto steering = evaluation.find("steering");
    if (steering != evaluation.end() && steering->is_object()) {
        printText(printable("Steered by \"" + steering->value("profile", std::string()) +
                            "\": " + steering->value("intervention", std::string()) + "."));
    }
}

}  // namespace saferscope::cli
