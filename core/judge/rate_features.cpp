// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/rate_features.h"

#include "core/judge/rating_events.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

namespace saferscope {

namespace {

constexpr int patience = 3;  // features in a row without an answer, each with all its retries

// Keeps score of a run and speaks to the hooks; every method may be called from any thread.
class RunState {
public:
    RunState(const RateFeaturesParams& params, const RatingInputs& inputs, const RatingHooks& hooks)
        : m_hooks(hooks), m_meter("Rating features", params.features.size(), hooks.progress) {
        m_outcome.tally.spending = inputs.spent;
        for (const FeatureId feature : params.features) {
            if (!inputs.done.contains(feature)) {
                m_waiting.push_back(feature);
            }
        }
        m_outcome.tally.skipped = params.features.size() - m_waiting.size();
        m_meter.set(m_outcome.tally.skipped);
    }

    std::stop_token stopToken() const { return m_stop.get_token(); }
    std::stop_token closingToken() const { return m_closing.get_token(); }
    void requestStop() {
        m_stop.request_stop();
        m_closing.request_stop();
    }

    std::optional<FeatureId> next() {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_stop.stop_requested() || m_position == m_waiting.size()) {
            return std::nullopt;
        }
        return m_waiting[m_position++];
    }

    void deliver(RatingEvent event, bool fromCache) {
        const std::lock_guard lock(m_mutex);
        event.id = newRatingId();
        event.createdAt = ratingTimestamp(m_lastTime);
        m_lastTime = event.createdAt;
        Status taken = checkRatingEvent(event, "The rating of feature " + std::to_string(event.feature.value()));
        taken = taken ? m_hooks.sink(event) : taken;
        if (!taken) {
            m_fault = m_fault ? m_fault : taken.error();
            requestStop();
            return;
        }
        RatingTally& tally = m_outcome.tally;
        ++(event.action == RatingAction::Rate ? tally.rated : tally.unrated);
        tally.cached += fromCache ? 1 : 0;
        m_failuresInARow = 0;
        report();
    }

    void failed(FeatureId feature, const LlmReply& reply) {
        const std::lock_guard lock(m_mutex);
        ++m_outcome.tally.failed;
        if (m_hooks.message) {
            m_hooks.message("Feature " + std::to_string(feature.value()) + " got no answer: " + reply.message);
        }
        if (++m_failuresInARow >= patience) {
            endLocked(RatingEnd::Refused,
                      std::to_string(patience) + " features in a row got no answer; the last: " + reply.message,
                      reply.hint.empty() ? "Go on later; what was rated is kept." : reply.hint);
        }
        report();
    }

    void end(RatingEnd why, std::string message, std::string hint) {
        const std::lock_guard lock(m_mutex);
        endLocked(why, std::move(message), std::move(hint));
    }

    void setSpending(const Spending& spending) {
        const std::lock_guard lock(m_mutex);
        m_outcome.tally.spending = spending;
    }

    Result<RatingOutcome> finish(bool stoppedFromOutside) {
        m_meter.finish();
        if (m_fault) {
            return tl::unexpected(*m_fault);
        }
        if (stoppedFromOutside && m_outcome.end == RatingEnd::Finished && m_position < m_waiting.size()) {
            m_outcome.end = RatingEnd::Stopped;
        }
        if (m_cancelled && m_outcome.end == RatingEnd::Finished) {
            m_outcome.end = RatingEnd::Stopped;
        }
        if (m_outcome.end == RatingEnd::Stopped) {
            m_outcome.message = "Rating was stopped.";
        }
        return m_outcome;
    }

    void cancelled() { m_cancelled = true; }

    void fault(Error error) {
        const std::lock_guard lock(m_mutex);
        m_fault = m_fault ? m_fault : std::move(error);
        requestStop();
    }

private:
    void endLocked(RatingEnd why, std::string message, std::string hint) {
        if (m_outcome.end == RatingEnd::Finished) {  // the first reason counts
            m_outcome.end = why;
            m_outcome.message = std::move(message);
            m_outcome.hint = std::move(hint);
        }
        m_closed = true;  // what is under way is paid for: its answers are waited for
        if (why == RatingEnd::Refused) {
            m_closing.request_stop();
        }
    }
    void report() {
        const RatingTally& tally = m_outcome.tally;
        m_meter.set(tally.skipped + tally.rated + tally.unrated + tally.failed);
        if (m_hooks.tally) {
            m_hooks.tally(tally);
        }
    }

    const RatingHooks& m_hooks;
    std::stop_source m_stop;     ///< now
    std::stop_source m_closing;  ///< no request is sent any more
    std::atomic<bool> m_cancelled = false;

    std::mutex m_mutex;
    std::vector<FeatureId> m_waiting;  // by m_mutex, as all below
    std::size_t m_position = 0;
    bool m_closed = false;  ///< no feature is begun any more
    ProgressMeter m_meter;
    RatingOutcome m_outcome;
    std::optional<Error> m_fault;
    std::string m_lastTime;
    int m_failuresInARow = 0;
};

JudgeContextOptions contextOptions(const JudgeSettings& settings) {
    return {settings.contexts, settings.contextTokens};
}

// Contexts of a feature, or nothing after having said that they are too few.
std::optional<std::vector<JudgeContext>> contextsOrUnrated(const FeatureIndex& index, const RateFeaturesParams& params,
                                                           FeatureId feature, RunState& state) {
    auto contexts = judgeContexts(index, feature, params.scope, contextOptions(params.judge));
    const std::size_t needed = std::min(params.judge.minContexts, params.judge.contexts);
    if (contexts.size() < needed) {
        state.deliver(RatingEvents(params).tooFewContexts(feature, contexts.size()), false);
        return std::nullopt;
    }
    return contexts;
}

void rateLexically(const FeatureIndex& index, const RateFeaturesParams& params, RunState& state) {
    const LexicalJudge judge(index, params.scope, params.judge.contextTokens, state.stopToken());
    while (const auto feature = state.next()) {
        if (const auto contexts = contextsOrUnrated(index, params, *feature, state)) {
            state.deliver(RatingEvents(params).lexical(*feature, contexts->size(), judge.rate(*contexts)), false);
        }
    }
}

// One of the threads that ask a language model.
class Asker {
public:
    Asker(const FeatureIndex& index, const RateFeaturesParams& params, const RatingInputs& inputs,
          const PromptTemplate& promptTemplate, LlmClient& client, RequestBudget& budget, RunState& state)
        : m_index(index),
          m_params(params),
          m_inputs(inputs),
          m_template(promptTemplate),
          m_client(client),
          m_budget(budget),
          m_state(state) {}

    void run() {
        try {
            while (const auto feature = m_state.next()) {
                if (const auto contexts = contextsOrUnrated(m_index, m_params, *feature, m_state)) {
                    ask(*feature, *contexts);
                }
            }
        } catch (const std::exception& exception) {  // nothing may leave a thread
            m_state.fault({ErrorCode::Failed, std::string("Rating failed: ") + exception.what() + ".", {}});
        }
    }

private:
    void ask(FeatureId feature, const std::vector<JudgeContext>& contexts) {
        const RatingEvents events(m_params);
        const JudgePrompt prompt = buildPrompt(m_template, m_params.judge, feature, contexts);
        if (m_params.judge.useCache && m_inputs.known != nullptr) {
            if (const auto* earlier = m_inputs.known->find(prompt.promptHash)) {
                m_state.deliver(events.cached(feature, contexts.size(), prompt, *earlier), true);
                return;
            }
        }
        const LlmReply reply = m_client.ask(prompt, m_state.stopToken(), m_state.closingToken());
        m_state.setSpending(m_budget.spent());
        switch (reply.kind) {
            case LlmReply::Kind::Answered:
            case LlmReply::Kind::Filtered:
                m_state.deliver(events.answered(feature, contexts.size(), prompt, reply), false);
                break;
            case LlmReply::Kind::Failed:
                m_state.failed(feature, reply);
                break;
            case LlmReply::Kind::Refused:
                m_state.end(RatingEnd::Refused, reply.message, reply.hint);
                break;
            case LlmReply::Kind::Capped:
                m_state.end(RatingEnd::Cap, reply.message, "Raise the limit to rate the rest; what was rated is kept.");
                break;
            case LlmReply::Kind::Cancelled:
                m_state.cancelled();
                break;
        }
    }

    const FeatureIndex& m_index;
    const RateFeaturesParams& m_params;
    const RatingInputs& m_inputs;
    const PromptTemplate& m_template;
    LlmClient& m_client;
    RequestBudget& m_budget;
    RunState& m_state;
};

Status askModel(const FeatureIndex& index, const RateFeaturesParams& params, const RatingInputs& inputs,
                const RatingHooks& hooks, RunState& state) {
    const auto promptTemplate = promptTemplateOf(params.judge);
    if (!promptTemplate) {
        return failure(promptTemplate);
    }
    if (inputs.http == nullptr) {
        return fail(ErrorCode::Usage, "This judge needs a network client, and there is none.");
    }
    RequestBudget budget(params.judge, inputs.spent, hooks.spending);
    const auto client =
        LlmClient::create(params.judge, {inputs.key, inputs.waitScale, inputs.seed}, *inputs.http, budget);
    if (!client) {
        return failure(client);
    }
    {
        const std::size_t threads =
            std::clamp<std::size_t>(params.judge.concurrency, 1, std::max<std::size_t>(params.features.size(), 1));
        std::vector<std::jthread> askers;
        askers.reserve(threads);
        for (std::size_t i = 0; i < threads; ++i) {
            askers.emplace_back([&] { Asker(index, params, inputs, *promptTemplate, **client, budget, state).run(); });
        }
    }
    state.setSpending(budget.spent());
    return {};
}

}  // namespace

const char* ratingEndName(RatingEnd end) {
    switch (end) {
        case RatingEnd::Finished:
            return "finished";
        case RatingEnd::Cap:
            return "cap";
        case RatingEnd::Stopped:
            return "stopped";
        case RatingEnd::Refused:
            break;
    }
    return "refused by server";
}

Result<RatingOutcome> rateFeatures(const FeatureIndex& index, const RateFeaturesParams& params,
                                   const RatingInputs& inputs, const RatingHooks& hooks, std::stop_token stop) {
    for (const FeatureId feature : params.features) {
        if (feature.value() >= index.featureCount()) {
            return fail(ErrorCode::InvalidInput, "There is no feature " + std::to_string(feature.value()) +
                                                     ": the index has " + std::to_string(index.featureCount()) + ".");
        }
    }
    RunState state(params, inputs, hooks);
    const std::stop_callback forward(stop, [&state] { state.requestStop(); });
    if (params.judge.kind == JudgeKind::Lexical) {
        rateLexically(index, params, state);
    } else if (auto asked = askModel(index, params, inputs, hooks, state); !asked) {
        return failure(asked);
    }
    return state.finish(stop.stop_requested());
}

}  // namespace saferscope
