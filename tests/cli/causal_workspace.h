// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/demo/demo_generator.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

namespace saferscope::check {

/// A workspace with a very small model, SAE and index that the program itself has made, once per test program. Tests
/// that write into it leave the data set "train" (80 pairs), the model "rm", the SAE "sae" (layer 1, 128 latents, k 4)
/// and the index "index" as they are.
struct CausalWorkspace {
    TemporaryFolder folder;
    std::string workspace = (folder.path() / "workspace").string();
    std::string pairs = (folder.path() / "pairs.jsonl").string();
    std::string model = (folder.path() / "workspace" / "models" / "rm").string();
    std::string sae = (folder.path() / "workspace" / "saes" / "sae").string();

    static const CausalWorkspace& shared() {
        static const CausalWorkspace made;
        return made;
    }

    static SaferOutput ok(const std::vector<std::string>& arguments) {
        auto output = safer(arguments);
        if (output.exitCode != 0) {
            throw Failure(arguments.front() + " ended with " + std::to_string(output.exitCode) + ": " + output.err,
                          __FILE__, __LINE__);
        }
        return output;
    }
    SaferOutput run(std::vector<std::string> arguments, double interruptAfter = 0.0) const {
        arguments.insert(arguments.end(), {"--workspace", workspace});
        return safer(arguments, interruptAfter);
    }
    /// "steer" or "attribute" with the model, the SAE and the pairs.
    std::vector<std::string> on(const std::string& command, const std::vector<std::string>& more) const {
        std::vector<std::string> arguments = {command, "--model", model, "--sae", sae, "--data", pairs, "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }

private:
    CausalWorkspace() {
        writePairs(pairs, generateDemoData({80, 1, 9}).train);
        ok({"import", pairs, "--workspace", workspace, "--name", "train", "--quiet"});
        std::vector<std::string> train = {"train-rm", "--workspace", workspace, "--data",
                                          "train",    "--name",      "rm",      "--quiet"};
        const auto tiny = tinyModelOptions();
        train.insert(train.end(), tiny.begin(), tiny.end());
        ok(train);
        ok({"train-sae", "--workspace", workspace, "--data", "train", "--name", "sae", "--layer", "1", "--latents",
            "128", "--k", "4", "--quiet"});
        ok({"index", "--workspace", workspace, "--data", "train", "--name", "index", "--quiet"});
    }
};

}  // namespace saferscope::check
