// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/rating_store.h"
#include "tests/data/rating_examples.h"
#include "tests/storage/version_1.h"

namespace saferscope::check {

/// What versions 2, 3 and 4 added: copies, so that a change of the migrations' text cannot change the tests.
inline constexpr const char* versionTwoSchema = R"sql(
CREATE TABLE rating_event (
    position   INTEGER PRIMARY KEY,
    id         TEXT NOT NULL,
    copy       INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    sae_hash   TEXT NOT NULL,
    feature    INTEGER NOT NULL CHECK (feature BETWEEN 0 AND 4294967295),
    rater      TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('human', 'judge')),
    action     TEXT NOT NULL,
    score      INTEGER CHECK (score BETWEEN 1 AND 5),
    text       TEXT NOT NULL,
    target     TEXT NOT NULL,
    blind      INTEGER NOT NULL CHECK (blind IN (0, 1)),
    details    TEXT NOT NULL,
    hash       TEXT NOT NULL,
    UNIQUE (id, copy)
) STRICT;
CREATE INDEX rating_event_by_feature ON rating_event (sae_hash, feature);
CREATE INDEX rating_event_by_time ON rating_event (created_at);

CREATE TRIGGER rating_event_never_changes BEFORE UPDATE ON rating_event
BEGIN
    SELECT RAISE(ABORT, 'the rating log is never changed');
END;
CREATE TRIGGER rating_event_never_goes BEFORE DELETE ON rating_event
BEGIN
    SELECT RAISE(ABORT, 'the rating log is never shortened');
END;
CREATE TRIGGER rating_event_is_never_replaced BEFORE INSERT ON rating_event
WHEN EXISTS (SELECT 1 FROM rating_event WHERE id = NEW.id AND copy = NEW.copy)
    OR EXISTS (SELECT 1 FROM rating_event WHERE position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'the rating log is never overwritten');
END;

CREATE TABLE rater (
    position INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE feature_set (
    name       TEXT PRIMARY KEY,
    sae_hash   TEXT NOT NULL,
    created_at TEXT NOT NULL,
    content    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rating_source (
    run_id      TEXT PRIMARY KEY,
    bytes       INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    merged_at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

inline constexpr const char* versionThreeSchema = R"sql(
CREATE TABLE dataset_manifest (
    dataset_id INTEGER PRIMARY KEY REFERENCES dataset (id) ON DELETE CASCADE,
    manifest   TEXT NOT NULL
) STRICT;
)sql";

inline constexpr const char* versionFourSchema = R"sql(
CREATE TABLE document (
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    content    TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
)sql";

/// A workspace database as schema `version` (1 to 4) left it, with a row in every table and two ratings from 2 on.
inline void writeOldVersion(const std::filesystem::path& path, int version) {
    writeVersionOne(path);
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
    raw.exec("PRAGMA synchronous=OFF");
    if (version >= 2) {
        raw.exec(versionTwoSchema);
        raw.exec(
            "INSERT INTO rater (name, added_at) VALUES ('ann', '2026-07-26T09:30:12Z');"
            "INSERT INTO feature_set VALUES ('set', 'sae', '2026-07-26T09:30:12Z', '{}');"
            "INSERT INTO rating_source VALUES ('r3', 5, 6, '2026-07-26T09:30:12Z')");
        for (const auto& event : {rate(1, "ann", 4), rate(2, "ben", 2, FeatureId(9))}) {
            SQLite::Statement insert(
                raw,
                "INSERT INTO rating_event (id, created_at, sae_hash, feature, rater, kind, action, "
                "score, text, target, blind, details, hash) VALUES (?, ?, ?, ?, ?, 'human', 'rate', "
                "?, '', '', 0, '{}', ?)");
            insert.bind(1, event.id);
            insert.bind(2, event.createdAt);
            insert.bind(3, event.saeHash);
            insert.bind(4, static_cast<std::int64_t>(event.feature.value()));
            insert.bind(5, event.rater);
            insert.bind(6, *event.score);
            insert.bind(7, ratingHash(event));
            insert.exec();
        }
    }
    if (version >= 3) {
        raw.exec(versionThreeSchema);
        raw.exec("INSERT INTO dataset_manifest VALUES (4, '{}')");
    }
    if (version >= 4) {
        raw.exec(versionFourSchema);
        raw.exec("INSERT INTO document VALUES ('pair-list', 'mine', '2026-07-26T09:30:12Z', '{}')");
    }
    raw.exec("PRAGMA user_version=" + std::to_string(version));
}

}  // namespace saferscope::check
