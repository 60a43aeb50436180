// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/apply.h"

#include "core/base/clock.h"
#include "core/data/pair_writer.h"
#include "core/experiments/pair_change.h"

#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

void addToHash(Sha256& hash, const PreferencePair& pair) {
    hash.update(pairToJsonLine(pair));
    hash.update("\n");
}

tl::unexpected<Error> otherDataset(const ExperimentPlan& plan, const std::string& what) {
    return fail(
        ErrorCode::InvalidInput,
        "The plan was made for another state of the data set \"" + plan.request.datasetName + "\": " + what + ".",
        "Make the plan again; nothing was changed.");
}

}  // namespace

PlanApplier::PlanApplier(ExperimentPlan plan) : m_plan(std::move(plan)) {
    for (std::size_t i = 0; i < m_plan.entries.size(); ++i) {
        m_entryAt.emplace(m_plan.entries[i].position, i);
    }
}

Result<PlanApplier> PlanApplier::create(ExperimentPlan plan) {
    if (plan.entries.empty()) {
        return fail(ErrorCode::InvalidInput, "The plan takes none of the " + std::to_string(plan.pairs) + " pairs.",
                    "Take a larger ratio.");
    }
    if (plan.request.mode == ExperimentMode::Denoise && plan.entries.size() >= plan.pairs) {
        return fail(ErrorCode::InvalidInput, "The plan drops every pair.", "Take a smaller ratio.");
    }
    return PlanApplier(std::move(plan));
}

std::string PlanApplier::noteFor(std::size_t entry) const {
    const PlanEntry& one = m_plan.entries[entry];
    const Json note = {{"changed", changeName(m_plan.request.mode)},
                       {"strategy", strategyName(m_plan.request.strategy)},
                       {"rank", entry + 1},
                       {"score", one.score},
                       {"source", m_plan.request.datasetHash}};
    return dumpJson(note);
}

Result<std::optional<PreferencePair>> PlanApplier::next(PreferencePair pair) {
    addToHash(m_source, pair);
    const auto found = m_entryAt.find(m_position++);
    if (found == m_entryAt.end()) {
        addToHash(m_result, pair);
        ++m_written;
        return std::optional(std::move(pair));
    }
    if (m_plan.entries[found->second].id != pair.id) {
        return otherDataset(m_plan, "pair number " + std::to_string(m_position) + " is \"" + pair.id +
                                        "\" instead of \"" + m_plan.entries[found->second].id + "\"");
    }
    ++m_changed;
    if (m_plan.request.mode == ExperimentMode::Denoise) {
        return std::optional<PreferencePair>();
    }
    PreferencePair flipped = flipPair(std::move(pair), noteFor(found->second));
    addToHash(m_result, flipped);
    ++m_written;
    return std::optional(std::move(flipped));
}

Result<DatasetManifest> PlanApplier::finish(const std::string& codeVersion) {
    if (m_position != m_plan.pairs || m_changed != m_plan.entries.size()) {
        return otherDataset(
            m_plan, "it has " + std::to_string(m_position) + " pairs instead of " + std::to_string(m_plan.pairs));
    }
    if (const std::string hash = m_source.hex(); hash != m_plan.request.datasetHash) {
        return otherDataset(m_plan, "its content hash is " + hash.substr(0, 16) + "… instead of " +
                                        m_plan.request.datasetHash.substr(0, 16) + "…");
    }
    DatasetManifest manifest;
    manifest.plan = m_plan;
    manifest.contentHash = m_result.hex();
    manifest.pairs = m_written;
    manifest.codeVersion = codeVersion;
    manifest.createdAt = utcTimestamp();
    return manifest;
}

Result<DatasetManifest> applyToFile(const ExperimentPlan& plan, const PairWalk& walk, const fs::path& file,
                                    const std::string& codeVersion) {
    std::error_code error;
    for (const fs::path& path : {file, manifestPathOf(file)}) {
        if (fs::exists(path, error)) {
            return fail(ErrorCode::InvalidInput, path.string() + " is there already.",
                        "Choose another name, or remove that file first.");
        }
    }
    auto applier = PlanApplier::create(plan);
    if (!applier) {
        return failure(applier);
    }
    auto writer = PairWriter::create(file);
    if (!writer) {
        return failure(writer);
    }
    const auto walked = walk([&](PreferencePair&& pair) -> Status {
        const auto changed = applier->next(std::move(pair));
        if (!changed) {
            return failure(changed);
        }
        return *changed ? writer->write(**changed) : Status();
    });
    if (!walked) {
        return failure(walked);
    }
    const auto manifest = applier->finish(codeVersion);
    if (!manifest) {
        return failure(manifest);
    }
    // The manifest first: a changed data set never stands there without the paper that says so.
    const fs::path paper = manifestPathOf(file);
    if (auto written = writeJsonFile(paper, toJson(*manifest)); !written) {
        return failure(written);
    }
    if (auto committed = writer->commit(); !committed) {
        fs::remove(paper, error);
        return failure(committed);
    }
    return *manifest;
}

}  // namespace saferscope
