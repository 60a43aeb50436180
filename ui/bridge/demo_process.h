// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>

namespace saferscope {

/// Prepares the demo workspace with `safer demo` as a child process; stages that are done are skipped by it. When the
/// window goes away, a worker that is training goes on, and the next call takes up where it ended.
class DemoProcess : public QObject {
    Q_OBJECT

public:
    explicit DemoProcess(QObject* parent = nullptr);
    ~DemoProcess() override;

    /// Where the demo lies unless told otherwise: saferscope/demo below XDG_DATA_HOME.
    static QString defaultFolder();

    Status start(const QString& folder);
    bool running() const { return m_process.state() != QProcess::NotRunning; }
    QString folder() const { return m_folder; }

Q_SIGNALS:
    /// What it is doing now, as it says itself: "[3/7] Training the reward model: 40 of 200".
    void progressed(const QString& line);
    void succeeded();
    void failed(const saferscope::Error& error);

private:
    void readLines();
    void finish(int exitCode, QProcess::ExitStatus status);

    QProcess m_process;
    QString m_folder;
    QByteArray m_partial;
    QString m_lastLine;
};

}  // namespace saferscope
