// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace saferscope {

/// The positions SAFER's second stage looks at: the token that ends each run of tokens holding one of `. , ? ! ;` or a
/// newline, where a hit closer than `minimumGap` positions to the hit before is passed over (arXiv 2507.00665, code).
/// `tokenTexts`: the bytes of each token. Returns one flag (0 or 1) per token.
std::vector<std::uint8_t> sentenceEnds(const std::vector<std::string>& tokenTexts, std::size_t minimumGap = 5);

}  // namespace saferscope
