// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_fit_process.h"

#include "core/jobs/launcher.h"

#include <QRegularExpression>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 4096;
constexpr int patience = 10000;  // ms from asking it to end until it is ended; a batch takes a second or two

/// "Fitting factors: 4 of 20, 0:30 left" -> 0.2
double fractionOf(const QString& line) {
    static const QRegularExpression counts(QStringLiteral(": ([0-9,]+) of ([0-9,]+)"));
    const auto found = counts.match(line);
    const auto number = [&](int group) { return found.captured(group).remove(QLatin1Char(',')).toDouble(); };
    return found.hasMatch() && number(2) > 0.0 ? number(1) / number(2) : -1.0;
}

}  // namespace

QStringList SteeringFitRequest::arguments() const {
    // Names may begin with a dash: given as --option=value they are never taken for options.
    QStringList list = {QStringLiteral("profiles"),
                        QStringLiteral("fit"),
                        QStringLiteral("--workspace=") + workspace,
                        QStringLiteral("--name=") + name,
                        QStringLiteral("--model=") + model,
                        QStringLiteral("--dataset=") + dataset};
    if (!sae.isEmpty()) {
        list << QStringLiteral("--sae=") + sae;
    }
    if (!set.isEmpty()) {
        list << QStringLiteral("--set=") + set;
    } else if (!numbers.isEmpty()) {
        list << QStringLiteral("--feature=") + numbers;
    } else {
        list << QStringLiteral("--all-features");
    }
    if (!positions.isEmpty()) {
        list << QStringLiteral("--positions=") + positions;
    }
    if (maxPairs > 0) {
        list << QStringLiteral("--max-pairs=") + QString::number(maxPairs);
    }
    return list << QStringLiteral("--json");
}

SteeringFitProcess::SteeringFitProcess(QObject* parent) : QObject(parent) {
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_kill.setSingleShot(true);
    connect(&m_kill, &QTimer::timeout, &m_process, &QProcess::kill);
    connect(&m_process, &QProcess::readyReadStandardError, this, &SteeringFitProcess::readLines);
    connect(&m_process, &QProcess::finished, this, &SteeringFitProcess::finish);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            Q_EMIT failed({ErrorCode::Failed,
                           "The program `safer` could not be started: " + m_process.errorString().toStdString() + ".",
                           "Check the installation."});
        }
    });
}

SteeringFitProcess::~SteeringFitProcess() {
    m_process.disconnect(this);
    if (running()) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

Status SteeringFitProcess::start(const SteeringFitRequest& request) {
    const auto program = findSaferProgram();
    if (!program) {
        return failure(program);
    }
    m_name = request.name;
    m_partial.clear();
    m_error.clear();
    m_hint.clear();
    m_cancelled = false;
    m_process.start(QString::fromStdString(program->string()), request.arguments());
    return {};
}

void SteeringFitProcess::cancel() {
    if (running() && !m_cancelled) {
        m_cancelled = true;
        m_process.terminate();
        m_kill.start(patience);
    }
}

void SteeringFitProcess::readLines() {
    m_partial += m_process.readAllStandardError();
    for (qsizetype end = m_partial.indexOf('\n'); end >= 0; end = m_partial.indexOf('\n')) {
        const QString line = QString::fromUtf8(m_partial.left(end)).left(longestLine);
        m_partial.remove(0, end + 1);
        if (line.startsWith(QLatin1String("safer: "))) {
            m_error = line.mid(7).trimmed();
        } else if (!m_error.isEmpty()) {
            m_hint = m_hint.isEmpty() ? line.trimmed() : m_hint;  // the indented line after the error
        } else if (!line.trimmed().isEmpty()) {
            Q_EMIT progressed(line.trimmed(), fractionOf(line));
        }
    }
    if (m_partial.size() > longestLine) {
        m_partial.clear();
    }
}

void SteeringFitProcess::finish(int exitCode, QProcess::ExitStatus status) {
    m_kill.stop();
    readLines();
    if (status == QProcess::NormalExit && exitCode == 0) {
        Q_EMIT succeeded(m_name);  // also where the wish to stop came too late
    } else if (m_cancelled) {
        Q_EMIT failed({ErrorCode::Interrupted, "Fitting was cancelled; nothing was saved.", {}});
    } else {
        Q_EMIT failed({ErrorCode::Failed, m_error.isEmpty() ? "Fitting ended without a result." : m_error.toStdString(),
                       m_hint.isEmpty() ? "Try again, with fewer pairs where memory is short." : m_hint.toStdString()});
    }
}

}  // namespace saferscope
