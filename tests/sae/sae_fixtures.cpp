// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sae/sae_fixtures.h"

#include "core/base/random.h"
#include "core/tensor/tensor_archive.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>

namespace saferscope::check {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t d = fixtureWidth;
constexpr std::int64_t m = fixtureLatents;

/// Numbers that bfloat16 holds exactly, so that a fixture means the same in every dtype.
at::Tensor numbers(std::vector<std::int64_t> shape, std::uint64_t seed, double scale, double shift = 0.0) {
    at::Tensor tensor = at::empty(shape, at::kFloat);
    Random random(seed);
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        tensor.data_ptr<float>()[i] = static_cast<float>(shift + scale * random.normal());
    }
    return tensor.to(at::kBFloat16).to(at::kFloat);
}

std::vector<TensorView> viewsOf(const std::vector<NamedTensor>& tensors) {
    std::vector<TensorView> views;
    for (const auto& [name, tensor] : tensors) {
        TensorView view;
        view.name = name;
        view.dtype = tensor.scalar_type() == at::kLong  ? DType::I64
                     : tensor.scalar_type() == at::kInt ? DType::I32
                                                        : DType::F32;
        view.shape = tensor.sizes().vec();
        view.data = {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()};
        views.push_back(std::move(view));
    }
    return views;
}

class Writer {
public:
    Writer(std::string id, fs::path folder, SaeLayout layout)
        : m_id(std::move(id)), m_folder(std::move(folder)), m_layout(layout) {}

    SaeFixture& start(const std::string& variant, std::vector<NamedTensor> tensors, Json config = Json::object()) {
        SaeFixture fixture;
        fixture.id = m_id;
        fixture.variant = variant;
        fixture.layout = m_layout;
        fixture.path = m_folder / variant;
        fixture.tensors = std::move(tensors);
        fixture.config = std::move(config);
        fs::create_directories(fixture.path);
        m_fixtures.push_back(std::move(fixture));
        return m_fixtures.back();
    }
    std::vector<SaeFixture> take() { return std::move(m_fixtures); }

private:
    std::string m_id;
    fs::path m_folder;
    SaeLayout m_layout;
    std::vector<SaeFixture> m_fixtures;
};

std::vector<SaeFixture> saferscope(const fs::path& folder) {
    Writer writer("sae-saferscope", folder, SaeLayout::Saferscope);
    for (const SaeActivation activation : {SaeActivation::TopK, SaeActivation::Gated}) {
        SaeConfig config;
        config.inputSize = d;
        config.latents = m;
        config.layer = 2;
        config.activation = activation;
        config.k = config.keepsK() ? fixtureK : 0;
        Sae sae = Sae::random(config, 3);
        sae.preBias = numbers({d}, 4, 0.3);
        sae.latentBias = numbers({m}, 5, 0.2);
        sae.gateBias = numbers({m}, 6, 0.3);
        sae.magnitudeLogScale = numbers({m}, 7, 0.2);
        auto& fixture =
            writer.start(config.keepsK() ? "topk" : "gated", {{"pre_bias", sae.preBias},
                                                              {"latent_bias", sae.latentBias},
                                                              {"encoder.weight", sae.encoder},
                                                              {"decoder.weight", sae.decoder.t()},
                                                              {"gate_bias", sae.gateBias},
                                                              {"magnitude_log_scale", sae.magnitudeLogScale}});
        fixture.layer = 2;
        CHECK_OK(sae.save(fixture.path));
    }
    return writer.take();
}

std::vector<NamedTensor> saferTensors(std::uint64_t seed) {
    return {{"pre_bias", numbers({d}, seed, 0.3)},
            {"latent_bias", numbers({m}, seed + 1, 0.2)},
            {"encoder.weight", numbers({m, d}, seed + 2, 0.4)},
            {"decoder.weight", numbers({d, m}, seed + 3, 0.4)}};
}

std::vector<SaeFixture> safer(const fs::path& folder) {
    Writer writer("sae-safer", folder, SaeLayout::Safer);
    for (const bool pickled : {false, true}) {
        auto& fixture = writer.start(pickled ? "stage2" : "safetensors", saferTensors(20));
        fixture.options.k = fixtureK;
        fixture.options.layer = 2;
        fixture.layer = 2;
        fixture.path /= pickled ? "stage2.pt" : "stage2.safetensors";
        CHECK_OK(pickled ? writeTorchArchive(fixture.path, viewsOf(fixture.tensors))
                         : saveTensors(fixture.path, fixture.tensors));
    }
    return writer.take();
}

std::vector<SaeFixture> sparsify(const fs::path& folder) {
    Writer writer("sae-sparsify", folder, SaeLayout::Sparsify);
    for (const bool named : {true, false}) {
        auto& fixture = writer.start(named ? "layers.1" : "anywhere", {{"encoder.weight", numbers({m, d}, 30, 0.4)},
                                                                       {"encoder.bias", numbers({m}, 31, 0.2)},
                                                                       {"W_dec", numbers({m, d}, 32, 0.4)},
                                                                       {"b_dec", numbers({d}, 33, 0.3)}});
        fixture.config = {{"activation", "topk"},
                          {"expansion_factor", 32},
                          {"normalize_decoder", true},
                          {"num_latents", m},
                          {"k", fixtureK},
                          {"multi_topk", false},
                          {"transcode", false},
                          {"skip_connection", false},
                          {"d_in", d}};
        fixture.layer = 2;
        if (!named) {
            fixture.options.layer = 2;
        }
        CHECK_OK(writeJsonFile(fixture.path / "cfg.json", fixture.config));
        CHECK_OK(saveTensors(fixture.path / "sae.safetensors", fixture.tensors));
    }
    return writer.take();
}

Json saeLensConfig(const std::string& architecture) {
    return {{"d_in", d},
            {"d_sae", m},
            {"dtype", "float32"},
            {"device", "cpu"},
            {"apply_b_dec_to_input", true},
            {"normalize_activations", "none"},
            {"reshape_activations", "none"},
            {"metadata",
             {{"sae_lens_version", "6.20.0"},
              {"hook_name", "blocks.1.hook_resid_post"},
              {"model_name", "tiny"},
              {"hook_head_index", nullptr}}},
            {"architecture", architecture}};
}

std::vector<SaeFixture> saeLens(const fs::path& folder) {
    Writer writer("sae-saelens", folder, SaeLayout::SaeLens);
    const auto add = [&](const std::string& variant, Json config, const std::vector<NamedTensor>& extra = {}) {
        std::vector<NamedTensor> tensors{
            {"W_enc", numbers({d, m}, 40, 0.4)}, {"W_dec", numbers({m, d}, 41, 0.4)}, {"b_dec", numbers({d}, 42, 0.5)}};
        if (variant.find("gated") == std::string::npos) {
            tensors.emplace_back("b_enc", numbers({m}, 43, 0.2));
        }
        tensors.insert(tensors.end(), extra.begin(), extra.end());
        auto& fixture = writer.start(variant, std::move(tensors), std::move(config));
        fixture.layer = 2;
        CHECK_OK(writeJsonFile(fixture.path / "cfg.json", fixture.config));
        CHECK_OK(saveTensors(fixture.path / "sae_weights.safetensors", fixture.tensors));
    };
    const std::vector<NamedTensor> threshold{{"threshold", numbers({m}, 44, 0.1, 0.4)}};
    add("standard", saeLensConfig("standard"));
    Json config = saeLensConfig("standard");
    config["apply_b_dec_to_input"] = false;
    config["normalize_activations"] = "layer_norm";
    add("standard-layer-norm", config);
    config = saeLensConfig("topk");
    config["k"] = fixtureK;
    add("topk", config);
    config["rescale_acts_by_decoder_norm"] = true;
    config["normalize_activations"] = "constant_norm_rescale";
    add("topk-rescaled", config);
    add("jumprelu", saeLensConfig("jumprelu"), threshold);
    config = saeLensConfig("batchtopk");
    config["k"] = 4.5;
    config["rescale_acts_by_decoder_norm"] = true;
    add("batchtopk", config, {{"topk_threshold", at::full({}, 0.75, at::kFloat)}});
    add("gated", saeLensConfig("gated"),
        {{"b_gate", numbers({m}, 45, 0.3)}, {"b_mag", numbers({m}, 46, 0.3)}, {"r_mag", numbers({m}, 47, 0.4)}});
    // Before version 6: everything at the top, the activation by name.
    add("flat-topk",
        {{"d_in", d},
         {"d_sae", m},
         {"architecture", "standard"},
         {"activation_fn_str", "topk"},
         {"activation_fn_kwargs", {{"k", fixtureK}}},
         {"hook_name", "blocks.2.hook_resid_pre"},
         {"hook_layer", 2},
         {"apply_b_dec_to_input", true},
         {"finetuning_scaling_factor", false},
         {"normalize_activations", "none"},
         {"sae_lens_training_version", "5.0.0"},
         {"model_name", "tiny"},
         {"dtype", "torch.float32"}},
        {{"scaling_factor", at::ones({m}, at::kFloat)}});
    add("oldest", {{"d_in", d},
                   {"d_sae", m},
                   {"hook_point", "blocks.1.hook_resid_post"},
                   {"hook_point_layer", 1},
                   {"hook_point_head_index", nullptr},
                   {"normalize_activations", false}});
    return writer.take();
}

std::vector<SaeFixture> dictionaryLearning(const fs::path& folder) {
    Writer writer("sae-dictionary-learning", folder, SaeLayout::DictionaryLearning);
    const auto add = [&](const std::string& dictClass, std::vector<NamedTensor> tensors, Json more = Json::object()) {
        Json config{{"trainer",
                     {{"dict_class", dictClass},
                      {"activation_dim", d},
                      {"dict_size", m},
                      {"layer", 1},
                      {"lm_name", "tiny"},
                      {"submodule_name", "resid_post_layer_1"}}},
                    {"buffer", {{"io", "out"}, {"d_submodule", d}}}};
        config["trainer"].update(more);
        auto& fixture = writer.start(dictClass, std::move(tensors), std::move(config));
        fixture.layer = 2;
        CHECK_OK(writeJsonFile(fixture.path / "config.json", fixture.config));
        CHECK_OK(writeTorchArchive(fixture.path / "ae.pt", viewsOf(fixture.tensors)));
    };
    const auto linear = [](const char* bias, bool encoderBias = true) {
        std::vector<NamedTensor> tensors{{bias, numbers({d}, 50, 0.4)},
                                         {"encoder.weight", numbers({m, d}, 51, 0.4)},
                                         {"decoder.weight", numbers({d, m}, 52, 0.4)}};
        if (encoderBias) {
            tensors.emplace_back("encoder.bias", numbers({m}, 53, 0.2));
        }
        return tensors;
    };
    const auto with = [](std::vector<NamedTensor> tensors, const std::vector<NamedTensor>& extra) {
        tensors.insert(tensors.end(), extra.begin(), extra.end());
        return tensors;
    };
    const NamedTensor k{"k", at::full({}, fixtureK, at::kInt)};
    add("AutoEncoder", linear("bias"));
    add("AutoEncoderNew", linear("decoder.bias"));
    add("AutoEncoderTopK", with(linear("b_dec"), {k, {"threshold", at::full({}, 0.3, at::kFloat)}}), {{"k", fixtureK}});
    add("BatchTopKSAE", with(linear("b_dec"), {k, {"threshold", at::full({}, 0.75, at::kFloat)}}), {{"k", fixtureK}});
    add("GatedAutoEncoder", with(linear("decoder_bias", false), {{"r_mag", numbers({m}, 54, 0.4)},
                                                                 {"gate_bias", numbers({m}, 55, 0.3)},
                                                                 {"mag_bias", numbers({m}, 56, 0.3)}}));
    const std::vector<NamedTensor> parameters{{"W_enc", numbers({d, m}, 57, 0.4)},
                                              {"b_enc", numbers({m}, 58, 0.2)},
                                              {"W_dec", numbers({m, d}, 59, 0.4)},
                                              {"b_dec", numbers({d}, 60, 0.4)}};
    add("JumpReluAutoEncoder", with(parameters, {{"threshold", numbers({m}, 61, 0.1, 0.4)}}));
    add("MatryoshkaBatchTopKSAE",
        with(parameters, {k,
                          {"threshold", at::full({}, 0.75, at::kFloat)},
                          {"group_sizes", at::tensor({std::int64_t{10}, std::int64_t{30}}, at::kLong)}}),
        {{"k", fixtureK}, {"group_sizes", {10, 30}}});
    return writer.take();
}

std::vector<SaeFixture> openAi(const fs::path& folder) {
    Writer writer("sae-openai", folder, SaeLayout::OpenAi);
    for (const std::string variant : {"topk", "topk-identity", "relu", "tied"}) {
        std::vector<NamedTensor> tensors = saferTensors(70);
        tensors.emplace_back("stats_last_nonzero", at::zeros({m}, at::kLong));
        tensors.emplace_back("latents_activation_frequency", at::ones({m}, at::kFloat));
        tensors.emplace_back("latents_mean_square", at::ones({m}, at::kFloat));
        if (variant == "tied") {
            tensors[3] = {"decoder.linear.weight", tensors[2].second.clone()};
        }
        auto& fixture = writer.start(variant, std::move(tensors));
        fixture.options.layer = 2;
        fixture.layer = 2;
        fixture.path /= "autoencoder.pt";
        const bool relu = variant == "relu";
        std::map<std::string, ArchiveValue> values{{"activation", relu ? "ReLU" : "TopK"}};
        if (!relu) {
            values["activation_state_dict.k"] = fixtureK;
            values["activation_state_dict.postact_fn"] = std::string(variant == "topk-identity" ? "Identity" : "ReLU");
        }
        CHECK_OK(writeTorchArchive(fixture.path, viewsOf(fixture.tensors), values));
    }
    return writer.take();
}

std::vector<SaeFixture> gemmaScope(const fs::path& folder) {
    Writer writer("sae-gemma-scope", folder, SaeLayout::GemmaScope);
    auto& fixture = writer.start("gemma-scope-2b-pt-res/layer_1/width_16k/average_l0_7",
                                 {{"W_dec", numbers({m, d}, 80, 0.4)},
                                  {"W_enc", numbers({d, m}, 81, 0.4)},
                                  {"b_dec", numbers({d}, 82, 0.4)},
                                  {"b_enc", numbers({m}, 83, 0.2)},
                                  {"threshold", numbers({m}, 84, 0.1, 0.5)}});
    fixture.layer = 2;
    CHECK_OK(writeNumpyArchive(fixture.path / "params.npz", viewsOf(fixture.tensors)));
    return writer.take();
}

}  // namespace

std::vector<SaeFixture> writeSaeFixtures(const std::string& id, const fs::path& folder) {
    if (id == "sae-saferscope") {
        return saferscope(folder);
    }
    if (id == "sae-safer") {
        return safer(folder);
    }
    if (id == "sae-sparsify") {
        return sparsify(folder);
    }
    if (id == "sae-saelens") {
        return saeLens(folder);
    }
    if (id == "sae-dictionary-learning") {
        return dictionaryLearning(folder);
    }
    if (id == "sae-openai") {
        return openAi(folder);
    }
    if (id == "sae-gemma-scope") {
        return gemmaScope(folder);
    }
    return {};
}

std::vector<std::string> saeFixtureIds() {
    return {"sae-saferscope",          "sae-safer",  "sae-sparsify",   "sae-saelens",
            "sae-dictionary-learning", "sae-openai", "sae-gemma-scope"};
}

const at::Tensor& tensorOf(const SaeFixture& fixture, const std::string& name) {
    for (const auto& [known, tensor] : fixture.tensors) {
        if (known == name) {
            return tensor;
        }
    }
    throw Failure("the fixture has no tensor " + name, __FILE__, __LINE__);
}

}  // namespace saferscope::check
