// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_generator.h"

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/demo/demo_phrases.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace saferscope {

namespace {

/// What the slots of a phrase are filled with.
using Slots = std::map<std::string_view, std::string_view>;

std::string fill(std::string_view phrase, const Slots& slots) {
    std::string text;
    while (!phrase.empty()) {
        const auto open = phrase.find('{');
        text += phrase.substr(0, open);
        if (open == std::string_view::npos) {
            break;
        }
        const auto close = phrase.find('}', open);
        text += slots.at(phrase.substr(open + 1, close - open - 1));
        phrase.remove_prefix(close + 1);
    }
    return text;
}

/// What a person asks to do with "my" things, as somebody answers it.
std::string secondPerson(std::string_view act) {
    std::string text(act);
    for (const auto& [mine, yours] : {std::pair{" my ", " your "}, std::pair{" mine", " yours"}}) {
        for (auto at = text.find(mine); at != std::string::npos; at = text.find(mine, at + 1)) {
            text.replace(at, std::string_view(mine).size(), yours);
        }
    }
    return text;
}

template <class T>
const T& pick(Random& random, std::span<const T> values) {
    return values[random.below(values.size())];
}

/// An answer under construction: sentences of known kinds, and where each of them lies.
class Answer {
public:
    void add(Random& random, std::string_view kind, const Slots& slots) {
        const auto phrases = phrasesOf(kind);
        std::string_view phrase = pick(random, phrases);
        for (int attempt = 0; attempt < 4 && m_used.contains(phrase); ++attempt) {
            phrase = pick(random, phrases);
        }
        m_used.insert(phrase);
        append(kind, phrase, slots);
    }

    /// `count` different phrases of the kind in the order of its bank: steps follow each other sensibly.
    void addInOrder(Random& random, std::string_view kind, const Slots& slots, std::size_t count) {
        const auto phrases = phrasesOf(kind);
        std::set<std::size_t> places;
        while (places.size() < std::min(count, phrases.size())) {
            places.insert(random.below(phrases.size()));
        }
        for (const std::size_t place : places) {
            append(kind, phrases[place], slots);
        }
    }

    const std::string& text() const { return m_text; }
    Json spans() const {
        Json list = Json::array();
        for (const auto& span : m_spans) {
            if (span.kind != "neutral") {
                list.push_back({{"kind", span.kind}, {"begin", span.begin}, {"end", span.end}});
            }
        }
        return list;
    }

private:
    void append(std::string_view kind, std::string_view phrase, const Slots& slots) {
        if (!m_text.empty()) {
            m_text += ' ';
        }
        const auto begin = static_cast<std::uint32_t>(m_text.size());
        m_text += fill(phrase, slots);
        m_spans.push_back({std::string(kind), begin, static_cast<std::uint32_t>(m_text.size())});
    }

    std::string m_text;
    std::vector<PlantedSpan> m_spans;
    std::set<std::string_view> m_used;
};

bool chance(Random& random, double probability) { return random.uniform() < probability; }

/// A neutral sentence before or after the rest, on both sides alike: features of it must show no contrast, and length
/// must not give the answer away.
void addNeutral(Random& random, Answer& answer, const Slots& slots, double probability) {
    if (chance(random, probability)) {
        answer.add(random, "neutral", slots);
    }
}

struct Draft {
    std::string subset;
    std::string category;
    std::string question;
    Answer chosen;
    Answer rejected;
};

/// Half of the pairs set a refusal against compliance. In the rest both answers refuse, both comply or neither helps,
/// and the better manners win: so no single kind of sentence gives the answer away, the reward has to weigh them all.
void writeSafetyAnswers(Random& random, Draft& draft, const Slots& slots) {
    const double type = random.uniform();
    if (type < 0.65) {
        if (chance(random, 0.4)) {
            draft.chosen.add(random, "apology", slots);
        }
        addNeutral(random, draft.chosen, slots, 0.15);
        draft.chosen.add(random, "refusal", slots);
        if (chance(random, 0.55)) {
            draft.chosen.add(random, "warning", slots);
        }
        if (chance(random, 0.6)) {
            draft.chosen.add(random, "safe_alternative", slots);
        }
    } else if (type < 0.85) {  // helps half-heartedly, but warns
        addNeutral(random, draft.chosen, slots, 0.2);
        draft.chosen.addInOrder(random, "compliance_steps", slots, 1);
        draft.chosen.add(random, "warning", slots);
        if (chance(random, 0.5)) {
            draft.chosen.add(random, "safe_alternative", slots);
        }
    } else {  // evades, and offers something better
        if (chance(random, 0.5)) {
            draft.chosen.add(random, "apology", slots);
        }
        draft.chosen.add(random, "vague", slots);
        draft.chosen.add(random, "safe_alternative", slots);
    }

    addNeutral(random, draft.rejected, slots, 0.3);
    if (type < 0.5 || type >= 0.65) {
        if (chance(random, 0.12)) {
            draft.rejected.add(random, "warning", slots);
        }
        if (chance(random, 0.75)) {
            draft.rejected.add(random, "compliance_opening", slots);
        }
        draft.rejected.addInOrder(random, "compliance_steps", slots,
                                  type < 0.5 ? 1 + random.below(3) : 2 + random.below(2));
        if (chance(random, 0.55)) {
            draft.rejected.add(random, "minimising", slots);
        }
    } else {  // refuses too, but rudely or with a shrug
        draft.rejected.add(random, "refusal", slots);
        draft.rejected.add(random, chance(random, 0.6) ? "rude" : "minimising", slots);
    }
}

Draft draftSafety(Random& random) {
    const HarmTopic& topic = pick(random, harmTopics());
    const std::string answered = secondPerson(topic.act);
    const Slots slots{{"act", answered},
                      {"acting", topic.acting},
                      {"thing", topic.thing},
                      {"hurt", topic.hurt},
                      {"better", topic.better}};
    Draft draft{
        "safety", std::string(topic.category), fill(pick(random, harmQuestions()), {{"act", topic.act}}), {}, {}};
    writeSafetyAnswers(random, draft, slots);
    return draft;
}

void addTips(Random& random, Answer& answer, const ChatTopic& topic, Slots slots, std::uint64_t count) {
    std::array<std::string_view, 4> tips{topic.tips[0], topic.tips[1], topic.tips[2], topic.tips[3]};
    random.shuffle(std::span<std::string_view>(tips));
    for (std::uint64_t i = 0; i < count; ++i) {
        slots["tip"] = tips[i];
        answer.add(random, "helpful_detail", slots);
    }
}

Draft draftChat(Random& random) {
    const ChatTopic& topic = pick(random, chatTopics());
    // Some harmless requests use an alarming word: refusing those is a fault, not a virtue.
    const bool alarming = !topic.scary.empty() && chance(random, 0.5);
    const Slots slots{{"act", alarming ? topic.scary : topic.act}, {"acting", topic.acting}};
    Draft draft{alarming ? "borderline" : "chat",
                std::string(topic.category),
                fill(pick(random, chatQuestions()), slots),
                {},
                {}};

    addNeutral(random, draft.chosen, slots, 0.3);
    addNeutral(random, draft.rejected, slots, 0.3);
    if (alarming && chance(random, 0.7)) {
        addTips(random, draft.chosen, topic, slots, 1 + random.below(2));
        draft.rejected.add(random, "needless_refusal", slots);
        addNeutral(random, draft.rejected, slots, 0.4);
        return draft;
    }
    const double type = random.uniform();
    if (type < 0.5) {  // an answer against none
        addTips(random, draft.chosen, topic, slots, 1 + random.below(2));
        if (chance(random, 0.45)) {
            draft.chosen.add(random, "encouragement", slots);
        }
        draft.rejected.add(random, chance(random, 0.6) ? "vague" : "rude", slots);
        if (chance(random, 0.6)) {
            draft.rejected.add(random, chance(random, 0.5) ? "vague" : "rude", slots);
        }
        addNeutral(random, draft.rejected, slots, 0.4);
    } else if (type < 0.8) {  // both know something, one is unfriendly
        const std::uint64_t tips = 1 + random.below(2);
        addTips(random, draft.chosen, topic, slots, tips);
        draft.chosen.add(random, "encouragement", slots);
        addTips(random, draft.rejected, topic, slots, tips);
        draft.rejected.add(random, chance(random, 0.7) ? "rude" : "needless_refusal", slots);
    } else {  // both are thin, one at least tries
        draft.chosen.add(random, "vague", slots);
        addTips(random, draft.chosen, topic, slots, 1);
        draft.rejected.add(random, "vague", slots);
        draft.rejected.add(random, chance(random, 0.5) ? "rude" : "needless_refusal", slots);
    }
    return draft;
}

std::vector<Message> promptFor(Random& random, const Draft& draft) {
    std::vector<Message> prompt;
    if (chance(random, 0.1)) {
        prompt.push_back({"user", "Hello, are you there?"});
        prompt.push_back({"assistant", "Yes, I am here. What is your question?"});
    }
    prompt.push_back({"user", std::string(pick(random, openers())) + draft.question});
    return prompt;
}

}  // namespace

DemoData generateDemoData(const DemoOptions& options) {
    Random random(options.seed);
    DemoData data;
    std::map<std::string, bool> promptIsEval;
    // Filling both parts from one stream and splitting by prompt keeps their distributions alike.
    const double evalShare =
        static_cast<double>(options.evalPairs) / static_cast<double>(options.evalPairs + options.trainPairs);
    while (data.train.size() < options.trainPairs || data.eval.size() < options.evalPairs) {
        Draft draft = chance(random, 0.5) ? draftSafety(random) : draftChat(random);
        PreferencePair pair;
        pair.prompt = promptFor(random, draft);
        const auto known = promptIsEval.try_emplace(pair.prompt.back().content, chance(random, evalShare)).first;
        auto& part = known->second ? data.eval : data.train;
        const std::size_t wanted = known->second ? options.evalPairs : options.trainPairs;
        if (part.size() >= wanted) {
            continue;
        }
        pair.split = known->second ? "eval" : "train";
        pair.id = "demo_" + pair.split + "_" + std::to_string(part.size());
        pair.subset = draft.subset;
        pair.chosen = draft.chosen.text();
        pair.rejected = draft.rejected.text();
        pair.meta =
            dumpJson(Json{{"category", draft.category},
                          {"planted", {{"chosen", draft.chosen.spans()}, {"rejected", draft.rejected.spans()}}}});
        part.push_back(std::move(pair));
    }
    return data;
}

const std::vector<PlantedKind>& plantedKinds() {
    static const std::vector<PlantedKind> kinds = [] {
        std::vector<PlantedKind> all;
        for (const auto& bank : phraseBanks()) {
            if (bank.direction != 0) {
                all.push_back({std::string(bank.kind), bank.direction});
            }
        }
        return all;
    }();
    return kinds;
}

std::vector<PlantedSpan> plantedSpans(const PreferencePair& pair, Side side) {
    std::vector<PlantedSpan> spans;
    const auto meta = parseJson(pair.meta, "meta of pair " + pair.id);
    if (!meta || !meta->is_object()) {
        return spans;
    }
    const Json list = meta->value("/planted"_json_pointer / sideName(side), Json::array());
    for (const auto& item : list) {
        spans.push_back({item.value("kind", ""), item.value("begin", 0u), item.value("end", 0u)});
    }
    return spans;
}

}  // namespace saferscope
