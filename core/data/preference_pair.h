// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace saferscope {

/// One turn of a conversation. Roles are "system", "user", "assistant"; others are passed to the chat template as they
/// are.
struct Message {
    std::string role;
    std::string content;
    bool operator==(const Message&) const = default;
};

/// A prompt and two answers to it, of which people (or the generator) preferred the first. All text is valid UTF-8.
struct PreferencePair {
    std::string id;      ///< unique within its data set
    std::string subset;  ///< group that accuracy is reported by; may be empty
    std::string split;   ///< "train", "eval" or empty
    std::vector<Message> prompt;
    std::string chosen;
    std::string rejected;
    std::string meta = "{}";  ///< JSON object text, carried along untouched
    bool operator==(const PreferencePair&) const = default;
};

enum class Side { Chosen = 0, Rejected = 1 };

inline const char* sideName(Side side) { return side == Side::Chosen ? "chosen" : "rejected"; }

}  // namespace saferscope
