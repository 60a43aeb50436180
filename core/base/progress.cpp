// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/progress.h"

#include <utility>

namespace saferscope {

namespace {
constexpr auto reportEvery = std::chrono::milliseconds(100);
}

ProgressMeter::ProgressMeter(std::string stage, std::uint64_t total, ProgressCallback callback)
    : m_callback(std::move(callback)), m_start(std::chrono::steady_clock::now()), m_lastReport(m_start) {
    m_progress.stage = std::move(stage);
    m_progress.total = total;
    report(true);
}

void ProgressMeter::advance(std::uint64_t amount) {
    m_progress.done += amount;
    report(false);
}

void ProgressMeter::set(std::uint64_t done) {
    if (m_progress.done == 0) {
        m_first = done;  // resumed work: the part done before does not count as speed
    }
    m_progress.done = done;
    report(false);
}

void ProgressMeter::finish() { report(true); }

void ProgressMeter::report(bool force) {
    if (!m_callback) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (!force && now - m_lastReport < reportEvery) {
        return;
    }
    m_lastReport = now;
    const double seconds = std::chrono::duration<double>(now - m_start).count();
    const double worked = static_cast<double>(m_progress.done - m_first);
    m_progress.perSecond = seconds > 0.0 ? worked / seconds : 0.0;
    m_progress.etaSeconds.reset();
    if (m_progress.total > m_progress.done && m_progress.perSecond > 0.0) {
        m_progress.etaSeconds = static_cast<double>(m_progress.total - m_progress.done) / m_progress.perSecond;
    }
    m_callback(m_progress);
}

}  // namespace saferscope
