// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fair_clock.h"

#include <QTimer>
#include <algorithm>

namespace saferscope::check {

/// Measures how long the event loop of this thread stands still: a timer should fire every 2 ms, what is more than that
/// somebody else took (on the FairClock). From its making on.
class Watchdog {
public:
    Watchdog() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(intervalMs);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_clock.milliseconds() - intervalMs);
            m_clock = FairClock();
        });
        m_timer.start();
    }
    double longest() const { return m_longest; }  ///< milliseconds

private:
    static constexpr int intervalMs = 2;
    QTimer m_timer;
    FairClock m_clock;
    double m_longest = 0.0;
};

}  // namespace saferscope::check
