// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"

#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace saferscope {

/// True when the text starts (white space aside) with "Human:" or "Assistant:" or holds "\n\nHuman:": Anthropic's HH
/// spelling.
bool looksLikeHhTranscript(std::string_view text);

/// Turns of an HH transcript, split at "\n\nHuman:" and "\n\nAssistant:" and at such a word at the very start; white
/// space around each turn is dropped. Text before the first marker is a "system" turn. Empty when there is no marker.
std::vector<Message> parseHhTranscript(std::string_view text);

/// What two conversations have in common and where they part.
struct SharedConversation {
    std::vector<Message> prompt;
    std::string chosen;
    std::string rejected;
};

/// Conversations that end in an assistant's answer -> shared prompt and the two answers. Where the earlier turns
/// differ, the longest common run from the start that ends before an assistant turn is the prompt and the answers are
/// the turns that follow it. The unexpected value says why nothing sensible is left.
tl::expected<SharedConversation, std::string> splitSharedPrompt(const std::vector<Message>& chosen,
                                                                const std::vector<Message>& rejected);

}  // namespace saferscope
