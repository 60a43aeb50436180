// SPDX-License-Identifier: GPL-3.0-or-later
// What would be computed wrongly is refused, and the sentence names it.
#include "core/sae/hook_layer.h"
#include "core/sae/sae_layouts.h"
#include "tests/sae/sae_fixtures.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <fstream>
#include <limits>

using namespace saferscope;
using check::SaeFixture;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void expectRefusal(const fs::path& path, const SaeImportOptions& options, const std::string& part) {
    const auto imported = importSae(path, options);
    if (imported) {
        throw check::Failure("accepted although " + part, __FILE__, __LINE__);
    }
    const std::string text = imported.error().message + " " + imported.error().hint;
    if (!contains(text, part)) {
        throw check::Failure("\"" + text + "\" does not speak of " + part, __FILE__, __LINE__);
    }
    CHECK(imported.error().code == ErrorCode::InvalidInput || imported.error().code == ErrorCode::Usage);
}

SaeFixture variantOf(const std::string& id, const std::string& variant, const fs::path& folder) {
    for (auto& fixture : check::writeSaeFixtures(id, folder)) {
        if (fixture.variant == variant) {
            return fixture;
        }
    }
    throw check::Failure("no variant " + variant, __FILE__, __LINE__);
}

/// The fixture with one change of its configuration at a time.
void refuseChanges(const SaeFixture& fixture, const char* file,
                   const std::vector<std::tuple<std::string, Json, std::string>>& changes) {
    for (const auto& [pointer, value, part] : changes) {
        Json config = fixture.config;
        config[Json::json_pointer(pointer)] = value;
        CHECK_OK(writeJsonFile(fixture.path / file, config));
        expectRefusal(fixture.path, fixture.options, part);
    }
    CHECK_OK(writeJsonFile(fixture.path / file, fixture.config));
    CHECK_OK(importSae(fixture.path, fixture.options));
}

}  // namespace

TEST(sparsify_variants_that_are_no_autoencoder_are_refused) {
    const check::TemporaryFolder folder;
    refuseChanges(variantOf("sae-sparsify", "layers.1", folder.path()), "cfg.json",
                  {{"/transcode", true, "transcode"},
                   {"/skip_connection", true, "skip_connection"},
                   {"/embed_skip", true, "embed_skip"},
                   {"/gram_lookup", true, "gram_lookup"},
                   {"/signed", true, "signed"},
                   {"/activation", "groupmax", "groupmax"},
                   {"/num_latents", 41, "[41]"},
                   {"/d_in", 13, "[13]"},
                   {"/k", 41, "k = 41"},
                   {"/k", 5.5, "whole number"},
                   {"/k", true, "wrong type"},
                   {"/k", "five", "\"k\""}});
}

TEST(sparsify_counts_latents_by_the_expansion_factor) {
    const check::TemporaryFolder folder;
    auto fixture = variantOf("sae-sparsify", "layers.1", folder.path());
    fixture.config["num_latents"] = 0;
    fixture.config["expansion_factor"] = 3;  // 36, where the weights have 40
    CHECK_OK(writeJsonFile(fixture.path / "cfg.json", fixture.config));
    expectRefusal(fixture.path, {}, "[36]");
    fixture.config["expansion_factor"] = std::int64_t{1} << 62;
    CHECK_OK(writeJsonFile(fixture.path / "cfg.json", fixture.config));
    expectRefusal(fixture.path, {}, "expansion_factor");
}

TEST(a_folder_of_sparsify_tells_what_it_was_trained_on) {
    const check::TemporaryFolder folder;
    const auto fixture = variantOf("sae-sparsify", "anywhere", folder.path());
    for (const char* name : {"layers.3.mlp", "model.layers.3.self_attn", "layers.3.input_layernorm"}) {
        fs::copy(fixture.path, folder.path() / name);
        expectRefusal(folder.path() / name, {}, name);
    }
    for (const auto& [name, layer] :
         {std::pair<const char*, std::int64_t>{"layers.7", 8}, {"h.7", 8}, {"embed_tokens", 0}, {"normal-mlp", -1}}) {
        fs::copy(fixture.path, folder.path() / name);
        const auto imported = importSae(folder.path() / name / "");
        CHECK_OK(imported);
        CHECK_EQ(imported->sae.config().layer, layer);
    }
}

TEST(saelens_variants_that_are_not_read_are_refused) {
    const check::TemporaryFolder folder;
    refuseChanges(variantOf("sae-saelens", "topk", folder.path()), "cfg.json",
                  {{"/architecture", "transcoder", "transcoder"},
                   {"/architecture", "skip_transcoder", "skip_transcoder"},
                   {"/architecture", "temporal", "temporal"},
                   {"/architecture", "jumprelu", "threshold"},
                   {"/architecture", "gated", "b_enc"},
                   {"/d_out", 12, "transcoder"},
                   {"/normalize_activations", "something", "something"},
                   {"/reshape_activations", "hook_z", "hook_z"},
                   {"/metadata/hook_name", "blocks.1.hook_mlp_out", "hook_mlp_out"},
                   {"/metadata/hook_name", "blocks.1.attn.hook_z", "hook_z"},
                   {"/metadata/hook_name", "blocks.1.hook_resid_mid", "resid_mid"},
                   {"/metadata/hook_head_index", 3, "hook_head_index"},
                   {"/k", 5.5, "whole"},
                   {"/k", 41, "k = 41"},
                   {"/k", -3, "\"k\""},
                   {"/d_sae", 39, "d_sae"},
                   {"/d_in", 11, "d_in"},
                   {"/apply_b_dec_to_input", "yes", "apply_b_dec_to_input"},
                   {"/activation_fn_str", "tanh-relu", "tanh-relu"},
                   {"/finetuning_scaling_factor", true, "finetuning"}});
    const auto flat = variantOf("sae-saelens", "flat-topk", folder.path());
    refuseChanges(flat, "cfg.json",
                  {{"/activation_fn_str", "tanh-relu", "tanh-relu"},
                   {"/finetuning_scaling_factor", true, "finetuning"},
                   {"/activation_fn_kwargs", 3, "activation_fn_kwargs"},
                   {"/hook_head_index", 0, "hook_head_index"}});
    auto tensors = flat.tensors;
    tensors.back().second = at::full({check::fixtureLatents}, 1.1, at::kFloat);
    CHECK_OK(saveTensors(flat.path / "sae_weights.safetensors", tensors));
    expectRefusal(flat.path, {}, "scaling_factor");
}

TEST(a_batch_topk_checkpoint_without_its_threshold_is_refused) {
    const check::TemporaryFolder folder;
    const auto fixture = variantOf("sae-saelens", "batchtopk", folder.path());
    auto tensors = fixture.tensors;
    tensors.pop_back();
    CHECK_OK(saveTensors(fixture.path / "sae_weights.safetensors", tensors));
    expectRefusal(fixture.path, {}, "topk_threshold");
}

TEST(dictionary_learning_variants_that_are_not_read_are_refused) {
    const check::TemporaryFolder folder;
    const auto topk = variantOf("sae-dictionary-learning", "AutoEncoderTopK", folder.path());
    refuseChanges(topk, "config.json",
                  {{"/trainer/dict_class", "CrossCoder", "CrossCoder"},
                   {"/trainer/dict_class", "GatedAutoEncoder", "b_dec"},
                   {"/trainer/k", 6, "k = 6"},
                   {"/trainer/dict_size", 41, "dict_size"},
                   {"/trainer/activation_dim", 13, "activation_dim"},
                   {"/trainer/submodule_name", "mlp_layer_1", "mlp"},
                   {"/trainer/submodule_name", "model.layers.4", "layers.4"},
                   {"/buffer/io", "in", "\"in\""},
                   {"/buffer/io", "in_and_out", "in_and_out"},
                   {"/trainer", 3, "trainer"}});
    // Alone, its threshold leaves two classes open.
    fs::remove(topk.path / "config.json");
    expectRefusal(topk.path, {}, "BatchTopKSAE");
    for (const std::string name :
         {"AutoEncoder", "AutoEncoderNew", "GatedAutoEncoder", "JumpReluAutoEncoder", "MatryoshkaBatchTopKSAE"}) {
        const auto other = variantOf("sae-dictionary-learning", name, folder.path());
        const auto with = importSae(other.path);
        fs::remove(other.path / "config.json");
        const auto without = importSae(other.path);
        CHECK_OK(with);
        CHECK_OK(without);
        CHECK(with->sae.config().activation == without->sae.config().activation);
        CHECK_EQ(with->sae.config().subtractsPreBias, without->sae.config().subtractsPreBias);
        CHECK(at::equal(with->sae.decoder, without->sae.decoder));
        CHECK_EQ(without->sae.config().layer, -1);
        CHECK(contains(without->assumptions.front(), "config.json"));
    }
}

TEST(gemma_scope_of_other_places_is_refused) {
    const check::TemporaryFolder folder;
    const auto fixture = check::writeSaeFixtures("sae-gemma-scope", folder.path()).front();
    const auto imported = importSae(fixture.path);
    CHECK_OK(imported);
    CHECK_EQ(imported->sae.config().expectedActive, 7.0);
    CHECK(contains(imported->modelName, "gemma-scope-2b"));
    for (const char* place : {"gemma-scope-2b-pt-mlp", "gemma-scope-2b-pt-att", "gemma-scope-2b-pt-transcoders"}) {
        const fs::path other = folder.path() / place / "layer_1";
        fs::create_directories(other);
        fs::copy_file(fixture.path / "params.npz", other / "params.npz");
        expectRefusal(other, {}, place);
    }
    SaeImportOptions options;
    options.layer = 1;  // the folder says layer_1, which is the stream after block 1
    expectRefusal(fixture.path, options, "layer 2, not 1");
}

TEST(k_and_the_layer_are_asked_for_and_contradictions_refused) {
    const check::TemporaryFolder folder;
    for (const std::string& id : check::saeFixtureIds()) {
        for (const SaeFixture& fixture : check::writeSaeFixtures(id, folder.path() / id)) {
            const auto imported = importSae(fixture.path, fixture.options);
            CHECK_OK(imported);
            SaeImportOptions options = fixture.options;
            if (!fixture.options.layer) {
                options.layer = fixture.layer + 1;
                expectRefusal(fixture.path, options, "not " + std::to_string(fixture.layer + 1));
                options.layer = fixture.layer;
                CHECK_OK(importSae(fixture.path, options));
            } else {
                options.layer = {};
                CHECK_EQ(importSae(fixture.path, options)->sae.config().layer, -1);
                options.layer = fixture.layer;
            }
            if (fixture.options.k) {
                options.k = {};
                expectRefusal(fixture.path, options, "--k");
            } else if (imported->sae.config().keepsK()) {
                options.k = 6;
                expectRefusal(fixture.path, options, "k = 5, not 6");
                options.k = 5;
                CHECK_OK(importSae(fixture.path, options));
            } else {
                options.k = 5;
                expectRefusal(fixture.path, options, "as many latents as are active");
            }
        }
    }
}

TEST(stray_damaged_and_missing_tensors_are_refused_by_name) {
    const check::TemporaryFolder folder;
    for (const std::string variant : {"standard", "jumprelu", "gated", "topk"}) {
        const auto fixture = variantOf("sae-saelens", variant, folder.path());
        const fs::path path = fixture.path / "sae_weights.safetensors";
        auto tensors = fixture.tensors;
        tensors.emplace_back("W_extra", at::ones({2}, at::kFloat));
        CHECK_OK(saveTensors(path, tensors));
        expectRefusal(fixture.path, {}, "W_extra");
        for (std::size_t i = 0; i < fixture.tensors.size(); ++i) {
            const std::string name = fixture.tensors[i].first;
            tensors = fixture.tensors;
            tensors.erase(tensors.begin() + static_cast<std::ptrdiff_t>(i));
            CHECK_OK(saveTensors(path, tensors));
            expectRefusal(fixture.path, {}, name);
            tensors = fixture.tensors;
            tensors[i].second = tensors[i].second.clone();
            tensors[i].second.view({-1})[1] = std::numeric_limits<float>::quiet_NaN();
            CHECK_OK(saveTensors(path, tensors));
            expectRefusal(fixture.path, {}, name + "\" holds NaN");
            tensors[i].second = fixture.tensors[i].second.to(at::kLong);
            CHECK_OK(saveTensors(path, tensors));
            expectRefusal(fixture.path, {}, "I64");
            tensors[i].second = fixture.tensors[i].second.unsqueeze(0).contiguous();
            CHECK_OK(saveTensors(path, tensors));
            expectRefusal(fixture.path, {}, name);
        }
    }
}

TEST(folders_and_files_that_are_no_sae_say_what_to_do) {
    const check::TemporaryFolder folder;
    expectRefusal(folder.path(), {}, "safer formats");
    const auto fixture = variantOf("sae-sparsify", "layers.1", folder.path() / "run");
    expectRefusal(folder.path() / "run", {}, "layers.1");
    CHECK_OK(importSae(fixture.path / "sae.safetensors"));  // a file of a folder stands for it
    CHECK_OK(importSae(fixture.path / "cfg.json"));
    const auto lens = variantOf("sae-saelens", "topk", folder.path() / "lens");
    fs::copy_file(lens.path / "sae_weights.safetensors", folder.path() / "alone.safetensors");
    expectRefusal(folder.path() / "alone.safetensors", {}, "cfg.json");
    CHECK_OK(saveTensors(folder.path() / "other.safetensors", {{"lm_head.weight", at::ones({2, 2}, at::kFloat)}}));
    expectRefusal(folder.path() / "other.safetensors", {}, "no SAE");
    std::ofstream(folder.path() / "text.pt") << "hello";
    CHECK(!importSae(folder.path() / "text.pt"));
    CHECK(importSae(folder.path() / "absent").error().code == ErrorCode::NotFound);
}

TEST(hook_names_become_residual_streams) {
    for (const auto& [name, layer] :
         std::initializer_list<std::pair<const char*, std::optional<std::int64_t>>>{{"blocks.0.hook_resid_pre", 0},
                                                                                    {"blocks.7.hook_resid_pre", 7},
                                                                                    {"blocks.7.hook_resid_post", 8},
                                                                                    {"hook_embed", 0},
                                                                                    {"model.embed_tokens", 0},
                                                                                    {"layers.12", 13},
                                                                                    {"model.layers.12", 13},
                                                                                    {"gpt_neox.layers.3", 4},
                                                                                    {"transformer.h.5", 6},
                                                                                    {"resid_post_layer_12", {}},
                                                                                    {"layers.-1", {}},
                                                                                    {"layers.99999999999999999999", {}},
                                                                                    {"blocks.x.hook_resid_post", {}},
                                                                                    {"", {}}}) {
        const auto found = layerOfHook(name, "it");
        CHECK_OK(found);
        CHECK(*found == layer);
    }
    for (const char* name : {"blocks.3.hook_mlp_out", "layers.3.mlp", "blocks.3.attn.hook_z", "blocks.3.hook_attn_out",
                             "blocks.3.hook_resid_mid", "ln_final.hook_normalized", "model.layers.3.self_attn",
                             "model.norm", "blocks.2.ln1.hook_normalized"}) {
        const auto found = layerOfHook(name, "it");
        CHECK(!found);
        CHECK(contains(found.error().message, name));
    }
}
