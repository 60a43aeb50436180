// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/inference_weights.h"

#include "core/model/layers.h"
#include "core/model/tree_attention.h"
#include "core/tensor/device_memory.h"
#include "core/tensor/torch_io.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>

namespace saferscope {

namespace {

/// Rows that go through the MLP together: what lies between its products stays in the processor's cache, and all
/// batches use the same few kernels.
constexpr std::int64_t mlpRows = 512;

std::vector<at::Tensor> packedTensors(const BlockWeights& block) {
    return {block.query, block.key, block.value, block.output, block.gate, block.up, block.down};
}

/// Of everything that is copied.
std::vector<std::uint32_t> versionsOf(const DecoderWeights& weights) {
    std::vector<std::uint32_t> versions;
    const auto add = [&versions](const at::Tensor& tensor) {
        versions.push_back(tensor.is_inference() ? 0 : static_cast<std::uint32_t>(tensor._version()));
    };
    for (const BlockWeights& block : weights.blocks) {
        for (const at::Tensor& tensor : packedTensors(block)) {
            add(tensor);
        }
        if (weights.config.mlpBias) {
            add(block.gateBias);
            add(block.upBias);
        }
        if (block.queryBias.defined()) {
            add(block.queryBias);
            add(block.keyBias);
            add(block.valueBias);
        }
    }
    return versions;
}

at::Tensor together(const at::Tensor& fused, std::initializer_list<at::Tensor> parts) {
    return fused.defined() ? fused : at::cat(at::TensorList(parts.begin(), parts.size()), 0);
}

/// Whether the packed copies fit beside what else this pass needs.
bool thereIsRoom(const DecoderWeights& weights) {
    std::uint64_t bytes = 0;
    for (const BlockWeights& block : weights.blocks) {
        for (const at::Tensor& tensor : packedTensors(block)) {
            bytes += tensor.nbytes();
        }
    }
    const auto free = freeDeviceBytes(c10::kCPU);
    return !free || bytes + bytes / 2 < *free;
}

}  // namespace

std::unique_ptr<const InferenceWeights> InferenceWeights::make(const DecoderWeights& weights) {
    const at::NoGradGuard noGradients;
    const at::Tensor& any = weights.embedding;
    const bool factors = std::any_of(weights.blocks.begin(), weights.blocks.end(), [](const BlockWeights& block) {
        return std::any_of(block.lora.pairs.begin(), block.lora.pairs.end(),
                           [](const LoraPair& pair) { return pair.defined(); });
    });
    if (!treeAttentionApplies(any) || factors || weights.blocks.empty()) {
        return nullptr;
    }
    auto made = std::make_unique<InferenceWeights>();
    made->m_versions = versionsOf(weights);
    const bool packs = thereIsRoom(weights);
    const auto linear = [packs](const at::Tensor& weight) {
        return packs ? PackedLinear(weight) : PackedLinear::unpacked(weight);
    };
    for (const BlockWeights& plain : weights.blocks) {
        Block block;
        if (&plain == &weights.blocks.back()) {
            block.query = linear(plain.query);
            block.keyValue = linear(at::cat({plain.key, plain.value}, 0));
        } else {
            block.queryKeyValue = linear(together(plain.qkv, {plain.query, plain.key, plain.value}));
        }
        block.output = linear(plain.output);
        block.gateUp = linear(together(plain.gateUp, {plain.gate, plain.up}));
        block.down = linear(plain.down);
        if (weights.config.mlpBias) {
            block.gateUpBias = at::cat({plain.gateBias, plain.upBias});
        }
        if (plain.queryBias.defined()) {
            block.queryKeyValueBias = at::cat({plain.queryBias, plain.keyBias, plain.valueBias});
        }
        if (packs) {
            for (const at::Tensor& tensor : packedTensors(plain)) {
                dropMappedPages(tensor);
            }
        }
        made->m_blocks.push_back(std::move(block));
    }
    return made;
}

bool InferenceWeights::matches(const DecoderWeights& weights) const {
    return m_blocks.size() == weights.blocks.size() && m_versions == versionsOf(weights);
}

at::Tensor InferenceWeights::embed(const DecoderWeights& weights, const at::Tensor& ids) const {
    return scaledEmbeddings(at::embedding(weights.embedding, ids).to(at::kFloat), weights.config,
                            weights.embedding.scalar_type());
}

at::Tensor InferenceWeights::rewards(const DecoderWeights& weights, const at::Tensor& x) const {
    const ModelConfig& config = weights.config;
    const at::Tensor normed = rmsNormAs(x, weights.norm, config.rmsNormEps, at::kFloat, config.onePlusNorms);
    const at::Tensor rewards = at::mv(normed, weights.score.to(at::kFloat).squeeze(0));
    return weights.scoreBias.defined() ? rewards + weights.scoreBias.to(at::kFloat) : rewards;
}

void InferenceWeights::addMlp(const Block& block, const BlockWeights& plain, const ModelConfig& config,
                              at::Tensor& x) const {
    const at::ScalarType dtype = block.down.dtype();
    for (std::int64_t begin = 0; begin < x.size(0); begin += mlpRows) {
        at::Tensor rows = x.narrow(0, begin, std::min(mlpRows, x.size(0) - begin));
        at::Tensor gateUp =
            block.gateUp.apply(rmsNormAs(rows, plain.postNorm, config.rmsNormEps, dtype, config.onePlusNorms));
        if (config.mlpBias) {
            gateUp.add_(block.gateUpBias);
        }
        const at::Tensor inner = gatedActivationAs(gateUp, config.activation);
        if (plain.innerNorm.defined()) {
            at::Tensor out = block.down.applyWide(inner);
            if (config.mlpBias) {
                out.add_(plain.downBias);
            }
            rows.add_(rmsNormAs(out, plain.innerNorm, config.rmsNormEps, at::kFloat, config.onePlusNorms));
        } else {
            block.down.addTo(rows, inner);
            if (config.mlpBias) {
                rows.add_(plain.downBias);
            }
        }
    }
}

void InferenceWeights::addAttention(const Block& block, const BlockWeights& plain, const ModelConfig& config,
                                    at::Tensor& x, const at::Tensor& mixed) const {
    if (!plain.mixedNorm.defined()) {
        block.output.addTo(x, mixed);
        if (plain.outputBias.defined()) {
            x.add_(plain.outputBias);
        }
        return;
    }
    at::Tensor out = block.output.applyWide(mixed);
    if (plain.outputBias.defined()) {
        out.add_(plain.outputBias);
    }
    x.add_(rmsNormAs(out, plain.mixedNorm, config.rmsNormEps, at::kFloat, config.onePlusNorms));
}

void InferenceWeights::run(std::size_t layer, const DecoderWeights& weights, const BlockContext& context,
                           at::Tensor& x) const {
    const Block& block = m_blocks[layer];
    const BlockWeights& plain = weights.blocks[layer];
    const ModelConfig& config = weights.config;
    const at::Tensor normed = rmsNormAs(x, plain.inputNorm, config.rmsNormEps, block.down.dtype(), config.onePlusNorms);
    at::Tensor qkv = block.queryKeyValue.defined()
                         ? block.queryKeyValue.apply(normed)
                         : at::cat({block.query.apply(normed), block.keyValue.apply(normed)}, 1);
    if (block.queryKeyValueBias.defined()) {
        qkv.add_(block.queryKeyValueBias);
    }
    if (plain.queryNorm.defined()) {
        normHeadsInPlace(qkv, 0, config.heads, plain.queryNorm, config.rmsNormEps, config.onePlusNorms);
        normHeadsInPlace(qkv, config.heads * config.headDim, config.kvHeads, plain.keyNorm, config.rmsNormEps,
                         config.onePlusNorms);
    }
    const at::Tensor mixed = treeAttention(qkv, context.cos, context.sin, context.batch, headShape(config, plain));
    addAttention(block, plain, config, x, mixed);
    addMlp(block, plain, config, x);
}

at::Tensor InferenceWeights::runForLastTokens(const DecoderWeights& weights, const BlockContext& context,
                                              const at::Tensor& x) const {
    const Block& block = m_blocks.back();
    const BlockWeights& plain = weights.blocks.back();
    const ModelConfig& config = weights.config;
    const at::Tensor normed = rmsNormAs(x, plain.inputNorm, config.rmsNormEps, block.down.dtype(), config.onePlusNorms);
    const at::Tensor& last = context.batch.lastPadIndex;
    at::Tensor query = block.query.apply(normed.index_select(0, last));
    at::Tensor keyValue = block.keyValue.apply(normed);
    if (block.queryKeyValueBias.defined()) {
        query.add_(plain.queryBias);
        keyValue.add_(block.queryKeyValueBias.narrow(0, query.size(1), keyValue.size(1)));
    }
    if (plain.queryNorm.defined()) {
        normHeadsInPlace(keyValue, 0, config.kvHeads, plain.keyNorm, config.rmsNormEps, config.onePlusNorms);
        normHeadsInPlace(query, 0, config.heads, plain.queryNorm, config.rmsNormEps, config.onePlusNorms);
    }
    const at::Tensor mixed =
        treeAttentionLast(query, keyValue, context.cos, context.sin, context.batch, headShape(config, plain));
    at::Tensor rows = x.index_select(0, last);
    addAttention(block, plain, config, rows, mixed);
    addMlp(block, plain, config, rows);
    return rows;
}

}  // namespace saferscope
