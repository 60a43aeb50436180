// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

namespace saferscope {

/// The newest schema this program writes (PRAGMA user_version).
int newestSchemaVersion();
/// SQL that brings version `step` to version `step` + 1; needs row_hash() (core/storage/row_hash.h).
const char* migrationStep(int step);

/// Refuses a database of another program, one written by a newer version, and one whose tables are not those of its
/// version; reads only.
Status checkSchema(const Database& database);
/// The first two of these only: what is left to say of a database that is looked at because it is damaged.
Status checkOwner(const Database& database);

/// Brings an empty or older database to the newest schema in one transaction: killed at any moment, the file is the old
/// one or the new one. Two processes that migrate at once do it once. Of an older one a backup is made first, below
/// backups/ beside the file, and read back; without it nothing is changed. Nothing to do returns at once.
Status migrate(Database& database);

}  // namespace saferscope
