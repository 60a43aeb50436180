// SPDX-License-Identifier: GPL-3.0-or-later
// The session's resident engine and the model that it answers about.
#include "ui/bridge/engine_client.h"
#include "ui/bridge/workspace_session.h"

namespace saferscope {
namespace {

// The newest of the workspace's artifacts with these contents; a reference may lie outside the workspace.
std::optional<Artifact> byHash(const Workspace& workspace, ArtifactKind kind, const std::string& hash) {
    for (Artifact& artifact : workspace.artifacts(kind)) {
        std::error_code ignored;
        if (artifact.contentHash == hash && std::filesystem::exists(artifact.path, ignored)) {
            return std::move(artifact);
        }
    }
    return std::nullopt;
}

}  // namespace

Result<EngineOpen> WorkspaceSession::engineModel() const {
    if (m_workspace == nullptr || m_index == nullptr) {
        return fail(ErrorCode::NotFound, "There is no feature index open, so it is not known which model to ask.",
                    "Build an index on the Overview page first.");
    }
    const IndexManifest& manifest = m_index->manifest();
    const auto model = byHash(*m_workspace, ArtifactKind::Model, manifest.modelHash);
    if (!model) {
        return fail(ErrorCode::NotFound, "The reward model that the index was built with is not in the workspace.",
                    "Add it again on the Overview page, or build a new index.");
    }
    const auto sae = byHash(*m_workspace, ArtifactKind::Sae, manifest.saeHash);
    if (!sae) {
        return fail(ErrorCode::NotFound,
                    "The sparse autoencoder that the index was built with is not in the workspace.",
                    "Add it again on the Overview page, or build a new index.");
    }
    const WorkspaceSettings settings = m_workspace->settings();
    EngineOpen open;
    open.model = model->path;
    open.sae = sae->path;
    open.dateString = manifest.dateString.empty() ? settings.dateString : manifest.dateString;
    open.maxTokens = settings.maxTokens;
    return open;
}

void WorkspaceSession::setEngine(std::unique_ptr<Engine> engine) {
    m_engine = std::move(engine);
    tellEngine();
}

void WorkspaceSession::tellEngine() {
    if (const auto model = engineModel()) {
        m_engine->setModel(*model, false);
    } else {
        m_engine->clearModel();
    }
}

}  // namespace saferscope
