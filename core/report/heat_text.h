// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "core/report/html_writer.h"

#include <string_view>
#include <vector>

namespace saferscope {

/// Tokens of a segment with a value each, ready to be shown: a run of text that begins and ends between characters, so
/// that a token that holds half of one is shown with its other half (the stronger value of them counts).
struct HeatPiece {
    std::string_view text;
    float value = 0.0f;  ///< 0: not coloured
    bool peak = false;   ///< is underlined
};
/// Pieces of the tokens [first, last). Values of tokens outside the scope are left out: the SAE was trained on sentence
/// ends, and colours elsewhere would say what was never measured as trained. Byte ranges are untrusted.
std::vector<HeatPiece> heatPieces(std::string_view text, const std::vector<TokenInfo>& tokens,
                                  const std::vector<float>& values, TokenScope scope, std::size_t first,
                                  std::size_t last, std::size_t peak);
/// Takes pieces away from the start until at most `before` characters stand before the one with the peak; true when any
/// went.
bool keepNearPeak(std::vector<HeatPiece>& pieces, std::size_t before);
/// Writes pieces as text and spans with classes h1..h8 (or p/n 1..8 where `diverging`) by |value| / maximum, the value
/// in the title; stops after `characters` code points with an ellipsis. True when something was cut. With `bars` not a
/// letter is written: each word is a run of no-break spaces of class "bar", its length rounded.
bool writeHeat(HtmlWriter& html, const std::vector<HeatPiece>& pieces, float maximum, bool diverging,
               std::size_t characters, bool bars = false);

/// The scale of the colours in words and patches; nobody can point at paper.
void writeHeatLegend(HtmlWriter& html, bool diverging, bool paper = false);

}  // namespace saferscope
