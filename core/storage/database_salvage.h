// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/storage/database.h"

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

struct Salvage {
    std::map<std::string, std::uint64_t> kept;  ///< rows by table
    std::vector<std::string> lost;   ///< "rating event 0123…", "document causal-result night", at most 10,000 of them
    std::uint64_t lostCount = 0;     ///< all that are known of
    std::vector<std::string> notes;  ///< what else was done, one sentence each
};

/// Reads what can be read of a damaged database, row by row and past damaged pages, into a new one of the newest schema
/// at `target`. A row that does not fit its hash is left out and named: nothing is guessed. A data set whose pairs are
/// not those that were imported keeps them under another name. `damaged` is a private copy (with its journal, if it has
/// one) and is changed: its header and list of tables are put right. Where not even that can be read, the new database
/// is empty and the notes say so.
Result<Salvage> salvageDatabase(const std::filesystem::path& damaged, const std::filesystem::path& target,
                                const ProgressCallback& progress, const std::stop_token& stop);

/// Rows of a backup's database (of the newest schema) that `salvage` lost, those that fit their hashes: taken over into
/// `target`, removed from the list. Data sets whose pairs were lost or changed are taken whole.
Status healFromBackup(const std::filesystem::path& backupDatabase, Database& target, Salvage& salvage);

}  // namespace saferscope
