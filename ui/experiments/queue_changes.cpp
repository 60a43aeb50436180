// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/queue_changes.h"

#include <utility>

namespace saferscope {

QueueChanges::QueueChanges(QObject* parent) : QObject(parent) {
    connect(&m_task, &BackgroundTask::succeeded, this, [this] {
        if (const auto then = std::exchange(m_then, {}); then) {
            then();
        }
        Q_EMIT done();
        next();
    });
    connect(&m_task, &BackgroundTask::failed, this, [this](const Error& error) {
        m_then = {};
        Q_EMIT failed(error);
        Q_EMIT done();
        next();
    });
}

void QueueChanges::add(Work work, std::function<void()> then) {
    m_waiting.push_back({std::move(work), std::move(then)});
    next();
}

void QueueChanges::next() {
    if (m_task.running() || m_waiting.empty()) {
        return;
    }
    Change change = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_then = std::move(change.then);
    m_task.start([work = std::move(change.work)](std::stop_token, const ProgressCallback&) { return work(); });
}

}  // namespace saferscope
