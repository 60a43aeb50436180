// SPDX-License-Identifier: GPL-3.0-or-later
// The file of a map: what was written comes back, and nothing else is believed.
#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/features/feature_map.h"
#include "tests/support/check.h"

#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

FeatureMap sample() {
    FeatureMap map;
    map.saeHash = "abc";
    map.datasetHash = "def";
    map.createdAt = "2026-11-26T10:00:00Z";
    map.codeVersion = "1";
    map.perplexity = 30;
    map.seed = std::numeric_limits<std::uint64_t>::max();
    map.iterations = 750;
    map.divergence = 1.5;
    map.keptNeighbours = 0.4;
    map.place = {FeatureMap::Place::Placed, FeatureMap::Place::Dead, FeatureMap::Place::Zero,
                 FeatureMap::Place::Placed};
    map.x = {-1.0f, 0.0f, 0.0f, 0.25f};
    map.y = {0.5f, 0.0f, 0.0f, 1.0f};
    return map;
}

std::string contentsOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST(a_map_comes_back_as_written) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.map";
    CHECK_OK(writeFeatureMap(path, sample()));
    const auto map = readFeatureMap(path);
    CHECK_OK(map);
    CHECK_EQ(map->saeHash, "abc");
    CHECK_EQ(map->datasetHash, "def");
    CHECK_EQ(map->seed, sample().seed);
    CHECK_EQ(map->perplexity, 30.0);
    CHECK_EQ(map->keptNeighbours, 0.4);
    CHECK(map->place == sample().place);
    CHECK(map->x == sample().x);
    CHECK(map->y == sample().y);
    CHECK_EQ(map->count(FeatureMap::Place::Placed), std::size_t{2});
    CHECK_EQ(map->count(FeatureMap::Place::Dead), std::size_t{1});
}

TEST(every_cut_and_every_flipped_byte_is_refused) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.map";
    CHECK_OK(writeFeatureMap(path, sample()));
    const std::string whole = contentsOf(path);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        overwrite(path, whole.substr(0, length));
        const auto map = readFeatureMap(path);
        CHECK(!map);
        CHECK(!map.error().message.empty() && !map.error().hint.empty());
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x21);
        overwrite(path, changed);
        CHECK(!readFeatureMap(path));
    }
    overwrite(path, whole + "x");
    CHECK(!readFeatureMap(path));
    CHECK(!readFeatureMap(folder.path() / "nowhere.map"));
    overwrite(path, whole);
    CHECK_OK(readFeatureMap(path));
}

// A checksum proves nothing about who wrote it.
TEST(a_well_signed_map_with_impossible_places_is_refused) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.map";
    const auto signedWith = [&](std::size_t fromEnd, const void* bytes, std::size_t size) {
        FeatureMap map = sample();
        CHECK_OK(writeFeatureMap(path, map));
        std::string whole = contentsOf(path);
        whole.resize(whole.size() - 64);
        std::memcpy(whole.data() + whole.size() - fromEnd, bytes, size);
        whole += sha256Hex(whole);
        overwrite(path, whole);
        return readFeatureMap(path).has_value();
    };
    const float fine = -0.75f;
    CHECK(signedWith(9, &fine, 4));
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1.5f}) {
        CHECK(!signedWith(9, &bad, 4));
        CHECK(!signedWith(5, &bad, 4));
    }
    const unsigned char unknownPlace = 3;
    CHECK(!signedWith(1, &unknownPlace, 1));
}
