// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <type_traits>

namespace saferscope {

/// What to do about a damaged database.
inline constexpr const char* damagedHint =
    "`safer workspace repair` saves what can be read and keeps this file beside it; or restore a backup.";

/// What an exception of SQLite means for people. `what` is what was being done: "read the data sets".
Error sqliteError(const SQLite::Exception& exception, const std::string& what, const std::filesystem::path& file);

/// Runs `work` (which returns a Result or Status) and turns exceptions of SQLite into its Error. For the .cpp files of
/// this folder only.
template <class Work>
auto guarded(const Database& database, const std::string& what, Work&& work) -> std::invoke_result_t<Work> {
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected<Error>(sqliteError(exception, what, database.path()));
    }
}

}  // namespace saferscope
