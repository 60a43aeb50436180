// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_check.h"

#include <cmath>
#include <cstdio>

namespace saferscope {

namespace {

// A published SAE explains most of the variance of the stream it was trained on. At 0.9 it explains a tenth, and above
// 1 the mean activation would be a better guess.
constexpr double poorFvu = 0.9;
constexpr double uselessFvu = 1.0;
constexpr double mostlyDead = 0.9;
// Rates of active latents a few times off what an SAE is known for come from other text; more than that do not.
constexpr double farFactor = 4.0;
// Too few tokens say nothing about latents that never fire: most fire on less than one token in a thousand.
constexpr double firingsPerLatent = 20.0;

std::string shortNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, std::abs(value) >= 100 ? "%.0f" : "%.2g", value);
    return text;
}

}  // namespace

std::vector<std::string> judgeSae(const Sae& sae, const SaeQuality& tokens, const SaeQuality& sentenceEnds) {
    const SaeConfig& config = sae.config();
    const bool ends = config.trainedOn == "sentence_ends";
    const SaeQuality& quality = ends ? sentenceEnds : tokens;
    const std::string where = ends ? "at sentence ends" : "over all tokens";
    std::vector<std::string> warnings;
    if (quality.tokens == 0) {
        return {"There were no tokens to measure it on " + where + "."};
    }
    if (!std::isfinite(quality.fvu) || !std::isfinite(quality.l0)) {
        return {"Its reconstruction is not a finite number " + where +
                ": the weights are damaged, or the activations overflow."};
    }
    if (quality.fvu > uselessFvu) {
        warnings.push_back("Its reconstruction is worse than the mean activation " + where + " (FVU " +
                           shortNumber(quality.fvu) +
                           "): it was trained on another model or layer, or its input was normalised in another way.");
    } else if (quality.fvu > poorFvu) {
        warnings.push_back("It explains less than a tenth of the variance " + where + " (FVU " +
                           shortNumber(quality.fvu) +
                           "): another layer, another model, or activations that fine-tuning has moved far away.");
    }
    const double expected = config.keepsK() ? static_cast<double>(config.k) : config.expectedActive;
    if (quality.l0 <= 0.0) {
        warnings.push_back("None of its latents is ever active " + where +
                           ": wrong layer or model, or thresholds for an input that was scaled in another way.");
    } else if (expected > 0.0 && (quality.l0 * farFactor < expected || quality.l0 > expected * farFactor)) {
        warnings.push_back(shortNumber(quality.l0) + " of its latents are active per token " + where + ", where " +
                           shortNumber(expected) +
                           " are expected: wrong layer or model, or an input that was scaled in another way.");
    } else if (expected <= 0.0 && quality.l0 > static_cast<double>(config.inputSize) / 2.0) {
        warnings.push_back(shortNumber(quality.l0) + " of its latents are active per token " + where +
                           ", more than half the width of the activations: that is not sparse. An input scaled in "
                           "another way or a wrong layer does this.");
    }
    if (quality.deadFraction > mostlyDead &&
        static_cast<double>(quality.tokens) * quality.l0 > firingsPerLatent * static_cast<double>(config.latents)) {
        warnings.push_back(shortNumber(100.0 * quality.deadFraction) + " % of its latents are never active " + where +
                           ", although there were enough tokens to see them: it knows another kind of text, or "
                           "another model.");
    }
    return warnings;
}

}  // namespace saferscope
