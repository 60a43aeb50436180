// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_error_names.h"
#include "core/engine/engine_protocol.h"
#include "core/engine/frame_values.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t segmentCount = 3;

void readRewards(FrameFields& fields, const char* key, std::vector<RewardPair>& rewards) {
    std::vector<double> values;
    fields.readArray(key, values);
    if (values.size() % 2 != 0) {
        fields.refuse("\"" + std::string(key) + "\" has half a pair.");
    }
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
        rewards.push_back({values[i], values[i + 1]});
    }
}

void readReward(FrameFields& fields, const char* key, RewardPair& reward) {
    std::vector<RewardPair> rewards;
    readRewards(fields, key, rewards);
    if (rewards.size() != 1) {
        fields.refuse("\"" + std::string(key) + "\" is not the rewards of one pair.");
    } else {
        reward = rewards.front();
    }
}

/// Calls `read` with the fields of each of the three segments.
template <class Read>
void readSegments(FrameFields& fields, const Read& read) {
    const Json* segments = fields.member("segments");
    if (segments == nullptr) {
        return;
    }
    if (!segments->is_array() || segments->size() != segmentCount) {
        fields.refuse("\"segments\" are not three.");
        return;
    }
    for (std::size_t i = 0; i < segmentCount; ++i) {
        FrameFields inner((*segments)[i], fields.budget(), fields.where() + ", segment " + std::to_string(i));
        read(inner, i);
        fields.take(inner);
    }
}

void readTokens(FrameFields& fields, IndexedSegment& segment) {
    std::vector<std::int32_t> ids;
    std::vector<std::uint32_t> ranges;
    std::vector<std::uint8_t> flags;
    fields.readBytes("text", segment.text);
    fields.readArray("ids", ids);
    fields.readArray("ranges", ranges);
    fields.readArray("flags", flags);
    if (fields.ok() && (ranges.size() != 2 * ids.size() || flags.size() != ids.size())) {
        fields.refuse("its numbers are not one per token.");
    }
    if (!fields.ok()) {
        return;
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const TokenInfo token{ids[i], ranges[2 * i], ranges[2 * i + 1], (flags[i] & 1) != 0, (flags[i] & 2) != 0};
        if (token.begin > token.end || token.end > segment.text.size()) {
            fields.refuse("a token lies outside the text.");
            return;
        }
        segment.tokens.push_back(token);
    }
}

void readLatents(FrameFields& fields, IndexedSegment& segment) {
    std::vector<std::uint32_t> counts;
    std::vector<std::uint32_t> features;
    std::vector<float> values;
    fields.readArray("counts", counts);
    fields.readArray("features", features);
    fields.readArray("values", values);
    if (fields.ok() && (counts.size() != segment.tokens.size() || features.size() != values.size())) {
        fields.refuse("its latents do not belong to its tokens.");
    }
    if (!fields.ok()) {
        return;
    }
    std::size_t at = 0;
    for (const std::uint32_t count : counts) {
        if (count > values.size() - at) {
            fields.refuse("it has fewer latents than it says.");
            return;
        }
        auto& latents = segment.latents.emplace_back();
        for (; latents.size() < count; ++at) {
            latents.push_back({FeatureId(features[at]), values[at]});
        }
    }
    if (at != values.size()) {
        fields.refuse("it has more latents than it says.");
    }
}

EngineOpened readOpened(FrameFields& fields) {
    EngineOpened opened;
    fields.read("family", opened.family);
    fields.read("layers", opened.layers);
    fields.read("width", opened.width);
    fields.read("latents", opened.latents);
    fields.read("layer", opened.layer);
    fields.read("k", opened.k);
    fields.read("parameters", opened.parameters);
    fields.read("seconds", opened.seconds);
    if (opened.layers < 0 || opened.width < 0 || opened.latents < 0 || opened.layer < -1 || opened.k < 0) {
        fields.refuse("a size is negative.");
    }
    return opened;
}

EnginePair readEnginePair(FrameFields& fields) {
    EnginePair pair;
    std::vector<float> rewards;
    fields.read("handle", pair.handle);
    fields.read("pair", pair.pair.id);
    fields.read("subset", pair.pair.subset);
    fields.readArray("rewards", rewards);
    fields.read("seconds", pair.seconds);
    if (rewards.size() != 2) {
        fields.refuse("\"rewards\" are not two.");
    } else {
        pair.pair.rewardChosen = rewards[0];
        pair.pair.rewardRejected = rewards[1];
    }
    readSegments(fields, [&pair](FrameFields& inner, std::size_t i) {
        readTokens(inner, pair.pair.segments[i]);
        readLatents(inner, pair.pair.segments[i]);
        inner.readArray("running", pair.running[i]);
        if (pair.running[i].size() != pair.pair.segments[i].tokens.size()) {
            inner.refuse("its running rewards are not one per token.");
        }
    });
    return pair;
}

EngineEffect readEffect(FrameFields& fields) {
    EngineEffect effect;
    readReward(fields, "before", effect.before);
    readReward(fields, "after", effect.after);
    fields.read("seconds", effect.seconds);
    readSegments(fields, [&effect](FrameFields& inner, std::size_t i) {
        inner.readArray("running", effect.running[i]);
        inner.readArray("changed", effect.changed[i]);
        if (effect.running[i].size() != effect.changed[i].size()) {
            inner.refuse("its numbers are not one per token.");
        }
    });
    return effect;
}

EngineCurve readCurve(FrameFields& fields) {
    EngineCurve curve;
    fields.readArray("doses", curve.doses);
    readRewards(fields, "rewards", curve.rewards);
    if (curve.doses.size() != curve.rewards.size()) {
        fields.refuse("it has not one reward per dose.");
    }
    return curve;
}

EngineAttribution readAttribution(FrameFields& fields) {
    EngineAttribution attribution;
    std::vector<double> sums;
    fields.readArray("sums", sums);
    if (sums.size() != 2) {
        fields.refuse("\"sums\" are not two.");
    } else {
        attribution.difference = sums[0];
        attribution.sum = sums[1];
    }
    readSegments(fields, [&attribution](FrameFields& inner, std::size_t i) {
        std::vector<std::uint32_t> tokens;
        std::vector<std::uint32_t> features;
        std::vector<float> values;
        inner.readArray("tokens", tokens);
        inner.readArray("features", features);
        inner.readArray("values", values);
        if (tokens.size() != features.size() || tokens.size() != values.size()) {
            inner.refuse("its numbers do not belong together.");
        } else if (!std::is_sorted(tokens.begin(), tokens.end())) {
            inner.refuse("its tokens are not in order.");
        } else {
            for (std::size_t at = 0; at < tokens.size(); ++at) {
                attribution.entries[i].push_back({tokens[at], FeatureId(features[at]), values[at]});
            }
        }
    });
    return attribution;
}

EngineSurveyed readSurveyed(FrameFields& fields) {
    EngineSurveyed surveyed;
    if (const Json* sections = fields.member("sections"); sections != nullptr) {
        if (!sections->is_array()) {
            fields.refuse("\"sections\" is not a list.");
        } else {
            for (const Json& section : *sections) {
                takeResult(fields, sectionEffectFromJson(section, fields.where() + ", section"),
                           surveyed.sections.emplace_back());
            }
        }
    }
    if (const Json* ids = fields.member("ids"); ids != nullptr) {
        if (!ids->is_array() || !std::all_of(ids->begin(), ids->end(), [](const Json& id) { return id.is_string(); })) {
            fields.refuse("\"ids\" is not a list of names.");
        } else {
            surveyed.ids = ids->get<std::vector<std::string>>();
        }
    }
    readRewards(fields, "before", surveyed.before);
    readRewards(fields, "after", surveyed.after);
    fields.read("cached", surveyed.cached);
    fields.read("seconds", surveyed.seconds);
    if (surveyed.before.size() != surveyed.ids.size() || surveyed.after.size() != surveyed.ids.size()) {
        fields.refuse("its rewards are not one per pair.");
    }
    return surveyed;
}

Error readError(FrameFields& fields) {
    Error error;
    std::string code;
    fields.read("code", code);
    fields.read("message", error.message);
    fields.read("hint", error.hint);
    const auto* known = std::find_if(engineErrorNames.begin(), engineErrorNames.end(),
                                     [&code](const auto& entry) { return code == entry.second; });
    if (known == engineErrorNames.end()) {
        fields.refuse("\"code\" is unknown.");
    } else {
        error.code = known->first;
    }
    return error;
}

EngineProgress readProgress(FrameFields& fields) {
    EngineProgress progress;
    fields.read("done", progress.done);
    fields.read("total", progress.total);
    return progress;
}

decltype(EngineReply::content) readContent(FrameFields& fields, const std::string& kind) {
    if (kind == "error") {
        return readError(fields);
    }
    if (kind == "progress") {
        return readProgress(fields);
    }
    if (kind == "opened") {
        return readOpened(fields);
    }
    if (kind == "pair") {
        return readEnginePair(fields);
    }
    if (kind == "effect") {
        return readEffect(fields);
    }
    if (kind == "curve") {
        return readCurve(fields);
    }
    if (kind == "attribution") {
        return readAttribution(fields);
    }
    if (kind == "surveyed") {
        return readSurveyed(fields);
    }
    fields.refuse("its kind is unknown.");
    return EngineProgress{};
}

}  // namespace

Result<EngineReply> decodeReply(const EngineFrame& frame) {
    const std::string where = "an answer of the engine";
    const auto json = parseJson(frame.json, where);
    if (!json) {
        return failure(json);
    }
    FrameBudget budget{frame.binary, frame.binary.size()};
    FrameFields fields(*json, budget, where);
    EngineReply reply;
    std::string kind;
    fields.read("id", reply.id);
    fields.read("kind", kind);
    reply.content = readContent(fields, kind);
    if (!fields.ok()) {
        return tl::unexpected(fields.error());
    }
    return reply;
}

}  // namespace saferscope
