// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/engine.h"

#include <QPointer>
#include <QTimer>
#include <cmath>
#include <map>
#include <optional>

namespace saferscope::check {

/// An engine without a model, for tests of pages: answers by `answer`, or holds every question until the test answers
/// it. By default a pair is cut into words, every word fires two latents that its letters name, and an answer's reward
/// is the number of its words minus twice the number of times it says "bad".
class FakeEngine : public Engine {
public:
    struct Asked {
        std::uint64_t id = 0;
        QString lane;
        EngineQuestion question;
        bool hasContext = false;
        QPointer<QObject> context;
        Callback callback;
        ProgressCallback progress;
        bool done = false;
    };
    static constexpr std::uint32_t latents = 48;

    FakeEngine() {
        m_opened = {"fake", 4, 8, latents, 2, 2, 1000, 0.01};
        answer = [this](const EngineQuestion& question) { return ordinary(question); };
    }

    // What the test turns.
    std::function<Result<EngineAnswer>(const EngineQuestion&)> answer;
    bool hold = false;         ///< answers nothing until respond()
    int delayMs = 0;           ///< of every answer
    std::vector<Asked> asked;  ///< all of them, in order
    std::optional<EngineOpen> model;
    int retries = 0;  ///< setModel(…, now)

    void setReady() {
        ++m_generation;
        change(State::Ready);
    }
    void setLoading() { change(State::Loading); }
    void setFailed(const QString& problem) {
        m_problem = problem;
        change(State::Failed);
    }
    void setOff() { change(State::Off); }
    EngineOpened& openedForChange() { return m_opened; }
    int count(const QString& lane) const {
        int found = 0;
        for (const Asked& one : asked) {
            found += one.lane == lane ? 1 : 0;
        }
        return found;
    }
    /// Answers a held question now.
    void respond(std::size_t number, Result<EngineAnswer> result) { finish(number, std::move(result)); }
    void report(std::size_t number, const EngineProgress& progress) {
        if (asked[number].progress) {
            asked[number].progress(progress);
        }
    }

    void setModel(const EngineOpen& opening, bool now) override {
        model = opening;
        if (now) {
            ++retries;
            setReady();
        }
    }
    void clearModel() override { model.reset(); }
    State state() const override { return m_state; }
    const EngineOpened& opened() const override { return m_opened; }
    QString problem() const override { return m_problem; }
    std::uint64_t generation() const override { return m_generation; }
    std::uint64_t ask(const QString& lane, EngineQuestion question, QObject* context, Callback callback,
                      ProgressCallback progress = {}) override {
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (asked[i].lane == lane && !asked[i].done) {
                finishLater(i, fail(ErrorCode::Interrupted, "A newer question came."));
            }
        }
        asked.push_back({++m_lastId, lane, std::move(question), context != nullptr, context, std::move(callback),
                         std::move(progress), false});
        const std::size_t number = asked.size() - 1;
        if (m_state == State::Off) {
            setReady();
        }
        if (!hold) {
            QTimer::singleShot(delayMs, this, [this, number] {
                if (!asked[number].done) {
                    finish(number, answer(asked[number].question));
                }
            });
        }
        return m_lastId;
    }
    void cancel(const QString& lane) override {
        for (std::size_t i = 0; i < asked.size(); ++i) {
            if (asked[i].lane == lane && !asked[i].done) {
                finishLater(i, fail(ErrorCode::Interrupted, "Cancelled."));
            }
        }
    }

    /// The default answer to EngineRead, for expectations.
    static double rewardOf(const std::string& text) {
        double reward = 0.0;
        for (const std::string& word : words(text)) {
            reward += word.find("bad") != std::string::npos ? -2.0 : 1.0;
        }
        return reward / 4.0;
    }
    static IndexedSegment segmentOf(const std::string& text, bool response) {
        IndexedSegment segment;
        std::uint32_t at = 0;
        for (const std::string& word : words(text)) {
            TokenInfo token;
            token.begin = at;
            token.end = at + static_cast<std::uint32_t>(word.size());
            at = token.end;
            std::uint32_t sum = 0;
            for (const char letter : word) {
                sum = sum * 31U + static_cast<unsigned char>(letter);
            }
            token.id = static_cast<std::int32_t>(sum % 50000U);
            token.sentenceEnd = word.find_first_of(".!?") != std::string::npos;
            token.response = response;
            segment.tokens.push_back(token);
            const float value = 0.5f + static_cast<float>(sum % 7U) / 4.0f;
            segment.latents.push_back({{FeatureId(sum % latents), 2.0f * value},
                                       {FeatureId((sum / latents + 1U + sum % latents) % latents), value}});
        }
        segment.text = text;
        return segment;
    }

private:
    static std::vector<std::string> words(const std::string& text) {
        std::vector<std::string> found;
        std::string word;
        for (const char letter : text) {
            if (letter == ' ' && !word.empty()) {
                found.push_back(word);
                word.clear();
            }
            word += letter;
        }
        if (!word.empty()) {
            found.push_back(word);
        }
        return found;
    }

    Result<EngineAnswer> ordinary(const EngineQuestion& question) {
        if (const auto* read = std::get_if<EngineRead>(&question)) {
            EnginePair pair;
            pair.handle = ++m_handle;
            pair.pair.id = read->pair.id;
            std::string prompt;
            for (const Message& message : read->pair.prompt) {
                prompt += message.content + " ";
            }
            pair.pair.rewardChosen = static_cast<float>(rewardOf(read->pair.chosen));
            pair.pair.rewardRejected = static_cast<float>(rewardOf(read->pair.rejected));
            pair.pair.segments = {segmentOf(prompt, false), segmentOf(read->pair.chosen, true),
                                  segmentOf(read->pair.rejected, true)};
            for (std::size_t s = 0; s < 3; ++s) {
                const IndexedSegment& segment = pair.pair.segments[s];
                for (const TokenInfo& token : segment.tokens) {
                    pair.running[s].push_back(static_cast<float>(rewardOf(segment.text.substr(0, token.end))));
                }
            }
            m_last = pair;
            return EngineAnswer(pair);
        }
        if (const auto* effect = std::get_if<EngineChange>(&question)) {
            EngineEffect result;
            result.before = {m_last.pair.rewardChosen, m_last.pair.rewardRejected};
            result.after = result.before;
            for (const FeatureChange& one : effect->intervention.changes) {
                result.after.chosen += one.operation == FeatureOperation::Ablate ? -1.0 : one.value - 1.0;
            }
            result.running = m_last.running;
            for (std::size_t s = 0; s < 3; ++s) {
                result.changed[s].assign(m_last.pair.segments[s].tokens.size(), 1);
            }
            return EngineAnswer(result);
        }
        if (const auto* dose = std::get_if<EngineDose>(&question)) {
            EngineCurve curve;
            curve.doses = dose->doses;
            for (const double value : dose->doses) {
                curve.rewards.push_back({m_last.pair.rewardChosen + value, m_last.pair.rewardRejected - value / 2.0});
            }
            return EngineAnswer(curve);
        }
        if (std::holds_alternative<EngineAttribute>(question)) {
            EngineAttribution attribution;
            for (std::size_t s = 0; s < 3; ++s) {
                const IndexedSegment& segment = m_last.pair.segments[s];
                for (std::size_t t = 0; t < segment.tokens.size(); ++t) {
                    for (const LatentEntry& latent : segment.latents[t]) {
                        attribution.entries[s].push_back(
                            {static_cast<std::uint32_t>(t), latent.feature, s == 2 ? -latent.value : latent.value});
                        attribution.sum += static_cast<double>(attribution.entries[s].back().value);
                    }
                }
            }
            attribution.difference = attribution.sum;
            return EngineAnswer(attribution);
        }
        if (std::holds_alternative<EngineSurvey>(question)) {
            EngineSurveyed surveyed;
            EffectSums sums;
            for (int i = 0; i < 40; ++i) {
                const RewardPair before{std::sin(i), std::cos(i)};
                const RewardPair after{before.chosen - 0.5, before.rejected};
                surveyed.ids.push_back("p" + std::to_string(i));
                surveyed.before.push_back(before);
                surveyed.after.push_back(after);
                sums.add(before, after, true);
            }
            surveyed.sections = {sums.result("all"), sums.result("Safety")};
            return EngineAnswer(surveyed);
        }
        return EngineAnswer(m_opened);
    }

    void change(State state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
    void finishLater(std::size_t number, Result<EngineAnswer> result) {
        Asked copy = asked[number];
        asked[number].done = true;
        QTimer::singleShot(0, this, [copy, result] {
            if (copy.callback && (!copy.hasContext || !copy.context.isNull())) {
                copy.callback(result);
            }
        });
    }
    void finish(std::size_t number, Result<EngineAnswer> result) {
        // A copy: the callback may ask again, which moves the list.
        const Asked copy = asked[number];
        asked[number].done = true;
        if (copy.callback && (!copy.hasContext || !copy.context.isNull())) {
            copy.callback(std::move(result));
        }
    }

    State m_state = State::Off;
    EngineOpened m_opened;
    QString m_problem;
    std::uint64_t m_generation = 0;
    std::uint64_t m_lastId = 0;
    std::uint64_t m_handle = 0;
    EnginePair m_last;
};

}  // namespace saferscope::check
