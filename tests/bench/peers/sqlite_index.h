// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"

#include <cstdint>
#include <filesystem>
#include <memory>

struct sqlite3;

namespace saferscope::bench {

/// What is at hand when latents are to be asked for: one row per latent in SQLite, with an index for the questions by
/// feature and one for those by pair. Mirrors no program in particular; the schema is the plain one.
class SqliteLatents {
public:
    static std::unique_ptr<SqliteLatents> create(const std::filesystem::path& path);
    SqliteLatents(const SqliteLatents&) = delete;
    SqliteLatents& operator=(const SqliteLatents&) = delete;
    ~SqliteLatents();

    void add(std::uint32_t number, const IndexedPair& pair);
    /// Makes the two indexes and commits.
    bool finish();

    std::uint64_t topContexts(std::uint32_t feature) const;  ///< the 50 largest values
    std::uint64_t wholePair(std::uint32_t pair) const;       ///< every latent of a pair, in order

private:
    explicit SqliteLatents(sqlite3* database) : m_database(database) {}
    bool run(const char* sql) const;
    std::uint64_t ask(const char* sql, std::uint32_t number) const;

    sqlite3* m_database;
};

}  // namespace saferscope::bench
