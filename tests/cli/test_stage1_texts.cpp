// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"
#include "tests/support/gzip.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// The first stage of train-sae on general texts, by the real program.

namespace {

using Arguments = std::vector<std::string>;

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

bool says(const SaferOutput& output, const std::string& part) { return output.err.find(part) != std::string::npos; }

/// Lines of {"text": …}; `count` of about `words` words each.
std::string textLines(int count, int words, int seed) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
        std::string text;
        for (int word = 0; word < words; ++word) {
            text += (word == 0 ? "" : " ") + std::string("w") + std::to_string((i * 31 + word * seed) % 97);
        }
        lines += dumpJson(Json{{"text", text}, {"n", i}}) + "\n";
    }
    return lines;
}

/// A model, pairs and texts, made once.
struct Fixture {
    TemporaryFolder folder;
    std::string model = path("model");
    std::string pairs = path("pairs.jsonl");
    std::string web = path("web.jsonl");
    std::string book = path("book.txt");

    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
    Fixture() {
        writePairs(pairs, generateDemoData({150, 1, 4}).train);
        Arguments train = {"train-rm", "--data", pairs, "--output", model, "--quiet"};
        const auto tiny = tinyModelOptions();
        train.insert(train.end(), tiny.begin(), tiny.end());
        ok(train);
        std::ofstream(web) << textLines(120, 40, 7);
        std::ofstream(book) << textLines(3, 200, 11);
    }
    Arguments training(const std::string& output, const Arguments& more) const {
        Arguments arguments = {"train-sae", "--data", pairs,       "--model", model, "--output", path(output),
                               "--layer",   "1",      "--latents", "64",      "--k", "4",        "--quiet"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    }
    Json config(const std::string& output) const {
        const auto json = readJsonFile(fs::path(path(output)) / "sae_config.json");
        CHECK_OK(json);
        return *json;
    }
    std::string weights(const std::string& output) const {
        return contents(fs::path(path(output)) / "sae.safetensors");
    }
};

const Fixture& fixture() {
    static const Fixture made;
    return made;
}

}  // namespace

TEST(texts_train_the_first_stage_and_are_named_in_the_sae) {
    const Fixture& here = fixture();
    ok(here.training("plain", {}));
    CHECK(!here.config("plain").contains("stage1_texts"));
    auto arguments =
        here.training("texts", {"--stage1-texts", here.web, here.book, "--stage1-tokens", "6000", "--json"});
    const Json values = ok(arguments).json().at("values");
    CHECK_EQ(values.at("stage1_text_tokens").get<int>(), 6000);
    CHECK(values.at("stage1_text_documents").get<int>() > 20);
    const Json texts = here.config("texts").at("stage1_texts");
    CHECK_EQ(texts.at("tokens").get<int>(), 6000);
    CHECK_EQ(texts.at("files").size(), 2u);
    CHECK_EQ(texts.at("files")[0].at("name").get<std::string>(), std::string("web.jsonl"));
    CHECK_EQ(texts.at("files")[1].at("hash").get<std::string>().size(), 64u);
    CHECK(here.weights("texts") != here.weights("plain"));

    // Repeated options, compressed and with another name of the member: the same texts, the same weights.
    std::string renamed = textLines(120, 40, 7);
    for (std::size_t at = 0; (at = renamed.find("\"text\"", at)) != std::string::npos;) {
        renamed.replace(at, 6, "\"body\"");
    }
    std::ofstream(here.path("web2.jsonl.gz"), std::ios::binary) << gzipped(renamed);
    ok(here.training("again", {"--stage1-texts", here.path("web2.jsonl.gz"), "--stage1-texts", here.book,
                               "--stage1-tokens", "6000", "--text-member", "body"}));
    CHECK(here.weights("again") == here.weights("texts"));
    ok(here.training("narrow",
                     {"--stage1-texts", here.web, here.book, "--stage1-tokens", "6000", "--text-window", "32"}));
    CHECK(here.weights("narrow") != here.weights("texts"));

    const auto inspected = ok({"sae", "inspect", here.path("texts"), "--json"}).json();
    CHECK_EQ(inspected.at("stage1_texts")[0].at("name").get<std::string>(), std::string("web.jsonl"));
    CHECK(ok({"sae", "inspect", here.path("texts")}).out.find("web.jsonl") != std::string::npos);
}

TEST(a_dry_run_says_what_would_be_read) {
    const Fixture& here = fixture();
    Arguments arguments = here.training("dry", {"--stage1-texts", here.web, "--stage1-tokens", "6000", "--dry-run"});
    arguments.erase(std::find(arguments.begin(), arguments.end(), "--quiet"));
    const auto said = ok(arguments);
    CHECK(says(said, here.web) && says(said, "6,000 tokens"));
    CHECK(says(said, "Nothing was started"));
    CHECK(!fs::exists(here.path("dry")) && !fs::exists(here.path("dry.run")));
}

TEST(bad_texts_are_refused_before_anything_is_made) {
    const Fixture& here = fixture();
    const std::string broken = here.path("broken.jsonl");
    std::ofstream(broken) << textLines(30, 40, 3) << "{\"id\": 1}\n" << textLines(30, 40, 5);
    struct Case {
        Arguments more;
        int code;
        std::string says;
    };
    for (const Case& one :
         std::vector<Case>{{{"--stage1-texts", here.path("gone.jsonl")}, 3, "gone.jsonl"},
                           {{"--stage1-texts", here.web, "--text-member", "content"}, 3, "Line 1 of " + here.web},
                           {{"--stage1-texts", broken}, 3, "Line 31 of " + broken},
                           {{"--stage1-texts", here.web, here.web}, 2, "twice"},
                           {{"--stage1-texts", here.web, "--stage1-tokens", "-1"}, 2, "--stage1-tokens"},
                           {{"--stage1-texts", here.web, "--text-window", "31"}, 2, "--text-window"},
                           {{"--stage1-texts", here.path("folder")}, 3, "folder"}}) {
        fs::create_directories(here.path("folder"));
        const auto refused = safer(here.training("bad", one.more));
        if (refused.exitCode != one.code || !says(refused, one.says)) {
            throw Failure(std::to_string(refused.exitCode) + ": " + refused.err, __FILE__, __LINE__);
        }
        CHECK(!fs::exists(here.path("bad")) && !fs::exists(here.path("bad.run")));
    }
    const auto skipped = ok(here.training("skipped", {"--stage1-texts", broken, "--skip-bad", "--json"})).json();
    CHECK_EQ(skipped.at("values").at("stage1_texts_skipped").get<int>(), 1);
    CHECK_EQ(skipped.at("values").at("stage1_text_documents").get<int>(), 60);
}

TEST(a_run_stopped_in_the_first_stage_resumes_on_the_same_texts_only) {
    const Fixture& here = fixture();
    const std::string own = here.path("own.jsonl");
    const std::string before = textLines(100, 40, 13);
    std::ofstream(own) << before;
    const auto training = [&](const std::string& output) {
        return here.training(output, {"--stage1-texts", own, "--batch-tokens", "256", "--stage1-tokens", "400000"});
    };
    ok(training("whole"));
    const fs::path run = here.path("cut.run");
    std::jthread interrupt([&run](const std::stop_token& stop) {
        while (!stop.stop_requested() && contents(RunPaths(run).events()).find("\"metric\"") == std::string::npos) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        requestStop(run);
    });
    const auto stopped = safer(training("cut"));
    interrupt.request_stop();
    interrupt.join();
    CHECK_EQ(stopped.exitCode, 4);
    const std::string events = contents(RunPaths(run).events());
    CHECK(events.find("\"stage\":1") != std::string::npos && events.find("\"stage\":2") == std::string::npos);

    std::ofstream(own) << textLines(100, 40, 17);
    const auto changed = safer(training("cut"));
    CHECK_EQ(changed.exitCode, 3);
    CHECK(says(changed, own));
    fs::remove(own);
    const auto gone = safer(training("cut"));
    CHECK_EQ(gone.exitCode, 3);
    CHECK(says(gone, own));
    std::ofstream(own) << before;
    ok(training("cut"));
    CHECK(here.weights("cut") == here.weights("whole"));
    CHECK(!fs::exists(run));
}

TEST(a_run_of_a_workspace_refuses_texts_that_changed_since_it_was_made) {
    const Fixture& here = fixture();
    const std::string workspace = here.path("workspace");
    const std::string own = here.path("later.jsonl");
    std::ofstream(own) << textLines(100, 40, 13);
    ok({"import", here.pairs, "--workspace", workspace, "--name", "train", "--quiet"});
    const auto started = ok({"train-sae", "--workspace",    workspace, "--data",         "train", "--model",
                             here.model,  "--layer",        "1",       "--latents",      "64",    "--k",
                             "4",         "--batch-tokens", "256",     "--stage1-texts", own,     "--stage1-tokens",
                             "3000000",   "--detach",       "--json"})
                             .json();
    const auto id = started.at("run").get<std::string>();
    const fs::path run = started.at("folder").get<std::string>();
    for (int i = 0; i < 3000 && contents(RunPaths(run).events()).find("\"metric\"") == std::string::npos; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ok({"jobs", "stop", id, "--workspace", workspace});
    for (int i = 0; i < 3000 && readRunState(run) == RunState::Running; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    CHECK(readRunState(run) == RunState::Stopped);
    std::ofstream(own, std::ios::app) << textLines(1, 40, 2);
    const auto changed = safer({"jobs", "resume", id, "--workspace", workspace});
    CHECK_EQ(changed.exitCode, 3);
    CHECK(says(changed, own + " has changed since"));
    fs::remove(own);
    const auto gone = safer({"jobs", "resume", id, "--workspace", workspace});
    CHECK_EQ(gone.exitCode, 3);
    CHECK(says(gone, "There is no file " + own));
}

TEST(tokenize_reads_texts_of_the_same_forms) {
    const Fixture& here = fixture();
    const auto array = here.path("texts.json");
    std::ofstream(array) << R"(["Hello there", {"text": "w1 w2"}])";
    const auto lines = here.path("texts.jsonl");
    std::ofstream(lines) << "{\"text\": \"Hello there\"}\n{\"text\": \"w1 w2\"}\n";
    const auto ids = ok({"tokenize", "--model", here.model, "--texts", array, "--json"}).jsonLines();
    CHECK_EQ(ids.size(), 2u);
    CHECK(!ids[0].at("ids").empty());
    CHECK(ok({"tokenize", "--model", here.model, "--texts", lines, "--json"}).jsonLines() == ids);
    std::ofstream(array) << R"(["a", 3])";
    const auto refused = safer({"tokenize", "--model", here.model, "--texts", array});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(says(refused, "Element 2 of " + array));
}
