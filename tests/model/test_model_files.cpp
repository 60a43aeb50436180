// SPDX-License-Identifier: GPL-3.0-or-later
// Model folders on disk: what save() writes load() reads, whole and in shards, and what is wrong with a folder is said.
#include "core/base/atomic_file.h"
#include "core/model/reward_model.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <sys/stat.h>

using namespace saferscope;
using namespace saferscope::testing;
using check::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

using Shards = std::map<std::string, std::vector<NamedTensor>>;

/// Writes a sharded folder; `weightMap` overrides the honest map where given.
void writeShards(const fs::path& folder, const Shards& shards, Json weightMap = nullptr) {
    Json honest = Json::object();
    for (const auto& [file, tensors] : shards) {
        CHECK_OK(saveTensors(folder / file, tensors, {{"format", "pt"}}));
        for (const auto& [name, tensor] : tensors) {
            honest[name] = file;
        }
    }
    CHECK_OK(writeJsonFile(folder / "config.json", modelConfigToJson(tinyConfig())));
    CHECK_OK(
        writeJsonFile(folder / "model.safetensors.index.json",
                      {{"metadata", {{"total_size", 1}}}, {"weight_map", weightMap.is_null() ? honest : weightMap}}));
}

Shards twoShards(const RewardModel& model) {
    Shards shards;
    int index = 0;
    for (const auto& parameter : model.parameters()) {
        shards[index++ % 2 == 0 ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors"].push_back(
            parameter);
    }
    return shards;
}

void writeSingle(const fs::path& folder, const std::vector<NamedTensor>& tensors) {
    CHECK_OK(saveTensors(folder / "model.safetensors", tensors));
    CHECK_OK(writeJsonFile(folder / "config.json", modelConfigToJson(tinyConfig())));
}

/// The one sentence load() refuses a folder with.
std::string refusal(const fs::path& folder) {
    const auto model = RewardModel::load(folder);
    CHECK(!model);
    CHECK(!model.error().message.empty() && !model.error().hint.empty());
    CHECK(model.error().code == ErrorCode::InvalidInput || model.error().code == ErrorCode::NotFound);
    return model.error().message;
}

bool mentions(const std::string& message, const char* word) { return message.find(word) != std::string::npos; }

at::Tensor rewardsOf(const RewardModel& model) {
    const c10::InferenceMode inference;
    return model.forward(packPairs(mixedPairs(), c10::kCPU)).rewards;
}

}  // namespace

TEST(what_is_saved_is_loaded) {
    const RewardModel model = tinyModel();
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16, at::kHalf}) {
        const TemporaryFolder folder;
        CHECK_OK(model.save(folder.path(), dtype));
        const auto loaded = RewardModel::load(folder.path());
        CHECK_OK(loaded);
        const auto before = model.parameters();
        const auto after = loaded->parameters();
        CHECK_EQ(before.size(), after.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            CHECK_EQ(before[i].first, after[i].first);
            CHECK(at::equal(before[i].second.to(dtype).to(at::kFloat), after[i].second));
        }
        if (dtype == at::kFloat) {
            CHECK(at::equal(rewardsOf(model), rewardsOf(*loaded)));
        }
        // Saving what was loaded gives the same bytes: nothing is lost a second time.
        const TemporaryFolder second;
        CHECK_OK(loaded->save(second.path(), dtype));
        CHECK_EQ(*modelContentHash(folder.path()), *modelContentHash(second.path()));
        CHECK(at::equal(rewardsOf(*loaded), rewardsOf(*RewardModel::load(second.path()))));
    }
}

TEST(biases_of_the_feed_forward_layers_are_saved_loaded_and_asked_for) {
    ModelConfig config = tinyConfig();
    config.mlpBias = true;
    const RewardModel model = tinyModel(config);
    const TemporaryFolder folder;
    CHECK_OK(model.save(folder.path()));
    const auto loaded = RewardModel::load(folder.path());
    CHECK_OK(loaded);
    CHECK(loaded->config().mlpBias);
    const auto before = model.parameters();
    const auto after = loaded->parameters();
    CHECK_EQ(before.size(), after.size());
    std::size_t biases = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        CHECK_EQ(before[i].first, after[i].first);
        CHECK(at::equal(before[i].second, after[i].second));
        biases += after[i].first.ends_with(".bias") ? 1 : 0;
    }
    CHECK_EQ(biases, std::size_t{9});
    // A file without them does not fit a configuration that asks for them.
    CHECK_OK(tinyModel().save(folder.path()));
    CHECK_OK(writeJsonFile(folder.path() / "config.json", modelConfigToJson(config)));
    CHECK(mentions(refusal(folder.path()), "mlp.gate_proj.bias"));
}

TEST(saving_into_nowhere_or_as_integers_is_refused) {
    const RewardModel model = tinyModel();
    const TemporaryFolder folder;
    CHECK(!model.save(folder.path() / "none"));
    CHECK(!model.save(folder.path(), at::kLong));
    CHECK(fs::is_empty(folder.path()));
}

TEST(shards_make_the_same_model) {
    const RewardModel model = tinyModel();
    const TemporaryFolder folder;
    writeShards(folder.path(), twoShards(model));
    const auto loaded = RewardModel::load(folder.path());
    CHECK_OK(loaded);
    CHECK(at::equal(rewardsOf(model), rewardsOf(*loaded)));
}

TEST(a_language_model_head_is_ignored) {
    const TemporaryFolder folder;
    auto tensors = tinyModel().parameters();
    tensors.emplace_back("lm_head.weight", at::zeros({97, 24}));
    tensors.emplace_back("model.layers.0.self_attn.rotary_emb.inv_freq", at::zeros({4}));
    tensors.emplace_back("something.else", at::zeros({2}));
    writeSingle(folder.path(), tensors);
    const auto loaded = RewardModel::load(folder.path());
    CHECK_OK(loaded);
    CHECK(at::equal(rewardsOf(tinyModel()), rewardsOf(*loaded)));
}

TEST(faulty_weights_are_refused_with_file_and_tensor) {
    const auto sound = tinyModel().parameters();
    const auto with = [&sound](const char* name, const at::Tensor& tensor) {
        auto tensors = sound;
        for (auto& [own, value] : tensors) {
            if (own == name) {
                value = tensor;
            }
        }
        std::erase_if(tensors, [](const NamedTensor& entry) { return !entry.second.defined(); });
        const TemporaryFolder folder;
        writeSingle(folder.path(), tensors);
        return refusal(folder.path());
    };
    std::string message = with("model.layers.1.mlp.up_proj.weight", {});
    CHECK(mentions(message, "model.layers.1.mlp.up_proj.weight") && mentions(message, "model.safetensors"));
    message = with("model.layers.1.mlp.up_proj.weight", at::zeros({24, 40}));
    CHECK(mentions(message, "[24, 40]") && mentions(message, "[40, 24]") && mentions(message, "up_proj"));
    CHECK(mentions(with("model.norm.weight", at::zeros({24}, at::kInt)), "I32"));
    CHECK(mentions(with("score.weight", {}), "no reward head"));
}

TEST(missing_weights_are_named) {
    const TemporaryFolder folder;
    CHECK(mentions(refusal(folder.path()), "config.json"));
    CHECK_OK(writeJsonFile(folder.path() / "config.json", modelConfigToJson(tinyConfig())));
    CHECK(mentions(refusal(folder.path()), "no weights"));
    CHECK_OK(writeFileAtomically(folder.path() / "model.safetensors", "short"));
    CHECK(mentions(refusal(folder.path()), "model.safetensors"));
    CHECK_OK(writeFileAtomically(folder.path() / "model.safetensors", ""));
    CHECK(mentions(refusal(folder.path()), "model.safetensors"));
    CHECK(!RewardModel::load(folder.path() / "none"));
}

TEST(a_huge_configuration_without_weights_to_match_asks_for_no_memory) {
    const TemporaryFolder folder;
    writeSingle(folder.path(), tinyModel().parameters());
    ModelConfig config = tinyConfig();
    config.vocabularySize = 1 << 24;
    config.hiddenSize = 1 << 17;  // 8 TiB of embeddings
    CHECK_OK(writeJsonFile(folder.path() / "config.json", modelConfigToJson(config)));
    CHECK(mentions(refusal(folder.path()), "embed_tokens"));
}

TEST(faulty_shards_are_refused) {
    const RewardModel model = tinyModel();
    const char* second = "model-00002-of-00002.safetensors";
    {
        const TemporaryFolder folder;
        writeShards(folder.path(), twoShards(model));
        fs::remove(folder.path() / second);
        CHECK(mentions(refusal(folder.path()), second));
    }
    {
        const TemporaryFolder folder;
        Shards shards = twoShards(model);
        shards[second].push_back(model.parameters().front());
        writeShards(folder.path(), shards);
        const std::string message = refusal(folder.path());
        CHECK(mentions(message, "model.embed_tokens.weight") && mentions(message, "both"));
    }
    {
        const TemporaryFolder folder;
        Shards shards = twoShards(model);
        const std::string lost = shards[second].back().first;
        shards[second].pop_back();
        writeShards(folder.path(), shards);
        CHECK(mentions(refusal(folder.path()), lost.c_str()));
    }
    for (const Json& map : {Json::object(), Json(3), Json::array({"a"}), Json{{"score.weight", 3}}}) {
        const TemporaryFolder folder;
        writeShards(folder.path(), twoShards(model), map);
        CHECK(mentions(refusal(folder.path()), "model.safetensors.index.json"));
    }
}

TEST(shards_outside_the_folder_are_never_opened) {
    const RewardModel model = tinyModel();
    for (const char* name : {"../secret.safetensors", "/etc/passwd", "sub/model.safetensors", "..", "a\\b", ""}) {
        const TemporaryFolder parent;
        const fs::path folder = parent.path() / "model";
        fs::create_directories(folder / "sub");
        CHECK_OK(saveTensors(parent.path() / "secret.safetensors", model.parameters()));
        CHECK_OK(saveTensors(folder / "sub" / "model.safetensors", model.parameters()));
        Json map = Json::object();
        for (const auto& [tensor, value] : model.parameters()) {
            map[tensor] = name;
        }
        writeShards(folder, {}, map);
        CHECK(mentions(refusal(folder), "plain file names"));
    }
    const TemporaryFolder parent;
    const fs::path folder = parent.path() / "model";
    fs::create_directories(folder);
    CHECK_OK(saveTensors(parent.path() / "outside.safetensors", model.parameters()));
    fs::create_symlink(parent.path() / "outside.safetensors", folder / "model-1.safetensors");
    Json map = Json::object();
    for (const auto& [tensor, value] : model.parameters()) {
        map[tensor] = "model-1.safetensors";
    }
    writeShards(folder, {}, map);
    CHECK(mentions(refusal(folder), "outside its folder"));
    fs::remove(folder / "model-1.safetensors");
    CHECK_EQ(::mkfifo((folder / "model-1.safetensors").c_str(), 0600), 0);
    CHECK(mentions(refusal(folder), "regular file"));  // and does not wait for a writer
}

TEST(a_hugging_face_cache_is_a_model_folder) {
    const RewardModel model = tinyModel();
    const TemporaryFolder cache;
    const fs::path snapshot = cache.path() / "snapshots" / "0123abcd";
    fs::create_directories(snapshot);
    fs::create_directories(cache.path() / "blobs");
    writeShards(snapshot, twoShards(model));
    for (const char* shard : {"model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"}) {
        fs::rename(snapshot / shard, cache.path() / "blobs" / shard);
        fs::create_symlink(fs::path("..") / ".." / "blobs" / shard, snapshot / shard);
    }
    const auto loaded = RewardModel::load(snapshot);
    CHECK_OK(loaded);
    CHECK(at::equal(rewardsOf(model), rewardsOf(*loaded)));
}

TEST(tokenizer_files_are_copied_and_belong_to_the_hash) {
    const TemporaryFolder folder;
    const TemporaryFolder copy;
    CHECK_OK(tinyModel().save(folder.path()));
    CHECK_OK(tinyModel().save(copy.path()));
    const std::string without = *modelContentHash(folder.path());
    CHECK_EQ(without, *modelContentHash(copy.path()));
    CHECK_OK(writeFileAtomically(folder.path() / "tokenizer.json", "{\"a\": 1}"));
    CHECK_OK(writeFileAtomically(folder.path() / "notes.txt", "mine"));
    CHECK(*modelContentHash(folder.path()) != without);
    CHECK_OK(copyTokenizerFiles(folder.path(), copy.path()));
    CHECK(fs::exists(copy.path() / "tokenizer.json"));
    CHECK(!fs::exists(copy.path() / "notes.txt"));
    CHECK_EQ(*modelContentHash(folder.path()), *modelContentHash(copy.path()));
}

TEST(random_models_depend_on_the_seed_alone) {
    const RewardModel a = RewardModel::random(tinyConfig(), 5);
    const RewardModel b = RewardModel::random(tinyConfig(), 5);
    const RewardModel c = RewardModel::random(tinyConfig(), 6);
    const auto same = b.parameters();
    const auto other = c.parameters();
    std::int64_t count = 0;
    std::size_t i = 0;
    for (const auto& [name, tensor] : a.parameters()) {
        CHECK(at::equal(tensor, same[i].second));
        CHECK_EQ(at::equal(tensor, other[i++].second), tensor.dim() == 1);
        count += tensor.numel();
        if (name.ends_with("gate_proj.weight")) {
            CHECK_NEAR(tensor.std().item<double>(), 0.02, 0.002);
        }
        if (name.ends_with("down_proj.weight")) {
            CHECK_NEAR(tensor.std().item<double>(), 0.02 / std::sqrt(6.0), 0.001);
        }
    }
    CHECK_EQ(a.parameterCount(), count);
}
