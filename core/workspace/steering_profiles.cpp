// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/steering_profiles.h"

#include "core/base/clock.h"
#include "core/base/log.h"

namespace saferscope {

namespace {

constexpr const char* kind = "steering-profile";

/// A renamed document keeps its text: its own name is what counts.
Result<SteeringProfile> profileFrom(const WorkspaceDocument& document) {
    auto profile = steeringProfileFromJson(document.body, "The steering profile \"" + document.name + "\"");
    if (profile) {
        profile->name = document.name;
        profile->createdAt = document.createdAt;
    }
    return profile;
}

}  // namespace

std::vector<SteeringProfile> steeringProfiles(const Workspace& workspace) {
    std::vector<SteeringProfile> profiles;
    for (const WorkspaceDocument& document : workspace.documents(kind)) {
        auto profile = profileFrom(document);
        if (!profile) {
            log::error("Leaving out what cannot be read: {}", profile.error().message);
            continue;
        }
        profiles.push_back(std::move(*profile));
    }
    return profiles;
}

Result<SteeringProfile> steeringProfile(const Workspace& workspace, const std::string& name) {
    const auto document = workspace.document(kind, name);
    if (!document) {
        if (document.error().code == ErrorCode::NotFound) {
            return fail(ErrorCode::NotFound, "The workspace has no steering profile called \"" + name + "\".",
                        "safer profiles lists them.");
        }
        return failure(document);
    }
    return profileFrom(*document);
}

Status saveSteeringProfile(Workspace& workspace, SteeringProfile profile, bool replace) {
    if (profile.createdAt.empty()) {
        profile.createdAt = utcTimestamp();
    }
    return workspace.saveDocument({kind, profile.name, profile.createdAt, toJson(profile)}, replace);
}

Status removeSteeringProfile(Workspace& workspace, const std::string& name) {
    return workspace.removeDocument(kind, name);
}

}  // namespace saferscope
