// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_baseline.h"

#include "app/cli/command_set.h"
#include "app/cli/workspace_run.h"
#include "core/workspace/run_verdicts.h"

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

bool isFile(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

// Where the evaluation's verdicts are; empty when it has none. The database's word is checked: a workspace may come
// from elsewhere.
fs::path verdictsOf(const Workspace& workspace, const EvaluationRecord& record) {
    const auto found = record.result.is_object() ? record.result.find("verdicts") : record.result.end();
    if (!record.result.is_object() || found == record.result.end() || !found->is_string()) {
        return {};
    }
    const fs::path place = keptVerdictsOf(fs::path(found->get<std::string>()).stem().string());
    return isFile(workspace.folder() / place) ? workspace.folder() / place : fs::path();
}

}  // namespace

Result<BaselineChoice> chooseBaseline(const Workspace& workspace, const std::string& text,
                                      const std::string& datasetHash) {
    if (fs::path(text).filename() == text) {
        const fs::path kept = workspace.folder() / keptVerdictsOf(text);
        if (isFile(kept)) {
            return BaselineChoice{text, kept};
        }
    }
    for (const auto& record : workspace.evaluations()) {
        if (record.datasetHash != datasetHash || (record.modelName != text && record.modelHash != text)) {
            continue;
        }
        if (const fs::path kept = verdictsOf(workspace, record); !kept.empty()) {
            return BaselineChoice{record.modelName, kept};
        }
    }
    if (isFile(text)) {
        return BaselineChoice{fs::path(text).filename().string(), absolutePath(text)};
    }
    const auto model = chooseArtifact(workspace, ArtifactKind::Model, text);
    if (!model) {
        return fail(ErrorCode::NotFound,
                    "There is no baseline \"" + text +
                        "\": neither a run with verdicts, a reward model, a file nor a folder has that name.",
                    "`safer jobs --workspace " + workspace.folder().string() + "` lists the runs.");
    }
    return BaselineChoice{model->name, {}};
}

Result<BaselineChoice> chooseBaseline(const std::string& text) {
    std::error_code error;
    if (isFile(text)) {
        return BaselineChoice{fs::path(text).filename().string(), absolutePath(text)};
    }
    if (fs::is_directory(text, error)) {
        return BaselineChoice{text, {}};
    }
    return fail(ErrorCode::NotFound, "There is no baseline \"" + text + "\".",
                "Without a workspace give a file of an earlier evaluation, or the folder of a model.");
}

}  // namespace saferscope::cli
