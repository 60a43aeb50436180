// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_eta.h"

#include "core/base/clock.h"
#include "core/jobs/disk_need.h"
#include "core/jobs/event.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t runsPerSpeed = 5;
constexpr double bytesPerToken = 4.0;

double positive(const Json& json, const char* key, double fallback) {
    const auto it = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && it != json.end() && it->is_number() && it->get<double>() > 0.0 ? it->get<double>()
                                                                                              : fallback;
}

fs::path pathOf(const Json& params, const char* key) {
    const auto it = params.find(key);
    return it != params.end() && it->is_string() ? fs::path(it->get<std::string>()) : fs::path();
}

Json objectOf(const Json& params, const char* key) {
    const auto it = params.find(key);
    return it != params.end() && it->is_object() ? *it : Json::object();
}

// Of all files of a list; 0 where there is none.
double fileBytes(const Json& params, const char* key) {
    double bytes = 0.0;
    const auto it = params.find(key);
    for (const Json& file : it != params.end() && it->is_array() ? *it : Json::array()) {
        std::error_code error;
        const auto size = file.is_string() ? fs::file_size(file.get<std::string>(), error) : 0;
        bytes += error ? 0.0 : static_cast<double>(size);
    }
    return bytes;
}

// The events of a run as far as time is concerned.
struct Timing {
    double before = 0.0;               ///< earlier attempts
    std::optional<double> started;     ///< the last attempt
    double last = 0.0;                 ///< its newest event
    std::optional<Progress> progress;  ///< of the last attempt
};

Timing timingOf(const fs::path& runFolder) {
    Timing timing;
    EventReader reader(RunPaths(runFolder).events());
    for (auto events = reader.poll(); !events.empty(); events = reader.poll()) {
        for (const auto& event : events) {
            if (event.kind == EventKind::Started) {
                timing.before += timing.started ? std::max(0.0, timing.last - *timing.started) : 0.0;
                timing.started = event.time;
                timing.progress.reset();
            } else if (event.kind == EventKind::Progress) {
                timing.progress = event.progress;
            }
            timing.last = event.time;
        }
    }
    return timing;
}

}  // namespace

std::optional<double> workUnits(const RunSpec& spec) {
    const Json& params = spec.params;
    if (spec.kind == JobKind::RateFeatures) {
        const auto features = params.find("features");
        return features != params.end() && features->is_array() && !features->empty()
                   ? std::optional(static_cast<double>(features->size()))
                   : std::nullopt;
    }
    std::error_code error;
    const fs::path data = pathOf(params, "data");
    const auto bytes = data.empty() ? 0 : fs::file_size(data, error);
    const fs::path model = pathOf(params, spec.kind == JobKind::TrainRewardModel ? "base_model" : "model");
    const bool fresh = spec.kind == JobKind::TrainRewardModel && model.empty();
    const ModelSize size =
        fresh ? freshModelSize(objectOf(params, "fresh_model"),
                               static_cast<std::uint64_t>(std::min(positive(params, "vocabulary_size", 4096), 1e9)))
              : modelSize(model);
    if (error || bytes == 0 || size.parameters == 0) {
        return std::nullopt;
    }
    const Json config = objectOf(params, "config");
    double work = static_cast<double>(bytes);
    if (spec.kind == JobKind::TrainRewardModel) {
        work *= positive(config, "epochs", 1.0);
    } else if (spec.kind == JobKind::TrainSae) {
        const double texts = fileBytes(params, "stage1_texts");  // what the first stage reads in place of the pairs
        work = positive(config, "stage1_tokens", (texts > 0.0 ? texts : work) / bytesPerToken) * bytesPerToken;
    }
    return work * static_cast<double>(size.parameters);
}

std::optional<double> measuredSeconds(const fs::path& runFolder) {
    const Timing timing = timingOf(runFolder);
    if (!timing.started) {
        return std::nullopt;
    }
    return timing.before + std::max(0.0, timing.last - *timing.started);
}

RunSpeeds RunSpeeds::measure(const fs::path& runsFolder) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator it(runsFolder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (!it->path().filename().string().starts_with('.') && fs::exists(RunPaths(it->path()).result(), ignored)) {
            folders.push_back(it->path());
        }
    }
    std::ranges::sort(folders, std::greater<>());  // ids sort by time: the newest first
    std::map<std::pair<JobKind, std::string>, std::vector<double>> measured;
    for (const auto& folder : folders) {
        const auto spec = readRunSpec(folder);
        if (!spec) {
            continue;
        }
        auto& speeds = measured[{spec->kind, queueDevice(spec->device)}];
        if (speeds.size() >= runsPerSpeed || readRunState(folder) != RunState::Finished) {
            continue;
        }
        const auto units = workUnits(*spec);
        const auto seconds = units ? measuredSeconds(folder) : std::nullopt;
        if (seconds && *units > 0.0) {
            speeds.push_back(*seconds / *units);
        }
    }
    RunSpeeds result;
    for (auto& [kind, speeds] : measured) {
        if (!speeds.empty()) {
            std::ranges::sort(speeds);
            result.m_secondsPerUnit[kind] = speeds[speeds.size() / 2];
        }
    }
    return result;
}

std::optional<double> RunSpeeds::expectedSeconds(const RunSpec& spec) const {
    const auto speed = m_secondsPerUnit.find({spec.kind, queueDevice(spec.device)});
    const auto units = speed == m_secondsPerUnit.end() ? std::nullopt : workUnits(spec);
    return units ? std::optional(*units * speed->second) : std::nullopt;
}

RunEta runEta(const fs::path& runFolder, RunState state, const RunSpeeds& speeds) {
    const bool running = state == RunState::Running;
    const Timing timing = state == RunState::Waiting ? Timing() : timingOf(runFolder);
    if (running && timing.progress) {
        const Progress& progress = *timing.progress;
        if (progress.etaSeconds) {
            return {std::max(0.0, *progress.etaSeconds - std::max(0.0, secondsSinceEpoch() - timing.last)), false};
        }
        if (progress.total > progress.done && progress.perSecond > 0.0) {
            return {static_cast<double>(progress.total - progress.done) / progress.perSecond, false};
        }
    }
    const auto spec = readRunSpec(runFolder);
    const auto expected = spec ? speeds.expectedSeconds(*spec) : std::nullopt;
    if (!expected) {
        return {};
    }
    // What earlier attempts have done is in their checkpoint, more or less.
    const double worked =
        timing.started ? timing.before + std::max(0.0, (running ? secondsSinceEpoch() : timing.last) - *timing.started)
                       : 0.0;
    return {std::max(0.0, *expected - worked), true};
}

QueueEta queueEta(const fs::path& runsFolder, const QueueState& queue, const RunStatuses& statuses,
                  const RunSpeeds& speeds) {
    QueueEta eta;
    std::map<std::string, double> lanes;
    for (const auto& place : explainQueue(queue, statuses)) {
        const auto status = statuses.find(place.id);
        if (place.phase == QueuePhase::Ended || status == statuses.end()) {
            continue;
        }
        const RunEta one = runEta(runsFolder / place.id, status->second.state, speeds);
        eta.runs.emplace(place.id, one);
        if (place.phase == QueuePhase::Held || place.phase == QueuePhase::Blocked) {
            continue;
        }
        eta.unknown += one.seconds ? 0 : 1;
        lanes[status->second.device] += one.seconds.value_or(0.0);
    }
    for (const auto& [device, seconds] : lanes) {
        eta.atLeast = std::max(eta.atLeast, seconds);
    }
    if (eta.unknown == 0) {
        eta.seconds = eta.atLeast;
    }
    return eta;
}

}  // namespace saferscope
