// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_layout.h"

#include "core/data/hh_transcript.h"
#include "core/data/record_parts.h"

#include <algorithm>

namespace saferscope {

namespace {

bool hasText(const Json& record, const char* key) {
    const auto it = record.find(key);
    return it != record.end() && it->is_string();
}

bool hasAll(const Json& record, std::initializer_list<const char*> keys) {
    return std::ranges::all_of(keys, [&](const char* key) { return record.contains(key); });
}

bool isTextList(const Json& value) {
    return value.is_array() && !value.empty() &&
           std::ranges::all_of(value, [](const Json& element) { return element.is_string(); });
}

bool isWholeNumber(const Json& record, const char* key) {
    const auto it = record.find(key);
    return it != record.end() && parts::wholeNumberOf(*it).has_value();
}

// Layouts that have no "chosen" and "rejected".
std::optional<PairLayout> detectJudged(const Json& record) {
    if (hasText(record, "response_0") && hasText(record, "response_1") &&
        (record.contains("better_response_id") || record.contains("safer_response_id"))) {
        return PairLayout::PkuSafeRlhf;
    }
    if (hasText(record, "input") && hasText(record, "output_1") && hasText(record, "output_2") &&
        record.contains("label")) {
        return PairLayout::LlmBar;
    }
    if (hasAll(record, {"prompt", "chosen_response", "rejected_response"})) {
        return PairLayout::Nemo;
    }
    if (record.contains("context") && record.contains("completions") && record["completions"].is_array()) {
        return PairLayout::Nemo;
    }
    if (hasAll(record, {"prompt", "response", "response_harm_label"})) {
        return PairLayout::WildGuardMix;
    }
    // The RewardBench 2 spelling without chosen and rejected.
    if (record.contains("prompt") && record.contains("correct") && record.contains("incorrect") &&
        isTextList(record["correct"]) && isTextList(record["incorrect"])) {
        return PairLayout::RewardBench2;
    }
    return std::nullopt;
}

std::optional<PairLayout> detectTexts(const Json& record, const Json& chosen, const Json& rejected) {
    const auto prompt = record.find("prompt");
    if (prompt == record.end() || prompt->is_null() || prompt->is_string()) {
        if (looksLikeHhTranscript(chosen.get_ref<const std::string&>()) &&
            looksLikeHhTranscript(rejected.get_ref<const std::string&>())) {
            return PairLayout::HhStrings;
        }
    }
    if (prompt == record.end()) {
        return std::nullopt;
    }
    if (prompt->is_array()) {
        return PairLayout::Saferscope;
    }
    if (!prompt->is_string()) {
        return std::nullopt;
    }
    const bool published = hasText(record, "subset") && isWholeNumber(record, "id") &&
                           hasText(record, "chosen_model") && hasText(record, "rejected_model");
    return published ? PairLayout::RewardBench : PairLayout::Strings;
}

std::optional<PairLayout> detectLists(const Json& record, const Json& chosen, const Json& rejected) {
    if (!isTextList(chosen) || !isTextList(rejected)) {
        const bool scored =
            hasAll(record, {"score_chosen", "score_rejected"}) || hasAll(record, {"chosen-rating", "rejected-rating"});
        return scored ? PairLayout::UltraFeedback : PairLayout::Messages;
    }
    if (!record.contains("prompt")) {
        return std::nullopt;
    }
    const bool counted = record.contains("num_correct") || record.contains("total_completions");
    return !counted && chosen.size() == 3 && rejected.size() == 3 ? PairLayout::RmBench : PairLayout::RewardBench2;
}

}  // namespace

const char* pairLayoutName(PairLayout layout) {
    switch (layout) {
        case PairLayout::Auto:
            return "auto";
        case PairLayout::Saferscope:
            return "saferscope";
        case PairLayout::HhStrings:
            return "hh-strings";
        case PairLayout::Messages:
            return "messages";
        case PairLayout::Strings:
            return "strings";
        case PairLayout::ShareGpt:
            return "sharegpt";
        case PairLayout::PkuSafeRlhf:
            return "pku";
        case PairLayout::UltraFeedback:
            return "ultrafeedback";
        case PairLayout::RewardBench:
            return "rewardbench";
        case PairLayout::RewardBench2:
            return "rewardbench2";
        case PairLayout::RmBench:
            return "rm-bench";
        case PairLayout::LlmBar:
            return "llmbar";
        case PairLayout::Nemo:
            return "nemo";
        case PairLayout::WildGuardMix:
            return "wildguard";
        case PairLayout::Mapped:
            return "mapped";
    }
    return "auto";
}

const std::vector<PairLayout>& pairLayouts() {
    using enum PairLayout;
    static const std::vector<PairLayout> all{Auto,     Saferscope,  HhStrings,     Messages,     Strings,
                                             ShareGpt, PkuSafeRlhf, UltraFeedback, RewardBench,  RewardBench2,
                                             RmBench,  LlmBar,      Nemo,          WildGuardMix, Mapped};
    return all;
}

std::optional<PairLayout> pairLayoutNamed(const std::string& name) {
    if (name == "hh") {
        return PairLayout::HhStrings;
    }
    for (const auto layout : pairLayouts()) {
        if (name == pairLayoutName(layout)) {
            return layout;
        }
    }
    return std::nullopt;
}

const char* pairPreferenceName(PairPreference preference) {
    return preference == PairPreference::Better ? "better" : "safer";
}

std::optional<PairLayout> detectPairLayout(const Json& record) {
    if (!record.is_object()) {
        return std::nullopt;
    }
    const auto chosen = record.find("chosen");
    const auto rejected = record.find("rejected");
    if (chosen == record.end() || rejected == record.end()) {
        return detectJudged(record);
    }
    if (chosen->type() != rejected->type()) {
        return std::nullopt;
    }
    if (chosen->is_string()) {
        return detectTexts(record, *chosen, *rejected);
    }
    if (chosen->is_array()) {
        return detectLists(record, *chosen, *rejected);
    }
    if (chosen->is_object() && (record.contains("conversations") || record.contains("messages"))) {
        return PairLayout::ShareGpt;
    }
    return std::nullopt;
}

std::string acceptedLayoutsText() {
    return "Each record needs \"chosen\" and \"rejected\": two strings with a \"prompt\" (string or message list), two "
           "\"\\n\\nHuman: … \\n\\nAssistant: …\" transcripts, two message lists, or two {from, value} answers with "
           "\"conversations\"; or be one of the published layouts that `safer formats` lists. Otherwise say which "
           "member holds what: --map \"prompt=…,chosen=…,rejected=…\".";
}

}  // namespace saferscope
