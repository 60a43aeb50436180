// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTimer>

namespace saferscope {

/// One `safer` command as a child process, for what needs libtorch or takes long: looks at models and SAEs, exports.
/// Its standard output has to be JSON; what it says on standard error is progress, or at the end what went wrong.
/// Nothing the child does can hold the window up or take it down: garbage, a crash, an endless answer and one that
/// ignores the wish to stop all end in failed(). GUI thread; the child ends with the object.
class SaferCall : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype mostOutput = 4 << 20;  ///< bytes of an answer; more is not an answer

    explicit SaferCall(QObject* parent = nullptr);
    ~SaferCall() override;

    /// Starts `safer ARGUMENTS…`. While another call runs, that one is ended at once and forgotten.
    Status start(const QStringList& arguments);
    /// Asks it to end, and ends it after `patience` where it does not.
    void cancel();
    /// Ends it at once; neither answered() nor failed() will come.
    void forget();
    bool running() const { return m_process != nullptr; }
    void setPatience(int milliseconds) { m_patience = milliseconds; }

Q_SIGNALS:
    /// Its own words, and the share that is done; negative while it is not known.
    void progressed(const QString& line, double fraction);
    /// The last JSON object it printed. It ended well, or it found "problems", which the object lists.
    void answered(const saferscope::Json& answer);
    /// After cancel() the code is ErrorCode::Interrupted.
    void failed(const saferscope::Error& error);

private:
    void readOutput();
    void readLines();
    void finish(int exitCode, QProcess::ExitStatus status);
    void endWith(const Error& error);

    QProcess* m_process = nullptr;
    QTimer m_kill;  ///< for a child that does not end when it is asked
    int m_patience = 5000;
    QByteArray m_output;
    QByteArray m_partial;
    QString m_error;
    QString m_hint;
    bool m_cancelled = false;
    bool m_tooMuch = false;
};

/// The members that commands speak in: a text for people or an empty one, a list of them. Whatever has another type is
/// taken for absent: the child may be another version.
QString textOf(const Json& object, const char* key);
QStringList textsOf(const Json& object, const char* key);
/// "problems": [{message, hint}].
std::vector<Error> problemsOf(const Json& object);

}  // namespace saferscope
