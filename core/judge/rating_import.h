// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <filesystem>
#include <set>
#include <vector>

namespace saferscope {

/// Ratings and explanations made by other programs.
///
/// | form | what it is | events |
/// |---|---|---|
/// | SAFER | `interpret.json`: {"results": {"12": {"score": 5, "explanation": "…"}, …}} | Rate; a null score: Unrated |
/// | delphi | a folder with `<hook>_latent<N>.txt`, each a JSON string | Label |
/// | Neuronpedia | `batch-N.jsonl`, also `.gz`, or a folder of them: {"index": "12", "description": "…", …} per line |
/// Label |
///
/// An explanation without a score names what a feature stands for, so it becomes its label, unless the feature has a
/// label already: then it becomes a comment, and nobody's label is pushed aside. Everything is said in the name of a
/// judge. A folder that holds none of them but a folder "explanations" means that one.
struct RatingImportRequest {
    std::filesystem::path path;
    std::string rater;  ///< name of the judge that the events are said by
    std::string saeHash;
    std::uint32_t features = 0;    ///< of that SAE; higher numbers are refused
    std::set<FeatureId> labelled;  ///< features that have a label
};

struct RatingImport {
    std::string form;  ///< "SAFER", "delphi", "Neuronpedia"
    std::vector<RatingEvent> events;
    std::uint64_t refused = 0;
    std::vector<std::string> issues;  ///< one sentence per refused entry, first 1,000
};

/// Files are untrusted: entries that make no sense are refused one by one, sizes are bounded (256 MiB, 1 MiB per line,
/// 200,000 entries). An event's time is the file's, and its id follows from its content, so that the same file brings
/// the same events whenever it is read. Blocks on the disk.
Result<RatingImport> importRatings(const RatingImportRequest& request);

}  // namespace saferscope
