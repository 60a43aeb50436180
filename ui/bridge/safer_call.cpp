// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/safer_call.h"

#include "core/jobs/launcher.h"

#include <QRegularExpression>
#include <utility>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 4096;
constexpr std::size_t mostTexts = 200;  // of one list: a window has room for no more

/// "Measuring: 4 of 20, 0:30 left" -> 0.2
double fractionOf(const QString& line) {
    static const QRegularExpression counts(QStringLiteral(": ([0-9,]+) of ([0-9,]+)"));
    const auto found = counts.match(line);
    const auto number = [&](int group) { return found.captured(group).remove(QLatin1Char(',')).toDouble(); };
    return found.hasMatch() && number(2) > 0.0 ? number(1) / number(2) : -1.0;
}

/// The last line that is a JSON object, or all of it where it was printed over several lines. A command prints one
/// object; what libraries print before it does no harm. Megabytes are gone through once: the window waits meanwhile.
std::optional<Json> lastObject(const QByteArray& output) {
    const QByteArray text = output.trimmed();
    const QByteArray last = text.mid(text.lastIndexOf('\n') + 1).trimmed();
    const QByteArray& one = last.startsWith('{') ? last : text;
    auto parsed = parseJson({one.constData(), static_cast<std::size_t>(one.size())}, "the answer");
    return parsed && parsed->is_object() ? std::optional<Json>(std::move(*parsed)) : std::nullopt;
}

}  // namespace

SaferCall::SaferCall(QObject* parent) : QObject(parent) {
    m_kill.setSingleShot(true);
    connect(&m_kill, &QTimer::timeout, this, [this] {
        if (m_process != nullptr) {
            m_process->kill();
        }
    });
}

SaferCall::~SaferCall() {
    if (m_process != nullptr) {
        m_process->disconnect(this);
        m_process->kill();
        m_process->waitForFinished(1000);
    }
}

Status SaferCall::start(const QStringList& arguments) {
    forget();
    const auto program = findSaferProgram();
    if (!program) {
        return failure(program);
    }
    m_output.clear();
    m_partial.clear();
    m_error.clear();
    m_hint.clear();
    m_cancelled = false;
    m_tooMuch = false;
    m_process = new QProcess(this);
    m_process->setStandardInputFile(QProcess::nullDevice());
    connect(m_process, &QProcess::readyReadStandardOutput, this, &SaferCall::readOutput);
    connect(m_process, &QProcess::readyReadStandardError, this, &SaferCall::readLines);
    connect(m_process, &QProcess::finished, this, &SaferCall::finish);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            endWith({ErrorCode::Failed,
                     "The program `safer` could not be started: " + m_process->errorString().toStdString() + ".",
                     "Check the installation."});
        }
    });
    m_process->start(QString::fromStdString(program->string()), arguments);
    return {};
}

void SaferCall::cancel() {
    if (m_process != nullptr && !m_cancelled) {
        m_cancelled = true;
        m_process->terminate();
        m_kill.start(m_patience);
    }
}

void SaferCall::forget() {
    m_kill.stop();
    if (QProcess* const old = std::exchange(m_process, nullptr)) {
        old->disconnect(this);
        // Not waited for here: a child that reads from a slow disk may take a while to be gone.
        connect(old, &QProcess::finished, old, &QObject::deleteLater);
        old->kill();
        if (old->state() == QProcess::NotRunning) {
            old->deleteLater();
        }
    }
}

void SaferCall::readOutput() {
    m_output += m_process->readAllStandardOutput();
    if (m_output.size() > mostOutput) {
        m_tooMuch = true;
        m_output.clear();
        m_process->kill();
    }
}

void SaferCall::readLines() {
    m_partial += m_process->readAllStandardError();
    m_partial.replace('\r', '\n');
    // Of many lines at once the last says how far it is: a label that is set for each of a flood stands still.
    QString progress;
    qsizetype begin = 0;
    for (qsizetype end = m_partial.indexOf('\n'); end >= 0; end = m_partial.indexOf('\n', begin)) {
        const QString line = QString::fromUtf8(m_partial.mid(begin, std::min(end - begin, longestLine)));
        begin = end + 1;
        if (line.startsWith(QLatin1String("safer: "))) {
            m_error = line.mid(7).trimmed();
            m_hint.clear();
        } else if (!m_error.isEmpty()) {
            m_hint = m_hint.isEmpty() ? line.trimmed() : m_hint;  // the indented line after the error
        } else if (!line.trimmed().isEmpty()) {
            progress = line;
        }
    }
    m_partial.remove(0, begin);
    if (m_partial.size() > longestLine) {
        m_partial.clear();
    }
    if (!progress.isEmpty()) {
        Q_EMIT progressed(progress.trimmed(), fractionOf(progress));
    }
}

void SaferCall::finish(int exitCode, QProcess::ExitStatus status) {
    readOutput();
    m_partial += '\n';
    readLines();
    if (m_tooMuch) {
        endWith({ErrorCode::Failed, "The program `safer` gave an endless answer and was ended.",
                 "Check that it belongs to this version of Saferscope."});
        return;
    }
    const auto answer = status == QProcess::NormalExit ? lastObject(m_output) : std::nullopt;
    // "findings" are what `safer workspace verify` lists when there is damage: an answer, whatever the exit code says.
    if (answer && (exitCode == 0 || (!m_cancelled && (!problemsOf(*answer).empty() || answer->contains("findings"))))) {
        m_kill.stop();
        std::exchange(m_process, nullptr)->deleteLater();
        Q_EMIT answered(*answer);  // also where the wish to stop came too late
    } else if (m_cancelled) {
        endWith({ErrorCode::Interrupted, "It was cancelled.", {}});
    } else if (status == QProcess::CrashExit) {
        endWith({ErrorCode::Failed, "The program `safer` ended unexpectedly.",
                 m_error.isEmpty() ? "Memory may have run out. Close other programs and try again."
                                   : m_error.toStdString()});
    } else if (exitCode == 0) {
        endWith({ErrorCode::Failed, "The answer of the program `safer` cannot be read.",
                 "Check that it belongs to this version of Saferscope."});
    } else {
        endWith({ErrorCode::Failed,
                 m_error.isEmpty() ? "The program `safer` ended without a result." : m_error.toStdString(),
                 m_hint.toStdString()});
    }
}

void SaferCall::endWith(const Error& error) {
    m_kill.stop();
    if (QProcess* const ended = std::exchange(m_process, nullptr)) {
        ended->disconnect(this);
        ended->deleteLater();
    }
    Q_EMIT failed(error);
}

QString textOf(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>())
                                                                       : QString();
}

QStringList textsOf(const Json& object, const char* key) {
    QStringList texts;
    const auto it = object.is_object() ? object.find(key) : object.end();
    if (object.is_object() && it != object.end() && it->is_array()) {
        for (const Json& one : *it) {
            if (one.is_string() && texts.size() < static_cast<qsizetype>(mostTexts)) {
                texts << QString::fromStdString(one.get<std::string>());
            }
        }
    }
    return texts;
}

std::vector<Error> problemsOf(const Json& object) {
    std::vector<Error> problems;
    const auto it = object.is_object() ? object.find("problems") : object.end();
    if (object.is_object() && it != object.end() && it->is_array()) {
        for (const Json& one : *it) {
            if (problems.size() < mostTexts && !textOf(one, "message").isEmpty()) {
                problems.push_back(
                    {ErrorCode::InvalidInput, textOf(one, "message").toStdString(), textOf(one, "hint").toStdString()});
            }
        }
    }
    return problems;
}

}  // namespace saferscope
