// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/model/checkpoint_files.h"
#include "core/model/decoder_weights.h"
#include "core/model/reward_model.h"
#include "core/model/rope.h"
#include "core/tensor/device_memory.h"
#include "core/tensor/safetensors_header.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <set>

namespace saferscope {

namespace {

std::string shapeText(at::IntArrayRef shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    }
    return text + "]";
}

tl::unexpected<Error> missingTensor(const CheckpointFiles& files, const std::string& name, const std::string& file) {
    if (name == "score.weight") {
        return fail(ErrorCode::InvalidInput,
                    files.describe() + " has no reward head: the tensor score.weight is missing.",
                    "This is a language model, not a reward model; train a reward model from it first.");
    }
    return fail(ErrorCode::InvalidInput, "Tensor " + name + " is missing from " + file + " (" + files.describe() + ").",
                "Fetch the model again; its files are incomplete or do not belong to this config.json.");
}

/// Compares one tensor of the files with what the configuration asks for.
Status check(const CheckpointFiles& files, const std::string& name, at::IntArrayRef shape) {
    const CheckpointFiles::Found found = files.find(name);
    if (found.view == nullptr) {
        return missingTensor(files, name, found.file);
    }
    if (at::IntArrayRef(found.view->shape) != shape) {
        return fail(ErrorCode::InvalidInput,
                    "Tensor " + name + " in " + found.file + " has shape " + shapeText(found.view->shape) +
                        "; config.json asks for " + shapeText(shape) + " (" + files.describe() + ").",
                    "config.json and the weights do not belong together; fetch the model again.");
    }
    const DType stored = found.view->dtype;
    if (stored != DType::F32 && stored != DType::BF16 && stored != DType::F16 && stored != DType::F64) {
        return fail(ErrorCode::InvalidInput,
                    "Tensor " + name + " in " + found.file + " has the dtype " + dtypeName(stored) +
                        "; only floating-point weights are supported.",
                    "Quantised models cannot be read; fetch the original one.");
    }
    return {};
}

bool isKnownExtra(const std::string& name) {
    // The language-model head that a classifier does not use, and tables that old versions stored.
    return name == "lm_head.weight" || name.ends_with("rotary_emb.inv_freq");
}

void warnAboutExtras(const CheckpointFiles& files, const std::vector<NamedTensor>& wanted) {
    std::set<std::string_view> names;
    for (const auto& [name, tensor] : wanted) {
        names.insert(name);
    }
    std::size_t extras = 0;
    std::string first;
    for (const std::string& name : files.names()) {
        if (!names.contains(name) && !isKnownExtra(name) && extras++ == 0) {
            first = quotedName(name);
        }
    }
    if (extras > 0) {
        log::warn("{} holds {} tensors that this architecture does not use, first {}; they are ignored",
                  files.describe(), extras, first);
    }
}

/// Puts the numbers into weights that have shapes alone (on the meta device).
class Filler {
public:
    Filler(std::shared_ptr<const CheckpointFiles> files, const LoadOptions& options)
        : m_files(std::move(files)), m_options(options) {}

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
    const TensorView& view(const std::string& name) const { return *m_files->find(name).view; }

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
        // Names and shapes are compared on the meta device, which holds no numbers: a hostile config.json cannot ask
        // for memory that the files do not back.
        auto weights = DecoderWeights::allocate(*config, {c10::kMeta, options.dtype});
        for (const auto& [name, tensor] : weights->named()) {
            if (auto sound = check(*files, name, tensor.sizes()); !sound) {
                return failure(sound);
            }
        }
        Filler filler(files, options);
        const std::vector<WeightGroup> groups = weights->groups();
        for (const WeightGroup& group : groups) {
            if (auto filled = filler.fill(group); !filled) {
                return failure(filled);
            }
        }
        Filler::prefetch(groups);
        weights->inverseFrequencies = ropeInverseFrequencies(*config).to(options.device);
        warnAboutExtras(*files, weights->named());
        return RewardModel(std::move(weights));
    });
}

}  // namespace saferscope
