// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"

#include <QTemporaryDir>
#include <memory>

namespace saferscope::check {

/// A workspace with a small index, open in a session.
struct JudgeWorkspace {
    QTemporaryDir temporary;
    std::unique_ptr<WorkspaceSession> session;

    std::filesystem::path folder() const { return temporary.path().toStdString(); }

    JudgeWorkspace() {
        makeSyntheticIndex(folder() / "index", {120, 512, 1});
        auto workspace = Workspace::create(folder() / "w");
        if (!workspace) {
            qFatal("%s", workspace.error().message.c_str());
        }
        if (const auto added = (*workspace)->addReference(ArtifactKind::Index, folder() / "index", "index"); !added) {
            qFatal("%s", added.error().message.c_str());
        }
        WorkspaceSettings settings;
        settings.candidateFeatures = 24;
        if (const Status saved = (*workspace)->setSettings(settings); !saved) {
            qFatal("%s", saved.error().message.c_str());
        }
        session = std::make_unique<WorkspaceSession>(std::move(*workspace), nullptr);
    }
};

}  // namespace saferscope::check
