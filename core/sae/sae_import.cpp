// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_layouts.h"

namespace saferscope {

Result<ImportedSae> importSae(const std::filesystem::path& path, const SaeImportOptions& options) {
    auto sae = Sae::load(path, options.k, options.layer, options.device);
    if (!sae) {
        return failure(sae);
    }
    return ImportedSae{std::move(*sae), SaeLayout::Saferscope, {}, {}};
}

}  // namespace saferscope
