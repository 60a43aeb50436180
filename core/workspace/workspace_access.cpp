// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_watch.h"

#include <cerrno>
#include <fcntl.h>
#include <stdlib.h>
#include <string>
#include <unistd.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

bool meansReadOnly(int error) { return error == EROFS || error == EACCES || error == EPERM; }

// access() is not enough: a network drive may promise what its server refuses. An empty file is made and removed; any
// other failure, such as a full disk, is for whoever writes to report.
int tryToWriteInto(const fs::path& folder) {
    std::string name = (folder / ".write-test-XXXXXX").string();
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) {
        return errno;
    }
    ::close(file);
    ::unlink(name.c_str());
    return 0;
}

}  // namespace

std::optional<std::string> whyReadOnly(const fs::path& folder) {
    const std::string keep = " What is in it can be looked at; nothing can be rated, imported or made here.";
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) != 0 && errno == EROFS) {
        return "The workspace lies on a disk that is mounted for reading only." + keep;
    }
    // By asking and not by opening: closing a file drops every lock this process holds on it, SQLite's among them.
    const fs::path database = folder / "workspace.db";
    if (::faccessat(AT_FDCWD, database.c_str(), W_OK, AT_EACCESS) != 0 && meansReadOnly(errno)) {
        return "You may read the workspace but not write it: its file workspace.db is protected." + keep;
    }
    if (meansReadOnly(tryToWriteInto(folder))) {
        return "You may read the workspace but not write it: its folder is protected." + keep;
    }
    return std::nullopt;
}

}  // namespace saferscope
