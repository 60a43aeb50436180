// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_progress.h"

#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/base/log.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>

namespace saferscope {

namespace {

constexpr const char* formatName = "saferscope-causal-progress";
constexpr std::uint64_t formatVersion = 1;
constexpr std::size_t hashLength = 64;

static_assert(std::endian::native == std::endian::little, "rewards are written as they lie in memory");
static_assert(sizeof(RewardPair) == 2 * sizeof(double));

std::string_view bytesOf(const std::vector<RewardPair>& pairs) {
    return {reinterpret_cast<const char*>(pairs.data()), pairs.size() * sizeof(RewardPair)};
}

Json toJson(const AttributionSums& sums) {
    return Json::array({sums.pairs, sums.predicted, sums.measured, sums.firing, sums.meanPredicted, sums.meanMeasured,
                        sums.squaresPredicted, sums.squaresMeasured, sums.products});
}

// Throws what nlohmann throws; the caller catches.
AttributionSums attributionSums(const Json& json) {
    AttributionSums sums;
    sums.pairs = json.at(0).get<std::uint64_t>();
    sums.predicted = json.at(1).get<double>();
    sums.measured = json.at(2).get<double>();
    sums.firing = json.at(3).get<std::uint64_t>();
    sums.meanPredicted = json.at(4).get<double>();
    sums.meanMeasured = json.at(5).get<double>();
    sums.squaresPredicted = json.at(6).get<double>();
    sums.squaresMeasured = json.at(7).get<double>();
    sums.products = json.at(8).get<double>();
    return sums;
}

Status restoreArm(const Json& json, ArmProgress& arm) {
    const Json& sums = json.at("sums");
    if (!sums.is_array() || sums.size() != arm.sums.size()) {
        return fail(ErrorCode::InvalidInput, "it has other sections");
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (auto restored = arm.sums[i].restore(sums[i]); !restored) {
            return restored;
        }
    }
    arm.attribution = attributionSums(json.at("attribution"));
    return {};
}

Status restore(const Json& header, std::string_view rewards, const std::string& identity, CausalProgress& progress) {
    if (header.at("format") != formatName || header.at("version") != formatVersion) {
        return fail(ErrorCode::InvalidInput, "it is of another version");
    }
    if (header.at("identity") != identity) {
        return fail(ErrorCode::InvalidInput, "it belongs to another plan, model or data set");
    }
    progress.chunk = header.at("chunk").get<std::uint64_t>();
    progress.batch = header.at("batch").get<std::uint64_t>();
    progress.arm = header.at("arm").get<std::uint64_t>();
    progress.seconds = header.at("seconds").get<double>();
    const Json& arms = header.at("arms");
    if (!arms.is_array() || arms.size() != progress.arms.size()) {
        return fail(ErrorCode::InvalidInput, "it has other arms");
    }
    std::vector<std::vector<RewardPair>*> kept = {&progress.before};
    for (std::size_t i = 0; i < arms.size(); ++i) {
        if (auto restored = restoreArm(arms[i], progress.arms[i]); !restored) {
            return restored;
        }
        kept.push_back(&progress.arms[i].after);
    }
    for (std::vector<RewardPair>* pairs : kept) {
        const std::size_t bytes = pairs->size() * sizeof(RewardPair);
        if (rewards.size() < bytes) {
            return fail(ErrorCode::InvalidInput, "it is cut short");
        }
        if (bytes > 0) {
            std::memcpy(pairs->data(), rewards.data(), bytes);
        }
        rewards.remove_prefix(bytes);
    }
    return rewards.empty() ? Status() : fail(ErrorCode::InvalidInput, "it is longer than it should be");
}

}  // namespace

void AttributionSums::addFiring(double guess, double effect) {
    ++pairs;
    predicted += guess;
    measured += effect;
    ++firing;
    const auto count = static_cast<double>(firing);
    const double a = guess - meanPredicted;
    const double b = effect - meanMeasured;
    meanPredicted += a / count;
    meanMeasured += b / count;
    squaresPredicted += a * (guess - meanPredicted);
    squaresMeasured += b * (effect - meanMeasured);
    products += a * (effect - meanMeasured);
}

AttributionRow AttributionSums::row(FeatureId feature) const {
    AttributionRow row;
    row.feature = feature;
    row.firing = firing;
    if (pairs > 0) {
        row.predicted = predicted / static_cast<double>(pairs);
        row.measured = measured / static_cast<double>(pairs);
    }
    if (firing >= 3 && squaresPredicted > 0.0 && squaresMeasured > 0.0) {
        row.within = products / std::sqrt(squaresPredicted) / std::sqrt(squaresMeasured);
    }
    return row;
}

Status saveCausalProgress(const std::filesystem::path& file, const std::string& identity,
                          const CausalProgress& progress) {
    Json header = {{"format", formatName},       {"version", formatVersion}, {"identity", identity},
                   {"chunk", progress.chunk},    {"batch", progress.batch},  {"arm", progress.arm},
                   {"seconds", progress.seconds}};
    Json arms = Json::array();
    std::string rest;
    for (const ArmProgress& arm : progress.arms) {
        Json sums = Json::array();
        for (const EffectSums& one : arm.sums) {
            sums.push_back(one.state());
        }
        arms.push_back({{"sums", std::move(sums)}, {"attribution", toJson(arm.attribution)}});
    }
    header["arms"] = std::move(arms);
    rest = dumpJson(header) + "\n";
    rest.append(bytesOf(progress.before));
    for (const ArmProgress& arm : progress.arms) {
        rest.append(bytesOf(arm.after));
    }
    return writeFileAtomically(file, sha256Hex(rest) + "\n" + rest);
}

bool loadCausalProgress(const std::filesystem::path& file, const std::string& identity, CausalProgress& progress) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return false;
    }
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto refuse = [&file](const std::string& why) {
        log::warn("The checkpoint {} is not used: {}.", file.string(), why);
        return false;
    };
    const std::size_t begin = hashLength + 1;
    const std::size_t end = text.size() > begin ? text.find('\n', begin) : std::string::npos;
    if (end == std::string::npos || sha256Hex(std::string_view(text).substr(begin)) != text.substr(0, hashLength)) {
        return refuse("it is damaged");
    }
    const auto header = parseJson(std::string_view(text).substr(begin, end - begin), "the checkpoint");
    if (!header) {
        return refuse("it is damaged");
    }
    CausalProgress loaded = progress;
    try {
        if (auto restored = restore(*header, std::string_view(text).substr(end + 1), identity, loaded); !restored) {
            return refuse(restored.error().message);
        }
    } catch (const nlohmann::json::exception&) {
        return refuse("it is damaged");
    }
    progress = std::move(loaded);
    return true;
}

}  // namespace saferscope
