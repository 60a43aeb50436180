// SPDX-License-Identifier: GPL-3.0-or-later
// Models and SAEs of others brought into a workspace, through the real program: the members of the answers are what the
// window's dialogs read (ui/dialogs/open_model_dialog, open_sae_dialog).
#include "core/base/atomic_file.h"
#include "core/tensor/safetensors.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

SaferOutput ok(const std::vector<std::string>& arguments) {
    auto output = safer(arguments);
    if (output.exitCode != 0) {
        throw Failure(arguments[0] + " ended with " + std::to_string(output.exitCode) + ": " + output.err, __FILE__,
                      __LINE__);
    }
    return output;
}

/// A workspace with a model and an SAE, and both once more outside of it, as somebody else would publish them.
struct Published {
    TemporaryFolder folder;
    std::string workspace = path("ws");
    std::string model = path("published-model");
    std::string sae = path("published-sae");

    Published() {
        writePairs(path("pairs.jsonl"), generateDemoData({60, 1, 4}).train);
        ok({"import", path("pairs.jsonl"), "--workspace", workspace, "--name", "train"});
        std::vector<std::string> arguments = {"train-rm", "--workspace", workspace, "--data",
                                              "train",    "--name",      "rm",      "--quiet"};
        const auto tiny = tinyModelOptions();
        arguments.insert(arguments.end(), tiny.begin(), tiny.end());
        ok(arguments);
        ok({"train-sae", "--workspace", workspace, "--data", "train", "--name", "sae", "--layer", "1", "--latents",
            "64", "--k", "4", "--quiet"});
        ok({"export", "model", "--workspace", workspace, "--model", "rm", "--output", model, "--json"});
        ok({"export", "sae", "--workspace", workspace, "--sae", "sae", "--layout", "safer", "--output", sae, "--json"});
    }
    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
    std::unique_ptr<Workspace> open() const {
        auto opened = Workspace::open(workspace);
        CHECK_OK(opened);
        return std::move(*opened);
    }
};

const Published& shared() {
    static const Published made;
    return made;
}

}  // namespace

TEST(doctor_says_what_a_model_is_and_every_reason_against_it) {
    const auto& at = shared();
    const Json found = ok({"doctor", "--model", at.model, "--json"}).json();
    const Json& model = found.at("model");
    CHECK_EQ(model.at("family").get<std::string>(), "llama");
    CHECK_EQ(model.at("layers").get<int>(), 2);
    CHECK_EQ(model.at("hidden_size").get<int>(), 32);
    CHECK_EQ(model.at("labels").size(), 1u);
    CHECK(model.at("parameters").get<std::uint64_t>() > 0);
    CHECK(found.at("problems").empty());

    const fs::path broken = at.path("broken-model");
    fs::copy(at.model, broken, fs::copy_options::recursive);
    auto config = readJsonFile(broken / "config.json");
    CHECK_OK(config);
    (*config)["hidden_act"] = "relu";
    (*config)["num_key_value_heads"] = 3;
    CHECK_OK(writeJsonFile(broken / "config.json", *config));
    const auto refused = safer({"doctor", "--model", broken.string(), "--json"});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.json().at("problems").size() >= 2);
    // What doctor refuses does not come into a workspace.
    const auto added = safer({"model", "add", broken.string(), "--workspace", at.workspace});
    CHECK_EQ(added.exitCode, 3);
    CHECK(added.err.find("relu") != std::string::npos);
    CHECK(!at.open()->artifact(ArtifactKind::Model, "broken-model"));
}

// As Llama's own folders are: no reward head. The paper starts from one.
TEST(a_reward_model_is_trained_from_a_language_model) {
    const auto& at = shared();
    const fs::path base = at.path("language-model");
    fs::copy(at.model, base, fs::copy_options::recursive);
    {
        const auto whole = SafetensorsFile::open(fs::path(at.model) / "model.safetensors");
        CHECK_OK(whole);
        auto tensors = whole->tensors();
        std::erase_if(tensors, [](const TensorView& tensor) { return tensor.name.starts_with("score"); });
        CHECK_EQ(tensors.size() + 1, whole->tensors().size());
        CHECK_OK(writeSafetensors(base / "model.safetensors", tensors));
    }
    auto config = readJsonFile(base / "config.json");
    CHECK_OK(config);
    (*config)["architectures"] = {"LlamaForCausalLM"};
    CHECK_OK(writeJsonFile(base / "config.json", *config));

    const Json found = ok({"doctor", "--model", base.string(), "--base", "--load", "--json"}).json();
    CHECK(found.at("problems").empty());
    CHECK(found.at("model").at("remarks").dump().find("fresh one") != std::string::npos);
    CHECK_EQ(safer({"doctor", "--model", base.string()}).exitCode, 3);
    const auto rewards = safer({"reward", "--model", base.string(), "--data", at.path("pairs.jsonl")});
    CHECK_EQ(rewards.exitCode, 3);
    CHECK(rewards.err.find("no reward head") != std::string::npos);
    CHECK(rewards.err.find("safer train-rm") != std::string::npos);
    CHECK_EQ(safer({"model", "add", base.string(), "--workspace", at.workspace}).exitCode, 3);

    const auto train = [&](const std::string& output, const std::string& seed) {
        ok({"train-rm", "--data", at.path("pairs.jsonl"), "--model", base.string(), "--output", output, "--epochs", "1",
            "--seed", seed, "--quiet"});
        return ok({"reward", "--model", output, "--data", at.path("pairs.jsonl"), "--json", "--quiet"}).out;
    };
    const std::string first = train(at.path("rm-a"), "1");
    CHECK_EQ(train(at.path("rm-b"), "1"), first);
    CHECK(train(at.path("rm-c"), "2") != first);
    const auto trained = readJsonFile(fs::path(at.path("rm-a")) / "config.json");
    CHECK_OK(trained);
    CHECK_EQ(trained->at("architectures").at(0).get<std::string>(), "LlamaForSequenceClassification");
}

TEST(a_published_model_is_referred_to_and_gives_the_same_rewards) {
    const auto& at = shared();
    const Json added = ok({"model", "add", at.model, "--workspace", at.workspace, "--name", "pub", "--json"}).json();
    CHECK_EQ(added.at("name").get<std::string>(), "pub");
    CHECK(fs::equivalent(added.at("path").get<std::string>(), at.model));
    const auto rewards = [&](const fs::path& model) {
        return ok({"reward", "--model", model.string(), "--data", at.path("pairs.jsonl"), "--json", "--quiet"}).out;
    };
    const auto own = at.open()->artifact(ArtifactKind::Model, "rm");
    CHECK_OK(own);
    CHECK_EQ(rewards(at.model), rewards(own->path));
    CHECK_EQ(safer({"model", "add", at.model, "--workspace", at.workspace, "--name", "pub"}).exitCode, 3);
}

TEST(an_sae_is_asked_about_measured_and_added) {
    const auto& at = shared();
    // The file says neither k nor the layer: the window shows its fields for them by these words.
    const auto asks = safer({"sae", "inspect", at.sae, "--json"});
    CHECK_EQ(asks.exitCode, 3);
    CHECK(asks.json().at("problems")[0].dump().find("--k") != std::string::npos);
    const Json found = ok({"sae", "inspect", at.sae, "--k", "4", "--json"}).json();
    CHECK_EQ(found.at("layout").get<std::string>(), "safer");
    CHECK_EQ(found.at("latents").get<int>(), 64);
    CHECK_EQ(found.at("k").get<int>(), 4);
    CHECK(found.at("layer").is_null());
    CHECK(!found.at("assumptions").empty());
    const auto without = safer({"sae", "add", at.sae, "--k", "4", "--workspace", at.workspace, "--name", "pub"});
    CHECK_EQ(without.exitCode, 3);
    CHECK(without.err.find("--layer") != std::string::npos);

    const Json added = ok({"sae", "add", at.sae, "--k", "4", "--layer", "1", "--workspace", at.workspace, "--model",
                           "rm", "--dataset", "train", "--name", "pub", "--json", "--quiet"})
                           .json();
    CHECK_EQ(added.at("name").get<std::string>(), "pub");
    for (const char* where : {"tokens", "sentence_ends"}) {
        const Json& quality = added.at("quality").at(where);
        CHECK(quality.at("count").get<int>() > 0);
        CHECK(quality.at("l0").get<double>() > 0.0 && quality.at("l0").get<double>() <= 4.0);
        CHECK(quality.at("fvu").get<double>() > 0.0);
        CHECK(quality.at("dead").get<double>() >= 0.0);
    }
    CHECK(added.at("warnings").is_array());
    const auto stored = at.open()->artifact(ArtifactKind::Sae, "pub");
    CHECK_OK(stored);
    // Its features are those of the one it was written from.
    const auto features = [&](const fs::path& sae) {
        return ok({"encode", "--model", at.model, "--sae", sae.string(), "--layer", "1", "--data",
                   at.path("pairs.jsonl"), "--json", "--quiet"})
            .out;
    };
    const auto own = at.open()->artifact(ArtifactKind::Sae, "sae");
    CHECK_OK(own);
    CHECK_EQ(features(stored->path), features(own->path));
}

TEST(an_sae_of_another_width_is_refused_before_anything_is_copied) {
    const auto& at = shared();
    std::vector<std::string> arguments = {"train-rm", "--workspace", at.workspace, "--data",
                                          "train",    "--name",      "wide",       "--quiet"};
    auto tiny = tinyModelOptions();
    tiny[1] = "48";
    arguments.insert(arguments.end(), tiny.begin(), tiny.end());
    ok(arguments);
    const auto refused = safer({"sae", "add", at.sae, "--k", "4", "--layer", "1", "--workspace", at.workspace,
                                "--model", "wide", "--name", "misfit"});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.err.find("width") != std::string::npos);
    CHECK(!at.open()->artifact(ArtifactKind::Sae, "misfit"));
    CHECK(!fs::exists(fs::path(at.workspace) / "saes" / "misfit"));
}

TEST(formats_lists_everything_for_programs_too) {
    const auto rows = ok({"formats", "--json"}).jsonLines();
    CHECK(rows.size() > 30);
    for (const Json& row : rows) {
        CHECK(row.at("reads").get<bool>() || row.at("writes").get<bool>());
    }
    CHECK(ok({"formats"}).out.find("SAELens") != std::string::npos);
}
