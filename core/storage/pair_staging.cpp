// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/pair_staging.h"

#include "core/base/log.h"
#include "core/storage/prompt_text.h"
#include "core/storage/sqlite_guard.h"

#include <algorithm>
#include <optional>
#include <sqlite3.h>

namespace saferscope {

namespace {

constexpr std::uint64_t pairsPerStep = 100;
constexpr std::chrono::milliseconds stepOfMoveTo{50};

}  // namespace

struct PairStaging::Impl {
    explicit Impl(Database& owner) : database(owner) {
        auto& handle = database.handle();
        handle.exec("PRAGMA temp_store=FILE");
        handle.exec("DROP TABLE IF EXISTS temp.staged_pair");
        handle.exec(
            "CREATE TEMP TABLE staged_pair (position INTEGER PRIMARY KEY, pair_id TEXT NOT NULL, subset TEXT NOT NULL, "
            "split TEXT NOT NULL, prompt TEXT NOT NULL, chosen TEXT NOT NULL, rejected TEXT NOT NULL, "
            "meta TEXT NOT NULL) STRICT");
        handle.exec("BEGIN");  // deferred: as long as only the temporary table is touched, the workspace is not locked
        insert.emplace(
            handle,
            "INSERT INTO temp.staged_pair (position, pair_id, subset, split, prompt, chosen, rejected, meta) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }
    ~Impl() {
        insert.reset();
        auto& handle = database.handle();
        if (collecting && sqlite3_get_autocommit(handle.getHandle()) == 0) {
            handle.tryExec("ROLLBACK");
        }
        // Not possible while the copying transaction is open; then the next staging or the end of the connection does
        // it.
        if (sqlite3_get_autocommit(handle.getHandle()) != 0) {
            handle.tryExec("DROP TABLE IF EXISTS temp.staged_pair");
        }
    }

    Database& database;
    std::optional<SQLite::Statement> insert;
    std::uint64_t count = 0;
    bool collecting = true;
};

PairStaging::PairStaging(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
PairStaging::PairStaging(PairStaging&&) noexcept = default;
PairStaging::~PairStaging() = default;

Result<PairStaging> PairStaging::create(Database& database) {
    return guarded(database, "prepare an import",
                   [&]() -> Result<PairStaging> { return PairStaging(std::make_unique<Impl>(database)); });
}

std::uint64_t PairStaging::size() const { return m_impl->count; }

Status PairStaging::add(const PreferencePair& pair) {
    return guarded(m_impl->database, "collect pairs", [&]() -> Status {
        auto& insert = *m_impl->insert;
        const std::string prompt = promptToText(pair.prompt);
        insert.bind(1, static_cast<std::int64_t>(m_impl->count));
        insert.bindNoCopy(2, pair.id);
        insert.bindNoCopy(3, pair.subset);
        insert.bindNoCopy(4, pair.split);
        insert.bindNoCopy(5, prompt);
        insert.bindNoCopy(6, pair.chosen);
        insert.bindNoCopy(7, pair.rejected);
        insert.bindNoCopy(8, pair.meta);
        insert.exec();
        insert.reset();
        ++m_impl->count;
        return {};
    });
}

Status PairStaging::close() {
    return guarded(m_impl->database, "collect pairs", [&]() -> Status {
        m_impl->insert.reset();
        m_impl->database.handle().exec("COMMIT");
        m_impl->collecting = false;
        return {};
    });
}

Status PairStaging::moveTo(Transaction& transaction, DatasetId dataset,
                           const std::function<bool(std::uint64_t)>& progress) {
    for (std::uint64_t done = 0; done < m_impl->count;) {
        if (progress && !progress(done)) {
            return fail(ErrorCode::Interrupted, "Saving the pairs was stopped; nothing was kept.");
        }
        const auto next = moveSome(transaction, dataset, done, stepOfMoveTo);
        if (!next) {
            return failure(next);
        }
        done = *next;
    }
    return {};
}

Result<std::uint64_t> PairStaging::moveSome(Transaction& transaction, DatasetId dataset, std::uint64_t from,
                                            std::chrono::milliseconds enough) {
    const auto begin = std::chrono::steady_clock::now();
    return guarded(m_impl->database, "save the pairs", [&]() -> Result<std::uint64_t> {
        SQLite::Statement copy(
            transaction.database().handle(),
            "INSERT INTO main.pair (dataset_id, position, pair_id, subset, split, prompt, chosen, rejected, meta) "
            "SELECT ?, position, pair_id, subset, split, prompt, chosen, rejected, meta FROM temp.staged_pair "
            "WHERE position >= ? AND position < ? ORDER BY position");
        while (from < m_impl->count && std::chrono::steady_clock::now() - begin < enough) {
            copy.bind(1, dataset.value());
            copy.bind(2, static_cast<std::int64_t>(from));
            copy.bind(3, static_cast<std::int64_t>(from + pairsPerStep));
            copy.exec();
            copy.reset();
            from = std::min(from + pairsPerStep, m_impl->count);
        }
        return from;
    });
}

}  // namespace saferscope
