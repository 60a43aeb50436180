// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>

namespace saferscope {

/// For a connection that only looks: from now on a statement fails at once where another one is writing, instead of
/// waiting for it.
void neverWait(Database& database);

/// A number that is another one after every commit of another connection, of this process or not. Nothing while
/// somebody is just writing to the file.
std::optional<std::int64_t> dataVersion(const Database& database);

/// Texts that differ when the rows differ (documents: when names or times do; their contents can be megabytes).
struct ChangeStamps {
    std::string settings;
    std::string datasets;
    std::string artifacts;  ///< and evaluations
    std::string featureSets;
    std::string documents;
    std::int64_t lastRating = 0;  ///< position of the newest rating event
};
Result<ChangeStamps> readChangeStamps(const Database& database);

}  // namespace saferscope
