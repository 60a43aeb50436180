// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_map.h"

#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/mapped_file.h"
#include "core/features/byte_codec.h"
#include "core/features/index_layout.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace saferscope {

namespace {

constexpr std::string_view magic = "SSCFMAP\n";
constexpr std::uint32_t version = 1;
constexpr std::size_t fixedBytes = 24;
constexpr std::size_t hashBytes = 64;
constexpr std::size_t pointBytes = 9;
constexpr std::uint32_t longestWords = 1u << 16;
constexpr const char* again = "Make the map again with `safer map`.";

std::string wordsOf(const FeatureMap& map) {
    return dumpJson(Json{{"sae_hash", map.saeHash},
                         {"dataset_hash", map.datasetHash},
                         {"created_at", map.createdAt},
                         {"code_version", map.codeVersion},
                         {"perplexity", map.perplexity},
                         {"seed", map.seed},
                         {"iterations", map.iterations},
                         {"divergence", map.divergence},
                         {"kept_neighbours", map.keptNeighbours}});
}

template <class T>
bool take(const Json& words, const char* key, T& member) {
    auto value = jsonMember<T>(words, key, "the map");
    if (value) {
        member = std::move(*value);
    }
    return value.has_value();
}

bool readWords(std::string_view text, FeatureMap& map) {
    const auto words = parseJson(text, "the map");
    return words && words->is_object() && take(*words, "sae_hash", map.saeHash) &&
           take(*words, "dataset_hash", map.datasetHash) && take(*words, "created_at", map.createdAt) &&
           take(*words, "code_version", map.codeVersion) && take(*words, "perplexity", map.perplexity) &&
           take(*words, "seed", map.seed) && take(*words, "iterations", map.iterations) &&
           take(*words, "divergence", map.divergence) && take(*words, "kept_neighbours", map.keptNeighbours) &&
           std::isfinite(map.perplexity) && std::isfinite(map.divergence) && std::isfinite(map.keptNeighbours);
}

tl::unexpected<Error> refuse(const std::filesystem::path& path, const char* why) {
    return fail(ErrorCode::InvalidInput, path.string() + " " + why, again);
}

}  // namespace

std::size_t FeatureMap::count(Place wanted) const {
    return static_cast<std::size_t>(std::count(place.begin(), place.end(), wanted));
}

Status writeFeatureMap(const std::filesystem::path& path, const FeatureMap& map) {
    const std::string words = wordsOf(map);
    std::string bytes(magic);
    bytes.reserve(fixedBytes + words.size() + map.features() * pointBytes + hashBytes);
    codec::put<std::uint32_t>(bytes, version);
    codec::put<std::uint32_t>(bytes, static_cast<std::uint32_t>(words.size()));
    codec::put<std::uint32_t>(bytes, static_cast<std::uint32_t>(map.features()));
    codec::put<std::uint32_t>(bytes, 0);
    bytes += words;
    for (std::size_t i = 0; i < map.features(); ++i) {
        codec::put<float>(bytes, map.x[i]);
        codec::put<float>(bytes, map.y[i]);
        codec::put<std::uint8_t>(bytes, static_cast<std::uint8_t>(map.place[i]));
    }
    bytes += sha256Hex(bytes);
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    if (auto written = file->append(bytes); !written) {
        return written;
    }
    return file->commit();
}

Result<FeatureMap> readFeatureMap(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    if (!file) {
        return failure(file);
    }
    const auto bytes = file->bytes();
    if (bytes.size() < fixedBytes + hashBytes || codec::viewOf(bytes.first(magic.size())) != magic) {
        return refuse(path, "is not a feature map, or only the beginning of one.");
    }
    if (const auto found = codec::get<std::uint32_t>(bytes.data() + 8); found != version) {
        return fail(ErrorCode::InvalidInput,
                    path.string() + " has version " + std::to_string(found) + "; this program reads version 1.", again);
    }
    const auto words = codec::get<std::uint32_t>(bytes.data() + 12);
    const auto features = codec::get<std::uint32_t>(bytes.data() + 16);
    if (words > longestWords || features > layout::maximumFeatures ||
        bytes.size() != fixedBytes + words + std::size_t{features} * pointBytes + hashBytes) {
        return refuse(path, "is cut short or has bytes too many.");
    }
    const auto body = bytes.first(bytes.size() - hashBytes);
    if (sha256Hex(codec::viewOf(body)) != codec::viewOf(bytes.last(hashBytes))) {
        return refuse(path, "is damaged: its contents do not fit its checksum.");
    }
    FeatureMap map;
    if (!readWords(codec::viewOf(body.subspan(fixedBytes, words)), map)) {
        return refuse(path, "does not say what it was made from.");
    }
    map.place.reserve(features);
    map.x.reserve(features);
    map.y.reserve(features);
    const std::byte* at = body.data() + fixedBytes + words;
    for (std::uint32_t i = 0; i < features; ++i, at += pointBytes) {
        const auto x = codec::get<float>(at);
        const auto y = codec::get<float>(at + 4);
        const auto place = codec::get<std::uint8_t>(at + 8);
        // The checksum keeps accidents out, not people: what is drawn has to be finite and within the picture.
        if (!(std::abs(x) <= 1.0f) || !(std::abs(y) <= 1.0f) || place > 2) {
            return refuse(path, "holds places that are none.");
        }
        map.x.push_back(x);
        map.y.push_back(y);
        map.place.push_back(static_cast<FeatureMap::Place>(place));
    }
    return map;
}

}  // namespace saferscope
