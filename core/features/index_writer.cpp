// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/index_writer.h"

#include "core/base/clock.h"
#include "core/features/context_file.h"
#include "core/features/context_picker.h"
#include "core/features/feature_sums.h"
#include "core/features/index_layout.h"
#include "core/features/index_state.h"
#include "core/features/shard_writer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

/// Features whose contexts are picked in one pass over the shards: keeps the picker near 65 MB whatever the SAE's
/// width.
constexpr std::uint32_t featuresPerPass = 32768;

tl::unexpected<Error> interrupted() {
    return fail(ErrorCode::Interrupted, "Building the index was stopped.",
                "What is done is kept; start it again to go on.");
}

/// One shard's turn in a pass over all: the next is read ahead meanwhile, and at the end its pages are given back.
/// Without that a pass keeps the whole index in this process's memory.
class ShardReading {
public:
    ShardReading(const std::vector<ShardFile>& shards, std::size_t current) : m_shard(shards[current]) {
        if (current == 0) {
            m_shard.expectAll();
        }
        if (current + 1 < shards.size()) {
            shards[current + 1].expectAll();
        }
    }
    ShardReading(const ShardReading&) = delete;
    ShardReading& operator=(const ShardReading&) = delete;
    ~ShardReading() { m_shard.release(); }

private:
    const ShardFile& m_shard;
};

fs::path withoutTrailingSlash(const fs::path& folder) {
    const fs::path normal = folder.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

}  // namespace

struct IndexWriter::Impl {
    // Constant after create().
    fs::path folder;
    fs::path partial;
    std::uint32_t pairsPerShard = 0;

    IndexManifest manifest;
    IndexState state;
    Json note;                         ///< for the shards to come
    std::optional<ShardWriter> shard;  ///< the one being filled
    bool complete = false;             ///< the last shard is short: only finish() wrote it, so nothing may follow
    std::optional<Error> broken;       ///< a write failed: what is on the disk is not what was added

    Status removeStrays() const;
    Status commitShard();
    Result<std::vector<ShardFile>> openShards() const;
    Result<std::map<std::string, FileRecord>> writeTables(const std::vector<ShardFile>& shards,
                                                          const ProgressCallback& progress, std::stop_token stop);
    Result<FileRecord> writeContexts(const std::vector<ShardFile>& shards, const FeatureSumsCollector& sums,
                                     const ProgressCallback& progress, std::stop_token stop) const;
    void fillManifest(const FeatureSumsCollector::Totals& totals);
};

/// Temporary files of a process that was killed, and the tables of a finish() that was: they are made again.
Status IndexWriter::Impl::removeStrays() const {
    std::set<std::string> expected = {layout::stateName};
    for (std::size_t i = 0; i < state.shards.size(); ++i) {
        expected.insert(layout::shardName(i));
    }
    std::error_code error;
    std::vector<fs::path> strays;
    for (fs::directory_iterator it(partial, error), end; !error && it != end; it.increment(error)) {
        if (!expected.contains(it->path().filename().string())) {
            strays.push_back(it->path());
        }
    }
    for (const fs::path& stray : strays) {
        fs::remove_all(stray, error);
    }
    if (error) {
        return fail(ErrorCode::Io, "Cannot tidy up " + partial.string() + ": " + error.message() + ".",
                    "Remove that folder and start again.");
    }
    return {};
}

Status IndexWriter::Impl::commitShard() {
    const auto file = shard->commit();
    if (!file) {
        return failure(file);
    }
    state.shards.push_back({shard->pairs(), *file});
    state.note = note;
    shard.reset();
    return writeIndexState(partial, state);
}

Result<std::vector<ShardFile>> IndexWriter::Impl::openShards() const {
    std::vector<ShardFile> shards;
    for (std::size_t i = 0; i < state.shards.size(); ++i) {
        auto opened = ShardFile::open(partial / layout::shardName(i), manifest.features);
        if (!opened) {
            return failure(opened);
        }
        shards.push_back(std::move(*opened));
    }
    return shards;
}

Result<FileRecord> IndexWriter::Impl::writeContexts(const std::vector<ShardFile>& shards,
                                                    const FeatureSumsCollector& sums, const ProgressCallback& progress,
                                                    std::stop_token stop) const {
    const std::uint64_t passes = (manifest.features + featuresPerPass - 1) / featuresPerPass;
    ProgressMeter meter("Choosing contexts", passes * state.pairs(), progress);
    ContextFileWriter writer(manifest.features);
    for (std::uint32_t first = 0; first < manifest.features; first += featuresPerPass) {
        const std::uint32_t count = std::min(featuresPerPass, manifest.features - first);
        ContextPicker picker(sums, first, count);
        for (std::size_t i = 0; i < shards.size(); ++i) {
            const ShardReading reading(shards, i);
            for (std::uint32_t local = 0; local < shards[i].pairs(); ++local) {
                if (stop.stop_requested()) {
                    return interrupted();
                }
                picker.add(shards[i], local);
                meter.advance();
            }
        }
        for (std::uint32_t feature = first; feature < first + count; ++feature) {
            writer.append(picker.contexts(feature, TokenScope::SentenceEnds));
            writer.append(picker.contexts(feature, TokenScope::AllTokens));
        }
    }
    meter.finish();
    return writer.write(partial / layout::contextsName);
}

void IndexWriter::Impl::fillManifest(const FeatureSumsCollector::Totals& totals) {
    manifest.version = layout::version;
    manifest.pairs = totals.pairs;
    manifest.latents = totals.latents[static_cast<std::size_t>(TokenScope::AllTokens)];
    manifest.positions = totals.positions;
    manifest.accuracy = totals.pairs > 0 ? static_cast<double>(totals.won) / totals.pairs : 0.0;
    for (std::size_t scope = 0; scope < layout::scopes; ++scope) {
        if (manifest.l0[scope] == 0.0 && totals.positions[scope] > 0) {
            manifest.l0[scope] =
                static_cast<double>(totals.latents[scope]) / static_cast<double>(totals.positions[scope]);
        }
        if (manifest.deadFraction[scope] == 0.0) {
            manifest.deadFraction[scope] =
                1.0 - static_cast<double>(totals.liveFeatures[scope]) / static_cast<double>(manifest.features);
        }
    }
    if (manifest.createdAt.empty()) {
        manifest.createdAt = utcTimestamp();
    }
}

Result<std::map<std::string, FileRecord>> IndexWriter::Impl::writeTables(const std::vector<ShardFile>& shards,
                                                                         const ProgressCallback& progress,
                                                                         std::stop_token stop) {
    FeatureSumsCollector sums(manifest.features, SubsetPlan::of(shards));
    ProgressMeter meter("Summing features", state.pairs(), progress);
    for (std::size_t i = 0; i < shards.size(); ++i) {
        const ShardReading reading(shards, i);
        for (std::uint32_t local = 0; local < shards[i].pairs(); ++local) {
            if (stop.stop_requested()) {
                return interrupted();
            }
            sums.add(shards[i], local);
            meter.advance();
        }
    }
    meter.finish();
    std::map<std::string, FileRecord> files;
    const auto keep = [&files](const char* name, const Result<FileRecord>& record) -> Status {
        if (!record) {
            return failure(record);
        }
        files.emplace(name, *record);
        return {};
    };
    Status kept = keep(layout::sumsName, sums.writeSums(partial / layout::sumsName));
    kept = kept ? keep(layout::histogramsName, sums.writeHistograms(partial / layout::histogramsName)) : kept;
    kept = kept ? keep(layout::statisticsName, sums.statistics().write(partial / layout::statisticsName)) : kept;
    kept = kept ? keep(layout::subsetsName, sums.subsets().write(partial / layout::subsetsName)) : kept;
    kept = kept ? keep(layout::contextsName, writeContexts(shards, sums, progress, stop)) : kept;
    if (!kept) {
        return failure(kept);
    }
    for (std::size_t i = 0; i < state.shards.size(); ++i) {
        files.emplace(layout::shardName(i), state.shards[i].file);
    }
    manifest.subsets = sums.subsets().subsets();
    fillManifest(sums.totals());
    return files;
}

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<IndexWriter> IndexWriter::create(const fs::path& folder, IndexManifest manifest, std::uint32_t pairsPerShard) {
    if (manifest.features == 0 || manifest.features > layout::maximumFeatures || pairsPerShard == 0) {
        return fail(ErrorCode::InvalidInput, "An index holds 1 to " + std::to_string(layout::maximumFeatures) +
                                                 " features and at least one pair per shard, not " +
                                                 std::to_string(manifest.features) + " features and " +
                                                 std::to_string(pairsPerShard) + " pairs.");
    }
    auto impl = std::make_unique<Impl>();
    impl->folder = withoutTrailingSlash(folder);
    impl->partial = impl->folder.string() + ".partial";
    impl->pairsPerShard = pairsPerShard;
    std::error_code error;
    const bool occupied =
        fs::exists(impl->folder, error) &&
        (!fs::is_directory(impl->folder, error) ||
         (!fs::is_empty(impl->folder, error) && !fs::exists(impl->folder / layout::manifestName, error)));
    if (occupied) {
        return fail(ErrorCode::InvalidInput, impl->folder.string() + " holds something that is not an index.",
                    "Choose another folder for the index; nothing was changed.");
    }
    impl->state = readIndexState(impl->partial, indexIdentity(manifest, pairsPerShard), manifest.features);
    impl->note = impl->state.note;
    impl->complete = !impl->state.shards.empty() && impl->state.shards.back().pairs < pairsPerShard;
    impl->manifest = std::move(manifest);
    if (impl->state.shards.empty()) {
        fs::remove_all(impl->partial, error);
    }
    fs::create_directories(impl->partial, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot make " + impl->partial.string() + ": " + error.message() + ".",
                    "Check that you may write there.");
    }
    if (auto tidied = impl->removeStrays(); !tidied) {
        return failure(tidied);
    }
    return IndexWriter(std::move(impl));
}

std::uint32_t IndexWriter::resumeAt() const {
    return m_impl->state.pairs() + (m_impl->shard ? m_impl->shard->pairs() : 0);
}

void IndexWriter::setNote(Json note) { m_impl->note = std::move(note); }
const Json& IndexWriter::note() const { return m_impl->state.note; }

Status IndexWriter::add(const IndexedPair& pair) {
    if (m_impl->broken) {
        return tl::unexpected<Error>(*m_impl->broken);
    }
    if (m_impl->complete) {
        return fail(ErrorCode::Usage, "The index build in " + m_impl->partial.string() + " has all its pairs already.",
                    "Finish it, or remove that folder to build anew.");
    }
    Status added;
    if (!m_impl->shard) {
        const auto name = layout::shardName(m_impl->state.shards.size());
        auto shard = ShardWriter::create(m_impl->partial / name, m_impl->state.pairs(), m_impl->manifest.features);
        if (!shard) {
            return failure(shard);
        }
        m_impl->shard.emplace(std::move(*shard));
    }
    added = m_impl->shard->add(pair);
    if (added && m_impl->shard->pairs() == m_impl->pairsPerShard) {
        added = m_impl->commitShard();
    }
    if (!added && added.error().code != ErrorCode::InvalidInput) {
        m_impl->broken = added.error();
    }
    return added;
}

void IndexWriter::setQuality(const IndexManifest& measured) {
    m_impl->manifest.fvu = measured.fvu;
    m_impl->manifest.l0 = measured.l0;
    m_impl->manifest.deadFraction = measured.deadFraction;
    m_impl->manifest.accuracyReconstructed = measured.accuracyReconstructed;
    m_impl->manifest.rewardCorrelation = measured.rewardCorrelation;
}

Status IndexWriter::finish(const ProgressCallback& progress, std::stop_token stop) {
    Impl& self = *m_impl;
    if (self.broken) {
        return tl::unexpected<Error>(*self.broken);
    }
    if (self.shard && self.shard->pairs() > 0) {
        if (auto committed = self.commitShard(); !committed) {
            self.broken = committed.error();
            return committed;
        }
        self.complete = true;
    }
    self.shard.reset();
    {
        const auto shards = self.openShards();
        if (!shards) {
            return failure(shards);
        }
        const auto files = self.writeTables(*shards, progress, stop);
        if (!files) {
            return failure(files);
        }
        Json json = toJson(self.manifest);
        json["shards"] = self.state.shards.size();
        for (const auto& [name, record] : *files) {
            json["files"][name] = fileRecordToJson(record);
        }
        if (auto written = writeJsonFile(self.partial / layout::manifestName, json); !written) {
            return written;
        }
    }
    // state.json goes along until the folder is in place: a crash before that must leave a build that can be resumed.
    if (auto committed = commitFolder(self.partial, self.folder); !committed) {
        return committed;
    }
    std::error_code ignored;
    fs::remove(self.folder / layout::stateName, ignored);
    return {};
}

}  // namespace saferscope
