// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/data/preference_pair.h"
#include "core/experiments/manifest.h"

#include <functional>
#include <unordered_map>

namespace saferscope {

/// Changes a data set as a plan says while it streams past: hand every pair to next() in order, then call finish(),
/// which tells whether it was the data set that was planned. Write nothing for good before that. One thread.
class PlanApplier {
public:
    /// Refuses a plan that changes nothing or leaves nothing.
    static Result<PlanApplier> create(ExperimentPlan plan);

    /// The pair as it goes into the new data set; nothing where it is left out. Pairs outside the plan come back byte
    /// for byte. Fails at once where a pair does not stand where the plan says.
    Result<std::optional<PreferencePair>> next(PreferencePair pair);

    /// The manifest of what came out. Fails when the pairs were not those of the plan (content hash).
    Result<DatasetManifest> finish(const std::string& codeVersion);

private:
    explicit PlanApplier(ExperimentPlan plan);
    std::string noteFor(std::size_t entry) const;

    ExperimentPlan m_plan;
    std::unordered_map<std::uint64_t, std::size_t> m_entryAt;  ///< by position
    std::uint64_t m_position = 0;
    std::uint64_t m_written = 0;
    std::size_t m_changed = 0;
    Sha256 m_source;
    Sha256 m_result;
};

/// Calls its argument with every pair of a data set in order and hands on its failure.
using PairWalk = std::function<Status(const std::function<Status(PreferencePair&&)>&)>;

/// Writes the changed data set to `file` in our own layout and its manifest to manifestPathOf(file). Nothing is left
/// behind on failure, neither may exist before, and the data set that is walked is untouched. Blocks on the disk.
Result<DatasetManifest> applyToFile(const ExperimentPlan& plan, const PairWalk& walk, const std::filesystem::path& file,
                                    const std::string& codeVersion);

}  // namespace saferscope
