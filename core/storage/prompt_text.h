// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/preference_pair.h"

#include <string>
#include <vector>

namespace saferscope {

/// The turns of a prompt as the column `pair.prompt` keeps them: [{"role":…,"content":…},…].
std::string promptToText(const std::vector<Message>& prompt);
Result<std::vector<Message>> promptFromText(const std::string& text, const std::string& where);

}  // namespace saferscope
