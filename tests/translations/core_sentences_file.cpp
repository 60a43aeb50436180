// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/translations/core_sentences_file.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>

namespace saferscope::sentences {

namespace {

constexpr std::array<std::string_view, 3> searchedFolders = {"core/", "ui/", "app/cli/"};

// What is left out, by how its path begins, and why.
struct LeftOut {
    std::string_view path;
    std::string_view why;
};
constexpr std::array<LeftOut, 7> leftOut = {{
    {"core/report/report_style", "a style sheet"},
    {"core/report/report_context", "markup; its texts are the report's own"},
    {"ui/report/report_words", "names of contexts"},
    {"core/demo/", "texts of the demo's data"},
    {"core/judge/prompt_default", "the prompt is for a model"},
    {"core/training/rendezvous", "several processes are started by commands alone"},
    {"app/cli/", "usage of commands; but see below"},
}};
// What is put together piece by piece, so that no expression shows it: how far a command is, what is done to features,
// how sure an effect is, what making a set again would do, names of things, and a sentence made with printf.
struct Written {
    std::string_view text;
    std::string_view kinds;
    std::string_view file;
};
constexpr std::array<Written, 24> written = {{
    {"%1: %2 of %3", "onn", "app/cli/progress_display.cpp"},
    {"%1: %2 of %3, %4 left", "onnn", "app/cli/progress_display.cpp"},
    {"%1: %2 of %3, %4/s", "onnn", "app/cli/progress_display.cpp"},
    {"%1: %2 of %3, %4/s, %5 left", "onnnn", "app/cli/progress_display.cpp"},
    {"ablate %1", "n", "core/causal/intervention_text.cpp"},
    {"scale %1 by %2", "nn", "core/causal/intervention_text.cpp"},
    {"clamp %1 to %2", "nn", "core/causal/intervention_text.cpp"},
    {"add %1 to %2", "nn", "core/causal/intervention_text.cpp"},
    {"add direction %1", "v", "core/causal/intervention_text.cpp"},
    {"ablate all others", "", "core/causal/intervention_text.cpp"},
    {"reconstruction only", "", "core/causal/intervention_text.cpp"},
    {"%1 others", "n", "core/causal/intervention_text.cpp"},
    {"%1; at %2", "ov", "core/causal/intervention_text.cpp"},
    {"(95 % CI %1 to %2)", "nn", "core/causal/causal_reading.cpp"},
    {"p = %1", "n", "core/causal/causal_reading.cpp"},
    {"p < 0.001", "", "core/causal/causal_reading.cpp"},
    {"add %1 feature", "n", "core/scoring/feature_set_freshness.cpp"},
    {"add %1 features", "n", "core/scoring/feature_set_freshness.cpp"},
    {"drop %1 feature", "n", "core/scoring/feature_set_freshness.cpp"},
    {"drop %1 features", "n", "core/scoring/feature_set_freshness.cpp"},
    {"The model \"%1\"", "q", "core/workspace/workspace_check_files.cpp"},
    {"The SAE \"%1\"", "q", "core/workspace/workspace_check_files.cpp"},
    {"The index \"%1\"", "q", "core/workspace/workspace_check_files.cpp"},
    {"The next request could pass the cost limit of %1 (spent: %2).", "nn", "core/judge/request_budget.cpp"},
}};
// The commands that the window runs as a child, and the jobs.
constexpr std::array<std::string_view, 8> shownCommands = {
    "app/cli/job_",        "app/cli/export_model", "app/cli/export_sae",    "app/cli/export_pairs",
    "app/cli/demo_stages", "app/cli/sae_report",   "app/cli/model_session", "app/cli/evaluate_model"};
// Where whatever reads like a sentence is one: notes and reasons are handed on in many ways there.
constexpr std::array<std::string_view, 30> prose = {"core/data/",
                                                    "core/jobs/exit_code",
                                                    "core/jobs/queue_",
                                                    "core/jobs/slurm_end",
                                                    "core/jobs/slurm_cancel",
                                                    "core/jobs/slurm_queue",
                                                    "core/jobs/last_words",
                                                    "core/jobs/runner",
                                                    "core/features/index_",
                                                    "core/experiments/plan",
                                                    "core/experiments/preset",
                                                    "core/experiments/prevalence",
                                                    "core/experiments/swap_bound",
                                                    "core/causal/causal_reading",
                                                    "core/experiments/audit",
                                                    "core/judge/answer",
                                                    "core/judge/http_",
                                                    "core/judge/llm_client",
                                                    "core/judge/rate_features",
                                                    "core/judge/rating_",
                                                    "core/judge/request_budget",
                                                    "core/judge/suspicion",
                                                    "core/model/model_inspection",
                                                    "core/model/weight_plan",
                                                    "core/sae/export_form",
                                                    "core/sae/import_",
                                                    "core/scoring/feature_set_freshness",
                                                    "core/scoring/rule_",
                                                    "core/text/",
                                                    "core/workspace/"};

template <class List>
bool beginsWithOne(std::string_view path, const List& list) {
    return std::ranges::any_of(list, [&](std::string_view begin) { return path.starts_with(begin); });
}

bool isLeftOut(std::string_view path) {
    return !beginsWithOne(path, shownCommands) &&
           std::ranges::any_of(leftOut, [&](const LeftOut& one) { return path.starts_with(one.path); });
}

std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

void addSources(SentenceFinder& finder, const std::filesystem::path& root) {
    std::set<std::string> paths;
    for (const std::string_view folder : searchedFolders) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            const auto ending = entry.path().extension();
            if (ending == ".cpp" || ending == ".h") {
                paths.insert(entry.path().lexically_relative(root).generic_string());
            }
        }
    }
    for (const auto& path : paths) {
        finder.addFile(path, contentOf(root / path), !isLeftOut(path), beginsWithOne(path, prose));
    }
}

std::string coreSentences(const std::filesystem::path& root) {
    SentenceFinder finder;
    addSources(finder, root);
    std::string text =
        "// SPDX-License-Identifier: GPL-3.0-or-later\n"
        "// Written by tests/translations/write_core_sentences from the sources of core; not to be edited. Each line "
        "is\n"
        "// a sentence that the window may show, for lupdate and for ui/bridge/sentences.cpp, which says what the\n"
        "// letters mean.\n"
        "// clang-format off\n";
    std::vector<Sentence> all = finder.find();
    for (const Written& one : written) {
        all.push_back({std::string(one.text), std::string(one.kinds), std::string(one.file)});
    }
    std::ranges::sort(all, {}, &Sentence::text);
    for (const Sentence& sentence : all) {
        text += "//: " + sentence.file + "\n{QT_TRANSLATE_NOOP(\"core\", \"" + escaped(sentence.text) + "\"), \"" +
                sentence.kinds + "\"},\n";
    }
    return text;
}

}  // namespace saferscope::sentences
