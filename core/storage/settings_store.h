// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <map>

namespace saferscope {

/// Named texts of a workspace.
Result<std::map<std::string, std::string>> readSettings(const Database& database);
Status writeSetting(Transaction& transaction, const std::string& key, const std::string& value);

}  // namespace saferscope
