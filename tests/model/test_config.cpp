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
    CHECK(mentions(messageAfter([](Json& json) {
                       json["architectures"] = {"GPT2LMHeadModel"};
                       json.erase("model_type");
                   }),
                   "GPT2LMHeadModel"));
    CHECK(messageAfter([](Json& json) { json["architectures"] = {"LlamaForCausalLM"}; }).empty());  // weights decide
    CHECK(mentions(messageAfter([](Json& json) { json["model_type"] = "mistral"; }), "mistral"));
    CHECK(mentions(messageAfter([](Json& json) { json["hidden_act"] = "gelu"; }), "gelu"));
    CHECK(mentions(messageAfter([](Json& json) { json["attention_bias"] = "yes"; }), "attention_bias"));
    CHECK(mentions(messageAfter([](Json& json) { json["mlp_bias"] = "yes"; }), "mlp_bias"));
    CHECK(mentions(messageAfter([](Json& json) { json["rope_scaling"] = {{"rope_type", "yarn"}}; }), "yarn"));
    CHECK(mentions(messageAfter([](Json& json) { json["rope_scaling"] = {{"rope_type", "llama3"}}; }), "factor"));
    CHECK(mentions(messageAfter([](Json& json) { json["torch_dtype"] = "int4"; }), "int4"));
    CHECK(mentions(messageAfter([](Json& json) { json["id2label"] = {{"0", "a"}, {"1", "b"}}; }), "names 2 labels"));
    CHECK(mentions(messageAfter([](Json& json) {
                       json.erase("num_labels");
                       json["id2label"] = {{"0", "a"}, {"2", "b"}};
                   }),
                   "label 1"));
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

namespace {

Json familyConfig(const char* type, const char* prefix) {
    Json json = soundConfig();
    json["model_type"] = type;
    json["architectures"] = {std::string(prefix) + "ForSequenceClassification"};
    if (std::string(type) == "gemma2") {
        json["hidden_activation"] = "gelu_pytorch_tanh";
    }
    return json;
}

ModelConfig parsed(const Json& json) {
    const auto config = parseModelConfig(json, "config.json");
    CHECK_OK(config);
    // What is written is read back to the same network.
    const auto again = parseModelConfig(modelConfigToJson(*config), "written");
    CHECK_OK(again);
    CHECK(modelConfigToJson(*again) == modelConfigToJson(*config));
    CHECK(again->slides == config->slides);
    CHECK_EQ(again->slidingWindow, config->slidingWindow);
    CHECK_EQ(again->scoreSoftcap, config->scoreSoftcap);
    CHECK(again->queryScalar == config->queryScalar);
    return *config;
}

std::string refusalOf(const Json& json) {
    const auto config = parseModelConfig(json, "config.json");
    return config ? std::string() : config.error().message;
}

}  // namespace

TEST(mistral_slides_everywhere_or_nowhere) {
    Json json = familyConfig("mistral", "Mistral");
    CHECK_EQ(parsed(json).windowOf(3), 4096);  // its class's default where the file is silent
    json["sliding_window"] = nullptr;
    CHECK_EQ(parsed(json).slidingWindow, 0);
    CHECK(modelConfigToJson(parsed(json)).at("sliding_window").is_null());
    json["sliding_window"] = 16;
    json["head_dim"] = 32;
    CHECK_EQ(parsed(json).windowOf(0), 16);
    CHECK_EQ(parsed(json).headDim, 32);
    CHECK_EQ(modelConfigToJson(parsed(json)).at("architectures").at(0), "MistralForSequenceClassification");
    json["sliding_window"] = 0;
    CHECK(mentions(refusalOf(json), "sliding_window"));
    json["sliding_window"] = 16;
    json["layer_types"] = {"full_attention", "sliding_attention", "full_attention", "sliding_attention"};
    CHECK(mentions(refusalOf(json), "layer_types"));
}

TEST(qwen_slides_from_a_block_on_where_it_is_told_to) {
    for (const auto& [type, prefix] : {std::pair("qwen2", "Qwen2"), std::pair("qwen3", "Qwen3")}) {
        Json json = familyConfig(type, prefix);
        json["use_sliding_window"] = false;
        json["sliding_window"] = 32;
        json["max_window_layers"] = 1;
        CHECK_EQ(parsed(json).slidingWindow, 0);
        json["use_sliding_window"] = true;
        const ModelConfig config = parsed(json);
        CHECK_EQ(config.windowOf(0), 0);
        CHECK_EQ(config.windowOf(1), 32);
        CHECK_EQ(config.windowOf(3), 32);
        CHECK_EQ(modelConfigToJson(config).at("max_window_layers"), 1);
        json["layer_types"] = {"sliding_attention", "full_attention", "full_attention", "sliding_attention"};
        CHECK_EQ(parsed(json).windowOf(0), 32);
        CHECK_EQ(parsed(json).windowOf(1), 0);
        json["layer_types"] = {"linear_attention", "full_attention", "full_attention", "full_attention"};
        CHECK(mentions(refusalOf(json), "linear_attention"));
        json["layer_types"] = {"full_attention"};
        CHECK(mentions(refusalOf(json), "layer_types"));
        json.erase("layer_types");
        json["num_experts"] = 64;
        CHECK(mentions(refusalOf(json), "mixture of experts"));
    }
    CHECK(parsed(familyConfig("qwen2", "Qwen2")).queryKeyValueBias);
    CHECK(!parsed(familyConfig("qwen2", "Qwen2")).outputBias);
    CHECK(parsed(familyConfig("qwen3", "Qwen3")).queryKeyNorm);
    CHECK_EQ(parsed(familyConfig("qwen3", "Qwen3")).headDim, 128);  // of its class, not d / heads
    Json moe = familyConfig("qwen3_moe", "Qwen3Moe");
    CHECK(mentions(refusalOf(moe), "qwen3_moe"));
}

TEST(gemma_2_has_everything_its_class_has) {
    Json json = familyConfig("gemma2", "Gemma2");
    json["sliding_window"] = 16;
    json["query_pre_attn_scalar"] = 24;
    const ModelConfig config = parsed(json);
    CHECK(config.onePlusNorms && config.sandwichNorms && config.scaledEmbeddings && config.tiedEmbeddings);
    CHECK(config.activation == Activation::GeluTanh);
    CHECK_EQ(*config.queryScalar, 24.0);
    CHECK_EQ(config.scoreSoftcap, 50.0);
    CHECK_EQ(config.windowOf(0), 16);
    CHECK_EQ(config.windowOf(1), 0);
    CHECK_EQ(config.windowOf(2), 16);
    CHECK_EQ(config.headDim, 256);
    const Json written = modelConfigToJson(config);
    CHECK_EQ(written.at("hidden_activation"), "gelu_pytorch_tanh");
    CHECK_EQ(written.at("query_pre_attn_scalar"), 24.0);
    CHECK_EQ(written.at("final_logit_softcapping"), 30.0);
    CHECK_EQ(written.at("tie_word_embeddings"), true);
    json["attn_logit_softcapping"] = nullptr;
    CHECK_EQ(parsed(json).scoreSoftcap, 0.0);
    json["hidden_act"] = "silu";  // not what its class reads
    CHECK(refusalOf(json).empty());
    json["hidden_activation"] = "gelu";
    CHECK(mentions(refusalOf(json), "\"gelu\""));
}

TEST(families_and_architectures_have_to_agree) {
    CHECK(mentions(refusalOf(familyConfig("mistral", "Llama")), "another family"));
    CHECK(mentions(refusalOf(familyConfig("gemma", "Gemma")), "\"gemma\""));
    CHECK(mentions(refusalOf(familyConfig("llama", "Bert")), "BertForSequenceClassification"));
    Json json = familyConfig("qwen2", "Qwen2");
    json["architectures"] = {"MyRewardModel"};  // a repository's own class: its weights decide
    CHECK(refusalOf(json).empty());
    json.erase("architectures");
    CHECK(refusalOf(json).empty());
    json["architectures"] = {"Qwen2ForSequenceClassification"};
    json.erase("model_type");
    CHECK_EQ(parsed(json).family, "qwen2");
}

TEST(rope_is_scaled_in_the_ways_known_and_no_other) {
    Json json = soundConfig();
    json["rope_scaling"] = {{"type", "linear"}, {"factor", 4.0}};
    CHECK_EQ(parsed(json).ropeLinearFactor, 4.0);
    for (const char* type : {"dynamic", "yarn", "longrope", "mrope"}) {
        json["rope_scaling"] = {{"type", type}, {"factor", 4.0}};
        CHECK(mentions(refusalOf(json), type));
    }
    json["rope_scaling"] = nullptr;
    json["rope_parameters"] = {{"full_attention", {{"rope_type", "default"}}},
                               {"sliding_attention", {{"rope_type", "default"}}}};
    CHECK(mentions(refusalOf(json), "kinds of blocks"));
    json["rope_parameters"] = {{"rope_theta", 5e5}};  // the type may be left out where it is the default
    CHECK_EQ(parsed(json).ropeTheta, 5e5);
    json["partial_rotary_factor"] = 0.5;
    CHECK(mentions(refusalOf(json), "partial_rotary_factor"));
}

TEST(every_problem_is_collected) {
    Json json = soundConfig();
    json["hidden_act"] = "relu";
    json["vocab_size"] = -3;
    json["rope_scaling"] = {{"type", "yarn"}};
    json["quantization_config"] = {{"quant_method", "gptq"}};
    std::vector<Error> problems;
    readModelConfig(json, "config.json", problems);
    CHECK_EQ(problems.size(), std::size_t{4});
    for (const Error& problem : problems) {
        CHECK(problem.message.starts_with("config.json ") && problem.message.ends_with("."));
        CHECK(!problem.message.ends_with(".."));
        CHECK(!problem.hint.empty());
    }
}
