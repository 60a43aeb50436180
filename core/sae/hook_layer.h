// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace saferscope {

/// The residual stream (hidden_states index) that a hook or module name stands for: TransformerLens' "blocks.N.
/// hook_resid_post" and Hugging Face's "layers.N" (a block's output) are N + 1, "blocks.N.hook_resid_pre" is N, and
/// "hook_embed" and "embed_tokens" are 0. Nothing for a name that is not known. A name that is known to be something
/// else (an MLP, attention, a stream inside a block or after the last norm) is refused.
Result<std::optional<std::int64_t>> layerOfHook(const std::string& name, const std::string& where);

}  // namespace saferscope
