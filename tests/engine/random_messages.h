// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/engine/engine.h"

/// Questions and answers with every member filled at random.
namespace saferscope::testing {

class RandomMessages {
public:
    explicit RandomMessages(std::uint64_t seed) : m_random(seed) {}

    std::uint64_t below(std::uint64_t limit) { return m_random.below(limit); }
    double number() { return (m_random.uniform() - 0.5) * 1e3; }
    float real() { return static_cast<float>(number()); }
    bool coin() { return below(2) == 1; }
    std::string text() {
        static const std::vector<std::string> parts = {"a", "Ω", "\"", "\\", "\n", "🙂", " ", "\x01", "ß", "z"};
        std::string text;
        for (std::uint64_t i = below(12); i > 0; --i) {
            text += parts[below(parts.size())];
        }
        return text;
    }

    PreferencePair pair() {
        PreferencePair pair{text(), text(), text(), {}, text(), text(), "{\"a\":1}"};
        for (std::uint64_t i = below(4); i > 0; --i) {
            pair.prompt.push_back({text(), text()});
        }
        return pair;
    }
    PositionChoice positions() {
        PositionChoice positions;
        positions.prompt = coin();
        positions.rejected = coin();
        positions.responseOnly = coin();
        positions.sentenceEndsOnly = coin();
        if (coin()) {
            positions.range = TokenRange{static_cast<std::int64_t>(below(20)) - 10, {}};
            if (coin()) {
                positions.range->end = static_cast<std::int64_t>(below(20)) - 10;
            }
        }
        return positions;
    }
    Intervention intervention() {
        Intervention intervention;
        intervention.positions = positions();
        intervention.ablateOthers = coin();
        intervention.dropError = coin();
        for (std::uint32_t i = 0; i < below(5); ++i) {
            const auto operation = static_cast<FeatureOperation>(below(4));
            intervention.changes.push_back({FeatureId(i * 100 + static_cast<std::uint32_t>(below(100))), operation,
                                            operation == FeatureOperation::Ablate ? 0.0 : number()});
        }
        if (coin()) {
            intervention.directions.push_back({text(), {real(), real()}, number()});
        }
        return intervention;
    }
    std::vector<EngineQuestion> questions() {
        EngineSurvey survey{"/data/" + text() + ".jsonl", below(5000), intervention(), text()};
        return {
            EngineOpen{"/m/" + text(), "/s/\xff" + text(), text(), 2 + static_cast<std::uint32_t>(below(9999)), text()},
            EngineRead{pair()},
            EngineChange{below(1u << 30), intervention()},
            EngineDose{below(99), intervention(), numbers(below(30))},
            EngineAttribute{below(99), text(), text(), 1 + static_cast<std::int64_t>(below(64)), positions()},
            survey,
            EngineCancel{}};
    }

    RewardPair reward() { return {number(), number()}; }
    std::vector<double> numbers(std::uint64_t count) {
        std::vector<double> values(count);
        for (double& value : values) {
            value = number();
        }
        return values;
    }
    std::vector<float> reals(std::uint64_t count) {
        std::vector<float> values(count);
        for (float& value : values) {
            value = real();
        }
        return values;
    }
    EnginePair enginePair() {
        EnginePair pair;
        pair.handle = below(1u << 30);
        pair.seconds = m_random.uniform();
        pair.pair.id = text();
        pair.pair.subset = text();
        pair.pair.rewardChosen = real();
        pair.pair.rewardRejected = real();
        for (std::size_t i = 0; i < 3; ++i) {
            IndexedSegment& segment = pair.pair.segments[i];
            segment.text = text() + "\xe2\x82";  // a character cut in two between segments
            const auto length = static_cast<std::uint32_t>(segment.text.size());
            for (std::uint64_t t = below(6); t > 0; --t) {
                const auto begin = static_cast<std::uint32_t>(below(length));
                segment.tokens.push_back({static_cast<std::int32_t>(below(50000)), begin,
                                          begin + static_cast<std::uint32_t>(below(length - begin + 1)), coin(),
                                          coin()});
                auto& latents = segment.latents.emplace_back();
                for (std::uint64_t j = below(4); j > 0; --j) {
                    latents.push_back({FeatureId(static_cast<std::uint32_t>(below(16384))), real()});
                }
            }
            pair.running[i] = reals(segment.tokens.size());
        }
        return pair;
    }
    EngineEffect effect() {
        EngineEffect effect;
        effect.before = reward();
        effect.after = reward();
        effect.seconds = m_random.uniform();
        for (std::size_t i = 0; i < 3; ++i) {
            effect.running[i] = reals(below(8));
            for (std::size_t t = 0; t < effect.running[i].size(); ++t) {
                effect.changed[i].push_back(coin() ? 1 : 0);
            }
        }
        return effect;
    }
    EngineCurve curve() {
        EngineCurve curve{numbers(below(20)), {}};
        for (std::size_t i = 0; i < curve.doses.size(); ++i) {
            curve.rewards.push_back(reward());
        }
        return curve;
    }
    EngineAttribution attribution() {
        EngineAttribution attribution;
        attribution.difference = number();
        attribution.sum = number();
        for (auto& entries : attribution.entries) {
            std::uint32_t token = 0;
            for (std::uint64_t i = below(8); i > 0; --i) {
                token += static_cast<std::uint32_t>(below(2));
                entries.push_back({token, FeatureId(static_cast<std::uint32_t>(below(1024))), real()});
            }
        }
        return attribution;
    }
    EngineSurveyed surveyed() {
        EngineSurveyed surveyed;
        EffectSums sums;
        for (std::uint64_t i = below(9) + 2; i > 0; --i) {
            surveyed.ids.push_back(text());
            surveyed.before.push_back(reward());
            surveyed.after.push_back(reward());
            sums.add(surveyed.before.back(), surveyed.after.back(), coin());
        }
        surveyed.sections = {sums.result("all"), sums.result(text())};
        surveyed.cached = coin();
        surveyed.seconds = m_random.uniform();
        return surveyed;
    }
    std::vector<decltype(EngineReply::content)> answers() {
        EngineOpened opened{text(), 4, 128, 1024, 3, 8, below(1u << 30), m_random.uniform()};
        return {EngineAnswer(opened),
                EngineAnswer(enginePair()),
                EngineAnswer(effect()),
                EngineAnswer(curve()),
                EngineAnswer(attribution()),
                EngineAnswer(surveyed()),
                Error{static_cast<ErrorCode>(below(7)), text(), text()},
                EngineProgress{below(100), below(1000)}};
    }

private:
    Random m_random;
};

}  // namespace saferscope::testing
