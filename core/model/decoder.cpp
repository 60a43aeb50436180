// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"

#include "core/model/attention.h"
#include "core/model/layers.h"
#include "core/model/tree_attention.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cmath>

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

/// Scores as the padded way takes them.
ScoreShape scoresOf(const HeadShape& shape) { return {shape.scale, shape.softcap}; }

/// Positions of the padded view, [B, S]: those of padding do not matter.
at::Tensor paddedPositions(const PackedBatch& batch) {
    return batch.positions.index_select(0, batch.padIndex).view({batch.pairs, batch.slots});
}

/// qkv [N, (H + 2 K) D] -> [N, H D] by padding.
at::Tensor attendPadded(const at::Tensor& qkv, const BlockContext& context, const HeadShape& shape) {
    const PackedBatch& batch = context.batch;
    const at::Tensor rows = qkv.view({qkv.size(0), shape.heads + 2 * shape.kvHeads, shape.headDim});
    // Queries and keys are rotated in one go; splits, unlike narrow(), are one operation for autograd.
    const std::vector<at::Tensor> parts = rows.split_with_sizes({shape.heads + shape.kvHeads, shape.kvHeads}, 1);
    const std::vector<at::Tensor> heads =
        applyRope(parts[0], context.cos, context.sin).split_with_sizes({shape.heads, shape.kvHeads}, 1);
    at::Tensor mask = batch.mask;
    if (shape.window > 0 && shape.window < batch.slots) {
        const at::Tensor positions = paddedPositions(batch);
        mask = slidingMask(mask, positions, positions, shape.window);
    }
    return unpad(
        attention(pad(heads[0], batch), pad(heads[1], batch), pad(parts[1], batch), mask, true, scoresOf(shape)),
        batch);
}

/// query [B*Q, H D] of the last tokens, keyValue [N, 2 K D] -> [B*Q, H D] by padding.
at::Tensor attendPaddedLast(const at::Tensor& query, const at::Tensor& keyValue, const BlockContext& context,
                            const HeadShape& shape) {
    const PackedBatch& batch = context.batch;
    const at::Tensor& last = batch.lastPadIndex;
    const std::vector<at::Tensor> parts =
        keyValue.view({keyValue.size(0), 2 * shape.kvHeads, shape.headDim}).chunk(2, 1);
    const at::Tensor keys = applyRope(parts[0], context.cos, context.sin);
    const at::Tensor queries = applyRope(query.view({last.size(0), shape.heads, shape.headDim}),
                                         context.cos.index_select(0, last), context.sin.index_select(0, last));
    at::Tensor mask = batch.lastMask;
    if (shape.window > 0 && shape.window < batch.slots) {
        mask = slidingMask(mask, batch.positions.index_select(0, last).view({batch.pairs, batch.lastPerPair}),
                           paddedPositions(batch), shape.window);
    }
    return attention(queries.view({batch.pairs, batch.lastPerPair, shape.heads, shape.headDim}), pad(keys, batch),
                     pad(parts[1], batch), mask, false, scoresOf(shape))
        .reshape({last.size(0), shape.heads * shape.headDim});
}

/// x + what a half of the block adds, normed first where there is a norm for it.
at::Tensor added(const at::Tensor& x, const at::Tensor& part, const at::Tensor& norm, const ModelConfig& config) {
    return x + (norm.defined() ? rmsNorm(part, norm, config.rmsNormEps, config.onePlusNorms) : part);
}

at::Tensor mlp(const BlockWeights& block, const BlockContext& context, const at::Tensor& x) {
    const ModelConfig& config = context.config;
    const at::Tensor normed = rmsNorm(x, block.postNorm, config.rmsNormEps, config.onePlusNorms);
    const std::int64_t width = config.intermediateSize;
    at::Tensor gateUp = addLora(projectTogether(normed, block.gateUp, {block.gate, block.up}), normed, block.lora,
                                {LoraTarget::Gate, LoraTarget::Up}, {width, width});
    if (config.mlpBias) {
        gateUp = gateUp + at::cat({block.gateBias, block.upBias});
    }
    at::Tensor out = adapted(gatedActivation(gateUp, config.activation, context.asWithGradients), block.down,
                             block.lora, LoraTarget::Down);
    if (config.mlpBias) {
        out = out + block.downBias;
    }
    return added(x, out, block.innerNorm, config);
}

/// x + the output projection of what the heads have gathered.
at::Tensor attended(const BlockWeights& block, const BlockContext& context, const at::Tensor& x,
                    const at::Tensor& mixed) {
    at::Tensor out = adapted(mixed, block.output, block.lora, LoraTarget::Output);
    if (block.outputBias.defined()) {
        out = out + block.outputBias;
    }
    return added(x, out, block.mixedNorm, context.config);
}

}  // namespace

HeadShape headShape(const ModelConfig& config, const BlockWeights& block) {
    HeadShape shape{config.heads, config.kvHeads, config.headDim};
    shape.scale = config.queryScalar ? 1.0 / std::sqrt(*config.queryScalar) : 0.0;
    shape.softcap = config.scoreSoftcap;
    shape.window = block.window;
    return shape;
}

double embeddingScale(const ModelConfig& config, at::ScalarType weights) {
    const double root = std::sqrt(static_cast<double>(config.hiddenSize));
    return config.scaledEmbeddings ? at::scalar_tensor(root, at::TensorOptions().dtype(weights)).item<double>() : 1.0;
}

at::Tensor scaledEmbeddings(const at::Tensor& rows, const ModelConfig& config, at::ScalarType weights) {
    return config.scaledEmbeddings ? rows * embeddingScale(config, weights) : rows;
}

BlockContext makeBlockContext(const DecoderWeights& weights, const PackedBatch& batch) {
    const RopeTable table = ropeTable(weights.inverseFrequencies, batch.slots, weights.embedding.scalar_type());
    return {weights.config, batch, table.cos.index_select(0, batch.positions),
            table.sin.index_select(0, batch.positions)};
}

at::Tensor runBlock(const BlockWeights& block, const BlockContext& context, const at::Tensor& x) {
    const ModelConfig& config = context.config;
    const at::Tensor normed = rmsNorm(x, block.inputNorm, config.rmsNormEps, config.onePlusNorms);
    const std::int64_t keyRows = block.key.size(0);
    at::Tensor qkv =
        addLora(projectTogether(normed, block.qkv, {block.query, block.key, block.value}), normed, block.lora,
                {LoraTarget::Query, LoraTarget::Key, LoraTarget::Value}, {block.query.size(0), keyRows, keyRows});
    if (block.queryBias.defined()) {
        qkv = qkv + at::cat({block.queryBias, block.keyBias, block.valueBias});
    }
    if (block.queryNorm.defined()) {
        qkv = normHeads(qkv, config.heads, config.kvHeads, block.queryNorm, block.keyNorm, config.rmsNormEps,
                        config.onePlusNorms);
    }
    const HeadShape shape = headShape(config, block);
    const at::Tensor mixed = attendsToRows(qkv, context)
                                 ? treeAttention(qkv, context.cos, context.sin, context.batch, shape)
                                 : attendPadded(qkv, context, shape);
    return mlp(block, context, attended(block, context, x, mixed));
}

at::Tensor runBlockForLastTokens(const BlockWeights& block, const BlockContext& context, const at::Tensor& x) {
    const ModelConfig& config = context.config;
    const PackedBatch& batch = context.batch;
    const std::int64_t keyRows = block.key.size(0);
    const at::Tensor normed = rmsNorm(x, block.inputNorm, config.rmsNormEps, config.onePlusNorms);
    const at::Tensor keyValue =
        block.qkv.defined() ? block.qkv.narrow(0, block.query.size(0), 2 * keyRows) : at::Tensor();
    at::Tensor kv = addLora(projectTogether(normed, keyValue, {block.key, block.value}), normed, block.lora,
                            {LoraTarget::Key, LoraTarget::Value}, {keyRows, keyRows});
    const at::Tensor& last = batch.lastPadIndex;
    at::Tensor query = adapted(normed.index_select(0, last), block.query, block.lora, LoraTarget::Query);
    if (block.queryBias.defined()) {
        kv = kv + at::cat({block.keyBias, block.valueBias});
        query = query + block.queryBias;
    }
    if (block.queryNorm.defined()) {
        kv = normHeads(kv, 0, config.kvHeads, {}, block.keyNorm, config.rmsNormEps, config.onePlusNorms);
        query = rmsNorm(query.reshape({-1, config.headDim}), block.queryNorm, config.rmsNormEps, config.onePlusNorms)
                    .view_as(query);
    }
    const HeadShape shape = headShape(config, block);
    const at::Tensor mixed = attendsToRows(kv, context)
                                 ? treeAttentionLast(query, kv, context.cos, context.sin, batch, shape)
                                 : attendPaddedLast(query, kv, context, shape);
    return mlp(block, context, attended(block, context, x.index_select(0, last), mixed));
}

at::Tensor rewardHead(const DecoderWeights& weights, const at::Tensor& h) {
    const at::ScalarType precision = h.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor normed =
        rmsNorm(h, weights.norm, weights.config.rmsNormEps, weights.config.onePlusNorms).to(precision);
    const at::Tensor rewards = at::mv(normed, weights.score.to(precision).squeeze(0));
    return weights.scoreBias.defined() ? rewards + weights.scoreBias.to(precision) : rewards;
}

}  // namespace saferscope
