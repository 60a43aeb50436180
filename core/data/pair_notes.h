// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/pair_reader.h"
#include "core/data/pair_record.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace saferscope {

/// What a reader has to say beside its pairs: assumptions, columns that are not kept, ties.
struct PairNotes {
    std::array<std::uint64_t, static_cast<std::size_t>(PairRemark::Count)> remarks{};
    std::vector<std::string> unused;  ///< names of members, in order of appearance, the first 50
    bool moreUnused = false;
    bool preferredNumbers = false;
    std::uint64_t withoutAnswer = 0;
    std::uint64_t withoutLabel = 0;

    void meetMembers(const Json& record, const RecordRules& rules);
    std::vector<std::string> sentences(const RecordRules& rules, const PairCounts& counts, std::uint64_t waiting) const;
};

}  // namespace saferscope
