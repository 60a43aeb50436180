// SPDX-License-Identifier: GPL-3.0-or-later
// The Data set tab over an engine without a model: what is asked while somebody drags, what is shown, how a full test
// is planned, started and followed.
#include "tests/ui/causal_report_fixture.h"
#include "tests/ui/experiments_fixture.h"
#include "tests/ui/fake_engine.h"
#include "ui/bridge/job_monitor.h"
#include "ui/causal/causal_results_panel.h"
#include "ui/causal/survey_chart.h"
#include "ui/causal/survey_full.h"
#include "ui/causal/survey_keep.h"
#include "ui/causal/survey_panel.h"
#include "ui/causal/survey_quick.h"
#include "ui/causal/survey_subject.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace saferscope;
using check::FakeEngine;

namespace {

/// Effects that grow with the value of the first change, so that answers can be told apart.
EngineSurveyed surveyOf(const EngineSurvey& question, const std::vector<std::string>& ids) {
    const double value = question.intervention.changes.empty() ? 0.0 : question.intervention.changes.front().value;
    EngineSurveyed surveyed;
    EffectSums all, safety, chat;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const RewardPair before{std::sin(static_cast<double>(i)), 0.2};
        const RewardPair after{
            before.chosen + (value - 1.0) * (i % 3 == 0 ? 0.3 : 0.01 * std::cos(static_cast<double>(i))), 0.2};
        surveyed.ids.push_back(ids[i]);
        surveyed.before.push_back(before);
        surveyed.after.push_back(after);
        all.add(before, after, true);
        (i % 3 == 0 ? safety : chat).add(before, after, true);
    }
    surveyed.sections = {all.result("all"), chat.result("Chat"), safety.result("Safety")};
    surveyed.cached = true;
    surveyed.seconds = 0.6;
    return surveyed;
}

struct Stage {
    check::SweepWorkspace fixture;
    FakeEngine* engine = nullptr;
    std::unique_ptr<DataSetPanel> panel;

    explicit Stage(SurveyActions actions = realSurveyActions()) {
        auto made = std::make_unique<FakeEngine>();
        engine = made.get();
        engine->answer = [this](const EngineQuestion& question) -> Result<EngineAnswer> {
            return EngineAnswer(surveyOf(std::get<EngineSurvey>(question), fixture.ids));
        };
        fixture.session->setEngine(std::move(made));
        fixture.session->refresh();
        panel = std::make_unique<DataSetPanel>(std::move(actions), nullptr);
        panel->resize(1240, 860);
        panel->setWorkspace(fixture.session.get());
        panel->show();
    }
    ~Stage() { panel->setWorkspace(nullptr); }
    SurveyQuick& quick() { return *panel->quick(); }
    SurveySubject& subject() { return *panel->quick()->subject(); }
    const EngineSurvey& asked(std::size_t number) const {
        return std::get<EngineSurvey>(engine->asked[number].question);
    }
    void measure() {
        QTest::keyClick(quick().measureButton(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!quick().busy(), 10'000);
    }
};

}  // namespace

class CausalSurveyTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        ThemeManager::instance().install(*qobject_cast<QApplication*>(QApplication::instance()));
        ThemeManager::instance().setMode(ThemeMode::Light);
        qRegisterMetaType<Error>();
    }

    void nothingToChangeIsSaid() {
        DataSetPanel panel;
        panel.resize(900, 600);
        panel.show();
        check::saveShot(panel, QStringLiteral("causal-survey-none"));
        QSignalSpy overview(&panel, &DataSetPanel::overviewRequested);
        for (QPushButton* button : panel.findChildren<QPushButton*>()) {
            if (button->isVisible()) {
                QTest::keyClick(button, Qt::Key_Space);
            }
        }
        QCOMPARE(overview.count(), 1);
    }

    void aQuickLookIsAskedAndShown() {
        Stage stage;
        QVERIFY(stage.quick().measureButton()->isEnabled());
        check::saveShot(*stage.panel, QStringLiteral("causal-survey-before"));
        stage.subject().operationBox()->setCurrentIndex(2);  // scale
        stage.subject().valueBox()->setValue(2.0);
        QCOMPARE(stage.engine->count(QStringLiteral("survey")), 0);  // nothing before the button
        stage.measure();
        QCOMPARE(stage.engine->count(QStringLiteral("survey")), 1);
        const EngineSurvey& question = stage.asked(0);
        QVERIFY(std::filesystem::exists(question.data));
        QCOMPARE(question.maxPairs, std::uint64_t{500});
        const auto kept = stage.fixture.session->keptFeatures(stage.fixture.session->scope());
        QCOMPARE(question.intervention, changeAll(kept, FeatureOperation::Scale, 2.0));

        const EngineSurveyed* shown = stage.quick().surveyed();
        QVERIFY(shown != nullptr);
        QCOMPARE(stage.quick().chart()->figure().points.size(), std::size_t{3});
        QCOMPARE(stage.quick().chart()->figure().points[2].x, shown->sections[2].margin);
        QCOMPARE(stage.quick().sectionTable()->model()->rowCount(), 3);
        QVERIFY(stage.quick().reading().contains(QStringLiteral("for sure in: Safety")));
        QVERIFY(stage.quick().reading().contains(QStringLiteral("beyond chance in: Chat")));
        // Pairs by the size of their change.
        const auto* pairs = stage.quick().pairTable()->model();
        QCOMPARE(pairs->rowCount(), static_cast<int>(stage.fixture.ids.size()));
        double before = INFINITY;
        for (int row = 0; row < pairs->rowCount(); ++row) {
            const double change = std::abs(pairs->index(row, 1).data(NumberRole).toDouble());
            QVERIFY(change <= before);
            before = change;
        }
        QCoreApplication::processEvents();
        check::saveShot(*stage.panel, QStringLiteral("causal-survey-light"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        QCoreApplication::processEvents();
        check::saveShot(*stage.panel, QStringLiteral("causal-survey-dark"));
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.5);
        QCoreApplication::processEvents();
        check::saveShot(*stage.panel, QStringLiteral("causal-survey-large"));
        ThemeManager::instance().setTextScale(1.0);

        // Enter opens the pair on the One pair tab, with the intervention.
        QSignalSpy pair(stage.panel.get(), &DataSetPanel::pairRequested);
        stage.quick().pairTable()->selectRow(0);
        QTest::keyClick(stage.quick().pairTable(), Qt::Key_Return);
        QCOMPARE(pair.count(), 1);
        QCOMPARE(pair[0][1].toString(), pairs->index(0, 0).data().toString());
        QCOMPARE(pair[0][2].value<Intervention>(), question.intervention);
    }

    void theSliderAsksAtOnceAndTheNewestWins() {
        Stage stage;
        stage.subject().operationBox()->setCurrentIndex(2);
        stage.measure();
        stage.engine->hold = true;
        const std::size_t before = stage.engine->asked.size();
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(stage.subject().slider(), Qt::Key_Right);
        }
        QCOMPARE(stage.engine->asked.size(), before + 3);
        QVERIFY(stage.engine->asked[before].done && stage.engine->asked[before + 1].done);
        QVERIFY(!stage.engine->asked[before + 2].done);
        QCoreApplication::processEvents();
        QVERIFY(stage.quick().busy());  // what was outdated ends nothing
        stage.engine->respond(before + 2, EngineAnswer(surveyOf(stage.asked(before + 2), stage.fixture.ids)));
        QVERIFY(!stage.quick().busy());
        QCOMPARE(stage.subject().valueBox()->value(), 0.15);
        QCOMPARE(stage.asked(before + 2).intervention.changes.front().value, 0.15);
        QCOMPARE(stage.quick().chart()->figure().points[0].x,
                 surveyOf(stage.asked(before + 2), stage.fixture.ids).sections[0].margin);
        // Other pairs have to be read first: that is for the button.
        stage.quick().pairsBox()->setValue(100);
        QTest::keyClick(stage.subject().slider(), Qt::Key_Right);
        QCOMPARE(stage.engine->asked.size(), before + 3);
    }

    void progressCancelAndFailure() {
        Stage stage;
        stage.engine->hold = true;
        QSignalSpy failed(stage.panel.get(), &DataSetPanel::failed);
        stage.quick().measureButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(stage.engine->asked.size(), std::size_t{1}, 10'000);
        stage.engine->report(0, {120, 500});
        QVERIFY(stage.quick().cancelButton()->isVisible());
        check::saveShot(*stage.panel, QStringLiteral("causal-survey-progress"));
        QVERIFY(!stage.quick().measureButton()->isEnabled());
        QTest::keyClick(stage.quick().cancelButton(), Qt::Key_Space);
        QVERIFY(stage.engine->asked[0].done);
        QCoreApplication::processEvents();
        QVERIFY(!stage.quick().busy());
        QCOMPARE(failed.count(), 0);
        QVERIFY(stage.quick().measureButton()->isEnabled());
        stage.quick().measureButton()->click();
        QCOMPARE(stage.engine->asked.size(), std::size_t{2});
        stage.engine->respond(1, fail(ErrorCode::OutOfMemory, "The model does not fit.", "Take fewer pairs."));
        QCOMPARE(failed.count(), 1);
        QVERIFY(stage.quick().surveyed() == nullptr);
        QVERIFY(stage.quick().measureButton()->isEnabled());
    }

    void featuresTypedByHandAreChecked() {
        Stage stage;
        QComboBox* box = stage.subject().setBox();
        box->setCurrentIndex(box->findText(QStringLiteral("By number…")));
        QVERIFY(!stage.quick().measureButton()->isEnabled());
        QTest::keyClicks(stage.subject().featureEdit(), QStringLiteral("17, 3 17"));
        QVERIFY(stage.quick().measureButton()->isEnabled());
        QCOMPARE(*stage.subject().intervention(), changeAll({FeatureId(17), FeatureId(3)}, FeatureOperation::Ablate));
        stage.subject().operationBox()->setCurrentIndex(1);  // keep only these
        QVERIFY(stage.subject().intervention()->ablateOthers);
        QCOMPARE(stage.subject().intervention()->changes.front().value, 1.0);
        stage.subject().positionBox()->setCurrentIndex(1);
        QVERIFY(stage.subject().intervention()->positions.sentenceEndsOnly);
        for (const char* bad : {"256", "-1", "four", "3.5"}) {
            stage.subject().featureEdit()->setText(QString::fromLatin1(bad));
            QVERIFY(!stage.subject().problem().isEmpty());
            QVERIFY(!stage.quick().measureButton()->isEnabled());
        }
    }

    void anInterventionFromAnotherTabIsTakenAsItIs() {
        Stage stage;
        Intervention mixed;
        mixed.changes = {{FeatureId(3), FeatureOperation::Clamp, 2.5}, {FeatureId(9), FeatureOperation::Ablate, 0.0}};
        mixed.positions.responseOnly = true;
        stage.panel->showPart(DataSetPanel::Results);
        stage.panel->measure(mixed);
        QCOMPARE(stage.panel->part(), DataSetPanel::QuickLook);
        QTRY_VERIFY_WITH_TIMEOUT(stage.quick().surveyed() != nullptr, 10'000);
        QCOMPARE(stage.asked(0).intervention, mixed);
        QVERIFY(!stage.subject().slider()->isVisible());
    }

    void aQuickLookIsKept() {
        Stage stage;
        stage.measure();
        QSignalSpy kept(stage.panel.get(), &DataSetPanel::kept);
        SurveyKeep* keep = stage.quick().keep();
        QTest::keyClick(keep->openButton(), Qt::Key_Space);
        keep->nameEdit()->setText(QStringLiteral("ablated"));
        keep->noteEdit()->setText(QStringLiteral("first try"));
        QTest::keyClick(keep->noteEdit(), Qt::Key_Return);
        QCOMPARE(kept.count(), 1);
        const auto results = keptResults(*stage.fixture.session->workspace());
        QCOMPARE(results.size(), std::size_t{1});
        QCOMPARE(results[0].name, std::string("ablated"));
        QCOMPARE(results[0].note, std::string("first try"));
        QCOMPARE(results[0].intervention, stage.asked(0).intervention);
        QCOMPARE(results[0].sections[2].margin, stage.quick().surveyed()->sections[2].margin);
        QCOMPARE(results[0].saeHash, stage.fixture.session->index()->manifest().saeHash);
    }

    void aFullTestIsPlannedStartedAndFollowed() {
        std::optional<CausalRunRequest> planned;
        SurveyActions actions = realSurveyActions();
        bool refuse = true;
        actions.plan = [&](Workspace&, const CausalRunRequest& request) -> Result<RunSpec> {
            if (refuse) {
                return fail(ErrorCode::InvalidInput, "There are too few living features.", "Ask for fewer controls.");
            }
            planned = request;
            RunSpec spec;
            spec.kind = JobKind::Causal;
            spec.title = "Causal effects of kept";
            spec.params = Json::object();
            return spec;
        };
        Stage stage(actions);
        SurveyFull& full = *stage.panel->full();
        // The speed of a quick look gives the estimate its minutes.
        stage.measure();
        QVERIFY(!full.estimate().contains(QStringLiteral("quick look")));
        stage.panel->partSwitch()->button(1)->setFocus();
        QTest::keyClick(stage.panel->partSwitch()->button(1), Qt::Key_Space);
        QCOMPARE(stage.panel->part(), DataSetPanel::FullTest);
        full.eachBox()->setValue(10);
        full.controlsBox()->setValue(20);
        full.doseEdit()->setText(QStringLiteral("0 0.5, 2"));
        // 3 + 3 doses + 10 features + 2 * 20 controls = 56 changes of 60 pairs.
        QVERIFY(full.estimate().startsWith(QStringLiteral("56 changes × 60 pairs = 3,360 passes")));
        QVERIFY(full.estimate().contains(QStringLiteral("quick look")));
        full.pairsBox()->setValue(50);
        QVERIFY(full.estimate().startsWith(QStringLiteral("56 changes × 50 pairs")));
        check::saveShot(*stage.panel, QStringLiteral("causal-full"));

        full.doseEdit()->setText(QStringLiteral("0 two"));
        QVERIFY(!full.startButton()->isEnabled());
        QVERIFY(!full.problem().isEmpty());
        full.doseEdit()->setText(QStringLiteral("0 2"));

        QSignalSpy failed(stage.panel.get(), &DataSetPanel::failed);
        full.startButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 10'000);
        QVERIFY(full.startButton()->isEnabled());
        refuse = false;
        QSignalSpy started(&full, &SurveyFull::started);
        // The folder counts, not what the worker does; one that is gone at once could not be told from one that failed
        // to start.
        const QTemporaryDir programs;
        QFile worker(programs.filePath(QStringLiteral("worker")));
        QVERIFY(worker.open(QIODevice::WriteOnly));
        worker.write("#!/bin/sh\nsleep 1\n");
        worker.close();
        QVERIFY(worker.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray before = qgetenv("SAFER_PROGRAM");
        qputenv("SAFER_PROGRAM", QFile::encodeName(worker.fileName()));
        const auto restore = qScopeGuard([before] { qputenv("SAFER_PROGRAM", before); });
        QTest::keyClick(full.startButton(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(started.count(), 1, 10'000);
        QCOMPARE(planned->each, 10u);
        QCOMPARE(planned->what.randomControls, 20u);
        QCOMPARE(planned->what.densityControls, 20u);
        QCOMPARE(planned->what.doses, (std::vector<double>{0.0, 2.0}));
        QCOMPARE(planned->what.maxPairs, std::uint64_t{50});
        QCOMPARE(planned->dataset, std::string("train"));
        // It is a job like any other.
        const auto runs = causalRuns(*stage.fixture.session->workspace());
        QCOMPARE(runs.size(), std::size_t{1});
        QVERIFY(stage.fixture.session->jobs()->job(started[0][0].toString().toStdString()) != nullptr);
        QTRY_COMPARE(full.shownRuns(), 1);
        check::saveShot(*stage.panel, QStringLiteral("causal-full-started"));
    }

    void aFinishedRunLeadsToItsResults() {
        Stage stage;
        check::writeCausalRun(stage.fixture.runs(), "20260301-1", check::makeCausalReport({5, 5, 30, 1}));
        stage.fixture.session->jobs()->poll();
        stage.panel->showPart(DataSetPanel::FullTest);
        QCOMPARE(stage.panel->full()->shownRuns(), 1);
        QCoreApplication::processEvents();  // rows that came late are shown then
        check::saveShot(*stage.panel, QStringLiteral("causal-full-done"));
        QPushButton* show = nullptr;
        for (QPushButton* button : stage.panel->full()->findChildren<QPushButton*>()) {
            show = button->isVisible() && button->text() == QStringLiteral("Show results") ? button : show;
        }
        QVERIFY(show != nullptr);
        QTest::keyClick(show, Qt::Key_Space);
        QCOMPARE(stage.panel->part(), DataSetPanel::Results);
        QTRY_VERIFY_WITH_TIMEOUT(stage.panel->results()->report() != nullptr, 10'000);
    }

    void theStateComesBack() {
        Stage stage;
        QSettings settings(stage.fixture.temporary.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        stage.subject().operationBox()->setCurrentIndex(2);
        stage.subject().valueBox()->setValue(-0.5);
        stage.subject().positionBox()->setCurrentIndex(2);
        stage.quick().pairsBox()->setValue(60);
        stage.panel->full()->doseEdit()->setText(QStringLiteral("0 4"));
        stage.panel->showPart(DataSetPanel::FullTest);
        stage.panel->saveState(settings);
        DataSetPanel other;
        other.setWorkspace(stage.fixture.session.get());
        other.restoreState(settings);
        QCOMPARE(other.part(), DataSetPanel::FullTest);
        QCOMPARE(*other.quick()->subject()->intervention(), *stage.subject().intervention());
        QCOMPARE(other.quick()->pairsBox()->value(), 60);
        QCOMPARE(other.full()->request().what.doses, (std::vector<double>{0.0, 4.0}));
        other.setWorkspace(nullptr);
    }

    void closingTheWorkspaceWhileAskedIsHarmless() {
        Stage stage;
        stage.engine->hold = true;
        stage.quick().measureButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(stage.engine->asked.size(), std::size_t{1}, 10'000);
        stage.panel->setWorkspace(nullptr);
        QVERIFY(stage.engine->asked[0].done);
        QCoreApplication::processEvents();
        QVERIFY(!stage.quick().busy());
        stage.panel->setWorkspace(stage.fixture.session.get());
        stage.engine->hold = false;
        stage.measure();
        QVERIFY(stage.quick().surveyed() != nullptr);
    }
};

QTEST_MAIN(CausalSurveyTest)
#include "causal_survey_test.moc"
