// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QObject>
#include <QString>
#include <functional>
#include <stop_token>
#include <thread>

namespace saferscope {

/// Work that would block the window but needs no process of its own: import, copies for workers. It runs on a thread of
/// its own; the signals arrive on the thread that owns the object. The destructor asks it to stop and waits.
class BackgroundTask : public QObject {
    Q_OBJECT

public:
    using Work = std::function<Status(std::stop_token, const ProgressCallback&)>;

    explicit BackgroundTask(QObject* parent = nullptr);
    ~BackgroundTask() override;

    /// Must not be called while running().
    void start(Work work);
    void cancel();
    bool running() const { return m_running; }

Q_SIGNALS:
    /// `fraction` is negative while the total is unknown.
    void progressed(const QString& stage, double fraction);
    void succeeded();
    /// After cancel() the code is ErrorCode::Interrupted.
    void failed(const saferscope::Error& error);

private:
    void finish(const Status& status);

    bool m_running = false;  ///< of the owning thread
    std::jthread m_thread;   ///< last: stopped and joined before anything else goes
};

}  // namespace saferscope
