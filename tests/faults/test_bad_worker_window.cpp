// SPDX-License-Identifier: GPL-3.0-or-later
// Number 18, seen from the window: it goes on reacting and soon says what is true, whatever its children do.
#include "core/jobs/event.h"
#include "core/jobs/worker_identity.h"
#include "tests/faults/bad_places.h"
#include "tests/support/bounded_process.h"
#include "tests/support/fault_report.h"
#include "tests/support/sanitizers.h"
#include "tests/ui/watchdog.h"
#include "ui/bridge/demo_process.h"
#include "ui/bridge/engine_client.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/safer_call.h"
#include "ui/pages/overview_jobs.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <fstream>
#include <set>

using namespace saferscope;
using namespace saferscope::faults;
using check::Watchdog;

namespace {

constexpr double mostBlockedMs = 100.0;
constexpr double mostGrowthMegabytes = 200.0;

double residentMegabytes() {
    std::ifstream statm("/proc/self/statm");
    double pages = 0.0;
    double resident = 0.0;
    statm >> pages >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

/// The highest resident memory beyond that at its making, looked at every 20 ms.
class Growth {
public:
    Growth() : m_begin(residentMegabytes()) {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
                         [this] { m_most = std::max(m_most, residentMegabytes() - m_begin); });
        m_timer.start(20);
    }
    double most() const { return m_most; }

private:
    QTimer m_timer;
    const double m_begin;
    double m_most = 0.0;
};

bool blockedTooLong(const Watchdog& watchdog) { return watchdog.longest() >= check::timeLimit(mostBlockedMs); }

struct Bad {
    const char* behaviour;
    RunState ends;
};

}  // namespace

class BadWorkerWindowTest : public QObject {
    Q_OBJECT

private:
    // What a child does to the window, in time and memory. A block of the program's own comes each time, one of a busy
    // machine does not: the best of three attempts counts.
    template <class Attempt>
    void bounded(Row& row, const char* name, Attempt attempt) {
        if (QTest::currentTestFailed()) {
            return;  // what fails first is told, not what comes of it
        }
        for (int left = 2;; --left) {
            const Growth growth;
            const Watchdog watchdog;
            attempt();
            QVERIFY2(!QTest::currentTestFailed(), name);
            QVERIFY2(!check::memoryIsOurs || growth.most() < mostGrowthMegabytes,
                     qPrintable(QString::number(growth.most())));
            row.peakMegabytes = std::max(row.peakMegabytes.value_or(0.0), growth.most());
            if (blockedTooLong(watchdog) && left > 0) {
                qInfo("%s: the window stood still for %.0f ms; once more", name, watchdog.longest());
                continue;
            }
            QVERIFY2(!blockedTooLong(watchdog), qPrintable(QString::number(watchdog.longest())));
            m_blocked = std::max(m_blocked, watchdog.longest());
            ++row.times;
            return;
        }
    }

    double m_blocked = 0.0;

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", QByteArray::fromStdString(check::besideThisTest("bad_program").string()));
        const std::uint64_t flood = fullCounts() ? std::uint64_t{1} << 30 : std::uint64_t{24} << 20;
        qputenv("BAD_BYTES", QByteArray::number(static_cast<qulonglong>(flood)));
    }

    void badWorkers() {
        Row row{18, "window with a bad worker: 1 GB of events or output, crashes, nonsense", 0};
        row.note = "peak: growth of the window";
        for (const Bad bad :
             {Bad{"killed", RunState::Lost}, Bad{"talks", RunState::Finished},
              Bad{"events-garbage", RunState::Finished}, Bad{"events-no-newline", RunState::Finished},
              Bad{"events-one-metric", RunState::Finished}, Bad{"events-many-metrics", RunState::Finished},
              Bad{"events-odd", RunState::Lost}, Bad{"events-gone", RunState::Lost}, Bad{"result-half", RunState::Lost},
              Bad{"result-huge", RunState::Lost}, Bad{"result-is-a-fifo", RunState::Lost},
              Bad{"leaves-a-child", RunState::Lost}, Bad{"exits", RunState::Failed}}) {
            // Each that ends as lost takes the monitor three seconds to be sure of.
            static const std::set<std::string> alsoQuick = {
                "killed", "talks", "events-garbage", "events-many-metrics", "result-huge", "exits"};
            if (!fullCounts() && !alsoQuick.contains(bad.behaviour)) {
                continue;
            }
            bounded(row, bad.behaviour, [&] {
                const check::TemporaryFolder folder;
                JobMonitor monitor(folder.path());
                OverviewJobs list;
                list.setMonitor(&monitor);
                list.show();
                QTest::qWait(50);
                RunSpec spec;
                spec.id = bad.behaviour;
                spec.params = {{"behaviour", bad.behaviour}};
                QSignalSpy ended(&monitor, &JobMonitor::jobEnded);
                QVERIFY(monitor.start(spec));
                const auto run = folder.path() / bad.behaviour;
                const auto worker = readWorkerIdentity(RunPaths(run));
                QTRY_VERIFY_WITH_TIMEOUT(!worker || workerHasEnded(*worker), 120000);
                QElapsedTimer clock;
                clock.start();
                QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), 10000);
                row.slowestSeconds = std::max(row.slowestSeconds.value_or(0.0), clock.elapsed() / 1e3);
                QCOMPARE(monitor.job(bad.behaviour)->state, bad.ends);
                QTest::qWait(fullCounts() ? 3000 : 300);  // it goes on reading what is left
                QVERIFY(monitor.job(bad.behaviour)->metrics.size() <= 200);
                QVERIFY(monitor.job(bad.behaviour)->lastMessage.size() < 11000);
                if (std::string(bad.behaviour) == "leaves-a-child") {
                    endHolder(run);
                }
            });
        }
        row.note += "; longest block " + std::to_string(static_cast<int>(m_blocked)) + " ms";
        report(row);
    }

    void aSuspendedWorkerIsSaidToBe() {
        const check::TemporaryFolder folder;
        JobMonitor monitor(folder.path());
        RunSpec spec;
        spec.id = "suspended";
        spec.params = {{"behaviour", "suspended"}};
        QVERIFY(monitor.start(spec));
        QTRY_VERIFY_WITH_TIMEOUT(monitor.job("suspended")->suspended, 10000);
        QVERIFY(jobDetail(*monitor.job("suspended")).contains(QStringLiteral("Suspended")));
        QVERIFY(monitor.stop("suspended"));
        QTRY_COMPARE_WITH_TIMEOUT(monitor.job("suspended")->state, RunState::Stopped, 10000);
        QVERIFY(!monitor.job("suspended")->suspended);
    }

    void aDeletedFolderLeavesTheList() {
        const check::TemporaryFolder folder;
        JobMonitor monitor(folder.path());
        OverviewJobs list;
        list.setMonitor(&monitor);
        list.show();
        RunSpec spec;
        spec.id = "deletes";
        spec.params = {{"behaviour", "deletes-its-folder"}};
        const Watchdog watchdog;
        QVERIFY(monitor.start(spec));
        // What its end has still written may be there; a folder without a spec is no run.
        QTRY_VERIFY_WITH_TIMEOUT(monitor.job("deletes") == nullptr || monitor.job("deletes")->ended(), 10000);
        QVERIFY(!blockedTooLong(watchdog));
    }

    // Points that are not finite in a run's curves.
    void curvesOfNumbersThatAreNone() {
        const check::TemporaryFolder folder;
        const auto run = makeRun(folder.path(), "nan", "succeed");
        auto writer = EventWriter::open(RunPaths(run).events());
        QVERIFY(writer);
        for (int step = 1; step <= 300; ++step) {
            Event event;
            event.kind = EventKind::Metric;
            event.step = static_cast<std::uint64_t>(step);
            event.values = {{"loss", step % 3 == 0 ? std::nan("") : 1.0 / 0.0 * step}, {"accuracy", 0.5}};
            QVERIFY(writer->append(event));
        }
        JobMonitor monitor(folder.path());
        monitor.follow("nan");
        QTRY_VERIFY_WITH_TIMEOUT(monitor.job("nan")->metrics.contains("accuracy"), 10000);
        QTRY_COMPARE_WITH_TIMEOUT(monitor.job("nan")->metrics.at("accuracy").values.size(), std::size_t(300), 10000);
        QCOMPARE(monitor.job("nan")->metrics.at("loss").values.size(), std::size_t(300));
    }

    void badEngines() {
        Row row{18, "window with a bad engine: garbage, 1 GB, silence, half an answer", 0};
        row.note = "until the window says so; peak: growth of the window";
        m_blocked = 0.0;
        for (const char* name :
             {"garbage", "one-huge-frame", "many-answers", "much-progress", "talks", "half-a-frame"}) {
            bounded(row, name, [&] {
                EngineClient engine;
                EngineOpen open;
                open.model = std::filesystem::path("/nowhere") / name;
                QElapsedTimer clock;
                clock.start();
                engine.setModel(open, true);
                // Under a sanitizer they come so slowly that the window may keep up with them, and then nothing is
                // wrong.
                const bool keptUp = !check::timeIsOurs && std::string(name) == "many-answers";
                const bool alive = keptUp || std::string(name) == "much-progress";
                if (alive) {
                    QTRY_VERIFY_WITH_TIMEOUT(
                        engine.state() == Engine::State::Ready || (keptUp && engine.state() == Engine::State::Failed),
                        10000);
                    QTest::qWait(faults::times(500, 2000));
                } else {
                    const int patience = fullCounts() || !check::timeIsOurs ? 60000 : 10000;
                    QTRY_COMPARE_WITH_TIMEOUT(engine.state(), Engine::State::Failed, patience);
                    QVERIFY(!engine.problem().isEmpty());
                }
                row.slowestSeconds = std::max(row.slowestSeconds.value_or(0.0), clock.elapsed() / 1e3);
            });
        }
        for (const char* name : {"silent", "suspended"}) {
            bounded(row, name, [&] {
                QElapsedTimer clock;
                {
                    EngineClient engine;
                    EngineOpen open;
                    open.model = std::filesystem::path("/nowhere") / name;
                    engine.setModel(open, true);
                    bool answered = false;
                    engine.ask(QStringLiteral("x"), EngineRead(), this, [&](Result<EngineAnswer> answer) {
                        answered = !answer && answer.error().code == ErrorCode::Interrupted;
                    });
                    QTest::qWait(200);
                    clock.start();
                    engine.cancel(QStringLiteral("x"));
                    QTRY_VERIFY_WITH_TIMEOUT(answered, 1000);
                }
                QTest::qWait(20);
            });
        }
        row.note += "; longest block " + std::to_string(static_cast<int>(m_blocked)) + " ms";
        report(row);
    }

    void badCalls() {
        Row row{18, "window with a bad `safer` command: 1 GB of answer or of words, killed, suspended", 0};
        row.note = "peak: growth of the window";
        m_blocked = 0.0;
        for (const char* name : {"answer", "long-answer", "words", "one-word", "killed"}) {
            qputenv("BAD_CALL", name);
            bounded(row, name, [&] {
                SaferCall call;
                QSignalSpy failed(&call, &SaferCall::failed);
                QElapsedTimer clock;
                clock.start();
                QVERIFY(call.start({QStringLiteral("look")}));
                QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60000);
                row.slowestSeconds = std::max(row.slowestSeconds.value_or(0.0), clock.elapsed() / 1e3);
            });
        }
        {
            qputenv("BAD_CALL", "suspended");
            bounded(row, "suspended", [&] {
                SaferCall call;
                call.setPatience(300);
                QSignalSpy failed(&call, &SaferCall::failed);
                QVERIFY(call.start({QStringLiteral("look")}));
                QTest::qWait(200);
                call.cancel();
                QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10000);
            });
        }
        for (const char* name : {"words", "one-word", "killed"}) {
            qputenv("BAD_CALL", name);
            bounded(row, name, [&] {
                DemoProcess demo;
                QSignalSpy failed(&demo, &DemoProcess::failed);
                QVERIFY(demo.start(QStringLiteral("/nowhere")));
                QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60000);
            });
        }
        row.note += "; longest block " + std::to_string(static_cast<int>(m_blocked)) + " ms";
        report(row);
    }

private:
    // The child that holds the lock, named by the refusal of a second worker.
    static void endHolder(const std::filesystem::path& run) {
        const auto refused = startWorker(run, check::besideThisTest("bad_program"));
        QVERIFY(!refused);
        const auto at = refused.error().message.find("process ");
        QVERIFY(at != std::string::npos);
        const int child = std::atoi(refused.error().message.c_str() + at + 8);
        QVERIFY(child > 1);
        ::kill(child, SIGKILL);
    }
};

QTEST_MAIN(BadWorkerWindowTest)
#include "test_bad_worker_window.moc"
