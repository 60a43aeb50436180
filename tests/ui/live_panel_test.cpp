// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/live_panel.h"

#include "core/jobs/launcher.h"
#include "core/jobs/run_lock.h"
#include "core/workspace/sweep_runs.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/charts/metric_chart.h"
#include "ui/experiments/live_chart_grid.h"
#include "ui/experiments/live_run_list.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace saferscope;

namespace {

/// A workspace with a sweep of safer and random, two ratios, two seeds, and a baseline: ten trainings.
class Fixture {
public:
    explicit Fixture(const std::string& sweepId = "20260101-sweep") {
        m_sweep.spec.id = sweepId;
        m_sweep.spec.title = "Poison demo-train";
        m_sweep.spec.strategies = {Strategy::Safer, Strategy::Random};
        m_sweep.spec.ratios = {0.01, 0.05};
        m_sweep.spec.seeds = {1, 2};
        m_sweep.spec.dataset = "demo-train";
        m_sweep.spec.evaluation = "demo-eval";
        m_sweep.spec.baseModel = "base";
        m_sweep.cells = expandSweep(m_sweep.spec);
        session = WorkspaceSession::create(std::filesystem::path(m_folder.path().toStdString()) / "ws").value();
        for (std::size_t i = 0; i < m_sweep.cells.size(); ++i) {
            SweepCell& cell = m_sweep.cells[i];
            RunSpec spec;
            spec.id = "20260102-" + std::to_string(100 + i);
            spec.title = cellTitle(cell);
            spec.sweep = sweepId;
            cell.trainRun = spec.id;
            runs.push_back(createRunFolder(session->workspace()->runsFolder(), spec).value());
        }
        const auto folder = sweepFolder(session->workspace()->folder(), sweepId);
        std::filesystem::create_directories(folder);
        [&] { QVERIFY(writeJsonFile(folder / "sweep.json", toJson(m_sweep))); }();
    }
    /// Steps begin..end of a run's curve; the level tells runs apart.
    void train(std::size_t run, int begin, int end) const {
        auto writer = EventWriter::open(RunPaths(runs[run]).events()).value();
        for (int step = begin; step <= end; ++step) {
            Event event;
            event.kind = EventKind::Metric;
            event.step = static_cast<std::uint64_t>(step);
            event.values = {{"loss", 1.0 + static_cast<double>(run) + std::exp(-step / 30.0)},
                            {"accuracy", 0.5 + 0.004 * step},
                            {"learning_rate", 1e-3},
                            {"tokens_per_second", 1000.0 + 10.0 * static_cast<double>(run)}};
            QVERIFY(writer.append(event));
        }
    }
    const Sweep& sweep() const { return m_sweep; }

    std::unique_ptr<WorkspaceSession> session;
    std::vector<std::filesystem::path> runs;

private:
    QTemporaryDir m_folder;
    Sweep m_sweep;
};

void settle(Fixture& fixture, int milliseconds = 900) {
    fixture.session->jobs()->poll();
    QTest::qWait(milliseconds);
}

}  // namespace

class LivePanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void followsTheNewestSweep() {
        Fixture fixture;
        for (std::size_t run = 0; run < 4; ++run) {
            fixture.train(run, 1, 60);
        }
        LivePanel panel;
        panel.resize(1300, 800);
        panel.setSession(fixture.session.get());
        panel.show();
        settle(fixture);
        QCOMPARE(panel.list()->topLevelItemCount(), 1);
        QTreeWidgetItem* sweep = panel.list()->topLevelItem(0);
        QCOMPARE(sweep->text(0), QStringLiteral("Poison demo-train"));
        QCOMPARE(sweep->childCount(), 5);  // baseline, and two strategies at two ratios
        QCOMPARE(panel.list()->checked().size(), fixture.sweep().cells.size());
        QCOMPARE(sweep->child(0)->text(0), QStringLiteral("Baseline"));
        QCOMPARE(sweep->child(0)->childCount(), 2);
        QCOMPARE(sweep->child(0)->child(1)->text(0), QStringLiteral("seed 2"));
        QCOMPARE(sweep->child(0)->text(1), QStringLiteral("0 of 2"));
        QCOMPARE(sweep->child(0)->text(2), sweep->child(0)->child(0)->text(2));  // the only one that has a loss
        QVERIFY(panel.grid()->metrics() ==
                std::vector<std::string>({"loss", "accuracy", "learning_rate", "tokens_per_second"}));
        const QString readout = panel.grid()->chart("loss")->readoutAt(60);
        QVERIFY2(readout.contains(QStringLiteral("Baseline, seed 1")), qPrintable(readout));

        // It goes on: the curve has the new steps without anybody asking.
        fixture.train(0, 61, 200);
        settle(fixture);
        QVERIFY(panel.grid()->chart("loss")->readoutAt(1e9).startsWith(QStringLiteral("step 200")));
    }

    void chartsAreWholeAndTheBoxesAreSeen() {
        Fixture fixture;
        fixture.train(0, 1, 60);
        LivePanel panel;
        panel.resize(1030, 700);
        panel.setSession(fixture.session.get());
        panel.show();
        settle(fixture);
        for (const std::string& metric : panel.grid()->metrics()) {
            const MetricChart* chart = panel.grid()->chart(metric);
            for (const QWidget* part : chart->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
                QVERIFY2(chart->rect().contains(part->geometry()), metric.c_str());  // or the axis has no numbers
            }
        }
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            ThemeManager::instance().setMode(mode);
            QTreeWidgetItem* sweep = panel.list()->topLevelItem(0);
            for (const Qt::CheckState state : {Qt::Unchecked, Qt::PartiallyChecked, Qt::Checked}) {
                QTreeWidgetItem* group = sweep->child(0);
                group->child(0)->setCheckState(0, state == Qt::Unchecked ? Qt::Unchecked : Qt::Checked);
                group->child(1)->setCheckState(0, state == Qt::Checked ? Qt::Checked : Qt::Unchecked);
                QCOMPARE(group->checkState(0), state);
                const QRect row = panel.list()->visualItemRect(group);
                const QImage image =
                    panel.list()->viewport()->grab(QRect(row.topLeft(), QSize(24, row.height()))).toImage();
                double strongest = 0.0;
                for (int y = 0; y < image.height(); ++y) {
                    for (int x = 0; x < image.width(); ++x) {
                        strongest = std::max(strongest, contrastRatio(image.pixelColor(x, y), currentTheme().surface));
                    }
                }
                QVERIFY2(strongest >= 3.0, qPrintable(QString::number(strongest)));
            }
        }
        ThemeManager::instance().setMode(ThemeMode::Light);
    }

    void meanOverSeedsIsTheMean() {
        Fixture fixture;
        fixture.train(0, 1, 50);  // the first two cells of a seed are not of one group: find the baseline's seeds
        std::vector<std::size_t> baseline;
        for (std::size_t i = 0; i < fixture.sweep().cells.size(); ++i) {
            if (fixture.sweep().cells[i].kind == CellKind::Baseline) {
                baseline.push_back(i);
            }
        }
        QCOMPARE(baseline.size(), std::size_t(2));
        fixture.train(baseline[1], 1, 30);
        LivePanel panel;
        panel.resize(1300, 800);
        panel.setSession(fixture.session.get());
        fixture.session->jobs()->poll();
        panel.list()->setChecked(
            {fixture.runs[baseline[0]].filename().string(), fixture.runs[baseline[1]].filename().string()});
        panel.meanBox()->setChecked(true);
        panel.show();
        settle(fixture);
        panel.grid()->setSmoothing(0.0);
        const double expected = 1.0 + static_cast<double>(baseline[0] + baseline[1]) / 2.0 + std::exp(-30 / 30.0);
        const QString readout = panel.grid()->chart("loss")->readoutAt(1e9);
        // Only the steps that both have: 30, not 50.
        QCOMPARE(readout, QStringLiteral("step 30\nBaseline  %1").arg(QString::fromStdString(shortNumber(expected))));
    }

    void meanHistoryTakesCommonStepsOnly() {
        const MetricHistory a{{1, 2, 3, 5}, {1.0, 2.0, 3.0, 5.0}};
        const MetricHistory b{{2, 3, 4, 5, 6}, {4.0, 5.0, 6.0, 7.0, 8.0}};
        const MetricHistory mean = meanHistory({&a, &b});
        QVERIFY(mean.steps == std::vector<double>({2, 3, 5}));
        QVERIFY(mean.values == std::vector<double>({3.0, 4.0, 6.0}));
        QVERIFY(meanHistory({}).steps.empty());
        const MetricHistory nothing;
        QVERIFY(meanHistory({&a, &nothing}).steps.empty());
    }

    void aPersonsChoiceStays() {
        Fixture fixture;
        for (std::size_t run = 0; run < 3; ++run) {
            fixture.train(run, 1, 20);
        }
        LivePanel panel;
        panel.resize(1300, 800);
        panel.setSession(fixture.session.get());
        panel.show();
        settle(fixture);
        panel.list()->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        QVERIFY(panel.list()->checked().empty());
        panel.list()->topLevelItem(0)->child(2)->child(0)->setCheckState(0, Qt::Checked);
        RunSpec other;
        other.id = "20260103-000";
        other.title = "<b>Another</b>";
        const auto folder = createRunFolder(fixture.session->workspace()->runsFolder(), other).value();
        settle(fixture);
        QCOMPARE(panel.list()->topLevelItemCount(), 2);
        QCOMPARE(panel.list()->topLevelItem(0)->text(0), QStringLiteral("<b>Another</b>"));
        QVERIFY(panel.list()->checked() == std::set<std::string>({fixture.runs[2].filename().string()}));
        panel.showSweep(QString::fromStdString(fixture.sweep().spec.id));
        QCOMPARE(panel.list()->checked().size(), fixture.sweep().cells.size());
    }

    void emptyWorkspaceSaysWhatToDo() {
        const QTemporaryDir folder;
        const auto session =
            WorkspaceSession::create(std::filesystem::path(folder.path().toStdString()) / "ws").value();
        LivePanel panel;
        int asked = 0;
        connect(&panel, &LivePanel::composeRequested, this, [&] { ++asked; });
        panel.setSession(session.get());
        panel.resize(900, 600);
        panel.show();
        QTest::qWait(50);
        const auto buttons = panel.findChildren<QPushButton*>();
        const auto seen = std::find_if(buttons.begin(), buttons.end(), [](auto* one) { return one->isVisible(); });
        QVERIFY(seen != buttons.end());
        QPushButton* button = *seen;
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(asked, 1);
        panel.setSession(nullptr);
    }

    // 20 runs of 100,000 points in four charts: what a redraw costs while they grow.
    void twentyLongRunsStaySmooth() {
        std::vector<LiveRun> runs;
        std::vector<MetricHistory> histories(20);
        std::vector<MetricChart::CurveView> views;
        for (std::size_t run = 0; run < histories.size(); ++run) {
            for (int i = 0; i < 100000; ++i) {
                histories[run].steps.push_back(i);
                histories[run].values.push_back(std::exp(-i / 3e4) +
                                                0.2 * std::sin(i * (1.3 + 0.01 * static_cast<double>(run))));
            }
        }
        LiveChartGrid grid;
        grid.resize(1300, 800);
        grid.setMetrics({"loss", "accuracy", "margin", "learning_rate"});
        grid.show();
        double worst = 0.0;
        double total = 0.0;
        constexpr int rounds = 8;
        for (int round = 0; round < rounds; ++round) {
            views.clear();
            for (std::size_t run = 0; run < histories.size(); ++run) {
                for (int i = 0; i < 20; ++i) {
                    histories[run].steps.push_back(histories[run].steps.back() + 1.0);
                    histories[run].values.push_back(0.1);
                }
                views.push_back({"run " + std::to_string(run), histories[run].steps, histories[run].values,
                                 static_cast<int>(run), false});
            }
            QElapsedTimer clock;
            clock.start();
            for (const std::string& metric : grid.metrics()) {
                grid.chart(metric)->showCurves(views);
            }
            QCoreApplication::processEvents();
            const double took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
            if (round > 0) {  // the first takes the whole curves in
                worst = std::max(worst, took);
                total += took;
            }
        }
        qInfo("redraw of 4 charts x 20 runs x 100,000 points: mean %.1f ms, worst %.1f ms", total / (rounds - 1),
              worst);
        QVERIFY2(total / (rounds - 1) < 300.0, qPrintable(QString::number(total)));
    }
};

QTEST_MAIN(LivePanelTest)
#include "live_panel_test.moc"
