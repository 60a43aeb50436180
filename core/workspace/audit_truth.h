// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/pair_signals.h"

namespace saferscope {

/// Which labels are known to be wrong: 1, or 0 where they are known to be right; by position in the data set. Pairs of
/// which nothing is known have no value.
using AuditTruth = std::vector<std::optional<bool>>;

/// "manifest": what the data set's manifest says was flipped, or where there is none the notes in the pairs. "planted":
/// by what the demo's generator planted, the chosen answer's regularities minus the rejected one's point the wrong way.
/// "meta:KEY": pairs whose meta data has false or 0 at the dotted KEY; "meta:!KEY": true or another number.
Result<AuditTruth> readTruth(const Workspace& workspace, const PairSignals& data, const std::string& source);

/// Of "manifest", "meta:gpt35_label_agrees" and "planted", those that know right and wrong labels of the data set.
std::vector<std::string> truthSources(const Workspace& workspace, const PairSignals& data);

}  // namespace saferscope
