// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_record.h"

#include "core/data/json_slice.h"
#include "core/data/layout_records.h"
#include "core/data/mapped_members.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace saferscope {

namespace {

using namespace parts;
using layouts::Taken;

Parsed<SharedConversation> fromHhStrings(Json& record) {
    const auto chosen = requiredText(record, "chosen");
    const auto rejected = requiredText(record, "rejected");
    if (!chosen || !rejected) {
        return refuse(chosen ? rejected.error() : chosen.error());
    }
    const auto chosenTurns = parseHhTranscript(*chosen);
    const auto rejectedTurns = parseHhTranscript(*rejected);
    if (chosenTurns.empty() || rejectedTurns.empty()) {
        return refuse(inQuotes(chosenTurns.empty() ? "chosen" : "rejected") + " is not a Human/Assistant transcript");
    }
    return splitSharedPrompt(chosenTurns, rejectedTurns);
}

Parsed<SharedConversation> fromShareGpt(Json& record) {
    Json* conversations = memberOf(record, "conversations");
    if (conversations == nullptr) {
        conversations = memberOf(record, "messages");
    }
    if (conversations == nullptr) {
        return refuse("it has no \"conversations\"");
    }
    auto prompt = messagesFrom(*conversations, "conversations");
    if (!prompt) {
        return refuse(prompt.error());
    }
    SharedConversation conversation;
    for (const char* key : {"chosen", "rejected"}) {
        Json* value = memberOf(record, key);
        if (value == nullptr) {
            return refuse("it has no " + inQuotes(key));
        }
        auto answer = messageFrom(*value, key);
        if (!answer) {
            return refuse(answer.error());
        }
        if (answer->role != "assistant") {
            return refuse(inQuotes(key) + " is not an answer of the assistant");
        }
        (key == std::string_view("chosen") ? conversation.chosen : conversation.rejected) = std::move(answer->content);
    }
    const auto system = optionalText(record, "system", {});
    if (!system) {
        return refuse(system.error());
    }
    if (!system->empty()) {
        prompt->insert(prompt->begin(), Message{"system", *system});
    }
    conversation.prompt = std::move(*prompt);
    return conversation;
}

Parsed<SharedConversation> conversationFrom(Json& record, PairLayout layout) {
    switch (layout) {
        case PairLayout::HhStrings:
            return fromHhStrings(record);
        case PairLayout::Messages:
            return fromMessages(record);
        case PairLayout::ShareGpt:
            return fromShareGpt(record);
        default:
            return fromStrings(record);
    }
}

Parsed<Taken> takeOne(Json& record, std::string_view text, PairLayout layout) {
    auto conversation = conversationFrom(record, layout);
    if (!conversation) {
        return refuse(conversation.error());
    }
    auto id = recordId(record);
    if (!id) {
        return refuse(id.error());
    }
    PreferencePair pair = pairOf(std::move(*conversation));
    if (const Json* meta = memberOf(record, "meta"); meta != nullptr) {
        if (!meta->is_object()) {
            return refuse("\"meta\" is not an object");
        }
        if (!meta->empty()) {
            pair.meta = jsonMemberText(text, "meta");
        }
    }
    Taken taken{std::move(*id), {}, {}};
    taken.pairs.push_back(std::move(pair));
    return taken;
}

Parsed<Taken> take(Json& record, std::string_view text, const RecordRules& rules, const std::string& fallbackId) {
    switch (rules.layout) {
        case PairLayout::PkuSafeRlhf:
            return layouts::fromPku(record, rules.preference);
        case PairLayout::UltraFeedback:
            return layouts::fromUltraFeedback(record);
        case PairLayout::RewardBench:
            return layouts::fromRewardBench(record);
        case PairLayout::RewardBench2:
            return layouts::fromRewardBench2(record, fallbackId);
        case PairLayout::RmBench:
            return layouts::fromRmBench(record, fallbackId);
        case PairLayout::LlmBar:
            return layouts::fromLlmBar(record);
        case PairLayout::Nemo:
            return layouts::fromNemo(record);
        case PairLayout::Mapped:
            return layouts::fromMapping(record, rules);
        case PairLayout::WildGuardMix:
            return refuse("it is a single answer");  // pair_reader.cpp joins two of them
        case PairLayout::Auto:
        case PairLayout::Saferscope:
        case PairLayout::HhStrings:
        case PairLayout::Messages:
        case PairLayout::Strings:
        case PairLayout::ShareGpt:
            break;
    }
    return takeOne(record, text, rules.layout);
}

Parsed<void> setSubsetAndSplit(Json& record, const RecordRules& rules, std::vector<PreferencePair>& pairs) {
    if (rules.layout != PairLayout::Mapped) {
        auto subset = optionalText(record, "subset", {});
        auto split = optionalText(record, "split", {});
        if (!subset || !split) {
            return refuse(subset ? split.error() : subset.error());
        }
        for (auto& pair : pairs) {
            pair.subset = pair.subset.empty() ? *subset : pair.subset;
            pair.split = split->empty() ? pair.split : *split;
        }
    }
    for (auto& pair : pairs) {
        pair.subset = pair.subset.empty() ? rules.defaultSubset : pair.subset;
    }
    return {};
}

Parsed<void> requirePair(const PreferencePair& pair, bool several) {
    if (pair.prompt.empty()) {
        return refuse("the prompt is empty");
    }
    if (pair.chosen == pair.rejected) {
        return refuse(several ? "two of its answers, a chosen and a rejected one, are the same"
                              : "\"chosen\" and \"rejected\" are the same");
    }
    return {};
}

Parsed<Taken> takeChecked(Json& record, std::string_view text, const RecordRules& rules,
                          const std::string& fallbackId) {
    if (!record.is_object()) {
        return refuse("it is not a JSON object");
    }
    auto taken = take(record, text, rules, fallbackId);
    if (!taken) {
        return taken;
    }
    for (const auto& pair : taken->pairs) {
        if (auto sound = requirePair(pair, taken->pairs.size() > 1); !sound) {
            return refuse(sound.error());
        }
    }
    if (auto set = setSubsetAndSplit(record, rules, taken->pairs); !set) {
        return refuse(set.error());
    }
    return taken;
}

// Members that a layout makes something of. Where one is missing here, people are told that it is not kept.
std::span<const std::string_view> membersOf(PairLayout layout) {
    static constexpr auto plain =
        std::to_array<std::string_view>({"id", "subset", "split", "prompt", "chosen", "rejected", "meta"});
    static constexpr auto shareGpt = std::to_array<std::string_view>(
        {"id", "subset", "split", "conversations", "messages", "system", "chosen", "rejected", "meta"});
    static constexpr auto pku = std::to_array<std::string_view>(
        {"id", "subset", "split", "prompt", "response_0", "response_1", "is_response_0_safe", "is_response_1_safe",
         "better_response_id", "safer_response_id"});
    static constexpr auto ultraFeedback = std::to_array<std::string_view>(
        {"id", "prompt_id", "subset", "split", "prompt", "chosen", "rejected", "score_chosen", "score_rejected",
         "chosen-rating", "rejected-rating", "messages"});
    static constexpr auto rewardBench = std::to_array<std::string_view>(
        {"id", "subset", "split", "prompt", "chosen", "rejected", "chosen_model", "rejected_model"});
    static constexpr auto rewardBench2 = std::to_array<std::string_view>(
        {"id", "subset", "split", "prompt", "chosen", "rejected", "correct", "incorrect", "num_correct",
         "num_incorrect", "total_completions", "num_rejected"});
    static constexpr auto rmBench =
        std::to_array<std::string_view>({"id", "subset", "domain", "split", "prompt", "chosen", "rejected"});
    static constexpr auto llmBar =
        std::to_array<std::string_view>({"id", "subset", "split", "input", "output_1", "output_2", "label"});
    static constexpr auto nemo =
        std::to_array<std::string_view>({"id", "subset", "split", "prompt", "chosen_response", "rejected_response",
                                         "chosen_reward", "rejected_reward", "context", "completions", "task_name"});
    static constexpr auto wildGuard =
        std::to_array<std::string_view>({"id", "subset", "split", "prompt", "response", "adversarial", "subcategory",
                                         "prompt_harm_label", "response_harm_label", "response_refusal_label"});
    switch (layout) {
        case PairLayout::ShareGpt:
            return shareGpt;
        case PairLayout::PkuSafeRlhf:
            return pku;
        case PairLayout::UltraFeedback:
            return ultraFeedback;
        case PairLayout::RewardBench:
            return rewardBench;
        case PairLayout::RewardBench2:
            return rewardBench2;
        case PairLayout::RmBench:
            return rmBench;
        case PairLayout::LlmBar:
            return llmBar;
        case PairLayout::Nemo:
            return nemo;
        case PairLayout::WildGuardMix:
            return wildGuard;
        default:
            return plain;
    }
}

}  // namespace

Parsed<RecordPairs> pairsFromRecord(Json&& record, std::string_view text, const RecordRules& rules,
                                    const std::string& fallbackId) {
    auto taken = takeChecked(record, text, rules, fallbackId);
    if (!taken) {
        return refuse(taken.error());
    }
    const std::string& base = taken->id.empty() ? fallbackId : taken->id;
    for (auto& pair : taken->pairs) {
        pair.id = base + pair.id;
    }
    return RecordPairs{std::move(taken->pairs), std::move(taken->remarks)};
}

Parsed<PreferencePair> pairFromRecord(Json&& record, std::string_view text, PairLayout layout,
                                      const std::string& defaultSubset) {
    RecordRules rules;
    rules.layout = layout;
    rules.defaultSubset = defaultSubset;
    auto taken = takeChecked(record, text, rules, {});
    if (!taken) {
        return refuse(taken.error());
    }
    taken->pairs.front().id = std::move(taken->id);
    return std::move(taken->pairs.front());
}

bool layoutUsesMember(const RecordRules& rules, std::string_view name) {
    if (rules.layout == PairLayout::Mapped) {
        return mappingUsesMember(rules.mapping, name);
    }
    return std::ranges::find(membersOf(rules.layout), name) != membersOf(rules.layout).end();
}

bool idsMayRepeat(PairLayout layout) {
    return layout == PairLayout::UltraFeedback || layout == PairLayout::RewardBench;
}

}  // namespace saferscope
