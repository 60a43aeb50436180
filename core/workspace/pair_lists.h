// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

namespace saferscope {

/// Pairs that somebody wrote or gathered in the Playground, kept in the workspace as a document of the kind
/// "pair-list": {"format":"saferscope-pair-list","version":1,"pairs":[{"id","subset","split","prompt","chosen",
/// "rejected","meta"}]}. Unlike a data set it may hold answers that are empty or the same.
struct PairList {
    std::string name;
    std::string createdAt;  ///< filled in where empty
    std::vector<PreferencePair> pairs;
};

Json toJson(const PairList& list);  ///< the document's body
/// Strict: what it does not know is refused.
Result<PairList> pairListFromJson(const Json& body, const std::string& name);

/// Newest first.
std::vector<std::string> pairListNames(const Workspace& workspace);
Result<PairList> pairList(const Workspace& workspace, const std::string& name);
/// A name in use is refused unless `replace`.
Status savePairList(Workspace& workspace, const PairList& list, bool replace);
Status removePairList(Workspace& workspace, const std::string& name);

/// As JSON Lines that any import takes. Atomic.
Status exportPairList(const PairList& list, const std::filesystem::path& file);
/// "playground-0007": an id that the list does not have yet.
std::string freshPairId(const PairList& list);

}  // namespace saferscope
