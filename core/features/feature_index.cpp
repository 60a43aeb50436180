// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_index.h"

#include "core/base/folder_file.h"
#include "core/base/half.h"
#include "core/base/hash.h"
#include "core/features/context_file.h"
#include "core/features/feature_sums.h"
#include "core/features/index_layout.h"
#include "core/features/index_state.h"
#include "core/features/shard_file.h"

#include <algorithm>
#include <atomic>
#include <limits>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> incomplete(const fs::path& path, bool missing) {
    return fail(ErrorCode::InvalidInput,
                path.string() + (missing ? " is missing." : " has another size than the index says."),
                "The index is damaged or was copied in part; build or copy it again.");
}

}  // namespace

struct FeatureIndex::Impl {
    fs::path folder;
    IndexManifest manifest;
    std::vector<std::pair<std::string, FileRecord>> files;
    std::vector<ShardFile> shards;
    std::vector<std::uint32_t> firstPairs;  ///< of each shard, rising from 0
    std::vector<FeatureSums> sums;          ///< scope-major
    TableFile histograms;
    TableFile contexts;
    TableFile statistics;
    TableFile subsets;
    mutable std::atomic<std::uint32_t> lastRead{std::numeric_limits<std::uint32_t>::max()};  ///< a pair; for hints only
    mutable std::atomic<bool> searched{false};  ///< the records were asked for as a whole

    /// The shard that holds a pair and the pair's place in it; null when there is no such pair.
    std::pair<const ShardFile*, std::uint32_t> locate(PairIndex pair) const {
        if (pair.value() >= manifest.pairs) {
            return {nullptr, 0};
        }
        const auto after = std::upper_bound(firstPairs.begin(), firstPairs.end(), pair.value());
        const auto shard = static_cast<std::size_t>(after - firstPairs.begin()) - 1;
        return {&shards[shard], pair.value() - firstPairs[shard]};
    }

    Status openFiles(const Json& json, const std::string& where);
    Status openTables();
    Status openShards(std::size_t count);
    /// Opening touched pages of every file, and the system maps what lies near as well; none is needed at first.
    void releaseAll() const;

    std::size_t slot(FeatureId feature, TokenScope scope) const {
        return static_cast<std::size_t>(scope) * manifest.features + feature.value();
    }
};

Status FeatureIndex::Impl::openFiles(const Json& json, const std::string& where) {
    const auto shardCount = jsonCount(json, "shards");
    static const Json none = Json::object();
    const auto member = json.find("files");
    const Json& listed = member != json.end() ? *member : none;
    if (!shardCount || *shardCount > manifest.pairs || *shardCount > listed.size()) {
        return fail(ErrorCode::InvalidInput, where + " does not say what shards the index has.",
                    "Build the index again.");
    }
    std::vector<std::string> names = {layout::sumsName, layout::histogramsName, layout::contextsName,
                                      layout::statisticsName, layout::subsetsName};
    const std::size_t tableCount = names.size();
    for (std::size_t i = 0; i < *shardCount; ++i) {
        names.push_back(layout::shardName(i));
    }
    for (std::string& name : names) {
        auto record = fileRecordFromJson(listed, name, where);
        if (!record) {
            return failure(record);
        }
        if (auto checked = checkFolderFile(folder / name); !checked) {
            return checked;
        }
        if (files.size() < tableCount) {  // shards are looked at when they are mapped
            std::error_code error;
            const auto size = fs::file_size(folder / name, error);
            if (error || size != record->bytes) {
                return incomplete(folder / name, static_cast<bool>(error));
            }
        }
        files.emplace_back(std::move(name), std::move(*record));
    }
    if (auto opened = openTables(); !opened) {
        return opened;
    }
    return openShards(static_cast<std::size_t>(*shardCount));
}

Status FeatureIndex::Impl::openTables() {
    const auto openInto = [this](TableFile& table, const char* name, std::string_view magic,
                                 std::size_t recordBytes) -> Status {
        auto opened =
            TableFile::openPerFeature(folder / name, magic, manifest.features, static_cast<std::uint32_t>(recordBytes));
        if (!opened) {
            return failure(opened);
        }
        table = std::move(*opened);
        return {};
    };
    Status opened = openInto(histograms, layout::histogramsName, layout::histogramsMagic, histogramBytes());
    opened = opened ? openInto(statistics, layout::statisticsName, layout::statisticsMagic, layout::statisticsBytes)
                    : opened;
    opened = opened ? openInto(subsets, layout::subsetsName, layout::subsetsMagic,
                               subsetRecordBytes(manifest.subsets.size()))
                    : opened;
    if (!opened) {
        return opened;
    }
    auto openedContexts = TableFile::open(folder / layout::contextsName, layout::contextsMagic, manifest.features,
                                          layout::contextBytes, true);
    if (!openedContexts) {
        return failure(openedContexts);
    }
    auto readSums = readFeatureSums(folder / layout::sumsName, manifest.features);
    if (!readSums) {
        return failure(readSums);
    }
    contexts = std::move(*openedContexts);
    sums = std::move(*readSums);
    return {};
}

Status FeatureIndex::Impl::openShards(std::size_t count) {
    shards.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& [name, record] = files[files.size() - count + i];
        auto shard = ShardFile::map(folder / name);
        if (!shard && shard.error().code != ErrorCode::NotFound) {
            return failure(shard);
        }
        if (!shard || shard->bytes() != record.bytes) {
            return incomplete(folder / name, !shard);
        }
        shards.push_back(std::move(*shard));
    }
    std::uint64_t pairs = 0;
    std::uint64_t latents = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto path = folder / files[files.size() - count + i].first;
        ShardFile& shard = shards[i];
        if (auto checked = shard.check(path, manifest.features); !checked) {
            return checked;
        }
        if (shard.pairs() == 0 || shard.firstPair() != pairs) {
            return fail(ErrorCode::InvalidInput, path.string() + " does not continue the shard before it.",
                        "The index mixes files of different builds; build it again.");
        }
        pairs += shard.pairs();
        latents += shard.latentEntries();
        firstPairs.push_back(shard.firstPair());
    }
    if (pairs != manifest.pairs || latents != manifest.latents) {
        return fail(ErrorCode::InvalidInput,
                    "The shards in " + folder.string() + " hold " + std::to_string(pairs) + " pairs and " +
                        std::to_string(latents) + " latents, index.json says " + std::to_string(manifest.pairs) +
                        " and " + std::to_string(manifest.latents) + ".",
                    "Build the index again.");
    }
    return {};
}

void FeatureIndex::Impl::releaseAll() const {
    for (const TableFile* table : {&histograms, &contexts, &statistics, &subsets}) {
        table->release();
    }
    for (const ShardFile& shard : shards) {
        shard.release();
    }
}

FeatureIndex::FeatureIndex(std::unique_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
FeatureIndex::~FeatureIndex() = default;

Result<std::shared_ptr<const FeatureIndex>> FeatureIndex::open(const fs::path& folder) {
    const auto path = folder / layout::manifestName;
    const std::string where = path.string();
    if (auto checked = checkFolderFile(path); !checked) {
        return failure(checked);
    }
    const auto json = readJsonFile(path, layout::largestManifest);
    if (!json) {
        return failure(json);
    }
    auto manifest = indexManifestFromJson(*json, where);
    if (!manifest) {
        return failure(manifest);
    }
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    impl->manifest = std::move(*manifest);
    if (auto opened = impl->openFiles(*json, where); !opened) {
        return failure(opened);
    }
    impl->releaseAll();
    return std::shared_ptr<const FeatureIndex>(new FeatureIndex(std::move(impl)));
}

const IndexManifest& FeatureIndex::manifest() const { return m_impl->manifest; }
std::uint32_t FeatureIndex::pairCount() const { return m_impl->manifest.pairs; }
std::uint32_t FeatureIndex::featureCount() const { return m_impl->manifest.features; }

PairRecord FeatureIndex::pair(PairIndex pair) const {
    const auto [shard, local] = m_impl->locate(pair);
    if (shard == nullptr) {
        return {};
    }
    if (local == 0) {  // where a walk over the records of all pairs enters the shard
        shard->expectRecords();
    }
    return shard->pair(local);
}

std::optional<PairIndex> FeatureIndex::findPair(std::string_view id) const {
    if (!m_impl->searched.exchange(true, std::memory_order_relaxed)) {
        for (const ShardFile& shard : m_impl->shards) {
            shard.expectRecords();
        }
    }
    for (const ShardFile& shard : m_impl->shards) {
        for (std::uint32_t local = 0; local < shard.pairs(); ++local) {
            if (shard.pairId(local) == id) {
                return PairIndex(shard.firstPair() + local);
            }
        }
    }
    return std::nullopt;
}

std::string_view FeatureIndex::segmentText(PairIndex pair, Segment segment) const {
    const auto [shard, local] = m_impl->locate(pair);
    return shard != nullptr ? shard->text(local, segment) : std::string_view();
}

SegmentReader FeatureIndex::read(PairIndex pair, Segment segment) const {
    const auto [shard, local] = m_impl->locate(pair);
    if (shard == nullptr) {
        return {};
    }
    // Who reads a segment reads the pair's others too, as a rule: the disk is asked for all of it once.
    if (m_impl->lastRead.exchange(pair.value(), std::memory_order_relaxed) != pair.value()) {
        shard->expectPair(local);
    }
    return shard->read(local, segment);
}

void FeatureIndex::walk(const std::function<void(PairIndex, const std::array<SegmentReader, 3>&)>& visit) const {
    const auto& shards = m_impl->shards;
    for (std::size_t i = 0; i < shards.size(); ++i) {
        for (std::size_t ahead = i == 0 ? 0 : i + 1; ahead < std::min(i + 2, shards.size()); ++ahead) {
            shards[ahead].expectAll();
        }
        for (std::uint32_t local = 0; local < shards[i].pairs(); ++local) {
            visit(PairIndex(shards[i].firstPair() + local),
                  {shards[i].read(local, Segment::Prompt), shards[i].read(local, Segment::Chosen),
                   shards[i].read(local, Segment::Rejected)});
        }
        shards[i].release();
    }
}

void FeatureIndex::expectPairs(std::span<const PairIndex> pairs) const {
    for (const PairIndex pair : pairs) {
        if (const auto [shard, local] = m_impl->locate(pair); shard != nullptr) {
            shard->expectRecord(local);
        }
    }
    for (const PairIndex pair : pairs) {
        if (const auto [shard, local] = m_impl->locate(pair); shard != nullptr) {
            shard->expectId(local);
            shard->expectPair(local);
        }
    }
}

void FeatureIndex::expectStatistics(TokenScope scope) const {
    m_impl->statistics.expect(m_impl->slot(FeatureId(0), scope), featureCount());
}

std::vector<TokenInfo> FeatureIndex::tokens(PairIndex pair, Segment segment) const {
    std::vector<TokenInfo> tokens;
    for (SegmentReader reader = read(pair, segment); reader.next();) {
        tokens.push_back(reader.token());
    }
    return tokens;
}

std::vector<LatentEntry> FeatureIndex::latents(PairIndex pair, Segment segment, std::uint32_t token) const {
    std::vector<LatentEntry> latents;
    for (SegmentReader reader = read(pair, segment); reader.next();) {
        if (reader.index() != token) {
            continue;
        }
        reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
            latents.push_back({FeatureId(feature), halfToFloat(half)});
        });
        break;
    }
    std::stable_sort(latents.begin(), latents.end(),
                     [](const LatentEntry& a, const LatentEntry& b) { return a.value > b.value; });
    return latents;
}

std::vector<float> FeatureIndex::featureValues(PairIndex pair, Segment segment, FeatureId feature) const {
    const auto [shard, local] = m_impl->locate(pair);
    if (shard == nullptr) {
        return {};
    }
    std::vector<float> values(shard->tokenCount(local, segment), 0.0f);
    for (SegmentReader reader = read(pair, segment); reader.next();) {
        reader.forEachLatent([&](std::uint32_t id, std::uint16_t half) {
            if (id == feature.value()) {
                values[reader.index()] = halfToFloat(half);
            }
        });
    }
    return values;
}

const FeatureSums& FeatureIndex::sums(FeatureId feature, TokenScope scope) const {
    static const FeatureSums none;
    return feature.value() < featureCount() ? m_impl->sums[m_impl->slot(feature, scope)] : none;
}

ActivationHistogram FeatureIndex::histogram(FeatureId feature, TokenScope scope) const {
    if (feature.value() >= featureCount()) {
        return {};
    }
    return decodeHistogram(m_impl->histograms.record(m_impl->slot(feature, scope)));
}

FeatureStatistics FeatureIndex::statistics(FeatureId feature, TokenScope scope) const {
    if (feature.value() >= featureCount()) {
        return {};
    }
    return decodeStatistics(m_impl->statistics.record(m_impl->slot(feature, scope)));
}

SubsetSums FeatureIndex::subsetSums(FeatureId feature, TokenScope scope, std::size_t subset) const {
    if (feature.value() >= featureCount() || subset >= m_impl->manifest.subsets.size()) {
        return {};
    }
    return decodeSubsetSums(m_impl->subsets.record(m_impl->slot(feature, scope)), subset);
}

std::vector<ContextRef> FeatureIndex::contexts(FeatureId feature, TokenScope scope) const {
    if (feature.value() >= m_impl->manifest.features) {
        return {};
    }
    return readContexts(m_impl->contexts, m_impl->manifest.pairs, feature.value(), scope);
}

Status FeatureIndex::verify() const {
    for (const auto& [name, record] : m_impl->files) {
        const auto path = m_impl->folder / name;
        const auto hash = sha256File(path);
        if (!hash) {
            return failure(hash);
        }
        if (*hash != record.sha256) {
            return fail(ErrorCode::InvalidInput, path.string() + " has changed since the index was built.",
                        "The disk or a program damaged it; build the index again.");
        }
    }
    return {};
}

}  // namespace saferscope
