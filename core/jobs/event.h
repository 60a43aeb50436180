// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

enum class EventKind { Started, Progress, Metric, Message, Checkpoint, Finished };

/// One line of events.jsonl. Only the members of its kind are set.
struct Event {
    EventKind kind = EventKind::Message;
    double time = 0.0;                     ///< seconds since 1970
    Progress progress;                     ///< Progress
    std::uint64_t step = 0;                ///< Metric, Checkpoint
    std::map<std::string, double> values;  ///< Metric
    std::string text;                      ///< Message; Finished: state name; Checkpoint: path
};

/// Appends events, one flushed line each, after a versioned first line. A resumed run appends to the same file.
/// Thread-safe. Failing to write is returned once and logged, and does not stop the work.
class EventWriter {
public:
    static Result<EventWriter> open(const std::filesystem::path& path);
    EventWriter(EventWriter&& other) noexcept;
    ~EventWriter();
    Status append(const Event& event);

private:
    explicit EventWriter(int fd);
    int m_fd = -1;
};

/// Follows a growing events.jsonl: each poll() returns the complete lines since the last. Untrusted: a line that does
/// not parse, a huge line or an unknown kind is counted and passed over; a shorter file (replaced) restarts at 0.
class EventReader {
public:
    explicit EventReader(std::filesystem::path path);
    std::vector<Event> poll(std::size_t maxBytes = 4u << 20);
    std::uint64_t skippedLines() const { return m_skipped; }

private:
    std::filesystem::path m_path;
    std::uint64_t m_offset = 0;
    std::string m_partial;
    bool m_discarding = false;
    std::uint64_t m_skipped = 0;
};

}  // namespace saferscope
