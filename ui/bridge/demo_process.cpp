// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/demo_process.h"

#include "core/jobs/launcher.h"

#include <QStandardPaths>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 4096;

}  // namespace

DemoProcess::DemoProcess(QObject* parent) : QObject(parent) {
    m_process.setStandardOutputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::readyReadStandardError, this, &DemoProcess::readLines);
    connect(&m_process, &QProcess::finished, this, &DemoProcess::finish);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            Q_EMIT failed({ErrorCode::Failed,
                           "The program `safer` could not be started: " + m_process.errorString().toStdString() + ".",
                           "Check the installation."});
        }
    });
}

DemoProcess::~DemoProcess() {
    m_process.disconnect(this);
    if (running()) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

QString DemoProcess::defaultFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/saferscope/demo");
}

Status DemoProcess::start(const QString& folder) {
    const auto program = findSaferProgram();
    if (!program) {
        return failure(program);
    }
    m_folder = folder;
    m_partial.clear();
    m_lastLine.clear();
    m_process.start(QString::fromStdString(program->string()),
                    {QStringLiteral("demo"), QStringLiteral("--workspace"), folder});
    return {};
}

void DemoProcess::readLines() {
    m_partial += m_process.readAllStandardError();
    // Of many lines at once the last says how far it is: a label that is set for each of a flood stands still.
    QString newest;
    qsizetype begin = 0;
    for (qsizetype end = m_partial.indexOf('\n'); end >= 0; end = m_partial.indexOf('\n', begin)) {
        const QString line = QString::fromUtf8(m_partial.mid(begin, std::min(end - begin, longestLine))).trimmed();
        begin = end + 1;
        newest = line.isEmpty() ? newest : line;
    }
    m_partial.remove(0, begin);
    if (m_partial.size() > longestLine) {
        m_partial.clear();
    }
    if (!newest.isEmpty()) {
        m_lastLine = newest;
        Q_EMIT progressed(m_lastLine);
    }
}

void DemoProcess::finish(int exitCode, QProcess::ExitStatus status) {
    readLines();
    if (status == QProcess::NormalExit && exitCode == 0) {
        Q_EMIT succeeded();
        return;
    }
    Q_EMIT failed({ErrorCode::Failed,
                   m_lastLine.isEmpty() ? "The demo could not be prepared." : m_lastLine.toStdString(),
                   "Open the demo again to go on where it stopped."});
}

}  // namespace saferscope
