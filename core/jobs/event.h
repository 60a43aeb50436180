// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

enum class EventKind { Started, Progress, Metric, Message, Checkpoint, Finished };
const char* eventKindName(EventKind kind);  ///< as events.jsonl spells it: "progress", …

/// One line of events.jsonl. Only the members of its kind are set.
struct Event {
    EventKind kind = EventKind::Message;
    double time = 0.0;                     ///< seconds since 1970
    Progress progress;                     ///< Progress
    std::uint64_t step = 0;                ///< Metric, Checkpoint
    std::map<std::string, double> values;  ///< Metric
    std::string text;                      ///< Message; Finished: state name; Checkpoint: path
};

/// The line of an event. Values that are not finite become null, and null is read as NaN.
Json toJson(const Event& event);
/// Nothing when the object is no event of this version.
std::optional<Event> eventFromJson(const Json& json);

/// Appends events, one flushed line each, after a versioned first line. A resumed run appends to the same file.
/// Thread-safe. Failing to write is returned once and logged, and does not stop the work.
class EventWriter {
public:
    static Result<EventWriter> open(const std::filesystem::path& path);
    EventWriter(EventWriter&& other) noexcept;
    EventWriter& operator=(EventWriter&&) = delete;
    ~EventWriter();

    /// Sets the time when it is 0.
    Status append(const Event& event);

private:
    explicit EventWriter(int fd);
    int m_fd = -1;
    std::atomic<bool> m_failing = false;  ///< the last write failed and has been reported
};

/// Follows a growing events.jsonl: each poll() returns the complete lines since the last. Untrusted: a line that does
/// not parse, a huge line or an unknown kind is counted and passed over; a shorter or replaced file restarts at 0.
/// Memory stays bounded by maxBytes and the longest line taken (1 MiB). One thread.
class EventReader {
public:
    explicit EventReader(std::filesystem::path path);
    /// Reads at most `maxBytes` more; call again to catch up with a longer file.
    std::vector<Event> poll(std::size_t maxBytes = 4u << 20);
    /// Passes over what is there now: who resumes a run wants to hear only the new attempt.
    void skipToEnd();
    /// Bytes read so far; a poll() that leaves it as it was has met the end of the file.
    std::uint64_t position() const { return m_offset; }
    std::uint64_t skippedLines() const { return m_skipped; }

private:
    void takeLine(std::string_view line, std::vector<Event>& events);

    std::filesystem::path m_path;
    std::uint64_t m_offset = 0;
    std::uint64_t m_inode = 0;
    std::string m_partial;
    bool m_discarding = false;
    std::uint64_t m_skipped = 0;
};

}  // namespace saferscope
