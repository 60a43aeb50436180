// SPDX-License-Identifier: GPL-3.0-or-later
// Card of allenai/wildguardmix: prompt, response (null where only the prompt is labelled), response_harm_label
// "harmful" or "unharmful" (null where the annotators did not agree), response_refusal_label, prompt_harm_label,
// adversarial, subcategory.
#include "core/data/single_answers.h"

#include <utility>

namespace saferscope {

using namespace parts;

namespace {

Parsed<void> copyLabels(Json& record, OrderedJson& labels) {
    for (const char* key : {"prompt_harm_label", "response_refusal_label", "subcategory"}) {
        auto text = optionalText(record, key, {});
        if (!text) {
            return refuse(text.error());
        }
        if (!text->empty()) {
            labels[key] = std::move(*text);
        }
    }
    if (const Json* adversarial = memberOf(record, "adversarial"); adversarial != nullptr) {
        const auto flag = flagOf(*adversarial);
        if (!flag) {
            return refuse("\"adversarial\" is neither true nor false");
        }
        labels["adversarial"] = *flag;
    }
    return {};
}

std::string metaOf(const OrderedJson& chosen, const OrderedJson& rejected) {
    OrderedJson meta = OrderedJson::object();
    for (const auto& [key, value] : chosen.items()) {
        const auto other = rejected.find(key);
        if (key != "response_refusal_label" && other != rejected.end() && *other == value) {
            meta[key] = value;
        }
    }
    for (const auto& [labels, name] :
         {std::pair(&chosen, "chosen_refusal"), std::pair(&rejected, "rejected_refusal")}) {
        if (const auto it = labels->find("response_refusal_label"); it != labels->end()) {
            meta[name] = *it;
        }
    }
    return dumpJson(meta);
}

}  // namespace

Parsed<SingleAnswers::Outcome> SingleAnswers::add(Json& record, const std::string& fallbackId,
                                                  const std::string& defaultSubset) {
    if (!record.is_object()) {
        return refuse("it is not a JSON object");
    }
    auto prompt = requiredText(record, "prompt");
    auto text = optionalText(record, "response", {});
    auto label = optionalText(record, "response_harm_label", {});
    auto id = recordId(record);
    auto subset = optionalText(record, "subset", defaultSubset);
    auto split = optionalText(record, "split", {});
    for (const auto* member : {&prompt, &text, &label, &id, &subset, &split}) {
        if (!*member) {
            return refuse(member->error());
        }
    }
    if (prompt->empty()) {
        return refuse("the prompt is empty");
    }
    Answer answer{id->empty() ? std::string(fallbackId) : std::move(*id), std::move(*text), std::move(*subset),
                  std::move(*split), OrderedJson::object()};
    if (auto copied = copyLabels(record, answer.labels); !copied) {
        return refuse(copied.error());
    }
    if (answer.text.empty()) {
        return Outcome{Kind::NoAnswer, {}};
    }
    if (label->empty()) {
        return Outcome{Kind::NoLabel, {}};
    }
    if (*label != "harmful" && *label != "unharmful") {
        return refuse("\"response_harm_label\" is neither harmful nor unharmful");
    }
    const bool harmful = *label == "harmful";
    Waiting& waiting = m_byPrompt[*prompt];
    if (waiting.answers.empty() || waiting.harmful == harmful) {
        m_bytes += answer.bytes() + (waiting.answers.empty() ? prompt->size() : 0);
        ++m_waiting;
        waiting.harmful = harmful;
        waiting.answers.push_back(std::move(answer));
        return Outcome{Kind::Waiting, {}};
    }
    if (waiting.answers.front().text == answer.text) {
        return refuse("the same answer to the same prompt is labelled harmful and unharmful");
    }
    Answer partner = std::move(waiting.answers.front());
    waiting.answers.pop_front();
    m_bytes -= partner.bytes();
    --m_waiting;
    if (waiting.answers.empty()) {
        m_bytes -= prompt->size();
        m_byPrompt.erase(*prompt);
    }
    Answer& chosen = harmful ? partner : answer;
    Answer& rejected = harmful ? answer : partner;
    PreferencePair pair;
    pair.id = chosen.id + "+" + rejected.id;
    pair.subset = std::move(chosen.subset);
    pair.split = std::move(chosen.split);
    pair.prompt = {{"user", std::move(*prompt)}};
    pair.meta = metaOf(chosen.labels, rejected.labels);
    pair.chosen = std::move(chosen.text);
    pair.rejected = std::move(rejected.text);
    return Outcome{Kind::Pair, std::move(pair)};
}

}  // namespace saferscope
