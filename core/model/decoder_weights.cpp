// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder_weights.h"

#include "core/model/rope.h"

#include <ATen/ATen.h>

namespace saferscope {

at::Tensor rowsOf(const at::Tensor& fused, std::int64_t begin, std::int64_t count) {
    return fused.narrow(0, begin, count).variable_data();
}

std::unique_ptr<DecoderWeights> DecoderWeights::allocate(const ModelConfig& config, const LoadOptions& options) {
    const at::TensorOptions tensorOptions = at::TensorOptions().dtype(options.dtype).device(options.device);
    const auto make = [&tensorOptions](std::int64_t rows, std::int64_t columns) {
        return at::empty({rows, columns}, tensorOptions);
    };
    const std::int64_t d = config.hiddenSize;
    const std::int64_t f = config.intermediateSize;
    const std::int64_t queryRows = config.heads * config.headDim;
    const std::int64_t keyRows = config.kvHeads * config.headDim;
    const auto vector = [&tensorOptions](std::int64_t size) { return at::empty({size}, tensorOptions); };

    auto weights = std::make_unique<DecoderWeights>();
    weights->config = config;
    weights->embedding = make(config.vocabularySize, d);
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        BlockWeights block;
        block.window = config.windowOf(layer);
        block.inputNorm = vector(d);
        block.qkv = make(queryRows + 2 * keyRows, d);
        block.query = rowsOf(block.qkv, 0, queryRows);
        block.key = rowsOf(block.qkv, queryRows, keyRows);
        block.value = rowsOf(block.qkv, queryRows + keyRows, keyRows);
        block.output = make(d, queryRows);
        block.postNorm = vector(d);
        block.gateUp = make(2 * f, d);
        block.gate = rowsOf(block.gateUp, 0, f);
        block.up = rowsOf(block.gateUp, f, f);
        block.down = make(d, f);
        if (config.queryKeyValueBias) {
            block.queryBias = vector(queryRows);
            block.keyBias = vector(keyRows);
            block.valueBias = vector(keyRows);
        }
        if (config.outputBias) {
            block.outputBias = vector(d);
        }
        if (config.queryKeyNorm) {
            block.queryNorm = vector(config.headDim);
            block.keyNorm = vector(config.headDim);
        }
        if (config.sandwichNorms) {
            block.mixedNorm = vector(d);
            block.innerNorm = vector(d);
        }
        weights->blocks.push_back(std::move(block));
    }
    if (config.mlpBias) {
        weights->allocateMlpBiases();
    }
    weights->norm = vector(d);
    weights->score = make(config.labels, d);
    if (config.headBias) {
        weights->scoreBias = vector(config.labels);
    }
    weights->inverseFrequencies = ropeInverseFrequencies(config).to(options.device);
    return weights;
}

void DecoderWeights::allocateMlpBiases() {
    const at::TensorOptions options = embedding.options().requires_grad(false);
    for (BlockWeights& block : blocks) {
        block.gateBias = at::zeros({config.intermediateSize}, options);
        block.upBias = at::zeros({config.intermediateSize}, options);
        block.downBias = at::zeros({config.hiddenSize}, options);
    }
    config.mlpBias = true;
}

void DecoderWeights::spellAsLlama() {
    // "attention_bias" of a Llama stands for all four projections.
    if (config.queryKeyValueBias && !config.outputBias) {
        for (BlockWeights& block : blocks) {
            block.outputBias = at::zeros({config.hiddenSize}, embedding.options().requires_grad(false));
        }
        config.outputBias = true;
    }
    config.family = "llama";
}

std::vector<at::Tensor> BlockWeights::all() const {
    std::vector<at::Tensor> tensors = {inputNorm, query,      key,       value,   output,    postNorm,  gate,
                                       up,        down,       gateBias,  upBias,  downBias,  queryBias, keyBias,
                                       valueBias, outputBias, queryNorm, keyNorm, mixedNorm, innerNorm};
    for (const LoraPair& pair : lora.pairs) {
        tensors.push_back(pair.a);
        tensors.push_back(pair.b);
    }
    return tensors;
}

std::vector<WeightGroup> DecoderWeights::groups() {
    std::vector<WeightGroup> all;
    const auto single = [&all](std::string name, at::Tensor& weight) {
        all.push_back({nullptr, {{std::move(name), &weight}}});
    };
    single("model.embed_tokens.weight", embedding);
    for (std::size_t layer = 0; layer < blocks.size(); ++layer) {
        const std::string prefix = "model.layers." + std::to_string(layer) + ".";
        BlockWeights& block = blocks[layer];
        single(prefix + "input_layernorm.weight", block.inputNorm);
        all.push_back({&block.qkv,
                       {{prefix + "self_attn.q_proj.weight", &block.query},
                        {prefix + "self_attn.k_proj.weight", &block.key},
                        {prefix + "self_attn.v_proj.weight", &block.value}}});
        if (config.queryKeyValueBias) {
            single(prefix + "self_attn.q_proj.bias", block.queryBias);
            single(prefix + "self_attn.k_proj.bias", block.keyBias);
            single(prefix + "self_attn.v_proj.bias", block.valueBias);
        }
        if (config.queryKeyNorm) {
            single(prefix + "self_attn.q_norm.weight", block.queryNorm);
            single(prefix + "self_attn.k_norm.weight", block.keyNorm);
        }
        single(prefix + "self_attn.o_proj.weight", block.output);
        if (config.outputBias) {
            single(prefix + "self_attn.o_proj.bias", block.outputBias);
        }
        if (config.sandwichNorms) {  // the name that others give the norm before the feed-forward layer
            single(prefix + "post_attention_layernorm.weight", block.mixedNorm);
            single(prefix + "pre_feedforward_layernorm.weight", block.postNorm);
            single(prefix + "post_feedforward_layernorm.weight", block.innerNorm);
        } else {
            single(prefix + "post_attention_layernorm.weight", block.postNorm);
        }
        all.push_back({&block.gateUp,
                       {{prefix + "mlp.gate_proj.weight", &block.gate}, {prefix + "mlp.up_proj.weight", &block.up}}});
        single(prefix + "mlp.down_proj.weight", block.down);
        if (config.mlpBias) {
            single(prefix + "mlp.gate_proj.bias", block.gateBias);
            single(prefix + "mlp.up_proj.bias", block.upBias);
            single(prefix + "mlp.down_proj.bias", block.downBias);
        }
    }
    single("model.norm.weight", norm);
    single("score.weight", score);
    if (config.headBias) {
        single("score.bias", scoreBias);
    }
    return all;
}

std::vector<NamedTensor> DecoderWeights::named() const {
    std::vector<NamedTensor> all;
    // Only the pointers ask for a mutable object; nothing is changed through them here.
    for (const WeightGroup& group : const_cast<DecoderWeights*>(this)->groups()) {
        for (const auto& [name, weight] : group.parts) {
            all.emplace_back(name, *weight);
        }
    }
    return all;
}

}  // namespace saferscope
