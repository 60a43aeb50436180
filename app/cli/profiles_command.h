// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "app/cli/model_session.h"
#include "core/causal/steering_fit.h"
#include "core/workspace/workspace.h"

#include <optional>

namespace saferscope::cli {

/// Everything that `safer profiles` may be given; each of its commands reads its own part.
struct ProfilesOptions {
    CommonOptions common;
    std::string name;
    std::string note;
    bool replace = false;
    std::string file;   ///< export, import
    std::string model;  ///< name or folder
    std::string sae;
    std::string set;
    std::vector<std::uint32_t> features;
    bool allFeatures = false;  ///< fit
    std::string operation = "scale";
    std::optional<double> value;
    std::optional<std::uint32_t> directionOf;
    double coefficient = 1.0;
    std::string positions = "all";
    std::string dataset;
    std::uint64_t maxPairs = 0;
    SteeringFitOptions fit;
    std::string output;
};

/// The features of --set or --feature, and the SAE that they are of.
struct ProfileFeatures {
    std::vector<FeatureId> features;
    Artifact sae;
};
Result<ProfileFeatures> profileFeatures(const Workspace& workspace, const ProfilesOptions& options);

OrderedJson profileJson(const SteeringProfile& profile);
Status fitProfile(const ProfilesOptions& options);
Status foldProfile(const ProfilesOptions& options);

}  // namespace saferscope::cli
