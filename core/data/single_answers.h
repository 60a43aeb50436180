// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/seeded_hash.h"
#include "core/data/preference_pair.h"
#include "core/data/record_parts.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <unordered_map>

namespace saferscope {

/// Joins single answers that people labelled (WildGuardMix) to pairs: a harmful and an unharmful answer to the same
/// prompt, one to one in the order of the file; the unharmful one is chosen. What waits for a partner is held in
/// memory, which waitingBytes() tells.
class SingleAnswers {
public:
    enum class Kind { Pair, Waiting, NoAnswer, NoLabel };
    struct Outcome {
        Kind kind = Kind::Waiting;
        PreferencePair pair;  ///< Kind::Pair only, without a subset
    };

    /// The pair's id joins those of both records, `fallbackId` where one has none: "pair_12+pair_15". The unexpected
    /// value is why it is no such answer.
    parts::Parsed<Outcome> add(Json& record, const std::string& fallbackId, const std::string& defaultSubset);

    std::uint64_t waiting() const { return m_waiting; }
    std::uint64_t waitingBytes() const { return m_bytes; }

private:
    struct Answer {
        std::string id;
        std::string text;
        std::string subset;
        std::string split;
        OrderedJson labels;
        std::uint64_t bytes() const { return id.size() + text.size() + subset.size() + split.size() + 512; }
    };
    struct Waiting {
        std::deque<Answer> answers;
        bool harmful = false;  // all of one kind: two of different kinds would have been joined
    };

    std::unordered_map<std::string, Waiting, SeededHash, std::equal_to<>> m_byPrompt;
    std::uint64_t m_waiting = 0;
    std::uint64_t m_bytes = 0;
};

}  // namespace saferscope
