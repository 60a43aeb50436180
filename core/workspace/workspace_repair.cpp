// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_repair.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/text_check.h"
#include "core/data/rating_file.h"
#include "core/judge/judge_settings.h"
#include "core/storage/database_swap.h"
#include "core/storage/migrations.h"
#include "core/storage/rating_store.h"
#include "core/workspace/rating_merge.h"
#include "core/workspace/workspace_backup.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

bool isDamaged(const WorkspaceCheck& check) { return !check.ok(); }

// The database as it is, from a private copy: looking at the original would roll back its journal.
Result<bool> looksDamaged(const fs::path& copy, const fs::path& workspace, const ProgressCallback& progress,
                          const std::stop_token& stop) {
    auto database = Database::openAsIs(copy);
    if (!database) {
        return true;
    }
    if (auto owner = checkOwner(*database); !owner) {
        // A stranger's database that can be read is left alone; one that cannot, or that has our tables, is damaged.
        std::error_code error;
        const bool stranger = database->schemaVersion() || !fs::is_directory(workspace / "runs", error);
        if (stranger && !hasOurTables(*database)) {
            return failure(owner);
        }
        return true;
    }
    WorkspaceCheck check;
    check.full = true;
    if (auto checked = checkDatabase(*database, true, check, progress, stop); !checked) {
        return failure(checked);
    }
    return isDamaged(check);
}

// Ratings named as lost that other places still have. Only judges' may come from a run.
Status mergeLost(Database& database, std::vector<RatingEvent> events, const std::set<std::string>& wanted,
                 WorkspaceRepair& repair) {
    std::erase_if(events, [&wanted](const RatingEvent& event) { return !wanted.contains(event.id); });
    if (events.empty()) {
        return {};
    }
    auto transaction = Transaction::begin(database);
    if (!transaction) {
        return failure(transaction);
    }
    const auto merged = mergeInto(*transaction, events);
    if (!merged) {
        return failure(merged);
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed;
    }
    repair.healedRatings += merged->added;
    return {};
}

Result<std::set<std::string>> idsOf(const Database& database) {
    const auto log = readRatings(database, {});
    if (!log) {
        return failure(log);
    }
    std::set<std::string> ids;
    for (const auto& event : log->events) {
        ids.insert(event.id);
    }
    return ids;
}

std::set<std::string> missingIds(const std::vector<RatingEvent>& events, const std::set<std::string>& known) {
    std::set<std::string> missing;
    for (const auto& event : events) {
        if (!known.contains(event.id)) {
            missing.insert(event.id);
        }
    }
    return missing;
}

// A rating log never shrinks, so whatever a backup or a run has and the log has not was lost.
Status healFromLog(Database& database, std::vector<RatingEvent> events, std::set<std::string>& known,
                   WorkspaceRepair& repair) {
    const auto missing = missingIds(events, known);
    known.insert(missing.begin(), missing.end());
    return mergeLost(database, std::move(events), missing, repair);
}

Status healRatings(const RepairRequest& request, const fs::path& backupCopy, Database& database,
                   WorkspaceRepair& repair) {
    auto known = idsOf(database);
    if (!known) {
        return failure(known);
    }
    if (request.from) {
        const auto backup = Database::openAsIs(backupCopy);
        auto log = backup ? readRatings(*backup, {}) : failure(backup);
        if (!log) {
            return failure(log);
        }
        if (auto healed = healFromLog(database, std::move(log->events), *known, repair); !healed) {
            return healed;
        }
    }
    std::error_code error;
    for (fs::directory_iterator it(request.workspace / "runs", error), end; !error && it != end; it.increment(error)) {
        const fs::path file = it->path() / runRatingsName;
        std::error_code none;
        if (!fs::is_regular_file(fs::symlink_status(file, none))) {
            continue;
        }
        auto ratings = readRatingFile(file, true);
        if (!ratings) {
            repair.notes.push_back(ratings.error().message);
            continue;
        }
        std::erase_if(ratings->events, [](const RatingEvent& event) { return event.raterKind != RaterKind::Judge; });
        if (auto healed = healFromLog(database, std::move(ratings->events), *known, repair); !healed) {
            return healed;
        }
    }
    return {};
}

// A copy of the backup's database, brought to the newest schema: the backup itself stays as it is.
Status copyBackup(const RepairRequest& request, const fs::path& copy, const std::stop_token& stop) {
    if (const auto copied = copyFileHashed(*request.from / workspaceDatabaseName, copy, false, stop); !copied) {
        return failure(copied);
    }
    const auto opened = Database::open(copy);
    return opened ? Status() : failure(opened);
}

void forgetHealed(const Database& database, Salvage& salvage) {
    const auto known = idsOf(database);
    if (!known) {
        return;
    }
    const auto before = salvage.lost.size();
    std::erase_if(salvage.lost, [&known](const std::string& name) {
        return name.starts_with("rating event ") && known->contains(name.substr(13));
    });
    salvage.lostCount -= std::min<std::uint64_t>(salvage.lostCount, before - salvage.lost.size());
}

Status refuseUnlikeBackup(const RepairRequest& request, const ProgressCallback& progress, const std::stop_token& stop) {
    if (!request.from) {
        return {};
    }
    const auto verified = verifyBackup(*request.from, progress, stop);
    return verified ? Status() : failure(verified);
}

// A file that merely has the name of a database, alone in its folder, is somebody's file and not a damaged workspace.
// `database` is a private copy: closing the original would take away the locks that this process has on it.
bool looksLikeAWorkspace(const fs::path& folder, const fs::path& database) {
    std::array<char, 16> head{};
    std::ifstream(database, std::ios::binary).read(head.data(), head.size());
    std::error_code error;
    return std::string_view(head.data(), 15) == "SQLite format 3" || fs::is_directory(folder / "runs", error);
}

void tellWhatIsLeft(const RepairRequest& request, const fs::path& databasePath, WorkspaceRepair& repair) {
    for (const auto& folder : missingFolders(request.workspace)) {
        std::error_code error;
        if (!request.dryRun) {
            fs::create_directories(folder, error);
        }
        repair.notes.push_back("The folder " + folder.filename().string() +
                               (request.dryRun || error ? " is missing." : " was missing and was made again."));
    }
    const auto database = Database::openAsIs(databasePath);
    WorkspaceCheck check;
    if (database && checkFiles(request.workspace, *database, false, check, {}, {})) {
        for (auto& finding : check.findings) {
            repair.left.push_back(std::move(finding));
        }
    }
}

}  // namespace

OrderedJson toJson(const WorkspaceRepair& repair) {
    OrderedJson kept = OrderedJson::object();
    for (const auto& [table, rows] : repair.salvage.kept) {
        kept[table] = rows;
    }
    OrderedJson notes = OrderedJson::array();
    for (const auto* list : {&repair.salvage.notes, &repair.notes}) {
        for (const auto& note : *list) {
            notes.push_back(toValidUtf8(note));
        }
    }
    OrderedJson left = OrderedJson::array();
    for (const auto& finding : repair.left) {
        left.push_back({{"severity", severityName(finding.severity)},
                        {"what", finding.what},
                        {"where", finding.where},
                        {"hint", finding.hint}});
    }
    return {{"replaced", repair.replaced},
            {"kept_as", repair.keptAs.string()},
            {"kept", std::move(kept)},
            {"lost", repair.salvage.lost},
            {"lost_count", repair.salvage.lostCount},
            {"healed_ratings", repair.healedRatings},
            {"notes", std::move(notes)},
            {"left", std::move(left)}};
}

Result<WorkspaceRepair> repairWorkspace(const RepairRequest& request, const ProgressCallback& progress,
                                        const std::stop_token& stop) {
    std::error_code error;
    const fs::path path = realDatabasePath(request.workspace / workspaceDatabaseName);
    if (!fs::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, request.workspace.string() + " is not a workspace: it has no workspace.db.",
                    "Restore a backup into a new folder: `safer workspace restore BACKUP FOLDER`.");
    }
    if (auto likely = refuseUnlikeBackup(request, progress, stop); !likely) {
        return failure(likely);
    }
    WorkspaceRepair repair;
    {
        auto swap = DatabaseSwap::begin(path);
        if (!swap) {
            return failure(swap);
        }
        if (!request.from && !looksLikeAWorkspace(request.workspace, swap->workCopy())) {
            return fail(ErrorCode::InvalidInput,
                        path.string() + " is no database, and nothing beside it is of a workspace.",
                        "Restore a backup into a new folder: `safer workspace restore BACKUP FOLDER`.");
        }
        const auto damaged = looksDamaged(swap->workCopy(), request.workspace, progress, stop);
        if (!damaged) {
            return failure(damaged);
        }
        if (*damaged) {
            repair.replaced = true;
            if (auto renewed = swap->renewCopy(); !renewed) {  // looking at it may have changed the copy
                return failure(renewed);
            }
            auto salvaged = salvageDatabase(swap->workCopy(), swap->newDatabase(), progress, stop);
            if (!salvaged) {
                return failure(salvaged);
            }
            repair.salvage = std::move(*salvaged);
            auto database = Database::open(swap->newDatabase());
            if (!database) {
                return failure(database);
            }
            const fs::path backupCopy = swap->scratch("from.db");
            if (request.from) {
                auto healed = copyBackup(request, backupCopy, stop);
                healed = healed ? healFromBackup(backupCopy, *database, repair.salvage) : healed;
                if (!healed) {
                    return failure(healed);
                }
            }
            if (auto healed = healRatings(request, backupCopy, *database, repair); !healed) {
                return failure(healed);
            }
            forgetHealed(*database, repair.salvage);
            if (auto whole = database->verify(); !whole) {
                return failure(whole);
            }
        }
        if (*damaged && !request.dryRun) {
            auto kept = swap->commit(request.workspace / "backups");
            if (!kept) {
                return failure(kept);
            }
            repair.keptAs = std::move(*kept);
        }
    }
    tellWhatIsLeft(request, path, repair);
    return repair;
}

}  // namespace saferscope
