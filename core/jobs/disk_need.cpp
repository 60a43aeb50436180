// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/disk_need.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <sys/statvfs.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// Per trained parameter, in bytes: a checkpoint is float32 weights and two moments; two are kept while a third is
// written. A reward model's best weights exist twice while they are replaced. Then the output.
constexpr std::uint64_t checkpointBytes = std::uint64_t{3} * 12;
constexpr std::uint64_t bestBytes = std::uint64_t{2} * 4;
constexpr std::uint64_t outputBytes = 4;
constexpr std::uint64_t latentBytes = 10;            ///< forward and inverted list of an index (measured)
constexpr std::uint64_t textBytesPerToken = 3;       ///< of JSONL; English has about 4
constexpr std::uint64_t eventBytes = 8u << 20;       ///< events, log and result of any run
constexpr std::uint64_t reserveBytes = 64u << 20;    ///< left for the rest of the system
constexpr std::uint64_t unlikelyCount = 1ull << 48;  ///< numbers in configurations are untrusted: no overflow below

std::uint64_t count(const Json& json, const char* key, std::uint64_t fallback) {
    if (!json.is_object()) {
        return fallback;
    }
    const auto it = json.find(key);
    const bool good = it != json.end() && it->is_number_integer() && it->get<std::int64_t>() > 0;
    return good ? std::min(it->get<std::uint64_t>(), unlikelyCount) : fallback;
}

fs::path pathOf(const Json& params, const char* key) {
    const auto it = params.find(key);
    return it != params.end() && it->is_string() ? fs::path(it->get<std::string>()) : fs::path();
}

Json objectOf(const Json& params, const char* key) {
    const auto it = params.find(key);
    return it != params.end() && it->is_object() ? *it : Json::object();
}

std::uint64_t fileBytes(const fs::path& path) {
    std::error_code error;
    const auto size = path.empty() ? 0 : fs::file_size(path, error);
    return error ? 0 : size;
}

std::uint64_t folderBytes(const fs::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (it->is_regular_file(ignored)) {
            bytes += fileBytes(it->path());
        }
    }
    return bytes;
}

std::uint64_t indexBytes(const Json& params) {
    const auto config = readJsonFile(pathOf(params, "sae") / "sae_config.json", 1u << 20);
    const std::uint64_t kept = std::min<std::uint64_t>(config ? count(*config, "k", 64) : 64, 1u << 20);
    return fileBytes(pathOf(params, "data")) / textBytesPerToken * kept * latentBytes;
}

std::string sizeText(std::uint64_t bytes) {
    static constexpr std::array<const char*, 5> units = {"bytes", "kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000.0 && unit + 1 < units.size()) {
        value /= 1000.0;
        ++unit;
    }
    char text[48];
    std::snprintf(text, sizeof text, value < 10.0 && unit > 0 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    return text;
}

}  // namespace

ModelSize modelSize(const fs::path& folder) {
    ModelSize size;
    const auto config =
        folder.empty() ? Result<Json>(fail(ErrorCode::NotFound, "")) : readJsonFile(folder / "config.json", 1u << 20);
    if (!config) {
        return size;
    }
    size.width = count(*config, "hidden_size", 0);
    std::uint64_t weights = 0;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        weights += it->path().extension() == ".safetensors" ? fileBytes(it->path()) : 0;
    }
    // Newer folders say "dtype".
    const char* key = config->contains("torch_dtype") ? "torch_dtype" : "dtype";
    const auto dtype = jsonMemberOr<std::string>(*config, key, "float32", "config.json");
    size.parameters = weights / (dtype && *dtype != "float32" ? 2 : 4);
    return size;
}

ModelSize freshModelSize(const Json& config, std::uint64_t vocabulary) {
    ModelSize size;
    size.width = std::min<std::uint64_t>(count(config, "hidden_size", 0), 1u << 20);
    const std::uint64_t inner = std::min<std::uint64_t>(count(config, "intermediate_size", 4 * size.width), 1u << 20);
    const std::uint64_t layers = std::min<std::uint64_t>(count(config, "num_hidden_layers", 1), 1u << 12);
    // Attention at most 4 d^2 (fewer with shared heads), three products of the feed-forward, the embedding.
    size.parameters = layers * (4 * size.width * size.width + 3 * size.width * inner) +
                      std::min<std::uint64_t>(vocabulary, 1u << 24) * size.width;
    return size;
}

std::uint64_t estimateDiskNeed(const RunSpec& spec) {
    const Json& params = spec.params;
    if (const auto given = count(params, "disk_bytes", 0); given > 0) {
        return given;
    }
    switch (spec.kind) {
        case JobKind::TrainRewardModel: {
            const fs::path base = pathOf(params, "base_model");
            const ModelSize size =
                base.empty() ? freshModelSize(objectOf(params, "fresh_model"), count(params, "vocabulary_size", 4096))
                             : modelSize(base);
            return eventBytes + size.parameters * (checkpointBytes + bestBytes + outputBytes);
        }
        case JobKind::TrainSae: {
            const std::uint64_t width = std::min<std::uint64_t>(modelSize(pathOf(params, "model")).width, 1u << 20);
            const std::uint64_t latents =
                std::min<std::uint64_t>(count(objectOf(params, "config"), "latents", 8 * width), 1u << 24);
            return eventBytes + 2 * width * latents * (checkpointBytes + outputBytes);
        }
        case JobKind::BuildIndex:
            return eventBytes + indexBytes(params);
        case JobKind::Evaluate:
        case JobKind::RateFeatures:
        case JobKind::Causal:
        case JobKind::FeatureMap:
            break;
    }
    return eventBytes;
}

std::uint64_t freeDiskBytes(const fs::path& folder) {
    struct statvfs status {};
    if (::statvfs(folder.c_str(), &status) != 0) {
        return std::numeric_limits<std::uint64_t>::max();
    }
    return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

std::string diskRefusal(const fs::path& runFolder, const RunSpec& spec, std::uint64_t freeBytes) {
    const std::uint64_t need = estimateDiskNeed(spec);
    if (freeBytes >= reserveBytes && freeBytes - reserveBytes >= need) {
        return {};
    }
    const std::uint64_t written = folderBytes(RunPaths(runFolder).checkpoints());  // looked up only when it matters
    const std::uint64_t left = need > written ? need - written : 0;
    if (freeBytes >= reserveBytes && freeBytes - reserveBytes >= left) {
        return {};
    }
    return "blocked: disk: it needs about " + sizeText(left + reserveBytes) + " free in " +
           runFolder.parent_path().string() + ", which has " + sizeText(freeBytes) + ".";
}

}  // namespace saferscope
