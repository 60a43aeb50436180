// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <algorithm>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

/// Pairs, and a tiny model and SAE trained on them by the program itself.
struct Fixture {
    TemporaryFolder folder;
    fs::path pairs = folder.path() / "pairs.jsonl";
    fs::path model = folder.path() / "model";
    fs::path sae = folder.path() / "sae";

    Fixture() {
        writePairs(pairs, generateDemoData({40, 1, 2}).train);
        std::vector<std::string> train = {"train-rm", "--data", pairs.string(), "--output", model.string(), "--quiet"};
        const auto tiny = tinyModelOptions();
        train.insert(train.end(), tiny.begin(), tiny.end());
        CHECK_EQ(safer(train).exitCode, 0);
    }
    fs::path damagedCopy(const std::string& name) const {
        fs::copy(model, folder.path() / name, fs::copy_options::recursive);
        return folder.path() / name;
    }
};

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void replaceIn(const fs::path& path, const std::string& from, const std::string& to) {
    std::string text = contents(path);
    const auto at = text.find(from);
    CHECK(at != std::string::npos);
    CHECK_OK(writeFileAtomically(path, text.replace(at, from.size(), to)));
}

/// One sentence that names the place and a hint below it, exit code 3, nothing on standard output.
void refused(const SaferOutput& output, const std::string& named) {
    if (output.exitCode != 3 || output.err.find(named) == std::string::npos || !output.out.empty()) {
        throw Failure("expected a refusal that names \"" + named + "\", got exit code " +
                          std::to_string(output.exitCode) + ": " + output.err + output.out,
                      __FILE__, __LINE__);
    }
    CHECK(output.err.find("safer: ") != std::string::npos);
    CHECK(output.err.find("\n  ") != std::string::npos);
    CHECK(output.err.find("terminate") == std::string::npos);
}

}  // namespace

TEST(models_that_cannot_be_read_are_refused_by_name) {
    const Fixture fixture;
    const auto reward = [&](const fs::path& model) {
        return safer({"reward", "--model", model.string(), "--data", fixture.pairs.string(), "--json"});
    };
    CHECK_EQ(reward(fixture.model).exitCode, 0);

    const auto shards = fixture.damagedCopy("shards");
    fs::remove(shards / "model.safetensors");
    CHECK_OK(writeFileAtomically(shards / "model.safetensors.index.json",
                                 R"({"weight_map":{"model.embed_tokens.weight":"model-00001-of-00002.safetensors"}})"));
    refused(reward(shards), "model-00001-of-00002.safetensors");

    const auto shape = fixture.damagedCopy("shape");
    replaceIn(shape / "config.json", "\"intermediate_size\": 48", "\"intermediate_size\": 64");
    refused(reward(shape), "has shape");

    const auto unknown = fixture.damagedCopy("unknown");
    replaceIn(unknown / "config.json", "LlamaForSequenceClassification", "BertForSequenceClassification");
    refused(reward(unknown), "BertForSequenceClassification");

    const auto cut = fixture.damagedCopy("cut");
    fs::resize_file(cut / "model.safetensors", fs::file_size(cut / "model.safetensors") / 2);
    refused(reward(cut), "model.safetensors");
    CHECK(reward(fixture.folder.path() / "nowhere").exitCode != 0);
}

TEST(data_that_cannot_be_read_is_refused_by_line) {
    const Fixture fixture;
    const auto broken = fixture.folder.path() / "broken.jsonl";
    CHECK_OK(writeFileAtomically(broken, contents(fixture.pairs) + "{\"id\": \n"));
    refused(safer({"reward", "--model", fixture.model.string(), "--data", broken.string(), "--json"}), "line 41");

    const auto empty = fixture.folder.path() / "empty.jsonl";
    CHECK_OK(writeFileAtomically(empty, ""));
    refused(safer({"evaluate", "--model", fixture.model.string(), "--data", empty.string(), "--json"}), "empty.jsonl");
    const auto workspace = fixture.folder.path() / "workspace";
    refused(safer({"import", empty.string(), "--workspace", workspace.string(), "--name", "e"}), "empty.jsonl");
}

TEST(an_sae_of_another_width_is_refused_before_any_work) {
    const Fixture fixture;
    const auto wide = fixture.folder.path() / "wide";
    std::vector<std::string> train = {"train-rm", "--data",      fixture.pairs.string(),
                                      "--output", wide.string(), "--quiet"};
    auto options = tinyModelOptions();
    options[1] = "64";
    train.insert(train.end(), options.begin(), options.end());
    CHECK_EQ(safer(train).exitCode, 0);
    CHECK_EQ(safer({"train-sae", "--data", fixture.pairs.string(), "--model", wide.string(), "--output",
                    fixture.sae.string(), "--layer", "1", "--latents", "128", "--k", "4", "--quiet"})
                 .exitCode,
             0);
    refused(safer({"encode", "--model", fixture.model.string(), "--sae", fixture.sae.string(), "--data",
                   fixture.pairs.string(), "--json"}),
            "width");
}

TEST(a_refused_training_leaves_nothing_behind) {
    const Fixture fixture;
    const auto output = fixture.folder.path() / "output";
    const auto before = std::distance(fs::directory_iterator(fixture.folder.path()), {});
    const auto unknown = fixture.folder.path() / "missing-model";
    CHECK(
        safer({"train-rm", "--data", fixture.pairs.string(), "--model", unknown.string(), "--output", output.string()})
            .exitCode != 0);
    CHECK(!fs::exists(output));
    CHECK_EQ(std::distance(fs::directory_iterator(fixture.folder.path()), {}), before);
}

TEST(wrong_usage_has_its_own_exit_code) {
    CHECK_EQ(safer({"reward"}).exitCode, 2);
    CHECK_EQ(safer({"no-such-command"}).exitCode, 2);
    CHECK_EQ(safer({"--version"}).exitCode, 0);
    const std::vector<std::string> commands = {"demo",      "import", "tokenize", "reward", "train-rm",
                                               "train-sae", "index",  "features", "score",  "encode",
                                               "evaluate",  "jobs",   "worker",   "doctor"};
    for (const auto& command : commands) {
        const auto help = safer({command, "--help"});
        CHECK_EQ(help.exitCode, 0);
        CHECK(help.out.find("xample") != std::string::npos);
    }
}
