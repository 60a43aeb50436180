// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/manifest.h"

#include <cstdio>

namespace saferscope {

namespace {

constexpr const char* manifestFormat = "saferscope-manifest";

}  // namespace

Json toJson(const DatasetManifest& manifest) {
    Json json = toJson(manifest.plan);
    json["format"] = manifestFormat;
    json["result"] = {{"hash", manifest.contentHash}, {"pairs", manifest.pairs}};
    json["created_at"] = manifest.createdAt;
    json["code_version"] = manifest.codeVersion;
    return json;
}

Result<DatasetManifest> datasetManifestFromJson(const Json& json, const std::string& where) {
    if (!json.is_object() || json.value("format", Json()) != manifestFormat) {
        return fail(ErrorCode::InvalidInput, where + " is no manifest of a data set that Saferscope changed.");
    }
    Json asPlan = json;
    asPlan["format"] = "saferscope-plan";
    auto plan = experimentPlanFromJson(asPlan, where);
    if (!plan) {
        return failure(plan);
    }
    DatasetManifest manifest;
    manifest.plan = std::move(*plan);
    try {
        manifest.contentHash = json.at("result").at("hash").get<std::string>();
        manifest.pairs = json.at("result").at("pairs").get_ref<const Json::number_unsigned_t&>();
        manifest.createdAt = json.at("created_at").get<std::string>();
        manifest.codeVersion = json.at("code_version").get<std::string>();
    } catch (const nlohmann::json::exception& exception) {
        return fail(ErrorCode::InvalidInput, where + " is a damaged manifest: " + exception.what() + ".");
    }
    return manifest;
}

std::string describeManifest(const DatasetManifest& manifest) {
    const PlanRequest& request = manifest.plan.request;
    char ratio[32];
    std::snprintf(ratio, sizeof ratio, "%.4g", 100.0 * request.ratio);
    return std::string(experimentModeName(request.mode)) + " by " + strategyName(request.strategy) + " (" + ratio +
           " %, seed " + std::to_string(request.seed) + "): " + std::to_string(manifest.plan.entries.size()) +
           " of the " + std::to_string(manifest.plan.pairs) + " pairs of \"" + request.datasetName + "\" (hash " +
           request.datasetHash.substr(0, 16) + "…) are " + changeName(request.mode) + ".";
}

std::filesystem::path manifestPathOf(const std::filesystem::path& dataFile) {
    return std::filesystem::path(dataFile.string() + ".manifest.json");
}

Result<DatasetManifest> readManifestFile(const std::filesystem::path& file) {
    const auto json = readJsonFile(file);
    return json ? datasetManifestFromJson(*json, file.string()) : failure(json);
}

}  // namespace saferscope
