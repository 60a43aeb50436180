// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/causal_session.h"
#include "app/cli/causal_tables.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/progress_display.h"
#include "core/causal/attribution.h"
#include "core/jobs/stop_signals.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t pairsPerChunk = 256;  // every token's attributions are held until the chunk is printed
constexpr std::size_t shownFeatures = 20;

struct AttributeOptions {
    CausalInputs inputs;
    std::string method = "gradient";
    std::string target = "margin";
    std::int64_t steps = 32;
    std::size_t top = 0;  ///< features per token; 0 = all
};

using TokenShares = std::vector<std::pair<std::uint32_t, float>>;

struct PairShares {
    std::array<std::vector<TokenShares>, 3> segments;  ///< per Segment and token, largest size first
    double reward[2] = {};                             ///< chosen, rejected
    double difference = 0.0;
    double sum = 0.0;
};

/// What a feature came to over all pairs.
struct FeatureShare {
    double sum = 0.0;   ///< over tokens and pairs
    double size = 0.0;  ///< of |its share of a pair|, over pairs
    std::uint64_t pairs = 0;
};

void takeRows(const CapturedBatch& batch, const at::Tensor& values, const std::vector<PairShares*>& pairs,
              std::size_t top) {
    const auto* value = values.data_ptr<float>();
    const auto* index = batch.latents.indices.data_ptr<std::int64_t>();
    const std::int64_t k = values.size(1);
    for (std::int64_t row = 0; row < batch.rowCount(); ++row) {
        const RowPlace& place = batch.rows[static_cast<std::size_t>(row)];
        TokenShares shares;
        for (std::int64_t i = row * k; i < (row + 1) * k; ++i) {
            if (value[i] != 0.0F) {
                shares.emplace_back(static_cast<std::uint32_t>(index[i]), value[i]);
            }
        }
        std::ranges::sort(shares, [](const auto& a, const auto& b) {
            return std::pair(-std::abs(a.second), a.first) < std::pair(-std::abs(b.second), b.first);
        });
        if (top > 0 && shares.size() > top) {
            shares.resize(top);
        }
        pairs[place.pair]->segments[static_cast<std::size_t>(place.segment)].push_back(std::move(shares));
    }
}

void addFeatures(const CapturedBatch& batch, const at::Tensor& values,
                 std::map<std::uint32_t, FeatureShare>& features) {
    const auto* value = values.data_ptr<float>();
    const auto* index = batch.latents.indices.data_ptr<std::int64_t>();
    const std::int64_t k = values.size(1);
    std::vector<std::map<std::uint32_t, double>> ofPair(batch.tokens.size());
    for (std::int64_t i = 0; i < values.numel(); ++i) {
        if (value[i] != 0.0F) {
            ofPair[batch.rows[static_cast<std::size_t>(i / k)].pair][static_cast<std::uint32_t>(index[i])] += value[i];
        }
    }
    for (const auto& pair : ofPair) {
        for (const auto& [feature, share] : pair) {
            FeatureShare& all = features[feature];
            all.sum += share;
            all.size += std::abs(share);
            ++all.pairs;
        }
    }
}

OrderedJson sideJson(const PreparedPair& prepared, const PairShares& shares, Side side,
                     const AttributeOptions& options) {
    OrderedJson tokens = OrderedJson::array();
    for (const Segment segment : {Segment::Prompt, side == Side::Chosen ? Segment::Chosen : Segment::Rejected}) {
        const auto number = static_cast<std::size_t>(segment);
        const IndexedSegment& text = prepared.record.segments[number];
        for (std::size_t i = 0; i < text.tokens.size(); ++i) {
            const TokenInfo& token = text.tokens[i];
            OrderedJson features = OrderedJson::array();
            for (const auto& [feature, value] : shares.segments[number][i]) {
                features.push_back(OrderedJson::array({feature, value}));
            }
            tokens.push_back({{"id", token.id},
                              {"text", text.text.substr(token.begin, token.end - token.begin)},
                              {"features", std::move(features)}});
        }
    }
    return {{"id", prepared.record.id},        {"side", sideName(side)},
            {"target", options.target},        {"reward", shares.reward[side == Side::Chosen ? 0 : 1]},
            {"difference", shares.difference}, {"sum", shares.sum},
            {"tokens", std::move(tokens)}};
}

void printForPeople(const std::map<std::uint32_t, FeatureShare>& features, std::size_t pairs, double difference,
                    double gap, const AttributeOptions& options) {
    std::vector<std::pair<std::uint32_t, FeatureShare>> order(features.begin(), features.end());
    std::ranges::stable_sort(order, [](const auto& a, const auto& b) { return a.second.size > b.second.size; });
    const auto count = static_cast<double>(std::max<std::size_t>(pairs, 1));
    std::vector<std::vector<std::string>> rows = {{"feature", "pairs", "mean", "mean size"}};
    const std::size_t shown = std::min(order.size(), options.top > 0 ? options.top : shownFeatures);
    for (std::size_t i = 0; i < shown; ++i) {
        rows.push_back({std::to_string(order[i].first), grouped(order[i].second.pairs),
                        signedNumber(order[i].second.sum / count, 4), number(order[i].second.size / count, 4)});
    }
    printTable(rows);
    printText(grouped(order.size()) + " features have a share in the " +
              (options.target == "margin" ? std::string("margin") : "reward of the " + options.target + " answer") +
              " of " + grouped(pairs) + " pairs. Ablating all of them changes it by " +
              signedNumber(-difference / count) + " on average; the shares are off by " + number(gap / count) +
              " a pair.");
}

Status runAttribute(const AttributeOptions& options) {
    AttributionOptions asked;
    const auto method = attributionMethodFromName(options.method);
    const auto target = attributionTargetFromName(options.target);
    const auto positions = positionsFromText(options.inputs.positions);
    if (!method || !target || !positions) {
        return !method ? failure(method) : !target ? failure(target) : failure(positions);
    }
    asked.method = *method;
    asked.target = *target;
    asked.positions = *positions;
    asked.steps = options.steps;
    const auto opened = openCausalSession(options.inputs);
    if (!opened) {
        return failure(opened);
    }
    const auto model = opened->model();
    if (!model) {
        return failure(model);
    }
    const bool json = options.inputs.common.json;
    const StopSignals signals;
    ProgressDisplay display(options.inputs.common.quiet);
    ProgressMeter meter("Attributing", opened->pairs.size(), display.callback());
    std::map<std::uint32_t, FeatureShare> features;
    double difference = 0.0;
    double gap = 0.0;
    for (std::size_t first = 0; first < opened->pairs.size(); first += pairsPerChunk) {
        const std::size_t end = std::min(opened->pairs.size(), first + pairsPerChunk);
        std::vector<PairShares> shares(end - first);
        std::vector<OrderedJson> lines(2 * (end - first));
        const auto take = [&](const CapturedBatch& batch, const std::vector<PreparedPair>& prepared) -> Status {
            const auto attributed = attribute(*model, batch, asked, signals.token());
            if (!attributed) {
                return failure(attributed);
            }
            const at::Tensor values = attributed->values.to(at::kCPU, at::kFloat).contiguous();
            std::vector<PairShares*> places;
            for (std::size_t i = 0; i < batch.members.size(); ++i) {
                PairShares& pair = shares[batch.members[i]];
                pair.reward[0] = batch.rewards[i].chosen;
                pair.reward[1] = batch.rewards[i].rejected;
                pair.difference = attributed->difference[i];
                pair.sum = attributed->sum[i];
                difference += pair.difference;
                gap += std::abs(pair.difference - pair.sum);
                places.push_back(&pair);
            }
            if (json) {
                takeRows(batch, values, places, options.top);
                for (const std::size_t member : batch.members) {
                    lines[2 * member] = sideJson(prepared[member], shares[member], Side::Chosen, options);
                    lines[2 * member + 1] = sideJson(prepared[member], shares[member], Side::Rejected, options);
                    shares[member] = {};
                }
            } else {
                addFeatures(batch, values, features);
            }
            meter.advance(batch.members.size());
            return {};
        };
        if (auto done =
                captureRange(*opened, *model, first, end, options.inputs.model.batchTokens, take, signals.token());
            !done) {
            return done;
        }
        display.clear();
        for (const OrderedJson& line : lines) {
            if (json) {
                printJson(line);
            }
        }
    }
    meter.finish();
    if (!json) {
        display.clear();
        printForPeople(features, opened->pairs.size(), difference, gap, options);
    }
    return {};
}

}  // namespace

void addAttributeCommand(CommandSet& commands) {
    const auto options = std::make_shared<AttributeOptions>();
    auto* command = commands.add(
        "attribute", "Which features at which tokens the rewards are attributed to",
        "  safer attribute --model models/rm --sae saes/sae --layer 12 --data pairs.jsonl --json\n"
        "  safer attribute --model models/rm --sae saes/sae --data pairs.jsonl --method integrated-gradients --steps "
        "32\n\n"
        "gradient: activation times the gradient of the target through the layers above, a linear guess of what\n"
        "ablating the feature there takes away. integrated-gradients: the mean gradient on the straight way from the\n"
        "stream without features to the stream as it is; adds up to \"difference\". Neither is a measurement:\n"
        "`safer steer` and `safer causal` measure.\n"
        "--json prints, per pair and side, {\"id\", \"side\", \"target\", \"reward\", \"difference\", \"sum\", "
        "\"tokens\": [{\"id\",\n"
        "\"text\", \"features\": [[feature, attribution], ...]}]}, largest size first. \"difference\" is the target as "
        "it is\n"
        "less the target with every feature ablated, \"sum\" what all attributions of the pair add up to. Tokens that "
        "both\n"
        "answers share appear on both sides and count once.");
    command->add_option("--method", options->method, "How")
        ->check(CLI::IsMember({"gradient", "integrated-gradients"}))
        ->capture_default_str();
    command->add_option("--steps", options->steps, "Of integrated-gradients: more are more exact")
        ->check(CLI::Range(1, 100000))
        ->type_name("N")
        ->capture_default_str();
    command->add_option("--target", options->target, "What is attributed: the margin, or one answer's reward")
        ->check(CLI::IsMember({"margin", "chosen", "rejected"}))
        ->capture_default_str();
    command
        ->add_option("--top", options->top,
                     "With --json at most N features per token (default: all), else N features (default: 20)")
        ->type_name("N");
    addCausalInputs(command, options->inputs);
    commands.onRun(command, [options] { return runAttribute(*options); });
}

}  // namespace saferscope::cli
