// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_guard.h"

#include <sqlite3.h>

namespace saferscope {

Error sqliteError(const SQLite::Exception& exception, const std::string& what, const std::filesystem::path& file) {
    const std::string place = "Cannot " + what + " in " + file.string() + ": ";
    if (exception.getExtendedErrorCode() == SQLITE_READONLY_ROLLBACK ||
        exception.getExtendedErrorCode() == SQLITE_READONLY_CANTINIT) {
        return {ErrorCode::Io, place + "a program that ended while it wrote left it half written.",
                "Open it once where you may write to the folder, or copy the folder to such a place."};
    }
    switch (exception.getErrorCode() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::Failed, place + "another program is writing to it.",
                    "Wait until the other import or window is done and try again."};
        case SQLITE_FULL:
            return {ErrorCode::Io, place + "the disk is full.",
                    "Free some space and try again; what was saved before is intact."};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {ErrorCode::Io, place + "it may not be written.", "Check the permissions of the workspace folder."};
        case SQLITE_CANTOPEN:
            return {ErrorCode::Io, place + "it cannot be opened.", "Check the permissions of the workspace folder."};
        case SQLITE_IOERR:
            return {ErrorCode::Io, place + "reading or writing the disk failed.",
                    "Check the disk; what was saved before is intact."};
        case SQLITE_CORRUPT:
            return {ErrorCode::Io, place + "the file is damaged.", damagedHint};
        case SQLITE_NOTADB:
            return {ErrorCode::InvalidInput, file.string() + " is not a workspace database.",
                    "Choose a folder that Saferscope made. If it was one, its database is damaged: `safer workspace "
                    "repair` says what can be saved."};
        case SQLITE_NOMEM:
            return {ErrorCode::OutOfMemory, place + "out of memory.", {}};
        case SQLITE_TOOBIG:
            return {ErrorCode::InvalidInput, place + "a text is too large for the database.", {}};
        case SQLITE_CONSTRAINT:
            return {ErrorCode::InvalidInput, place + "it conflicts with what is there (" + exception.what() + ").", {}};
        default:
            return {ErrorCode::Failed, place + exception.what() + ".", {}};
    }
}

}  // namespace saferscope
