// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/data/pair_reader.h"
#include "core/storage/artifact_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/sweep_folder.h"
#include "core/workspace/sweep_runs.h"

#include <map>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

/// Where pairs stand in the matrix of RM-Bench: their ids or their meta data say it, and verdicts keep ids only.
class StyleReader {
public:
    std::vector<std::optional<StyleCell>> styles(const fs::path& data, const VerdictFile& verdicts) {
        std::vector<std::optional<StyleCell>> list;
        if (data.empty() || verdicts.pairs.empty()) {
            return list;
        }
        const auto& byId = read(data);
        if (byId.empty()) {
            return list;
        }
        list.reserve(verdicts.pairs.size());
        for (const ScoredPair& pair : verdicts.pairs) {
            const auto found = byId.find(pair.id);
            list.push_back(found == byId.end() ? std::nullopt : std::optional(found->second));
        }
        return list;
    }

private:
    const std::map<std::string, StyleCell>& read(const fs::path& data) {
        const auto known = m_files.find(data);
        if (known != m_files.end()) {
            return known->second;
        }
        auto& byId = m_files[data];
        auto reader = PairReader::open(data);
        while (reader) {
            auto pair = reader->next();
            if (!pair || !*pair) {
                break;
            }
            if (auto cell = styleCell((*pair)->id, (*pair)->meta)) {
                byId.emplace((*pair)->id, std::move(*cell));
            } else if (byId.empty()) {
                break;  // the first pair is none of RM-Bench: it is another suite
            }
        }
        return byId;
    }

    std::map<fs::path, std::map<std::string, StyleCell>> m_files;
};

}  // namespace

std::vector<CellVerdicts> readSweepVerdicts(const fs::path& workspaceFolder, const Sweep& sweep) {
    struct Known {
        std::shared_ptr<const VerdictFile> verdicts;
        std::vector<std::optional<StyleCell>> styles;
    };
    std::map<std::string, Known> known;
    StyleReader styles;
    const bool mayHaveStyles = sweep.spec.suite == "auto" || sweep.spec.suite == "rm-bench";
    std::vector<CellVerdicts> list;
    for (std::size_t i = 0; i < sweep.cells.size(); ++i) {
        const std::string& id = sweep.cells[i].evaluateRun;
        const fs::path folder = runsFolderOf(workspaceFolder) / id;
        if (!known.contains(id)) {
            Known& one = known[id];
            if (id.empty() || readRunState(folder) != RunState::Finished) {
                continue;
            }
            auto verdicts = readVerdicts(folder / verdictFileName);
            if (!verdicts) {
                log::warn("{}", verdicts.error().message);
                continue;
            }
            if (const auto spec = mayHaveStyles ? readRunSpec(folder) : fail(ErrorCode::NotFound, "")) {
                const auto data = jsonMemberOr<std::string>(spec->params, "data", {}, id);
                one.styles = styles.styles(data.value_or(std::string()), *verdicts);
            }
            one.verdicts = std::make_shared<const VerdictFile>(std::move(*verdicts));
        }
        if (const Known& one = known.at(id); one.verdicts) {
            list.push_back({i, one.verdicts, one.styles});
        }
    }
    return list;
}

Result<Artifact> keepSweepModel(Workspace& workspace, const Sweep& sweep, std::size_t cell, const std::string& name) {
    if (cell >= sweep.cells.size()) {
        return fail(ErrorCode::Usage, "The sweep has " + std::to_string(sweep.cells.size()) + " cells.",
                    "`safer sweep show " + sweep.spec.id + "` numbers them.");
    }
    if (!isPlainName(name)) {
        return fail(ErrorCode::Usage, "\"" + name + "\" cannot be a name.",
                    "Use up to 100 letters without slashes, not starting with a dot.");
    }
    const SweepCell& one = sweep.cells[cell];
    const fs::path folder = workspace.runsFolder() / one.trainRun;
    const auto lock = SweepLock::take(workspace.folder());  // nobody tidies the model away meanwhile
    if (!lock) {
        return failure(lock);
    }
    const auto result = readRunResult(folder);
    const auto spec = readRunSpec(folder);
    if (!spec || !result || result->state != RunState::Finished || !hasModel(folder)) {
        return fail(ErrorCode::NotFound, "The model of " + cellTitle(one) + " is not there.",
                    result && result->state == RunState::Finished
                        ? "Its weights were removed once it was evaluated; a sweep with --keep-models keeps them."
                        : "Wait until it has been trained.");
    }
    const fs::path target = workspace.folder() / "models" / name;
    if (workspace.artifact(ArtifactKind::Model, name) || isThere(target)) {
        return fail(ErrorCode::InvalidInput, "There is a model \"" + name + "\" already.", "Choose another name.");
    }
    // A copy: the evaluation may still read the original.
    const fs::path making = workspace.folder() / "models" / (".making-" + name);
    std::error_code error;
    fs::remove_all(making, error);
    fs::copy(RunPaths(folder).output(), making, fs::copy_options::recursive, error);
    Status done =
        error ? fail(ErrorCode::Io, "Cannot copy the model to " + making.string() + ": " + error.message() + ".",
                     "Is there room on the disk?")
              : commitFolder(making, target);
    if (!done) {
        fs::remove_all(making, error);
        return failure(done);
    }
    const auto hash = hashArtifactFiles(ArtifactKind::Model, target);
    const auto reported = jsonMemberOr<std::string>(result->values, "content_hash", {}, "the result");
    if (!hash || !reported || *hash != *reported) {
        fs::remove_all(target, error);
        return hash ? fail(ErrorCode::Io, "The model of " + cellTitle(one) + " is not the one that was trained.",
                           "Its folder was changed or is damaged; train it again.")
                    : failure(hash);
    }
    ArtifactRow row;
    row.kind = artifactKindName(ArtifactKind::Model);
    row.name = name;
    row.path = (fs::path("models") / name).string();
    row.runId = one.trainRun;
    row.createdAt = result->finishedAt.empty() ? utcTimestamp() : result->finishedAt;
    row.inputs = spec->inputs;
    row.reported = result->values;
    row.contentHash = *hash;
    row.fingerprint = fingerprintOf(ArtifactKind::Model, target, *hash);
    auto database = Database::open(workspace.folder() / "workspace.db");
    if (!database) {
        return failure(database);
    }
    auto transaction = Transaction::begin(*database);
    if (!transaction) {
        return failure(transaction);
    }
    if (const auto put = putArtifact(*transaction, row); !put) {
        return failure(put);
    }
    if (auto committed = transaction->commit(); !committed) {
        return failure(committed);
    }
    return workspace.artifact(ArtifactKind::Model, name);
}

}  // namespace saferscope
