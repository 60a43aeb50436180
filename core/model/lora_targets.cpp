// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/lora_targets.h"

#include <algorithm>
#include <string_view>

namespace saferscope {

namespace {

constexpr std::array<std::string_view, loraTargetCount> names = {"q", "k", "v", "o", "gate", "up", "down"};

}  // namespace

Result<LoraTargets> parseLoraTargets(const std::string& text) {
    LoraTargets targets{};
    if (text == "all-linear") {
        targets.fill(true);
        return targets;
    }
    std::string_view rest = text;
    for (bool more = true; more;) {
        const std::size_t comma = rest.find(',');
        std::string_view name = rest.substr(0, comma);
        more = comma != std::string_view::npos;
        rest = more ? rest.substr(comma + 1) : std::string_view();
        name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
        name = name.substr(0, name.find_last_not_of(' ') + 1);
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            return fail(ErrorCode::InvalidInput, "\"" + std::string(name) + "\" is no linear map that LoRA can adapt.",
                        "Use all-linear, or some of q,k,v,o,gate,up,down separated by commas.");
        }
        targets[static_cast<std::size_t>(found - names.begin())] = true;
    }
    return targets;
}

}  // namespace saferscope
