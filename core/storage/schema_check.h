// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <string>
#include <vector>

namespace saferscope {

/// What is wrong with the tables of a database that says it has schema `version`, one phrase each: a table, index or
/// trigger that is missing or not as Saferscope makes it (a flipped bit, or a hand), a trigger, view or index that it
/// does not make: one of those could change or hide what other people's programs show. Tables of other names are left
/// alone. At most 20 phrases. Reads the list of tables only.
Result<std::vector<std::string>> schemaProblems(const Database& database, int version);

}  // namespace saferscope
