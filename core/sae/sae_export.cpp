// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_layouts.h"

namespace saferscope {

Result<std::vector<std::string>> exportSae(const Sae& sae, SaeLayout layout, const std::filesystem::path& folder,
                                           const SaeExportOptions&) {
    if (layout != SaeLayout::Saferscope) {
        return fail(ErrorCode::Usage, std::string("SAEs are not written as ") + saeLayoutName(layout) + " yet.");
    }
    if (auto saved = sae.save(folder); !saved) {
        return failure(saved);
    }
    return std::vector<std::string>{};
}

}  // namespace saferscope
