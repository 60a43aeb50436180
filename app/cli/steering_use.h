// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_model.h"
#include "core/causal/steering_profile.h"
#include "core/workspace/workspace.h"

namespace saferscope::cli {

/// A profile and the SAE whose features it names, ready to be applied.
struct Steering {
    SteeringProfile profile;
    Sae sae;
    std::string saeHash;
};
/// The same before anything is loaded.
struct SteeringSource {
    SteeringProfile profile;
    std::string sae;  ///< folder or file
};

/// A profile of the workspace by name, else a JSON file.
Result<SteeringProfile> chooseSteering(const Workspace& workspace, const std::string& nameOrFile);
Result<SteeringProfile> readSteeringFile(const std::filesystem::path& file);

/// The SAE named, else the one of the workspace with this hash, else (no hash) the newest.
Result<Artifact> chooseSae(const Workspace& workspace, const std::string& nameOrFolder, const std::string& hash);

/// Refuses a profile of another SAE, or one that does not fit the model; reads the SAE's configuration alone.
Status checkSteering(const SteeringProfile& profile, const std::string& sae, const std::string& saeHash,
                     const ModelConfig& model);
/// A sentence where the profile was made for another model; else empty.
std::string steeringRemark(const SteeringProfile& profile, const std::string& modelHash);

/// Loads the SAE onto the model's device and checks all of the above.
Result<Steering> openSteering(const SteeringProfile& profile, const std::string& sae, const RewardModel& model);

/// "rm steered by calm"
std::string steeredName(const std::string& model, const SteeringProfile& profile);
/// What an evaluation says of it: profile, model, SAE, what is changed, and the "name" and "hash" that stand for the
/// steered model. The hash depends on the model's, the SAE's and the intervention, not on the profile's name.
Json steeringProvenance(const Steering& steering, const std::string& model, const std::string& modelHash);
/// One line for people above an evaluation's tables; nothing for a plain one.
void printSteering(const Json& evaluation);

}  // namespace saferscope::cli
