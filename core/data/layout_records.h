// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/pair_record.h"
#include "core/data/record_parts.h"

/// One function for each layout that is more than chosen and rejected; pair_record.cpp calls them and checks what they
/// make. The sources of each layout's facts stand in the .cpp files.
namespace saferscope::layouts {

/// A record taken apart, before ids: `id` is the record's own or empty.
struct Taken {
    std::string id;
    std::vector<PreferencePair> pairs;  ///< each id is the suffix to the record's
    std::vector<PairRemark> remarks;
};

parts::Parsed<Taken> fromPku(Json& record, PairPreference preference);
parts::Parsed<Taken> fromUltraFeedback(Json& record);
parts::Parsed<Taken> fromLlmBar(Json& record);
parts::Parsed<Taken> fromNemo(Json& record);

parts::Parsed<Taken> fromRewardBench(Json& record);
parts::Parsed<Taken> fromRewardBench2(Json& record, const std::string& fallbackId);
parts::Parsed<Taken> fromRmBench(Json& record, const std::string& fallbackId);

parts::Parsed<Taken> fromMapping(Json& record, const RecordRules& rules);

}  // namespace saferscope::layouts
