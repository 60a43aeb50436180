// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/jobs/run_lock.h"
#include "tests/support/fair_clock.h"
#include "ui/bridge/background_task.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/job_request.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cmath>
#include <fstream>

using namespace saferscope;

namespace {

std::filesystem::path pathOf(const QTemporaryDir& folder) { return folder.path().toStdString(); }

std::filesystem::path makeRun(const std::filesystem::path& runs, const std::string& id) {
    RunSpec spec;
    spec.id = id;
    spec.title = "Title of " + id;
    return createRunFolder(runs, spec).value();
}

Event metric(std::uint64_t step, double loss) {
    Event event;
    event.kind = EventKind::Metric;
    event.step = step;
    event.values = {{"loss", loss}};
    return event;
}

Event progress(std::uint64_t done, std::uint64_t total) {
    Event event;
    event.kind = EventKind::Progress;
    event.progress.stage = "Counting";
    event.progress.done = done;
    event.progress.total = total;
    event.progress.etaSeconds = 12.0;
    return event;
}

void writeResult(const std::filesystem::path& run, RunState state) {
    RunResult result;
    result.state = state;
    result.message = state == RunState::Failed ? "The paper ran out." : "";
    QVERIFY(writeJsonFile(RunPaths(run).result(), toJson(result)));
}

}  // namespace

class ShellJobsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsARunWrittenStepByStep() {
        const QTemporaryDir folder;
        JobMonitor monitor(pathOf(folder));
        QSignalSpy listed(&monitor, &JobMonitor::listChanged);
        QSignalSpy changed(&monitor, &JobMonitor::jobChanged);
        QSignalSpy ended(&monitor, &JobMonitor::jobEnded);
        QVERIFY(monitor.jobs().empty());

        const auto run = makeRun(pathOf(folder), "20260101-run");
        monitor.poll();
        QCOMPARE(listed.count(), 1);
        QCOMPARE(monitor.jobs().size(), std::size_t(1));
        const Job* job = monitor.job("20260101-run");
        QCOMPARE(job->state, RunState::Waiting);
        QCOMPARE(job->spec.title, std::string("Title of 20260101-run"));
        QCOMPARE(monitor.activeCount(), 0);

        {
            const auto lock = RunLock::acquire(RunPaths(run));
            QVERIFY(lock.has_value());
            monitor.poll(false);
            QCOMPARE(job->state, RunState::Running);
            QCOMPARE(monitor.activeCount(), 1);

            auto events = EventWriter::open(RunPaths(run).events());
            QVERIFY(events.has_value());
            QVERIFY(events->append(progress(3, 10)));
            QVERIFY(events->append(metric(1, 0.9)));
            monitor.poll(false);
            QVERIFY(job->progress.has_value());
            QCOMPARE(job->progress->done, std::uint64_t(3));
            QCOMPARE(job->metrics.at("loss").values, std::vector<double>{0.9});
            const auto before = changed.count();
            monitor.poll(false);
            QCOMPARE(changed.count(), before);  // nothing new, nothing said

            // A line that is not finished yet, garbage, and what comes after it.
            std::ofstream(RunPaths(run).events(), std::ios::app) << "{\"kind\":\"met";
            monitor.poll(false);
            std::ofstream(RunPaths(run).events(), std::ios::app) << "\n\x01\xff garbage\n";
            QVERIFY(events->append(metric(2, 0.5)));
            monitor.poll(false);
            QCOMPARE(job->metrics.at("loss").values, (std::vector<double>{0.9, 0.5}));

            QVERIFY(events->append(metric(3, 0.4)));
            writeResult(run, RunState::Finished);
        }
        monitor.poll(false);
        QCOMPARE(job->state, RunState::Finished);
        QCOMPARE(ended.count(), 1);
        QCOMPARE(ended.at(0).at(0).toString(), QStringLiteral("20260101-run"));
        // The end is told after the last event.
        QCOMPARE(job->metrics.at("loss").values, (std::vector<double>{0.9, 0.5, 0.4}));
        monitor.poll();
        QCOMPARE(ended.count(), 1);
    }

    void aNewWindowFindsRunningAndEndedRuns() {
        const QTemporaryDir folder;
        const auto running = makeRun(pathOf(folder), "20260102-b");
        const auto failed = makeRun(pathOf(folder), "20260101-a");
        writeResult(failed, RunState::Failed);
        auto events = EventWriter::open(RunPaths(running).events());
        QVERIFY(events->append(metric(7, 0.7)));
        auto failedEvents = EventWriter::open(RunPaths(failed).events());
        QVERIFY(failedEvents->append(metric(8, 0.8)));
        const auto lock = RunLock::acquire(RunPaths(running));

        JobMonitor monitor(pathOf(folder));
        QSignalSpy ended(&monitor, &JobMonitor::jobEnded);
        const auto jobs = monitor.jobs();
        QCOMPARE(jobs.size(), std::size_t(2));
        QCOMPARE(jobs[0]->spec.id, std::string("20260102-b"));  // newest first
        QCOMPARE(jobs[0]->state, RunState::Running);
        QCOMPARE(jobs[0]->metrics.at("loss").values, std::vector<double>{0.7});
        QCOMPARE(jobs[1]->state, RunState::Failed);
        QCOMPARE(jobs[1]->result->message, std::string("The paper ran out."));
        QVERIFY(jobs[1]->metrics.empty());  // not read until somebody looks
        monitor.follow("20260101-a");
        QTRY_COMPARE(jobs[1]->metrics.count("loss"), std::size_t(1));
        QCOMPARE(ended.count(), 0);
    }

    void aRunThatEndedUnseenIsTold() {
        const QTemporaryDir folder;
        JobMonitor monitor(pathOf(folder));
        QSignalSpy ended(&monitor, &JobMonitor::jobEnded);
        writeResult(makeRun(pathOf(folder), "quick"), RunState::Finished);
        monitor.poll();
        QCOMPARE(ended.count(), 1);
    }

    void aLostWorkerIsSeen() {
        const QTemporaryDir folder;
        const auto run = makeRun(pathOf(folder), "lost");
        JobMonitor monitor(pathOf(folder));
        QSignalSpy ended(&monitor, &JobMonitor::jobEnded);
        {
            const auto lock = RunLock::acquire(RunPaths(run));
            const auto events = EventWriter::open(RunPaths(run).events());
            monitor.poll();
            QCOMPARE(monitor.job("lost")->state, RunState::Running);
        }
        // Its lock is gone and there is no result.
        std::ofstream(RunPaths(run).worker()) << R"({"pid":1,"start_ticks":1,"host":"x"})";
        monitor.poll(false);
        QCOMPARE(monitor.job("lost")->state, RunState::Lost);
        QCOMPARE(ended.count(), 1);
    }

    void resumedStepsReplaceEarlierOnes() {
        const QTemporaryDir folder;
        const auto run = makeRun(pathOf(folder), "resumed");
        const auto lock = RunLock::acquire(RunPaths(run));
        auto events = EventWriter::open(RunPaths(run).events());
        for (const int step : {1, 2, 3, 4, 3, 4, 5}) {
            QVERIFY(events->append(metric(static_cast<std::uint64_t>(step), step * 1.0)));
        }
        JobMonitor monitor(pathOf(folder));
        QCOMPARE(monitor.job("resumed")->metrics.at("loss").steps, (std::vector<double>{1, 2, 3, 4, 5}));
    }

    void damagedAndUnfinishedFoldersAreLeftOut() {
        const QTemporaryDir folder;
        std::filesystem::create_directories(pathOf(folder) / "nothing");
        std::filesystem::create_directories(pathOf(folder) / "broken");
        std::ofstream(pathOf(folder) / "broken" / "spec.json") << "{";
        std::filesystem::create_directories(pathOf(folder) / ".making-abc");
        std::filesystem::copy_file(RunPaths(makeRun(pathOf(folder), "good")).spec(),
                                   pathOf(folder) / ".making-abc" / "spec.json");
        std::filesystem::create_directory_symlink("ring", pathOf(folder) / "ring");  // asking about it fails
        JobMonitor monitor(pathOf(folder));
        QCOMPARE(monitor.jobs().size(), std::size_t(1));
        std::filesystem::remove_all(pathOf(folder) / "good");
        monitor.poll();
        QVERIFY(monitor.jobs().empty());
        QVERIFY(monitor.stop("good"));  // nothing runs: nothing to stop
        QVERIFY(!monitor.resume("good"));
    }

    void aPollNeverBlocksLong() {
        const QTemporaryDir folder;
        const auto run = makeRun(pathOf(folder), "long");
        {
            auto events = EventWriter::open(RunPaths(run).events());
            QVERIFY(events->append(metric(1, 1.0)));
            std::ofstream out(RunPaths(run).events(), std::ios::app);
            std::ifstream in(RunPaths(run).events());
            std::string line;
            std::string last;
            while (std::getline(in, line)) {
                last = line;
            }
            for (int i = 0; i < 100000; ++i) {
                out << last << '\n';
            }
        }
        const auto lock = RunLock::acquire(RunPaths(run));
        const check::FairClock clock;
        JobMonitor monitor(pathOf(folder));
        // 4 ms of reading, and what one block of 64 KiB more may take on a busy machine.
        const double milliseconds = clock.milliseconds();
        QVERIFY2(milliseconds < 100.0, qPrintable(QString::number(milliseconds)));
        QVERIFY(!monitor.job("long")->metrics.empty());
        auto events = EventWriter::open(RunPaths(run).events());
        QVERIFY(events->append(metric(5, 0.5)));
        QTRY_COMPARE_WITH_TIMEOUT(monitor.job("long")->metrics.at("loss").steps.back(), 5.0, 20000);
    }

    void startsStopsAndResumesRealProcesses() {
        const QTemporaryDir folder;
        // A stand-in for `safer worker RUN_DIR`: works until it is told to stop, and says so in its result.
        const QString program = folder.filePath(QStringLiteral("safer"));
        std::ofstream(program.toStdString())
            << "#!/bin/sh\n"
               "trap 'echo \"{\\\"state\\\":\\\"stopped\\\"}\" > \"$2/result.json\"; exit 4' TERM\n"
               "n=0\nwhile [ $n -lt 600 ]; do sleep 0.05; n=$((n+1)); done\n";
        QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QByteArray before = qgetenv("SAFER_PROGRAM");
        qputenv("SAFER_PROGRAM", program.toUtf8());

        JobMonitor monitor(pathOf(folder) / "runs");
        RunSpec spec;
        spec.title = "real";
        const auto id = monitor.start(spec);
        QVERIFY2(id.has_value(), id ? "" : id.error().message.c_str());
        QCOMPARE(monitor.job(*id)->state, RunState::Running);

        // The window closes and opens again: the process is still there.
        JobMonitor second(pathOf(folder) / "runs");
        QCOMPARE(second.job(*id)->state, RunState::Running);
        QSignalSpy ended(&second, &JobMonitor::jobEnded);
        QTest::qWait(200);  // for the shell to set its trap
        const Status stopped = second.stop(*id);
        QVERIFY2(stopped.has_value(), stopped ? "" : stopped.error().message.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 10000);
        QCOMPARE(second.job(*id)->state, RunState::Stopped);

        QVERIFY(second.resume(*id).has_value());
        QCOMPARE(second.job(*id)->state, RunState::Running);
        QVERIFY(!second.job(*id)->result.has_value());
        QVERIFY(killWorker(second.job(*id)->folder).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(second.job(*id)->state, RunState::Lost, 10000);
        before.isEmpty() ? qunsetenv("SAFER_PROGRAM") : qputenv("SAFER_PROGRAM", before);
    }

    void startingFailsWithASentence() {
        const QTemporaryDir folder;
        const QByteArray before = qgetenv("SAFER_PROGRAM");
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");
        JobMonitor monitor(pathOf(folder) / "runs");
        const auto id = monitor.start({});
        QVERIFY(!id);
        QVERIFY(!id.error().message.empty());
        QVERIFY(monitor.jobs().empty());
        before.isEmpty() ? qunsetenv("SAFER_PROGRAM") : qputenv("SAFER_PROGRAM", before);
    }

    void requestsBecomeSpecs() {
        const QTemporaryDir folder;
        auto workspace = Workspace::create(pathOf(folder) / "w");
        QVERIFY(workspace.has_value());
        const auto file = pathOf(folder) / "pairs.jsonl";
        std::ofstream(file) << R"({"id":"a","prompt":"p","chosen":"yes","rejected":"no"})" << '\n'
                            << R"({"id":"b","prompt":"q","chosen":"yes","rejected":"no"})" << '\n';
        const auto imported = (*workspace)->importPairs(file, "my data", {});
        QVERIFY2(imported.has_value(), imported ? "" : imported.error().message.c_str());
        JobRequest request;
        request.dataset = "my data";
        request.config = {{"epochs", 2.0}};
        request.seed = 9;
        const auto spec = prepareRun(**workspace, request);
        QVERIFY2(spec.has_value(), spec ? "" : spec.error().message.c_str());
        QCOMPARE(spec->seed, std::uint64_t(9));
        QCOMPARE(spec->inputs.at("dataset").get<std::string>(), imported->dataset.contentHash);
        QVERIFY(std::filesystem::exists(spec->params.at("data").get<std::string>()));
        QCOMPARE(spec->params.at("output_name").get<std::string>(), std::string("rm-my-data"));
        request.model = "no such model";
        QVERIFY(!prepareRun(**workspace, request));
        request.dataset = "no such data";
        QVERIFY(!prepareRun(**workspace, request));
    }

    void backgroundTasksReportAndStop() {
        BackgroundTask task;
        QSignalSpy succeeded(&task, &BackgroundTask::succeeded);
        QSignalSpy failed(&task, &BackgroundTask::failed);
        QSignalSpy progressed(&task, &BackgroundTask::progressed);
        task.start([](std::stop_token, const ProgressCallback& report) -> Status {
            report({"half", 1, 2, 0.0, {}});
            return {};
        });
        QVERIFY(task.running());
        QTRY_COMPARE(succeeded.count(), 1);
        QVERIFY(!task.running());
        QCOMPARE(progressed.count(), 1);
        QCOMPARE(progressed.at(0).at(1).toDouble(), 0.5);

        task.start([](std::stop_token stop, const ProgressCallback&) -> Status {
            while (!stop.stop_requested()) {
                QThread::msleep(1);
            }
            return fail(ErrorCode::Interrupted, "stopped");
        });
        task.cancel();
        QTRY_COMPARE(failed.count(), 1);

        task.start([](std::stop_token, const ProgressCallback&) -> Status { throw std::runtime_error("boom"); });
        QTRY_COMPARE(failed.count(), 2);
    }

    void aDyingTaskIsStoppedAndWaitedFor() {
        std::atomic<bool> over = false;
        {
            BackgroundTask task;
            task.start([&over](std::stop_token stop, const ProgressCallback& report) -> Status {
                while (!stop.stop_requested()) {
                    report({"x", 0, 0, 0.0, {}});
                    QThread::msleep(1);
                }
                over = true;
                return {};
            });
            QTest::qWait(20);
        }
        QVERIFY(over);
    }
};

QTEST_MAIN(ShellJobsTest)
#include "shell_jobs_test.moc"
