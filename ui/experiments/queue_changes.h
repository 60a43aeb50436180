// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"

#include <QObject>
#include <deque>
#include <functional>

namespace saferscope {

/// Changes to the queue, one after another on a thread of its own: each waits for a lock that another program may hold
/// for seconds. What is under way when this object goes is finished first, what has not begun is dropped. GUI thread.
class QueueChanges : public QObject {
    Q_OBJECT

public:
    using Work = std::function<Status()>;
    explicit QueueChanges(QObject* parent = nullptr);
    /// `then` is called here after the work has succeeded.
    void add(Work work, std::function<void()> then = {});
    bool busy() const { return m_task.running() || !m_waiting.empty(); }

Q_SIGNALS:
    /// After each, whether it succeeded or not.
    void done();
    void failed(const saferscope::Error& error);

private:
    struct Change {
        Work work;
        std::function<void()> then;
    };
    void next();

    std::deque<Change> m_waiting;
    std::function<void()> m_then;
    BackgroundTask m_task;
};

}  // namespace saferscope
