// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/intervention.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// One row of the list of changes: one feature, or a set whose members all get the same.
struct ChangeEntry {
    std::uint64_t id = 0;  ///< of the row, given by ChangeList
    std::string setName;   ///< empty for one feature
    std::vector<FeatureId> features;
    FeatureOperation operation = FeatureOperation::Scale;
    double value = 0.0;
    bool muted = false;  ///< left out for now
    bool isSet() const { return !setName.empty(); }
    bool operator==(const ChangeEntry&) const = default;
};

/// The value at which an operation changes nothing; nothing where there is none (ablate, clamp).
std::optional<double> neutralValue(FeatureOperation operation);

/// What somebody wants changed, with undo. A plain value of one thread. Edits of the same row that follow each other
/// (a slider that moves) are one step of undo.
class ChangeList {
public:
    const std::vector<ChangeEntry>& entries() const { return m_now.entries; }
    const ChangeEntry* find(std::uint64_t id) const;
    const PositionChoice& positions() const { return m_now.positions; }

    /// Returns the new row's id; the id of the row that is there already when a feature is added twice, which changes
    /// nothing.
    std::uint64_t add(ChangeEntry entry);
    void remove(std::uint64_t id);
    void clear();
    void setOperation(std::uint64_t id, FeatureOperation operation, double value);
    void setValue(std::uint64_t id, double value);
    void setMuted(std::uint64_t id, bool muted);
    void setPositions(const PositionChoice& positions);
    /// The next setValue() starts a step of its own: the mouse was let go.
    void endStep() { m_step = 0; }

    bool canUndo() const { return !m_past.empty(); }
    bool canRedo() const { return !m_future.empty(); }
    void undo();
    void redo();
    /// Takes over what was kept; forgets undo. Rows get new ids.
    void restore(std::vector<ChangeEntry> entries, const PositionChoice& positions);

    /// A feature that several rows name does what its own row says, else the first set's.
    Intervention intervention() const;
    /// The row alone, muted or not: what the curve of doses is about.
    Intervention interventionOf(std::uint64_t id) const;

private:
    struct State {
        std::vector<ChangeEntry> entries;
        PositionChoice positions;
    };
    void remember(std::uint64_t step);
    ChangeEntry* mutableEntry(std::uint64_t id);

    State m_now;
    std::vector<State> m_past;
    std::vector<State> m_future;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_step = 0;  ///< row whose value the newest step changed
};

}  // namespace saferscope
