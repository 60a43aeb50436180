// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace saferscope::faults {

/// What happens at the call of SQLite to the disk with this number (writes, flushes, truncations, removals of files, in
/// the order they come).
struct SqliteFault {
    enum class Kind {
        None,  ///< only counts
        Kill,  ///< SIGKILL before the call is made
        Torn,  ///< half of the bytes are written, then SIGKILL
        Full,  ///< this call and all later ones say that the disk is full
    } kind = Kind::None;
    int at = 0;  ///< from 1
};

/// Makes it the way in which every later connection of this process reaches the disk. Call once, in a child.
void installSqliteFault(const SqliteFault& fault);
/// Calls so far.
int sqliteCalls();
/// Whether the first call that was refused was a flush and not a write.
bool flushFailedFirst();

/// Runs `work` in a child; minus the signal that ended it, else what it returned (0 to 100).
int inChild(const std::function<int()>& work);

}  // namespace saferscope::faults
