// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae.h"

#include <string>
#include <vector>

namespace saferscope {

/// What looks wrong about an SAE on the activations of a model, one sentence each with what is likely the cause; empty
/// when it looks as it should. An SAE that was loaded for another model, layer or normalisation runs without complaint
/// and gives numbers: these two qualities tell.
/// `tokens` over all tokens, `sentenceEnds` over sentence ends alone; the positions that it was trained on count.
std::vector<std::string> judgeSae(const Sae& sae, const SaeQuality& tokens, const SaeQuality& sentenceEnds);

}  // namespace saferscope
