// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/config.h"
#include "tests/support/check.h"

#include <functional>

using namespace saferscope;

namespace {

Json soundConfig() {
    return {{"architectures", {"LlamaForSequenceClassification"}},
            {"model_type", "llama"},
            {"hidden_size", 64},
            {"intermediate_size", 176},
            {"num_hidden_layers", 4},
            {"num_attention_heads", 8},
            {"num_key_value_heads", 4},
            {"vocab_size", 1024},
            {"max_position_embeddings", 2048},
            {"rms_norm_eps", 1e-5},
            {"rope_theta", 500000.0},
            {"num_labels", 1},
            {"torch_dtype", "bfloat16"},
            {"hidden_act", "silu"}};
}

/// The message after one change; empty when the configuration was accepted.
std::string messageAfter(const std::function<void(Json&)>& change) {
    Json json = soundConfig();
    change(json);
    const auto config = parseModelConfig(json, "config.json");
    if (config) {
        return {};
    }
    CHECK(config.error().code == ErrorCode::InvalidInput);
    CHECK(!config.error().hint.empty());
    CHECK(config.error().message.starts_with("config.json "));
    CHECK(config.error().message.ends_with("."));
    return config.error().message;
}

bool mentions(const std::string& message, const char* word) { return message.find(word) != std::string::npos; }

}  // namespace

TEST(reads_what_decides_the_network) {
    Json json = soundConfig();
    json["rope_scaling"] = {{"rope_type", "llama3"},
                            {"factor", 32.0},
                            {"low_freq_factor", 1.0},
                            {"high_freq_factor", 4.0},
                            {"original_max_position_embeddings", 512}};
    json["eos_token_id"] = {7, 8, 9};  // chat models list several
    json["pad_token_id"] = nullptr;
    const auto config = parseModelConfig(json, "config.json");
    CHECK_OK(config);
    CHECK_EQ(config->hiddenSize, 64);
    CHECK_EQ(config->headDim, 8);  // by division
    CHECK_EQ(config->kvHeads, 4);
    CHECK_EQ(config->ropeTheta, 500000.0);
    CHECK(config->ropeScaling.has_value());
    CHECK_EQ(config->ropeScaling->factor, 32.0);
    CHECK_EQ(config->ropeScaling->originalMaxPositions, 512);
    CHECK_EQ(config->eosTokenId, 7);
    CHECK_EQ(config->padTokenId, -1);
    CHECK_EQ(config->dtype, "bfloat16");
}

TEST(what_is_written_is_read_back) {
    Json json = soundConfig();
    json["head_dim"] = 16;
    json["bos_token_id"] = 3;
    json["rope_scaling"] = {{"type", "llama3"},  // the older spelling
                            {"factor", 8},
                            {"low_freq_factor", 1},
                            {"high_freq_factor", 4},
                            {"original_max_position_embeddings", 8192}};
    const auto config = parseModelConfig(json, "config.json");
    CHECK_OK(config);
    const Json written = modelConfigToJson(*config);
    const auto again = parseModelConfig(written, "written");
    CHECK_OK(again);
    CHECK(modelConfigToJson(*again) == written);
    CHECK_EQ(again->headDim, 16);
    CHECK_EQ(again->ropeScaling->factor, 8.0);
    CHECK_EQ(again->bosTokenId, 3);
}

TEST(newer_files_keep_theta_and_scaling_together) {
    Json json = soundConfig();
    json.erase("rope_theta");
    json.erase("torch_dtype");
    json["dtype"] = "float16";
    json["rope_parameters"] = {{"rope_type", "default"}, {"rope_theta", 1e6}};
    const auto config = parseModelConfig(json, "config.json");
    CHECK_OK(config);
    CHECK_EQ(config->ropeTheta, 1e6);
    CHECK(!config->ropeScaling.has_value());
    CHECK_EQ(config->dtype, "float16");
}

TEST(unknown_things_are_refused_by_name) {
    CHECK(mentions(messageAfter([](Json& json) { json["architectures"] = {"GPT2LMHeadModel"}; }), "GPT2LMHeadModel"));
    CHECK(mentions(messageAfter([](Json& json) { json["architectures"] = {"LlamaForCausalLM"}; }), "reward head"));
    CHECK(mentions(messageAfter([](Json& json) { json["model_type"] = "mistral"; }), "mistral"));
    CHECK(mentions(messageAfter([](Json& json) { json["hidden_act"] = "gelu"; }), "gelu"));
    CHECK(mentions(messageAfter([](Json& json) { json["attention_bias"] = true; }), "attention_bias"));
    CHECK(mentions(messageAfter([](Json& json) { json["mlp_bias"] = "yes"; }), "mlp_bias"));
    CHECK(mentions(messageAfter([](Json& json) { json["rope_scaling"] = {{"rope_type", "yarn"}}; }), "yarn"));
    CHECK(mentions(messageAfter([](Json& json) { json["rope_scaling"] = {{"rope_type", "llama3"}}; }), "factor"));
    CHECK(mentions(messageAfter([](Json& json) { json["torch_dtype"] = "int4"; }), "int4"));
    CHECK(mentions(messageAfter([](Json& json) { json["num_labels"] = 5; }), "5 labels"));
    CHECK(mentions(messageAfter([](Json& json) {
                       json.erase("num_labels");
                       json["id2label"] = {{"0", "a"}, {"1", "b"}};
                   }),
                   "2 labels"));
}

TEST(impossible_numbers_are_refused) {
    for (const char* key :
         {"hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "vocab_size"}) {
        CHECK(mentions(messageAfter([key](Json& json) { json.erase(key); }), key));
        for (const Json& bad : {Json(0), Json(-1), Json(2.5), Json("64"), Json(true), Json(std::uint64_t{1} << 63),
                                Json(std::int64_t{1} << 40), Json::array()}) {
            CHECK(mentions(messageAfter([&](Json& json) { json[key] = bad; }), key));
        }
    }
    CHECK(mentions(messageAfter([](Json& json) { json["num_key_value_heads"] = 3; }), "3 key/value heads"));
    CHECK(mentions(messageAfter([](Json& json) { json["head_dim"] = 7; }), "7"));
    CHECK(mentions(messageAfter([](Json& json) { json["rms_norm_eps"] = -1e-5; }), "rms_norm_eps"));
    CHECK(mentions(messageAfter([](Json& json) { json["rope_theta"] = "big"; }), "rope_theta"));
    CHECK(mentions(messageAfter([](Json& json) { json["pad_token_id"] = 1024; }), "pad_token_id"));
    CHECK(mentions(messageAfter([](Json& json) { json["rope_scaling"] = 3; }), "rope_scaling"));
    CHECK(messageAfter([](Json& json) { json["rope_scaling"] = nullptr; }).empty());
    CHECK(!parseModelConfig(Json::array(), "config.json"));
    CHECK(!parseModelConfig(Json::object(), "config.json"));
}

TEST(a_folder_without_a_configuration_says_so) {
    const check::TemporaryFolder folder;
    const auto config = loadModelConfig(folder.path());
    CHECK(!config);
    CHECK(config.error().code == ErrorCode::NotFound);
    CHECK(mentions(config.error().message, "config.json"));
}
