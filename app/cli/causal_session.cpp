// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/causal_session.h"

#include "core/tensor/device.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>

namespace saferscope::cli {

void addCausalInputs(CLI::App* command, CausalInputs& inputs) {
    command->add_option("--model", inputs.model.model, "Model folder")->type_name("DIR")->required();
    command->add_option("--sae", inputs.sae, "Folder or file of the SAE, in any layout of `safer formats`")
        ->type_name("DIR|FILE")
        ->required();
    command
        ->add_option("--layer", inputs.layer,
                     "Residual stream the SAE reads: 0 embeddings, N after block N (default: as the SAE says)")
        ->type_name("N")
        ->check(CLI::Range(0, 100000));
    command->add_option("--k", inputs.k, "Latents kept per token, where the file does not say")
        ->type_name("K")
        ->check(CLI::Range(1, 1000000));
    command
        ->add_option("--positions", inputs.positions,
                     "Tokens that count: all, response, sentence-ends, prompt, chosen, rejected, A:B; several with "
                     "commas: all of them have to hold")
        ->type_name("WHERE")
        ->capture_default_str();
    addPairFileOptions(command, inputs.pairs, true);
    addEncodingOptions(command, inputs.model);
    addForwardOptions(command, inputs.model);
    addDeviceOption(command, inputs.common);
    addJsonOption(command, inputs.common);
}

Result<CausalSession> openCausalSession(const CausalInputs& inputs) {
    const auto device = parseDevice(inputs.common.device);
    if (!device) {
        return failure(device);
    }
    auto sae = Sae::load(inputs.sae, inputs.k, inputs.layer, *device);
    if (!sae) {
        return failure(sae);
    }
    if (inputs.layer && sae->config().layer >= 0 && sae->config().layer != *inputs.layer) {
        // Reading a stream with features of another is a mistake more often than a wish; nothing would show it.
        return fail(ErrorCode::InvalidInput,
                    "The SAE " + inputs.sae + " was trained on layer " + std::to_string(sae->config().layer) +
                        ", not on layer " + std::to_string(*inputs.layer) + ".",
                    "Leave --layer out, or name the SAE of that layer.");
    }
    const auto config = loadModelConfig(inputs.model.model);  // before the weights: a misfit costs no waiting
    if (!config) {
        return failure(config);
    }
    if (auto fits = checkSaeFits(sae->config(), *config, inputs.sae, inputs.model.model); !fits) {
        return failure(fits);
    }
    auto pairs = loadPairFile(inputs.pairs);
    if (!pairs) {
        return failure(pairs);
    }
    ModelOptions options = inputs.model;
    options.device = inputs.common.device;
    auto session = openModel(options);
    if (!session) {
        return failure(session);
    }
    return CausalSession{std::move(*session), std::move(*sae), std::move(*pairs)};
}

Status captureRange(const CausalSession& opened, const CausalModel& model, std::size_t first, std::size_t end,
                    std::int64_t batchTokens, const CapturedVisitor& visit, const std::stop_token& stop) {
    std::vector<PreparedPair> prepared;
    for (std::size_t i = first; i < end; ++i) {
        auto pair = preparePair(opened.session.encoder, opened.pairs[i], model.model().config().vocabularySize);
        if (!pair) {
            return failure(pair);
        }
        prepared.push_back(std::move(*pair));
    }
    return guardTorch("Running the model", [&]() -> Status {
        for (const auto& members : batchesOf(prepared, batchTokens)) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Interrupted.", "Run the command again to start over.");
            }
            if (auto visited = visit(model.capture(prepared, members), prepared); !visited) {
                return visited;
            }
        }
        return {};
    });
}

}  // namespace saferscope::cli
