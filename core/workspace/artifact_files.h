// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

namespace saferscope {

/// What an artifact's files are, told without torch and, where possible, without reading them.

/// Refuses a path that cannot be an artifact of this kind: a model needs config.json, weights and a tokenizer, an SAE
/// its weights (or is one file), an index opens.
Status checkArtifactFiles(ArtifactKind kind, const std::filesystem::path& path);

/// Reads everything that names a model or SAE (folderContentHash; sha256File of an SAE that is one file); for an index
/// the manifest alone, which carries the checksums of the rest.
Result<std::string> hashArtifactFiles(ArtifactKind kind, const std::filesystem::path& path);

/// {"hash": …, "files": {name: [bytes, mtime in ns]}}: enough to notice a change without reading gigabytes.
Json fingerprintOf(ArtifactKind kind, const std::filesystem::path& path, const std::string& hash);

enum class FilesState {
    Same,     ///< names, sizes and times as recorded
    Touched,  ///< same names and sizes, other times: copied, or changed in place
    Changed,
    Gone,
};
FilesState compareFiles(ArtifactKind kind, const std::filesystem::path& path, const Json& fingerprint);

/// A name that is safe as a folder name and in a table: not empty, at most 100 bytes of UTF-8, no separators, no
/// control characters, no leading dot.
bool isPlainName(const std::string& name);

}  // namespace saferscope
