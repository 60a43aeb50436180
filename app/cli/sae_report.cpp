// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sae_report.h"

#include "app/cli/output.h"
#include "core/sae/sae_check.h"

namespace saferscope::cli {

namespace {

const char* activationName(SaeActivation activation) {
    switch (activation) {
        case SaeActivation::TopK:
            return "top-k";
        case SaeActivation::TopKRelu:
            return "top-k of positive values";
        case SaeActivation::Relu:
            return "ReLU";
        case SaeActivation::JumpRelu:
            return "JumpReLU";
        case SaeActivation::Gated:
            return "gated";
    }
    return "top-k";
}

const char* inputName(SaeInput input) {
    switch (input) {
        case SaeInput::AsIs:
            return "none";
        case SaeInput::Standardised:
            return "each token to mean 0 and standard deviation 1";
        case SaeInput::UnitNorm:
            return "each token to one norm";
    }
    return "none";
}

OrderedJson qualityJson(const SaeQuality& quality) {
    return {{"l0", finiteOrNull(quality.l0)},
            {"fvu", finiteOrNull(quality.fvu)},
            {"dead", finiteOrNull(quality.deadFraction)},
            {"count", quality.tokens}};
}

std::string qualityLine(const char* where, const SaeQuality& quality, const SaeConfig& config) {
    return std::string("  ") + where + " (" + grouped(static_cast<std::uint64_t>(quality.tokens)) + "): L0 " +
           number(quality.l0, 1) + (config.k > 0 ? " of k " + std::to_string(config.k) : std::string()) + ", FVU " +
           number(quality.fvu) + ", " + percent(quality.deadFraction) + " of the latents never active";
}

}  // namespace

OrderedJson saeJson(const ImportedSae& imported) {
    const SaeConfig& config = imported.sae.config();
    OrderedJson texts = OrderedJson::array();
    for (const SaeTextFile& file : config.stage1Texts) {
        texts.push_back({{"name", file.name}, {"hash", file.hash}});
    }
    return {{"layout", saeLayoutName(imported.layout)},
            {"latents", config.latents},
            {"input_size", config.inputSize},
            {"activation", activationName(config.activation)},
            {"k", config.k > 0 ? OrderedJson(config.k) : OrderedJson()},
            {"layer", config.layer >= 0 ? OrderedJson(config.layer) : OrderedJson()},
            {"normalisation", inputName(config.input)},
            {"model_name", imported.modelName},
            {"stage1_texts", std::move(texts)},
            {"stage1_text_tokens", config.stage1TextTokens},
            {"assumptions", imported.assumptions},
            {"problems", OrderedJson::array()}};
}

OrderedJson refusedSaeJson(const Error& error) {
    return {{"problems", OrderedJson::array({{{"message", error.message}, {"hint", error.hint}}})}};
}

std::vector<std::string> saeLines(const ImportedSae& imported) {
    const SaeConfig& config = imported.sae.config();
    std::vector<std::string> lines = {
        std::string("Layout ") + saeLayoutName(imported.layout) + ": " +
            grouped(static_cast<std::uint64_t>(config.latents)) + " latents over activations of width " +
            grouped(static_cast<std::uint64_t>(config.inputSize)),
        std::string("Activation ") + activationName(config.activation) +
            (config.k > 0 ? ", k " + std::to_string(config.k) : std::string()) +
            "; input normalisation: " + inputName(config.input),
        config.layer >= 0 ? "Reads residual stream " + std::to_string(config.layer) +
                                " (0 = embeddings, i = output "
                                "of block i)"
                          : std::string("Which layer it reads is not said: give it with --layer N")};
    if (!imported.modelName.empty()) {
        lines.push_back("Made for " + imported.modelName);
    }
    if (!config.stage1Texts.empty()) {
        std::string files;
        for (const SaeTextFile& file : config.stage1Texts) {
            files += (files.empty() ? "" : ", ") + printable(file.name);
        }
        lines.push_back("Stage 1 on " + grouped(static_cast<std::uint64_t>(config.stage1TextTokens)) +
                        " tokens of texts: " + files);
    }
    for (const std::string& assumption : imported.assumptions) {
        lines.push_back("Assumed: " + assumption);
    }
    return lines;
}

void reportAddedSae(const std::string& name, const ImportedSae& imported, const std::optional<MeasuredSae>& measured,
                    bool json) {
    std::vector<std::string> warnings;
    if (measured) {
        warnings = judgeSae(imported.sae, measured->quality.allTokens, measured->quality.sentenceEnds);
    } else {
        warnings = {"It was not measured on real activations: whether it fits the model is not known."};
    }
    if (json) {
        OrderedJson report = {
            {"name", name}, {"layout", saeLayoutName(imported.layout)}, {"assumptions", imported.assumptions}};
        if (measured) {
            report["measured_on"] = measured->on;
            report["pairs"] = measured->pairs;
            report["quality"] = {{"tokens", qualityJson(measured->quality.allTokens)},
                                 {"sentence_ends", qualityJson(measured->quality.sentenceEnds)}};
        }
        report["warnings"] = warnings;
        printJson(report);
    } else {
        printText(printable("The SAE \"" + name + "\" is in the workspace."));
        for (const std::string& line : saeLines(imported)) {
            printText(printable("  " + line));
        }
        if (measured) {
            printText(printable("On " + grouped(measured->pairs) + " pairs, with " + measured->on + ":"));
            printText(qualityLine("all tokens", measured->quality.allTokens, imported.sae.config()));
            printText(qualityLine("sentence ends", measured->quality.sentenceEnds, imported.sae.config()));
        }
    }
    for (const std::string& warning : warnings) {
        printNote("Warning: " + warning);
    }
}

}  // namespace saferscope::cli
