// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_error_names.h"
#include "core/engine/engine_protocol.h"
#include "core/engine/frame_values.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t segmentCount = 3;

/// Two numbers a pair, chosen first.
std::vector<double> flat(const std::vector<RewardPair>& rewards) {
    std::vector<double> values;
    values.reserve(2 * rewards.size());
    for (const RewardPair& reward : rewards) {
        values.push_back(reward.chosen);
        values.push_back(reward.rejected);
    }
    return values;
}

Json segmentJson(const IndexedSegment& segment, const std::vector<float>& running, FrameArrays& arrays) {
    std::vector<std::int32_t> ids;
    std::vector<std::uint32_t> ranges;
    std::vector<std::uint8_t> flags;
    for (const TokenInfo& token : segment.tokens) {
        ids.push_back(token.id);
        ranges.push_back(token.begin);
        ranges.push_back(token.end);
        flags.push_back(static_cast<std::uint8_t>((token.sentenceEnd ? 1 : 0) | (token.response ? 2 : 0)));
    }
    std::vector<std::uint32_t> counts;
    std::vector<std::uint32_t> features;
    std::vector<float> values;
    for (const auto& latents : segment.latents) {
        counts.push_back(static_cast<std::uint32_t>(latents.size()));
        for (const LatentEntry& entry : latents) {
            features.push_back(entry.feature.value());
            values.push_back(entry.value);
        }
    }
    return {{"text", arrays.put(segment.text)}, {"ids", arrays.put(ids)},        {"ranges", arrays.put(ranges)},
            {"flags", arrays.put(flags)},       {"counts", arrays.put(counts)},  {"features", arrays.put(features)},
            {"values", arrays.put(values)},     {"running", arrays.put(running)}};
}

struct AnswerWriter {
    Json& json;
    FrameArrays arrays;

    void operator()(const EngineOpened& opened) {
        json["kind"] = "opened";
        json["family"] = opened.family;
        json["layers"] = opened.layers;
        json["width"] = opened.width;
        json["latents"] = opened.latents;
        json["layer"] = opened.layer;
        json["k"] = opened.k;
        json["parameters"] = opened.parameters;
        json["seconds"] = opened.seconds;
    }
    void operator()(const EnginePair& pair) {
        json["kind"] = "pair";
        json["handle"] = pair.handle;
        json["pair"] = pair.pair.id;
        json["subset"] = pair.pair.subset;
        json["rewards"] = arrays.put(std::vector<float>{pair.pair.rewardChosen, pair.pair.rewardRejected});
        json["segments"] = Json::array();
        for (std::size_t i = 0; i < segmentCount; ++i) {
            json["segments"].push_back(segmentJson(pair.pair.segments[i], pair.running[i], arrays));
        }
        json["seconds"] = pair.seconds;
    }
    void operator()(const EngineEffect& effect) {
        json["kind"] = "effect";
        json["before"] = arrays.put(flat({effect.before}));
        json["after"] = arrays.put(flat({effect.after}));
        json["segments"] = Json::array();
        for (std::size_t i = 0; i < segmentCount; ++i) {
            json["segments"].push_back(
                {{"running", arrays.put(effect.running[i])}, {"changed", arrays.put(effect.changed[i])}});
        }
        json["seconds"] = effect.seconds;
    }
    void operator()(const EngineCurve& curve) {
        json["kind"] = "curve";
        json["doses"] = arrays.put(curve.doses);
        json["rewards"] = arrays.put(flat(curve.rewards));
    }
    void operator()(const EngineAttribution& attribution) {
        json["kind"] = "attribution";
        json["segments"] = Json::array();
        for (const auto& entries : attribution.entries) {
            std::vector<std::uint32_t> tokens;
            std::vector<std::uint32_t> features;
            std::vector<float> values;
            for (const auto& entry : entries) {
                tokens.push_back(entry.token);
                features.push_back(entry.feature.value());
                values.push_back(entry.value);
            }
            json["segments"].push_back(
                {{"tokens", arrays.put(tokens)}, {"features", arrays.put(features)}, {"values", arrays.put(values)}});
        }
        json["sums"] = arrays.put(std::vector<double>{attribution.difference, attribution.sum});
    }
    void operator()(const EngineSurveyed& surveyed) {
        json["kind"] = "surveyed";
        json["sections"] = Json::array();
        for (const SectionEffect& section : surveyed.sections) {
            json["sections"].push_back(toJson(section));
        }
        json["ids"] = surveyed.ids;
        json["before"] = arrays.put(flat(surveyed.before));
        json["after"] = arrays.put(flat(surveyed.after));
        json["cached"] = surveyed.cached;
        json["seconds"] = surveyed.seconds;
    }
};

}  // namespace

EngineFrame encodeReply(const EngineReply& reply) {
    EngineFrame frame;
    Json json = {{"id", reply.id}};
    if (const auto* answer = std::get_if<EngineAnswer>(&reply.content)) {
        std::visit(AnswerWriter{json, FrameArrays(frame.binary)}, *answer);
    } else if (const auto* error = std::get_if<Error>(&reply.content)) {
        json["kind"] = "error";
        const auto* known = std::find_if(engineErrorNames.begin(), engineErrorNames.end(),
                                         [error](const auto& entry) { return error->code == entry.first; });
        json["code"] = known == engineErrorNames.end() ? "failed" : known->second;
        json["message"] = error->message;
        json["hint"] = error->hint;
    } else {
        const auto& progress = std::get<EngineProgress>(reply.content);
        json.update({{"kind", "progress"}, {"done", progress.done}, {"total", progress.total}});
    }
    frame.json = dumpJson(json);
    return frame;
}

}  // namespace saferscope
