// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/hh_transcript.h"
#include "core/data/preference_pair.h"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace saferscope::parts {

/// What the readers of the single layouts share: members of a record taken out of it, each failure one clause that
/// follows "line 7: ". Texts are moved out of the record where that is sound.
template <class T>
using Parsed = tl::expected<T, std::string>;

tl::unexpected<std::string> refuse(std::string reason);
std::string inQuotes(std::string_view key);

/// The member, or null where it is absent or JSON null.
Json* memberOf(Json& record, const char* key);
const Json* memberOf(const Json& record, const char* key);

Parsed<std::string> optionalText(Json& record, const char* key, const std::string& fallback);
Parsed<std::string> requiredText(Json& record, const char* key);
/// true/false, 0/1, or one of them as text (CSV cells; Python's "True"); nullopt for anything else.
std::optional<bool> flagOf(const Json& value);
/// A whole number, also spelled as text; nullopt for anything else.
std::optional<std::int64_t> wholeNumberOf(const Json& value);
/// A finite number, also spelled as text; nullopt for anything else.
std::optional<double> numberOf(const Json& value);
/// "id": a text or a whole number; empty where there is none.
Parsed<std::string> recordId(Json& record, const char* key = "id");

/// {role, content} or {from, value}; "human" and "gpt" become "user" and "assistant".
bool isMessage(const Json& value);
bool isMessageList(const Json& value);  ///< an array, not empty, of such
Parsed<Message> messageFrom(Json& value, const char* where);
Parsed<std::vector<Message>> messagesFrom(Json& value, const char* where);
/// A string is one user turn, or a whole HH transcript that waits for its answer.
std::vector<Message> promptFromText(std::string text);
/// "prompt", a text or a message list.
Parsed<std::vector<Message>> promptFrom(Json& record, const char* key = "prompt");

/// prompt, chosen, rejected as texts (the prompt may be a list).
Parsed<SharedConversation> fromStrings(Json& record);
/// chosen and rejected as message lists, with or without a prompt that may repeat what they begin with.
Parsed<SharedConversation> fromMessages(Json& record);

/// The pair of a conversation; nothing but its texts is set.
PreferencePair pairOf(SharedConversation conversation);

}  // namespace saferscope::parts
