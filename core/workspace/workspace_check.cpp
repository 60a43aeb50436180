// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_check.h"

#include "core/base/hash.h"
#include "core/base/text_check.h"
#include "core/causal/steering_profile.h"
#include "core/data/json_slice.h"
#include "core/data/pair_writer.h"
#include "core/experiments/manifest.h"
#include "core/storage/artifact_store.h"
#include "core/storage/database_backup.h"
#include "core/storage/dataset_store.h"
#include "core/storage/document_store.h"
#include "core/storage/evaluation_store.h"
#include "core/storage/manifest_store.h"
#include "core/storage/migrations.h"
#include "core/storage/rating_store.h"
#include "core/storage/row_hash.h"
#include "core/storage/schema_check.h"
#include "core/workspace/kept_results.h"
#include "core/workspace/pair_lists.h"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t maxFindings = 1000;
constexpr const char* repairHint =
    "`safer workspace repair` keeps all that can be read; with --from BACKUP it also brings back what the backup has.";

std::string inDatabase(const Database& database, const std::string& row) {
    return database.path().string() + (row.empty() ? "" : ": " + row);
}

void addDamage(WorkspaceCheck& check, const Database& database, const std::string& what, const std::string& row) {
    addFinding(check, Severity::Damage, what, inDatabase(database, row), repairHint);
}

// A read that fails is damage, too: the sentence says what.
template <class T>
std::vector<T> orDamage(Result<std::vector<T>> result, WorkspaceCheck& check, const Database& database) {
    if (!result) {
        addDamage(check, database, result.error().message, {});
        return {};
    }
    return std::move(*result);
}

Status checkPairs(const Database& database, const DatasetRow& dataset, WorkspaceCheck& check,
                  const ProgressCallback& progress, const std::stop_token& stop) {
    ProgressMeter meter("Checking the pairs of " + toValidUtf8(dataset.name), dataset.pairs, progress);
    Sha256 hash;
    std::uint64_t pairs = 0;
    auto visited = visitPairs(database, dataset.id, [&](PreferencePair&& pair) -> Status {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The check was stopped.");
        }
        if (!isJsonObject(pair.meta)) {  // a line leaves out what is none, and its hash would be that of an empty one
            return fail(ErrorCode::InvalidInput,
                        "The meta data of pair " + toValidUtf8(pair.id) + " is no JSON object.");
        }
        hash.update(pairToJsonLine(pair));
        hash.update("\n");
        ++pairs;
        meter.advance();
        return {};
    });
    if (!visited && visited.error().code == ErrorCode::Interrupted) {
        return visited;
    }
    check.checked["pairs"] += pairs;
    const std::string row = "data set \"" + toValidUtf8(dataset.name) + "\"";
    if (!visited) {
        addDamage(check, database, visited.error().message, row);
    } else if (hash.hex() != dataset.contentHash) {
        addDamage(check, database,
                  "The pairs of the data set \"" + toValidUtf8(dataset.name) + "\" are not those that were imported (" +
                      std::to_string(pairs) + " of " + std::to_string(dataset.pairs) + " are there).",
                  row);
    }
    meter.finish();
    return {};
}

void checkDocuments(const Database& database, WorkspaceCheck& check) {
    for (const char* kind : {"steering-profile", "causal-result", "pair-list", "playground-draft"}) {
        for (const auto& row : orDamage(readDocuments(database, kind), check, database)) {
            ++check.checked["documents"];
            const std::string where = row.kind + " \"" + toValidUtf8(row.name) + "\"";
            const auto json = parseJson(row.content, where);
            Status read = json ? Status() : failure(json);
            if (read && row.kind == "steering-profile") {
                const auto parsed = steeringProfileFromJson(*json, where);
                read = parsed ? Status() : failure(parsed);
            } else if (read && row.kind == "causal-result") {
                const auto parsed = keptResultFromJson(*json, where);
                read = parsed ? Status() : failure(parsed);
            } else if (read && row.kind == "pair-list") {
                const auto parsed = pairListFromJson(*json, row.name);
                read = parsed ? Status() : failure(parsed);
            }
            if (!read) {
                addDamage(check, database, read.error().message, where);
            }
        }
    }
}

void checkRecords(const Database& database, const std::vector<DatasetRow>& datasets, WorkspaceCheck& check) {
    for (const auto& dataset : datasets) {
        const auto manifest = findDatasetManifest(database, dataset.id);
        const std::string where = "manifest of the data set \"" + toValidUtf8(dataset.name) + "\"";
        if (!manifest) {
            addDamage(check, database, manifest.error().message, where);
        } else if (*manifest) {
            const auto json = parseJson(**manifest, "The " + where);
            const auto parsed = json ? datasetManifestFromJson(*json, "The " + where) : failure(json);
            if (!parsed) {
                addDamage(check, database, parsed.error().message, where);
            }
        }
    }
    for (auto& row : orDamage(readEvaluations(database), check, database)) {
        check.checked["evaluations"] += row.result.is_object() ? 1 : 0;
    }
    const auto sets = readFeatureSets(database);
    const auto counts = countRows(database);
    if (sets && counts && sets->size() != counts->at("feature_sets")) {
        addDamage(check, database,
                  std::to_string(counts->at("feature_sets") - sets->size()) + " feature sets cannot be read.",
                  "feature sets");
    }
    check.checked["feature_sets"] += sets ? sets->size() : 0;
    checkDocuments(database, check);
}

// Tables of a schema that this program would migrate: only what is the same in all of them.
Status checkOldVersion(const Database& database, int version, WorkspaceCheck& check) {
    addFinding(check, Severity::Note,
               "The workspace is of an older version of Saferscope (schema " + std::to_string(version) +
                   "); records other than ratings are not hashed yet.",
               database.path().string(), "It is brought up to date when it is opened; a backup is made first.");
    return {};
}

}  // namespace

const char* severityName(Severity severity) {
    switch (severity) {
        case Severity::Note:
            return "note";
        case Severity::Warning:
            return "warning";
        case Severity::Damage:
            return "damage";
    }
    return "note";
}

bool WorkspaceCheck::ok() const {
    return std::ranges::none_of(findings,
                                [](const CheckFinding& finding) { return finding.severity == Severity::Damage; });
}

void addFinding(WorkspaceCheck& check, Severity severity, const std::string& what, const std::string& where,
                std::string hint) {
    if (check.findings.size() < maxFindings) {
        check.findings.push_back({severity, toValidUtf8(what), toValidUtf8(where), std::move(hint)});
    }
}

OrderedJson toJson(const WorkspaceCheck& check) {
    OrderedJson findings = OrderedJson::array();
    for (const auto& finding : check.findings) {
        findings.push_back({{"severity", severityName(finding.severity)},
                            {"what", finding.what},
                            {"where", finding.where},
                            {"hint", finding.hint}});
    }
    OrderedJson checked = OrderedJson::object();
    for (const auto& [kind, count] : check.checked) {
        checked[kind] = count;
    }
    return {{"ok", check.ok()},
            {"full", check.full},
            {"checked", std::move(checked)},
            {"findings", std::move(findings)},
            {"seconds", check.seconds}};
}

Status checkDatabase(const Database& database, bool full, WorkspaceCheck& check, const ProgressCallback& progress,
                     const std::stop_token& stop) {
    ProgressMeter meter("Checking the database", 0, progress);
    for (const auto& line : orDamage(database.damage(full), check, database)) {
        addDamage(check, database, "SQLite finds the database damaged: " + line + ".", {});
    }
    const auto version = database.schemaVersion();
    if (!version) {
        addDamage(check, database, version.error().message, {});
        return {};
    }
    for (const auto& problem : orDamage(schemaProblems(database, *version), check, database)) {
        addDamage(check, database, "The database is damaged or was changed by hand: " + problem + ".", "tables");
    }
    if (*version >= 2) {
        const auto ratings = readRatings(database, {});
        if (!ratings) {
            addDamage(check, database, ratings.error().message, "ratings");
        } else {
            check.checked["ratings"] = ratings->events.size() + ratings->damaged.size();
            for (const auto& name : ratings->damaged) {
                addDamage(check, database, "A rating is damaged and left out.", "rating " + name);
            }
        }
    }
    if (*version < newestSchemaVersion()) {
        return checkOldVersion(database, *version, check);
    }
    for (const auto& row : orDamage(findDamagedRows(database), check, database)) {
        addDamage(check, database, "A record is not what was saved: its hash does not fit.", row);
    }
    meter.finish();
    const auto datasets = orDamage(readDatasets(database), check, database);
    check.checked["datasets"] = datasets.size();
    for (const auto& dataset : datasets) {
        if (full) {
            if (auto checked = checkPairs(database, dataset, check, progress, stop); !checked) {
                return checked;
            }
        }
    }
    if (full) {
        checkRecords(database, datasets, check);
    }
    return {};
}

bool hasOurTables(const Database& database) {
    for (int version = newestSchemaVersion(); version >= 1; --version) {
        if (const auto problems = schemaProblems(database, version); problems && problems->empty()) {
            return true;
        }
    }
    return false;
}

std::vector<std::string> damageSeenOnOpening(const Database& database) {
    const auto rows = findDamagedRows(database);
    if (!rows) {
        return {rows.error().message};
    }
    std::vector<std::string> sentences;
    for (const auto& row : *rows) {
        sentences.push_back("The record \"" + row + "\" is not what was saved: its hash does not fit.");
    }
    return sentences;
}

Result<WorkspaceCheck> checkWorkspace(const fs::path& folder, bool full, const ProgressCallback& progress,
                                      const std::stop_token& stop) {
    const auto begin = std::chrono::steady_clock::now();
    WorkspaceCheck check;
    check.full = full;
    std::error_code error;
    const fs::path path = folder / workspaceDatabaseName;
    if (!fs::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, folder.string() + " is not a workspace: it has no workspace.db.",
                    "Choose a folder that Saferscope made.");
    }
    auto database = Database::openAsIs(path);
    const Status owner = database ? checkOwner(*database) : failure(database);
    // Another program's and a newer version's are none of ours; what cannot be read at all is a damaged one where the
    // folder looks like a workspace.
    const bool ours = owner || (database && hasOurTables(*database)) ||
                      (fs::is_directory(folder / "runs", error) && !(database && database->schemaVersion()));
    if (!ours) {
        return failure(owner);
    }
    if (!owner) {
        addFinding(check, Severity::Damage, owner.error().message, path.string(), repairHint);
    } else {
        if (auto checked = checkDatabase(*database, full, check, progress, stop); !checked) {
            return failure(checked);
        }
        if (auto checked = checkFiles(folder, *database, full, check, progress, stop); !checked) {
            return failure(checked);
        }
    }
    std::ranges::stable_sort(check.findings, std::ranges::greater{}, &CheckFinding::severity);
    check.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return check;
}

}  // namespace saferscope
