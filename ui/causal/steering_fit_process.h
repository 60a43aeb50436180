// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/safer_call.h"

#include <QObject>
#include <QString>
#include <QStringList>

namespace saferscope {

/// What `safer profiles fit` is asked, in the workspace's own names.
struct SteeringFitRequest {
    QString workspace;  ///< folder
    QString name;
    QString model;
    QString dataset;  ///< trusted pairs
    QString sae;
    QString set;                 ///< a saved set, or empty
    QString numbers;             ///< "3,17", where there is no set
    QString positions;           ///< as positionText() says it; empty = all
    std::uint64_t maxPairs = 0;  ///< 0 = all; with neither set nor numbers: every feature of the SAE
    QStringList arguments() const;
};

/// Fits a steering profile in a child process: nothing is written to the workspace before the fit is done, so ending
/// it at any time leaves no trace. GUI thread; the child ends with the object.
class SteeringFitProcess : public QObject {
    Q_OBJECT

public:
    explicit SteeringFitProcess(QObject* parent = nullptr);

    /// Must not be called while running().
    Status start(const SteeringFitRequest& request);
    void cancel() { m_call.cancel(); }
    bool running() const { return m_call.running(); }
    QString name() const { return m_name; }

Q_SIGNALS:
    /// Its own words, and the share that is done; negative while it is not known.
    void progressed(const QString& line, double fraction);
    /// The profile lies in the workspace.
    void succeeded(const QString& name);
    /// After cancel() the code is ErrorCode::Interrupted.
    void failed(const saferscope::Error& error);

private:
    SaferCall m_call;
    QString m_name;
};

}  // namespace saferscope
