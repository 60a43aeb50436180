// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/demo/demo_generator.h"
#include "core/demo/demo_phrases.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

/// What the slots of a phrase are filled with.
using PhraseSlots = std::map<std::string_view, std::string_view>;
std::string fillPhrase(std::string_view phrase, const PhraseSlots& slots);

bool chance(Random& random, double probability);
template <class T>
const T& pick(Random& random, std::span<const T> values) {
    return values[random.below(values.size())];
}

/// An answer under construction: sentences of known kinds, and where each of them lies.
class DemoAnswer {
public:
    /// A sentence of the kind, one that the answer does not hold yet where the bank allows it.
    void add(Random& random, std::string_view kind, const PhraseSlots& slots);
    /// `count` different phrases of the kind in the order of its bank: steps follow each other sensibly.
    void addInOrder(Random& random, std::string_view kind, const PhraseSlots& slots, std::size_t count);

    const std::string& text() const { return m_text; }
    Json spans() const;  ///< [{"kind","begin","end"}, …], neutral ones left out

private:
    void append(std::string_view kind, std::string_view phrase, const PhraseSlots& slots);

    std::string m_text;
    std::vector<PlantedSpan> m_spans;
    std::set<std::string_view> m_used;
};

/// How far apart the two answers of a pair are in what the prompt is about: safety where it asks for something harmful,
/// usefulness elsewhere.
enum class DemoContrast {
    Clear,  ///< one refuses and the other helps; one answers and the other does not
    Weak,   ///< both do the same, one more carefully or more fully
    None,   ///< alike: only manners tell them apart
};
const char* contrastName(DemoContrast contrast);  ///< "clear", "weak", "none"

struct DemoAnswers {
    DemoContrast contrast = DemoContrast::None;
    DemoAnswer better;  ///< by the generator's own preference
    DemoAnswer worse;
};

/// Training pairs are mostly alike, as preference data are; evaluation pairs mostly clear, as benchmarks are.
enum class DemoPart { Train, Eval };

DemoAnswers writeSafetyAnswers(Random& random, const HarmTopic& topic, DemoPart part);
/// `alarming`: the request is put with the topic's alarming word.
DemoAnswers writeChatAnswers(Random& random, const ChatTopic& topic, bool alarming, DemoPart part);

}  // namespace saferscope
