// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generated_model.h"

#include "core/base/json.h"
#include "tests/bench/stop.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace saferscope::bench {

namespace {

namespace fs = std::filesystem;

/// Names and shapes of a model's weights.
std::vector<std::pair<std::string, std::vector<std::int64_t>>> weightsOf(const ModelConfig& config) {
    const std::int64_t d = config.hiddenSize;
    const std::int64_t f = config.intermediateSize;
    const std::int64_t queryRows = config.heads * config.headDim;
    const std::int64_t keyRows = config.kvHeads * config.headDim;
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> weights = {
        {"model.embed_tokens.weight", {config.vocabularySize, d}}};
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const std::string block = "model.layers." + std::to_string(layer) + ".";
        weights.insert(weights.end(), {{block + "input_layernorm.weight", {d}},
                                       {block + "self_attn.q_proj.weight", {queryRows, d}},
                                       {block + "self_attn.k_proj.weight", {keyRows, d}},
                                       {block + "self_attn.v_proj.weight", {keyRows, d}},
                                       {block + "self_attn.o_proj.weight", {d, queryRows}},
                                       {block + "post_attention_layernorm.weight", {d}},
                                       {block + "mlp.gate_proj.weight", {f, d}},
                                       {block + "mlp.up_proj.weight", {f, d}},
                                       {block + "mlp.down_proj.weight", {d, f}}});
    }
    weights.insert(weights.end(), {{"model.norm.weight", {d}}, {"score.weight", {1, d}}});
    return weights;
}

/// A model folder whose weights are all zero and take no room: the file is a hole behind its header.
void writeHollowModel(const fs::path& folder, const ModelConfig& config, bool narrow) {
    const std::uint64_t elementBytes = narrow ? 2 : 4;
    OrderedJson header = OrderedJson::object();
    std::uint64_t end = 0;
    for (const auto& [name, shape] : weightsOf(config)) {
        const std::uint64_t begin = end;
        std::uint64_t elements = 1;
        for (const std::int64_t size : shape) {
            elements *= static_cast<std::uint64_t>(size);
        }
        end += elements * elementBytes;
        header[name] = {{"dtype", narrow ? "BF16" : "F32"}, {"shape", shape}, {"data_offsets", {begin, end}}};
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const fs::path path = folder / "model.safetensors";
    std::ofstream file(path, std::ios::binary);
    for (std::size_t byte = 0; byte < 8; ++byte) {
        file.put(static_cast<char>(text.size() >> (8 * byte) & 0xff));
    }
    file << text;
    file.close();
    std::error_code error;
    fs::resize_file(path, 8 + text.size() + end, error);
    if (!file || error || !writeJsonFile(folder / "config.json", modelConfigToJson(config))) {
        stop("Cannot write " + path.string() + " for the generated weights.");
    }
}

/// Puts numbers of that deviation into every element: a long run of normal numbers over and over, whose length no row
/// of a matrix divides.
void fillNormal(const at::Tensor& weight, const at::Tensor& numbers, double deviation) {
    const at::Tensor run = (numbers * deviation).to(at::kBFloat16).to(weight.scalar_type());
    const at::Tensor flat = weight.view({-1});
    for (std::int64_t begin = 0; begin < flat.numel(); begin += run.numel()) {
        const std::int64_t count = std::min(run.numel(), flat.numel() - begin);
        flat.narrow(0, begin, count).copy_(run.narrow(0, 0, count));
    }
}

}  // namespace

ModelConfig llamaShape(std::int64_t layers, std::int64_t vocabulary) {
    ModelConfig config;
    config.hiddenSize = 2048;
    config.intermediateSize = 8192;
    config.layers = layers;
    config.heads = 32;
    config.kvHeads = 8;
    config.headDim = 64;
    config.vocabularySize = vocabulary;
    config.maxPositions = 131072;
    config.ropeTheta = 500000.0;
    config.ropeScaling = Llama3RopeScaling{32.0, 1.0, 4.0, 8192};
    return config;
}

RewardModel generatedModel(const ModelConfig& config, at::ScalarType dtype) {
    const at::NoGradGuard noGradients;
    const fs::path folder = fs::temp_directory_path() / ("saferscope-generated-model-" + std::to_string(::getpid()));
    std::error_code error;
    fs::create_directories(folder, error);
    writeHollowModel(folder, config, dtype == at::kBFloat16);
    auto model = RewardModel::load(folder, {c10::kCPU, dtype});
    fs::remove_all(folder, error);
    if (!model) {
        stop(model.error().message);
    }
    at::manual_seed(1);
    const at::Tensor numbers = at::randn({(1 << 22) + 15});
    const double residual = 1.0 / std::sqrt(2.0 * static_cast<double>(config.layers));
    std::int64_t start = 0;
    for (const auto& [name, weight] : model->parameters()) {
        if (weight.dim() == 1) {
            weight.fill_(1.0);
            continue;
        }
        const bool writesStream = name.ends_with("o_proj.weight") || name.ends_with("down_proj.weight");
        start = (start + 1234567) % numbers.numel();
        fillNormal(weight, numbers.roll(start), 0.02 * (writesStream ? residual : 1.0));
    }
    return std::move(*model);
}

Sae generatedSae(std::int64_t inputSize, std::int64_t layer) {
    SaeConfig config;
    config.inputSize = inputSize;
    config.latents = 16384;
    config.k = 64;
    config.layer = layer;
    return Sae::random(config, 1);
}

}  // namespace saferscope::bench
