// SPDX-License-Identifier: GPL-3.0-or-later
// PKU-SafeRLHF, UltraFeedback binarized and LLMBar: records of two answers with a judgement beside them.
#include "core/data/layout_records.h"

#include <array>

namespace saferscope::layouts {

using namespace parts;

namespace {

Taken oneOf(std::string id, PreferencePair pair, std::vector<PairRemark> remarks = {}) {
    Taken taken{std::move(id), {}, std::move(remarks)};
    taken.pairs.push_back(std::move(pair));
    return taken;
}

// 0 or 1, as which of the two answers.
Parsed<std::size_t> answerIndex(const Json& record, const char* key) {
    const Json* value = memberOf(record, key);
    const auto index = value != nullptr ? wholeNumberOf(*value) : std::nullopt;
    if (!index || *index < 0 || *index > 1) {
        return refuse(value == nullptr ? "it has no " + inQuotes(key) : inQuotes(key) + " is neither 0 nor 1");
    }
    return static_cast<std::size_t>(*index);
}

}  // namespace

// Card of PKU-Alignment/PKU-SafeRLHF: is_response_N_safe, better_response_id (helpfulness alone) and safer_response_id
// are judged apart, so the safer answer may be the worse one and both may be unsafe.
Parsed<Taken> fromPku(Json& record, PairPreference preference) {
    auto prompt = promptFrom(record);
    if (!prompt) {
        return refuse(prompt.error());
    }
    const bool bySafety = preference == PairPreference::Safer;
    const auto chosen = answerIndex(record, bySafety ? "safer_response_id" : "better_response_id");
    if (!chosen) {
        return refuse(chosen.error());
    }
    const char* otherKey = bySafety ? "better_response_id" : "safer_response_id";
    const auto other = memberOf(record, otherKey) != nullptr ? answerIndex(record, otherKey) : *chosen;
    if (!other) {
        return refuse(other.error());
    }
    std::array<std::string, 2> answers;
    std::array<std::optional<bool>, 2> safe;
    for (std::size_t i = 0; i < 2; ++i) {
        auto answer = requiredText(record, i == 0 ? "response_0" : "response_1");
        if (!answer) {
            return refuse(answer.error());
        }
        answers[i] = std::move(*answer);
        const char* safeKey = i == 0 ? "is_response_0_safe" : "is_response_1_safe";
        if (const Json* flag = memberOf(record, safeKey); flag != nullptr) {
            safe[i] = flagOf(*flag);
            if (!safe[i]) {
                return refuse(inQuotes(safeKey) + " is neither true nor false");
            }
        }
    }
    OrderedJson meta{{"preference", pairPreferenceName(preference)}};
    if (memberOf(record, otherKey) != nullptr) {
        meta[bySafety ? "better" : "safer"] = *other == *chosen ? "chosen" : "rejected";
    }
    const std::size_t rejected = 1 - *chosen;
    if (safe[0] && safe[1]) {
        meta["chosen_safe"] = *safe[*chosen];
        meta["rejected_safe"] = *safe[rejected];
    }
    std::vector<PairRemark> remarks;
    if (*other != *chosen) {
        remarks.push_back(PairRemark::SaferNotBetter);
    }
    if (safe[0] && safe[1] && !*safe[*chosen]) {
        remarks.push_back(*safe[rejected] ? PairRemark::OnlyChosenUnsafe : PairRemark::BothUnsafe);
    }
    auto id = recordId(record);
    if (!id) {
        return refuse(id.error());
    }
    PreferencePair pair;
    pair.prompt = std::move(*prompt);
    pair.chosen = std::move(answers[*chosen]);
    pair.rejected = std::move(answers[rejected]);
    pair.meta = dumpJson(meta);
    return oneOf(std::move(*id), std::move(pair), std::move(remarks));
}

// HuggingFaceH4/ultrafeedback_binarized (also its *_prefs files): chosen and rejected hold the prompt too, prompt_id is
// a hash of the prompt and may repeat. Argilla's cleaned copies call the scores chosen-rating and rejected-rating.
Parsed<Taken> fromUltraFeedback(Json& record) {
    std::array<std::optional<double>, 2> scores;
    for (std::size_t i = 0; i < 2; ++i) {
        const Json* score = memberOf(record, i == 0 ? "score_chosen" : "score_rejected");
        score = score != nullptr ? score : memberOf(record, i == 0 ? "chosen-rating" : "rejected-rating");
        scores[i] = score != nullptr ? numberOf(*score) : std::nullopt;
        if (score != nullptr && !scores[i]) {
            return refuse("the score of the " + std::string(i == 0 ? "chosen" : "rejected") +
                          " answer is not a number");
        }
    }
    auto id = memberOf(record, "id") != nullptr ? recordId(record) : recordId(record, "prompt_id");
    if (!id) {
        return refuse(id.error());
    }
    auto conversation = fromMessages(record);
    if (!conversation) {
        return refuse(conversation.error());
    }
    PreferencePair pair = pairOf(std::move(*conversation));
    OrderedJson meta = OrderedJson::object();
    std::vector<PairRemark> remarks;
    if (scores[0]) {
        meta["score_chosen"] = *scores[0];
    }
    if (scores[1]) {
        meta["score_rejected"] = *scores[1];
    }
    if (scores[0] && scores[1] && *scores[0] <= *scores[1]) {
        remarks.push_back(*scores[0] == *scores[1] ? PairRemark::TiedScores : PairRemark::ReversedScores);
        meta["tie"] = *scores[0] == *scores[1];
    }
    pair.meta = dumpJson(meta);
    return oneOf(std::move(*id), std::move(pair), std::move(remarks));
}

// princeton-nlp/LLMBar, Dataset/LLMBar/*/dataset.json: label 1 or 2 is the better output.
Parsed<Taken> fromLlmBar(Json& record) {
    auto prompt = promptFrom(record, "input");
    if (!prompt) {
        return refuse(prompt.error());
    }
    const Json* label = memberOf(record, "label");
    const auto better = label != nullptr ? wholeNumberOf(*label) : std::nullopt;
    if (!better || (*better != 1 && *better != 2)) {
        return refuse(label == nullptr ? "it has no \"label\"" : "\"label\" is neither 1 nor 2");
    }
    auto first = requiredText(record, "output_1");
    auto second = requiredText(record, "output_2");
    if (!first || !second) {
        return refuse(first ? second.error() : first.error());
    }
    auto id = recordId(record);
    if (!id) {
        return refuse(id.error());
    }
    PreferencePair pair;
    pair.prompt = std::move(*prompt);
    pair.chosen = std::move(*better == 1 ? *first : *second);
    pair.rejected = std::move(*better == 1 ? *second : *first);
    pair.meta = dumpJson(OrderedJson{{"label", *better}});
    pair.split = "eval";  // a benchmark; a "split" of the record comes before this
    return oneOf(std::move(*id), std::move(pair));
}

}  // namespace saferscope::layouts
