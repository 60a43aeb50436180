// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/model/checkpoint_files.h"
#include "core/model/decoder_weights.h"
#include "core/model/reward_model.h"
#include "core/tensor/safetensors_header.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
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

}  // namespace

Result<RewardModel> RewardModel::load(const std::filesystem::path& folder, const LoadOptions& options) {
    const auto config = loadModelConfig(folder);
    if (!config) {
        return failure(config);
    }
    const auto files = CheckpointFiles::open(folder);
    if (!files) {
        return failure(files);
    }
    return guardTorch("Loading the model " + folder.string(), [&]() -> Result<RewardModel> {
        // Names and shapes are compared on the meta device, which holds no numbers: a hostile config.json cannot ask
        // for memory that the files do not back.
        for (const auto& [name, tensor] : DecoderWeights::allocate(*config, {c10::kMeta, options.dtype})->named()) {
            if (auto sound = check(*files, name, tensor.sizes()); !sound) {
                return failure(sound);
            }
        }
        auto weights = DecoderWeights::allocate(*config, options);
        const std::vector<NamedTensor> wanted = weights->named();
        for (const auto& [name, tensor] : wanted) {
            const auto loaded = loadTensor(*files->find(name).view, options.dtype, c10::kCPU);
            if (!loaded) {
                return failure(loaded);
            }
            tensor.copy_(*loaded);
        }
        warnAboutExtras(*files, wanted);
        return RewardModel(std::move(weights));
    });
}

}  // namespace saferscope
