// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/exports/export_workspace.h"
#include "tests/faults/failing_disk.h"

#include <cstdlib>
#include <fstream>

/// A workspace with everything that `safer` saves or exports, and the commands that do it.
namespace saferscope::faults {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

/// What a workspace holds, in a line: the same line before and after means that nothing has come or gone.
inline std::string stateOf(const fs::path& folder) {
    auto opened = Workspace::open(folder);
    CHECK_OK(opened);
    const Workspace& workspace = **opened;
    std::string text;
    for (const auto& dataset : workspace.datasets()) {
        const auto pairs = workspace.loadPairs(dataset);
        CHECK_OK(pairs);
        CHECK_EQ(pairs->size(), dataset.pairs);
        text += dataset.name + " " + std::to_string(dataset.pairs) + "; ";
    }
    for (const auto kind : {ArtifactKind::Model, ArtifactKind::Sae, ArtifactKind::Index}) {
        for (const auto& artifact : workspace.artifacts(kind)) {
            CHECK(fs::exists(artifact.path));
        }
        text += std::to_string(workspace.artifacts(kind).size()) + " " + artifactKindName(kind) + "; ";
    }
    const auto ratings = workspace.ratings();
    CHECK_OK(ratings);
    CHECK(workspace.damagedRatings().empty());
    return text + std::to_string(ratings->size()) + " ratings; " + std::to_string(workspace.featureSets().size()) +
           " sets; " + std::to_string(workspace.evaluations().size()) + " evaluations";
}

struct SavingWorkspace : check::Exports {
    SavingWorkspace() {
        Arguments train = {"train-rm", "--data", "train", "--name", "rm", "--quiet"};
        const auto tiny = check::tinyModelOptions();
        train.insert(train.end(), tiny.begin(), tiny.end());
        ok(train);
        ok({"train-sae", "--data", "train", "--name", "sae", "--layer", "1", "--latents", "64", "--k", "4",
            "--stage1-tokens", "4000", "--stage2-tokens", "500", "--quiet"});
        std::ofstream(path("scores.json")) << R"({"results":{"1":{"score":4,"explanation":"It warns."}}})";
        check::writePairs(path("more.jsonl"), generateDemoData({40, 2, 4}).train);
        check::writePairs(path("few.jsonl"), generateDemoData({16, 3, 4}).train);
        ok({"sets", "make", "first", "--rule", "density >= 0", "--top", "1"});
        state = stateOf(workspace);
    }
    std::string state;
};

inline const SavingWorkspace& savingWorkspace() {
    static const SavingWorkspace made;
    return made;
}

inline std::string saferProgram() {
    const char* program = std::getenv("SAFER_PROGRAM");
    CHECK(program != nullptr);
    return program;
}

inline check::BoundedCall saferCall(const Arguments& arguments) {
    check::BoundedCall call;
    call.arguments = {saferProgram()};
    call.arguments.insert(call.arguments.end(), arguments.begin(), arguments.end());
    call.timeoutSeconds = 120;
    return call;
}

/// One thing that `safer export` writes.
struct ExportCase {
    std::string name;
    std::string output;
    bool folder = false;
    Arguments arguments;
};

inline std::vector<ExportCase> exportCases() {
    return {
        {"features", "features.csv", false, {"export", "features"}},
        {"ratings", "ratings.jsonl", false, {"export", "ratings"}},
        {"neuronpedia", "np.json.gz", false, {"export", "neuronpedia"}},
        {"delphi", "delphi", true, {"export", "delphi"}},
        {"pairs", "pairs.jsonl", false, {"export", "pairs", "--dataset", "train"}},
        {"model", "model", true, {"export", "model", "--model", "rm"}},
        {"sae", "sae", true, {"export", "sae", "--sae", "sae", "--layout", "saelens"}},
        {"sae (torch)", "sae-pt", true, {"export", "sae", "--sae", "sae", "--layout", "safer"}},
        {"sae (OpenAI)", "sae-openai", true, {"export", "sae", "--sae", "sae", "--layout", "openai"}},
        {"metrics", "tensorboard", true, {"export", "metrics", "--run", "all"}},
        {"report", "report.html", false, {"export", "report"}},
    };
}

/// One thing that changes a workspace.
struct ChangeCase {
    std::string name;
    Arguments arguments;
    bool slow = false;  ///< starts a worker
};

inline std::vector<ChangeCase> changeCases(const SavingWorkspace& ws) {
    return {
        {"rating", {"ratings", "add", "--rater", "ann", "--feature", "3", "--score", "2"}},
        {"import of pairs", {"import", ws.path("more.jsonl"), "--name", "more", "--quiet"}},
        {"ratings of a judge's file", {"rate", "--judge", "file", "--from", ws.path("scores.json"), "--as", "gpt2"}},
        {"feature set", {"sets", "make", "strong", "--rule", "density >= 0", "--top", "2"}},
        {"evaluation", {"evaluate", "--data", "train", "--model", "rm", "--quiet"}, true},
        {"training and its adoption",
         {"train-sae", "--data", "train", "--model", "rm", "--name", "second", "--layer", "1", "--latents", "64", "--k",
          "4", "--stage1-tokens", "2000", "--stage2-tokens", "-1", "--quiet"},
         true},
        {"index and its adoption", {"index", "--data", "train", "--model", "rm", "--sae", "sae", "--quiet"}, true},
    };
}

/// A sentence and what to do: not a bare number, not a crash.
inline bool explains(const check::BoundedResult& result) {
    return result.err.find("safer: ") != std::string::npos && result.err.size() > 30;
}

}  // namespace saferscope::faults
