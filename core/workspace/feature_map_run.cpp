// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/feature_map_run.h"

#include "core/base/hash.h"
#include "core/base/log.h"
#include "core/jobs/feature_map_params.h"
#include "core/workspace/index_context.h"

#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* folderName = "maps";
constexpr const char* ending = ".map";

}  // namespace

Result<RunSpec> planFeatureMapRun(const Workspace& workspace, const FeatureMapRequest& request) {
    const auto opened = openNamedIndex(workspace, request.index);
    if (!opened) {
        return failure(opened);
    }
    const auto index = workspace.artifact(ArtifactKind::Index, opened->name);
    if (!index) {
        return failure(index);
    }
    const std::string& hash = opened->index->manifest().saeHash;
    for (const Artifact& sae : workspace.artifacts(ArtifactKind::Sae)) {
        if (hash.empty() || sae.contentHash != hash) {
            continue;
        }
        const auto params =
            featureMapParamsFromJson(toJson(FeatureMapParams{sae.path, index->path, hash, request.perplexity}));
        if (!params) {
            return failure(params);
        }
        RunSpec spec;
        spec.kind = JobKind::FeatureMap;
        spec.title = "Map of " + sae.name;
        spec.device = request.device;
        spec.seed = request.seed;
        spec.params = toJson(*params);
        spec.inputs = {{artifactKindName(ArtifactKind::Sae), hash},
                       {artifactKindName(ArtifactKind::Index), opened->contentHash},
                       {"dataset", opened->index->manifest().datasetHash}};
        return spec;
    }
    return fail(ErrorCode::NotFound, "The SAE that the index was made with is not in the workspace any more.",
                "Bring it back, or make a new index with `safer index`.");
}

fs::path featureMapPath(const fs::path& workspace, const std::string& saeHash) {
    // Hashed again: what a manifest calls a hash may be anything, and this becomes the name of a file.
    return workspace / folderName / (sha256Hex(saeHash).substr(0, 32) + ending);
}

Result<FoundFeatureMap> findFeatureMap(const fs::path& workspace, const std::string& saeHash) {
    FoundFeatureMap found;
    const fs::path path = featureMapPath(workspace, saeHash);
    std::error_code error;
    if (fs::exists(path, error)) {
        auto map = readFeatureMap(path);
        if (!map) {
            return failure(map);
        }
        if (map->saeHash == saeHash) {
            found.map = std::move(*map);
            return found;
        }
    }
    for (fs::directory_iterator it(workspace / folderName, error), end; !error && it != end; it.increment(error)) {
        found.others = found.others || it->path().extension() == ending;
    }
    return found;
}

Status takeOverFeatureMap(const fs::path& workspace, const fs::path& runFolder) {
    const fs::path source = RunPaths(runFolder).output() / featureMapFileName;
    std::error_code error;
    if (fs::symlink_status(source, error).type() != fs::file_type::regular) {
        return {};  // moved already, by a call that was cut short or by another process
    }
    const auto map = readFeatureMap(source);
    if (!map) {
        log::warn("Leaving out a map: {}", map.error().message);
        return {};
    }
    const fs::path target = featureMapPath(workspace, map->saeHash);
    fs::create_directories(target.parent_path(), error);
    // Written anew and not moved: the copy is flushed and appears whole, and a map is small.
    return writeFeatureMap(target, *map);
}

}  // namespace saferscope
