// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/log.h"
#include "core/storage/adoption_store.h"
#include "core/storage/artifact_store.h"
#include "core/storage/database.h"
#include "core/workspace/workspace.h"

#include <set>

namespace saferscope {

/// Shared by the .cpp files of this folder.
struct Workspace::Impl {
    Impl(std::filesystem::path root, Database opened) : folder(std::move(root)), database(std::move(opened)) {}

    const std::filesystem::path folder;  // absolute
    Database database;
    std::set<std::string> complainedRuns;  // each unreadable run is logged once, not at every look

    std::filesystem::path pathOf(const ArtifactRow& row) const;
    Artifact artifactFrom(const ArtifactRow& row) const;
    /// Logs a read that failed and goes on with nothing: for lists that a page shows.
    template <class T>
    T orEmpty(Result<T> result) const {
        if (result) {
            return std::move(*result);
        }
        log::error("{}", result.error().message);
        return T{};
    }
};

Result<ArtifactKind> artifactKindFromName(const std::string& name);
/// "models", "saes", "indexes": where a workspace keeps what was made there.
const char* artifactSubfolder(ArtifactKind kind);

/// A finished run that may have to be taken over.
struct FinishedRun {
    std::string id;  ///< name of its folder
    std::filesystem::path folder;
    RunSpec spec;
    RunResult result;
};

}  // namespace saferscope
