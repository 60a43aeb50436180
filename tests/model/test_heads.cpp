// SPDX-License-Identifier: GPL-3.0-or-later
// Reward heads as repositories ship them, several labels, names with other prefixes, and what inspectModel() says about
// all of it without reading a weight.
#include "core/base/atomic_file.h"
#include "core/model/model_inspection.h"
#include "core/model/reward_model.h"
#include "core/tensor/tensor_archive.h"
#include "tests/model/family_models.h"
#include "tests/tensor/torch_check.h"

#include <algorithm>
#include <functional>

using namespace saferscope;
using namespace saferscope::testing;
using check::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

bool mentions(const std::string& message, const std::string& word) { return message.find(word) != std::string::npos; }

at::Tensor rewardsOf(const RewardModel& model) {
    const c10::InferenceMode inference;
    return model.forward(packPairs(mixedPairs(), c10::kCPU)).rewards;
}

using Tensors = std::vector<NamedTensor>;

/// The tiny model's tensors without the head, each name changed by `rename`.
Tensors decoder(const std::function<std::string(const std::string&)>& rename = [](const std::string& name) {
    return name;
}) {
    Tensors tensors;
    for (const auto& [name, tensor] : tinyModel().parameters()) {
        if (!name.starts_with("score")) {
            tensors.emplace_back(rename(name), tensor);
        }
    }
    return tensors;
}

at::Tensor score() { return tinyModel().parameters().back().second; }

struct Folder {
    TemporaryFolder at;

    Folder(Tensors tensors, const std::string& architecture, const Json& more = Json::object()) {
        Json config = modelConfigToJson(tinyConfig());
        config["architectures"] = {architecture};
        config.erase("num_labels");
        config.erase("id2label");
        config.erase("label2id");
        config.update(more);
        CHECK_OK(writeJsonFile(at.path() / "config.json", config));
        CHECK_OK(saveTensors(at.path() / "model.safetensors", tensors));
    }

    Result<RewardModel> load(const std::optional<std::string>& label = {}) const {
        LoadOptions options;
        options.label = label;
        return RewardModel::load(at.path(), options);
    }
    std::string refusal(const std::optional<std::string>& label = {}) const {
        const auto model = load(label);
        CHECK(!model);
        CHECK(!model.error().hint.empty());
        // What load() refuses, inspectModel() has said.
        const auto found = inspectModel(at.path(), label);
        CHECK(std::any_of(found.problems.begin(), found.problems.end(),
                          [&](const Error& error) { return error.message == model.error().message; }));
        return model.error().message;
    }
};

Tensors with(Tensors tensors, const Tensors& more) {
    tensors.insert(tensors.end(), more.begin(), more.end());
    return tensors;
}

}  // namespace

TEST(a_language_model_with_a_head_among_its_weights) {
    const at::Tensor wanted = rewardsOf(tinyModel());
    for (const char* name :
         {"score", "v_head", "v_head.summary", "value_head", "reward_head", "regression_head", "classifier"}) {
        const std::string weight = std::string(name) + ".weight";
        const Folder folder(with(decoder(), {{weight, score()}, {"lm_head.weight", at::zeros({97, 24})}}),
                            "LlamaForCausalLM");
        const auto model = folder.load();
        CHECK_OK(model);
        CHECK(at::equal(rewardsOf(*model), wanted));
        const Folder biased(with(decoder(), {{weight, score()}, {std::string(name) + ".bias", at::full({1}, 0.75)}}),
                            "LlamaRewardModel");  // a class of a repository's own
        const auto other = biased.load();
        CHECK_OK(other);
        CHECK(largestDifference(rewardsOf(*other), wanted + 0.75) < 1e-6);
        const auto found = inspectModel(biased.at.path());
        CHECK_EQ(found.head, weight);
        CHECK(found.headBias);
        // Saved as the library's class, with its bias: loaded again it is the same.
        const TemporaryFolder saved;
        CHECK_OK(other->save(saved.path()));
        const auto again = RewardModel::load(saved.path());
        CHECK_OK(again);
        CHECK(at::equal(rewardsOf(*again), rewardsOf(*other)));
        CHECK_EQ(again->config().architecture, "LlamaForSequenceClassification");
    }
}

TEST(a_language_model_to_train_from_gets_a_fresh_head) {
    const Folder folder(with(decoder(), {{"lm_head.weight", at::randn({8, 8})}}), "LlamaForCausalLM");
    CHECK(mentions(folder.refusal(), "no reward head"));
    CHECK(inspectModel(folder.at.path(), {}, true).problems.empty() ||
          mentions(inspectModel(folder.at.path(), {}, true).problems.front().message, "tokenizer"));
    const auto load = [&](std::uint64_t seed) {
        LoadOptions options;
        options.freshHeadSeed = seed;
        auto model = RewardModel::load(folder.at.path(), options);
        CHECK_OK(model);
        return std::move(*model);
    };
    const RewardModel model = load(7);
    const at::Tensor head = model.parameters().back().second;
    CHECK(model.parameters().back().first == "score.weight");
    CHECK(head.numel() == tinyConfig().hiddenSize && head.abs().max().item<double>() < 0.1);
    CHECK(head.std().item<double>() > 0.01 && head.std().item<double>() < 0.03);
    CHECK(at::equal(rewardsOf(model), rewardsOf(load(7))));
    CHECK(!at::equal(rewardsOf(model), rewardsOf(load(8))));
    // Everything below it is the language model's.
    const auto ours = model.parameters();
    const auto theirs = decoder();
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        CHECK(ours[i].first == theirs[i].first && at::equal(ours[i].second, theirs[i].second));
    }
    // What is saved is a reward model like any other.
    const TemporaryFolder saved;
    CHECK_OK(model.save(saved.path()));
    const auto again = RewardModel::load(saved.path());
    CHECK_OK(again);
    CHECK(again->config().architecture == "LlamaForSequenceClassification");
    CHECK(at::equal(rewardsOf(*again), rewardsOf(model)));
    // A classifier whose head is missing is incomplete, whatever it is opened for; so is a model with a strange head.
    LoadOptions options;
    options.freshHeadSeed = 7;
    const Folder incomplete(decoder(), "LlamaForSequenceClassification");
    CHECK(mentions(RewardModel::load(incomplete.at.path(), options).error().message, "no reward head"));
    const Folder layered(with(decoder(), {{"v_head.0.weight", at::randn({8, 8})}}), "LlamaForCausalLM");
    CHECK(mentions(RewardModel::load(layered.at.path(), options).error().message, "more than one linear map"));
}

TEST(names_come_with_and_without_prefixes) {
    const at::Tensor wanted = rewardsOf(tinyModel());
    const Folder bare(
        with(decoder([](const std::string& name) { return name.substr(6); }), {{"score.weight", score()}}),
        "LlamaModel");
    CHECK_OK(bare.load());
    CHECK(at::equal(rewardsOf(*bare.load()), wanted));
    const Folder trl(with(decoder([](const std::string& name) { return "pretrained_model." + name; }),
                          {{"pretrained_model.lm_head.weight", at::zeros({97, 24})},
                           {"v_head.summary.weight", score()},
                           {"v_head.summary.bias", at::zeros({1})}}),
                     "LlamaForCausalLM");
    CHECK_OK(trl.load());
    CHECK(at::equal(rewardsOf(*trl.load()), wanted));
    const Folder strange(
        with(decoder([](const std::string& name) { return "tower." + name; }), {{"score.weight", score()}}),
        "LlamaModel");
    CHECK(mentions(strange.refusal(), "tower.model.embed_tokens.weight"));
}

TEST(a_head_in_a_file_of_its_own) {
    const at::Tensor wanted = rewardsOf(tinyModel());
    for (const auto& [file, name] :
         std::vector<std::pair<std::string, std::string>>{{"value_head.safetensors", "v_head.summary.weight"},
                                                          {"value_head.safetensors", "summary.weight"},
                                                          {"reward_head.safetensors", "weight"},
                                                          {"score.safetensors", "score.weight"}}) {
        const Folder folder(with(decoder(), {{"lm_head.weight", at::zeros({97, 24})}}), "LlamaForCausalLM");
        CHECK(mentions(folder.refusal(), "no reward head"));
        const std::string hash = *modelContentHash(folder.at.path());
        CHECK_OK(saveTensors(folder.at.path() / file, {{name, score()}}));
        const auto model = folder.load();
        CHECK_OK(model);
        CHECK(at::equal(rewardsOf(*model), wanted));
        CHECK_EQ(inspectModel(folder.at.path()).headFile, file);
        CHECK(*modelContentHash(folder.at.path()) != hash);  // it decides the rewards
    }
}

TEST(what_would_be_a_guess_is_refused_by_name) {
    CHECK(mentions(Folder(with(decoder(), {{"lm_head.weight", at::zeros({97, 24})}}), "LlamaForCausalLM").refusal(),
                   "no reward head"));
    const Tensors two = {{"v_head.weight", score()}, {"score.weight", score() + 1.0}};
    const std::string several = Folder(with(decoder(), two), "LlamaForCausalLM").refusal();
    CHECK(mentions(several, "v_head.weight") && mentions(several, "score.weight"));
    CHECK_OK(Folder(with(decoder(), two), "LlamaForSequenceClassification").load());  // its class reads score
    CHECK_OK(
        Folder(with(decoder(), {{"v_head.weight", score()}, {"score.weight", score()}}), "LlamaForCausalLM").load());
    CHECK(mentions(Folder(with(decoder(), {{"score.0.weight", at::zeros({24, 24})}, {"score.2.weight", score()}}),
                          "LlamaForRewardModel")
                       .refusal(),
                   "score.0.weight"));
    CHECK(mentions(Folder(with(decoder(), {{"regression_layer.weight", at::zeros({19, 24})},
                                           {"gating.layers.0.weight", at::zeros({24, 24})}}),
                          "LlamaForRewardModelWithGating")
                       .refusal(),
                   "gate"));
    CHECK(mentions(Folder(with(decoder(), {{"score.weight", at::zeros({24})}}), "LlamaForCausalLM").refusal(),
                   "no linear map"));
    CHECK(mentions(
        Folder(with(decoder(), {{"score.weight", score()}, {"score.bias", at::zeros({2})}}), "LlamaModel").refusal(),
        "no linear map"));
    CHECK(mentions(Folder(with(decoder(), {{"score.weight", at::zeros({1, 23})}}), "LlamaForCausalLM").refusal(),
                   "[1, 23]"));
    CHECK(mentions(
        Folder(with(decoder(), {{"score.weight", score()}, {"model.layers.1.self_attn.q_proj.bias", at::zeros({48})}}),
               "LlamaForSequenceClassification")
            .refusal(),
        "q_proj.bias"));
    CHECK(
        mentions(Folder(with(decoder(), {{"score.weight", score()}, {"reward_scale", at::zeros({1})}}), "LlamaForScore")
                     .refusal(),
                 "reward_scale"));
    CHECK(
        mentions(Folder(with(decoder(), {{"score.weight", score()}}), "LlamaForCausalLM", {{"normalize_reward", true}})
                     .refusal(),
                 "normalize_reward"));
    const Folder adapter(with(decoder(), {{"score.weight", score()}}), "LlamaForSequenceClassification");
    CHECK_OK(writeFileAtomically(adapter.at.path() / "adapter_config.json", "{}"));
    CHECK(mentions(adapter.refusal(), "adapter"));
}

TEST(one_label_of_several_is_the_reward) {
    at::manual_seed(5);
    const at::Tensor rows = at::randn({3, 24});
    const at::Tensor bias = at::randn({3});
    const Json names = {{"id2label", {{"0", "safe"}, {"1", "2"}, {"2", "harm\nful"}}}};
    const Folder folder(with(decoder(), {{"score.weight", rows}, {"score.bias", bias}}),
                        "LlamaForSequenceClassification", names);
    const std::string refusal = folder.refusal();
    CHECK(mentions(refusal, "3 labels") && mentions(refusal, "\"safe\""));
    CHECK(!mentions(refusal, "\n"));
    CHECK(mentions(folder.load().error().hint, "--label"));
    const auto one = [&](std::int64_t label) {
        const Folder alone(
            with(decoder(), {{"score.weight", rows.narrow(0, label, 1)}, {"score.bias", bias.narrow(0, label, 1)}}),
            "LlamaForSequenceClassification");
        return rewardsOf(*alone.load());
    };
    CHECK(at::equal(rewardsOf(*folder.load("safe")), one(0)));
    CHECK(at::equal(rewardsOf(*folder.load("0")), one(0)));
    CHECK(at::equal(rewardsOf(*folder.load("2")), one(1)));  // a name comes before a number
    CHECK(at::equal(rewardsOf(*folder.load("harm\nful")), one(2)));
    CHECK(mentions(folder.refusal("3"), "no label"));
    CHECK(mentions(folder.refusal("-1"), "no label"));
    CHECK(mentions(folder.refusal("Safe"), "no label"));
    const auto found = inspectModel(folder.at.path());
    CHECK_EQ(found.labels, 3);
    CHECK_EQ(found.labelNames.size(), std::size_t{3});
    // Saved, it is a model of one label with that label's name.
    const TemporaryFolder saved;
    const auto chosen = folder.load("safe");
    CHECK_OK(chosen->save(saved.path()));
    const auto again = RewardModel::load(saved.path());
    CHECK_OK(again);
    CHECK_EQ(again->config().labels, 1);
    CHECK_EQ(labelName(again->config(), 0), "safe");
    CHECK(at::equal(rewardsOf(*again), rewardsOf(*chosen)));
    // Mapped as it lies in the file, one row of the matrix.
    LoadOptions mapped;
    mapped.mapped = true;
    mapped.label = "harm\nful";
    CHECK(at::equal(rewardsOf(*RewardModel::load(folder.at.path(), mapped)), one(2)));
    // A file that names fewer labels than the head has.
    const Folder wrong(with(decoder(), {{"score.weight", rows}}), "LlamaForSequenceClassification",
                       {{"id2label", {{"0", "a"}, {"1", "b"}}}});
    CHECK(mentions(wrong.refusal("0"), "[3, 24]"));
}

TEST(pickled_weights_are_read_without_running_anything) {
    const at::Tensor wanted = rewardsOf(tinyModel());
    const auto write = [](const fs::path& path, const Tensors& tensors) {
        std::vector<TensorView> views;
        for (const auto& [name, tensor] : tensors) {
            views.push_back({name,
                             DType::F32,
                             tensor.sizes().vec(),
                             {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()}});
        }
        CHECK_OK(writeTorchArchive(path, views));
    };
    const Folder folder({{"a", at::zeros({1})}}, "LlamaForCausalLM");
    fs::remove(folder.at.path() / "model.safetensors");
    const Tensors tensors = decoder();
    write(folder.at.path() / "pytorch_model.bin", tensors);
    write(folder.at.path() / "value_head.bin", {{"v_head.summary.weight", score()}});
    for (const bool mapped : {false, true}) {
        LoadOptions options;
        options.mapped = mapped;
        const auto model = RewardModel::load(folder.at.path(), options);
        CHECK_OK(model);
        const auto before = tinyModel().parameters();
        const auto after = model->parameters();
        for (std::size_t i = 0; i < before.size(); ++i) {
            CHECK_EQ(before[i].first, after[i].first);
            CHECK(at::equal(before[i].second, after[i].second));
        }
        // Mapped, what is not end to end in the file is multiplied by itself: sums in another order.
        CHECK(largestDifference(rewardsOf(*model), wanted) <= (mapped ? 1e-5 : 0.0));
    }
    CHECK_EQ(inspectModel(folder.at.path()).headFile, "value_head.bin");
    // In shards.
    fs::remove(folder.at.path() / "pytorch_model.bin");
    const Tensors first(tensors.begin(), tensors.begin() + 5);
    const Tensors second(tensors.begin() + 5, tensors.end());
    write(folder.at.path() / "pytorch_model-00001-of-00002.bin", first);
    write(folder.at.path() / "pytorch_model-00002-of-00002.bin", second);
    Json map = Json::object();
    for (const auto& [name, tensor] : tensors) {
        map[name] =
            name == tensors.front().first ? "pytorch_model-00001-of-00002.bin" : "pytorch_model-00002-of-00002.bin";
    }
    CHECK_OK(writeJsonFile(folder.at.path() / "pytorch_model.bin.index.json", {{"weight_map", map}}));
    const auto sharded = RewardModel::load(folder.at.path());
    CHECK_OK(sharded);
    CHECK(at::equal(rewardsOf(*sharded), wanted));
    // A program instead of weights.
    CHECK_OK(writeFileAtomically(folder.at.path() / "pytorch_model-00002-of-00002.bin", "\x80\x02cos\nsystem\n"));
    CHECK(mentions(folder.refusal(), "pickle"));
}

TEST(inspection_lists_every_problem_and_reads_no_weight) {
    const Folder sound(with(decoder(), {{"score.weight", score()}}), "LlamaForSequenceClassification",
                       {{"eos_token_id", 96}});
    CHECK_OK(writeFileAtomically(sound.at.path() / "tokenizer.json", "{}"));
    const auto good = inspectModel(sound.at.path());
    CHECK(good.problems.empty());
    CHECK_EQ(good.parameters, static_cast<std::uint64_t>(tinyModel().parameterCount()));
    CHECK_EQ(good.storedBytes, 4 * good.parameters);
    CHECK_EQ(good.dtypes.at("F32"), good.parameters);
    CHECK_EQ(good.labels, 1);
    CHECK_EQ(good.files.size(), std::size_t{1});
    CHECK(good.bytesOnDisk > good.storedBytes);
    CHECK(std::any_of(good.warnings.begin(), good.warnings.end(),
                      [](const std::string& text) { return mentions(text, "padding token is the end-of-text"); }));
    CHECK(std::any_of(good.warnings.begin(), good.warnings.end(),
                      [](const std::string& text) { return mentions(text, "chat template"); }));
    // Four things wrong at once.
    Tensors bad = decoder();
    std::erase_if(bad, [](const NamedTensor& entry) {
        return entry.first.ends_with("1.mlp.up_proj.weight") || entry.first == "model.norm.weight";
    });
    const auto many = inspectModel(Folder(bad, "LlamaForSequenceClassification").at.path());
    for (const char* word : {"up_proj", "model.norm.weight", "no reward head", "tokenizer.json"}) {
        CHECK(std::any_of(many.problems.begin(), many.problems.end(),
                          [word](const Error& error) { return mentions(error.message, word); }));
    }
    const auto settings = inspectModel(
        Folder(decoder(), "LlamaForCausalLM", {{"hidden_act", "gelu"}, {"head_dim", "x"}, {"num_experts", 8}})
            .at.path());
    for (const char* word : {"gelu", "head_dim", "num_experts"}) {
        CHECK(std::any_of(settings.problems.begin(), settings.problems.end(),
                          [word](const Error& error) { return mentions(error.message, word); }));
    }
    const TemporaryFolder empty;
    CHECK(!inspectModel(empty.path()).problems.empty());
    CHECK(!inspectModel(empty.path() / "none").problems.empty());
    for (const auto& [name, config] : familyConfigs()) {
        CHECK(!describeConfig(config).empty());
    }
}
