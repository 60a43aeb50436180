// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sweep_results.h"

#include "core/experiments/sweep_spread.h"
#include "core/experiments/sweep_table.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace saferscope {

namespace {

using Values = std::vector<std::vector<double>>;

/// Verdicts of some models on all pairs of the table, and which pairs every one of them judged.
struct Judged {
    Values right;  ///< 1 or 0; 0 where a model did not judge the pair
    std::vector<bool> there;
    std::size_t count = 0;
};

Judged judgedBy(const SweepTable& table, std::span<const std::size_t> cells) {
    Judged judged;
    judged.there.assign(table.pairs.size(), true);
    for (const std::size_t cell : cells) {
        auto& right = judged.right.emplace_back(table.pairs.size(), 0.0);
        for (std::size_t i = 0; i < table.pairs.size(); ++i) {
            const ScoredPair* pair = table.pair(cell, i);
            judged.there[i] = judged.there[i] && pair != nullptr;
            right[i] = pair != nullptr && pair->chosen > pair->rejected ? 1.0 : 0.0;
        }
    }
    judged.count = static_cast<std::size_t>(std::count(judged.there.begin(), judged.there.end(), true));
    return judged;
}

/// Models of a group beside the baseline's of the same seed.
struct Paired {
    Judged now;
    Judged before;
    Values change;  ///< now - before
    std::vector<bool> there;
    std::size_t seeds = 0;
};

Paired pairedWith(const SweepTable& table, const Sweep& sweep, const SweepTable::Group& group) {
    std::vector<std::size_t> now;
    std::vector<std::size_t> before;
    for (const std::size_t cell : table.evaluated(group)) {
        if (const auto baseline = table.baselineOf(sweep.cells[cell].seed, sweep)) {
            now.push_back(cell);
            before.push_back(*baseline);
        }
    }
    Paired paired{judgedBy(table, now), judgedBy(table, before), {}, {}, now.size()};
    paired.there = paired.now.there;
    for (std::size_t i = 0; i < paired.there.size(); ++i) {
        paired.there[i] = paired.there[i] && paired.before.there[i];
    }
    for (std::size_t s = 0; s < now.size(); ++s) {
        auto& change = paired.change.emplace_back(table.pairs.size(), 0.0);
        for (std::size_t i = 0; i < change.size(); ++i) {
            change[i] = paired.now.right[s][i] - paired.before.right[s][i];
        }
    }
    return paired;
}

/// What both tests need of a section's pairs.
struct Changes {
    std::vector<ChangeShares> shares;  ///< per stratum
    std::vector<double> byPair;        ///< summed over models; only where something changed
    std::uint64_t gained = 0;
    std::uint64_t lost = 0;
};

Changes changesOf(const SuiteGroup& section, const Paired& paired) {
    Changes changes;
    for (const auto& stratum : section.strata) {
        ChangeShares shares;
        double verdicts = 0.0;
        for (const std::uint32_t member : stratum.members) {
            if (!paired.there[member]) {
                continue;
            }
            double sum = 0.0;
            for (std::size_t s = 0; s < paired.seeds; ++s) {
                const double change = paired.change[s][member];
                shares.bothRight += change == 0.0 ? paired.now.right[s][member] : 0.0;
                shares.gained += change > 0.0 ? 1.0 : 0.0;
                shares.lost += change < 0.0 ? 1.0 : 0.0;
                verdicts += 1.0;
                sum += change;
            }
            if (sum != 0.0) {
                changes.byPair.push_back(sum);
            }
        }
        changes.gained += static_cast<std::uint64_t>(shares.gained);
        changes.lost += static_cast<std::uint64_t>(shares.lost);
        if (verdicts > 0.0) {
            shares.bothRight /= verdicts;
            shares.gained /= verdicts;
            shares.lost /= verdicts;
        }
        changes.shares.push_back(shares);
    }
    return changes;
}

double testOf(const SectionSpread& spread, const Changes& changes, std::size_t seeds) {
    if (spread.clustered) {
        std::vector<double> items;
        for (const auto& stratum : spread.strata) {
            for (const double part : stratum.contributions) {
                items.push_back(stratum.weight * part);
            }
        }
        return clusteredDifferenceP(items);
    }
    return seeds == 1 ? mcNemar(changes.gained, changes.lost).exact : clusteredDifferenceP(changes.byPair);
}

void compare(SweepPoint& point, const SuiteGroup& section, const Paired& paired) {
    const SectionSpread spread = sectionSpread(section, paired.change, paired.there);
    if (paired.seeds == 0 || spread.pairs == 0) {
        return;
    }
    const Changes changes = changesOf(section, paired);
    point.compared = true;
    point.difference = spread.mean;
    point.differenceCi = differenceInterval(spread, changes.shares);
    point.gained = changes.gained;
    point.lost = changes.lost;
    point.p = testOf(spread, changes, paired.seeds);
    point.adjusted = point.p;
}

void adjust(std::span<SweepPoint> points) {
    std::vector<double> p;
    for (const auto& point : points) {
        if (point.compared) {
            p.push_back(point.p);
        }
    }
    const auto adjusted = holmAdjusted(p);
    std::size_t next = 0;
    for (auto& point : points) {
        if (point.compared) {
            point.adjusted = adjusted[next++];
        }
    }
}

void recover(std::span<SweepPoint> points) {
    const auto reference = std::find_if(points.begin(), points.end(), [](const SweepPoint& point) {
        return point.kind == CellKind::Reference && point.compared && point.differenceCi.low > 0.0;
    });
    if (reference == points.end()) {
        return;
    }
    for (auto& point : points) {
        if (point.kind == CellKind::Changed && point.compared) {
            point.recovered = point.difference / reference->difference;
        }
    }
}

std::string percent(double ratio) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g %%", ratio * 100.0);
    return text;
}

std::string groupTitle(const SweepTable::Group& group) {
    return group.kind == CellKind::Changed    ? std::string(strategyName(group.strategy)) + " " + percent(group.ratio)
           : group.kind == CellKind::Baseline ? "the baseline"
                                              : "the reference";
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    }
    return text;
}

void warnMissing(const SweepTable& table, const Sweep& sweep, std::vector<std::string>& warnings) {
    std::vector<std::string> whole;
    for (const auto& group : table.groups) {
        std::vector<std::string> seeds;
        for (const std::size_t cell : group.cells) {
            if (table.verdicts[cell] == nullptr) {
                seeds.push_back(std::to_string(sweep.cells[cell].seed));
            }
        }
        if (seeds.size() == group.cells.size()) {
            whole.push_back(groupTitle(group));
        } else if (!seeds.empty()) {
            warnings.push_back((seeds.size() == 1 ? "Seed " : "Seeds ") + listed(seeds) + " of " + groupTitle(group) +
                               (seeds.size() == 1 ? " is missing." : " are missing."));
        }
    }
    if (!whole.empty()) {
        warnings.push_back("Not evaluated yet: " + listed(whole) + ".");
    }
}

void warnPairs(const SweepTable& table, const Sweep& sweep, std::vector<std::string>& warnings) {
    std::size_t unequal = 0;
    std::set<std::string> data;
    for (std::size_t cell = 0; cell < table.verdicts.size(); ++cell) {
        if (const CellVerdicts* one = table.verdicts[cell]) {
            unequal += one->verdicts->pairs.size() < table.pairs.size() ? 1 : 0;
            data.insert(one->verdicts->datasetHash);
        }
    }
    if (unequal > 0) {
        warnings.push_back(std::to_string(unequal) + " of " + std::to_string(table.cellsDone) +
                           " models did not judge all " + std::to_string(table.pairs.size()) +
                           " pairs; a point counts the pairs that all of its models judged.");
    }
    data.erase("");
    if (data.size() > 1) {
        warnings.emplace_back("The models were not all evaluated on the same data: the content hashes differ.");
    } else if (data.size() == 1 && !sweep.spec.evaluationHash.empty() && *data.begin() != sweep.spec.evaluationHash) {
        warnings.emplace_back("The models were evaluated on data that has changed since the sweep was planned.");
    }
}

void warnPresets(const SweepTable& table, const Sweep& sweep, std::vector<std::string>& warnings) {
    const EvaluationPreset* first = nullptr;
    const auto look = [&](const SweepTable::Group& group) {
        std::set<std::string> said;
        for (const std::size_t cell : table.evaluated(group)) {
            const auto& preset = table.verdicts[cell]->verdicts->preset;
            if (!preset) {
                continue;
            }
            first = first == nullptr ? &*preset : first;
            for (const auto& difference : presetDifferences(*preset, *first)) {
                if (said.insert(difference).second) {
                    warnings.push_back("The presets differ: " + groupTitle(group) + ", seed " +
                                       std::to_string(sweep.cells[cell].seed) + ": " + difference + ".");
                }
            }
        }
    };
    for (const auto& group : table.groups) {
        look(group);
    }
}

}  // namespace

const SweepPoint* SweepResults::find(CellKind kind, Strategy strategy, double ratio, const std::string& section) const {
    const auto it = std::find_if(points.begin(), points.end(), [&](const SweepPoint& point) {
        return point.kind == kind && point.section == section &&
               (kind != CellKind::Changed || (point.strategy == strategy && sameRatio(point.ratio, ratio)));
    });
    return it == points.end() ? nullptr : &*it;
}

Interval sweepInterval(std::span<const std::vector<double>> correct) {
    const std::size_t items = correct.empty() ? 0 : correct.front().size();
    SuiteGroup group;
    group.strata.emplace_back();
    group.strata.front().weight = 1.0;
    for (std::uint32_t i = 0; i < items; ++i) {
        group.strata.front().members.push_back(i);
    }
    return shareInterval(sectionSpread(group, correct, std::vector<bool>(items, true)));
}

Result<SweepResults> summariseSweep(const Sweep& sweep, std::span<const CellVerdicts> verdicts) {
    const auto made = sweepTable(sweep, verdicts);
    if (!made) {
        return failure(made);
    }
    const SweepTable& table = *made;
    SweepResults results;
    results.cells = sweep.cells.size();
    results.cellsDone = table.cellsDone;
    std::vector<std::vector<SweepPoint>> bySection(table.sections.size());
    for (const auto& group : table.groups) {
        const auto cells = table.evaluated(group);
        if (cells.empty()) {
            continue;
        }
        const Judged judged = judgedBy(table, cells);
        const Paired paired = group.kind == CellKind::Baseline ? Paired{} : pairedWith(table, sweep, group);
        for (std::size_t i = 0; i < table.sections.size(); ++i) {
            const SuiteGroup& section = table.sections[i];
            const SectionSpread spread = sectionSpread(section, judged.right, judged.there);
            if (spread.pairs == 0) {
                continue;
            }
            SweepPoint point;
            point.kind = group.kind;
            point.strategy = group.strategy;
            point.ratio = group.ratio;
            point.changed = sweep.cells[cells.front()].changed;
            point.section = section.name;
            point.items = spread.pairs;
            point.seeds = cells.size();
            point.accuracy = spread.mean;
            point.ci = shareInterval(spread);
            point.bySeed = spread.bySeed;
            if (paired.seeds > 0) {
                compare(point, section, paired);
            }
            bySection[i].push_back(std::move(point));
        }
    }
    for (std::size_t i = 0; i < bySection.size(); ++i) {
        auto& points = bySection[i];
        if (points.empty() && i > 0) {
            continue;
        }
        adjust(points);
        recover(points);
        results.sections.push_back(table.sections[i].name);
        results.points.insert(results.points.end(), points.begin(), points.end());
    }
    warnMissing(table, sweep, results.warnings);
    warnPairs(table, sweep, results.warnings);
    warnPresets(table, sweep, results.warnings);
    return results;
}

}  // namespace saferscope
