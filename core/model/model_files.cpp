// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/folder_file.h"
#include "core/base/mapped_file.h"
#include "core/data/content_hash.h"
#include "core/model/decoder_weights.h"
#include "core/model/reward_model.h"
#include "core/model/weight_dtype.h"
#include "core/tensor/finite_check.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>

namespace saferscope {

at::ScalarType weightDtype(const std::string& name) {
    for (const at::ScalarType dtype : {at::kHalf, at::kBFloat16, at::kDouble}) {
        if (name == weightDtypeName(dtype)) {
            return dtype;
        }
    }
    return at::kFloat;
}

const char* weightDtypeName(at::ScalarType dtype) {
    switch (dtype) {
        case at::kHalf:
            return "float16";
        case at::kBFloat16:
            return "bfloat16";
        case at::kDouble:
            return "float64";
        default:
            return "float32";
    }
}

Status RewardModel::save(const std::filesystem::path& folder, at::ScalarType dtype) const {
    if (!at::isFloatingType(dtype)) {
        return fail(ErrorCode::Usage, "Weights cannot be saved as " + std::string(c10::toString(dtype)) + ".",
                    "Use float32, bfloat16 or float16.");
    }
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        return fail(ErrorCode::NotFound, "There is no folder " + folder.string() + " to save the model in.");
    }
    Status saved = guardTorch("Saving the model " + folder.string(), [&]() -> Status {
        std::vector<NamedTensor> tensors = mergedWeights(*m_weights);
        for (auto& [name, tensor] : tensors) {
            tensor = tensor.detach().to(dtype);
        }
        // float16 ends at 65504: a weight beyond it would be infinite in the file only.
        if (const std::string name = firstNotFinite(tensors); !name.empty()) {
            return fail(ErrorCode::Failed,
                        "The model is not saved to " + folder.string() + ": \"" + name + "\" holds NaN or infinite " +
                            "values" + (dtype == at::kHalf ? " in float16." : "."),
                        dtype == at::kHalf ? "Save it in float32 or bfloat16." : "");
        }
        return saveTensors(folder / "model.safetensors", tensors, {{"format", "pt"}});
    });
    if (!saved) {
        return saved;
    }
    ModelConfig config = m_weights->config;
    config.dtype = weightDtypeName(dtype);
    return writeJsonFile(folder / "config.json", modelConfigToJson(config));
}

Status copyTokenizerFiles(const std::filesystem::path& from, const std::filesystem::path& to) {
    for (const char* name :
         {"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json",
          "merges.txt", "tokenizer.model", "chat_template.jinja", "chat_template.json"}) {
        std::error_code error;
        if (!std::filesystem::exists(from / name, error) || std::filesystem::equivalent(from, to, error)) {
            continue;
        }
        // A copy of what a link leads to would leave this machine with the model.
        if (auto checked = checkFolderFile(from / name); !checked) {
            return checked;
        }
        const auto file = MappedFile::open(from / name);
        if (!file) {
            return failure(file);
        }
        const std::string_view text(reinterpret_cast<const char*>(file->bytes().data()), file->bytes().size());
        if (auto written = writeFileAtomically(to / name, text); !written) {
            return written;
        }
    }
    return {};
}

Result<std::string> modelContentHash(const std::filesystem::path& folder) { return folderContentHash(folder); }

}  // namespace saferscope
