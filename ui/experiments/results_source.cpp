// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_source.h"

#include <algorithm>

namespace saferscope {

SweepSource workspaceSweeps(const std::filesystem::path& folder) {
    return {[folder] { return readSweeps(folder); },
            [folder](const Sweep& sweep) { return sweepStatus(folder, sweep); },
            [folder](const Sweep& sweep) { return readSweepVerdicts(folder, sweep); }};
}

Result<SweepLook> lookAtSweeps(const SweepSource& source, const std::string& wanted) {
    SweepLook look;
    for (auto& sweep : source.list()) {
        SweepLook::Entry entry;
        for (const CellStatus& cell : source.status(sweep)) {
            entry.done += cell.state == CellState::Done ? 1 : 0;
            if (cell.state == CellState::Failed) {
                ++entry.failed;
                entry.why = entry.why.empty() ? cell.why : entry.why;
            }
        }
        entry.sweep = std::move(sweep);
        look.entries.push_back(std::move(entry));
    }
    if (look.entries.empty()) {
        return look;
    }
    auto chosen = std::find_if(look.entries.begin(), look.entries.end(),
                               [&](const SweepLook::Entry& entry) { return entry.sweep.spec.id == wanted; });
    if (chosen == look.entries.end()) {
        chosen = std::find_if(look.entries.begin(), look.entries.end(),
                              [](const SweepLook::Entry& entry) { return entry.done > 0; });
    }
    look.shown = chosen == look.entries.end() ? 0 : static_cast<std::size_t>(chosen - look.entries.begin());
    const Sweep& sweep = look.entries[look.shown].sweep;
    look.verdicts = source.verdicts(sweep);
    auto results = summariseSweep(sweep, look.verdicts);
    if (!results) {
        return failure(results);
    }
    look.results = std::move(*results);
    return look;
}

}  // namespace saferscope
