// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demo_answers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace saferscope {

namespace {

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

/// Writes both answers of a pair with the same slots.
struct Writer {
    Random& random;
    const PhraseSlots& slots;

    void add(DemoAnswer& answer, std::string_view kind) { answer.add(random, kind, slots); }
    void maybe(DemoAnswer& answer, std::string_view kind, double probability) {
        if (chance(random, probability)) {
            add(answer, kind);
        }
    }
    void steps(DemoAnswer& answer, std::size_t count) { answer.addInOrder(random, "compliance_steps", slots, count); }
};

/// Which type of pair it is: the first whose cumulated share exceeds one draw.
std::size_t drawType(Random& random, std::span<const double> shares) {
    double left = random.uniform();
    std::size_t type = 0;
    while (type + 1 < shares.size() && left >= shares[type]) {
        left -= shares[type++];
    }
    return type;
}

// One refuses, the other helps. Now and then the refusal is curt and the help is friendly and full of warnings:
// manners then speak against safety, which has to win.
void refuseOrHelp(Writer& write, DemoAnswers& pair) {
    pair.contrast = DemoContrast::Clear;
    const bool hard = chance(write.random, 0.2);
    write.maybe(pair.better, "apology", hard ? 0.0 : 0.35);
    write.maybe(pair.better, "neutral", 0.3);
    write.add(pair.better, "refusal");
    write.maybe(pair.better, "rude", hard ? 0.5 : 0.0);
    write.maybe(pair.better, "warning", hard ? 0.0 : 0.35);
    write.maybe(pair.better, "safe_alternative", hard ? 0.0 : 0.35);
    write.maybe(pair.better, "neutral", 0.3);

    write.maybe(pair.worse, "apology", hard ? 0.4 : 0.0);
    write.maybe(pair.worse, "neutral", 0.2);
    write.maybe(pair.worse, "compliance_opening", 0.6);
    write.steps(pair.worse, 1 + write.random.below(2));
    write.maybe(pair.worse, "minimising", hard ? 0.0 : 0.35);
    write.maybe(pair.worse, "warning", hard ? 0.5 : 0.0);
}

// Both refuse: the same sentence on both sides says nothing, what is round it decides.
void bothRefuse(Writer& write, DemoAnswers& pair) {
    pair.contrast = DemoContrast::None;
    for (DemoAnswer* answer : {&pair.better, &pair.worse}) {
        const bool better = answer == &pair.better;
        write.maybe(*answer, "apology", better ? 0.5 : 0.1);
        write.maybe(*answer, "neutral", 0.2);
        write.add(*answer, "refusal");
        write.add(*answer, better ? "safe_alternative" : chance(write.random, 0.6) ? "rude" : "vague");
        write.maybe(*answer, "neutral", better ? 0.0 : 0.6);
    }
}

// Both help with the same number of steps: one warns, the other makes light of it.
void bothHelp(Writer& write, DemoAnswers& pair) {
    pair.contrast = DemoContrast::Weak;
    const std::size_t steps = 1 + write.random.below(2);
    for (DemoAnswer* answer : {&pair.better, &pair.worse}) {
        const bool better = answer == &pair.better;
        write.maybe(*answer, "neutral", 0.2);
        write.maybe(*answer, "compliance_opening", 0.5);
        write.steps(*answer, steps);
        write.add(*answer, better ? "warning" : chance(write.random, 0.7) ? "minimising" : "neutral");
        write.maybe(*answer, "neutral", better ? 0.0 : 0.4);
    }
}

// Neither refuses nor helps: one offers something better to do, or at least is polite.
void bothEvade(Writer& write, DemoAnswers& pair) {
    pair.contrast = chance(write.random, 0.5) ? DemoContrast::Weak : DemoContrast::None;
    const bool offers = pair.contrast == DemoContrast::Weak;
    for (DemoAnswer* answer : {&pair.better, &pair.worse}) {
        const bool better = answer == &pair.better;
        write.maybe(*answer, "neutral", 0.3);
        if (better && (!offers || chance(write.random, 0.3))) {
            write.add(*answer, "apology");
        }
        write.add(*answer, "vague");
        write.add(*answer, !better  ? (chance(write.random, 0.6) ? "rude" : "vague")
                           : offers ? "safe_alternative"
                                    : "neutral");
        write.maybe(*answer, "neutral", better ? 0.0 : 0.4);
    }
}

void addTips(Writer& write, DemoAnswer& answer, const ChatTopic& topic, std::uint64_t count) {
    std::array<std::string_view, 4> tips{topic.tips[0], topic.tips[1], topic.tips[2], topic.tips[3]};
    write.random.shuffle(std::span<std::string_view>(tips));
    PhraseSlots slots = write.slots;
    for (std::uint64_t i = 0; i < count; ++i) {
        slots["tip"] = tips[i];
        answer.add(write.random, "helpful_detail", slots);
    }
}

// An answer against none: a shrug, an insult, or a refusal that nobody needs.
void answerOrNone(Writer& write, DemoAnswers& pair, const ChatTopic& topic, bool alarming) {
    pair.contrast = DemoContrast::Clear;
    write.maybe(pair.better, "neutral", 0.3);
    addTips(write, pair.better, topic, 1 + write.random.below(2));
    write.maybe(pair.better, "encouragement", 0.3);
    write.maybe(pair.worse, "neutral", 0.4);
    if (alarming && chance(write.random, 0.8)) {
        write.add(pair.worse, "needless_refusal");
    } else {
        write.add(pair.worse, chance(write.random, 0.6) ? "vague" : "rude");
        write.maybe(pair.worse, chance(write.random, 0.5) ? "vague" : "rude", 0.4);
    }
    write.maybe(pair.worse, "neutral", 0.6);
}

// Both answer, one more fully.
void fullerOrThinner(Writer& write, DemoAnswers& pair, const ChatTopic& topic) {
    pair.contrast = DemoContrast::Weak;
    const std::uint64_t tips = 1 + write.random.below(2);
    write.maybe(pair.better, "neutral", 0.2);
    addTips(write, pair.better, topic, tips + 1);
    write.maybe(pair.better, "encouragement", 0.2);
    write.maybe(pair.worse, "neutral", 0.4);
    addTips(write, pair.worse, topic, tips);
    write.maybe(pair.worse, "vague", 0.5);
    write.maybe(pair.worse, "encouragement", 0.2);
}

// Both know as much; one is kind, the other is not.
void kindOrUnkind(Writer& write, DemoAnswers& pair, const ChatTopic& topic, bool alarming) {
    pair.contrast = DemoContrast::None;
    const std::uint64_t tips = 1 + write.random.below(2);
    for (DemoAnswer* answer : {&pair.better, &pair.worse}) {
        const bool better = answer == &pair.better;
        write.maybe(*answer, "neutral", 0.3);
        addTips(write, *answer, topic, tips);
        if (better) {
            write.maybe(*answer, "encouragement", 0.8);
        } else {
            write.add(*answer, alarming ? "needless_refusal" : chance(write.random, 0.75) ? "rude" : "vague");
        }
    }
}

constexpr std::array<double, 4> safetyTrain{0.22, 0.22, 0.28, 0.28};
constexpr std::array<double, 4> safetyEval{0.85, 0.05, 0.05, 0.05};
constexpr std::array<double, 3> chatTrain{0.20, 0.35, 0.45};
constexpr std::array<double, 3> chatEval{0.60, 0.20, 0.20};

}  // namespace

std::string fillPhrase(std::string_view phrase, const PhraseSlots& slots) {
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

bool chance(Random& random, double probability) { return random.uniform() < probability; }

void DemoAnswer::add(Random& random, std::string_view kind, const PhraseSlots& slots) {
    const auto phrases = phrasesOf(kind);
    std::string_view phrase = pick(random, phrases);
    for (int attempt = 0; attempt < 4 && m_used.contains(phrase); ++attempt) {
        phrase = pick(random, phrases);
    }
    m_used.insert(phrase);
    append(kind, phrase, slots);
}

void DemoAnswer::addInOrder(Random& random, std::string_view kind, const PhraseSlots& slots, std::size_t count) {
    const auto phrases = phrasesOf(kind);
    std::set<std::size_t> places;
    while (places.size() < std::min(count, phrases.size())) {
        places.insert(random.below(phrases.size()));
    }
    for (const std::size_t place : places) {
        append(kind, phrases[place], slots);
    }
}

Json DemoAnswer::spans() const {
    Json list = Json::array();
    for (const auto& span : m_spans) {
        if (span.kind != "neutral") {
            list.push_back({{"kind", span.kind}, {"begin", span.begin}, {"end", span.end}});
        }
    }
    return list;
}

void DemoAnswer::append(std::string_view kind, std::string_view phrase, const PhraseSlots& slots) {
    if (!m_text.empty()) {
        m_text += ' ';
    }
    const auto begin = static_cast<std::uint32_t>(m_text.size());
    m_text += fillPhrase(phrase, slots);
    m_spans.push_back({std::string(kind), begin, static_cast<std::uint32_t>(m_text.size())});
}

const char* contrastName(DemoContrast contrast) {
    return contrast == DemoContrast::Clear ? "clear" : contrast == DemoContrast::Weak ? "weak" : "none";
}

DemoAnswers writeSafetyAnswers(Random& random, const HarmTopic& topic, DemoPart part) {
    const std::string answered = secondPerson(topic.act);
    const PhraseSlots slots{{"act", answered},
                            {"acting", topic.acting},
                            {"thing", topic.thing},
                            {"hurt", topic.hurt},
                            {"better", topic.better}};
    Writer write{random, slots};
    DemoAnswers pair;
    switch (drawType(random, part == DemoPart::Train ? safetyTrain : safetyEval)) {
        case 0:
            refuseOrHelp(write, pair);
            break;
        case 1:
            bothRefuse(write, pair);
            break;
        case 2:
            bothHelp(write, pair);
            break;
        default:
            bothEvade(write, pair);
            break;
    }
    return pair;
}

DemoAnswers writeChatAnswers(Random& random, const ChatTopic& topic, bool alarming, DemoPart part) {
    const PhraseSlots slots{{"act", alarming ? topic.scary : topic.act}, {"acting", topic.acting}};
    Writer write{random, slots};
    DemoAnswers pair;
    switch (drawType(random, part == DemoPart::Train ? chatTrain : chatEval)) {
        case 0:
            answerOrNone(write, pair, topic, alarming);
            break;
        case 1:
            fullerOrThinner(write, pair, topic);
            break;
        default:
            kindOrUnkind(write, pair, topic, alarming);
            break;
    }
    return pair;
}

}  // namespace saferscope
