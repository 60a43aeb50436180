// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_queue.h"

#include <cstdint>
#include <optional>

namespace saferscope {

inline constexpr std::uint32_t queueVersion = 1;

/// queue.json; `paused` is a file of its own and not in it. Refuses what is not whole: the caller rebuilds.
Json toJson(const QueueState& state);
Json toJson(const QueueEntry& entry);
Result<QueueState> queueStateFromJson(const Json& json, const std::string& where);
Result<QueueEntry> queueEntryFromJson(const Json& json, const std::string& where);

/// Made by a newer program: never overwritten.
bool isNewerQueue(const Json& json);

/// The queue that the copies in the run folders describe: runs that were queued and have not ended. One whose copy
/// cannot be read is held, because nobody knows any more what it has to wait for.
QueueState rebuiltQueue(const QueuePaths& paths);

/// The copy in a run's folder, also of a run that has left the queue; nothing when there is none or it is damaged.
std::optional<QueueEntry> readQueueMemo(const QueuePaths& paths, const std::string& id);

}  // namespace saferscope
