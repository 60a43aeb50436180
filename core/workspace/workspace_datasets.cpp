// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/data/pair_writer.h"
#include "core/experiments/pair_change.h"
#include "core/storage/manifest_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/dataset_saving.h"

#include <algorithm>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t mostReserved = 100'000;

// The content hash of a data set is the SHA-256 of its pairs in our own layout, one a line: the exported file's own
// hash.
void addToHash(Sha256& hash, const PreferencePair& pair) {
    hash.update(pairToJsonLine(pair));
    hash.update("\n");
}

// Reads the whole file into the staging table; nobody else is locked out meanwhile. Returns the content hash.
Result<std::string> stagePairs(PairReader& reader, PairStaging& staging, const fs::path& file, std::uint64_t& changed,
                               const ProgressCallback& progress, const std::stop_token& stop) {
    ProgressMeter meter("Reading pairs", reader.bytesTotal(), progress);
    Sha256 hash;
    while (true) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The import of " + file.string() + " was stopped; nothing was kept.");
        }
        auto pair = reader.next();
        if (!pair) {
            return failure(pair);
        }
        if (!*pair) {
            break;
        }
        addToHash(hash, **pair);
        changed += changeNoted((*pair)->meta).empty() ? 0 : 1;
        if (auto added = staging.add(**pair); !added) {
            return failure(added);
        }
        if (staging.size() % 32 == 0) {
            meter.set(reader.bytesRead());
        }
    }
    if (staging.size() == 0 && reader.issues().empty()) {  // single answers, none of which found its partner
        return fail(
            ErrorCode::InvalidInput,
            "No two of the " + std::to_string(reader.records()) + " records of " + file.string() + " make a pair.",
            "Nothing was imported. " + (reader.notes().empty() ? std::string() : reader.notes().back()));
    }
    if (staging.size() == 0) {
        const auto& first = reader.issues().front();
        return fail(ErrorCode::InvalidInput,
                    "Not one of the " + std::to_string(reader.records()) + " records of " + file.string() +
                        " is a usable pair; the first (line " + std::to_string(first.line) + "): " + first.reason + ".",
                    "Nothing was imported.");
    }
    if (auto closed = staging.close(); !closed) {
        return failure(closed);
    }
    meter.set(reader.bytesTotal());
    meter.finish();
    return hash.hex();
}

}  // namespace

Dataset datasetFrom(DatasetRow row) {
    return {row.id,    std::move(row.name), std::move(row.sourcePath), std::move(row.contentHash),
            row.pairs, row.skipped,         std::move(row.importedAt)};
}

Result<ImportSummary> Workspace::importPairs(const fs::path& file, const std::string& name,
                                             const PairReaderOptions& options, const ProgressCallback& progress,
                                             std::stop_token stop) {
    auto& database = m_impl->database;
    if (auto available = requireDatasetName(database, name); !available) {
        return failure(available);
    }
    auto reader = PairReader::open(file, options);
    if (!reader) {
        return failure(reader);
    }
    auto staging = PairStaging::create(database);
    if (!staging) {
        return failure(staging);
    }
    ImportSummary summary;
    auto hash = stagePairs(*reader, *staging, file, summary.changedPairs, progress, stop);
    if (!hash) {
        return failure(hash);
    }
    const std::string manifest = recogniseManifest(database, file, *hash, summary);
    std::error_code error;
    DatasetRow row;
    row.name = name;
    row.sourcePath = fs::absolute(file, error).string();
    row.contentHash = std::move(*hash);
    row.pairs = staging->size();
    row.skipped = reader->issueCount();
    row.importedAt = utcTimestamp();
    auto saved = saveStaged(database, *staging, std::move(row), manifest, progress, stop);
    if (!saved) {
        return failure(saved);
    }
    summary.dataset = datasetFrom(std::move(*saved));
    summary.layout = pairLayoutName(reader->layout());
    summary.issues = reader->issues();
    return summary;
}

std::vector<Dataset> Workspace::datasets() const {
    std::vector<Dataset> sets;
    for (auto& row : m_impl->orEmpty(readDatasets(m_impl->database))) {
        sets.push_back(datasetFrom(std::move(row)));
    }
    return sets;
}

Result<Dataset> Workspace::dataset(const std::string& name) const {
    auto row = findDataset(m_impl->database, name);
    if (!row) {
        return failure(row);
    }
    if (!*row) {
        return fail(ErrorCode::NotFound, "There is no data set \"" + name + "\" in " + m_impl->folder.string() + ".",
                    "Import it first: `safer import`.");
    }
    return datasetFrom(std::move(**row));
}

Result<fs::path> Workspace::exportForWorkers(const Dataset& dataset) {
    const fs::path target = m_impl->folder / "datasets" / (dataset.contentHash.substr(0, 16) + ".jsonl");
    std::error_code error;
    if (fs::is_regular_file(target, error)) {
        return target;
    }
    auto writer = PairWriter::create(target);
    if (!writer) {
        return failure(writer);
    }
    Sha256 hash;
    auto visited = visitPairs(m_impl->database, dataset.id, [&](PreferencePair&& pair) {
        addToHash(hash, pair);
        return writer->write(pair);
    });
    if (!visited) {
        return failure(visited);
    }
    if (hash.hex() != dataset.contentHash) {
        return fail(ErrorCode::Io,
                    "The pairs of the data set \"" + dataset.name + "\" are not the ones that were imported.",
                    "It was removed meanwhile, or the workspace database is damaged: import it again.");
    }
    if (auto committed = writer->commit(); !committed) {
        return failure(committed);
    }
    return target;
}

Status Workspace::removeDataset(const std::string& name) {
    auto found = dataset(name);
    if (!found) {
        return failure(found);
    }
    if (auto removed = removeStored(m_impl->database, name); !removed) {
        return removed;
    }
    // The workers' copy goes too, unless another data set has the same pairs or a run may still read it.
    const auto shared = hasDatasetWithHash(m_impl->database, found->contentHash);
    if (!shared || *shared) {
        return {};
    }
    const fs::path copy = m_impl->folder / "datasets" / (found->contentHash.substr(0, 16) + ".jsonl");
    const auto entries = runs();
    const bool needed = std::any_of(entries.begin(), entries.end(), [&copy](const RunEntry& run) {
        const auto data = run.spec.params.find("data");
        return run.state != RunState::Finished && data != run.spec.params.end() && *data == copy.string();
    });
    std::error_code error;
    if (!needed && !fs::remove(copy, error) && error) {
        log::warn("Cannot remove {}: {}", copy.string(), error.message());
    }
    return {};
}

Result<std::vector<PreferencePair>> Workspace::loadPairs(const Dataset& dataset) const {
    std::vector<PreferencePair> pairs;
    pairs.reserve(std::min(dataset.pairs, mostReserved));  // a damaged database may say any number
    auto visited = visitPairs(m_impl->database, dataset.id, [&pairs](PreferencePair&& pair) -> Status {
        pairs.push_back(std::move(pair));
        return {};
    });
    if (!visited) {
        return failure(visited);
    }
    if (pairs.size() != dataset.pairs) {
        return fail(ErrorCode::NotFound,
                    "The data set \"" + dataset.name + "\" has " + std::to_string(pairs.size()) + " pairs instead of " +
                        std::to_string(dataset.pairs) + ".",
                    "It was removed meanwhile, or the workspace database is damaged: import it again.");
    }
    return pairs;
}

Result<PreferencePair> Workspace::loadPair(DatasetId dataset, const std::string& pairId) const {
    auto pair = findPair(m_impl->database, dataset, pairId);
    if (!pair) {
        return failure(pair);
    }
    if (!*pair) {
        return fail(ErrorCode::NotFound, "There is no pair \"" + pairId + "\" in this data set.");
    }
    return std::move(**pair);
}

}  // namespace saferscope
