// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_session.h"
#include "app/cli/output.h"
#include "app/cli/pair_files.h"
#include "app/cli/progress_display.h"
#include "core/jobs/stop_signals.h"
#include "core/tensor/device.h"
#include "core/tensor/finite_check.h"

#include <ATen/ATen.h>
#include <memory>
#include <optional>

namespace saferscope::cli {

namespace {

constexpr std::size_t pairsPerChunk = 256;  // every token's latents are held until the chunk is printed

struct EncodeOptions {
    CommonOptions common;
    ModelOptions model;
    PairFileOptions pairs;
    std::string sae;
    std::optional<std::int64_t> layer;
    std::optional<std::int64_t> k;
};

using TokenLatents = std::vector<std::pair<std::int64_t, float>>;

struct PairLatents {
    std::vector<TokenLatents> prompt;  ///< tokens both answers share
    std::vector<TokenLatents> chosen;
    std::vector<TokenLatents> rejected;
};

// Rows [begin, begin + count) of a batch's code; only positive latents count (TopK keeps others too).
std::vector<TokenLatents> takeRows(const SparseLatents& latents, std::int64_t begin, std::size_t count) {
    std::vector<TokenLatents> rows(count);
    const std::int64_t k = latents.indices.size(1);
    const auto* indices = latents.indices.data_ptr<std::int64_t>();
    const auto* values = latents.values.data_ptr<float>();
    for (std::size_t row = 0; row < count; ++row) {
        const std::int64_t offset = (begin + static_cast<std::int64_t>(row)) * k;
        for (std::int64_t i = offset; i < offset + k && values[i] > 0.0F; ++i) {
            rows[row].emplace_back(indices[i], values[i]);
        }
    }
    return rows;
}

OrderedJson sideJson(const PreferencePair& pair, const EncodedPair& encoded, const PairLatents& latents, Side side) {
    const EncodedSide& text = encoded.side(side);
    const auto& own = side == Side::Chosen ? latents.chosen : latents.rejected;
    OrderedJson tokens = OrderedJson::array();
    for (std::size_t i = 0; i < text.ids.size(); ++i) {
        const bool shared = i < latents.prompt.size();
        const TokenLatents& active = shared ? latents.prompt[i] : own[i - latents.prompt.size()];
        OrderedJson features = OrderedJson::array();
        for (const auto& [index, value] : active) {
            features.push_back(OrderedJson::array({index, value}));
        }
        const ByteRange range = text.ranges[i];
        tokens.push_back({{"id", text.ids[i]},
                          {"text", text.text.substr(range.begin, range.end - range.begin)},
                          {"features", std::move(features)}});
    }
    return {{"id", pair.id}, {"side", sideName(side)}, {"tokens", std::move(tokens)}};
}

void printForPeople(const OrderedJson& side) {
    printText(printable(side["id"].get<std::string>()) + ", " + side["side"].get<std::string>());
    for (const auto& token : side["tokens"]) {
        std::string line = "  " + printable(dumpJson(token["text"])) + ":";
        for (const auto& feature : token["features"]) {
            line += " " + std::to_string(feature[0].get<std::int64_t>()) + "=" + number(feature[1].get<double>(), 3);
        }
        printText(line);
    }
}

Result<std::vector<PairLatents>> encodeChunk(const ModelSession& session, const Sae& sae,
                                             const std::vector<EncodedPair>& encoded, const EncodeOptions& options,
                                             ProgressMeter& meter, const std::stop_token& stop) {
    std::vector<PairLatents> result(encoded.size());
    ForwardOptions forward;
    forward.captureLayer = sae.config().layer;
    forward.stopAtCapture = true;
    const auto take = [&](const std::vector<std::uint32_t>& members, const PackedBatch& batch,
                          const ForwardResult& output) -> Status {
        if (!firstNotFinite({{"hidden", output.hidden}}).empty()) {
            return fail(ErrorCode::Failed, "The model's activations are not finite numbers.",
                        "The model's weights may be damaged, or --dtype float32 is needed." +
                            notFiniteRemark(session.model.parameters()));
        }
        SparseLatents latents = sae.encode(output.hidden);
        latents.indices = latents.indices.to(at::kCPU).contiguous();
        latents.values = latents.values.to(at::kCPU).contiguous();
        for (std::size_t i = 0; i < members.size(); ++i) {
            const PairTokens tokens = pairTokens(encoded[members[i]]);
            std::int64_t row = batch.pairBegin[i];
            PairLatents& pair = result[members[i]];
            pair.prompt = takeRows(latents, row, tokens.prompt.size());
            row += static_cast<std::int64_t>(tokens.prompt.size());
            pair.chosen = takeRows(latents, row, tokens.chosen.size());
            row += static_cast<std::int64_t>(tokens.chosen.size());
            pair.rejected = takeRows(latents, row, tokens.rejected.size());
        }
        meter.advance(members.size());
        return {};
    };
    if (auto done = forwardPairs(session.model, encoded, options.model.batchTokens, forward, take, stop); !done) {
        return failure(done);
    }
    return result;
}

Result<Sae> openSae(const EncodeOptions& options) {
    const auto device = parseDevice(options.common.device);
    if (!device) {
        return failure(device);
    }
    auto sae = Sae::load(options.sae, options.k, options.layer, *device);
    if (!sae) {
        return failure(sae);
    }
    if (options.layer) {
        sae->config().layer = *options.layer;
    }
    const auto model = loadModelConfig(options.model.model);  // before the weights: a misfit costs no waiting
    if (!model) {
        return failure(model);
    }
    if (auto fits = checkSaeFits(sae->config(), *model, options.sae, options.model.model); !fits) {
        return failure(fits);
    }
    return sae;
}

Status runEncode(const EncodeOptions& options) {
    const auto sae = openSae(options);
    if (!sae) {
        return failure(sae);
    }
    ModelOptions modelOptions = options.model;
    modelOptions.device = options.common.device;
    const auto session = openModel(modelOptions);
    if (!session) {
        return failure(session);
    }
    const auto total = checkPairFile(options.pairs);
    if (!total) {
        return failure(total);
    }
    auto reader = PairReader::open(options.pairs.file, *readerOptions(options.pairs));
    if (!reader) {
        return failure(reader);
    }
    const StopSignals signals;
    ProgressDisplay display(options.common.quiet);
    ProgressMeter meter("Encoding", *total, display.callback());
    for (bool more = true; more;) {
        std::vector<PreferencePair> pairs;
        while (more && pairs.size() < pairsPerChunk) {
            auto pair = reader->next();
            if (!pair) {
                return failure(pair);
            }
            more = pair->has_value();
            if (more) {
                pairs.push_back(std::move(**pair));
            }
        }
        const auto encoded = encodePairs(session->encoder, pairs);
        if (!encoded) {
            return failure(encoded);
        }
        const auto latents = encodeChunk(*session, *sae, *encoded, options, meter, signals.token());
        if (!latents) {
            return failure(latents);
        }
        display.clear();
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            for (const Side side : {Side::Chosen, Side::Rejected}) {
                const auto json = sideJson(pairs[i], (*encoded)[i], (*latents)[i], side);
                if (options.common.json) {
                    printJson(json);
                } else {
                    printForPeople(json);
                }
            }
        }
    }
    meter.finish();
    return {};
}

}  // namespace

void addEncodeCommand(CommandSet& commands) {
    const auto options = std::make_shared<EncodeOptions>();
    auto* command = commands.add(
        "encode", "Positive SAE features of every token of every pair",
        "  safer encode --model models/rm --sae saes/sae --data pairs.jsonl --json\n"
        "  safer encode --model models/rm --sae stage2.safetensors --layer 12 --k 64 --data pairs.jsonl --json");
    command->add_option("--model", options->model.model, "Model folder")->type_name("DIR")->required();
    command->add_option("--sae", options->sae, "Folder or file of the SAE, in any layout of `safer formats`")
        ->type_name("DIR|FILE")
        ->required();
    command
        ->add_option("--layer", options->layer,
                     "Residual stream the SAE reads: 0 embeddings, N after block N (default: as the SAE says)")
        ->type_name("N")
        ->check(CLI::Range(0, 100000));
    command->add_option("--k", options->k, "Latents kept per token, where the file does not say")
        ->type_name("K")
        ->check(CLI::Range(1, 1000000));
    addPairFileOptions(command, options->pairs, true);
    addEncodingOptions(command, options->model);
    addForwardOptions(command, options->model);
    addDeviceOption(command, options->common);
    addJsonOption(command, options->common);
    commands.onRun(command, [options] { return runEncode(*options); });
}

}  // namespace saferscope::cli
