// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/demo/demo_generator.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

namespace saferscope::check {

/// A very small base model that only reads, made once for all workspaces of a test program.
inline const std::filesystem::path& tinyBaseModel() {
    static const TemporaryFolder folder;
    static const std::filesystem::path base = [] {
        const auto pairs = folder.path() / "pairs.jsonl";
        writePairs(pairs, generateDemoData({120, 1, 4}).train);
        std::vector<std::string> arguments = {"train-rm",
                                              "--data",
                                              pairs.string(),
                                              "--output",
                                              (folder.path() / "base").string(),
                                              "--quiet",
                                              "--reward-weight",
                                              "0",
                                              "--language-model-weight",
                                              "1"};
        const auto tiny = tinyModelOptions();
        arguments.insert(arguments.end(), tiny.begin(), tiny.end());
        CHECK_EQ(safer(arguments).exitCode, 0);
        return folder.path() / "base";
    }();
    return base;
}

}  // namespace saferscope::check
