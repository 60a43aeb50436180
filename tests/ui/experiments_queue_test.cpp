// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_operations.h"
#include "core/workspace/sweep_folder.h"
#include "tests/ui/experiments_fixture.h"
#include "ui/bridge/job_monitor.h"
#include "ui/experiments/queue_model.h"
#include "ui/experiments/queue_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace saferscope;

namespace {

QueueRow rowOf(const std::string& key, std::vector<QueueRow> children = {}) {
    QueueRow row;
    row.key = row.run = key;
    row.children = std::move(children);
    return row;
}

QStringList keysOf(const QueueModel& model, const QModelIndex& parent = {}) {
    QStringList keys;
    for (int i = 0; i < model.rowCount(parent); ++i) {
        keys.append(QString::fromStdString(model.row(model.index(i, 0, parent))->key));
    }
    return keys;
}

}  // namespace

class ExperimentsQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");  // nothing here may start a worker
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
    }
    void init() {
        m_world = std::make_unique<check::SweepWorkspace>(false);
        m_panel = std::make_unique<QueuePanel>();
        m_panel->resize(1100, 600);
    }
    void cleanup() {
        m_panel->setSession(nullptr);
        m_panel.reset();
        m_world.reset();
    }

    void mergingMovesRowsAndKeepsWhatIsSelected() {
        QueueModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({rowOf("a"), rowOf("s", {rowOf("s1"), rowOf("s2"), rowOf("s3")}), rowOf("b")});
        const QPersistentModelIndex kept(model.find("s3"));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRows({rowOf("new"), rowOf("b"), rowOf("s", {rowOf("s3"), rowOf("s1"), rowOf("s4")}), rowOf("c")});
        QCOMPARE(keysOf(model),
                 QStringList({QStringLiteral("new"), QStringLiteral("b"), QStringLiteral("s"), QStringLiteral("c")}));
        QCOMPARE(keysOf(model, model.find("s")),
                 QStringList({QStringLiteral("s3"), QStringLiteral("s1"), QStringLiteral("s4")}));
        QVERIFY(kept.isValid());
        QCOMPARE(model.row(kept)->key, std::string("s3"));
        QCOMPARE(reset.count(), 0);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({rowOf("new"), rowOf("b"), rowOf("s", {rowOf("s3"), rowOf("s1"), rowOf("s4")}), rowOf("c")});
        QCOMPARE(changed.count(), 0);  // nothing new, nothing repainted
        // Any list into any other.
        std::uint32_t seed = 7;
        const auto random = [&seed](std::uint32_t below) {
            seed = seed * 1664525u + 1013904223u;
            return (seed >> 16) % below;
        };
        for (int round = 0; round < 200; ++round) {
            std::vector<QueueRow> rows;
            QStringList expected;
            for (std::uint32_t i = 0; i < 8; ++i) {
                const std::string key = std::to_string(random(12));
                if (!expected.contains(QString::fromStdString(key))) {
                    rows.insert(
                        rows.begin() + static_cast<std::ptrdiff_t>(random(static_cast<std::uint32_t>(rows.size()) + 1)),
                        rowOf(key));
                    expected.append(QString::fromStdString(key));
                }
            }
            expected.clear();
            for (const QueueRow& row : rows) {
                expected.append(QString::fromStdString(row.key));
            }
            model.setRows(rows);
            QCOMPARE(keysOf(model), expected);
        }
    }

    void keysChangeTheQueueOnTheDisk() {
        fill();
        select("r2");
        QTest::keyClick(m_panel->tree(), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(order(), ids({"r2", "r1", "r3"}));
        QTRY_COMPARE(keysOf(*m_panel->model()), ids({"r2", "r1", "r3"}));
        QCOMPARE(current(), std::string("r2"));  // still the one that was moved
        QTest::keyClick(m_panel->tree(), Qt::Key_End, Qt::AltModifier);
        QTRY_COMPARE(order(), ids({"r1", "r3", "r2"}));
        settle();
        QTest::keyClick(m_panel->tree(), Qt::Key_Plus);
        QTRY_COMPARE(entry("r2").priority, 1);
        QTRY_COMPARE(order(), ids({"r2", "r1", "r3"}));
        settle();
        QCOMPARE(m_panel->holdAction()->text(), QStringLiteral("Hold"));
        QTest::keyClick(m_panel->tree(), Qt::Key_H);
        QTRY_VERIFY(entry("r2").held);
        QTRY_COMPARE(m_panel->holdAction()->text(), QStringLiteral("Release"));
        settle();
        QTest::keyClick(m_panel->tree(), Qt::Key_H);
        QTRY_VERIFY(!entry("r2").held);
    }

    void aBlockOfRunsKeepsItsOrder() {
        fill({"r1", "r2", "r3", "r4"});
        select("r3");
        m_panel->tree()->selectionModel()->select(m_panel->model()->find("r4"),
                                                  QItemSelectionModel::Select | QItemSelectionModel::Rows);
        m_panel->upAction()->trigger();
        QTRY_COMPARE(order(), ids({"r1", "r3", "r4", "r2"}));
        settle();
        m_panel->downAction()->trigger();
        QTRY_COMPARE(order(), ids({"r1", "r2", "r3", "r4"}));
        settle();
        QTest::keyClick(m_panel->tree(), Qt::Key_Home, Qt::AltModifier);
        QTRY_COMPARE(order(), ids({"r3", "r4", "r1", "r2"}));
    }

    void cancellingCanBeTakenBack() {
        fill();
        select("r1");
        QTest::keyClick(m_panel->tree(), Qt::Key_Delete);
        QTRY_COMPARE(readRunState(m_world->runs() / "r1"), RunState::Stopped);
        QTRY_VERIFY(m_panel->undoButton()->isVisible());
        QVERIFY(readQueue(m_world->runs())->find("r1") == nullptr);
        settle();
        m_panel->tree()->setFocus();
        QTest::keyClick(m_panel->tree(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(readRunState(m_world->runs() / "r1"), RunState::Waiting);
        QTRY_VERIFY(readQueue(m_world->runs())->find("r1") != nullptr);
        QVERIFY(!m_panel->undoButton()->isVisible());
    }

    void pausingAndResuming() {
        fill();
        QVERIFY(m_panel->summary().contains(QStringLiteral("paused")));
        m_panel->pauseButton()->click();
        QTRY_VERIFY(!readQueue(m_world->runs())->paused);
        QTRY_VERIFY(!m_panel->summary().contains(QStringLiteral("paused")));
        m_panel->pauseButton()->click();
        QTRY_VERIFY(readQueue(m_world->runs())->paused);
    }

    void aFailedRunIsTriedAgain() {
        fill();
        RunResult result;
        result.state = RunState::Failed;
        result.message = "The paper ran out.";
        QVERIFY(writeJsonFile(RunPaths(m_world->runs() / "r2").result(), toJson(result)));
        QVERIFY(cancelRuns(m_world->runs(), std::vector<std::string>{"r1"}).has_value());
        m_world->session->jobs()->poll();
        QTRY_COMPARE(m_panel->model()->row(m_panel->model()->find("r1"))->runState, RunState::Stopped);
        select("r1");
        QTRY_VERIFY(m_panel->retryAction()->isEnabled());
        QVERIFY(!m_panel->cancelAction()->isEnabled());
        QTest::keyClick(m_panel->tree(), Qt::Key_R);
        QTRY_COMPARE(readRunState(m_world->runs() / "r1"), RunState::Waiting);
    }

    void aSweepIsOneLineWithItsRunsBelow() {
        makeSweep();
        open();
        const QModelIndex sweep = m_panel->model()->find("sweep s1");
        QTRY_VERIFY(m_panel->model()->find("sweep s1").isValid());
        const QueueRow* row = m_panel->model()->row(m_panel->model()->find("sweep s1"));
        QCOMPARE(row->title, QStringLiteral("Poison the pairs"));
        QCOMPARE(row->total, std::size_t(4));
        QCOMPARE(row->done, std::size_t(1));
        QCOMPARE(row->failed, std::size_t(1));
        QCOMPARE(*row->fraction, 0.25);
        QVERIFY(row->state.contains(QStringLiteral("1 of 4")));
        Q_UNUSED(sweep)
        const QueueRow* waiting = m_panel->model()->row(m_panel->model()->find("sweep s1 e2"));
        QVERIFY(waiting != nullptr);
        // The reason names the training by its title, not by its id.
        QVERIFY2(!waiting->detail.contains(QStringLiteral("t2")), qPrintable(waiting->detail));
        const QueueRow* failed = m_panel->model()->row(m_panel->model()->find("sweep s1 e1"));
        QCOMPARE(failed->runState, RunState::Failed);
        QVERIFY(failed->detail.contains(QStringLiteral("The paper ran out.")));
        m_panel->showSweep(QStringLiteral("s1"));
        QVERIFY(m_panel->tree()->isExpanded(m_panel->model()->find("sweep s1")));
        QCOMPARE(current(), std::string("sweep s1"));
        check::saveShot(*m_panel, QStringLiteral("experiments-queue-sweep"));
    }

    void cancellingASweepCanBeTakenBack() {
        makeSweep();
        open();
        QTRY_VERIFY(m_panel->model()->find("sweep s1").isValid());
        m_panel->showSweep(QStringLiteral("s1"));
        settle();
        m_panel->tree()->setFocus();
        QTest::keyClick(m_panel->tree(), Qt::Key_Delete);
        QTRY_COMPARE(readRunState(m_world->runs() / "t2"), RunState::Stopped);
        QTRY_COMPARE(readRunState(m_world->runs() / "e2"), RunState::Stopped);
        QCOMPARE(readRunState(m_world->runs() / "t1"), RunState::Finished);
        QTRY_VERIFY(m_panel->undoButton()->isVisible());
        m_panel->undoButton()->click();
        QTRY_COMPARE(readRunState(m_world->runs() / "t2"), RunState::Waiting);
        QTRY_VERIFY(readQueue(m_world->runs())->find("e2") != nullptr);
    }

    void aLockHeldByOthersDoesNotHoldTheWindowUp() {
        fill();
        auto locked = LockedQueue::open(m_world->runs());
        QVERIFY(locked.has_value());
        std::optional<LockedQueue> held(std::move(*locked));
        select("r2");
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(m_panel->tree(), Qt::Key_Up, Qt::AltModifier);
        QTest::qWait(100);
        QVERIFY2(clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(order(), ids({"r1", "r2", "r3"}));
        held.reset();
        QTRY_COMPARE_WITH_TIMEOUT(order(), ids({"r2", "r1", "r3"}), 12000);
    }

private:
    using Ids = std::vector<std::string>;

    static QStringList ids(const Ids& list) {
        QStringList texts;
        for (const std::string& id : list) {
            texts.append(QString::fromStdString(id));
        }
        return texts;
    }
    QStringList order() const {
        QStringList texts;
        const auto queue = readQueue(m_world->runs());
        for (const QueueEntry* one : inQueueOrder(*queue)) {
            texts.append(QString::fromStdString(one->id));
        }
        return texts;
    }
    QueueEntry entry(const std::string& id) const {
        const auto queue = readQueue(m_world->runs());
        const QueueEntry* found = queue->find(id);
        return found == nullptr ? QueueEntry() : *found;
    }
    std::string current() const {
        const QueueRow* row = m_panel->model()->row(m_panel->tree()->currentIndex());
        return row == nullptr ? std::string() : row->key;
    }
    void open() {
        m_panel->setSession(m_world->session.get());
        m_panel->show();
        m_world->session->jobs()->poll();
        settle();
    }
    void settle() { QTRY_VERIFY(!m_panel->busy()); }
    /// Queued and paused, so that no runner is wanted.
    void fill(const Ids& list = {"r1", "r2", "r3"}) {
        std::vector<QueueRequest> requests;
        for (const std::string& id : list) {
            m_world->run(id, "Run " + id);
            QueueRequest request;
            request.id = id;
            requests.push_back(request);
        }
        QVERIFY(pauseQueue(m_world->runs(), true).has_value());
        QVERIFY(enqueueRuns(m_world->runs(), requests).has_value());
        open();
        QTRY_COMPARE(keysOf(*m_panel->model()), ids(list));
    }
    void select(const std::string& key) {
        settle();
        m_panel->tree()->setFocus();
        m_panel->tree()->setCurrentIndex(m_panel->model()->find(key));
    }
    void makeSweep() {
        SweepSpec spec;
        spec.id = "s1";
        spec.title = "Poison the pairs";
        spec.createdAt = "2026-01-01T00:00:00Z";
        spec.strategies = {Strategy::Safer};
        spec.ratios = {0.05};
        spec.seeds = {1};
        spec.dataset = "train";
        spec.datasetHash = "d";
        spec.baseModel = "base";
        spec.baseModelHash = "m";
        spec.evaluation = "held-out test";
        spec.evaluationHash = "h";
        Sweep sweep{spec, expandSweep(spec)};
        QCOMPARE(sweep.cells.size(), std::size_t(2));
        for (int i = 0; i < 2; ++i) {
            SweepCell& cell = sweep.cells[static_cast<std::size_t>(i)];
            const std::string number = std::to_string(i + 1);
            cell.trainKey = "k" + number;
            cell.trainRun = m_world->run("t" + number, "Training " + number, "s1");
            cell.evaluateRun = m_world->run("e" + number, "Evaluation " + number, "s1", JobKind::Evaluate);
        }
        sweep.cells[1].planHash = std::string(64, 'a');
        sweep.cells[1].changed = 3;
        std::filesystem::create_directories(sweepFolder(m_world->folder(), "s1"));
        QVERIFY(writeJsonFile(sweepFolder(m_world->folder(), "s1") / "sweep.json", toJson(sweep)));
        std::ofstream(SweepPaths(sweepFolder(m_world->folder(), "s1")).started());
        QVERIFY(readSweep(m_world->folder(), "s1").has_value());
        RunResult result;
        result.state = RunState::Finished;
        QVERIFY(writeJsonFile(RunPaths(m_world->runs() / "t1").result(), toJson(result)));
        result.state = RunState::Failed;
        result.message = "The paper ran out.";
        QVERIFY(writeJsonFile(RunPaths(m_world->runs() / "e1").result(), toJson(result)));
        QVERIFY(pauseQueue(m_world->runs(), true).has_value());
        QueueRequest training;
        training.id = "t2";
        QueueRequest evaluation;
        evaluation.id = "e2";
        evaluation.after = {"t2"};
        QVERIFY(enqueueRuns(m_world->runs(), std::vector<QueueRequest>{training, evaluation}).has_value());
    }

    std::unique_ptr<check::SweepWorkspace> m_world;
    std::unique_ptr<QueuePanel> m_panel;
};

QTEST_MAIN(ExperimentsQueueTest)
#include "experiments_queue_test.moc"
