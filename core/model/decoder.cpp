// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"

#include "core/model/attention.h"
#include "core/model/layers.h"
#include "core/model/tree_attention.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace {

/// [N, heads, headDim] -> [B, S, heads, headDim]; nothing moves when no pair is padded.
at::Tensor pad(const at::Tensor& rows, const PackedBatch& batch) {
    const at::Tensor slots = rows.size(0) == batch.pairs * batch.slots ? rows : rows.index_select(0, batch.padIndex);
    return slots.reshape({batch.pairs, batch.slots, rows.size(1), rows.size(2)});
}

/// [B, S, heads, headDim] -> [N, heads * headDim]
at::Tensor unpad(const at::Tensor& slots, const PackedBatch& batch) {
    const at::Tensor flat = slots.reshape({batch.pairs * batch.slots, slots.size(2) * slots.size(3)});
    return batch.ids.size(0) == flat.size(0) ? flat : flat.index_select(0, batch.unpadIndex);
}

/// x [N, in] times one weight and what LoRA adds to it.
at::Tensor adapted(const at::Tensor& x, const at::Tensor& weight, const BlockLora& lora, LoraTarget target) {
    return addLora(at::linear(x, weight), x, lora, {target}, {weight.size(0)});
}

/// Whether attention runs on the packed rows themselves; else they are padded and masked.
bool attendsToRows(const at::Tensor& projected, const BlockContext& context) {
    const bool gradients = context.asWithGradients || (at::GradMode::is_enabled() && projected.requires_grad());
    return treeAttentionApplies(projected) && (!gradients || projected.scalar_type() == at::kFloat);
}

/// qkv [N, (H + 2 K) D] -> [N, H D] by padding.
at::Tensor attendPadded(const at::Tensor& qkv, const BlockContext& context) {
    const ModelConfig& config = context.config;
    const at::Tensor rows = qkv.view({qkv.size(0), config.heads + 2 * config.kvHeads, config.headDim});
    // Queries and keys are rotated in one go; splits, unlike narrow(), are one operation for autograd.
    const std::vector<at::Tensor> parts = rows.split_with_sizes({config.heads + config.kvHeads, config.kvHeads}, 1);
    const std::vector<at::Tensor> heads =
        applyRope(parts[0], context.cos, context.sin).split_with_sizes({config.heads, config.kvHeads}, 1);
    return unpad(attention(pad(heads[0], context.batch), pad(heads[1], context.batch), pad(parts[1], context.batch),
                           context.batch.mask, true),
                 context.batch);
}

/// query [B*Q, H D] of the last tokens, keyValue [N, 2 K D] -> [B*Q, H D] by padding.
at::Tensor attendPaddedLast(const at::Tensor& query, const at::Tensor& keyValue, const BlockContext& context) {
    const ModelConfig& config = context.config;
    const PackedBatch& batch = context.batch;
    const at::Tensor& last = batch.lastPadIndex;
    const std::vector<at::Tensor> parts =
        keyValue.view({keyValue.size(0), 2 * config.kvHeads, config.headDim}).chunk(2, 1);
    const at::Tensor keys = applyRope(parts[0], context.cos, context.sin);
    const at::Tensor queries = applyRope(query.view({last.size(0), config.heads, config.headDim}),
                                         context.cos.index_select(0, last), context.sin.index_select(0, last));
    return attention(queries.view({batch.pairs, batch.lastPerPair, config.heads, config.headDim}), pad(keys, batch),
                     pad(parts[1], batch), batch.lastMask, false)
        .reshape({last.size(0), config.heads * config.headDim});
}

at::Tensor mlp(const BlockWeights& block, const BlockContext& context, const at::Tensor& x) {
    const ModelConfig& config = context.config;
    const at::Tensor normed = rmsNorm(x, block.postNorm, config.rmsNormEps);
    const std::int64_t width = config.intermediateSize;
    at::Tensor gateUp = addLora(projectTogether(normed, block.gateUp, {block.gate, block.up}), normed, block.lora,
                                {LoraTarget::Gate, LoraTarget::Up}, {width, width});
    if (config.mlpBias) {
        gateUp = gateUp + at::cat({block.gateBias, block.upBias});
    }
    const at::Tensor out = adapted(swiglu(gateUp, context.asWithGradients), block.down, block.lora, LoraTarget::Down);
    return config.mlpBias ? x + (out + block.downBias) : x + out;
}

}  // namespace

BlockContext makeBlockContext(const DecoderWeights& weights, const PackedBatch& batch) {
    const RopeTable table = ropeTable(weights.inverseFrequencies, batch.slots, weights.embedding.scalar_type());
    return {weights.config, batch, table.cos.index_select(0, batch.positions),
            table.sin.index_select(0, batch.positions)};
}

at::Tensor runBlock(const BlockWeights& block, const BlockContext& context, const at::Tensor& x) {
    const ModelConfig& config = context.config;
    const at::Tensor normed = rmsNorm(x, block.inputNorm, config.rmsNormEps);
    const std::int64_t keyRows = block.key.size(0);
    const at::Tensor qkv =
        addLora(projectTogether(normed, block.qkv, {block.query, block.key, block.value}), normed, block.lora,
                {LoraTarget::Query, LoraTarget::Key, LoraTarget::Value}, {block.query.size(0), keyRows, keyRows});
    const at::Tensor mixed = attendsToRows(qkv, context)
                                 ? treeAttention(qkv, context.cos, context.sin, context.batch, headShape(config))
                                 : attendPadded(qkv, context);
    return mlp(block, context, x + adapted(mixed, block.output, block.lora, LoraTarget::Output));
}

at::Tensor runBlockForLastTokens(const BlockWeights& block, const BlockContext& context, const at::Tensor& x) {
    const ModelConfig& config = context.config;
    const PackedBatch& batch = context.batch;
    const std::int64_t keyRows = block.key.size(0);
    const at::Tensor normed = rmsNorm(x, block.inputNorm, config.rmsNormEps);
    const at::Tensor keyValue =
        block.qkv.defined() ? block.qkv.narrow(0, block.query.size(0), 2 * keyRows) : at::Tensor();
    const at::Tensor kv = addLora(projectTogether(normed, keyValue, {block.key, block.value}), normed, block.lora,
                                  {LoraTarget::Key, LoraTarget::Value}, {keyRows, keyRows});
    const at::Tensor& last = batch.lastPadIndex;
    const at::Tensor query = adapted(normed.index_select(0, last), block.query, block.lora, LoraTarget::Query);
    const at::Tensor mixed = attendsToRows(kv, context)
                                 ? treeAttentionLast(query, kv, context.cos, context.sin, batch, headShape(config))
                                 : attendPaddedLast(query, kv, context);
    return mlp(block, context, x.index_select(0, last) + adapted(mixed, block.output, block.lora, LoraTarget::Output));
}

at::Tensor rewardHead(const DecoderWeights& weights, const at::Tensor& h) {
    const at::ScalarType precision = h.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor normed = rmsNorm(h, weights.norm, weights.config.rmsNormEps).to(precision);
    return at::mv(normed, weights.score.to(precision).squeeze(0));
}

}  // namespace saferscope
