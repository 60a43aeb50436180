// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/preference_pair.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// RM-Bench (Liu et al., ICLR 2025): every item has three right and three wrong answers that differ in style only:
/// 0 concise, 1 detailed in plain text, 2 detailed with markdown. Its nine pairs make a matrix.
inline constexpr std::size_t rmBenchStyles = 3;
inline constexpr std::size_t rmBenchCells = rmBenchStyles * rmBenchStyles;

/// Where a pair stands in that matrix.
struct StyleCell {
    std::string item;          ///< pairs of one item share answers
    std::size_t chosen = 0;    ///< style of the right answer
    std::size_t rejected = 0;  ///< of the wrong one
    std::size_t index() const { return chosen * rmBenchStyles + rejected; }
};

/// Easy: the right answer is the fancier one; normal: both in one style; hard: the wrong answer is the fancier one.
enum class Difficulty { Easy, Normal, Hard };
const char* difficultyName(Difficulty difficulty);
Difficulty difficultyOf(std::size_t cell);

/// From a pair's meta ({"style_chosen": 0..2, "style_rejected": 0..2, "item": optional}) or from an id that ends with
/// "_CR", as in "rmbench_chat_8_02". The item is the id without that ending. nullopt: not a pair of RM-Bench.
std::optional<StyleCell> styleCell(std::string_view id, const std::string& metaJson);

}  // namespace saferscope
