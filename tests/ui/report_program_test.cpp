// SPDX-License-Identifier: GPL-3.0-or-later
// `saferscope --report`, as a program: files, exit codes, and a signal in the middle.
#include "core/jobs/exit_code.h"
#include "tests/ui/report_workspace.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <csignal>

using namespace saferscope;

namespace {

struct Said {
    int code = -1;
    QString out;
    QString err;
};

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ReportProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_program = qEnvironmentVariable("SAFERSCOPE_PROGRAM");
        if (m_program.isEmpty()) {
            QSKIP("SAFERSCOPE_PROGRAM does not say where the program is");
        }
        m_workspace = std::make_unique<check::ReportWorkspace>(60);
        m_folder = QString::fromStdString(m_workspace->folder().string());
    }

    void aPdfWithoutAScreen() {
        const QString file = m_workspace->file("report.pdf");
        const Said said = run({QStringLiteral("--report"), file, m_folder});
        QCOMPARE(said.code, exit_code::ok);
        QCOMPARE(said.out, file + QLatin1Char('\n'));
        QVERIFY(contents(file).startsWith("%PDF-"));
        // What is there stays, unless it may go.
        const QByteArray before = contents(file);
        const Said refused = run({QStringLiteral("--report"), file, m_folder});
        QVERIFY(refused.code != exit_code::ok && refused.err.contains(QLatin1String("--force")));
        QCOMPARE(contents(file), before);
        QCOMPARE(run({QStringLiteral("--report"), file, QStringLiteral("--force"), m_folder}).code, exit_code::ok);
    }

    void theLanguageIsTheProgramsOwn() {
        const QString file = m_workspace->file("deutsch.html");
        QCOMPARE(
            run({QStringLiteral("--language"), QStringLiteral("de"), QStringLiteral("--report"), file, m_folder}).code,
            exit_code::ok);
        QVERIFY(contents(file).contains("<html lang=\"de\">"));
    }

    void textsAreInItOnlyWhenAskedFor() {
        const QString closed = m_workspace->file("closed.html");
        const QString open = m_workspace->file("open.html");
        QCOMPARE(run({QStringLiteral("--report"), closed, m_folder}).code, exit_code::ok);
        QCOMPARE(run({QStringLiteral("--report"), open, QStringLiteral("--with-texts"), m_folder}).code, exit_code::ok);
        QCOMPARE(m_workspace->canariesIn(QString::fromUtf8(contents(closed))), std::size_t{0});
        QVERIFY(m_workspace->canariesIn(QString::fromUtf8(contents(open))) > 0);
    }

    void wrongCallsHaveTheirCodes() {
        const QString file = m_workspace->file("no.pdf");
        QCOMPARE(run({QStringLiteral("--report"), file}).code, exit_code::usage);
        QCOMPARE(run({QStringLiteral("--report"), m_workspace->file("no.txt"), m_folder}).code, exit_code::usage);
        QCOMPARE(run({QStringLiteral("--with-texts"), m_folder}).code, exit_code::usage);
        const Said nowhere = run({QStringLiteral("--report"), file, m_folder + QStringLiteral("/nowhere")});
        QVERIFY(nowhere.code == exit_code::inputRefused || nowhere.code == exit_code::failed);
        QVERIFY(nowhere.err.startsWith(QLatin1String("saferscope: ")));
        QVERIFY(!QFile::exists(file));
    }

    void interruptedItLeavesNoFile() {
        const QString place = m_workspace->file("interrupted");
        QVERIFY(QDir().mkpath(place));
        QProcess process;
        start(process, {QStringLiteral("--report"), place + QStringLiteral("/r.pdf"), m_folder});
        // Its own thread and handlers are there once it says so in its log.
        QTRY_VERIFY_WITH_TIMEOUT(contents(m_log).contains("Writing a report"), 20'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        // A fast machine may have been done before.
        const bool done = process.exitCode() == exit_code::ok;
        QVERIFY(done || process.exitCode() == exit_code::interrupted);
        QCOMPARE(QDir(place).isEmpty(), !done);
    }

private:
    void start(QProcess& process, const QStringList& arguments) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* gone : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
            environment.remove(QLatin1String(gone));
        }
        environment.insert(QStringLiteral("XDG_STATE_HOME"), m_workspace->file("state"));
        m_log = m_workspace->file("state/saferscope/saferscope.log");
        QFile::remove(m_log);
        process.setProcessEnvironment(environment);
        process.start(m_program, arguments);
        QVERIFY(process.waitForStarted());
    }
    Said run(const QStringList& arguments) {
        QProcess process;
        start(process, arguments);
        return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit
                   ? Said{process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                          QString::fromUtf8(process.readAllStandardError())}
                   : Said{};
    }

    QString m_program;
    QString m_folder;
    QString m_log;
    std::unique_ptr<check::ReportWorkspace> m_workspace;
};

QTEST_MAIN(ReportProgramTest)
#include "report_program_test.moc"
