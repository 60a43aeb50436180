// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/dataset_saving.h"

#include "core/data/rating.h"
#include "core/storage/manifest_store.h"
#include "core/storage/unfinished_datasets.h"
#include "core/workspace/artifact_files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// A rating that comes during a turn waits for its end; in the pause it gets its turn (waitForOthers in database.cpp
// looks every few milliseconds).
constexpr std::chrono::milliseconds longestTurn{60};
constexpr std::chrono::milliseconds pause{8};
constexpr int pairsRemovedPerTurn = 200;  // each page is zeroed and comes into the journal: some 2 MB

/// Proof that an import is alive: a locked file. The kernel gives the lock back however its holder ends.
class ImportMark {
public:
    /// Locked before it gets its name, so that a file of that name which is not locked is a dead import's.
    static Result<ImportMark> make(const fs::path& file) {
        std::error_code ignored;
        fs::create_directories(file.parent_path(), ignored);
        std::string name = (file.parent_path() / ".mark.XXXXXX").string();
        const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor < 0 || ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 ||
            ::rename(name.c_str(), file.c_str()) != 0) {
            const int error = errno;
            if (descriptor >= 0) {
                ::unlink(name.c_str());
                ::close(descriptor);
            }
            return fail(ErrorCode::Io,
                        "Cannot write to " + file.parent_path().string() + ": " + std::strerror(error) + ".",
                        "Check the permissions of the workspace folder and the room on its disk.");
        }
        return ImportMark(file, descriptor);
    }
    static bool holderLives(const fs::path& file) {
        const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor < 0) {
            return errno != ENOENT;  // what cannot be looked at is left alone
        }
        const bool lives = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0;
        ::close(descriptor);
        return lives;
    }
    ImportMark(ImportMark&& other) noexcept
        : m_file(std::move(other.m_file)), m_descriptor(std::exchange(other.m_descriptor, -1)) {}
    ImportMark& operator=(ImportMark&&) = delete;
    ~ImportMark() {
        if (m_descriptor >= 0) {
            ::unlink(m_file.c_str());
            ::close(m_descriptor);
        }
    }

private:
    ImportMark(fs::path file, int descriptor) : m_file(std::move(file)), m_descriptor(descriptor) {}
    fs::path m_file;
    int m_descriptor;
};

fs::path markOf(const Database& database, const std::string& name) {
    return database.path().parent_path() / "datasets" / name;
}

/// One short transaction around `work`.
template <class Work>
auto inTurn(Database& database, Work&& work) -> std::invoke_result_t<Work, Transaction&> {
    auto transaction = Transaction::begin(database);
    if (!transaction) {
        return failure(transaction);
    }
    auto done = work(*transaction);
    if (done) {
        if (auto committed = transaction->commit(); !committed) {
            return failure(committed);
        }
    }
    return done;
}

Status deletePairs(Database& database, DatasetId dataset) {
    while (true) {
        const auto more = inTurn(database, [&](Transaction& transaction) {
            return deleteSomePairs(transaction, dataset, pairsRemovedPerTurn);
        });
        if (!more) {
            return failure(more);
        }
        if (!*more) {
            return {};
        }
        std::this_thread::sleep_for(pause);
    }
}

// What a killed import or removal left. It is in nobody's way, so that a failure is for the next time.
void removeAbandoned(Database& database) {
    const auto unfinished = readUnfinishedDatasets(database);
    for (const auto& one : unfinished ? *unfinished : std::vector<UnfinishedDataset>{}) {
        const bool import = one.name.starts_with(importPrefix) && isPlainName(one.name.substr(1));
        if (import && ImportMark::holderLives(markOf(database, one.name))) {
            continue;
        }
        if (auto removed = deletePairs(database, one.id); !removed) {
            log::warn("{}", removed.error().message);
            return;
        }
    }
    std::error_code error;
    std::vector<fs::path> dead;
    for (fs::directory_iterator it(markOf(database, {}), error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename().string().starts_with(importPrefix) && !ImportMark::holderLives(it->path())) {
            dead.push_back(it->path());
        }
    }
    for (const fs::path& mark : dead) {
        fs::remove(mark, error);
    }
}

Status requireFree(const Database& database, const std::string& name) {
    const auto taken = findDataset(database, name);
    if (!taken) {
        return failure(taken);
    }
    if (*taken) {
        return fail(ErrorCode::InvalidInput, "There is a data set \"" + name + "\" already.",
                    "Choose another name, or remove that one first.");
    }
    return {};
}

}  // namespace

Status requireDatasetName(const Database& database, const std::string& name) {
    if (!isPlainName(name)) {
        return fail(ErrorCode::Usage, "\"" + name + "\" cannot be the name of a data set.",
                    "Use up to 100 letters without slashes, not starting with a dot.");
    }
    return requireFree(database, name);
}

Result<DatasetRow> saveStaged(Database& database, PairStaging& staging, DatasetRow row, const std::string& manifest,
                              const ProgressCallback& progress, const std::stop_token& stop) {
    removeAbandoned(database);
    const std::string unfinished = importPrefix + newRatingId();
    const auto mark = ImportMark::make(markOf(database, unfinished));
    if (!mark) {
        return failure(mark);
    }
    const auto id = inTurn(database, [&](Transaction& transaction) -> Result<DatasetId> {
        if (auto available = requireFree(database, row.name); !available) {  // taken while the file was read?
            return failure(available);
        }
        return addUnfinishedDataset(transaction, unfinished);
    });
    if (!id) {
        return failure(id);
    }
    const auto giveUp = [&](const Error& error) -> Result<DatasetRow> {
        if (auto removed = deletePairs(database, *id); !removed) {
            log::warn("{}", removed.error().message);  // the next import tries again
        }
        return tl::unexpected(error);
    };
    row.id = *id;
    ProgressMeter meter("Saving pairs", row.pairs, progress);
    for (std::uint64_t done = 0; done < staging.size();) {
        meter.set(done);
        if (stop.stop_requested()) {
            return giveUp({ErrorCode::Interrupted, "Saving the pairs was stopped; nothing was kept.", {}});
        }
        const auto next = inTurn(
            database, [&](Transaction& transaction) { return staging.moveSome(transaction, *id, done, longestTurn); });
        if (!next) {
            return giveUp(next.error());
        }
        done = *next;
        std::this_thread::sleep_for(pause);
    }
    const auto finished = inTurn(database, [&](Transaction& transaction) -> Status {
        if (auto available = requireFree(database, row.name); !available) {
            return available;
        }
        if (auto named = finishDataset(transaction, *id, row); !named) {
            return named;
        }
        return manifest.empty() ? Status() : putDatasetManifest(transaction, *id, manifest);
    });
    if (!finished) {
        return giveUp(finished.error());
    }
    meter.set(row.pairs);
    meter.finish();
    return row;
}

Status removeStored(Database& database, const std::string& name) {
    removeAbandoned(database);
    const auto id = inTurn(database, [&](Transaction& transaction) {
        return setDatasetAside(transaction, name, removedPrefix + newRatingId());
    });
    if (!id) {
        return failure(id);
    }
    // Gone for everybody from here on; what follows only gives the room back.
    if (auto removed = deletePairs(database, *id); !removed) {
        log::warn("The data set \"{}\" is removed, but its room is not free yet: {}", name, removed.error().message);
    }
    return {};
}

}  // namespace saferscope
