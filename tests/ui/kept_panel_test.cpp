// SPDX-License-Identifier: GPL-3.0-or-later
// The Kept tab: list, compare, rename, delete with undo, export, show again; by keys.
#include "ui/causal/kept_panel.h"

#include "tests/ui/causal_report_fixture.h"
#include "tests/ui/experiments_fixture.h"
#include "ui/causal/survey_chart.h"

#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace saferscope;

class KeptPanelTest : public QObject {
    Q_OBJECT

    static KeptResult survey(const std::string& name, double effect) {
        Random random(4);
        KeptResult result;
        result.name = name;
        result.note = "tried <i>twice</i>";
        result.kind = KeptResult::Kind::Survey;
        result.intervention = changeAll({FeatureId(3), FeatureId(17)}, FeatureOperation::Scale, 2.0);
        result.datasetName = "train";
        result.sections = check::sectionsOf(random, effect, 0.0, 60);
        return result;
    }
    static void keepThree(check::SweepWorkspace& fixture) {
        Workspace& workspace = *fixture.session->workspace();
        fixture.must(keepResult(workspace, survey("half", -0.3), false));
        fixture.must(keepResult(workspace, survey("=whole, \"quoted\"", -0.6), false));
        KeptResult pair;
        pair.name = "one pair";
        pair.intervention = changeAll({FeatureId(5)}, FeatureOperation::Ablate);
        pair.datasetName = "train";
        pair.pairId = fixture.ids[2];
        pair.before = RewardPair{2.0, 0.5};
        pair.after = RewardPair{1.0, 0.75};
        fixture.must(keepResult(workspace, pair, false));
        KeptResult run = survey("a run", -0.1);
        run.kind = KeptResult::Kind::Run;
        run.runId = "20260301-1";
        fixture.must(keepResult(workspace, run, false));
    }
    static void choose(KeptPanel& panel, const QString& name, bool more = false) {
        for (int row = 0; row < panel.table()->model()->rowCount(); ++row) {
            if (panel.table()->model()->index(row, 0).data().toString() == name) {
                panel.table()->selectionModel()->setCurrentIndex(
                    panel.table()->model()->index(row, 0),
                    (more ? QItemSelectionModel::Select : QItemSelectionModel::ClearAndSelect) |
                        QItemSelectionModel::Rows);
                return;
            }
        }
        QFAIL(qPrintable(QStringLiteral("no row ") + name));
    }
    static QStringList names(const KeptPanel& panel) {
        QStringList found;
        for (const KeptResult& one : panel.results()) {
            found << QString::fromStdString(one.name);
        }
        found.sort();
        return found;
    }

private slots:
    void initTestCase() {
        ThemeManager::instance().install(*qobject_cast<QApplication*>(QApplication::instance()));
        ThemeManager::instance().setMode(ThemeMode::Light);
        qRegisterMetaType<Error>();
    }

    void nothingKeptIsSaid() {
        check::SweepWorkspace fixture;
        KeptPanel panel;
        panel.resize(900, 600);
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QVERIFY(!panel.table()->isVisible());
        check::saveShot(panel, QStringLiteral("kept-empty"));
        keepThree(fixture);
        panel.reload();
        QVERIFY(panel.table()->isVisible());
        QCOMPARE(panel.table()->model()->rowCount(), 4);
    }

    void severalAreComparedSideBySide() {
        check::SweepWorkspace fixture;
        keepThree(fixture);
        KeptPanel panel;
        panel.resize(1200, 760);
        panel.setWorkspace(fixture.session.get());
        panel.show();
        choose(panel, QStringLiteral("half"));
        QCOMPARE(panel.chart()->figure().series.size(), 1);
        QVERIFY(panel.nameEdit()->isVisible());
        check::saveShot(panel, QStringLiteral("kept-one"));
        choose(panel, QStringLiteral("=whole, \"quoted\""), true);
        choose(panel, QStringLiteral("one pair"), true);
        QCOMPARE(panel.chart()->figure().series.size(), 2);  // a pair has no sections
        QCOMPARE(panel.chart()->figure().points.size(), std::size_t{6});
        QCOMPARE(panel.comparison()->model()->rowCount(), 6);
        QVERIFY(!panel.nameEdit()->isVisible());
        QVERIFY(!panel.showButton()->isEnabled());
        QCoreApplication::processEvents();
        check::saveShot(panel, QStringLiteral("kept-compare"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        ThemeManager::instance().setTextScale(1.5);
        QCoreApplication::processEvents();
        check::saveShot(panel, QStringLiteral("kept-compare-dark-large"));
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.0);
    }

    void renameDeleteAndUndoByKeys() {
        check::SweepWorkspace fixture;
        keepThree(fixture);
        KeptPanel panel;
        panel.resize(1000, 700);
        panel.setWorkspace(fixture.session.get());
        panel.show();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QSignalSpy failed(&panel, &KeptPanel::failed);
        const QStringList all = names(panel);
        const auto before = keptResults(*fixture.session->workspace());

        choose(panel, QStringLiteral("half"));
        panel.table()->setFocus();
        QTest::keyClick(panel.table(), Qt::Key_F2);
        QVERIFY(panel.nameEdit()->hasFocus());
        QTest::keyClicks(panel.nameEdit(), QStringLiteral("a run"));
        QTest::keyClick(panel.nameEdit(), Qt::Key_Return);
        QCOMPARE(failed.count(), 1);  // the name is taken
        QCOMPARE(names(panel), all);
        panel.nameEdit()->setText(QStringLiteral("doubled"));
        QTest::keyClick(panel.nameEdit(), Qt::Key_Return);
        QVERIFY(names(panel).contains(QStringLiteral("doubled")));
        QVERIFY(!names(panel).contains(QStringLiteral("half")));
        QVERIFY(panel.table()->hasFocus());

        choose(panel, QStringLiteral("doubled"));
        choose(panel, QStringLiteral("a run"), true);
        QVERIFY(!panel.undoButton()->isEnabled());
        QTest::keyClick(panel.table(), Qt::Key_Delete);
        QCOMPARE(keptResults(*fixture.session->workspace()).size(), std::size_t{2});
        QVERIFY(panel.undoButton()->isEnabled());
        QTest::keyClick(panel.table(), Qt::Key_Z, Qt::ControlModifier);
        const auto after = keptResults(*fixture.session->workspace());
        QCOMPARE(after.size(), before.size());
        for (const KeptResult& one : before) {
            KeptResult expected = one;
            expected.name = one.name == "half" ? "doubled" : one.name;
            const auto found = std::ranges::find(after, expected.name, &KeptResult::name);
            QVERIFY(found != after.end());
            QCOMPARE(dumpJson(toJson(*found)), dumpJson(toJson(expected)));  // times and notes too
        }
        // A name that was taken in the meantime is not overwritten; undo stays possible.
        choose(panel, QStringLiteral("a run"));
        panel.deleteButton()->click();
        fixture.must(keepResult(*fixture.session->workspace(), survey("a run", 0.5), false));
        panel.undoButton()->click();
        QCOMPARE(failed.count(), 2);
        QVERIFY(panel.undoButton()->isEnabled());
        // Everything deleted: undo is offered on the empty page.
        panel.reload();
        panel.table()->selectAll();
        panel.deleteButton()->click();
        QVERIFY(panel.results().empty());
        check::saveShot(panel, QStringLiteral("kept-empty-undo"));
    }

    void showLeadsBackToWhereItCameFrom() {
        check::SweepWorkspace fixture;
        keepThree(fixture);
        KeptPanel panel;
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QSignalSpy pair(&panel, &KeptPanel::pairRequested);
        QSignalSpy look(&panel, &KeptPanel::surveyRequested);
        QSignalSpy run(&panel, &KeptPanel::runRequested);
        choose(panel, QStringLiteral("one pair"));
        QTest::keyClick(panel.table(), Qt::Key_Return);
        QCOMPARE(pair.count(), 1);
        QCOMPARE(pair[0][1].toString().toStdString(), fixture.ids[2]);
        QCOMPARE(pair[0][2].value<Intervention>().changes.front().feature, FeatureId(5));
        choose(panel, QStringLiteral("half"));
        panel.showButton()->click();
        QCOMPARE(look.count(), 1);
        choose(panel, QStringLiteral("a run"));
        panel.showButton()->click();
        QCOMPARE(run.count(), 1);
        QCOMPARE(run[0][0].toString(), QStringLiteral("20260301-1"));
    }

    void filesHoldWhatIsSelected() {
        check::SweepWorkspace fixture;
        keepThree(fixture);
        KeptPanel panel;
        panel.setWorkspace(fixture.session.get());
        QSignalSpy failed(&panel, &KeptPanel::failed);
        const QString base = fixture.temporary.filePath(QStringLiteral("kept"));
        QVERIFY(panel.exportTo(base + QStringLiteral(".json")));
        QFile json(base + QStringLiteral(".json"));
        QVERIFY(json.open(QIODevice::ReadOnly));
        const Json read = Json::parse(json.readAll().toStdString());
        QCOMPARE(read.size(), std::size_t{4});
        for (const Json& one : read) {
            QVERIFY(keptResultFromJson(one, "file").has_value());
        }
        choose(panel, QStringLiteral("=whole, \"quoted\""));
        QVERIFY(panel.exportTo(base + QStringLiteral(".csv")));
        QFile csv(base + QStringLiteral(".csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray text = csv.readAll();
        QCOMPARE(text.count('\n'), qsizetype{4});
        QVERIFY(text.contains("\"'=whole, \"\"quoted\"\"\""));  // no formula, quotes doubled
        QVERIFY(!text.contains("half"));
        QVERIFY(panel.exportTo(base + QStringLiteral(".svg")));
        QVERIFY(!panel.exportTo(QStringLiteral("/nowhere/kept.csv")));
        QCOMPARE(failed.count(), 1);
    }
};

QTEST_MAIN(KeptPanelTest)
#include "kept_panel_test.moc"
