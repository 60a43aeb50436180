// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_display.h"

#include "app/cli/output.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace saferscope::cli {

namespace {

constexpr std::size_t barWidth = 24;

bool usableTerminal() {
    const char* term = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

bool wantsColour() {
    const char* refused = std::getenv("NO_COLOR");
    return refused == nullptr || *refused == '\0';
}

std::size_t terminalWidth() {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

double share(const Progress& progress) {
    return progress.total == 0
               ? 0.0
               : std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(progress.total));
}

std::string rate(double perSecond) {
    if (perSecond <= 0.0) {
        return {};
    }
    return ", " +
           (perSecond >= 100.0 ? grouped(static_cast<std::uint64_t>(std::llround(perSecond))) : number(perSecond, 1)) +
           "/s";
}

}  // namespace

std::string duration(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0.0 || seconds > 1e8) {
        return "?";
    }
    const auto whole = static_cast<long>(std::llround(seconds));
    char text[48];
    if (whole >= 3600) {
        std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
    } else {
        std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
    }
    return text;
}

ProgressDisplay::ProgressDisplay(bool quiet)
    : m_quiet(quiet), m_terminal(usableTerminal()), m_colour(m_terminal && wantsColour()) {}

ProgressDisplay::~ProgressDisplay() { clear(); }

ProgressCallback ProgressDisplay::callback() {
    return [this](const Progress& progress) { show(progress); };
}

std::string ProgressDisplay::line(const Progress& progress) const {
    std::string text = m_prefix + progress.stage;
    if (progress.total > 0) {
        text += ": " + grouped(progress.done) + " of " + grouped(progress.total) + rate(progress.perSecond);
        if (progress.etaSeconds) {
            text += ", " + duration(*progress.etaSeconds) + " left";
        }
    } else if (progress.done > 0) {
        text += ": " + grouped(progress.done) + rate(progress.perSecond);
    }
    return m_note.empty() ? text : text + ", " + m_note;
}

void ProgressDisplay::draw(const Progress& progress) {
    std::string text = printable(line(progress));
    std::string bar;
    if (progress.total > 0) {
        const auto filled = static_cast<std::size_t>(std::lround(share(progress) * static_cast<double>(barWidth)));
        const std::string full(filled, '#');
        const std::string rest(barWidth - filled, '-');
        bar = m_colour ? "\x1b[36m" + full + "\x1b[2m" + rest + "\x1b[0m " : "[" + full + rest + "] ";
    }
    const std::size_t room = terminalWidth() - std::min(terminalWidth() - 1, barWidth + 4);
    if (text.size() > room) {
        text.resize(room);  // may cut a character in two on a narrow terminal; the next drawing repairs it
    }
    std::fprintf(stderr, "\r%s%s\x1b[K", bar.c_str(), text.c_str());
    std::fflush(stderr);
    m_drawn = true;
}

void ProgressDisplay::show(const Progress& progress) {
    if (m_quiet) {
        return;
    }
    if (m_terminal) {
        draw(progress);
        return;
    }
    const int tenth = static_cast<int>(share(progress) * 10.0);
    if (progress.stage == m_stage && tenth <= m_tenth) {
        return;
    }
    m_stage = progress.stage;
    m_tenth = tenth;
    printNote(line(progress));
}

void ProgressDisplay::message(const std::string& text) {
    if (m_quiet) {
        return;
    }
    clear();
    printNote(m_prefix + text);
}

void ProgressDisplay::clear() {
    if (m_drawn) {
        std::fprintf(stderr, "\r\x1b[K");
        std::fflush(stderr);
        m_drawn = false;
    }
}

}  // namespace saferscope::cli
