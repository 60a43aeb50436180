// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>

namespace saferscope::check {

/// Measures how long the event loop of this thread stands still: a timer should fire every 2 ms, what is more than that
/// somebody else took. From its making on.
class Watchdog {
public:
    Watchdog() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(intervalMs);
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const double now = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
            m_longest = std::max(m_longest, now - m_last - intervalMs);
            m_last = now;
        });
        m_timer.start();
    }
    double longest() const { return m_longest; }  ///< milliseconds

private:
    static constexpr int intervalMs = 2;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_last = 0.0;
    double m_longest = 0.0;
};

}  // namespace saferscope::check
