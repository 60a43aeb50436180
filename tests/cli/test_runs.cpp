// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Runs as processes of their own: started, left alone, stopped, killed, resumed, and never half-written.

namespace {

using Arguments = std::vector<std::string>;

Arguments trainOn(const std::string& data, const std::string& epochs, Arguments more) {
    Arguments arguments = {"train-rm", "--data", data, "--quiet"};
    auto tiny = tinyModelOptions();
    tiny.back() = epochs;
    arguments.insert(arguments.end(), tiny.begin(), tiny.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

SaferOutput ok(const Arguments& arguments) {
    auto output = safer(arguments);
    if (output.exitCode != 0) {
        throw Failure(arguments.front() + " ended with " + std::to_string(output.exitCode) + ": " + output.err,
                      __FILE__, __LINE__);
    }
    return output;
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 3000 && !condition(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return condition();
}

bool wroteStep(const fs::path& run) { return contents(RunPaths(run).events()).find("\"metric\"") != std::string::npos; }

struct WorkspaceFixture {
    TemporaryFolder folder;
    std::string workspace = (folder.path() / "workspace").string();
    fs::path pairs = folder.path() / "pairs.jsonl";

    WorkspaceFixture() {
        writePairs(pairs, generateDemoData({200, 1, 4}).train);
        ok({"import", pairs.string(), "--workspace", workspace, "--name", "train", "--quiet"});
    }
    std::string state(const std::string& id) const {
        for (const auto& job : ok({"jobs", "--workspace", workspace, "--json"}).jsonLines()) {
            if (job.at("id").get<std::string>() == id) {
                return job.at("state").get<std::string>();
            }
        }
        return "unknown";
    }
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
            if (entry.path().filename().string().find("workspace.db-") == std::string::npos) {
                names.push_back(entry.path().string());
            }
        }
        std::sort(names.begin(), names.end());
        return names;
    }
};

}  // namespace

TEST(a_detached_run_is_stopped_killed_and_resumed_by_its_id) {
    const WorkspaceFixture fixture;
    const auto started =
        ok(trainOn("train", "30", {"--workspace", fixture.workspace, "--detach", "--json", "--name", "rm"})).json();
    const auto id = started.at("run").get<std::string>();
    const fs::path run = started.at("folder").get<std::string>();
    CHECK_EQ(fixture.state(id), std::string("running"));
    CHECK(eventually([&run] { return wroteStep(run); }));

    const auto asked = ok({"jobs", "stop", id, "--workspace", fixture.workspace, "--json"}).json();
    CHECK_EQ(asked.at("id").get<std::string>(), id);
    CHECK(eventually([&run] { return readRunState(run) != RunState::Running; }));
    CHECK_EQ(fixture.state(id), std::string("stopped"));

    const auto beforeResume = fs::file_size(RunPaths(run).events());
    ok({"jobs", "resume", id.substr(0, id.size() - 3), "--workspace", fixture.workspace, "--detach"});
    CHECK(eventually(
        [&] { return contents(RunPaths(run).events()).find("\"metric\"", beforeResume) != std::string::npos; }));
    ok({"jobs", "stop", "--now", id, "--workspace", fixture.workspace});
    CHECK(eventually([&run] { return readRunState(run) != RunState::Running; }));
    CHECK_EQ(fixture.state(id), std::string("lost"));
    CHECK(!ok({"jobs", "log", id, "--workspace", fixture.workspace}).out.empty());

    const auto resumed = safer({"jobs", "resume", id, "--workspace", fixture.workspace});
    CHECK_EQ(resumed.exitCode, 0);
    CHECK(resumed.err.find('\x1b') == std::string::npos);                  // no terminal, no escape sequences
    CHECK(resumed.err.find("Training was stopped") == std::string::npos);  // what earlier attempts said stays unsaid
    CHECK_EQ(fixture.state(id), std::string("finished"));
    CHECK(fs::exists(fs::path(fixture.workspace) / "models" / "rm" / "model.safetensors"));
    CHECK_EQ(safer({"jobs", "resume", id, "--workspace", fixture.workspace}).exitCode, 3);
    CHECK_EQ(safer({"jobs", "stop", "no-such-run", "--workspace", fixture.workspace}).exitCode, 3);
}

TEST(a_run_without_a_workspace_resumes_by_the_same_command) {
    const TemporaryFolder folder;
    const fs::path pairs = folder.path() / "pairs.jsonl";
    writePairs(pairs, generateDemoData({200, 1, 4}).train);
    const auto train = [&](const fs::path& output, const std::string& epochs = "12") {
        return trainOn(pairs.string(), epochs, {"--output", output.string()});
    };
    ok(train(folder.path() / "whole"));
    const fs::path cut = folder.path() / "cut";
    const fs::path run = folder.path() / "cut.run";
    std::jthread interrupt([&run](const std::stop_token& stop) {
        while (!stop.stop_requested() && !wroteStep(run)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        requestStop(run);
    });
    const auto stopped = safer(train(cut));
    interrupt.request_stop();
    interrupt.join();
    CHECK_EQ(stopped.exitCode, 4);
    CHECK(stopped.err.find("same command") != std::string::npos);
    CHECK(!fs::exists(cut));
    CHECK_EQ(safer(train(cut, "13")).exitCode, 3);  // other settings are not mixed in
    ok(train(cut));
    CHECK(!fs::exists(run));
    CHECK(contents(cut / "model.safetensors") == contents(folder.path() / "whole" / "model.safetensors"));
    CHECK(contents(cut / "tokenizer.json") == contents(folder.path() / "whole" / "tokenizer.json"));
    CHECK_EQ(safer(train(cut)).exitCode, 3);  // what is there is not overwritten
}

TEST(a_dry_run_or_refusal_changes_nothing) {
    const WorkspaceFixture fixture;
    const auto outside = fixture.folder.path() / "outside";
    ok(trainOn(fixture.pairs.string(), "1", {"--output", outside.string()}));
    auto wide = trainOn(fixture.pairs.string(), "1", {"--output", (fixture.folder.path() / "wide").string()});
    *(std::find(wide.begin(), wide.end(), "--hidden") + 1) = "64";
    ok(wide);
    const std::string sae = (fixture.folder.path() / "sae").string();
    ok({"train-sae", "--data", fixture.pairs.string(), "--model", (fixture.folder.path() / "wide").string(), "--output",
        sae, "--layer", "1", "--latents", "128", "--k", "4", "--quiet"});

    const auto before = fixture.files();
    const auto workspaceBefore = ok({"doctor", "--workspace", fixture.workspace, "--json"}).json().at("workspace");
    ok(trainOn("train", "1", {"--workspace", fixture.workspace, "--dry-run"}));
    ok(trainOn("train", "1", {"--workspace", fixture.workspace, "--dry-run", "--model", outside.string()}));
    ok({"import", fixture.pairs.string(), "--workspace", fixture.workspace, "--name", "more", "--dry-run"});
    const auto misfit = safer(
        {"index", "--workspace", fixture.workspace, "--data", "train", "--model", outside.string(), "--sae", sae});
    CHECK_EQ(misfit.exitCode, 3);
    CHECK(misfit.err.find("width 64") != std::string::npos && misfit.err.find("width 32") != std::string::npos);
    CHECK_EQ(safer(trainOn("no-such-data", "1", {"--workspace", fixture.workspace})).exitCode, 3);
    CHECK_EQ(safer(trainOn("train", "1", {"--workspace", fixture.workspace, "--heads", "5"})).exitCode, 2);
    CHECK_EQ(safer(trainOn("train", "-1", {"--workspace", fixture.workspace})).exitCode, 2);
    CHECK(fixture.files() == before);
    CHECK(ok({"doctor", "--workspace", fixture.workspace, "--json"}).json().at("workspace") == workspaceBefore);
}

TEST(several_data_sets_train_one_model) {
    const WorkspaceFixture fixture;
    ok({"import", fixture.pairs.string(), "--workspace", fixture.workspace, "--name", "again", "--quiet"});
    const auto output =
        ok(trainOn("train", "1", {"--data", "again", "--workspace", fixture.workspace, "--json", "--name", "both"}));
    const Json result = output.json();
    CHECK_EQ(result.at("name").get<std::string>(), std::string("both"));
    CHECK_EQ(result.at("values").at("pairs").get<int>(), 400);  // the same ids in both do not collide
}

TEST(import_counts_add_up) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "dirty.jsonl";
    writePairs(file, generateDemoData({20, 1, 4}).train);
    CHECK_OK(writeFileAtomically(file, contents(file) + "{broken\n\n{\"id\":\"x\"}\n"));
    const auto report =
        ok({"import", file.string(), "--workspace", (folder.path() / "w").string(), "--json", "--quiet"}).json();
    CHECK_EQ(report.at("dataset").get<std::string>(), std::string("dirty"));
    CHECK_EQ(report.at("pairs").get<int>(), 20);
    CHECK_EQ(report.at("skipped").get<int>(), 2);
    CHECK_EQ(report.at("issues").size(), 2u);
    CHECK_EQ(report.at("issues")[0].at("line").get<int>(), 21);
    const fs::path hopeless = folder.path() / "hopeless.jsonl";
    CHECK_OK(writeFileAtomically(hopeless, "{broken\n"));
    CHECK_EQ(safer({"import", hopeless.string(), "--workspace", (folder.path() / "new").string()}).exitCode, 3);
    CHECK(!fs::exists(folder.path() / "new"));
}

// Terminals obey control characters; names of data sets and models come from files of others.
TEST(results_for_people_hold_no_control_characters) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "pairs.jsonl";
    auto pairs = generateDemoData({10, 1, 4}).train;
    pairs[0].id = "evil\x1b[2J\x07";
    pairs[1].subset = "\x1b]0;title\x07";
    writePairs(file, pairs);
    const std::string model = (folder.path() / "model").string();
    ok(trainOn(file.string(), "1", {"--output", model}));
    for (const auto* command : {"reward", "evaluate", "tokenize"}) {
        const auto output = ok({command, "--model", model, "--data", file.string()});
        CHECK(output.out.find('\x1b') == std::string::npos && output.out.find('\x07') == std::string::npos);
    }
    CHECK_EQ(
        ok({"reward", "--model", model, "--data", file.string(), "--json"}).jsonLines()[0].at("id").get<std::string>(),
        pairs[0].id);
}
