// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "tests/ui/judge_workspace.h"
#include "tests/ui/overview_inputs.h"
#include "ui/bridge/job_monitor.h"
#include "ui/dialogs/judge_dialog.h"
#include "ui/dialogs/judge_fields.h"
#include "ui/dialogs/judge_key_dialog.h"
#include "ui/dialogs/workspace_settings_dialog.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/overview_step_card.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace saferscope;
using check::complete;

namespace {

constexpr auto ratingsStep = static_cast<std::size_t>(PipelineStep::Ratings);

}  // namespace

class OverviewRatingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void ratingsAreCountedByWhoGaveThem() {
        const PipelineState steps = describePipeline(complete());
        QCOMPARE(steps[ratingsStep].name, QStringLiteral("256 of 256 rated"));
        QCOMPARE(steps[ratingsStep].facts,
                 (QStringList{QStringLiteral("250 by lexical"), QStringLiteral("40 by people"),
                              QStringLiteral("Weighted kappa 0.71")}));
        QVERIFY(!steps[ratingsStep].link.isEmpty());
        OverviewInputs inputs = complete();
        inputs.ratings.rated = 200;
        inputs.ratings.disputed = 3;
        StepState state = describePipeline(inputs)[ratingsStep];
        QCOMPARE(state.status, StepStatus::Partial);
        QVERIFY(!state.next);  // nothing waits for the rest
        QVERIFY(state.explanation.contains(QLatin1Char('3')));
        inputs.ratings = OverviewRatings();
        inputs.ratings.otherSae = true;
        state = describePipeline(inputs)[ratingsStep];
        QCOMPARE(state.status, StepStatus::Stale);
        QVERIFY(!state.explanation.isEmpty());
        inputs.running = {JobKind::RateFeatures};
        QCOMPARE(describePipeline(inputs)[ratingsStep].status, StepStatus::Running);
    }

    void ratingsOfTheBookAreSummed() {
        const auto said = [](const char* rater, RaterKind kind, std::uint32_t feature, int score) {
            RatingEvent event;
            event.id = newRatingId();
            event.createdAt = "2026-07-26T09:00:00.000Z";
            event.feature = FeatureId(feature);
            event.rater = rater;
            event.raterKind = kind;
            event.score = score;
            return event;
        };
        const RatingBook book({said("lexical", RaterKind::Judge, 1, 5), said("lexical", RaterKind::Judge, 2, 1),
                               said("Anna", RaterKind::Human, 1, 5), said("Anna", RaterKind::Human, 3, 2),
                               said("Ben", RaterKind::Human, 3, 4), said("Anna", RaterKind::Human, 2, 1),
                               said("Anna", RaterKind::Human, 99, 1)});
        const OverviewRatings sums =
            summariseRatings(book, {FeatureId(1), FeatureId(2), FeatureId(3), FeatureId(4)}, "lexical");
        QCOMPARE(sums.candidates, std::size_t(4));
        QCOMPARE(sums.rated, std::size_t(3));
        QCOMPARE(sums.byJudge, std::size_t(2));
        QCOMPARE(sums.byPeople, std::size_t(3));
        QCOMPARE(sums.disputed, std::size_t(1));
        QCOMPARE(sums.agreement.value(), 1.0);
        QVERIFY(!summariseRatings(RatingBook(), {FeatureId(1)}, {}).agreement);
    }

    void ratingsHaveACardOfTheirOwn() {
        const check::JudgeWorkspace place;
        OverviewPage page;
        page.setSecretStore(std::make_unique<SecretStore>(nullptr));
        page.resize(1180, 700);
        page.setWorkspace(place.session.get());
        page.show();
        const OverviewStepCard* card = page.card(PipelineStep::Ratings);
        QCOMPARE(card->state().status, StepStatus::Missing);
        QVERIFY(card->link()->isVisible());
        QVERIFY(!page.card(PipelineStep::Index)->link()->isVisible());
        QSignalSpy annotate(&page, &OverviewPage::annotateRequested);
        QTest::mouseClick(card->link(), Qt::LeftButton);
        QCOMPARE(annotate.count(), 1);

        // A rating that somebody writes is counted at once.
        QVERIFY(place.session->setRater(QStringLiteral("Anna")).has_value());
        RatingEvent event;
        event.feature = strongestFeatures(place.session->contrasts(TokenScope::SentenceEnds), 1).front();
        event.score = 5;
        QVERIFY(place.session->rate(event).has_value());
        QTRY_COMPARE(card->state().status, StepStatus::Partial);
        QCOMPARE(card->state().name, QStringLiteral("1 of 24 rated"));

        std::vector<RatingEvent> events;
        for (const FeatureId feature : strongestFeatures(place.session->contrasts(TokenScope::SentenceEnds), 24)) {
            for (const char* rater : {"lexical", "Ben"}) {
                RatingEvent one;
                one.saeHash = "sae";
                one.feature = feature;
                one.rater = rater;
                one.raterKind = rater[0] == 'l' ? RaterKind::Judge : RaterKind::Human;
                one.score = 1 + static_cast<int>((feature.value() + (rater[0] == 'l' ? 0 : feature.value() % 3)) % 5);
                events.push_back(one);
            }
        }
        QVERIFY(place.session->workspace()->mergeRatings(events).has_value());
        place.session->refresh();
        QTRY_COMPARE(card->state().status, StepStatus::Current);
        QTest::qWait(20);
        check::saveShot(page, QStringLiteral("overview-ratings"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        QTest::qWait(20);
        check::saveShot(page, QStringLiteral("overview-ratings-dark"));
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.5);
        page.resize(1500, 900);
        QTest::qWait(20);
        check::saveShot(page, QStringLiteral("overview-ratings-150"));
        ThemeManager::instance().setTextScale(1.0);
        page.resize(1180, 700);

        // Its button opens the dialog, and what was entered there is remembered.
        QTest::mouseClick(card->button(), Qt::LeftButton);
        auto* dialog = page.window()->findChild<JudgeDialog*>();
        QVERIFY(dialog != nullptr);
        QComboBox* source = dialog->fields()->sourceBox();
        source->setCurrentIndex(source->findData(static_cast<int>(JudgeSource::Ollama)));
        dialog->fields()->modelField()->setText(QStringLiteral("my-model"));
        dialog->reject();
        QTRY_VERIFY(page.window()->findChild<JudgeDialog*>() == nullptr);
        QSettings settings(QString::fromStdString((place.folder() / "s.ini").string()), QSettings::IniFormat);
        page.saveState(settings);
        OverviewPage next;
        next.restoreState(settings);
        next.setWorkspace(place.session.get());
        next.show();
        next.rateByJudge();
        QCOMPARE(next.window()->findChild<JudgeDialog*>()->fields()->modelField()->text(), QStringLiteral("my-model"));

        // Fewer candidates are asked for: the card counts those.
        page.editWorkspaceSettings();
        auto* form = page.findChild<WorkspaceSettingsDialog*>();
        QVERIFY(form != nullptr);
        form->findChildren<QSpinBox*>().front()->setValue(10);
        form->accept();
        QCOMPARE(place.session->workspace()->settings().candidateFeatures, 10u);
        QTRY_COMPARE(card->state().name, QStringLiteral("10 of 10 rated"));
        next.setWorkspace(nullptr);
        page.setWorkspace(nullptr);
    }

    void aStoppedRatingRunAsksForItsKey() {
        const check::JudgeWorkspace place;
        RateFeaturesParams params;
        params.index = place.folder() / "index";
        params.saeHash = "sae";
        params.features = {FeatureId(3)};
        RunSpec spec;
        spec.kind = JobKind::RateFeatures;
        spec.title = "Ratings by gpt-4o";
        spec.params = toJson(params);
        const auto run = createRunFolder(place.session->workspace()->runsFolder(), spec);
        RunResult stopped;
        stopped.state = RunState::Stopped;
        QVERIFY(writeJsonFile(RunPaths(*run).result(), toJson(stopped)).has_value());
        place.session->jobs()->poll();
        OverviewPage page;
        page.setSecretStore(std::make_unique<SecretStore>(nullptr));
        page.setWorkspace(place.session.get());
        page.show();
        qunsetenv("OPENAI_API_KEY");
        QToolButton* resume = nullptr;
        for (QToolButton* button : page.findChildren<QToolButton*>()) {
            resume = button->accessibleName() == QLatin1String("Start or go on") ? button : resume;
        }
        QVERIFY(resume != nullptr);
        QTest::mouseClick(resume, Qt::LeftButton);
        auto* dialog = page.findChild<JudgeKeyDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(dialog->windowTitle().contains(QLatin1String("api.openai.com")));
        dialog->reject();
        QCOMPARE(place.session->jobs()->jobs().front()->state, RunState::Stopped);
        page.setWorkspace(nullptr);
    }
};

QTEST_MAIN(OverviewRatingsTest)
#include "overview_ratings_test.moc"
