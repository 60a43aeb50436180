// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder_file.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

bool isBelow(const fs::path& file, const fs::path& folder) {
    const auto [inFolder, inFile] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return inFolder == folder.end() && inFile != file.end();
}

/// The blobs of the Hugging Face cache that the folder belongs to, or nothing.
fs::path cacheBlobs(const fs::path& folder) {
    for (fs::path place = folder; place.has_relative_path(); place = place.parent_path()) {
        if (place.parent_path().filename() == "snapshots") {
            return place.parent_path().parent_path() / "blobs";
        }
    }
    return {};
}

}  // namespace

Status checkFolderFile(const fs::path& file) {
    std::error_code error;
    const fs::file_status here = fs::symlink_status(file, error);
    if (!fs::exists(here)) {
        return {};
    }
    const fs::file_status target = fs::status(file, error);
    if (error || !fs::exists(target)) {
        return fail(ErrorCode::InvalidInput, file.string() + " is a link to something that is not there.",
                    "Fetch or copy the folder again, with the files its links lead to.");
    }
    if (!fs::is_regular_file(target)) {
        return fail(ErrorCode::InvalidInput, file.string() + " is not a regular file.",
                    "Nothing else is opened in a folder of files; fetch or copy it again.");
    }
    if (!fs::is_symlink(here)) {
        return {};
    }
    const fs::path realFile = fs::canonical(file, error);
    const fs::path realFolder = error ? fs::path() : fs::canonical(fs::absolute(file).parent_path(), error);
    const fs::path blobs = error ? fs::path() : cacheBlobs(realFolder);
    if (error || !(isBelow(realFile, realFolder) || (!blobs.empty() && realFile.parent_path() == blobs))) {
        return fail(ErrorCode::InvalidInput, file.string() + " is a link to a file outside its folder.",
                    "Copy the file into the folder if you trust where it leads.");
    }
    return {};
}

Status checkFolderFiles(const fs::path& folder, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (auto checked = checkFolderFile(folder / name); !checked) {
            return checked;
        }
    }
    return {};
}

Status checkFolderFiles(const fs::path& folder, std::span<const std::string> names) {
    for (const std::string& name : names) {
        if (auto checked = checkFolderFile(folder / name); !checked) {
            return checked;
        }
    }
    return {};
}

}  // namespace saferscope
