// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/memory_estimate.h"

#include "core/model/lora_targets.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace saferscope {

namespace {

std::uint64_t unsignedOf(std::int64_t value) { return static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0)); }

struct Shape {
    std::uint64_t d, f, layers, query, key, vocabulary, heads;
    explicit Shape(const ModelConfig& model)
        : d(unsignedOf(model.hiddenSize)),
          f(unsignedOf(model.intermediateSize)),
          layers(unsignedOf(model.layers)),
          query(unsignedOf(model.heads) * unsignedOf(model.headDim)),
          key(unsignedOf(model.kvHeads) * unsignedOf(model.headDim)),
          vocabulary(unsignedOf(model.vocabularySize)),
          heads(unsignedOf(model.heads)) {}
};

/// Of the settings of a run: anything that does not parse counts as everything; the trainer refuses it by name.
LoraTargets targetsOf(const TrainingMemoryRequest& request) {
    LoraTargets targets{};
    targets.fill(true);
    if (request.loraRank > 0) {
        targets = parseLoraTargets(request.loraTargets).value_or(targets);
    }
    return targets;
}

/// Numbers that one block keeps per row, attention's weights aside.
double keptPerRow(const Shape& s, const TrainingMemoryRequest& request, double width) {
    const LoraTargets targets = targetsOf(request);
    const auto d = static_cast<double>(s.d);
    // A norm keeps its input, which is the residual stream, and the product after it the norm's result. ATen's norm
    // also keeps the scaled rows, and for narrow weights the input in float32.
    double norm = 2.0 * d * width;
    if (!request.ownKernels) {
        norm += d * width + (width < 4.0 ? 4.0 * d : 0.0);
    }
    const double heads = static_cast<double>(s.query + 2 * s.key) * width;  // as attention takes them
    // Attention on packed rows keeps its result and a number per head and row instead of its weights.
    double mixed = 0.0;
    if (request.ownKernels || contains(targets, LoraTarget::Output)) {
        mixed = static_cast<double>(s.query + (request.ownKernels ? s.heads : 0)) * width;
    }
    // gate and up, and their product if the map after it has a gradient; ATen also keeps silu(gate).
    const double parts = 2.0 + (contains(targets, LoraTarget::Down) ? 1.0 : 0.0) + (request.ownKernels ? 0.0 : 1.0);
    const double inner = static_cast<double>(s.f) * width * parts;
    double factors = 0.0;
    if (request.loraRank > 0) {
        factors = 2.0 * static_cast<double>(request.loraRank) * width *
                  static_cast<double>(std::count(targets.begin(), targets.end(), true));
    }
    double extras = 0.0;
    const ModelConfig& model = request.model;
    // Queries and keys before their norms, and what the two halves of a block add before theirs.
    extras += model.queryKeyNorm ? static_cast<double>(s.query + s.key) * width : 0.0;
    extras += model.sandwichNorms ? 2.0 * norm - 2.0 * d * width : 0.0;
    // GELU by ATen keeps its halves apart and its result.
    extras += model.activation == Activation::GeluTanh ? 2.0 * static_cast<double>(s.f) * width : 0.0;
    return 2.0 * norm + heads + mixed + inner + factors + extras;
}

}  // namespace

std::uint64_t parameterCount(const ModelConfig& model) {
    const Shape s(model);
    std::uint64_t block = s.d * (s.query + 2 * s.key) + s.query * s.d + 3 * s.d * s.f + 2 * s.d;
    block += model.queryKeyValueBias ? s.query + 2 * s.key : 0;
    block += model.outputBias ? s.d : 0;
    block += model.mlpBias ? 2 * s.f + s.d : 0;
    block += model.queryKeyNorm ? 2 * unsignedOf(model.headDim) : 0;
    block += model.sandwichNorms ? 2 * s.d : 0;
    const std::uint64_t head = unsignedOf(model.labels) * (s.d + (model.headBias ? 1 : 0));
    return s.vocabulary * s.d + s.layers * block + s.d + head;
}

std::uint64_t trainedParameterCount(const TrainingMemoryRequest& request) {
    if (request.loraRank <= 0) {
        return parameterCount(request.model);
    }
    const Shape s(request.model);
    const std::array<std::uint64_t, loraTargetCount> sides = {s.d + s.query, s.d + s.key, s.d + s.key, s.query + s.d,
                                                              s.d + s.f,     s.d + s.f,   s.f + s.d};
    const LoraTargets targets = targetsOf(request);
    std::uint64_t perRank = 0;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        perRank += targets[i] ? sides[i] : 0;
    }
    return s.layers * perRank * unsignedOf(request.loraRank) + unsignedOf(request.model.labels) * s.d;
}

TrainingMemory estimateTrainingMemory(const TrainingMemoryRequest& request) {
    const Shape s(request.model);
    const std::uint64_t width = request.bfloat16 ? 2 : 4;
    const std::uint64_t trained = trainedParameterCount(request);
    TrainingMemory memory;
    memory.weights = parameterCount(request.model) * width +
                     (request.loraRank > 0 ? trained * width : 0);  // the head counted twice is nothing
    memory.masters = request.bfloat16 ? 4 * trained : 0;
    memory.gradients = trained * width + (request.bfloat16 ? 4 * trained : 0);
    memory.moments = 8 * trained;

    const auto rows = static_cast<double>(request.rows);
    const auto w = static_cast<double>(width);
    const double attention =
        request.ownKernels ? 0.0 : rows * static_cast<double>(unsignedOf(request.slots) * s.heads) * w;
    const double block = rows * keptPerRow(s, request, w) + attention;
    // The reward reads the last tokens alone: of the last block only keys and values are kept for every row.
    const double last = request.languageLoss ? block : rows * w * static_cast<double>(2 * s.d + 2 * s.key);
    const double inputs = rows * w * static_cast<double>(s.d) * static_cast<double>(s.layers);
    const auto full = static_cast<double>(s.layers > 0 ? s.layers - 1 : 0);
    // With checkpointing every block keeps its input, and one at a time is whole again in the backward pass.
    const double whole = std::max(full > 0 ? block : 0.0, last);
    memory.activations = static_cast<std::uint64_t>(request.gradientCheckpointing ? inputs : full * block + last);
    // Of the block at work: derivatives of the inner maps and the stream, and of attention's scores (softmax is done in
    // float32).
    const double derivatives = rows * w * static_cast<double>(3 * s.f + 3 * s.d);
    const double scores = attention / w * (4.0 + w);
    memory.passing = static_cast<std::uint64_t>(std::max(derivatives, full > 0 ? scores : 0.0) +
                                                (request.gradientCheckpointing ? whole : 0.0));
    if (request.loraRank <= 0) {
        // A new gradient beside the sum it is added to; the largest is the embedding's or a block's inner maps'.
        memory.passing += std::max(s.vocabulary * s.d, 2 * s.d * s.f) * width;
    }
    if (request.languageLoss) {
        // Log probabilities, and the derivatives of them and of the logits, in float32; narrow logits beside them.
        memory.logits = static_cast<std::uint64_t>(rows * static_cast<double>(s.vocabulary) *
                                                   (12.0 + (request.bfloat16 ? 4.0 : 0.0)));
    }
    return memory;
}

std::string memoryText(std::uint64_t bytes) {
    char text[48];
    const double value = static_cast<double>(bytes);
    if (value >= 1e9) {
        std::snprintf(text, sizeof text, value < 10e9 ? "%.1f GB" : "%.0f GB", value / 1e9);
    } else {
        std::snprintf(text, sizeof text, "%.0f MB", std::max(1.0, value / 1e6));
    }
    return text;
}

std::string fixedMemoryHint(const TrainingMemoryRequest& request) {
    // All weights in bfloat16 take more than in float32, by their master copies: it helps beside LoRA alone.
    const std::string dtype = request.bfloat16 ? "" : "--dtype bfloat16";
    if (request.loraRank <= 0) {
        return "Use --lora-rank 16" + (dtype.empty() ? "" : ", with " + dtype + " if that is not enough") +
               ", a smaller model, or a device with more memory.";
    }
    return "Use " + (dtype.empty() ? "" : dtype + ", ") + "a smaller model, or a device with more memory.";
}

std::string memoryHint(const TrainingMemoryRequest& request) {
    const std::string smaller =
        "Use fewer --micro-batch-tokens (a forward pass now takes up to " + std::to_string(request.rows) + ")";
    std::string others;
    if (!request.gradientCheckpointing) {
        others += ", --gradient-checkpointing";
    }
    if (request.loraRank <= 0) {
        others += ", --lora-rank 16";
    }
    if (!request.bfloat16) {
        others += ", --dtype bfloat16";
    }
    return smaller + others + ", or a device with more memory.";
}

}  // namespace saferscope
