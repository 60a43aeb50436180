// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_survey.h"

#include "core/data/pair_reader.h"
#include "core/experiments/rm_bench.h"

#include <algorithm>
#include <chrono>

namespace saferscope {

namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> stopped() { return fail(ErrorCode::Interrupted, "The measurement was stopped."); }

/// All good pairs of the file, then those at equal distances: the first of each of `most` equal parts.
Result<std::vector<PreferencePair>> samplePairs(const fs::path& path, std::uint64_t most, const std::stop_token& stop) {
    auto reader = PairReader::open(path);
    if (!reader) {
        return failure(reader);
    }
    std::vector<PreferencePair> pairs;
    while (true) {
        if (stop.stop_requested()) {
            return stopped();
        }
        auto pair = reader->next();
        if (!pair) {
            return failure(pair);
        }
        if (!*pair) {
            break;
        }
        pairs.push_back(std::move(**pair));
    }
    if (pairs.empty()) {
        return fail(ErrorCode::InvalidInput, "There is no usable pair in " + path.string() + ".",
                    "Choose a file of preference pairs.");
    }
    if (pairs.size() <= most) {
        return pairs;
    }
    std::vector<PreferencePair> sample;
    sample.reserve(most);
    for (std::uint64_t i = 0; i < most; ++i) {
        sample.push_back(std::move(pairs[i * pairs.size() / most]));
    }
    return sample;
}

}  // namespace

Status EngineSurveyor::open(const EngineModel& model, const EngineSurvey& question, const std::stop_token& stop) {
    std::error_code error;
    const auto changed = fs::last_write_time(question.data, error);
    const auto size = error ? 0 : fs::file_size(question.data, error);
    if (error) {
        return fail(ErrorCode::NotFound, question.data.string() + " cannot be read: " + error.message() + ".",
                    "Choose a file of preference pairs.");
    }
    if (m_file && m_file->path == question.data && m_file->changed == changed && m_file->size == size &&
        m_file->maxPairs == question.maxPairs) {
        return {};
    }
    m_file.reset();
    auto pairs = samplePairs(question.data, question.maxPairs, stop);
    if (!pairs) {
        return failure(pairs);
    }
    CaptureOptions options;
    options.keepBytes = m_keepBytes;
    auto captured = CapturedPairs::create(*model.causal, model.encoder, *pairs, options);
    if (!captured) {
        return failure(captured);
    }
    for (PreferencePair& pair : *pairs) {
        pair.prompt.clear();
        pair.chosen = {};
        pair.rejected = {};
    }
    m_file.emplace(File{question.data, changed, size, question.maxPairs, std::move(*pairs), std::move(*captured)});
    return {};
}

std::vector<EngineSurveyor::Group> EngineSurveyor::sections(const std::vector<PreferencePair>& pairs,
                                                            const EngineSurveyed& surveyed,
                                                            std::optional<SuiteKind> suite) {
    std::vector<ScoredPair> scored;
    std::vector<std::optional<StyleCell>> styles;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        scored.push_back({pairs[i].id, pairs[i].subset, surveyed.before[i].chosen, surveyed.before[i].rejected});
        styles.push_back(styleCell(pairs[i].id, pairs[i].meta));
    }
    const SuitePairs input{scored, styles};
    const SuiteGroups grouped = suiteGroups(suite.value_or(detectSuite(input)), input);
    std::vector<Group> groups(1);
    groups.front().name = "all";
    for (std::uint32_t i = 0; i < pairs.size(); ++i) {
        groups.front().members.push_back(i);
    }
    for (const SuiteGroup& group : grouped.groups) {
        Group& section = groups.emplace_back();
        section.name = group.name;
        for (const SuiteStratum& stratum : group.strata) {
            section.members.insert(section.members.end(), stratum.members.begin(), stratum.members.end());
        }
        std::ranges::sort(section.members);
    }
    // Subsets as they are: all of a plain file, and what belongs to no group of a suite.
    const std::size_t firstSubset = groups.size();
    for (std::uint32_t i = 0; i < pairs.size(); ++i) {
        const std::string& subset = pairs[i].subset;
        const bool listed = grouped.kind == SuiteKind::Plain || std::ranges::count(grouped.unassigned, subset) > 0;
        if (subset.empty() || !listed) {
            continue;
        }
        const auto known = std::find_if(groups.begin() + static_cast<std::ptrdiff_t>(firstSubset), groups.end(),
                                        [&subset](const Group& group) { return group.name == subset; });
        (known == groups.end() ? (groups.emplace_back().name = subset, groups.back()) : *known).members.push_back(i);
    }
    return groups;
}

Result<EngineSurveyed> EngineSurveyor::survey(const EngineModel& model, const EngineSurvey& question,
                                              const std::function<void(const EngineProgress&)>& progress,
                                              std::stop_token stop) {
    const auto suite = suiteFromName(question.suite);
    if (!suite) {
        return failure(suite);
    }
    if (question.maxPairs == 0) {
        return fail(ErrorCode::Usage, "A survey of no pairs says nothing.", "Ask for one pair at least.");
    }
    if (auto checked =
            checkIntervention(question.intervention, model.sae->config().latents, model.reward.config().hiddenSize);
        !checked) {
        return failure(checked);
    }
    if (auto opened = open(model, question, stop); !opened) {
        return failure(opened);
    }
    const std::size_t count = m_file->pairs.size();
    EngineSurveyed surveyed;
    surveyed.before.resize(count);
    surveyed.after.resize(count);
    std::vector<bool> changed(count);
    const std::uint64_t keptAtStart = m_file->captured.keptBytes();
    std::uint64_t bytes = 0;
    ProgressMeter meter("Measuring", count, [&progress](const Progress& at) {
        if (progress) {
            progress({at.done, at.total});
        }
    });
    const auto visit = [&](std::size_t, const CapturedBatch& batch) -> Status {
        std::vector<std::uint32_t> affected;
        const auto rewards = model.causal->rewards(batch, question.intervention, nullptr, &affected);
        auto next = affected.begin();
        for (std::uint32_t i = 0; i < batch.members.size(); ++i) {
            const std::uint32_t pair = batch.members[i];
            surveyed.before[pair] = tiedReward(batch.tokens[i], {}, batch.rewards[i]);
            changed[pair] = next != affected.end() && *next == i;
            next += changed[pair] ? 1 : 0;
            surveyed.after[pair] = changed[pair]
                                       ? tiedReward(batch.tokens[i], question.intervention.positions, rewards[i])
                                       : surveyed.before[pair];
            if (auto finite = checkFinite(surveyed.before[pair], "The model's weights may be damaged."); !finite) {
                return finite;
            }
            if (auto finite = checkFinite(surveyed.after[pair], "Take smaller values."); !finite) {
                return finite;
            }
        }
        bytes += batch.bytes();
        meter.advance(batch.members.size());
        return {};
    };
    if (auto visited = m_file->captured.forEach(visit, std::move(stop)); !visited) {
        return failure(visited);
    }
    meter.finish();
    surveyed.cached = keptAtStart == bytes;
    for (const PreferencePair& pair : m_file->pairs) {
        surveyed.ids.push_back(pair.id);
    }
    for (const Group& group : sections(m_file->pairs, surveyed, *suite)) {
        EffectSums sums;
        for (const std::uint32_t pair : group.members) {
            sums.add(surveyed.before[pair], surveyed.after[pair], changed[pair]);
        }
        surveyed.sections.push_back(sums.result(group.name));
    }
    return surveyed;
}

}  // namespace saferscope
