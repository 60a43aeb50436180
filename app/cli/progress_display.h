// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <cstdio>
#include <map>
#include <string>

namespace saferscope::cli {

/// Progress for people, on standard error: one bar that is redrawn on a terminal, else one line for about every tenth
/// of a stage. NO_COLOR and TERM=dumb are honoured. One thread.
class ProgressDisplay {
public:
    explicit ProgressDisplay(bool quiet = false);
    ~ProgressDisplay();
    ProgressDisplay(const ProgressDisplay&) = delete;
    ProgressDisplay& operator=(const ProgressDisplay&) = delete;

    void show(const Progress& progress);
    /// Shown behind the bar: "loss 0.52".
    void setNote(std::string note) { m_note = std::move(note); }
    /// Put before every stage: "2/6 ".
    void setPrefix(std::string prefix) { m_prefix = std::move(prefix); }
    /// A line of its own; the bar stays below it.
    void message(const std::string& text);
    /// Ends the bar's line.
    void clear();

    ProgressCallback callback();

private:
    std::string line(const Progress& progress) const;
    void draw(const Progress& progress);

    const bool m_quiet;
    const bool m_terminal;
    const bool m_colour;
    bool m_drawn = false;
    std::string m_note;
    std::string m_prefix;
    std::string m_stage;  ///< of the last line written where there is no terminal
    int m_tenth = -1;     ///< of that stage
};

/// "1:05", "2:03:10"
std::string duration(double seconds);

}  // namespace saferscope::cli
