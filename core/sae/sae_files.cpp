// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/data/content_hash.h"
#include "core/sae/sae.h"

#include <ATen/ATen.h>
#include <array>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* configName = "sae_config.json";
constexpr const char* weightsName = "sae.safetensors";
constexpr const char* formatName = "saferscope-sae";
constexpr std::int64_t formatVersion = 1;
constexpr std::int64_t largestSize = std::int64_t{1} << 31;

Json toJson(const SaeConfig& config) {
    return Json{{"format", formatName},
                {"version", formatVersion},
                {"architecture", "topk"},
                {"input", "standardised per token: (h - mean) / (std + 1e-6)"},
                {"input_size", config.inputSize},
                {"latents", config.latents},
                {"k", config.k},
                {"layer", config.layer},
                {"trained_on", config.trainedOn},
                {"model_hash", config.modelHash}};
}

Result<SaeConfig> readConfig(const fs::path& path) {
    const auto json = readJsonFile(path, 1u << 20);
    if (!json) {
        return failure(json);
    }
    const std::string where = path.string();
    const auto format = jsonMember<std::string>(*json, "format", where);
    if (!format || *format != formatName) {
        return fail(ErrorCode::InvalidInput, where + " does not describe an SAE of Saferscope.",
                    "Give the folder that training wrote, or a bare .safetensors file with k and the layer.");
    }
    const auto version = jsonMember<std::int64_t>(*json, "version", where);
    if (!version || *version != formatVersion) {
        return fail(ErrorCode::InvalidInput, where + " has a version this program does not know.",
                    "Open it with the newer Saferscope that wrote it.");
    }
    SaeConfig config;
    const std::array<std::pair<const char*, std::int64_t*>, 4> numbers{
        {{"input_size", &config.inputSize}, {"latents", &config.latents}, {"k", &config.k}, {"layer", &config.layer}}};
    for (const auto& [key, target] : numbers) {
        const auto value = jsonMember<std::int64_t>(*json, key, where);
        if (!value) {
            return failure(value);
        }
        *target = *value;
    }
    const auto trainedOn = jsonMemberOr<std::string>(*json, "trained_on", config.trainedOn, where);
    if (!trainedOn) {
        return failure(trainedOn);
    }
    if (*trainedOn != "tokens" && *trainedOn != "sentence_ends") {
        return fail(ErrorCode::InvalidInput, where + ": \"trained_on\" is neither \"tokens\" nor \"sentence_ends\".");
    }
    config.trainedOn = *trainedOn;
    const auto modelHash = jsonMemberOr<std::string>(*json, "model_hash", "", where);
    if (!modelHash) {
        return failure(modelHash);
    }
    config.modelHash = *modelHash;
    return config;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
    }
    return text + "]";
}

/// One weight in float32, or which one is missing, misshapen or damaged.
Result<at::Tensor> readWeight(const SafetensorsFile& file, const fs::path& path, const char* name,
                              const std::vector<std::int64_t>& shape, c10::Device device) {
    const TensorView* view = file.find(name);
    if (view == nullptr) {
        return fail(ErrorCode::InvalidInput, path.string() + " has no tensor \"" + name + "\".",
                    "An SAE in SAFER's layout holds pre_bias, latent_bias, encoder.weight and decoder.weight.");
    }
    if (view->shape != shape) {
        return fail(ErrorCode::InvalidInput, path.string() + ": \"" + name + "\" has shape " + shapeText(view->shape) +
                                                 " where " + shapeText(shape) + " is needed.");
    }
    if (view->dtype != DType::F32 && view->dtype != DType::F16 && view->dtype != DType::BF16 &&
        view->dtype != DType::F64) {
        return fail(ErrorCode::InvalidInput, path.string() + ": \"" + name + "\" holds " + dtypeName(view->dtype) +
                                                 " where floating-point numbers are needed.");
    }
    auto tensor = loadTensor(*view, at::kFloat, at::kCPU);
    if (!tensor) {
        return tensor;
    }
    if (!at::isfinite(*tensor).all().item<bool>()) {
        return fail(ErrorCode::InvalidInput, path.string() + ": \"" + name + "\" holds NaN or infinite values.",
                    "The file is damaged or its training diverged; use an earlier checkpoint.");
    }
    return tensor->to(device);
}

/// d and M as the encoder's shape says; the config of a bare file.
Result<SaeConfig> configOfWeights(const SafetensorsFile& file, const fs::path& path) {
    const TensorView* view = file.find("encoder.weight");
    if (view == nullptr || view->shape.size() != 2 || view->shape[0] < 1 || view->shape[1] < 1) {
        return fail(ErrorCode::InvalidInput, path.string() + " has no two-dimensional tensor \"encoder.weight\".",
                    "An SAE in SAFER's layout holds pre_bias, latent_bias, encoder.weight and decoder.weight.");
    }
    SaeConfig config;
    config.latents = view->shape[0];
    config.inputSize = view->shape[1];
    return config;
}

Status checkConfig(const SaeConfig& config, const std::string& where) {
    if (config.inputSize < 2 || config.latents < 1 || config.inputSize > largestSize || config.latents > largestSize) {
        return fail(ErrorCode::InvalidInput, where + ": the SAE's sizes make no sense (input " +
                                                 std::to_string(config.inputSize) + ", latents " +
                                                 std::to_string(config.latents) + ").");
    }
    if (config.k < 1 || config.k > config.latents) {
        return fail(ErrorCode::InvalidInput,
                    where + ": k = " + std::to_string(config.k) + " does not lie between 1 and the " +
                        std::to_string(config.latents) + " latents.",
                    "Give the k the SAE was trained with.");
    }
    if (config.layer < -1) {
        return fail(ErrorCode::InvalidInput, where + ": layer " + std::to_string(config.layer) + " does not exist.");
    }
    return {};
}

bool holdsOnlyAnSae(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename() != configName && it->path().filename() != weightsName) {
            return false;
        }
    }
    return !error;
}

}  // namespace

Result<Sae> Sae::load(const fs::path& path, std::optional<std::int64_t> k, std::optional<std::int64_t> layer,
                      c10::Device device) {
    std::error_code error;
    const bool folder = fs::is_directory(path, error);
    if (!folder && !fs::exists(path, error)) {
        return fail(ErrorCode::NotFound, "There is no SAE at " + path.string() + ".");
    }
    const fs::path weightsPath = folder ? path / weightsName : path;
    Sae sae;
    if (folder) {
        auto config = readConfig(path / configName);
        if (!config) {
            return failure(config);
        }
        sae.m_config = *config;
        if (k && *k != config->k) {
            return fail(ErrorCode::InvalidInput,
                        path.string() + " was trained with k = " + std::to_string(config->k) + ", not " +
                            std::to_string(*k) + ".",
                        "Leave k out: the folder knows it.");
        }
        if (layer && config->layer >= 0 && *layer != config->layer) {
            return fail(ErrorCode::InvalidInput,
                        path.string() + " was trained on layer " + std::to_string(config->layer) + ", not " +
                            std::to_string(*layer) + ".",
                        "Leave the layer out: the folder knows it.");
        }
    }
    const auto file = SafetensorsFile::open(weightsPath);
    if (!file) {
        return failure(file);
    }
    if (!folder) {
        auto config = configOfWeights(*file, weightsPath);
        if (!config) {
            return failure(config);
        }
        if (!k) {
            return fail(ErrorCode::InvalidInput, path.string() + " does not say how many latents it keeps per token.",
                        "Give the k it was trained with.");
        }
        sae.m_config = *config;
        sae.m_config.k = *k;
    }
    if (layer) {
        sae.m_config.layer = *layer;
    }
    if (auto checked = checkConfig(sae.m_config, path.string()); !checked) {
        return failure(checked);
    }
    const std::int64_t d = sae.m_config.inputSize;
    const std::int64_t m = sae.m_config.latents;
    struct Wanted {
        const char* name;
        std::vector<std::int64_t> shape;
        at::Tensor* target;
    };
    for (const Wanted& wanted :
         {Wanted{"pre_bias", {d}, &sae.preBias}, Wanted{"latent_bias", {m}, &sae.latentBias},
          Wanted{"encoder.weight", {m, d}, &sae.encoder}, Wanted{"decoder.weight", {d, m}, &sae.decoder}}) {
        auto tensor = readWeight(*file, weightsPath, wanted.name, wanted.shape, device);
        if (!tensor) {
            return failure(tensor);
        }
        *wanted.target = std::move(*tensor);
    }
    sae.decoder = sae.decoder.t().contiguous();
    return sae;
}

Status Sae::save(const fs::path& folder) const {
    const fs::path target = folder.has_filename() ? folder : folder.parent_path();
    if (auto checked = checkConfig(m_config, target.string()); !checked) {
        return checked;
    }
    const std::vector<NamedTensor> tensors{{"pre_bias", preBias},
                                           {"latent_bias", latentBias},
                                           {"encoder.weight", encoder},
                                           {"decoder.weight", decoder.t()}};
    for (const auto& [name, tensor] : tensors) {
        if (!at::isfinite(tensor).all().item<bool>()) {
            return fail(ErrorCode::Failed, "The SAE is not saved to " + target.string() + ": its " + name +
                                               " holds NaN or infinite values.");
        }
    }
    const auto write = [&](const fs::path& into) -> Status {
        if (auto written = saveTensors(into / weightsName, tensors, {{"format", "pt"}}); !written) {
            return written;
        }
        return writeJsonFile(into / configName, toJson(m_config));
    };
    std::error_code error;
    if (fs::exists(target, error) && !holdsOnlyAnSae(target)) {
        return write(target);  // other files live there too: each of ours is replaced atomically
    }
    const fs::path temporary = target.parent_path() / ("." + target.filename().string() + "." + timeOrderedName());
    fs::create_directories(temporary, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create the folder " + temporary.string() + ": " + error.message() + ".",
                    "Check that you may write there and that the disk is not full.");
    }
    auto status = write(temporary);
    if (status) {
        status = commitFolder(temporary, target);
    }
    if (!status) {
        fs::remove_all(temporary, error);
    }
    return status;
}

Result<std::string> saeContentHash(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error) ? folderContentHash(path) : sha256File(path);
}

}  // namespace saferscope
