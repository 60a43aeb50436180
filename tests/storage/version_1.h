// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "tests/support/check.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace saferscope::check {

/// The schema that the first release wrote: a copy, so that a change of the migrations' text cannot change the test.
inline constexpr const char* versionOneSchema = R"sql(
CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    name         TEXT NOT NULL UNIQUE,
    source_path  TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    pairs        INTEGER NOT NULL CHECK (pairs >= 0),
    skipped      INTEGER NOT NULL CHECK (skipped >= 0),
    imported_at  TEXT NOT NULL
) STRICT;
CREATE INDEX dataset_by_hash ON dataset (content_hash);

CREATE TABLE pair (
    id         INTEGER PRIMARY KEY,
    dataset_id INTEGER NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    pair_id    TEXT NOT NULL,
    subset     TEXT NOT NULL,
    split      TEXT NOT NULL,
    prompt     TEXT NOT NULL,
    chosen     TEXT NOT NULL,
    rejected   TEXT NOT NULL,
    meta       TEXT NOT NULL,
    UNIQUE (dataset_id, position),
    UNIQUE (dataset_id, pair_id)
) STRICT;

CREATE TABLE artifact (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT NOT NULL CHECK (kind IN ('model', 'sae', 'index')),
    name         TEXT NOT NULL,
    path         TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    run_id       TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    inputs       TEXT NOT NULL,
    reported     TEXT NOT NULL,
    fingerprint  TEXT NOT NULL,
    UNIQUE (kind, name)
) STRICT;
CREATE INDEX artifact_by_hash ON artifact (content_hash);

CREATE TABLE adoption (
    run_id     TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('moving', 'done', 'nothing')),
    adopted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluation (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id       TEXT NOT NULL,
    model_name   TEXT NOT NULL,
    model_hash   TEXT NOT NULL,
    dataset_name TEXT NOT NULL,
    dataset_hash TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    result       TEXT NOT NULL
) STRICT;
)sql";

/// A workspace database as the first release left it, with a row in every table.
inline void writeVersionOne(const std::filesystem::path& path) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    raw.exec("PRAGMA journal_mode=TRUNCATE");
    raw.exec("PRAGMA synchronous=OFF");  // nothing is to survive the test
    raw.exec(versionOneSchema);
    raw.exec(R"sql(
INSERT INTO setting VALUES ('date_string', '1 Jan 2030');
INSERT INTO dataset VALUES (4, 'hh', '/data/hh.jsonl', 'datahash', 1, 0, '2026-07-26T09:30:12Z');
INSERT INTO pair VALUES (9, 4, 0, 'p0', 's', 'train', '[]', 'yes', 'no', '{}');
INSERT INTO artifact VALUES (2, 'sae', 'first', 'saes/first', 'saehash', 'r1', '2026-07-26T09:30:12Z', '{}', '{}', '{}');
INSERT INTO adoption VALUES ('r1', 'sae', 'first', 'done', '2026-07-26T09:30:12Z');
INSERT INTO evaluation VALUES (1, 'r2', 'm', 'mh', 'hh', 'datahash', '2026-07-26T09:30:12Z', '{"accuracy":0.5}');
)sql");
    raw.exec("PRAGMA application_id=" + std::to_string(Database::applicationId));
    raw.exec("PRAGMA user_version=1");
}

}  // namespace saferscope::check
