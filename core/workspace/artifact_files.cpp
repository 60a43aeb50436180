// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/artifact_files.h"

#include "core/base/hash.h"
#include "core/base/text_check.h"
#include "core/data/content_hash.h"

#include <algorithm>
#include <sys/stat.h>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t maxFiles = 100'000;

bool isFile(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

// Names relative to `path`; the one name of a single file is ".".
std::vector<std::string> fileNames(ArtifactKind kind, const fs::path& path) {
    if (isFile(path)) {
        return {"."};
    }
    if (kind != ArtifactKind::Index) {
        return contentFileNames(path);
    }
    std::vector<std::string> names;
    std::error_code error;
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end && names.size() < maxFiles;
         it.increment(error)) {
        if (isFile(it->path())) {
            names.push_back(it->path().lexically_relative(path).string());
        }
    }
    return names;
}

Status checkModel(const fs::path& path) {
    const auto missing = [&path](const char* what) {
        return fail(
            ErrorCode::InvalidInput, path.string() + " is no model folder: it has no " + what + ".",
            "A model folder holds config.json, model.safetensors (or its index and shards) and tokenizer.json.");
    };
    if (!isFile(path / "config.json")) {
        return missing("config.json");
    }
    if (!isFile(path / "model.safetensors") && !isFile(path / "model.safetensors.index.json")) {
        return missing("model.safetensors");
    }
    if (!isFile(path / "tokenizer.json")) {
        return missing("tokenizer.json");
    }
    return {};
}

Status checkSae(const fs::path& path) {
    if (isFile(path) || isFile(path / "sae.safetensors")) {
        return {};
    }
    return fail(ErrorCode::InvalidInput, path.string() + " is no SAE folder: it has no sae.safetensors.",
                "Give a folder with sae_config.json and sae.safetensors, or one file with an SAE's weights.");
}

}  // namespace

Status checkArtifactFiles(ArtifactKind kind, const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        return fail(ErrorCode::NotFound, "There is no " + path.string() + ".", "Check the path.");
    }
    if (kind == ArtifactKind::Sae) {
        return checkSae(path);
    }
    if (!fs::is_directory(path, error)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a folder.");
    }
    if (kind == ArtifactKind::Model) {
        return checkModel(path);
    }
    if (auto index = FeatureIndex::open(path); !index) {
        return failure(index);
    }
    return {};
}

Result<std::string> hashArtifactFiles(ArtifactKind kind, const fs::path& path) {
    if (isFile(path)) {
        return sha256File(path);
    }
    if (kind == ArtifactKind::Index) {
        return sha256Files(path, {"index.json"});
    }
    return folderContentHash(path);
}

Json fingerprintOf(ArtifactKind kind, const fs::path& path, const std::string& hash) {
    Json files = Json::object();
    for (const auto& name : fileNames(kind, path)) {
        struct stat info {};
        const fs::path file = name == "." ? path : path / name;
        if (::stat(file.c_str(), &info) == 0) {
            const auto nanoseconds =
                static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
            files[name] = {static_cast<std::uint64_t>(info.st_size), nanoseconds};
        }
    }
    return {{"hash", hash}, {"files", std::move(files)}};
}

FilesState compareFiles(ArtifactKind kind, const fs::path& path, const Json& fingerprint) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        return FilesState::Gone;
    }
    const auto recorded = fingerprint.find("files");
    if (recorded == fingerprint.end() || !recorded->is_object()) {
        return FilesState::Touched;
    }
    const Json now = fingerprintOf(kind, path, {}).at("files");
    if (now == *recorded) {
        return FilesState::Same;
    }
    if (now.size() != recorded->size()) {
        return FilesState::Changed;
    }
    for (const auto& [name, facts] : now.items()) {
        const auto before = recorded->find(name);
        if (before == recorded->end() || !before->is_array() || before->empty() || before->front() != facts.front()) {
            return FilesState::Changed;
        }
    }
    return FilesState::Touched;
}

bool isPlainName(const std::string& name) {
    if (name.empty() || name.size() > 100 || name.front() == '.' || name.front() == ' ' || name.back() == ' ' ||
        !isValidUtf8(name)) {
        return false;
    }
    return std::none_of(name.begin(), name.end(), [](char byte) {
        return byte == '/' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
    });
}

}  // namespace saferscope
