// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/rating_events.h"

#include "core/base/text_check.h"

namespace saferscope {

namespace {

constexpr std::size_t maxAnswerBytes = 4000;

std::string shortened(const std::string& text) {
    std::string valid = toValidUtf8(text);
    if (valid.size() > maxAnswerBytes) {
        std::size_t end = maxAnswerBytes;
        while (end > 0 && (static_cast<unsigned char>(valid[end]) & 0xc0) == 0x80) {
            --end;
        }
        valid.resize(end);
    }
    return valid;
}

}  // namespace

RatingEvent RatingEvents::begin(FeatureId feature, std::size_t contexts) const {
    RatingEvent event;
    event.saeHash = m_params.saeHash;
    event.feature = feature;
    event.rater = m_params.judge.raterName();
    event.raterKind = RaterKind::Judge;
    event.action = RatingAction::Unrated;
    event.details = {{"judge", judgeKindName(m_params.judge.kind)},
                     {"index", m_params.indexHash},
                     {"scope", m_params.scope == TokenScope::AllTokens ? "all-tokens" : "sentence-ends"},
                     {"contexts", contexts}};
    return event;
}

void RatingEvents::describe(RatingEvent& event, const JudgePrompt& prompt) {
    event.details["prompt_hash"] = prompt.promptHash;
    event.details["template_hash"] = prompt.templateHash;
    event.details["suspicious"] = prompt.suspicious;
    if (prompt.suspicious) {
        event.details["suspicion"] = prompt.suspicion;
    }
}

RatingEvent RatingEvents::tooFewContexts(FeatureId feature, std::size_t contexts) const {
    RatingEvent event = begin(feature, contexts);
    event.details["why"] = tooFewContextsMark;
    event.text = "Not asked: the feature is active in " + std::to_string(contexts) + " contexts, and " +
                 std::to_string(m_params.judge.minContexts) + " are needed.";
    return event;
}

RatingEvent RatingEvents::lexical(FeatureId feature, std::size_t contexts, const LexicalVerdict& verdict) const {
    RatingEvent event = begin(feature, contexts);
    event.action = RatingAction::Rate;
    event.score = verdict.score;
    event.text = verdict.explanation;
    event.details["model"] = "word lists 1";
    event.details["words"] = verdict.words;
    event.details["strength"] = verdict.strength;
    event.details["base_rate"] = verdict.baseRate;
    return event;
}

RatingEvent RatingEvents::answered(FeatureId feature, std::size_t contexts, const JudgePrompt& prompt,
                                   const LlmReply& reply) const {
    RatingEvent event = begin(feature, contexts);
    describe(event, prompt);
    event.details["model"] = m_params.judge.model;
    if (!reply.servedModel.empty()) {
        event.details["served_model"] = reply.servedModel;
    }
    event.details["tokens"] = {{"input", reply.inputTokens}, {"output", reply.outputTokens}};
    if (reply.kind != LlmReply::Kind::Answered) {
        event.text = shortened(reply.message);
        return event;
    }
    event.details["answer"] = shortened(reply.text);
    const ParsedAnswer answer = parseAnswer(reply.text);
    if (answer.score) {
        event.action = RatingAction::Rate;
        event.score = answer.score;
        event.text = answer.explanation;
    } else {
        event.text = answer.reason + (reply.cutOff ? " It was cut off at the length limit." : "");
    }
    return event;
}

RatingEvent RatingEvents::cached(FeatureId feature, std::size_t contexts, const JudgePrompt& prompt,
                                 const RatingEvent& earlier) const {
    RatingEvent event = begin(feature, contexts);
    describe(event, prompt);
    event.action = RatingAction::Rate;
    event.score = earlier.score;
    event.text = earlier.text;
    event.details["model"] = m_params.judge.model;
    event.details["tokens"] = {{"input", 0}, {"output", 0}};
    event.details["answer_of"] = earlier.id;
    for (const char* key : {"answer", "served_model"}) {
        if (earlier.details.contains(key)) {
            event.details[key] = earlier.details[key];
        }
    }
    return event;
}

}  // namespace saferscope
