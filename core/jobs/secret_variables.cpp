// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/secret_variables.h"

#include "core/jobs/run_spec.h"

#include <algorithm>
#include <array>

namespace saferscope {

bool isSecretVariable(std::string_view name) {
    static constexpr std::array<std::string_view, 5> endings = {"_API_KEY", "_ACCESS_KEY", "_TOKEN", "_SECRET",
                                                                "_PASSWORD"};
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

bool isForWorker(const RunSpec& spec, std::string_view name) {
    static const Json::json_pointer keyVariable("/judge/key_variable");
    if (spec.kind == JobKind::RateFeatures && spec.params.contains(keyVariable)) {
        const Json& named = spec.params.at(keyVariable);
        if (named.is_string() && named.get_ref<const std::string&>() == name) {
            return true;
        }
    }
    return !isSecretVariable(name);
}

}  // namespace saferscope
