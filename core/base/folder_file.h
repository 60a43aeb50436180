// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <initializer_list>
#include <span>
#include <string>

namespace saferscope {

/// Refuses a file that a folder brings along (weights, config.json, a shard of an index) and that must not be opened:
/// a link that leads out of the folder, and anything that is no regular file (a FIFO, a device, a socket, a folder).
/// Nothing is opened to find that out. A folder from elsewhere could else have any file of this machine read, and
/// copied on as a part of it.
///
/// Links within the folder, also to folders below it, are fine, and the folder itself may be one. One place outside is
/// allowed: a Hugging Face cache keeps what lies below NAME/snapshots/REVISION in its own NAME/blobs.
/// A file that is not there is no failure here: whoever opens it says so better. The folder must not be changed by an
/// enemy while it is read: what is found out here holds for this moment.
Status checkFolderFile(const std::filesystem::path& file);

/// The same for several names in a folder; the first that is refused.
Status checkFolderFiles(const std::filesystem::path& folder, std::initializer_list<const char*> names);
Status checkFolderFiles(const std::filesystem::path& folder, std::span<const std::string> names);

}  // namespace saferscope
