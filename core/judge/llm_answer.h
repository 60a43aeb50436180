// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <string_view>

namespace saferscope {

/// A chat completion taken apart; everything in it is the server's word and untrusted.
struct ChatCompletion {
    std::string content;
    std::string refusal;  ///< the model's own words when it declined
    std::string finishReason;
    std::string model;
    bool hasUsage = false;
    std::uint64_t inputTokens = 0;
    std::uint64_t outputTokens = 0;
};
/// InvalidInput when the body is not JSON or has no choices[0].message.
Result<ChatCompletion> readChatCompletion(std::string_view body);

/// The server's complaint: {"error":{"message","code","type"}} and its common variants.
struct ServerComplaint {
    std::string message;  ///< at most 300 bytes, without control characters
    std::string code;     ///< lower case; code and type, separated by a space
    std::string whole;    ///< lower-case body, at most 4 kB: to look for names of parameters
};
ServerComplaint readComplaint(std::string_view body);

}  // namespace saferscope
