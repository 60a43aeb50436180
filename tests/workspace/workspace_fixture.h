// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/content_hash.h"
#include "core/workspace/workspace.h"
#include "tests/support/check.h"

#include <fstream>
#include <string_view>

namespace saferscope::check {

inline void writeFile(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::unique_ptr<Workspace> makeWorkspace(const std::filesystem::path& folder) {
    auto workspace = Workspace::create(folder);
    CHECK_OK(workspace);
    return std::move(*workspace);
}

/// A file of `count` good pairs; `word` makes their content differ.
inline std::filesystem::path writePairs(const std::filesystem::path& path, int count, const std::string& word = "yes") {
    std::string text;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        text += R"({"id":"p)" + number + R"(","subset":"s","prompt":[{"role":"user","content":"Question )" + number +
                R"("}],"chosen":")" + word + R"(","rejected":"no"})" + "\n";
    }
    writeFile(path, text);
    return path;
}

/// Files that pass for a model (or, with weights called sae, for an SAE) as far as a workspace looks.
inline void writeModelFiles(const std::filesystem::path& folder, const std::string& weights) {
    writeFile(folder / "config.json", "{}");
    writeFile(folder / "model.safetensors", weights);
    writeFile(folder / "tokenizer.json", "{}");
}

/// The folder of a run that ended well, as a worker leaves it. Output files are the caller's.
inline std::filesystem::path writeFinishedRun(const Workspace& workspace, const std::string& id, JobKind kind,
                                              Json params, Json inputs, Json values,
                                              const std::string& finishedAt = "2026-07-26T10:00:00Z") {
    const auto folder = workspace.runsFolder() / id;
    RunSpec spec;
    spec.id = id;
    spec.kind = kind;
    spec.title = "Run " + id;
    spec.createdAt = "2026-07-26T09:00:00Z";
    spec.params = std::move(params);
    spec.inputs = std::move(inputs);
    RunResult result;
    result.state = RunState::Finished;
    result.finishedAt = finishedAt;
    result.values = std::move(values);
    std::filesystem::create_directories(folder);
    CHECK_OK(writeJsonFile(RunPaths(folder).spec(), toJson(spec)));
    CHECK_OK(writeJsonFile(RunPaths(folder).result(), toJson(result)));
    return folder;
}

}  // namespace saferscope::check
