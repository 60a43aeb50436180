// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/config.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace saferscope {

/// What decides how much memory a reward model takes to train. Free of libtorch.
struct TrainingMemoryRequest {
    ModelConfig model;
    bool bfloat16 = false;      ///< weights; master copies and moments are float32 whatever they are
    std::int64_t loraRank = 0;  ///< 0 = every weight is trained
    std::string loraTargets = "all-linear";
    bool gradientCheckpointing = false;
    bool languageLoss = false;  ///< a next-token loss goes along: logits over the vocabulary
    bool ownKernels = true;  ///< the CPU's float32 loops (core/model/layers.h, tree_attention.h) keep less than ATen's
    std::int64_t rows = 0;   ///< tokens of the largest forward pass
    std::int64_t slots = 0;  ///< tokens of the longest pair, which attention is padded to
};

/// Bytes on one device. Counted from what the layers keep for the backward pass, not measured; compared with measured
/// peaks in tests/training/test_memory.cpp (within 30 %).
struct TrainingMemory {
    std::uint64_t weights = 0;
    std::uint64_t masters = 0;  ///< float32 copies of narrower trained weights
    std::uint64_t gradients = 0;
    std::uint64_t moments = 0;      ///< Adam's two
    std::uint64_t activations = 0;  ///< kept until the backward pass
    std::uint64_t logits = 0;       ///< of a language loss, at their most
    std::uint64_t passing = 0;      ///< of the block at work and the largest gradient: freed again at once

    std::uint64_t optimizer() const { return masters + gradients + moments; }
    /// What no batch size can save.
    std::uint64_t fixed() const { return weights + optimizer(); }
    /// The logits are gone when the backward pass comes to the blocks.
    std::uint64_t total() const { return fixed() + activations + std::max(logits, passing); }
};

TrainingMemory estimateTrainingMemory(const TrainingMemoryRequest& request);

/// Parameters of the model, and those of them (or of the low-rank factors and the head) that are trained.
std::uint64_t parameterCount(const ModelConfig& model);
std::uint64_t trainedParameterCount(const TrainingMemoryRequest& request);

/// "31 GB", "4.2 GB", "850 MB": decimal, as disks are labelled.
std::string memoryText(std::uint64_t bytes);

/// What to change so that the activations fit, of what the request has not tried yet.
std::string memoryHint(const TrainingMemoryRequest& request);
/// What to change so that weights and optimizer fit, which no batch size helps with.
std::string fixedMemoryHint(const TrainingMemoryRequest& request);

}  // namespace saferscope
