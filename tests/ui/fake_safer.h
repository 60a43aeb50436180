// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace saferscope::check {

/// A shell script in the place of the program `safer`. Each call adds its arguments, one a line and a line "--" at the
/// end, to a log. SAFER_PROGRAM names it while the object lives.
class FakeSafer {
public:
    FakeSafer() : m_before(qgetenv("SAFER_PROGRAM")) { answer(QByteArray()); }
    ~FakeSafer() { qputenv("SAFER_PROGRAM", m_before); }
    FakeSafer(const FakeSafer&) = delete;
    FakeSafer& operator=(const FakeSafer&) = delete;

    /// What it does from now on, as lines of sh; "$1" and "$2" are the command's words.
    void act(const QByteArray& script) {
        // A new file each time: one that is being executed cannot be written to.
        QFile file(m_folder.filePath(QStringLiteral("safer%1").arg(++m_number)));
        if (!file.open(QIODevice::WriteOnly)) {
            qFatal("cannot write the fake program");
        }
        file.write("#!/bin/sh\n{ for a in \"$@\"; do printf '%s\\n' \"$a\"; done; echo --; } >> '" +
                   QFile::encodeName(logFile()) + "'\n" + script + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("SAFER_PROGRAM", QFile::encodeName(file.fileName()));
    }
    /// Prints this and ends with `exitCode`.
    void answer(const QByteArray& json, int exitCode = 0) {
        act("cat <<'ANSWER'\n" + json + "\nANSWER\nexit " + QByteArray::number(exitCode));
    }
    /// Of the newest call.
    QStringList arguments() const {
        QFile file(logFile());
        if (!file.open(QIODevice::ReadOnly)) {
            return {};
        }
        const QStringList calls = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n--\n"), Qt::SkipEmptyParts);
        return calls.isEmpty() ? QStringList() : calls.last().split(QLatin1Char('\n'));
    }
    int calls() const {
        QFile file(logFile());
        return file.open(QIODevice::ReadOnly)
                   ? static_cast<int>(QString::fromUtf8(file.readAll()).count(QStringLiteral("\n--\n")))
                   : 0;
    }

private:
    QString logFile() const { return m_folder.filePath(QStringLiteral("log")); }

    QTemporaryDir m_folder;
    QByteArray m_before;
    int m_number = 0;
};

}  // namespace saferscope::check
