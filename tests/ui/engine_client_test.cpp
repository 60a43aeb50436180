// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_client.h"

#include "tests/support/check.h"
#include "tests/support/fair_clock.h"
#include "ui/bridge/engine_child.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <csignal>
#include <cstdio>
#include <fstream>

using namespace saferscope;

namespace {

struct Heard {
    int times = 0;
    Result<EngineAnswer> answer = fail(ErrorCode::Failed, "nothing yet");
    int progress = 0;
    double reward() const {
        return answer && std::holds_alternative<EnginePair>(*answer)
                   ? static_cast<double>(std::get<EnginePair>(*answer).pair.rewardChosen)
                   : -1.0;
    }
    ErrorCode code() const { return answer ? ErrorCode::Usage : answer.error().code; }
};

EngineRead readOf(const std::string& answer) {
    EngineRead read;
    read.pair.id = "x";
    read.pair.prompt = {{"user", "Hello"}};
    read.pair.chosen = answer;
    return read;
}

}  // namespace

class EngineClientTest : public QObject {
    Q_OBJECT

private:
    check::TemporaryFolder m_folder;
    int m_case = 0;
    std::filesystem::path m_place;

    EngineOpen modelCalled(const char* name) const {
        EngineOpen open;
        open.model = m_place / name;
        return open;
    }
    int starts() const {
        std::ifstream file(m_place / "starts");
        int lines = 0;
        for (std::string line; std::getline(file, line);) {
            ++lines;
        }
        return lines;
    }
    int pid() const {
        std::ifstream file(m_place / "pid");
        int number = 0;
        file >> number;
        return number;
    }
    /// A child that hears nothing for a minute, in the middle of a question.
    std::unique_ptr<EngineClient> busyClient(Heard& heard) {
        auto engine = std::make_unique<EngineClient>();
        engine->setModel(modelCalled("hang"), false);
        askInto(*engine, QStringLiteral("a"), "x", heard);
        [&] { QTRY_COMPARE(engine->state(), Engine::State::Ready); }();
        QTest::qWait(50);
        return engine;
    }
    static void askInto(Engine& engine, const QString& lane, const std::string& text, Heard& heard,
                        QObject* context = nullptr) {
        engine.ask(
            lane, readOf(text), context,
            [&heard](Result<EngineAnswer> answer) {
                ++heard.times;
                heard.answer = std::move(answer);
            },
            [&heard](const EngineProgress&) { ++heard.progress; });
    }

private Q_SLOTS:
    void initTestCase() { qputenv("SAFER_PROGRAM", qgetenv("FAKE_ENGINE")); }
    void init() {
        m_place = m_folder.path() / std::to_string(m_case++);
        std::filesystem::create_directories(m_place);
    }

    void answersAndStartsOnlyWhenAsked() {
        EngineClient engine;
        Heard early;
        askInto(engine, QStringLiteral("a"), "x", early);
        QCOMPARE(early.times, 0);  // later, never at once
        QTRY_COMPARE(early.times, 1);
        QCOMPARE(early.code(), ErrorCode::Usage);
        engine.setModel(modelCalled("answer"), false);
        QTest::qWait(100);
        QCOMPARE(engine.state(), Engine::State::Off);
        QCOMPARE(starts(), 0);
        Heard heard;
        askInto(engine, QStringLiteral("a"), "four", heard);
        QCOMPARE(engine.state(), Engine::State::Loading);
        QTRY_COMPARE(heard.times, 1);
        QCOMPARE(heard.reward(), 4.0);
        QCOMPARE(engine.state(), Engine::State::Ready);
        QCOMPARE(engine.opened().family, std::string("answer"));
        QCOMPARE(engine.generation(), std::uint64_t(1));
        engine.setModel(modelCalled("answer"), true);  // the same one: nothing happens
        QCOMPARE(engine.state(), Engine::State::Ready);
        engine.setModel(modelCalled("other"), true);
        QCOMPARE(engine.state(), Engine::State::Loading);
        QTRY_COMPARE(engine.state(), Engine::State::Ready);
        QCOMPARE(engine.opened().family, std::string("other"));
        QCOMPARE(engine.generation(), std::uint64_t(2));
    }

    void lanesAnswerOutOfOrder() {
        EngineClient engine;
        engine.setModel(modelCalled("swap"), false);
        Heard one, two;
        QStringList order;
        QObject context;
        engine.ask(QStringLiteral("one"), readOf("1"), &context, [&](Result<EngineAnswer> answer) {
            order << QStringLiteral("one");
            ++one.times;
            one.answer = std::move(answer);
        });
        engine.ask(
            QStringLiteral("two"), readOf("22"), &context,
            [&](Result<EngineAnswer> answer) {
                order << QStringLiteral("two");
                ++two.times;
                two.answer = std::move(answer);
            },
            [&](const EngineProgress& progress) {
                ++two.progress;
                QCOMPARE(progress.total, std::uint64_t(2));
            });
        QTRY_COMPARE(order.size(), 2);
        QCOMPARE(order, QStringList({QStringLiteral("two"), QStringLiteral("one")}));
        QCOMPARE(one.reward(), 1.0);
        QCOMPARE(two.reward(), 2.0);
        QCOMPARE(two.progress, 1);
    }

    // While the model loads only the newest question of a lane is kept.
    void newestWinsBeforeAnythingGoesOut() {
        EngineClient engine;
        engine.setModel(modelCalled("slow-open"), false);
        std::array<Heard, 5> heard;
        for (std::size_t i = 0; i < heard.size(); ++i) {
            askInto(engine, QStringLiteral("a"), std::string(i + 1, 'x'), heard[i]);
        }
        Heard other;
        askInto(engine, QStringLiteral("b"), "other", other);
        QTRY_COMPARE(heard[4].times, 1);
        QTRY_COMPARE(other.times, 1);
        QCOMPARE(heard[4].reward(), 5.0);
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(heard[i].times, 1);
            QCOMPARE(heard[i].code(), ErrorCode::Interrupted);
        }
    }

    void crashIsToldAndTheNextQuestionStartsAnother() {
        EngineClient engine;
        engine.setModel(modelCalled("crash"), false);
        Heard first, second, third;
        askInto(engine, QStringLiteral("a"), "x", first);
        askInto(engine, QStringLiteral("b"), "y", second);
        QTRY_COMPARE(first.times, 1);
        QTRY_COMPARE(second.times, 1);
        QVERIFY(!first.answer && !second.answer);
        QVERIFY2(first.answer.error().message.find("The tensor burst.") != std::string::npos,
                 first.answer.error().message.c_str());
        QCOMPARE(engine.state(), Engine::State::Failed);
        QVERIFY(!engine.problem().isEmpty());
        QCOMPARE(starts(), 1);
        askInto(engine, QStringLiteral("a"), "x", third);  // at once again after the first failure
        QTRY_COMPARE(third.times, 1);
        QCOMPARE(starts(), 2);
        // From now on it rests: a hundred questions start nothing.
        std::vector<Heard> many(100);
        for (Heard& heard : many) {
            askInto(engine, QStringLiteral("a"), "x", heard);
        }
        QTest::qWait(300);
        for (const Heard& heard : many) {
            QCOMPARE(heard.times, 1);
            QVERIFY(!heard.answer);
        }
        QCOMPARE(starts(), 2);
        // Somebody who presses Retry is not made to wait.
        engine.setModel(modelCalled("crash"), true);
        QTRY_COMPARE(engine.state(), Engine::State::Ready);
        QCOMPARE(starts(), 3);
    }

    void crashInTheMiddleAndOnAgain() {
        EngineClient engine;
        engine.setModel(modelCalled("crash-once"), false);
        Heard first, second, third;
        askInto(engine, QStringLiteral("a"), "x", first);
        QTRY_COMPARE(first.times, 1);
        QVERIFY(first.answer.has_value());
        askInto(engine, QStringLiteral("a"), "xy", second);
        QTRY_COMPARE(second.times, 1);
        QVERIFY(!second.answer);
        askInto(engine, QStringLiteral("a"), "xyz", third);
        QTRY_COMPARE(third.times, 1);
        QCOMPARE(third.reward(), 3.0);
        QCOMPARE(engine.generation(), std::uint64_t(2));  // pairs have to be read again
    }

    void aModelThatCannotBeOpened() {
        EngineClient engine;
        for (const char* name : {"refuse", "crash-on-open"}) {
            engine.setModel(modelCalled(name), false);
            Heard heard;
            askInto(engine, QStringLiteral("a"), "x", heard);
            QTRY_COMPARE(heard.times, 1);
            QVERIFY(!heard.answer);
            QCOMPARE(engine.state(), Engine::State::Failed);
            QVERIFY2(heard.answer.error().message.find(name[0] == 'r' ? "no such model" : "beyond hope") !=
                         std::string::npos,
                     heard.answer.error().message.c_str());
        }
    }

    void outOfMemoryHasItsOwnCode() {
        EngineClient engine;
        engine.setModel(modelCalled("memory"), false);
        Heard heard;
        askInto(engine, QStringLiteral("a"), "x", heard);
        QTRY_COMPARE(heard.times, 1);
        QCOMPARE(heard.code(), ErrorCode::OutOfMemory);
    }

    void garbageEndsTheChild() {
        EngineClient engine;
        engine.setModel(modelCalled("garbage"), false);
        Heard heard;
        askInto(engine, QStringLiteral("a"), "x", heard);
        QTRY_COMPARE(heard.times, 1);
        QVERIFY(!heard.answer);
        QCOMPARE(engine.state(), Engine::State::Failed);
    }

    void programThatIsNotThere() {
        qputenv("SAFER_PROGRAM", "/nowhere/at/all");
        EngineClient engine;
        engine.setModel(modelCalled("answer"), false);
        Heard heard;
        askInto(engine, QStringLiteral("a"), "x", heard);
        QTRY_COMPARE(heard.times, 1);
        QVERIFY(!heard.answer);
        qputenv("SAFER_PROGRAM", qgetenv("FAKE_ENGINE"));
    }

    // Whoever closes a window or a workspace does not wait for a child that is busy, and it goes all the same.
    void lettingGoOfABusyChildTakesNoTime() {
        for (const bool clearing : {false, true}) {
            Heard heard;
            auto engine = busyClient(heard);
            const int child = pid();
            QVERIFY(child > 0 && ::kill(child, 0) == 0);
            const check::FairClock clock;
            if (clearing) {
                engine->clearModel();
            } else {
                engine.reset();
            }
            const double milliseconds = clock.milliseconds();
            QVERIFY2(milliseconds < 50.0, qPrintable(QString::number(milliseconds)));
            QTRY_VERIFY_WITH_TIMEOUT(::kill(child, 0) != 0, 3000);
            QCOMPARE(heard.times, clearing ? 1 : 0);  // nobody is called once the engine is gone
        }
    }

    void waitingForTheDying() {
        Heard heard;
        auto engine = busyClient(heard);
        const int child = pid();
        engine.reset();
        QElapsedTimer clock;
        clock.start();
        EngineChild::waitForDying();
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(::kill(child, 0) != 0);
    }

    // Somebody who goes on with another model right after: the old child's last words change nothing.
    void anotherModelWhileTheOldChildDies() {
        Heard old, next;
        auto engine = busyClient(old);
        engine->clearModel();
        engine->setModel(modelCalled("answer"), true);
        askInto(*engine, QStringLiteral("a"), "four", next);
        QTRY_COMPARE(next.times, 1);
        QCOMPARE(next.reward(), 4.0);
        EngineChild::waitForDying();
        QTest::qWait(50);
        QCOMPARE(old.times, 1);
        QCOMPARE(engine->state(), Engine::State::Ready);
    }

    void contextThatDiesFirst() {
        EngineClient engine;
        engine.setModel(modelCalled("slow-open"), false);
        Heard heard, alive;
        {
            QObject context;
            askInto(engine, QStringLiteral("a"), "x", heard, &context);
        }
        askInto(engine, QStringLiteral("b"), "xx", alive);
        QTRY_COMPARE(alive.times, 1);
        QTest::qWait(50);
        QCOMPARE(heard.times, 0);
    }

    void nobodyIsCalledTwice() {
        EngineClient engine;
        engine.setModel(modelCalled("twice"), false);
        Heard heard, next;
        askInto(engine, QStringLiteral("a"), "x", heard);
        QTRY_COMPARE(heard.times, 1);
        askInto(engine, QStringLiteral("a"), "xx", next);
        QTRY_COMPARE(next.times, 1);
        QTest::qWait(50);
        QCOMPARE(heard.times, 1);
        QCOMPARE(next.times, 1);
        QCOMPARE(next.reward(), 2.0);
    }

    void cancelAndClear() {
        EngineClient engine;
        engine.setModel(modelCalled("hang"), false);
        Heard cancelled, cleared;
        askInto(engine, QStringLiteral("a"), "x", cancelled);
        QTRY_COMPARE(engine.state(), Engine::State::Ready);
        engine.cancel(QStringLiteral("a"));
        QTRY_COMPARE(cancelled.times, 1);
        QCOMPARE(cancelled.code(), ErrorCode::Interrupted);
        askInto(engine, QStringLiteral("a"), "x", cleared);
        engine.clearModel();
        QTRY_COMPARE(cleared.times, 1);
        QCOMPARE(cleared.code(), ErrorCode::Interrupted);
        QCOMPARE(engine.state(), Engine::State::Off);
    }

    // Callbacks may ask again and even end the engine.
    void callbacksMayDoAnything() {
        auto engine = std::make_unique<EngineClient>();
        engine->setModel(modelCalled("answer"), false);
        int rounds = 0;
        std::function<void()> again = [&] {
            engine->ask(QStringLiteral("a"), readOf("x"), nullptr, [&](const Result<EngineAnswer>&) {
                if (++rounds < 5) {
                    again();
                } else {
                    engine.reset();
                }
            });
        };
        again();
        QTRY_COMPARE(rounds, 5);
        QTRY_VERIFY(engine == nullptr);
    }

    // Looked at by main() when the application is gone.
    void zzLeavesABusyChildBehind() {
        Heard heard;
        auto engine = busyClient(heard);
        leftBehind = pid();
        engine.reset();
        QVERIFY(leftBehind > 0);
    }

public:
    int leftBehind = 0;
};

int main(int argc, char** argv) {
    EngineClientTest test;
    int failures = 0;
    {
        const QCoreApplication application(argc, argv);
        failures = QTest::qExec(&test, argc, argv);
    }
    if (test.leftBehind > 0 && ::kill(test.leftBehind, 0) == 0) {
        std::fprintf(stderr, "The engine's process %d outlived the application.\n", test.leftBehind);
        ++failures;
    }
    return failures;
}

#include "engine_client_test.moc"
