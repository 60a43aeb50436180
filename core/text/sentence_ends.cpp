// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentence_ends.h"

#include <optional>

namespace saferscope {

std::vector<std::uint8_t> sentenceEnds(const std::vector<std::string>& tokenTexts, std::size_t minimumGap) {
    std::vector<std::uint8_t> flags(tokenTexts.size(), 0);
    const auto holdsMark = [&](std::size_t i) { return tokenTexts[i].find_first_of(".,?!;\n") != std::string::npos; };
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < tokenTexts.size(); ++i) {
        const bool runEnds = holdsMark(i) && (i + 1 == tokenTexts.size() || !holdsMark(i + 1));
        if (runEnds && (!last || i - *last >= minimumGap)) {
            flags[i] = 1;
            last = i;
        }
    }
    return flags;
}

}  // namespace saferscope
