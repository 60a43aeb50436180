// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_json.h"

#include "core/base/log.h"
#include "core/jobs/run_state.h"

#include <cmath>
#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* formatName = "saferscope-queue";
constexpr std::uint64_t maxMemoBytes = 4u << 20;

template <class T>
void take(const Json& json, const char* key, T& member, const std::string& where, Status& status) {
    if (!status) {
        return;
    }
    auto value = jsonMemberOr<T>(json, key, member, where);
    if (value) {
        member = std::move(*value);
    } else {
        status = failure(value);
    }
}

bool isRunName(const std::string& id) {
    return !id.empty() && !id.starts_with('.') && id.find('/') == std::string::npos;
}

}  // namespace

Json toJson(const QueueEntry& entry) {
    return {{"id", entry.id},     {"device", entry.device},     {"priority", entry.priority},    {"rank", entry.rank},
            {"held", entry.held}, {"go_on", entry.goOn},        {"stop_asked", entry.stopAsked}, {"after", entry.after},
            {"lost", entry.lost}, {"last_loss", entry.lastLoss}};
}

Json toJson(const QueueState& state) {
    Json runs = Json::array();
    for (const auto* entry : inQueueOrder(state)) {
        runs.push_back(toJson(*entry));
    }
    return {{"format", formatName},
            {"version", queueVersion},
            {"max_resumes", state.maxResumes},
            {"runs", std::move(runs)}};
}

Result<QueueEntry> queueEntryFromJson(const Json& json, const std::string& where) {
    QueueEntry entry;
    Status status;
    take(json, "id", entry.id, where, status);
    take(json, "device", entry.device, where, status);
    take(json, "priority", entry.priority, where, status);
    take(json, "rank", entry.rank, where, status);
    take(json, "held", entry.held, where, status);
    take(json, "go_on", entry.goOn, where, status);
    take(json, "stop_asked", entry.stopAsked, where, status);
    take(json, "after", entry.after, where, status);
    take(json, "lost", entry.lost, where, status);
    take(json, "last_loss", entry.lastLoss, where, status);
    if (!status) {
        return failure(status);
    }
    // Ids become paths below the runs folder.
    bool named = isRunName(entry.id) && std::isfinite(entry.rank);
    for (const auto& id : entry.after) {
        named = named && isRunName(id);
    }
    if (!named) {
        return fail(ErrorCode::InvalidInput, where + " names a run that cannot be one.");
    }
    return entry;
}

bool isNewerQueue(const Json& json) {
    const auto format = jsonMemberOr<std::string>(json, "format", "", "");
    const auto version = jsonMemberOr<std::uint32_t>(json, "version", 0, "");
    return format && version && *format == formatName && *version > queueVersion;
}

Result<QueueState> queueStateFromJson(const Json& json, const std::string& where) {
    if (isNewerQueue(json)) {
        return fail(ErrorCode::InvalidInput, where + " was made by a newer Saferscope.", "Use that one.");
    }
    const auto format = jsonMember<std::string>(json, "format", where);
    const auto version = jsonMember<std::uint32_t>(json, "version", where);
    if (!format || !version || *format != formatName || *version == 0) {
        return fail(ErrorCode::InvalidInput, where + " is not a queue.");
    }
    QueueState state;
    Status status;
    take(json, "max_resumes", state.maxResumes, where, status);
    const auto runs = jsonMember<Json>(json, "runs", where);
    if (!status || !runs || !runs->is_array()) {
        return fail(ErrorCode::InvalidInput, where + " has no list of runs.");
    }
    std::set<std::string> seen;
    for (const auto& run : *runs) {
        auto entry = queueEntryFromJson(run, where);
        if (!entry) {
            return failure(entry);
        }
        if (seen.insert(entry->id).second) {
            state.entries.push_back(std::move(*entry));
        }
    }
    return state;
}

std::optional<QueueEntry> readQueueMemo(const QueuePaths& paths, const std::string& id) {
    const auto json = readJsonFile(paths.memo(id), maxMemoBytes);
    auto entry = json ? queueEntryFromJson(*json, paths.memo(id).string()) : Result<QueueEntry>(failure(json));
    if (!entry || entry->id != id) {
        return std::nullopt;
    }
    return std::move(*entry);
}

QueueState rebuiltQueue(const QueuePaths& paths) {
    QueueState state;
    std::error_code error;
    for (fs::directory_iterator it(paths.runs, error), end; !error && it != end; it.increment(error)) {
        const std::string id = it->path().filename().string();
        std::error_code ignored;
        if (!isRunName(id) || !fs::exists(paths.memo(id), ignored)) {
            continue;
        }
        const RunState runState = readRunState(it->path());
        if (runState == RunState::Finished || runState == RunState::Failed) {
            continue;
        }
        const auto json = readJsonFile(paths.memo(id), maxMemoBytes);
        if (auto entry = readQueueMemo(paths, id)) {
            const auto queued = jsonMemberOr<bool>(*json, "queued", true, "");
            if ((queued && !*queued) || (runState == RunState::Stopped && !entry->goOn)) {
                continue;
            }
            state.entries.push_back(std::move(*entry));
        } else if (runState == RunState::Waiting) {
            log::warn("{} cannot be read; the run {} is held.", paths.memo(id).string(), id);
            QueueEntry unknown;
            unknown.id = id;
            unknown.held = true;
            if (const auto spec = readRunSpec(it->path())) {
                unknown.device = queueDevice(spec->device);
            }
            state.entries.push_back(std::move(unknown));
        }
    }
    return state;
}

}  // namespace saferscope
