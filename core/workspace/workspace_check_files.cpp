// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/base/text_check.h"
#include "core/data/rating_file.h"
#include "core/experiments/sweep.h"
#include "core/experiments/verdict_file.h"
#include "core/jobs/run_state.h"
#include "core/judge/judge_settings.h"
#include "core/storage/artifact_store.h"
#include "core/storage/dataset_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/sweep_folder.h"
#include "core/workspace/sweep_runs.h"
#include "core/workspace/workspace_check.h"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* folderNames[] = {"runs", "datasets", "models", "saes", "indexes"};
constexpr std::size_t maxEntries = 1'000'000;

bool isFile(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(fs::symlink_status(path, error));
}

std::vector<fs::path> entriesOf(const fs::path& folder) {
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end && entries.size() < maxEntries;
         it.increment(error)) {
        entries.push_back(it->path());
    }
    std::ranges::sort(entries);
    return entries;
}

void report(WorkspaceCheck& check, Severity severity, const Error& error, const fs::path& where,
            const std::string& hint) {
    addFinding(check, severity, error.message, where.string(), error.hint.empty() ? hint : error.hint);
}

struct FileCheck {
    const fs::path& folder;
    WorkspaceCheck& check;
    const std::stop_token& stop;

    void artifact(const ArtifactRow& row, bool full) const;
    void artifactHash(ArtifactKind kind, const fs::path& path, const ArtifactRow& row, bool inside) const;
    void datasetCopies(const std::vector<DatasetRow>& datasets, bool full) const;
    void run(const fs::path& path) const;
    void sweep(const fs::path& path) const;
    void evaluation(const fs::path& path) const;
};

/// As a sentence begins with it.
std::string thingOf(const ArtifactRow& row) {
    return (row.kind == "model" ? "The model \""
            : row.kind == "sae" ? "The SAE \""
                                : "The index \"") +
           toValidUtf8(row.name) + "\"";
}

void FileCheck::artifact(const ArtifactRow& row, bool full) const {
    const fs::path path = folder / row.path;
    const bool inside = fs::path(row.path).is_relative();
    const auto kind = row.kind == "model" ? ArtifactKind::Model
                      : row.kind == "sae" ? ArtifactKind::Sae
                                          : ArtifactKind::Index;
    const std::string thing = thingOf(row);
    ++check.checked["artifacts"];
    const FilesState state = compareFiles(kind, path, row.fingerprint);
    if (state == FilesState::Gone) {
        addFinding(check, Severity::Warning, thing + " has gone from the disk.", path.string(),
                   inside ? "Restore it from a backup with artifacts, or make it again by the run that made it."
                          : "Put it back, or add it again from where it is now.");
        return;
    }
    if (state == FilesState::Changed) {
        addFinding(check, inside ? Severity::Damage : Severity::Warning,
                   thing + " does not have the files, or their sizes, that were recorded.", path.string(),
                   inside ? "Restore it from a backup with artifacts, or make it again."
                          : "Add it again if the change was meant.");
        return;
    }
    if (full) {
        artifactHash(kind, path, row, inside);
    } else if (state == FilesState::Touched) {
        addFinding(check, Severity::Note, thing + " was copied or touched since it was recorded.", path.string(),
                   "--full reads it and tells whether it is the same.");
    }
}

void FileCheck::artifactHash(ArtifactKind kind, const fs::path& path, const ArtifactRow& row, bool inside) const {
    const auto severity = inside ? Severity::Damage : Severity::Warning;
    const std::string hint =
        inside ? "Restore it from a backup with artifacts, or make it again." : "Add it again if the change was meant.";
    const auto recorded = row.fingerprint.find("hash");
    const std::string expected =
        recorded != row.fingerprint.end() && recorded->is_string() ? recorded->get<std::string>() : row.contentHash;
    const auto hash = hashArtifactFiles(kind, path);
    if (!hash) {
        report(check, severity, hash.error(), path, hint);
    } else if (*hash != expected && *hash != row.contentHash) {
        addFinding(check, severity, thingOf(row) + " is not what was recorded: its hash differs.", path.string(), hint);
    } else if (kind == ArtifactKind::Index) {
        const auto index = FeatureIndex::open(path);
        const Status whole = index ? (*index)->verify() : failure(index);
        if (!whole) {
            report(check, severity, whole.error(), path, hint);
        }
    }
    ++check.checked["artifact_hashes"];
}

// Workers read these; the database has the same pairs, so nothing is lost with them.
void FileCheck::datasetCopies(const std::vector<DatasetRow>& datasets, bool full) const {
    for (const auto& path : entriesOf(folder / "datasets")) {
        const auto known = std::ranges::find_if(datasets, [&path](const DatasetRow& row) {
            return path.filename().string() == row.contentHash.substr(0, 16) + ".jsonl";
        });
        if (!full || known == datasets.end() || !isFile(path)) {
            continue;
        }
        const auto hash = sha256File(path);
        ++check.checked["files"];
        if (!hash || *hash != known->contentHash) {
            addFinding(check, Severity::Damage,
                       "The workers' copy of the data set \"" + toValidUtf8(known->name) + "\" is damaged.",
                       path.string(), "Remove this file: it is made again from the database when it is needed.");
        }
    }
}

void FileCheck::run(const fs::path& path) const {
    ++check.checked["runs"];
    const RunPaths paths(path);
    const std::string again = "Restore the run from a backup, or remove its folder.";
    if (const auto spec = readRunSpec(path); !spec) {
        report(check, Severity::Damage, spec.error(), path, again);
    }
    if (isFile(paths.result())) {
        const auto json = readJsonFile(paths.result());
        const auto result = json ? runResultFromJson(*json, paths.result().string()) : failure(json);
        if (!result) {
            report(check, Severity::Damage, result.error(), paths.result(), again);
        }
    }
    if (isFile(path / runRatingsName)) {
        const auto ratings = readRatingFile(path / runRatingsName, true);
        if (!ratings) {
            report(check, Severity::Damage, ratings.error(), path / runRatingsName, again);
        } else if (ratings->problemCount > 0) {
            addFinding(check, Severity::Damage,
                       std::to_string(ratings->problemCount) + " lines are damaged: " + ratings->problems.front(),
                       (path / runRatingsName).string(),
                       "The ratings that were merged before are in the database; ask the judge for the others again.");
        }
    }
    if (isFile(path / verdictFileName)) {
        evaluation(path / verdictFileName);
    }
}

void FileCheck::evaluation(const fs::path& path) const {
    ++check.checked["verdicts"];
    // Gone meanwhile: an open window took it over, to where it is looked at later, or somebody removed its run.
    if (const auto verdicts = readVerdicts(path); !verdicts && isFile(path)) {
        report(check, Severity::Damage, verdicts.error(), path,
               "Restore it from a backup, or evaluate the model again.");
    }
}

void FileCheck::sweep(const fs::path& path) const {
    ++check.checked["sweeps"];
    const auto sweep = readSweep(folder, path.filename().string());
    const std::string hint = "Restore the sweep from a backup.";
    if (!sweep) {
        report(check, Severity::Damage, sweep.error(), path, hint);
        return;
    }
    if (const auto runs = readPlannedRuns(folder, *sweep); !runs) {
        report(check, Severity::Damage, runs.error(), path, hint);
    }
    std::set<std::string> plans;
    for (const auto& cell : sweep->cells) {
        if (!cell.planHash.empty() && plans.insert(cell.planHash).second) {
            const fs::path file = SweepPaths(path).plan(cell.planHash);
            const auto json = readJsonFile(file);
            const auto plan = json ? experimentPlanFromJson(*json, file.string()) : failure(json);
            if (!plan) {
                report(check, Severity::Damage, plan.error(), file, hint);
            } else if (planEffectHash(*plan) != cell.planHash) {
                addFinding(check, Severity::Damage, "The plan does not do what its name says: it was changed.",
                           file.string(), hint);
            }
        }
    }
}

}  // namespace

std::vector<fs::path> missingFolders(const fs::path& folder) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (const char* name : folderNames) {
        if (!fs::exists(folder / name, error)) {
            missing.push_back(folder / name);
        }
    }
    return missing;
}

namespace {

// ".NAME.XXXXXX" as mkstemp() and mkdtemp() make it.
bool isTemporaryName(const std::string& name) {
    if (name.size() < 9 || name.front() != '.' || name[name.size() - 7] != '.') {
        return false;
    }
    return std::all_of(name.end() - 6, name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
}

bool isADayOld(const fs::path& path) {
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    return !error && time < fs::file_time_type::clock::now() - std::chrono::hours(24);
}

}  // namespace

std::vector<fs::path> temporaryLeftovers(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    std::size_t seen = 0;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end && ++seen < maxEntries;
         it.increment(error)) {
        if (isTemporaryName(it->path().filename().string()) && isADayOld(it->path())) {
            found.push_back(it->path());
            it.disable_recursion_pending();
        }
    }
    return found;
}

Status checkFiles(const fs::path& folder, const Database& database, bool full, WorkspaceCheck& check,
                  const ProgressCallback& progress, const std::stop_token& stop) {
    const FileCheck files{folder, check, stop};
    const auto stopped = [&stop]() -> Status {
        return stop.stop_requested() ? fail(ErrorCode::Interrupted, "The check was stopped.") : Status();
    };
    for (const auto& path : missingFolders(folder)) {
        addFinding(check, Severity::Note, "A folder of the workspace is missing.", path.string(),
                   "It is made again when the workspace is opened.");
    }
    for (const auto& path : temporaryLeftovers(folder)) {
        addFinding(check, Severity::Note, "A program that was killed left a temporary file.", path.string(),
                   "It can be removed.");
    }
    ProgressMeter meter("Checking models and indexes", 0, progress);
    for (const char* kind : {"model", "sae", "index"}) {
        const auto rows = readArtifacts(database, kind);
        if (!rows) {
            report(check, Severity::Damage, rows.error(), database.path(), {});
            continue;
        }
        for (const auto& row : *rows) {
            if (auto go = stopped(); !go) {
                return go;
            }
            files.artifact(row, full);
            meter.advance();
        }
    }
    meter.finish();
    files.datasetCopies(readDatasets(database).value_or(std::vector<DatasetRow>{}), full);
    if (!full) {
        return {};
    }
    ProgressMeter folders("Checking runs and sweeps", 0, progress);
    std::error_code error;
    const auto each = [&](const char* name, auto&& look) -> Status {
        for (const auto& path : entriesOf(folder / name)) {
            if (auto go = stopped(); !go) {
                return go;
            }
            if (!path.filename().string().starts_with(".")) {
                look(path);
                folders.advance();
            }
        }
        return {};
    };
    const auto onlyFolders = [&error](auto&& look) {
        return [&error, look](const fs::path& path) {
            if (fs::is_directory(path, error)) {
                look(path);
            }
        };
    };
    Status done = each("runs", onlyFolders([&](const fs::path& path) { files.run(path); }));
    done = done ? each("sweeps", onlyFolders([&](const fs::path& path) { files.sweep(path); })) : done;
    done = done ? each("evaluations", [&](const fs::path& path) { files.evaluation(path); }) : done;
    folders.finish();
    return done;
}

}  // namespace saferscope
