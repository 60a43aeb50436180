// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/memory_check.h"

#include "core/tensor/device_memory.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace saferscope {

namespace {

// Left for the rest of the system: a desktop that swaps is worse than a refusal. A GPU's context is there already.
constexpr std::uint64_t hostReserve = 256u << 20;

std::uint64_t reserveOf(c10::Device device) { return device.is_cpu() ? hostReserve : 0; }

Status refuseUnlessFixedFits(const TrainingMemoryRequest& request, const TrainingMemory& need, std::uint64_t available,
                             c10::Device device) {
    if (need.fixed() + reserveOf(device) <= available) {
        return {};
    }
    return fail(ErrorCode::OutOfMemory,
                "Training needs about " + memoryText(need.fixed()) + " for weights, gradients and the optimizer, but " +
                    memoryText(available) + " are free on " + device.str() + ".",
                fixedMemoryHint(request));
}

}  // namespace

TrainingMemoryRequest memoryRequest(const ModelConfig& model, const RewardTrainingConfig& config, c10::Device device,
                                    std::int64_t longest) {
    TrainingMemoryRequest request;
    request.model = model;
    request.bfloat16 = config.dtype == "bfloat16";
    request.loraRank = config.loraRank;
    request.loraTargets = config.loraTargets;
    request.gradientCheckpointing = config.gradientCheckpointing;
    request.languageLoss = config.languageModelWeight > 0.0;
    request.ownKernels = device.is_cpu() && !request.bfloat16;
    request.slots = longest;
    // A pair that is longer than a micro-batch is one of its own, and no step has more tokens than its pairs.
    const double most = static_cast<double>(config.batchPairs) * static_cast<double>(longest);
    request.rows =
        static_cast<double>(config.microBatchTokens) < most ? config.microBatchTokens : static_cast<std::int64_t>(most);
    request.rows = std::max(request.rows, longest);
    return request;
}

std::int64_t longestPair(const TrainingData& data) {
    std::int64_t longest = 0;
    for (const auto* pairs : {&data.training, &data.heldOut}) {
        for (const TrainingPair& pair : *pairs) {
            longest = std::max(longest, pair.tokens.total());
        }
    }
    return longest;
}

Status checkMemoryBeforeLoading(const ModelConfig& model, const RewardTrainingConfig& config, c10::Device device) {
    const auto available = freeDeviceBytes(device);
    if (!available) {
        return {};
    }
    const TrainingMemoryRequest request = memoryRequest(model, config, device, 0);
    return refuseUnlessFixedFits(request, estimateTrainingMemory(request), *available, device);
}

Status checkTrainingMemory(const RewardModel& model, const TrainingData& data, const RewardTrainingConfig& config,
                           TrainingObserver& observer) {
    const c10::Device device = model.device();
    TrainingMemoryRequest request = memoryRequest(model.config(), config, device, longestPair(data));
    request.bfloat16 = at::elementSize(model.dtype()) == 2;
    request.ownKernels = device.is_cpu() && !request.bfloat16;
    const TrainingMemory need = estimateTrainingMemory(request);
    const std::string sum = "Training will take about " + memoryText(need.total()) + " of memory: weights " +
                            memoryText(need.weights) + ", gradients and optimizer " + memoryText(need.optimizer()) +
                            ", activations up to " + memoryText(need.total() - need.fixed());
    const auto unused = freeDeviceBytes(device);
    if (!unused) {
        observer.onMessage(sum + ".");
        return {};
    }
    const std::uint64_t available = *unused + need.weights;  // the weights are in memory already
    if (auto fits = refuseUnlessFixedFits(request, need, available, device); !fits) {
        return fits;
    }
    observer.onMessage(sum + "; " + memoryText(available) + " are free on " + device.str() + ".");
    if (need.total() + reserveOf(device) > available) {
        observer.onMessage("That is more than is free, so the run may end for want of memory. " + memoryHint(request));
    }
    return {};
}

}  // namespace saferscope
