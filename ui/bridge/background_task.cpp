// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/background_task.h"

#include <QMetaObject>
#include <exception>

namespace saferscope {

BackgroundTask::BackgroundTask(QObject* parent) : QObject(parent) {}

BackgroundTask::~BackgroundTask() {
    // Here and not by the member's own destructor: the thread posts to this object, which must still be a QObject.
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
}

void BackgroundTask::start(Work work) {
    m_running = true;
    m_thread = std::jthread([this, work = std::move(work)](std::stop_token stop) {
        const auto onProgress = [this](const Progress& progress) {
            const double fraction =
                progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : -1.0;
            QMetaObject::invokeMethod(
                this,
                [this, stage = QString::fromStdString(progress.stage), fraction] {
                    Q_EMIT progressed(stage, fraction);
                },
                Qt::QueuedConnection);
        };
        Status status;
        try {
            status = work(stop, onProgress);
        } catch (const std::exception& exception) {
            status = fail(ErrorCode::Failed, std::string("The work failed unexpectedly: ") + exception.what());
        }
        QMetaObject::invokeMethod(
            this, [this, status] { finish(status); }, Qt::QueuedConnection);
    });
}

void BackgroundTask::cancel() { m_thread.request_stop(); }

void BackgroundTask::finish(const Status& status) {
    m_running = false;
    if (status) {
        Q_EMIT succeeded();
    } else {
        Q_EMIT failed(status.error());
    }
}

}  // namespace saferscope
