// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

namespace saferscope {

/// The newest schema this program writes (PRAGMA user_version).
int newestSchemaVersion();

/// Refuses a database of another program and one written by a newer version; reads only.
Status checkSchema(const Database& database);

/// Brings an empty or older database to the newest schema in one transaction: killed at any moment, the file is the old
/// one or the new one. Two processes that migrate at once do it once. Nothing to do returns at once.
Status migrate(Database& database);

}  // namespace saferscope
