// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/sweep_table.h"

#include "core/experiments/suite_plain.h"

#include <cmath>
#include <unordered_map>

namespace saferscope {

namespace {

using Positions = std::vector<std::uint32_t>;

std::vector<SweepTable::Group> cellGroups(const Sweep& sweep) {
    std::vector<SweepTable::Group> groups;
    const auto add = [&](CellKind kind, Strategy strategy, double ratio) {
        SweepTable::Group group{kind, strategy, ratio, {}};
        for (std::size_t i = 0; i < sweep.cells.size(); ++i) {
            const SweepCell& cell = sweep.cells[i];
            if (cell.kind == kind &&
                (kind != CellKind::Changed || (cell.strategy == strategy && sameRatio(cell.ratio, ratio)))) {
                group.cells.push_back(i);
            }
        }
        if (!group.cells.empty()) {
            groups.push_back(std::move(group));
        }
    };
    add(CellKind::Baseline, Strategy::Safer, 0.0);
    add(CellKind::Reference, Strategy::Safer, 0.0);
    for (const Strategy strategy : sweep.spec.strategies) {
        for (const double ratio : sweep.spec.ratios) {
            add(CellKind::Changed, strategy, ratio);
        }
    }
    return groups;
}

/// Matches files to one list of pairs. Nearly all files of a sweep have the same pairs in the same order: comparing the
/// ids in place is all that those cost.
class Matcher {
public:
    explicit Matcher(SweepTable& table) : m_table(table) {}

    std::shared_ptr<Positions> add(const CellVerdicts& cell) {
        const auto& pairs = cell.verdicts->pairs;
        auto positions = std::make_shared<Positions>(m_table.pairs.size(), SweepTable::absent);
        for (std::uint32_t i = 0; i < pairs.size(); ++i) {
            std::size_t index = i;
            if (index >= m_table.pairs.size() || m_table.pairs[index].id != pairs[i].id) {
                index = indexOf(pairs[i]);
                positions->resize(m_table.pairs.size(), SweepTable::absent);
            }
            (*positions)[index] = i;
            if (i < cell.styles.size() && cell.styles[i]) {
                m_table.styles.resize(m_table.pairs.size());
                m_table.styles[index] = cell.styles[i];
            }
        }
        return positions;
    }

private:
    std::size_t indexOf(const ScoredPair& pair) {
        for (; m_known < m_table.pairs.size(); ++m_known) {
            m_index.emplace(m_table.pairs[m_known].id, m_known);
        }
        const auto [it, isNew] = m_index.emplace(pair.id, m_table.pairs.size());
        if (isNew) {
            m_table.pairs.push_back({pair.id, pair.subset, 0.0, 0.0});
            ++m_known;
        }
        return it->second;
    }

    SweepTable& m_table;
    std::unordered_map<std::string, std::size_t> m_index;
    std::size_t m_known = 0;
};

/// Verdict files do not say styles; ids as RM-Bench writes them do. Asked for only where the sweep says it is RM-Bench.
void stylesFromIds(SweepTable& table) {
    for (const auto& pair : table.pairs) {
        table.styles.push_back(styleCell(pair.id, {}));
    }
}

}  // namespace

bool sameRatio(double left, double right) { return std::abs(left - right) < 1e-9; }

const ScoredPair* SweepTable::pair(std::size_t cell, std::size_t index) const {
    const auto& where = *positions[cell];
    return index < where.size() && where[index] != absent ? &verdicts[cell]->verdicts->pairs[where[index]] : nullptr;
}

std::vector<std::size_t> SweepTable::evaluated(const Group& group) const {
    std::vector<std::size_t> cells;
    for (const std::size_t cell : group.cells) {
        if (verdicts[cell] != nullptr) {
            cells.push_back(cell);
        }
    }
    return cells;
}

const SweepTable::Group* SweepTable::baseline() const {
    return !groups.empty() && groups.front().kind == CellKind::Baseline ? &groups.front() : nullptr;
}

std::optional<std::size_t> SweepTable::baselineOf(std::uint64_t seed, const Sweep& sweep) const {
    if (const Group* group = baseline()) {
        for (const std::size_t cell : evaluated(*group)) {
            if (sweep.cells[cell].seed == seed) {
                return cell;
            }
        }
    }
    return std::nullopt;
}

Result<SweepTable> sweepTable(const Sweep& sweep, std::span<const CellVerdicts> verdicts) {
    const auto suite = suiteFromName(sweep.spec.suite);
    if (!suite) {
        return failure(suite);
    }
    SweepTable table;
    table.groups = cellGroups(sweep);
    table.verdicts.assign(sweep.cells.size(), nullptr);
    table.positions.assign(sweep.cells.size(), nullptr);
    Matcher matcher(table);
    std::unordered_map<const VerdictFile*, std::shared_ptr<const Positions>> files;
    for (const auto& one : verdicts) {
        if (one.cell >= sweep.cells.size() || one.verdicts == nullptr || table.verdicts[one.cell] != nullptr) {
            return fail(ErrorCode::InvalidInput,
                        "The results of sweep \"" + sweep.spec.id + "\" do not belong to its models.",
                        "Read the sweep again.");
        }
        auto& known = files[one.verdicts.get()];
        if (known == nullptr) {
            known = matcher.add(one);
        }
        table.verdicts[one.cell] = &one;
        table.positions[one.cell] = known;
        ++table.cellsDone;
    }
    if (table.styles.empty() && *suite && **suite == SuiteKind::RmBench) {
        stylesFromIds(table);
    }
    if (!table.styles.empty()) {
        table.styles.resize(table.pairs.size());
    }
    const SuitePairs input{table.pairs, table.styles};
    const SuiteKind kind = *suite ? **suite : detectSuite(input);
    table.sections.push_back(groupOfAll("overall", kind, input));
    SuiteGroups groups = suiteGroups(kind, input);
    for (auto& group : kind == SuiteKind::Plain ? subsetGroups(input) : std::move(groups.groups)) {
        table.sections.push_back(std::move(group));
    }
    return table;
}

}  // namespace saferscope
