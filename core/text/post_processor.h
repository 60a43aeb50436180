// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace saferscope {

/// What the `post_processor` of a tokenizer.json puts around the tokens of a single text.
struct PostProcessor {
    std::vector<std::int32_t> before;
    std::vector<std::int32_t> after;

    static Result<PostProcessor> fromJson(const Json& value, const std::string& where);

private:
    Status add(const Json& value, const std::string& where);
    Status addTemplate(const Json& value, const std::string& where);
};

}  // namespace saferscope
