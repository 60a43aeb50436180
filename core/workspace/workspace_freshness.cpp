// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dataset_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/workspace_impl.h"

namespace saferscope {

namespace {

const char* peopleName(ArtifactKind kind) {
    switch (kind) {
        case ArtifactKind::Model:
            return "reward model";
        case ArtifactKind::Sae:
            return "SAE";
        case ArtifactKind::Index:
            return "feature index";
    }
    return "file";
}

Freshness stale(std::string reason) { return {false, std::move(reason)}; }

// Are the files still the ones whose hash is recorded? Only times that differ cost a new hash, once: copies of a
// workspace keep their sizes and contents, not their times.
FilesState filesState(Database& database, ArtifactKind kind, const ArtifactRow& row,
                      const std::filesystem::path& path) {
    const auto state = compareFiles(kind, path, row.fingerprint);
    if (state != FilesState::Touched) {
        return state;
    }
    const auto recorded = row.fingerprint.find("hash");
    const auto hash = hashArtifactFiles(kind, path);
    if (!hash || recorded == row.fingerprint.end() || *recorded != *hash) {
        return FilesState::Changed;
    }
    auto transaction = Transaction::begin(database);
    const auto written = transaction ? setArtifactFingerprint(*transaction, row.id, fingerprintOf(kind, path, *hash))
                                     : Status(failure(transaction));
    const auto committed = written ? transaction->commit() : written;
    if (!committed) {
        log::warn("{}", committed.error().message);  // the next look hashes again; nothing else is lost
    }
    return FilesState::Same;
}

}  // namespace

Freshness Workspace::freshness(const Artifact& artifact) const {
    auto& database = m_impl->database;
    const std::string what = peopleName(artifact.kind);
    const auto row = findArtifact(database, artifactKindName(artifact.kind), artifact.name);
    if (!row) {
        return stale(row.error().message);
    }
    if (!*row || (*row)->contentHash != artifact.contentHash) {
        return stale("This " + what + " was replaced or removed.");
    }
    switch (filesState(database, artifact.kind, **row, m_impl->pathOf(**row))) {
        case FilesState::Gone:
            return stale("The files of this " + what + " are gone.");
        case FilesState::Touched:
        case FilesState::Changed:
            return stale("The files of this " + what + " changed after it was recorded.");
        case FilesState::Same:
            break;
    }
    for (const auto kind : {ArtifactKind::Model, ArtifactKind::Sae}) {
        const auto input = artifact.inputs.find(artifactKindName(kind));
        if (input == artifact.inputs.end() || !input->is_string() || input->get_ref<const std::string&>().empty()) {
            continue;
        }
        const auto sources = findArtifactsByHash(database, artifactKindName(kind), input->get<std::string>());
        if (!sources) {
            return stale(sources.error().message);
        }
        bool current = false;
        for (const auto& source : *sources) {
            current = current || filesState(database, kind, source, m_impl->pathOf(source)) == FilesState::Same;
        }
        if (!current) {
            const std::string source = peopleName(kind);
            return stale(sources->empty()
                             ? "The " + source + " that this " + what + " was made from was replaced or removed."
                             : "The " + source + " changed after this " + what + " was made.");
        }
    }
    // "dataset", or "dataset NAME" once for each of several.
    for (const auto& [key, input] : artifact.inputs.items()) {
        const bool names = key == "dataset" || key.starts_with("dataset ");
        if (!names || !input.is_string() || input.get_ref<const std::string&>().empty()) {
            continue;
        }
        const auto present = hasDatasetWithHash(database, input.get<std::string>());
        if (!present) {
            return stale(present.error().message);
        }
        if (!*present) {
            return stale("The data set that this " + what + " was made from was replaced or removed.");
        }
    }
    return {};
}

}  // namespace saferscope
