// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a feature map. Input: a byte for whether its checksum is made to fit (it would end nearly every
// mutation), then the file.
#include "core/features/feature_map.h"

#include "core/base/hash.h"
#include "tests/fuzz/fuzz_target.h"

#include <cmath>
#include <fstream>
#include <iterator>

using namespace saferscope;
using namespace saferscope::fuzz;

namespace {

constexpr std::size_t hashBytes = 64;

std::vector<std::string> seeds() {
    FeatureMap map;
    map.saeHash = std::string(64, 'a');
    map.createdAt = "2026-07-26T09:30:12Z";
    map.perplexity = 30;
    map.place = {FeatureMap::Place::Placed, FeatureMap::Place::Dead, FeatureMap::Place::Zero,
                 FeatureMap::Place::Placed};
    map.x = {-1.0f, 0.0f, 0.0f, 0.5f};
    map.y = {0.25f, 0.0f, 0.0f, 1.0f};
    const auto path = scratchFolder() / "seed.map";
    MUST(writeFeatureMap(path, map).has_value());
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return {chosen(0, bytes), chosen(1, bytes)};
}

}  // namespace

FUZZ_TARGET(feature_map, seeds) {
    Input parts(input);
    const bool fits = parts.byte() % 4 != 0;
    std::string bytes(parts.rest());
    if (fits && bytes.size() > hashBytes) {
        bytes.resize(bytes.size() - hashBytes);
        bytes += sha256Hex(bytes);
    }
    const auto map = readFeatureMap(scratchFile("read.map", bytes));
    if (!map) {
        MUST_BE_A_SENTENCE(map.error());
        return;
    }
    MUST_EQUAL(map->x.size(), map->features());
    MUST_EQUAL(map->y.size(), map->features());
    MUST(std::isfinite(map->perplexity) && std::isfinite(map->keptNeighbours));
    std::size_t places = 0;
    for (std::size_t i = 0; i < map->features(); ++i) {
        MUST(std::abs(map->x[i]) <= 1.0f && std::abs(map->y[i]) <= 1.0f);
    }
    for (const auto place : {FeatureMap::Place::Placed, FeatureMap::Place::Dead, FeatureMap::Place::Zero}) {
        places += map->count(place);
    }
    MUST_EQUAL(places, map->features());
}
