// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <fstream>

namespace saferscope::check {

/// As tests/ui/watchdog.h, and fair on a machine where others compute: what the thread spent ready to run, waiting for
/// a processor (/proc/thread-self/schedstat), is not counted against it. From its making on.
class FairWatchdog {
public:
    FairWatchdog() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(intervalMs);
        m_clock.start();
        m_waited = waited();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const double now = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
            const double waitedNow = waited();
            m_longest = std::max(m_longest, now - m_last - intervalMs - (waitedNow - m_waited));
            m_last = now;
            m_waited = waitedNow;
        });
        m_timer.start();
    }
    double longest() const { return m_longest; }  ///< milliseconds

private:
    static constexpr int intervalMs = 2;
    static double waited() {
        double running = 0.0;
        double waiting = 0.0;
        std::ifstream("/proc/thread-self/schedstat") >> running >> waiting;
        return waiting / 1e6;
    }
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_waited = 0.0;
    double m_last = 0.0;
    double m_longest = 0.0;
};

}  // namespace saferscope::check
