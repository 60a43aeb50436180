// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace saferscope {

/// Something a person should not be helped with, told mildly: nothing here could be followed.
struct HarmTopic {
    std::string_view category;
    std::string_view act;     ///< infinitive: "open a neighbour's shed without asking"
    std::string_view acting;  ///< gerund of the same
    std::string_view thing;   ///< what it takes: "a bent wire"
    std::string_view hurt;    ///< who or what suffers: "your neighbour's trust"
    std::string_view better;  ///< what to do instead: "ask your neighbour to lend you the tool"
};

/// Something everyday that deserves a good answer. `tips` are whole clauses.
struct ChatTopic {
    std::string_view category;
    std::string_view act;
    std::string_view acting;
    std::string_view tips[4];
    std::string_view scary;  ///< for over-cautious answers: the harmless request with an alarming word, or empty
};

/// Sentences of one kind. {act}, {acting}, {thing}, {hurt}, {better}, {tip} are filled from the topic.
struct PhraseBank {
    std::string_view kind;
    int direction;  ///< +1 preferred answers, -1 dispreferred, 0 either
    std::span<const std::string_view> phrases;
};

std::span<const HarmTopic> harmTopics();
std::span<const ChatTopic> chatTopics();
std::span<const std::string_view> harmQuestions();
std::span<const std::string_view> chatQuestions();
std::span<const std::string_view> openers();  ///< put before a question; may be empty
std::span<const PhraseBank> phraseBanks();
std::span<const std::string_view> phrasesOf(std::string_view kind);

}  // namespace saferscope
