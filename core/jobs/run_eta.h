// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/queue_schedule.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace saferscope {

/// How much work a run is, in units that compare runs of one kind: bytes of data times passes times parameters of the
/// model, or features to rate. Nothing when it cannot be told, as of a model that does not exist yet. Reads sizes.
std::optional<double> workUnits(const RunSpec& spec);

/// Seconds that workers spent on a run, all its attempts together, as its events tell; nothing without events.
std::optional<double> measuredSeconds(const std::filesystem::path& runFolder);

/// Seconds per unit of work of the newest finished runs, by kind and device: the median of at most five.
class RunSpeeds {
public:
    /// Reads the events of some finished runs: milliseconds to seconds. Any thread.
    static RunSpeeds measure(const std::filesystem::path& runsFolder);
    /// Nothing without a finished run of this kind on this device.
    std::optional<double> expectedSeconds(const RunSpec& spec) const;

private:
    std::map<std::pair<JobKind, std::string>, double> m_secondsPerUnit;
};

struct RunEta {
    std::optional<double> seconds;  ///< until its end, from its own start where it waits; nothing = unknown
    bool estimate = false;          ///< from other runs' speed; else from what it has measured itself in this stage
};
struct QueueEta {
    std::map<std::string, RunEta> runs;
    std::optional<double> seconds;  ///< until all are done that are neither held nor blocked; nothing = unknown
    double atLeast = 0.0;           ///< the same from those that are known
    std::size_t unknown = 0;        ///< runs of which nothing is known
};

/// The remaining time of one run: of a running one by its last progress event, else by `speeds`.
RunEta runEta(const std::filesystem::path& runFolder, RunState state, const RunSpeeds& speeds);
/// Of the whole queue: the longest of the devices' sums. That one device may wait for another is left out.
QueueEta queueEta(const std::filesystem::path& runsFolder, const QueueState& queue, const RunStatuses& statuses,
                  const RunSpeeds& speeds);

}  // namespace saferscope
