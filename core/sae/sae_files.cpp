// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/data/content_hash.h"
#include "core/sae/sae_config_file.h"
#include "core/sae/sae_layouts.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

bool holdsOnlyAnSae(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename() != saeConfigName && it->path().filename() != saeWeightsName) {
            return false;
        }
    }
    return !error;
}

}  // namespace

Result<Sae> Sae::load(const fs::path& path, std::optional<std::int64_t> k, std::optional<std::int64_t> layer,
                      c10::Device device) {
    SaeImportOptions options;
    options.k = k;
    options.layer = layer;
    options.device = device;
    auto imported = importSae(path, options);
    if (!imported) {
        return failure(imported);
    }
    return std::move(imported->sae);
}

Status Sae::save(const fs::path& folder) const {
    const fs::path target = folder.has_filename() ? folder : folder.parent_path();
    if (auto checked = checkSaeConfig(m_config, target.string()); !checked) {
        return checked;
    }
    std::vector<NamedTensor> tensors{{"pre_bias", preBias},
                                     {"latent_bias", latentBias},
                                     {"encoder.weight", encoder},
                                     {"decoder.weight", decoder.t()}};
    if (m_config.activation == SaeActivation::JumpRelu) {
        tensors.emplace_back("threshold", threshold);
    }
    if (m_config.activation == SaeActivation::Gated) {
        tensors.emplace_back("gate_bias", gateBias);
        tensors.emplace_back("magnitude_log_scale", magnitudeLogScale);
    }
    for (const auto& [name, tensor] : tensors) {
        if (!at::isfinite(tensor).all().item<bool>()) {
            return fail(ErrorCode::Failed, "The SAE is not saved to " + target.string() + ": its " + name +
                                               " holds NaN or infinite values.");
        }
    }
    const auto write = [&](const fs::path& into) -> Status {
        if (auto written = saveTensors(into / saeWeightsName, tensors, {{"format", "pt"}}); !written) {
            return written;
        }
        return writeJsonFile(into / saeConfigName, saeConfigJson(m_config));
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
