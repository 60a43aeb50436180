// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace saferscope {

/// $XDG_STATE_HOME/saferscope, or ~/.local/state/saferscope: the log, reports of faults, sessions.
std::filesystem::path stateFolder();

/// Sends the program's log and Qt's own warnings to saferscope.log in the XDG state folder (two files of at most 4
/// MiB). Where it cannot be written, the log goes to standard error; the window works all the same. Returns the file.
std::filesystem::path startLogFile();

}  // namespace saferscope
