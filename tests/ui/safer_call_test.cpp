// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/safer_call.h"

#include "tests/ui/fake_safer.h"
#include "tests/ui/watchdog.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace saferscope;

/// Children that behave badly.
class SaferCallTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_call = std::make_unique<SaferCall>();
        m_answer.reset();
        m_error.reset();
        m_progress.clear();
        connect(m_call.get(), &SaferCall::answered, this, [this](const Json& answer) { m_answer = answer; });
        connect(m_call.get(), &SaferCall::failed, this, [this](const Error& error) { m_error = error; });
        connect(m_call.get(), &SaferCall::progressed, this,
                [this](const QString& line, double fraction) { m_progress.emplace_back(line, fraction); });
    }

    void anAnswerArrivesWithItsProgress() {
        m_safer.act("echo 'Measuring: 1,000 of 4,000, 0:30 left' >&2; echo 'a word before' ; echo '{\"name\": \"x\"}'");
        run({QStringLiteral("sae"), QStringLiteral("-- odd name")});
        QVERIFY(m_answer.has_value());
        QCOMPARE(textOf(*m_answer, "name"), QStringLiteral("x"));
        QCOMPARE(m_progress.size(), std::size_t(1));
        QCOMPARE(m_progress[0].second, 0.25);
        QCOMPARE(m_safer.arguments(), (QStringList{QStringLiteral("sae"), QStringLiteral("-- odd name")}));
    }

    void anAnswerOverSeveralLines() {
        m_safer.answer("{\n  \"name\": \"x\",\n  \"list\": [1, 2]\n}");
        run();
        QVERIFY(m_answer.has_value());
    }

    void problemsAreAnAnswerThoughItFailed() {
        m_safer.answer(R"({"problems":[{"message":"No k.","hint":"Give --k."},{"hint":"no message"},7]})", 3);
        run();
        QVERIFY(m_answer.has_value());
        const auto problems = problemsOf(*m_answer);
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(problems[0].message, std::string("No k."));
        QCOMPARE(problems[0].hint, std::string("Give --k."));
    }

    void aFailureSaysWhatTheChildSaid() {
        m_safer.act(
            "echo 'working' >&2; echo 'safer: There is no such file.' >&2; echo '  Choose another.' >&2; exit 3");
        run();
        QCOMPARE(m_error->message, std::string("There is no such file."));
        QCOMPARE(m_error->hint, std::string("Choose another."));
        QCOMPARE(m_progress.size(), std::size_t(1));
    }

    void badChildren_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("garbage") << QByteArray("head -c 20000 /dev/urandom");
        QTest::newRow("nothing") << QByteArray("exit 0");
        QTest::newRow("an array") << QByteArray("echo '[1]'");
        QTest::newRow("cut off") << QByteArray("printf '{\"name\": \"x'");
        QTest::newRow("deep") << QByteArray("head -c 100000 /dev/zero | tr '\\0' '['");
        QTest::newRow("fails in silence") << QByteArray("exit 1");
        QTest::newRow("answers, then fails") << QByteArray("echo '{\"name\": \"x\"}'; exit 1");
        QTest::newRow("answers, then crashes") << QByteArray("echo '{\"name\": \"x\"}'; kill -SEGV $$");
        QTest::newRow("one line without an end") << QByteArray("head -c 3000000 /dev/zero | tr '\\0' 'a' >&2; exit 1");
        QTest::newRow("endless") << QByteArray("exec yes '{\"name\": \"x\"}'");
    }
    void badChildren() {
        QFETCH(QByteArray, script);
        m_safer.act(script);
        run();
        QVERIFY(m_error.has_value());
        QVERIFY(!m_error->message.empty());
        QVERIFY(!m_answer.has_value());
        QVERIFY(!m_call->running());
    }

    void aProgramThatIsNotThere() {
        const QByteArray before = qgetenv("SAFER_PROGRAM");
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");
        QVERIFY(!m_call->start({}).has_value());
        qputenv("SAFER_PROGRAM", before);
        QVERIFY(!m_call->running());
    }

    void cancelEndsAChildThatObeys() {
        m_safer.act("exec sleep 60");
        QVERIFY(m_call->start({}).has_value());
        QTRY_COMPARE(m_safer.calls(), 1 + m_callsBefore);
        QTest::qWait(50);
        m_call->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(m_error.has_value(), 3000);
        QCOMPARE(m_error->code, ErrorCode::Interrupted);
    }

    void cancelEndsAChildThatDoesNot() {
        m_safer.act("trap '' TERM; while :; do sleep 0.2; done");
        m_call->setPatience(300);
        QVERIFY(m_call->start({}).has_value());
        QTRY_VERIFY(m_safer.calls() > m_callsBefore);
        QTest::qWait(100);
        m_call->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(m_error.has_value(), 5000);
        QCOMPARE(m_error->code, ErrorCode::Interrupted);
    }

    void aCancelThatCameTooLateIsASuccess() {
        m_safer.act("trap 'echo \"{\\\"name\\\": \\\"x\\\"}\"; exit 0' TERM; sleep 60 & wait");
        QVERIFY(m_call->start({}).has_value());
        QTRY_VERIFY(m_safer.calls() > m_callsBefore);
        QTest::qWait(100);
        m_call->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(m_answer.has_value(), 5000);
    }

    void aNewQuestionMakesTheOldOneWorthless() {
        m_safer.act("sleep 0.3; echo '{\"name\": \"old\"}'");
        QVERIFY(m_call->start({}).has_value());
        m_safer.answer(R"({"name":"new"})");
        run();
        QCOMPARE(textOf(*m_answer, "name"), QStringLiteral("new"));
        m_answer.reset();
        QTest::qWait(500);
        QVERIFY(!m_answer.has_value() && !m_error.has_value());
    }

    void nothingHoldsTheWindowUp() {
        m_safer.act("trap '' TERM; while :; do sleep 0.2; done");
        QVERIFY(m_call->start({}).has_value());
        QTRY_VERIFY(m_safer.calls() > m_callsBefore);
        check::Watchdog dog;
        m_call->cancel();
        m_call->forget();
        QTest::qWait(100);
        QVERIFY2(dog.longest() < 100.0, qPrintable(QString::number(dog.longest())));
        QElapsedTimer clock;
        QVERIFY(m_call->start({}).has_value());
        clock.start();
        m_call.reset();
        QVERIFY(clock.elapsed() < 1000);
    }

    void cleanup() { m_callsBefore = m_safer.calls(); }

private:
    void run(const QStringList& arguments = {}) {
        QVERIFY(m_call->start(arguments).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(!m_call->running(), 20000);
    }

    check::FakeSafer m_safer;
    int m_callsBefore = 0;
    std::unique_ptr<SaferCall> m_call;
    std::optional<Json> m_answer;
    std::optional<Error> m_error;
    std::vector<std::pair<QString, double>> m_progress;
};

QTEST_MAIN(SaferCallTest)
#include "safer_call_test.moc"
