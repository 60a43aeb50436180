// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/run_adoption.h"

#include "core/base/clock.h"
#include "core/jobs/job_params.h"
#include "core/storage/dataset_store.h"
#include "core/storage/evaluation_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/feature_map_run.h"
#include "core/workspace/rating_merge.h"
#include "core/workspace/run_verdicts.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

std::optional<ArtifactKind> artifactKindOf(JobKind kind) {
    switch (kind) {
        case JobKind::TrainRewardModel:
            return ArtifactKind::Model;
        case JobKind::TrainSae:
            return ArtifactKind::Sae;
        case JobKind::BuildIndex:
            return ArtifactKind::Index;
        case JobKind::Evaluate:
        case JobKind::RateFeatures:
        case JobKind::Causal:
        case JobKind::FeatureMap:
            return std::nullopt;
    }
    return std::nullopt;
}

std::string wantedName(const FinishedRun& run, ArtifactKind kind) {
    const auto given = run.spec.params.find("output_name");
    if (given != run.spec.params.end() && given->is_string() && isPlainName(given->get<std::string>())) {
        return given->get<std::string>();
    }
    const char* prefix = kind == ArtifactKind::Model ? "rm-" : kind == ArtifactKind::Sae ? "sae-" : "index-";
    return prefix + run.id;
}

bool isRealFolder(const fs::path& path) {
    std::error_code error;
    return fs::symlink_status(path, error).type() == fs::file_type::directory;
}

bool isThere(const fs::path& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

Status syncFolder(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int failed = fd < 0 || ::fsync(fd) != 0 ? errno : 0;
    if (fd >= 0) {
        ::close(fd);
    }
    if (failed != 0) {
        return fail(ErrorCode::Io, "Cannot flush " + folder.string() + ": " + std::strerror(failed) + ".");
    }
    return {};
}

// An evaluation's verdicts go from its run to WORKSPACE/evaluations, where removing the run does not reach them.
// Returns the place relative to the workspace; empty when the run has none. Called again after a crash it finds them
// moved.
Result<std::string> takeOverVerdicts(const fs::path& workspace, const fs::path& runFolder, const std::string& runId) {
    const fs::path source = runFolder / verdictFileName;
    const fs::path place = keptVerdictsOf(runId);
    std::error_code error;
    if (!isPlainName(runId) || fs::symlink_status(source, error).type() != fs::file_type::regular) {
        return isPlainName(runId) && fs::is_regular_file(workspace / place, error) ? place.string() : std::string();
    }
    fs::create_directories((workspace / place).parent_path(), error);
    fs::rename(source, workspace / place, error);
    if (error) {
        return fail(
            ErrorCode::Io,
            "Cannot move " + source.string() + " to " + (workspace / place).string() + ": " + error.message() + ".",
            "Make the folder evaluations of the workspace writable.");
    }
    for (const auto& folder : {(workspace / place).parent_path(), runFolder}) {
        if (auto synced = syncFolder(folder); !synced) {
            return failure(synced);
        }
    }
    return place.string();
}

std::string textOr(const Json& object, const char* key, const std::string& fallback) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : fallback;
}

}  // namespace

RunAdoption::RunAdoption(const fs::path& workspace, Database& database, const FinishedRun& run)
    : m_workspace(workspace), m_database(database), m_run(run), m_kind(artifactKindOf(run.spec.kind)) {}

fs::path RunAdoption::targetOf(const std::string& name) const {
    return m_workspace / artifactSubfolder(*m_kind) / name;
}

std::string RunAdoption::input(const char* name) const { return textOr(m_run.spec.inputs, name, {}); }

Result<bool> RunAdoption::perform() {
    if (m_run.spec.kind == JobKind::RateFeatures) {
        return adoptRatingRun(m_database, m_run.folder, m_run.id, true);
    }
    if (m_run.spec.kind == JobKind::Causal) {
        return settleRun("causal");
    }
    if (m_run.spec.kind == JobKind::FeatureMap) {
        if (auto taken = takeOverFeatureMap(m_workspace, m_run.folder); !taken) {
            return failure(taken);
        }
        auto settled = settleRun("map");
        return settled ? Result<bool>(true) : settled;
    }
    if (!m_kind) {
        return recordEvaluationRun();
    }
    auto chosen = chooseName();
    if (!chosen || !*chosen) {
        return chosen;
    }
    return moveAndRecord();
}

Result<std::optional<AdoptionRow>> RunAdoption::known() const {
    auto rows = readAdoptions(m_database);
    if (!rows) {
        return failure(rows);
    }
    const auto it = rows->find(m_run.id);
    return it == rows->end() ? std::nullopt : std::optional(it->second);
}

Result<bool> RunAdoption::recordNothing(Transaction& transaction, const std::string& name) {
    const std::string kind = m_kind ? artifactKindName(*m_kind) : "evaluation";
    log::warn("The finished run {} left nothing to take over.", m_run.folder.string());
    auto written = putAdoption(transaction, {m_run.id, kind, name, AdoptionState::Nothing, utcTimestamp()});
    if (written) {
        written = transaction.commit();
    }
    if (!written) {
        return failure(written);
    }
    return false;
}

// True when there is something to move: the row "moving" is there, from now or from a call that was cut short.
Result<bool> RunAdoption::chooseName() {
    auto transaction = Transaction::begin(m_database);
    if (!transaction) {
        return failure(transaction);
    }
    const auto rows = readAdoptions(m_database);
    if (!rows) {
        return failure(rows);
    }
    if (const auto it = rows->find(m_run.id); it != rows->end()) {
        return it->second.state == AdoptionState::Moving;
    }
    if (!isRealFolder(RunPaths(m_run.folder).output())) {
        return recordNothing(*transaction, {});
    }
    const std::string kind = artifactKindName(*m_kind);
    const std::string wanted = wantedName(m_run, *m_kind);
    std::string name = wanted;
    for (int number = 2;; ++number) {
        const auto used = findArtifact(m_database, kind, name);
        if (!used) {
            return failure(used);
        }
        bool reserved = false;
        for (const auto& [id, row] : *rows) {
            reserved = reserved || (row.state == AdoptionState::Moving && row.kind == kind && row.name == name);
        }
        if (!*used && !reserved && !isThere(targetOf(name))) {
            break;
        }
        name = wanted + "-" + std::to_string(number);
    }
    if (auto put = putAdoption(*transaction, {m_run.id, kind, name, AdoptionState::Moving, utcTimestamp()}); !put) {
        return failure(put);
    }
    if (auto committed = transaction->commit(); !committed) {
        return failure(committed);
    }
    return true;
}

Status RunAdoption::moveOutput(const fs::path& target) const {
    const fs::path output = RunPaths(m_run.folder).output();
    if (::rename(output.c_str(), target.c_str()) != 0) {
        const int error = errno;
        return fail(ErrorCode::Io,
                    "Cannot move " + output.string() + " to " + target.string() + ": " + std::strerror(error) + ".",
                    error == EXDEV ? "The folder runs has to be on the same disk as the workspace." : "");
    }
    if (auto synced = syncFolder(target.parent_path()); !synced) {
        return synced;
    }
    return syncFolder(m_run.folder);
}

// The run says what its output hashes to, except for indexes (whose hash of files is a small one). Where it does not,
// gigabytes may have to be read: nobody who rates meanwhile shall wait for that.
Result<std::string> RunAdoption::hashBeforeLocking() const {
    if (!textOr(m_run.result.values, "content_hash", {}).empty() && *m_kind != ArtifactKind::Index) {
        return std::string();
    }
    const auto row = known();
    if (!row) {
        return failure(row);
    }
    const fs::path output = RunPaths(m_run.folder).output();
    const fs::path place = isRealFolder(output) || !*row ? output : targetOf((*row)->name);
    return isRealFolder(place) ? hashArtifactFiles(*m_kind, place) : Result<std::string>(std::string());
}

Result<bool> RunAdoption::moveAndRecord() {
    auto hash = hashBeforeLocking();
    if (!hash) {
        return failure(hash);
    }
    m_filesHash = std::move(*hash);
    // The lock is held while the folder moves, so that two processes cannot both move it.
    auto transaction = Transaction::begin(m_database);
    if (!transaction) {
        return failure(transaction);
    }
    auto row = known();
    if (!row) {
        return failure(row);
    }
    if (!*row || (*row)->state != AdoptionState::Moving) {
        return false;
    }
    const fs::path target = targetOf((*row)->name);
    const bool hasOutput = isRealFolder(RunPaths(m_run.folder).output());
    if (hasOutput) {
        if (isThere(target)) {
            return fail(ErrorCode::Failed,
                        "Cannot take over the run " + m_run.id + ": " + target.string() + " is in the way.",
                        "Move that folder away and try again.");
        }
        if (auto moved = moveOutput(target); !moved) {
            return failure(moved);
        }
    } else if (!isRealFolder(target)) {
        return recordNothing(*transaction, (*row)->name);
    }
    if (auto recorded = record(*transaction, **row, target); !recorded) {
        return failure(recorded);
    }
    if (auto committed = transaction->commit(); !committed) {
        return failure(committed);
    }
    return true;
}

Status RunAdoption::record(Transaction& transaction, const AdoptionRow& adoption, const fs::path& target) {
    ArtifactRow row;
    row.kind = adoption.kind;
    row.name = adoption.name;
    row.path = (fs::path(artifactSubfolder(*m_kind)) / adoption.name).string();
    row.runId = m_run.id;
    row.createdAt = m_run.result.finishedAt.empty() ? utcTimestamp() : m_run.result.finishedAt;
    row.inputs = m_run.spec.inputs;
    row.reported = m_run.result.values;
    row.contentHash = textOr(m_run.result.values, "content_hash", {});
    std::string filesHash = row.contentHash;
    if (m_filesHash.empty() && (row.contentHash.empty() || *m_kind == ArtifactKind::Index)) {
        auto hash = hashArtifactFiles(*m_kind, target);  // another process moved the output meanwhile
        if (!hash) {
            return failure(hash);
        }
        m_filesHash = std::move(*hash);
    }
    if (!m_filesHash.empty()) {
        filesHash = m_filesHash;
        row.contentHash = row.contentHash.empty() ? m_filesHash : row.contentHash;
    }
    row.fingerprint = fingerprintOf(*m_kind, target, filesHash);
    if (auto put = putArtifact(transaction, row); !put) {
        return failure(put);
    }
    const bool isModel = *m_kind == ArtifactKind::Model;
    auto evaluated =
        recordEvaluations(transaction, isModel ? row.name : std::string(), isModel ? row.contentHash : input("model"));
    if (!evaluated) {
        return evaluated;
    }
    AdoptionRow done = adoption;
    done.state = AdoptionState::Done;
    return putAdoption(transaction, done);
}

Status RunAdoption::recordEvaluations(Transaction& transaction, const std::string& modelName,
                                      const std::string& modelHash) {
    const auto found = m_run.result.values.find("evaluation");
    if (found == m_run.result.values.end() || !(found->is_object() || found->is_array())) {
        return {};
    }
    EvaluationRow row;
    row.runId = m_run.id;
    row.modelName = modelName;
    row.modelHash = modelHash;
    row.datasetHash = input("dataset");
    row.datasetName = textOr(m_run.spec.params, "dataset_name", {});
    row.createdAt = m_run.result.finishedAt.empty() ? utcTimestamp() : m_run.result.finishedAt;
    if (row.modelName.empty()) {
        const auto models = findArtifactsByHash(m_database, artifactKindName(ArtifactKind::Model), modelHash);
        row.modelName = models && !models->empty()
                            ? models->front().name
                            : fs::path(textOr(m_run.spec.params, "model", {})).filename().string();
    }
    if (row.datasetName.empty()) {
        const auto datasets = readDatasets(m_database);
        for (const auto& dataset : datasets ? *datasets : std::vector<DatasetRow>{}) {
            row.datasetName = dataset.contentHash == row.datasetHash ? dataset.name : row.datasetName;
        }
    }
    // Of a model under a steering profile: recorded under a name and hash of its own, so that nothing which looks
    // evaluations up by a model takes it for the plain one's.
    if (const auto steering = found->find("steering"); found->is_object() && steering != found->end()) {
        row.modelName = textOr(*steering, "name", row.modelName + " steered");
        row.modelHash = textOr(*steering, "hash", {});
    }
    const auto verdicts = takeOverVerdicts(m_workspace, m_run.folder, m_run.id);
    if (!verdicts) {
        return failure(verdicts);
    }
    const auto add = [&](const Json& result) -> Status {
        if (!result.is_object()) {
            return {};
        }
        EvaluationRow one = row;
        one.datasetName = textOr(result, "dataset_name", row.datasetName);
        one.datasetHash = textOr(result, "dataset_hash", row.datasetHash);
        one.result = result;
        if (!verdicts->empty() && found->is_object()) {
            one.result["verdicts"] = *verdicts;
        }
        return addEvaluation(transaction, one);
    };
    if (found->is_object()) {
        return add(*found);
    }
    for (const auto& result : *found) {
        if (auto added = add(result); !added) {
            return added;
        }
    }
    return {};
}

Result<bool> RunAdoption::recordEvaluationRun() {
    auto transaction = Transaction::begin(m_database);
    if (!transaction) {
        return failure(transaction);
    }
    const auto row = known();
    if (!row) {
        return failure(row);
    }
    if (*row) {
        return false;
    }
    if (!m_run.result.values.contains("evaluation")) {
        return recordNothing(*transaction, {});
    }
    auto written = recordEvaluations(*transaction, {}, input("model"));
    if (written) {
        written = putAdoption(*transaction, {m_run.id, "evaluation", {}, AdoptionState::Done, utcTimestamp()});
    }
    if (written) {
        written = transaction->commit();
    }
    if (!written) {
        return failure(written);
    }
    return true;
}

// Nothing becomes an artifact; noted only so that its long spec is not read again and again.
Result<bool> RunAdoption::settleRun(const char* kind) {
    auto transaction = Transaction::begin(m_database);
    if (!transaction) {
        return failure(transaction);
    }
    auto written = putAdoption(*transaction, {m_run.id, kind, {}, AdoptionState::Done, utcTimestamp()});
    if (written) {
        written = transaction->commit();
    }
    return written ? Result<bool>(false) : failure(written);
}

}  // namespace saferscope
