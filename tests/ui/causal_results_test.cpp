// SPDX-License-Identifier: GPL-3.0-or-later
// Results of causal runs: the pictures say what the report says, the panel finds runs and opens them.
#include "tests/ui/causal_report_fixture.h"
#include "tests/ui/experiments_fixture.h"
#include "ui/causal/causal_results_panel.h"
#include "ui/causal/causal_results_tables.h"
#include "ui/causal/survey_chart.h"
#include "ui/causal/survey_keep.h"
#include "ui/causal/survey_table.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace saferscope;

class CausalResultsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        ThemeManager::instance().install(*qobject_cast<QApplication*>(QApplication::instance()));
        ThemeManager::instance().setMode(ThemeMode::Light);
        qRegisterMetaType<Error>();
    }

    void thePicturesSayWhatTheReportSays() {
        const CausalReport report = check::makeCausalReport();
        const EffectFigure sections = causalSectionsFigure(report);
        QCOMPARE(sections.series.size(), 3);
        QCOMPARE(sections.lines,
                 (QStringList{QStringLiteral("All pairs"), QStringLiteral("Chat"), QStringLiteral("Safety")}));
        for (const auto& point : sections.points) {
            const ArmKind kinds[] = {ArmKind::Set, ArmKind::Only, ArmKind::Reconstruction};
            const SectionEffect& effect =
                findArm(report, kinds[point.series])->sections[static_cast<std::size_t>(point.y)];
            QCOMPARE(point.x, effect.margin);
            QCOMPARE(point.ci->low, effect.marginCi.low);
        }
        QCOMPARE(sections.points.size(), std::size_t{9});

        const EffectFigure controls = causalControlsFigure(report, "Safety");
        std::uint64_t counted[2] = {};
        for (const auto& bin : controls.bins) {
            counted[bin.series] += bin.count;
        }
        QCOMPARE(counted[0], std::uint64_t{200});
        QCOMPARE(counted[1], std::uint64_t{200});
        QCOMPARE(controls.marks.size(), std::size_t{1});
        QCOMPARE(controls.marks[0].x, findSection(*findArm(report, ArmKind::Set), "Safety")->margin);
        const auto standing = controlStanding(report, ControlKind::Density, "Safety");
        QVERIFY(controls.caption.contains(
            QStringLiteral("%1 of 200 density-matched sets").arg(standing->controls - standing->beyond)));
        QVERIFY(controls.caption.contains(QStringLiteral("p = 0.005")));

        const EffectFigure doses = causalDosesFigure(report, "Safety");
        QCOMPARE(doses.series.size(), 2);
        double before = -INFINITY;
        bool neutral = false;
        for (const auto& point : doses.points) {
            if (point.series == 0) {
                QVERIFY(point.x > before);
                before = point.x;
                neutral = neutral || (point.x == 1.0 && point.y == 0.0);
            }
        }
        QVERIFY(neutral);
        QCOMPARE(causalDosesFigure(report, "all").series.size(), 1);

        const EffectFigure scatter = causalAttributionFigure(report, [](FeatureId feature) {
            return feature == FeatureId(3) ? QStringLiteral("apologies") : QString();
        });
        QCOMPARE(scatter.points.size(), std::size_t{64});
        QVERIFY(scatter.points[1].words.contains(QStringLiteral("apologies")));
        QCOMPARE(*scatter.points[1].feature, FeatureId(3));
        QVERIFY(scatter.caption.contains(QStringLiteral("Pearson")) &&
                scatter.caption.contains(QStringLiteral("64 features")));
    }

    void theWordsFollowTheIntervals() {
        AttributionComparison comparison;
        comparison.method = "gradient";
        comparison.spearman = 0.9;
        comparison.spearmanCi = {0.8, 0.95};
        QVERIFY(attributionInWords(comparison).contains(QStringLiteral("good guide")));
        comparison.spearmanCi = {-0.1, 0.95};
        QVERIFY(attributionInWords(comparison).contains(QStringLiteral("nothing reliable")));
        comparison.spearman = -0.5;
        comparison.spearmanCi = {-0.7, -0.3};
        QVERIFY(attributionInWords(comparison).contains(QStringLiteral("wrong way")));
        comparison.spearman = 0.2;
        comparison.spearmanCi = {0.1, 0.3};
        QVERIFY(attributionInWords(comparison).contains(QStringLiteral("weak guide")));
    }

    void emptyReportsAreSaidNotDrawn() {
        const CausalReport empty;
        for (const EffectFigure& figure : {causalSectionsFigure(empty), causalControlsFigure(empty, "all"),
                                           causalDosesFigure(empty, "all"), causalAttributionFigure(empty, {})}) {
            QVERIFY(figure.empty());
            QVERIFY(!figure.nothing.isEmpty());
            QImage image(300, 200, QImage::Format_RGB32);
            QPainter painter(&image);
            QVERIFY(paintEffectFigure(painter, image.rect(), figure, lightTheme(), QFont()).spots.empty());
        }
    }

    void binsHoldEveryValueOnce() {
        Random random(5);
        std::vector<std::vector<double>> values(2);
        for (int i = 0; i < 500; ++i) {
            values[0].push_back(random.normal());
            values[1].push_back(3.0);
        }
        values[0].push_back(std::nan(""));
        const auto bins = effectBins(values, 17);
        QCOMPARE(bins.size(), std::size_t{34});
        for (const std::size_t series : {0u, 1u}) {
            std::uint64_t all = 0;
            for (const auto& bin : bins) {
                all += bin.series == series ? bin.count : 0;
            }
            QCOMPARE(all, std::uint64_t{500});
        }
        for (const auto& bin : bins) {
            if (bin.series == 0) {
                std::uint64_t slow = 0;
                for (const double value : values[0]) {
                    slow += value >= bin.low && value < bin.high ? 1 : 0;
                }
                QVERIFY(bin.count + 1 >= slow && bin.count <= slow + 1);  // edges may round
            }
        }
        QCOMPARE(effectBins({{2.0, 2.0}}, 5).size(), std::size_t{5});
        QVERIFY(effectBins({{}, {}}).empty());
    }

    void aRunIsOpenedReadAndKept() {
        check::SweepWorkspace fixture;
        fixture.session->refresh();
        CausalReport report = check::makeCausalReport();
        report.saeHash = fixture.session->index()->manifest().saeHash;
        check::writeCausalRun(fixture.runs(), "20260301-1", report);
        CausalReport older = check::makeCausalReport({4, 2, 30, 9});
        older.setName = "old <b>set</b>";
        check::writeCausalRun(fixture.runs(), "20260101-1", older);
        check::writeCausalRun(fixture.runs(), "20260401-1", older, RunState::Failed);

        CausalResultsPanel panel(realSurveyActions(), nullptr);
        panel.resize(1200, 860);
        QSignalSpy failed(&panel, &CausalResultsPanel::failed);
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QTRY_VERIFY_WITH_TIMEOUT(panel.report() != nullptr, 10'000);
        // The newest that is finished, not the newest.
        QCOMPARE(panel.chooser()->count(), 3);
        QCOMPARE(panel.report()->setName, std::string("safety"));
        QVERIFY(panel.chooser()->itemText(0).contains(QStringLiteral("failed")));
        QVERIFY(panel.reading().startsWith(QString::fromStdString(readingOf(report).front())));
        QCOMPARE(panel.sectionBox()->count(), 3);
        QCOMPARE(panel.armTable()->model()->rowCount(), static_cast<int>(report.arms.size()));
        QCOMPARE(panel.featureTable()->model()->rowCount(), 64);
        panel.sectionBox()->setCurrentIndex(panel.sectionBox()->findText(QStringLiteral("Safety")));
        QCOMPARE(panel.armTable()->model()->index(0, 2).data().toString(), QStringLiteral("Safety"));
        QCOMPARE(panel.armTable()->model()->index(0, 3).data(NumberRole).toDouble(),
                 findSection(report.arms[0], "Safety")->margin);

        for (int picture = 0; picture < 4; ++picture) {
            panel.pictureSwitch()->button(picture)->setFocus();
            QTest::keyClick(panel.pictureSwitch()->button(picture), Qt::Key_Space);
            QCOMPARE(panel.pictureSwitch()->current(), picture);
            QCoreApplication::processEvents();
            check::saveShot(panel, QStringLiteral("causal-results-%1").arg(picture));
            ThemeManager::instance().setMode(ThemeMode::Dark);
            QCoreApplication::processEvents();
            check::saveShot(panel, QStringLiteral("causal-results-%1-dark").arg(picture));
            ThemeManager::instance().setMode(ThemeMode::Light);
        }
        ThemeManager::instance().setTextScale(1.5);
        QCoreApplication::processEvents();
        check::saveShot(panel, QStringLiteral("causal-results-large"));
        ThemeManager::instance().setTextScale(1.0);
        QCoreApplication::processEvents();

        // A click on a point selects its feature, in the table and in the window.
        panel.grab();
        QVERIFY(!panel.chart()->drawn().spots.empty());
        const auto spot = panel.chart()->drawn().spots[7];
        const FeatureId feature = *panel.chart()->figure().points[*panel.chart()->pointAt(spot.at)].feature;
        QTest::mouseClick(panel.chart(), Qt::LeftButton, {}, spot.at.toPoint());
        QCOMPARE(fixture.session->selectedFeature(), std::optional(feature));
        QCOMPARE(panel.featureTable()->model()->index(panel.featureTable()->currentIndex().row(), 0).data().toString(),
                 QString::number(feature.value()));

        // Keep it, by keys.
        QSignalSpy kept(&panel, &CausalResultsPanel::kept);
        panel.keep()->openButton()->setFocus();
        QTest::keyClick(panel.keep()->openButton(), Qt::Key_Space);
        QCOMPARE(panel.keep()->nameEdit()->text(), QStringLiteral("safety"));
        panel.keep()->nameEdit()->setText(QStringLiteral("march test"));
        QTest::keyClick(panel.keep()->nameEdit(), Qt::Key_Return);
        QCOMPARE(kept.count(), 1);
        const auto results = keptResults(*fixture.session->workspace());
        QCOMPARE(results.size(), std::size_t{1});
        QCOMPARE(results[0].runId, std::string("20260301-1"));
        QCOMPARE(results[0].sections.size(), std::size_t{3});
        QCOMPARE(results[0].intervention.changes.size(), report.set.size());
        // The same name again is refused and the line stays open.
        panel.keep()->openButton()->click();
        panel.keep()->nameEdit()->setText(QStringLiteral("march test"));
        panel.keep()->keepButton()->click();
        QCOMPARE(failed.count(), 1);
        QVERIFY(panel.keep()->nameEdit()->isVisible());

        // Files.
        const QString base = fixture.temporary.filePath(QStringLiteral("out"));
        for (const char* ending : {".csv", ".json", ".png", ".svg", ".pdf"}) {
            QVERIFY(panel.exportTo(base + QLatin1String(ending)));
            QVERIFY(QFile(base + QLatin1String(ending)).size() > 1000);
        }
        QFile csv(base + QStringLiteral(".csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().count('\n'), static_cast<qsizetype>(1 + 3 * report.arms.size()));
        QFile json(base + QStringLiteral(".json"));
        QVERIFY(json.open(QIODevice::ReadOnly));
        const auto back = causalReportFromJson(Json::parse(json.readAll().toStdString()), "file");
        QVERIFY(back.has_value());
        QCOMPARE(dumpJson(toJson(*back)), dumpJson(toJson(report)));
        QVERIFY(!panel.exportTo(QStringLiteral("/nowhere/at/all.csv")));
        QVERIFY(!panel.exportTo(base + QStringLiteral(".xyz")));
        QCOMPARE(failed.count(), 3);

        // Another run; one that failed; one whose file is damaged.
        panel.showRun(QStringLiteral("20260101-1"));
        QTRY_COMPARE_WITH_TIMEOUT(panel.report() == nullptr ? std::string() : panel.report()->setName, older.setName,
                                  10'000);
        panel.chooser()->setCurrentIndex(0);
        QCOMPARE(panel.report(), nullptr);
        QVERIFY(QFile::remove(
            QString::fromStdString((RunPaths(fixture.runs() / "20260301-1").output() / causalReportFile).string())));
        panel.showRun(QStringLiteral("20260301-1"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 4, 10'000);
        QCOMPARE(panel.report(), nullptr);
        panel.setWorkspace(nullptr);
    }

    void aWorkspaceWithoutRunsSaysSo() {
        check::SweepWorkspace fixture;
        fixture.session->refresh();
        CausalResultsPanel panel(realSurveyActions(), nullptr);
        QSignalSpy start(&panel, &CausalResultsPanel::startRequested);
        panel.setWorkspace(fixture.session.get());
        panel.resize(900, 600);
        panel.show();
        QCoreApplication::processEvents();
        check::saveShot(panel, QStringLiteral("causal-results-empty"));
        for (QPushButton* button : panel.findChildren<QPushButton*>()) {
            if (button->isVisible()) {
                QTest::keyClick(button, Qt::Key_Space);
            }
        }
        QCOMPARE(start.count(), 1);
    }

    void tenThousandFeaturesDoNotSlowTheWindow() {
        CausalReport report = check::makeCausalReport({300, 0, 100, 2});
        Random random(8);
        std::vector<AttributionRow> rows;
        for (std::uint32_t i = 0; i < 10'000; ++i) {
            rows.push_back({FeatureId(i), random.normal(), random.normal(), 0.1, i});
        }
        report.attribution = AttributionComparison{"gradient", std::move(rows), 0.0, 0.0, {}, {}, 0.5};
        auto shared = std::make_shared<const CausalReport>(report);
        QElapsedTimer clock;
        clock.start();
        SurveyTable table;
        showSingleFeatures(table, shared, nullptr);
        QCOMPARE(table.rowCount(), 10'000);
        SurveyTable arms;
        showArms(arms, shared, {});
        QCOMPARE(arms.rowCount(), static_cast<int>(3 * report.arms.size()));
        const auto filling = clock.restart();
        for (int column = 0; column < table.columnCount(); ++column) {
            table.sort(column, Qt::DescendingOrder);
        }
        const auto sorting = clock.restart();
        SurveyChart chart;
        chart.resize(900, 500);
        chart.setFigure(causalAttributionFigure(report, {}));
        const auto making = clock.restart();
        chart.grab();
        const auto drawing = clock.elapsed();
        qInfo("10,000 features: fill %lld ms, sort by 9 columns %lld ms, figure %lld ms, draw %lld ms",
              static_cast<long long>(filling), static_cast<long long>(sorting), static_cast<long long>(making),
              static_cast<long long>(drawing));
        QVERIFY(filling < 500 && sorting < 2000 && making < 500 && drawing < 500);
        QVERIFY(chart.drawn().spots.size() > 1000);
    }

    void theTableSortsUnknownsLastEitherWay() {
        const double values[] = {2.0, std::nan(""), -1.0, 5.0};
        SurveyTable table;
        const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.show({{QStringLiteral("n"), QStringLiteral("n"), {}, {}, [&](std::size_t row) { return values[row]; }}},
                   4);
        table.sort(0, Qt::AscendingOrder);
        std::vector<std::size_t> order;
        for (int row = 0; row < 4; ++row) {
            order.push_back(table.sourceOf(row));
        }
        QCOMPARE(order, (std::vector<std::size_t>{2, 0, 3, 1}));
        table.sort(0, Qt::DescendingOrder);
        QCOMPARE(table.sourceOf(0), std::size_t{3});
        QCOMPARE(table.sourceOf(3), std::size_t{1});
        QCOMPARE(table.rowOfSource(2), 2);
        table.sort(-1);
        QCOMPARE(table.sourceOf(1), std::size_t{1});
        QVERIFY(table.index(1, 0).data(ExportRole).isNull());
    }
};

QTEST_MAIN(CausalResultsTest)
#include "causal_results_test.moc"
