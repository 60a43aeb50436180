// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/sqlite_index.h"

#include <sqlite3.h>

namespace saferscope::bench {

std::unique_ptr<SqliteLatents> SqliteLatents::create(const std::filesystem::path& path) {
    sqlite3* database = nullptr;
    const int opened = ::sqlite3_open(path.c_str(), &database);
    std::unique_ptr<SqliteLatents> made(new SqliteLatents(database));
    // Kind to it: no journal, no waiting for the disk, pages of 4 KiB, 64 MB of cache.
    const bool good =
        opened == SQLITE_OK && made->run("PRAGMA journal_mode=OFF") && made->run("PRAGMA synchronous=OFF") &&
        made->run("PRAGMA cache_size=-65536") &&
        made->run(
            "CREATE TABLE latent (pair INTEGER NOT NULL, segment INTEGER NOT NULL, token INTEGER NOT NULL, "
            "feature INTEGER NOT NULL, value REAL NOT NULL)") &&
        made->run("BEGIN");
    return good ? std::move(made) : nullptr;
}

SqliteLatents::~SqliteLatents() { ::sqlite3_close(m_database); }

bool SqliteLatents::run(const char* sql) const {
    return ::sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

void SqliteLatents::add(std::uint32_t number, const IndexedPair& pair) {
    sqlite3_stmt* insert = nullptr;
    ::sqlite3_prepare_v2(m_database, "INSERT INTO latent VALUES (?, ?, ?, ?, ?)", -1, &insert, nullptr);
    for (int segment = 0; segment < 3; ++segment) {
        const auto& tokens = pair.segments[static_cast<std::size_t>(segment)].latents;
        for (std::size_t token = 0; token < tokens.size(); ++token) {
            for (const LatentEntry& entry : tokens[token]) {
                ::sqlite3_bind_int64(insert, 1, number);
                ::sqlite3_bind_int(insert, 2, segment);
                ::sqlite3_bind_int(insert, 3, static_cast<int>(token));
                ::sqlite3_bind_int64(insert, 4, entry.feature.value());
                ::sqlite3_bind_double(insert, 5, static_cast<double>(entry.value));
                ::sqlite3_step(insert);
                ::sqlite3_reset(insert);
            }
        }
    }
    ::sqlite3_finalize(insert);
}

bool SqliteLatents::finish() {
    return run("CREATE INDEX latent_by_feature ON latent (feature, value DESC)") &&
           run("CREATE INDEX latent_by_pair ON latent (pair, segment, token)") && run("COMMIT");
}

std::uint64_t SqliteLatents::ask(const char* sql, std::uint32_t number) const {
    sqlite3_stmt* select = nullptr;
    ::sqlite3_prepare_v2(m_database, sql, -1, &select, nullptr);
    ::sqlite3_bind_int64(select, 1, number);
    std::uint64_t sum = 0;
    while (::sqlite3_step(select) == SQLITE_ROW) {
        sum += static_cast<std::uint64_t>(::sqlite3_column_int64(select, 0) + ::sqlite3_column_int64(select, 1));
        sum += static_cast<std::uint64_t>(::sqlite3_column_double(select, 2) * 1000.0);
    }
    ::sqlite3_finalize(select);
    return sum;
}

std::uint64_t SqliteLatents::topContexts(std::uint32_t feature) const {
    return ask("SELECT pair, token, value FROM latent WHERE feature = ? ORDER BY value DESC LIMIT 50", feature);
}

std::uint64_t SqliteLatents::wholePair(std::uint32_t pair) const {
    return ask("SELECT token, feature, value FROM latent WHERE pair = ? ORDER BY segment, token", pair);
}

}  // namespace saferscope::bench
