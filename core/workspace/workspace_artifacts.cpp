// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/workspace_impl.h"

#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

const char* artifactKindName(ArtifactKind kind) {
    switch (kind) {
        case ArtifactKind::Model:
            return "model";
        case ArtifactKind::Sae:
            return "sae";
        case ArtifactKind::Index:
            return "index";
    }
    return "model";
}

Result<ArtifactKind> artifactKindFromName(const std::string& name) {
    for (const auto kind : {ArtifactKind::Model, ArtifactKind::Sae, ArtifactKind::Index}) {
        if (name == artifactKindName(kind)) {
            return kind;
        }
    }
    return fail(ErrorCode::InvalidInput, "\"" + name + "\" is no kind of artifact.");
}

const char* artifactSubfolder(ArtifactKind kind) {
    switch (kind) {
        case ArtifactKind::Model:
            return "models";
        case ArtifactKind::Sae:
            return "saes";
        case ArtifactKind::Index:
            return "indexes";
    }
    return "models";
}

fs::path Workspace::Impl::pathOf(const ArtifactRow& row) const {
    return folder / row.path;  // an absolute row.path replaces `folder`
}

Artifact Workspace::Impl::artifactFrom(const ArtifactRow& row) const {
    Artifact artifact;
    artifact.id = row.id;
    artifact.kind = artifactKindFromName(row.kind).value_or(ArtifactKind::Model);
    artifact.name = row.name;
    artifact.path = pathOf(row);
    artifact.contentHash = row.contentHash;
    artifact.runId = row.runId;
    artifact.createdAt = row.createdAt;
    artifact.inputs = row.inputs;
    artifact.values = row.reported;
    return artifact;
}

std::vector<Artifact> Workspace::artifacts(ArtifactKind kind) const {
    std::vector<Artifact> list;
    for (const auto& row : m_impl->orEmpty(readArtifacts(m_impl->database, artifactKindName(kind)))) {
        list.push_back(m_impl->artifactFrom(row));
    }
    return list;
}

std::optional<Artifact> Workspace::newestArtifact(ArtifactKind kind) const {
    auto list = artifacts(kind);
    return list.empty() ? std::nullopt : std::optional(std::move(list.front()));
}

Result<Artifact> Workspace::artifact(ArtifactKind kind, const std::string& name) const {
    const auto row = findArtifact(m_impl->database, artifactKindName(kind), name);
    if (!row) {
        return failure(row);
    }
    if (!*row) {
        return fail(ErrorCode::NotFound, std::string("There is no ") + artifactKindName(kind) + " \"" + name +
                                             "\" in " + m_impl->folder.string() + ".");
    }
    return m_impl->artifactFrom(**row);
}

Result<Artifact> Workspace::addReference(ArtifactKind kind, const fs::path& path, const std::string& name) {
    if (!isPlainName(name)) {
        return fail(ErrorCode::Usage, "\"" + name + "\" cannot be a name.",
                    "Use up to 100 letters without slashes, not starting with a dot.");
    }
    std::error_code error;
    const fs::path absolute = fs::weakly_canonical(fs::absolute(path, error), error);
    if (auto checked = checkArtifactFiles(kind, absolute); !checked) {
        return failure(checked);
    }
    const auto hash = hashArtifactFiles(kind, absolute);  // before the transaction: it may take seconds
    if (!hash) {
        return failure(hash);
    }
    ArtifactRow row;
    row.kind = artifactKindName(kind);
    row.name = name;
    row.path = absolute.string();
    row.contentHash = *hash;
    row.createdAt = utcTimestamp();
    row.fingerprint = fingerprintOf(kind, absolute, *hash);
    if (kind == ArtifactKind::Index) {
        const auto index = FeatureIndex::open(absolute);
        if (!index) {
            return failure(index);
        }
        const auto& manifest = (*index)->manifest();
        row.inputs = {{"model", manifest.modelHash}, {"sae", manifest.saeHash}, {"dataset", manifest.datasetHash}};
    }
    auto transaction = Transaction::begin(m_impl->database);
    if (!transaction) {
        return failure(transaction);
    }
    const auto old = findArtifact(m_impl->database, row.kind, name);
    if (!old) {
        return failure(old);
    }
    // The same folder again: its contents may have changed. Anything else would silently replace what others name.
    if (*old && ((*old)->path != row.path || !(*old)->runId.empty())) {
        return fail(ErrorCode::InvalidInput, "There is a " + row.kind + " \"" + name + "\" already.",
                    "Choose another name.");
    }
    const auto id = putArtifact(*transaction, row);
    if (!id) {
        return failure(id);
    }
    row.id = *id;
    if (auto committed = transaction->commit(); !committed) {
        return failure(committed);
    }
    return m_impl->artifactFrom(row);
}

}  // namespace saferscope
