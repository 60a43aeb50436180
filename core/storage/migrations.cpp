// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"

#include "core/base/clock.h"
#include "core/storage/database_backup.h"
#include "core/storage/presence_lock.h"
#include "core/storage/schema_check.h"
#include "core/storage/sqlite_guard.h"

#include <array>
#include <sqlite3.h>

namespace saferscope {

namespace {

// Step i brings version i to version i + 1. A published step is never edited: add another one.
constexpr std::array migrationSteps{
    R"sql(
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
)sql",
    // Version 2: ratings and feature sets. `position` counts from 1 without gaps, since nothing is ever deleted: a row
    // that vanished leaves one. `copy` is over 0 only for an event that was added again because the row of its earlier
    // copy was damaged. The trigger on INSERT is for INSERT OR REPLACE, which deletes without asking the one on DELETE.
    R"sql(
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
)sql",
    // Version 3: what a data set that Saferscope changed says of itself.
    R"sql(
CREATE TABLE dataset_manifest (
    dataset_id INTEGER PRIMARY KEY REFERENCES dataset (id) ON DELETE CASCADE,
    manifest   TEXT NOT NULL
) STRICT;
)sql",
    // Version 4: what people keep by name: steering profiles, causal results, lists of pairs.
    R"sql(
CREATE TABLE document (
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    content    TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
)sql",
    // Version 5: a hash of every row of the small tables (row_hash.h), since SQLite does not notice every flipped bit.
    R"sql(
ALTER TABLE setting ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE dataset ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE artifact ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE adoption ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE evaluation ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE rater ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE feature_set ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE rating_source ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE dataset_manifest ADD COLUMN hash TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN hash TEXT NOT NULL DEFAULT '';
UPDATE setting SET hash = row_hash('setting', key, value);
UPDATE dataset SET hash = row_hash('dataset', name, source_path, content_hash, pairs, skipped, imported_at);
UPDATE artifact SET hash = row_hash('artifact', kind, name, path, content_hash, run_id, created_at, inputs, reported,
                                    fingerprint);
UPDATE adoption SET hash = row_hash('adoption', run_id, kind, name, state, adopted_at);
UPDATE evaluation SET hash = row_hash('evaluation', run_id, model_name, model_hash, dataset_name, dataset_hash,
                                      created_at, result);
UPDATE rater SET hash = row_hash('rater', name, added_at);
UPDATE feature_set SET hash = row_hash('feature_set', name, sae_hash, created_at, content);
UPDATE rating_source SET hash = row_hash('rating_source', run_id, bytes, modified_ns, merged_at);
UPDATE dataset_manifest SET hash = row_hash('dataset_manifest', dataset_id, manifest);
UPDATE document SET hash = row_hash('document', kind, name, created_at, content);
)sql",
};

// Several reads that see one state of the file. Without it another process can create or migrate the database between
// two of them, and a fresh workspace looks like a stranger's.
class OneView {
public:
    explicit OneView(SQLite::Database& handle)
        : m_handle(handle), m_mine(sqlite3_get_autocommit(handle.getHandle()) != 0) {
        if (m_mine) {
            m_handle.exec("BEGIN");
        }
    }
    ~OneView() {
        if (m_mine) {
            m_handle.tryExec("ROLLBACK");  // nothing was written
        }
    }
    OneView(const OneView&) = delete;
    OneView& operator=(const OneView&) = delete;

private:
    SQLite::Database& m_handle;
    const bool m_mine;  // not inside a transaction already
};

int pragmaNumber(SQLite::Database& handle, const char* pragma) { return handle.execAndGet(pragma).getInt(); }

bool holdsNothing(SQLite::Database& handle) {
    return handle.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
}

}  // namespace

int newestSchemaVersion() { return static_cast<int>(migrationSteps.size()); }

const char* migrationStep(int step) { return migrationSteps[static_cast<std::size_t>(step)]; }

Status checkOwner(const Database& database) {
    return guarded(database, "read the version", [&]() -> Status {
        auto& handle = database.handle();
        const OneView view(handle);
        const int application = pragmaNumber(handle, "PRAGMA application_id");
        const int version = pragmaNumber(handle, "PRAGMA user_version");
        const bool fresh = application == 0 && version == 0 && holdsNothing(handle);
        if (application != Database::applicationId && !fresh) {
            return fail(ErrorCode::InvalidInput, database.path().string() + " is the database of another program.",
                        "Choose a folder that Saferscope made; this one is left untouched.");
        }
        if (version < 0 || version > newestSchemaVersion()) {
            return fail(ErrorCode::InvalidInput,
                        database.path().string() + " was written by a newer version of Saferscope (schema " +
                            std::to_string(version) + ", this program knows up to " +
                            std::to_string(newestSchemaVersion()) + ").",
                        "Update Saferscope; the workspace is left untouched.");
        }
        return {};
    });
}

Status checkSchema(const Database& database) {
    return guarded(database, "read the version", [&]() -> Status {
        auto& handle = database.handle();
        const OneView view(handle);
        if (auto ours = checkOwner(database); !ours) {
            return ours;
        }
        const auto problems = schemaProblems(database, pragmaNumber(handle, "PRAGMA user_version"));
        if (!problems) {
            return failure(problems);
        }
        if (!problems->empty()) {
            return fail(ErrorCode::InvalidInput,
                        database.path().string() + " is damaged or was changed by hand: " + problems->front() + ".",
                        damagedHint);
        }
        return {};
    });
}

namespace {

std::string backupName(int version) {
    std::string time = utcTimestamp();
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    return "schema-" + std::to_string(version) + "-" + time;
}

// While the caller holds the write lock, so that what is kept is what is migrated. The reading goes through a second
// connection: SQLite does not copy from one that is writing.
Status keepOldVersion(const Database& database, int version) {
    const auto refused = [&](const Error& error) -> Status {
        return fail(
            error.code,
            database.path().string() + " is of an older version of Saferscope and was left as it is, because no " +
                "backup could be made before the update: " + error.message,
            error.hint.empty() ? "Make a copy of the workspace, or repair it: `safer workspace repair`." : error.hint);
    };
    auto source = Database::openAsIs(database.path());
    if (!source) {
        return refused(source.error());
    }
    const std::filesystem::path folder = realDatabasePath(database.path()).parent_path() / "backups";
    auto kept = backupDatabase(*source, folder, backupName(version),
                               "before the update to schema " + std::to_string(newestSchemaVersion()));
    if (!kept) {
        return refused(kept.error());
    }
    return {};
}

}  // namespace

Status migrate(Database& database) {
    return guarded(database, "update the workspace", [&]() -> Status {
        auto& handle = database.handle();
        if (pragmaNumber(handle, "PRAGMA user_version") == newestSchemaVersion()) {
            return {};
        }
        if (database.readOnly()) {
            return fail(ErrorCode::InvalidInput,
                        database.path().string() +
                            " is of an older version of Saferscope and may not be written here, "
                            "so that it cannot be brought up to date.",
                        "Copy the workspace to a place that you may write to and open it there.");
        }
        auto transaction = Transaction::begin(database);
        if (!transaction) {
            return failure(transaction);
        }
        // Another process may have done it, or more, while this one waited.
        if (auto known = checkSchema(database); !known) {
            return known;
        }
        const int from = pragmaNumber(handle, "PRAGMA user_version");
        if (from > 0 && from < newestSchemaVersion()) {
            if (auto kept = keepOldVersion(database, from); !kept) {
                return kept;
            }
        }
        for (int step = from; step < newestSchemaVersion(); ++step) {
            handle.exec(migrationStep(step));
        }
        handle.exec("PRAGMA application_id=" + std::to_string(Database::applicationId));
        handle.exec("PRAGMA user_version=" + std::to_string(newestSchemaVersion()));
        return transaction->commit();
    });
}

}  // namespace saferscope
