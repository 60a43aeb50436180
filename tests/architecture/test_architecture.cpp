// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

// The layer rule, checked on the sources themselves: who may include whom, no Qt in core, no torch in the window, no
// file that nobody can read in one sitting. core/README.md draws the same picture for people.

namespace fs = std::filesystem;
using saferscope::check::sourceFolder;

namespace {

/// core folders in dependency order: a folder may include those before it (jobs and workspace are torch-free and sit
/// beside the machine-learning folders, see `mayInclude`).
const std::map<std::string, std::set<std::string>>& mayInclude() {
    static const std::map<std::string, std::set<std::string>> allowed = {
        {"base", {}},
        {"data", {"base"}},
        {"text", {"base", "data"}},
        {"storage", {"base", "data"}},
        {"tensor", {"base"}},
        {"model", {"base", "data", "tensor"}},
        {"sae", {"base", "data", "tensor"}},
        {"features", {"base", "data", "text", "tensor", "model", "sae"}},
        {"judge", {"base", "data", "features"}},
        {"scoring", {"base", "data", "features"}},
        {"experiments", {"base", "data", "features", "scoring"}},
        {"training", {"base", "data", "text", "tensor", "model", "sae"}},
        {"causal", {"base", "data", "text", "tensor", "model", "sae", "features", "scoring", "experiments"}},
        {"engine", {"base", "data", "text", "tensor", "model", "sae", "features", "scoring", "experiments", "causal"}},
        {"jobs", {"base"}},
        {"workspace",
         {"base", "data", "storage", "features", "scoring", "experiments", "causal", "judge", "jobs", "demo"}},
        {"demo", {"base", "data", "features"}},
        {"formats", {"base"}},
        {"exports", {"base", "data", "storage", "features", "judge", "scoring", "experiments", "jobs", "workspace"}},
        {"report",
         {"base", "data", "storage", "features", "judge", "scoring", "experiments", "causal", "jobs", "workspace",
          "exports"}},
    };
    return allowed;
}

/// The same for the window; ui/README.md names them in this order. What lies in ui/ itself may include everything.
const std::map<std::string, std::set<std::string>>& uiMayInclude() {
    static const std::map<std::string, std::set<std::string>> allowed = {
        {"theme", {}},
        {"language", {}},
        {"widgets", {"theme"}},
        {"bridge", {"language"}},
        {"help", {"theme", "widgets"}},
        {"models", {"theme", "widgets"}},
        {"heatmap", {"theme"}},
        {"charts", {"theme"}},
        {"dialogs", {"theme", "widgets", "bridge", "models"}},
        {"report", {"theme", "widgets", "bridge", "language", "dialogs"}},
        {"pages", {"theme", "widgets", "bridge", "models", "heatmap", "charts", "dialogs"}},
        {"experiments", {"theme", "widgets", "bridge", "models", "heatmap", "charts", "dialogs", "pages"}},
        {"causal", {"theme", "widgets", "bridge", "models", "heatmap", "charts", "dialogs", "pages"}},
        {"playground", {"theme", "widgets", "bridge", "models", "heatmap", "charts", "dialogs", "pages"}},
        {"guide", {"theme", "widgets", "bridge", "experiments"}},
    };
    return allowed;
}

/// Headers that pull in libtorch: nothing the window links may reach them.
const std::set<std::string> torchFolders = {"model", "sae", "training"};
const std::set<std::string> torchHeaders = {
    "core/tensor/device.h",         "core/tensor/torch_io.h",     "core/features/index_builder.h",
    "core/features/pair_batches.h", "core/causal/attribution.h",  "core/causal/captured_batch.h",
    "core/causal/captured_pairs.h", "core/causal/causal_model.h", "core/causal/causal_pass.h",
    "core/causal/steering_fit.h",   "core/engine/torch_engine.h"};

std::vector<fs::path> sources(const std::string& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(sourceFolder() / folder)) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp")) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> linesOf(const fs::path& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> includesOf(const fs::path& path) {
    static const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    std::vector<std::string> names;
    std::smatch match;
    for (const auto& line : linesOf(path)) {
        if (std::regex_search(line, match, include)) {
            names.push_back(match[1]);
        }
    }
    return names;
}

std::string folderUnder(const fs::path& path, const std::string& top) {
    return fs::relative(path, sourceFolder() / top).begin()->string();
}

void report(const std::string& problems) {
    if (!problems.empty()) {
        throw saferscope::check::Failure(problems, __FILE__, __LINE__);
    }
}

bool startsWith(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }

}  // namespace

TEST(core_folders_include_only_the_folders_below_them) {
    std::string problems;
    for (const auto& path : sources("core")) {
        const std::string folder = folderUnder(path, "core");
        const auto allowed = mayInclude().find(folder);
        if (allowed == mayInclude().end()) {
            problems += "\n" + path.filename().string() + ": core/" + folder + " is not in the list of folders";
            continue;
        }
        for (const auto& name : includesOf(path)) {
            if (startsWith(name, "ui/") || startsWith(name, "app/") || startsWith(name, "tests/")) {
                problems += "\n" + folder + "/" + path.filename().string() + " includes " + name;
            }
            if (!startsWith(name, "core/")) {
                continue;
            }
            const std::string target = name.substr(5, name.find('/', 5) - 5);
            if (target != folder && !allowed->second.contains(target)) {
                problems += "\n" + folder + "/" + path.filename().string() + " includes " + name;
            }
        }
    }
    report(problems);
}

TEST(folders_of_the_window_include_only_those_below_them) {
    std::string problems;
    for (const auto& path : sources("ui")) {
        const std::string folder = folderUnder(path, "ui");
        if (folder == path.filename().string()) {
            continue;
        }
        const auto allowed = uiMayInclude().find(folder);
        if (allowed == uiMayInclude().end()) {
            problems += "\n" + path.filename().string() + ": ui/" + folder + " is not in the list of folders";
            continue;
        }
        for (const auto& name : includesOf(path)) {
            const std::string target = startsWith(name, "ui/") ? name.substr(3, name.find('/', 3) - 3) : folder;
            if ((target != folder && !allowed->second.contains(target)) || startsWith(name, "app/") ||
                startsWith(name, "tests/")) {
                problems += "\n" + folder + "/" + path.filename().string() + " includes " + name;
            }
        }
    }
    report(problems);
}

TEST(core_knows_no_qt) {
    std::string problems;
    for (const auto& path : sources("core")) {
        for (const auto& name : includesOf(path)) {
            if (std::regex_search(name, std::regex("^(Qt|Q[A-Z]|qcustomplot)"))) {
                problems += "\n" + path.string() + " includes " + name;
            }
        }
    }
    report(problems);
}

TEST(the_window_knows_no_torch) {
    std::string problems;
    for (const std::string top : {"ui", "app/gui"}) {
        for (const auto& path : sources(top)) {
            for (const auto& name : includesOf(path)) {
                const bool direct = std::regex_search(name, std::regex("^(torch|ATen|c10|caffe2)/"));
                const bool through =
                    torchHeaders.contains(name) ||
                    (startsWith(name, "core/") && torchFolders.contains(name.substr(5, name.find('/', 5) - 5)) &&
                     name != "core/model/config.h");
                if (direct || through) {
                    problems += "\n" + path.string() + " includes " + name;
                }
            }
        }
    }
    report(problems);
}

TEST(files_stay_readable) {
    std::string problems;
    for (const std::string top : {"core", "ui", "app", "tests"}) {
        for (const auto& path : sources(top)) {
            const auto lines = linesOf(path);
            if (lines.size() > 800) {
                problems += "\n" + path.string() + " has " + std::to_string(lines.size()) + " lines";
            }
            if (lines.empty() || lines.front().find("SPDX-License-Identifier: GPL-3.0-or-later") == std::string::npos) {
                problems += "\n" + path.string() + " does not start with the licence line";
            }
            if (path.extension() == ".h" && std::find(lines.begin(), lines.end(), "#pragma once") == lines.end()) {
                problems += "\n" + path.string() + " has no #pragma once";
            }
        }
    }
    report(problems);
}

TEST(qcustomplot_stays_in_one_file) {
    int users = 0;
    for (const auto& path : sources("ui")) {
        for (const auto& name : includesOf(path)) {
            users += name == "qcustomplot.h" ? 1 : 0;
        }
    }
    CHECK(users <= 1);
}
