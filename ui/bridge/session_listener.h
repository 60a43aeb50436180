// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"

namespace saferscope {

/// Ends every connection from the session and its jobs to `listener`. Nothing for null.
inline void stopListening(WorkspaceSession* session, QObject* listener) {
    if (session == nullptr) {
        return;
    }
    QObject::disconnect(session, nullptr, listener, nullptr);
    if (session->jobs() != nullptr) {
        QObject::disconnect(session->jobs(), nullptr, listener, nullptr);
    }
}

}  // namespace saferscope
