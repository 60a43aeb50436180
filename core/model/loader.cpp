// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/model/checkpoint_files.h"
#include "core/model/decoder_weights.h"
#include "core/model/reward_model.h"
#include "core/model/rope.h"
#include "core/model/weight_plan.h"
#include "core/tensor/device_memory.h"
#include "core/tensor/random_tensor.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace saferscope {

namespace {

/// Puts the numbers into weights that have shapes alone (on the meta device).
class Filler {
public:
    Filler(std::shared_ptr<const CheckpointFiles> files, const WeightPlan& plan, const LoadOptions& options)
        : m_files(std::move(files)), m_plan(plan), m_options(options) {}

    Status fill(const WeightGroup& group) {
        if (m_options.mapped && m_options.device.is_cpu() && map(group)) {
            return {};
        }
        return copy(group);
    }

    /// Starts reading what lies in the file, in the order of the forward pass, all but the embeddings: of those a text
    /// needs few rows. Unless it would drive everything else out of memory.
    static void prefetch(const std::vector<WeightGroup>& groups) {
        std::uint64_t bytes = 0;
        std::vector<at::Tensor> weights;
        for (std::size_t i = 1; i < groups.size(); ++i) {
            for (const auto& [name, weight] : groups[i].parts) {
                if (isMapped(*weight)) {
                    weights.push_back(*weight);
                    bytes += weight->nbytes();
                }
            }
        }
        const auto free = freeDeviceBytes(c10::kCPU);
        if (free && bytes < *free / 2) {
            std::for_each(weights.begin(), weights.end(), prefetchMappedPages);
        }
    }

private:
    const TensorView& view(const std::string& name) const { return m_plan.views.at(name); }

    /// False, and nothing done, when one part cannot be used as it lies in the file.
    bool map(const WeightGroup& group) {
        std::vector<at::Tensor> parts;
        for (const auto& [name, weight] : group.parts) {
            if (scalarType(view(name).dtype) != m_options.dtype) {
                return false;
            }
            auto mapped = mapTensor(view(name), m_files);
            if (!mapped) {
                return false;
            }
            parts.push_back(std::move(*mapped));
        }
        if (group.fused != nullptr) {
            *group.fused = mappedTogether(parts);
        }
        std::int64_t begin = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const bool together = group.fused != nullptr && group.fused->defined();
            *group.parts[i].second = together ? rowsOf(*group.fused, begin, parts[i].size(0)) : parts[i];
            begin += parts[i].size(0);
        }
        return true;
    }

    Status copy(const WeightGroup& group) {
        const at::TensorOptions options = at::TensorOptions().dtype(m_options.dtype).device(m_options.device);
        if (group.fused != nullptr) {
            *group.fused = at::empty(group.fused->sizes(), options);
        }
        std::int64_t begin = 0;
        for (const auto& [name, weight] : group.parts) {
            *weight = group.fused != nullptr ? rowsOf(*group.fused, begin, weight->size(0))
                                             : at::empty(weight->sizes(), options);
            begin += weight->size(0);
            if (auto copied = copyTensor(view(name), *weight); !copied) {
                return copied;
            }
        }
        return {};
    }

    std::shared_ptr<const CheckpointFiles> m_files;
    const WeightPlan& m_plan;
    LoadOptions m_options;
};

}  // namespace

Result<RewardModel> RewardModel::load(const std::filesystem::path& folder, const LoadOptions& options) {
    const auto config = loadModelConfig(folder);
    if (!config) {
        return failure(config);
    }
    auto opened = CheckpointFiles::open(folder);
    if (!opened) {
        return failure(opened);
    }
    const auto files = std::make_shared<const CheckpointFiles>(std::move(*opened));
    return guardTorch("Loading the model " + folder.string(), [&]() -> Result<RewardModel> {
        std::vector<Error> problems;
        const WeightPlan plan =
            planWeights(*files, *config, options.label, problems, options.freshHeadSeed.has_value());
        if (!problems.empty()) {
            return tl::unexpected<Error>(problems.front());
        }
        for (const std::string& remark : plan.remarks) {
            log::info("{}: {}", files->describe(), remark);
        }
        for (const std::string& warning : plan.warnings) {
            log::warn("{}: {}", files->describe(), warning);
        }
        auto weights = DecoderWeights::allocate(plan.config, {c10::kMeta, options.dtype, false, {}});
        Filler filler(files, plan, options);
        const std::vector<WeightGroup> groups = weights->groups();
        for (const WeightGroup& group : groups) {
            if (plan.head.weight == nullptr && group.parts.front().first == "score.weight") {
                at::Tensor& head = *group.parts.front().second;
                Random random(*options.freshHeadSeed);
                head = normalTensor(head.sizes(), 0.02, random).to(options.device, options.dtype);
                continue;
            }
            if (auto filled = filler.fill(group); !filled) {
                return failure(filled);
            }
        }
        Filler::prefetch(groups);
        weights->inverseFrequencies = ropeInverseFrequencies(*config).to(options.device);
        return RewardModel(std::move(weights));
    });
}

}  // namespace saferscope
