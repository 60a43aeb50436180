// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/change_list.h"

#include <algorithm>
#include <set>

namespace saferscope {
namespace {

constexpr std::size_t mostSteps = 200;

}  // namespace

std::optional<double> neutralValue(FeatureOperation operation) {
    switch (operation) {
        case FeatureOperation::Scale:
            return 1.0;
        case FeatureOperation::Add:
            return 0.0;
        case FeatureOperation::Ablate:
        case FeatureOperation::Clamp:
            break;
    }
    return std::nullopt;
}

const ChangeEntry* ChangeList::find(std::uint64_t id) const {
    const auto at = std::find_if(m_now.entries.begin(), m_now.entries.end(),
                                 [id](const ChangeEntry& entry) { return entry.id == id; });
    return at == m_now.entries.end() ? nullptr : &*at;
}

ChangeEntry* ChangeList::mutableEntry(std::uint64_t id) { return const_cast<ChangeEntry*>(find(id)); }

void ChangeList::remember(std::uint64_t step) {
    if (step != 0 && step == m_step && !m_past.empty()) {
        return;
    }
    m_step = step;
    m_past.push_back(m_now);
    m_future.clear();
    if (m_past.size() > mostSteps) {
        m_past.erase(m_past.begin());
    }
}

std::uint64_t ChangeList::add(ChangeEntry entry) {
    for (const ChangeEntry& known : m_now.entries) {
        if (known.setName == entry.setName && known.features == entry.features) {
            return known.id;
        }
    }
    remember(0);
    entry.id = m_nextId++;
    m_now.entries.push_back(std::move(entry));
    return m_now.entries.back().id;
}

void ChangeList::remove(std::uint64_t id) {
    if (find(id) != nullptr) {
        remember(0);
        std::erase_if(m_now.entries, [id](const ChangeEntry& entry) { return entry.id == id; });
    }
}

void ChangeList::clear() {
    if (!m_now.entries.empty()) {
        remember(0);
        m_now.entries.clear();
    }
}

void ChangeList::setOperation(std::uint64_t id, FeatureOperation operation, double value) {
    const ChangeEntry* entry = find(id);
    if (entry != nullptr && (entry->operation != operation || entry->value != value)) {
        remember(0);
        mutableEntry(id)->operation = operation;
        mutableEntry(id)->value = value;
    }
}

void ChangeList::setValue(std::uint64_t id, double value) {
    const ChangeEntry* entry = find(id);
    if (entry != nullptr && entry->value != value) {
        remember(id);
        mutableEntry(id)->value = value;
        m_future.clear();
    }
}

void ChangeList::setMuted(std::uint64_t id, bool muted) {
    const ChangeEntry* entry = find(id);
    if (entry != nullptr && entry->muted != muted) {
        remember(0);
        mutableEntry(id)->muted = muted;
    }
}

void ChangeList::setPositions(const PositionChoice& positions) {
    if (m_now.positions != positions) {
        remember(0);
        m_now.positions = positions;
    }
}

void ChangeList::undo() {
    if (canUndo()) {
        m_future.push_back(std::move(m_now));
        m_now = std::move(m_past.back());
        m_past.pop_back();
        m_step = 0;
    }
}

void ChangeList::redo() {
    if (canRedo()) {
        m_past.push_back(std::move(m_now));
        m_now = std::move(m_future.back());
        m_future.pop_back();
        m_step = 0;
    }
}

void ChangeList::restore(std::vector<ChangeEntry> entries, const PositionChoice& positions) {
    m_past.clear();
    m_future.clear();
    m_step = 0;
    m_now = {std::move(entries), positions};
    for (ChangeEntry& entry : m_now.entries) {
        entry.id = m_nextId++;
    }
}

Intervention ChangeList::intervention() const {
    Intervention made;
    made.positions = m_now.positions;
    std::set<FeatureId> named;
    for (const bool sets : {false, true}) {
        for (const ChangeEntry& entry : m_now.entries) {
            if (entry.muted || entry.isSet() != sets) {
                continue;
            }
            for (const FeatureId feature : entry.features) {
                if (named.insert(feature).second) {
                    made.changes.push_back({feature, entry.operation, entry.value});
                }
            }
        }
    }
    return made;
}

Intervention ChangeList::interventionOf(std::uint64_t id) const {
    const ChangeEntry* entry = find(id);
    return entry == nullptr ? Intervention()
                            : changeAll(entry->features, entry->operation, entry->value, m_now.positions);
}

}  // namespace saferscope
