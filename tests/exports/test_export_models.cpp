// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_spec.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/exports/event_reader.h"

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Models and SAEs out and in again, through the real program.

namespace {

SaferOutput ok(const std::vector<std::string>& arguments) {
    auto output = safer(arguments);
    if (output.exitCode != 0) {
        throw Failure(arguments[0] + " ended with " + std::to_string(output.exitCode) + ": " + output.err, __FILE__,
                      __LINE__);
    }
    return output;
}

struct Trained {
    TemporaryFolder folder;
    std::string workspace = path("ws");
    std::string pairs = path("pairs.jsonl");

    Trained() {
        writePairs(pairs, generateDemoData({60, 1, 4}).train);
        ok({"import", pairs, "--workspace", workspace, "--name", "train"});
        std::vector<std::string> arguments = {"train-rm", "--workspace", workspace, "--data",
                                              "train",    "--name",      "rm",      "--quiet"};
        const auto tiny = tinyModelOptions();
        arguments.insert(arguments.end(), tiny.begin(), tiny.end());
        ok(arguments);
        ok({"train-sae", "--workspace", workspace, "--data", "train", "--name", "sae", "--layer", "1", "--latents",
            "64", "--k", "4", "--quiet"});
    }
    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
    Json exported(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "export");
        arguments.insert(arguments.end(), {"--json", "--workspace", workspace});
        return ok(arguments).json();
    }
    std::string rewards(const std::string& model) const {
        return ok({"reward", "--model", model, "--data", pairs, "--json", "--quiet"}).out;
    }
};

const Trained& shared() {
    static const Trained made;
    return made;
}

std::string newestModel(const Trained& ws) {
    auto workspace = Workspace::open(ws.workspace);
    CHECK_OK(workspace);
    return (*workspace)->newestArtifact(ArtifactKind::Model)->path.string();
}

}  // namespace

TEST(a_model_that_went_out_gives_equal_rewards) {
    const auto& ws = shared();
    const Json summary = ws.exported({"model", "--model", "rm", "--output", ws.path("hf")});
    CHECK(summary.at("files").get<int>() >= 4);
    for (const char* name :
         {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "README.md"}) {
        CHECK(fs::is_regular_file(fs::path(ws.path("hf")) / name));
    }
    const std::string before = ws.rewards(newestModel(ws));
    CHECK(!before.empty());
    CHECK_EQ(ws.rewards(ws.path("hf")), before);  // to the last bit, as they are printed
    const std::string readme = contentsOf(ws.path("hf") + "/README.md");
    CHECK(readme.find("train-rm") != std::string::npos);
}

TEST(a_model_in_another_number_type_is_named_so) {
    const auto& ws = shared();
    const Json summary = ws.exported({"model", "--dtype", "bfloat16", "--output", ws.path("bf16")});
    CHECK_EQ(summary.at("notes").size(), std::size_t{1});
    const auto config = readJsonFile(ws.path("bf16") + "/config.json");
    CHECK_OK(config);
    CHECK_EQ(config->at("torch_dtype").get<std::string>(), std::string("bfloat16"));
    const auto sizes = fs::file_size(ws.path("bf16") + "/model.safetensors");
    CHECK(sizes < 6 * fs::file_size(fs::path(newestModel(ws)) / "model.safetensors") / 10);
    CHECK(ws.rewards(ws.path("bf16")) != ws.rewards(newestModel(ws)));
    // Rounding once more changes nothing: from bfloat16 to bfloat16 every bit stays.
    ok({"export", "model", "--model", ws.path("bf16"), "--output", ws.path("again"), "--workspace", ws.workspace});
    CHECK(contentsOf(ws.path("again") + "/model.safetensors") == contentsOf(ws.path("bf16") + "/model.safetensors"));
}

TEST(an_sae_goes_out_in_our_own_layout) {
    const auto& ws = shared();
    const Json summary = ws.exported({"sae", "--sae", "sae", "--output", ws.path("sae-own")});
    CHECK_EQ(summary.at("rows").get<int>(), 64);
    auto workspace = Workspace::open(ws.workspace);
    CHECK_OK(workspace);
    const auto sae = (*workspace)->newestArtifact(ArtifactKind::Sae);
    CHECK(contentsOf(ws.path("sae-own") + "/sae.safetensors") == contentsOf(sae->path / "sae.safetensors"));
}

// Whichever layouts there are: each is written and found again as what it is, or refused with a reason and without a
// trace.
TEST(an_sae_in_every_layout_or_a_reason) {
    const auto& ws = shared();
    int written = 0;
    for (const std::string layout : {"safer", "sparsify", "saelens", "dictionary-learning", "openai", "gemma-scope"}) {
        const std::string output = ws.path("sae-" + layout);
        const auto out =
            safer({"export", "sae", "--layout", layout, "--output", output, "--json", "--workspace", ws.workspace});
        if (out.exitCode == 0) {
            CHECK(out.json().at("files").get<int>() > 0);
            fs::path place = output;  // what is one file is named itself
            for (const auto& entry : fs::directory_iterator(output)) {
                place = entry.path().extension() == ".pt" ? entry.path() : place;
            }
            const auto back = safer({"sae", "inspect", place.string(), "--k", "4", "--layer", "1", "--json"});
            CHECK_EQ(back.exitCode, 0);
            CHECK_EQ(back.json().at("layout").get<std::string>(), layout);
            CHECK_EQ(back.json().at("latents").get<int>(), 64);
            ++written;
        } else {
            CHECK(out.err.find("safer: ") != std::string::npos);
            CHECK(!fs::exists(output));
        }
    }
    CHECK(written >= 3);  // SAFER's own, SAELens and OpenAI's hold what our SAEs compute
    CHECK_EQ(
        safer({"export", "sae", "--layout", "nobody", "--output", ws.path("x"), "--workspace", ws.workspace}).exitCode,
        2);
}

TEST(metrics_of_a_real_run) {
    const auto& ws = shared();
    const Json summary = ws.exported({"metrics", "--run", "all", "--output", ws.path("tb")});
    std::uint64_t values = 0;
    std::uint64_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(ws.path("tb"))) {
        if (entry.path().filename().string().starts_with("events.out.tfevents.")) {
            ++files;
            for (const auto& event : readEventFile(contentsOf(entry.path()))) {
                values += event.values.size();
            }
        }
    }
    CHECK_EQ(files, std::uint64_t{2});
    CHECK_EQ(summary.at("files").get<std::uint64_t>(), files);
    CHECK_EQ(summary.at("rows").get<std::uint64_t>(), values);
}
