// SPDX-License-Identifier: GPL-3.0-or-later
// The Steering tab over a workspace whose evaluations are made up: by keys as people press them.
#include "ui/causal/steering_panel.h"

#include "core/experiments/verdict_file.h"
#include "core/jobs/job_params.h"
#include "core/workspace/steering_profiles.h"
#include "tests/ui/support_synthetic_index.h"
#include "tests/workspace/workspace_fixture.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_dialogs.h"
#include "ui/causal/steering_measure.h"
#include "ui/causal/steering_models.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace saferscope;

namespace {

struct Fixture {
    QTemporaryDir folder;
    std::unique_ptr<WorkspaceSession> session;

    Fixture() {
        const std::filesystem::path root = folder.path().toStdString();
        auto workspace = Workspace::create(root / "w").value();
        workspace->importPairs(check::writePairs(root / "pairs.jsonl", 40), "pairs", {}).value();
        check::writeModelFiles(root / "rm", "model");
        workspace->addReference(ArtifactKind::Model, root / "rm", "rm").value();
        auto index = check::makeSyntheticIndex(root / "index");
        FeatureSet set;
        set.name = "safety";
        set.saeHash = index->manifest().saeHash;
        set.scope = "sentence-ends";
        for (const std::uint32_t id : {3u, 17u, 42u}) {
            set.members.push_back({FeatureId(id), 0.5, true});
        }
        CHECK_OK(workspace->saveFeatureSet(set, false));
        session = std::make_unique<WorkspaceSession>(std::move(workspace), std::move(index));
    }
    Workspace& workspace() { return *session->workspace(); }

    SteeringProfile profile(const std::string& name) {
        SteeringProfile made;
        made.name = name;
        made.saeHash = session->index()->manifest().saeHash;
        made.layer = 3;
        made.modelHash = workspace().artifact(ArtifactKind::Model, "rm")->contentHash;
        made.note = "First try";
        made.provenance = {{"feature_set", "safety"}};
        made.intervention = changeAll({FeatureId(3), FeatureId(17)}, FeatureOperation::Scale, 0.5);
        return made;
    }

    /// An evaluation of 40 pairs of which the first `right` are right.
    void evaluated(const std::string& id, int right, const Json& steering, std::uint32_t maxTokens = 1024) {
        EvaluateParams params;
        params.maxTokens = maxTokens;
        params.data = "/data/pairs.jsonl";
        params.datasetName = "pairs";
        params.model = "/models/rm";
        params.steering = steering;
        params.sae = steering.empty() ? "" : "/saes/sae";
        const auto run =
            check::writeFinishedRun(workspace(), id, JobKind::Evaluate, toJson(params),
                                    {{"model", workspace().artifact(ArtifactKind::Model, "rm")->contentHash},
                                     {"dataset", workspace().dataset("pairs")->contentHash}},
                                    Json::object());
        VerdictFile verdicts;
        for (int i = 0; i < 40; ++i) {
            verdicts.pairs.push_back(
                {"p" + std::to_string(i), i % 2 == 0 ? "chat" : "safety", i < right ? 1.0 : -1.0, 0.0});
        }
        // Of the steered one as the workspace keeps it once it has taken the run over.
        const auto kept = workspace().folder() / "evaluations";
        std::filesystem::create_directories(kept);
        CHECK_OK(writeVerdicts(steering.empty() ? run / verdictFileName : kept / (id + ".jsonl"), verdicts));
    }
};

/// Types into the dialog that the click opens, and presses Enter.
template <class Act>
void inDialog(const Act& act) {
    QTimer::singleShot(0, [act] {
        auto* dialog = qobject_cast<FormDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        act(dialog);
        if (QApplication::activeModalWidget() != nullptr) {
            dialog->reject();
        }
    });
}

}  // namespace

class SteeringPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { ThemeManager::instance().install(*qApp); }

    void itSaysWhatToDo() {
        SteeringPanel panel;
        panel.resize(1100, 700);
        check::saveShot(panel, QStringLiteral("steering-nothing"));
        Fixture fixture;
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QVERIFY(!panel.current());
        QVERIFY(panel.fitButton()->isEnabled());
        QVERIFY(panel.newButton()->isEnabled());
        check::saveShot(panel, QStringLiteral("steering-empty"));
        panel.setWorkspace(nullptr);
    }

    void profilesAreMadeFromASetByKeys() {
        Fixture fixture;
        SteeringPanel panel;
        panel.resize(1100, 700);
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        inDialog([](FormDialog* dialog) {
            auto* made = qobject_cast<NewSteeringDialog*>(dialog);
            QVERIFY(made != nullptr);
            made->features()->box()->setCurrentIndex(
                made->features()->box()->findText(QStringLiteral("safety"), Qt::MatchContains));
            QCOMPARE(made->name()->text(), QStringLiteral("steer safety"));
            made->name()->selectAll();
            QTest::keyClicks(made->name(), QStringLiteral("calm"));
            check::saveShot(*dialog, QStringLiteral("steering-new"));
            QTest::keyClick(dialog->action(), Qt::Key_Space);
        });
        QTest::keyClick(panel.newButton(), Qt::Key_Space);
        QCOMPARE(panel.profiles()->rowCount(), 1);
        QCOMPARE(panel.current()->name, std::string("calm"));
        QCOMPARE(panel.factors()->rowCount(), 3);
        const auto saved = steeringProfile(fixture.workspace(), "calm");
        QVERIFY(saved.has_value());
        QCOMPARE(saved->intervention.changes[1].value, 0.5);
        QCOMPARE(saved->saeHash, fixture.session->index()->manifest().saeHash);
        panel.activateWindow();  // the dialog had the keys
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QTest::keyClick(&panel, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(panel.profiles()->rowCount(), 0);
        QVERIFY(!steeringProfile(fixture.workspace(), "calm"));
        panel.setWorkspace(nullptr);
    }

    void withoutASetThereAreKeptAndTypedFeatures() {
        Fixture fixture;
        CHECK_OK(fixture.workspace().removeFeatureSet("safety"));
        SteeringPanel panel;
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QVERIFY(panel.newButton()->isEnabled());
        const auto kept = fixture.session->keptFeatures(TokenScope::SentenceEnds);
        QVERIFY(!kept.empty());
        inDialog([](FormDialog* dialog) { QTest::mouseClick(dialog->action(), Qt::LeftButton); });
        panel.newButton()->click();
        QCOMPARE(panel.profiles()->rowCount(), 1);
        QCOMPARE(panel.current()->name, std::string("steer kept features"));
        QVERIFY(panel.current()->intervention == changeAll(kept, FeatureOperation::Scale, 0.5));
        QVERIFY(panel.aboutText().contains(QStringLiteral("kept features")));

        const auto last = fixture.session->index()->manifest().features - 1;
        inDialog([last](FormDialog* dialog) {
            auto* made = qobject_cast<NewSteeringDialog*>(dialog);
            QVERIFY(made != nullptr && !made->features()->numbers()->isEnabled());
            made->features()->box()->setCurrentIndex(made->features()->box()->count() - 1);
            QVERIFY(made->features()->numbers()->isEnabled());
            const auto refused = [&](const QString& text) {
                made->features()->numbers()->setText(text);
                made->action()->click();
                return made->isVisible() && made->messageBar()->isVisible();
            };
            QVERIFY(refused(QString()));
            QVERIFY(refused(QStringLiteral("3, x")));
            QVERIFY(refused(QStringLiteral("-1")));
            QVERIFY(refused(QString::number(last + 1)));
            made->features()->numbers()->setText(QStringLiteral("%1 3,3;  3").arg(last));
            check::saveShot(*dialog, QStringLiteral("steering-new-typed"));
            made->action()->click();
        });
        panel.newButton()->click();
        QCOMPARE(panel.profiles()->rowCount(), 2);
        QVERIFY(panel.current()->intervention ==
                changeAll({FeatureId(last), FeatureId(3)}, FeatureOperation::Scale, 0.5));
        panel.setWorkspace(nullptr);
    }

    void theFitDialogSaysWhatToHopeFor() {
        Fixture fixture;
        std::optional<SteeringFitRequest> asked;
        SteeringDialogHooks hooks{[](const std::string& wanted) { return wanted; },
                                  [](const SteeringProfile&) { return Status(); },
                                  [&asked](const SteeringFitRequest& request) {
                                      asked = request;
                                      return Status();
                                  }};
        FitSteeringDialog dialog(*fixture.session, hooks, nullptr);
        dialog.show();
        QVERIFY(dialog.remark().contains(QStringLiteral("Fewer than 200")));  // there are 40
        QVERIFY(dialog.remark().contains(QStringLiteral("2 to 17 %")));
        check::saveShot(dialog, QStringLiteral("steering-fit"));
        dialog.action()->click();  // its SAE is not in this workspace
        QVERIFY(!asked && dialog.messageBar()->what().contains(QStringLiteral("SAE")));

        SteeringFitRequest request{"/w", "--odd", "rm", "pairs", "sae", {}, {}, {}, 0};
        QVERIFY(request.arguments().contains(QStringLiteral("--all-features")));
        QVERIFY(request.arguments().contains(QStringLiteral("--name=--odd")));
        QVERIFY(!request.arguments().join(QLatin1Char(' ')).contains(QStringLiteral("max-pairs")));
        request.numbers = QStringLiteral("3,17");
        request.maxPairs = 300;
        QVERIFY(request.arguments().contains(QStringLiteral("--feature=3,17")));
        QVERIFY(request.arguments().contains(QStringLiteral("--max-pairs=300")));
        QVERIFY(!request.arguments().contains(QStringLiteral("--all-features")));
    }

    void whatWasShownIsShownAgain() {
        Fixture fixture;
        for (const char* name : {"one", "two", "three"}) {
            CHECK_OK(saveSteeringProfile(fixture.workspace(), fixture.profile(name), false));
        }
        const std::filesystem::path more = fixture.folder.filePath(QStringLiteral("more.jsonl")).toStdString();
        fixture.workspace().importPairs(check::writePairs(more, 7), "more", {}).value();
        QSettings settings(fixture.folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        QString wanted;
        {
            SteeringPanel panel;
            panel.setWorkspace(fixture.session.get());
            panel.list()->selectRow(2);
            panel.datasetBox()->setCurrentIndex(0);
            wanted = panel.datasetBox()->currentText();
            panel.saveState(settings);
            panel.setWorkspace(nullptr);
        }
        SteeringPanel before;  // the settings come first, or the workspace
        before.restoreState(settings);
        before.setWorkspace(fixture.session.get());
        QCOMPARE(before.list()->currentIndex().row(), 2);
        QCOMPARE(before.datasetBox()->currentText(), wanted);
        before.setWorkspace(nullptr);
        SteeringPanel after;
        after.setWorkspace(fixture.session.get());
        QCOMPARE(after.list()->currentIndex().row(), 0);
        after.datasetBox()->setCurrentIndex(1);
        after.restoreState(settings);
        QCOMPARE(after.list()->currentIndex().row(), 2);
        QCOMPARE(after.datasetBox()->currentText(), wanted);
        after.setWorkspace(nullptr);
    }

    void messagesGoToThePage() {
        Fixture fixture;
        CHECK_OK(saveSteeringProfile(fixture.workspace(), fixture.profile("one"), false));
        CHECK_OK(saveSteeringProfile(fixture.workspace(), fixture.profile("two"), false));
        SteeringPanel panel;
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QSignalSpy told(&panel, &SteeringPanel::told);
        QSignalSpy failed(&panel, &SteeringPanel::failed);
        QSignalSpy settled(&panel, &SteeringPanel::settled);
        panel.measure();  // the SAE is not in this workspace
        QCOMPARE(failed.count(), 1);
        panel.refresh();
        QCOMPARE(settled.count(), 0);  // the same profile is shown
        panel.list()->selectRow(panel.list()->currentIndex().row() == 0 ? 1 : 0);
        QCOMPARE(settled.count(), 1);
        panel.list()->selectRow(panel.list()->currentIndex().row() == 0 ? 1 : 0);
        QCOMPARE(settled.count(), 1);
        QVERIFY(panel.remove());
        QVERIFY(panel.remove());
        QCOMPARE(told.count(), 2);
        QVERIFY(!panel.current());
        QVERIFY(panel.undoButton()->isVisible());
        panel.undoButton()->click();
        QCOMPARE(told.count(), 3);
        QCOMPARE(panel.profiles()->rowCount(), 1);
        panel.setWorkspace(nullptr);
    }

    void changesAreSavedAndTakenBack() {
        Fixture fixture;
        CHECK_OK(saveSteeringProfile(fixture.workspace(), fixture.profile("one"), false));
        SteeringPanel panel;
        panel.resize(1100, 700);
        QAbstractItemModelTester list(panel.profiles(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester factors(panel.factors(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QTableView* table = panel.factorTable();
        table->setFocus();
        table->setCurrentIndex(panel.factors()->index(1, SteeringFactorsModel::Value));
        QTest::keyClick(table, Qt::Key_F2);
        auto* editor = table->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        editor->selectAll();
        QTest::keyClicks(editor, QLocale().toString(-0.25));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(steeringProfile(fixture.workspace(), "one")->intervention.changes[1].value, -0.25);
        QCOMPARE(steeringProfile(fixture.workspace(), "one")->intervention.changes[0].value, 0.5);
        QVERIFY(panel.undoButton()->isVisible());
        QTest::keyClick(&panel, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(steeringProfile(fixture.workspace(), "one")->intervention.changes[1].value, 0.5);
        QVERIFY(!panel.undoButton()->isVisible());
        // What is no number changes nothing.
        QVERIFY(!panel.factors()->setData(panel.factors()->index(0, 2), QStringLiteral("nan"), Qt::EditRole));
        QVERIFY(!panel.factors()->setData(panel.factors()->index(0, 2), QStringLiteral("much"), Qt::EditRole));

        QVERIFY(panel.duplicate());
        QCOMPARE(panel.current()->name, std::string("one copy"));
        QVERIFY(panel.rename("two"));
        inDialog([](FormDialog* dialog) {
            dialog->findChild<QLineEdit*>()->setText(QStringLiteral("one"));  // in use
            dialog->action()->click();
            QVERIFY(dialog->isVisible() && dialog->messageBar()->isVisible());
        });
        panel.list()->setFocus();
        QTest::keyClick(panel.list(), Qt::Key_F2);
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QCOMPARE(panel.current()->name, std::string("two"));
        QSignalSpy failed(&panel, &SteeringPanel::failed);
        QVERIFY(!panel.rename("one"));  // in use
        QCOMPARE(failed.count(), 1);
        panel.list()->setFocus();
        QTest::keyClick(panel.list(), Qt::Key_Delete);
        QCOMPARE(panel.profiles()->rowCount(), 1);
        QTest::keyClick(&panel, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(panel.profiles()->rowCount(), 2);
        QCOMPARE(panel.current()->name, std::string("two"));

        const QString file = fixture.folder.filePath(QStringLiteral("two.json"));
        QVERIFY(panel.exportTo(file));
        QVERIFY(panel.importFrom(file));
        QCOMPARE(panel.current()->name, std::string("two 2"));
        QVERIFY(panel.current()->intervention == fixture.profile("").intervention);
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("{\"format\":\"x\"}") > 0);
        damaged.close();
        QVERIFY(!panel.importFrom(file));
        QCOMPARE(panel.profiles()->rowCount(), 3);
        panel.setWorkspace(nullptr);
    }

    void verdictsThatCouldNotBeReadAreReadAgain() {
        Fixture fixture;
        const SteeringProfile profile = fixture.profile("one");
        CHECK_OK(saveSteeringProfile(fixture.workspace(), profile, false));
        fixture.evaluated("20260726-1-evaluate", 20, Json::object());
        fixture.evaluated("20260726-2-evaluate", 30, toJson(profile));
        const auto kept = fixture.workspace().folder() / "evaluations" / "20260726-2-evaluate.jsonl";
        const auto aside = kept.parent_path() / "aside";
        std::filesystem::rename(kept, aside);
        SteeringPanel panel;
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QTRY_VERIFY(panel.measureButton()->isEnabled());
        QVERIFY2(panel.measureText().contains(QStringLiteral("20260726-2-evaluate")), qPrintable(panel.measureText()));
        const QString said = panel.measureText();
        panel.measureButton()->click();  // no better: the same is said, and it can be tried again
        QTRY_COMPARE(panel.measureText(), said);
        QVERIFY(panel.measureButton()->isEnabled());
        std::filesystem::rename(aside, kept);
        panel.measureButton()->click();
        QTRY_VERIFY(panel.effect()->rowCount() > 0);
        QVERIFY(!panel.measureButton()->isEnabled());
        panel.setWorkspace(nullptr);
    }

    void measurementsAreFoundAndShown() {
        Fixture fixture;
        const SteeringProfile profile = fixture.profile("one");
        CHECK_OK(saveSteeringProfile(fixture.workspace(), profile, false));
        SteeringPanel panel;
        panel.resize(1100, 760);
        panel.setWorkspace(fixture.session.get());
        panel.show();
        QVERIFY(panel.measureButton()->isEnabled());
        QCOMPARE(panel.measureText(), QStringLiteral("Not measured on this data set yet."));
        QSignalSpy failed(&panel, &SteeringPanel::failed);
        panel.measure();  // the SAE is not in this workspace
        QVERIFY(failed.takeFirst().front().value<Error>().message.find("SAE") != std::string::npos);

        fixture.evaluated("20260726-1-evaluate", 20, Json::object());
        SteeringProfile other = profile;
        other.intervention.changes[0].value = 0.75;
        fixture.evaluated("20260726-2-evaluate", 40, toJson(other));  // another profile does not count
        panel.refresh();
        QVERIFY(panel.measureButton()->isEnabled());
        SteeringProfile renamed = profile;
        renamed.name = "before it was renamed";
        fixture.evaluated("20260726-3-evaluate", 30, toJson(renamed));
        fixture.evaluated("20260726-4-evaluate", 5, Json::object(),
                          64);  // run with other settings: nothing to do with it
        fixture.evaluated("20260726-5-evaluate", 5, toJson(renamed), 64);
        panel.refresh();
        QVERIFY(!panel.measureButton()->isEnabled());
        // 20 right of 40 without, 30 with, each by a margin of 1.
        QTRY_COMPARE(
            panel.measureText(),
            QStringLiteral("Verdicts turned right: 10, wrong: 0. Mean margin: %1 without the profile, %2 with it.")
                .arg(QLocale().toString(0.0, 'f', 3), QLocale().toString(0.5, 'f', 3)));
        QCOMPARE(panel.effect()->rowCount(), 3);
        const auto cell = [&](int row, int column) { return panel.effect()->index(row, column).data().toString(); };
        QCOMPARE(cell(0, SteeringEffectModel::Section), QStringLiteral("all"));
        QCOMPARE(cell(0, SteeringEffectModel::Before), QLocale().toString(50.0, 'f', 1) + QStringLiteral(" %"));
        QCOMPARE(cell(0, SteeringEffectModel::After), QLocale().toString(75.0, 'f', 1) + QStringLiteral(" %"));
        QCOMPARE(cell(0, SteeringEffectModel::P), QLocale().toString(0.002, 'f', 3));  // 2 / 2^10

        QCOMPARE(cell(0, SteeringEffectModel::Change).left(5),
                 QStringLiteral("+%1").arg(QLocale().toString(25.0, 'f', 1)));

        check::saveShot(panel, QStringLiteral("steering-light"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        check::saveShot(panel, QStringLiteral("steering-dark"));
        ThemeManager::instance().setTextScale(1.5);
        panel.resize(900, 700);  // the least that it takes
        QTest::qWait(50);
        for (QTableView* table : {panel.list(), panel.factorTable(), panel.effectTable()}) {
            for (int column = 0; column < table->model()->columnCount(); ++column) {
                if (table->horizontalHeader()->sectionResizeMode(column) != QHeaderView::Stretch &&
                    !table->isColumnHidden(column)) {
                    const QString text = table->model()->index(0, column).data().toString();
                    QVERIFY(table->columnWidth(column) >= QFontMetrics(bodyFont()).horizontalAdvance(text) + 4);
                }
            }
            QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
            QVERIFY(table->rowHeight(0) >= QFontMetrics(bodyFont()).height());
        }

        check::saveShot(panel, QStringLiteral("steering-dark-large"));
        ThemeManager::instance().setMode(ThemeMode::Light);
        check::saveShot(panel, QStringLiteral("steering-light-large"));
        ThemeManager::instance().setTextScale(1.0);
        panel.setWorkspace(nullptr);
        QCOMPARE(panel.profiles()->rowCount(), 0);
    }
};

QTEST_MAIN(SteeringPanelTest)
#include "steering_panel_test.moc"
