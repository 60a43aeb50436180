// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/jobs/run_lock.h"
#include "tests/ui/overview_inputs.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/job_dialogs.h"
#include "ui/pages/overview_accuracy.h"
#include "ui/pages/overview_jobs.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/overview_quality.h"
#include "ui/pages/overview_step_card.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QValidator>
#include <algorithm>
#include <fstream>

using namespace saferscope;
using check::artifact;
using check::complete;

namespace {

constexpr auto dataStep = static_cast<std::size_t>(PipelineStep::Data);
constexpr auto modelStep = static_cast<std::size_t>(PipelineStep::RewardModel);
constexpr auto saeStep = static_cast<std::size_t>(PipelineStep::Sae);
constexpr auto indexStep = static_cast<std::size_t>(PipelineStep::Index);
constexpr auto ratingsStep = static_cast<std::size_t>(PipelineStep::Ratings);
constexpr auto evaluationStep = static_cast<std::size_t>(PipelineStep::Evaluation);

const StepState* nextStep(const PipelineState& steps) {
    const StepState* found = nullptr;
    for (const StepState& step : steps) {
        if (step.next) {
            Q_ASSERT(found == nullptr);
            found = &step;
        }
    }
    return found;
}

void writePairs(const std::filesystem::path& file, int good, int bad) {
    std::ofstream out(file);
    for (int i = 0; i < good; ++i) {
        out << R"({"id":")" << i << R"(","prompt":"p","chosen":"yes","rejected":"no"})" << '\n';
    }
    for (int i = 0; i < bad; ++i) {
        out << "{\"chosen\": <b>\n";
    }
}

}  // namespace

class OverviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void anEmptyWorkspaceAsksForData() {
        const PipelineState steps = describePipeline({});
        QCOMPARE(steps[dataStep].status, StepStatus::Missing);
        for (const std::size_t i : {modelStep, saeStep, indexStep, ratingsStep, evaluationStep}) {
            QCOMPARE(steps[i].status, StepStatus::Blocked);
            QVERIFY(!steps[i].explanation.isEmpty());
        }
        QCOMPARE(nextStep(steps), &steps[dataStep]);
    }

    void eachStepOpensTheNext() {
        const OverviewInputs all = complete();
        OverviewInputs inputs;
        inputs.datasets = all.datasets;
        QCOMPARE(nextStep(describePipeline(inputs))->status, StepStatus::Missing);
        QVERIFY(describePipeline(inputs)[modelStep].next);
        inputs.model = all.model;
        inputs.models = all.models;
        QVERIFY(describePipeline(inputs)[saeStep].next);
        QCOMPARE(describePipeline(inputs)[indexStep].status, StepStatus::Blocked);
        QCOMPARE(describePipeline(inputs)[evaluationStep].status, StepStatus::Missing);
        inputs.sae = all.sae;
        QVERIFY(describePipeline(inputs)[indexStep].next);
        inputs.index = all.index;
        inputs.manifest = all.manifest;
        QVERIFY(describePipeline(inputs)[ratingsStep].next);
        QCOMPARE(describePipeline(inputs)[ratingsStep].status, StepStatus::Missing);
        inputs.ratings = all.ratings;
        QVERIFY(describePipeline(inputs)[evaluationStep].next);
    }

    // A base model is made without held-out pairs; the card and the job had said 0.0 %.
    void noAccuracyIsSaidWhereNothingWasHeldOut() {
        OverviewInputs inputs = complete();
        inputs.model->artifact.values = {{"accuracy", 0.0}, {"validation_pairs", 0}};
        const PipelineState steps = describePipeline(inputs);
        for (const QString& fact : steps[modelStep].facts) {
            QVERIFY2(!fact.contains(QLatin1Char('%')), qPrintable(fact));
        }
        inputs.model->artifact.values["validation_pairs"] = 150;
        QVERIFY(describePipeline(inputs)[modelStep].facts.value(0).contains(QLatin1String("0.0 %")));
    }

    void aCompleteWorkspaceIsCurrentAndSaysItsNumbers() {
        const PipelineState steps = describePipeline(complete());
        for (const StepState& step : steps) {
            QCOMPARE(step.status, StepStatus::Current);
        }
        QCOMPARE(nextStep(steps), nullptr);
        QVERIFY(steps[modelStep].facts.value(0).contains(QLatin1String("71.3 %")) ||
                steps[modelStep].facts.value(0).contains(QLatin1String("71.2 %")));
        QVERIFY(steps[modelStep].facts.value(1).contains(QLatin1String("pairs")));
        QVERIFY(steps[saeStep].facts.value(0).contains(QLatin1String("1,024")));
        QVERIFY(steps[evaluationStep].name.contains(QLatin1String("93.4 %")));
    }

    void importedPairsWithoutAnIndexAreSaid() {
        OverviewInputs inputs = complete();
        inputs.withoutIndex = "mine";
        const PipelineState steps = describePipeline(inputs);
        QCOMPARE(steps[indexStep].status, StepStatus::Partial);
        QVERIFY(steps[indexStep].explanation.contains(QStringLiteral("“mine” has no index yet")));
    }

    void staleThingsSayWhy() {
        OverviewInputs inputs = complete();
        inputs.index->freshness = {false, "The reward model changed after this index was built."};
        PipelineState steps = describePipeline(inputs);
        QCOMPARE(steps[indexStep].status, StepStatus::Stale);
        QCOMPARE(steps[indexStep].explanation, QStringLiteral("The reward model changed after this index was built."));
        QCOMPARE(nextStep(steps), &steps[indexStep]);

        inputs = complete();
        inputs.model->artifact.contentHash = "m2";  // retrained: what was made with m1 is not about it
        steps = describePipeline(inputs);
        QCOMPARE(steps[modelStep].status, StepStatus::Current);
        for (const std::size_t i : {saeStep, indexStep, evaluationStep}) {
            QCOMPARE(steps[i].status, StepStatus::Stale);
            QVERIFY(!steps[i].explanation.isEmpty());
        }
        inputs = complete();
        inputs.sae->artifact.contentHash = "s2";
        steps = describePipeline(inputs);
        QCOMPARE(steps[indexStep].status, StepStatus::Stale);
        QCOMPARE(steps[evaluationStep].status, StepStatus::Current);
    }

    void runningJobsHoldTheNextStepBack() {
        OverviewInputs inputs = complete();
        inputs.sae.reset();
        inputs.index.reset();
        inputs.running = {JobKind::TrainSae};
        const PipelineState steps = describePipeline(inputs);
        QCOMPARE(steps[saeStep].status, StepStatus::Running);
        QCOMPARE(nextStep(steps), nullptr);
    }

    void cardsFollowTheWorkspace() {
        const QTemporaryDir folder;
        const auto place = std::filesystem::path(folder.path().toStdString());
        auto session = WorkspaceSession::create(place / "w");
        QVERIFY(session.has_value());
        OverviewPage page;
        page.resize(1200, 800);
        page.setWorkspace(session->get());
        page.show();
        QCOMPARE(page.card(PipelineStep::Data)->state().status, StepStatus::Missing);
        QVERIFY(page.card(PipelineStep::Data)->button()->isEnabled());
        QCOMPARE(page.card(PipelineStep::Data)->button()->property("role").toString(), QStringLiteral("primary"));
        QVERIFY(!page.card(PipelineStep::RewardModel)->button()->isEnabled());
        check::saveShot(page, QStringLiteral("overview-empty"));

        writePairs(place / "p.jsonl", 3, 0);
        QVERIFY((*session)->workspace()->importPairs(place / "p.jsonl", "<b>x", {}).has_value());
        (*session)->refresh();
        QCOMPARE(page.card(PipelineStep::Data)->state().status, StepStatus::Current);
        QVERIFY(page.card(PipelineStep::RewardModel)->button()->isEnabled());
        bool shown = false;
        for (const QLabel* label : page.findChildren<QLabel*>()) {
            if (!label->text().isEmpty()) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
                shown = shown || label->text() == QLatin1String("<b>x");
            }
        }
        QVERIFY(shown);

        // A run that another process started shows up as a row and as a running step.
        RunSpec spec;
        spec.kind = JobKind::TrainRewardModel;
        spec.title = "<i>from outside</i>";
        const auto run = createRunFolder((*session)->workspace()->runsFolder(), spec);
        {
            const auto lock = RunLock::acquire(RunPaths(*run));
            (*session)->jobs()->poll();
            QCOMPARE(page.card(PipelineStep::RewardModel)->state().status, StepStatus::Running);
            const auto labels = page.findChildren<QLabel*>();
            auto events = EventWriter::open(RunPaths(*run).events());
            Event event;
            event.kind = EventKind::Progress;
            event.progress = Progress{"Training the reward model", 120, 400, 3.1, 90.0};
            QVERIFY(events->append(event).has_value());
            event.kind = EventKind::Metric;
            for (int step = 1; step < 120; ++step) {
                event.step = static_cast<std::uint64_t>(step);
                event.values = {{"loss", 0.7 / (1 + step / 30.0) + 0.03 * std::sin(step * 2.3)}, {"accuracy", 0.5}};
                QVERIFY(events->append(event).has_value());
            }
            (*session)->jobs()->poll();
            QTest::qWait(200);
            check::saveShot(page, QStringLiteral("overview-running"));
            QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
                return label->text() == QLatin1String("<i>from outside</i>");
            }));
        }
        RunResult failed;
        failed.message = "It broke.";
        QVERIFY(writeJsonFile(RunPaths(*run).result(), toJson(failed)).has_value());
        (*session)->jobs()->poll();
        QCOMPARE(page.card(PipelineStep::RewardModel)->state().status, StepStatus::Missing);
        QVERIFY(page.messageBar()->what().contains(QLatin1String("It broke.")));
        check::saveShot(page, QStringLiteral("overview-failed"));
        page.setWorkspace(nullptr);
        QCOMPARE(page.card(PipelineStep::Data)->state().status, StepStatus::Missing);
    }

    void pageWorksAtEveryWidth() {
        OverviewPage page;
        page.show();
        for (const int width : {400, 640, 900, 1200, 1800}) {
            page.resize(width, 700);
            QTest::qWait(10);
            for (std::size_t i = 0; i < pipelineSteps; ++i) {
                const QRect first = page.card(static_cast<PipelineStep>(i))->geometry();
                for (std::size_t j = 0; j < i; ++j) {
                    QVERIFY(!first.intersects(page.card(static_cast<PipelineStep>(j))->geometry()));
                }
            }
        }
    }

    void qualityIsJudged() {
        IndexManifest manifest;
        manifest.k = 16;
        manifest.fvu = {0.12, 0.3};
        manifest.l0 = {15.0, 14.0};
        QVERIFY(qualityAdvice(manifest).isEmpty());
        manifest.fvu[0] = 1.4;
        QVERIFY(!qualityAdvice(manifest).isEmpty());
        manifest.fvu[0] = std::nan("");
        QVERIFY(!qualityAdvice(manifest).isEmpty());
        manifest.fvu[0] = 0.12;
        manifest.l0[0] = 40.0;
        QVERIFY(qualityAdvice(manifest).contains(QLatin1String("k")));
        manifest.l0[0] = 0.0;
        QVERIFY(!qualityAdvice(manifest).isEmpty());
    }

    void accuracyRowsAreReadCarefully() {
        const Json result = {
            {"overall",
             {{"accuracy", 0.9}, {"ci_low", 0.85}, {"ci_high", 0.94}, {"pairs", 200}, {"longer_wins", 0.44}}},
            {"subsets",
             {{{"subset", "a"}, {"accuracy", 0.8}, {"ci_low", 0.7}, {"ci_high", 0.88}, {"longer_wins", nullptr}},
              {{"subset", "impossible"}, {"accuracy", 7.0}},
              {{"subset", 5}, {"accuracy", "x"}},
              "nonsense"}}};
        const auto bars = accuracyBars(result);
        QCOMPARE(bars.size(), std::size_t(2));
        QVERIFY(bars[0].overall);
        QCOMPARE(bars[0].low, 0.85);
        QCOMPARE(bars[0].longerWins.value(), 0.44);
        QCOMPARE(bars[1].subset, QStringLiteral("a"));
        QVERIFY(!bars[1].longerWins);
        QVERIFY(accuracyBars(Json::array()).empty());
        QVERIFY(accuracyBars(Json()).empty());
    }

    void jobDetailsTellHowFarAndHowLong() {
        Job job;
        job.state = RunState::Running;
        job.progress = Progress{"Training", 40, 200, 2.0, 80.0};
        QCOMPARE(jobDetail(job), QStringLiteral("Training: 40 of 200, about 80 s left"));
        job.state = RunState::Failed;
        job.result = RunResult();
        job.result->message = "It broke.";
        job.result->hint = "Mend it.";
        QCOMPARE(jobDetail(job), QStringLiteral("It broke. Mend it."));
        // What core advises are options of the command line; whoever has the window has fields.
        job.spec.kind = JobKind::TrainRewardModel;
        job.result->hint = "Use --lora-rank 16, a smaller model, or a device with more memory.";
        QVERIFY(jobDetail(job).contains(QLatin1String("--lora-rank 16")));
        QVERIFY(jobDetail(job).contains(QStringLiteral("“What is trained”")));
    }

    void importDialogRecognisesImportsAndReports() {
        const QTemporaryDir folder;
        const auto place = std::filesystem::path(folder.path().toStdString());
        QVERIFY(Workspace::create(place / "w").has_value());
        writePairs(place / "my.pairs.jsonl", 5, 2);
        ImportDialog dialog(place / "w");
        QVERIFY(!dialog.action()->isEnabled());
        dialog.setFile(QStringLiteral("/nonexistent"));
        QVERIFY(!dialog.action()->isEnabled());
        dialog.setFile(folder.filePath(QStringLiteral("my.pairs.jsonl")));
        QTRY_VERIFY(dialog.action()->isEnabled());
        dialog.show();
        check::saveShot(dialog, QStringLiteral("import-before"));
        dialog.accept();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.imported(), 10000);
        const auto* report = dialog.report();
        QVERIFY(report->isVisible());
        QVERIFY2(report->toPlainText().contains(QLatin1String("line 6")), qPrintable(report->toPlainText()));
        check::saveShot(dialog, QStringLiteral("import-after"));
        const auto workspace = Workspace::open(place / "w");
        QCOMPARE((*workspace)->dataset("my.pairs")->pairs, std::uint64_t(5));
    }

    void jobDialogsNeedTheirInputs() {
        const QTemporaryDir folder;
        const auto place = std::filesystem::path(folder.path().toStdString());
        auto workspace = Workspace::create(place / "w");
        for (const JobKind kind :
             {JobKind::TrainRewardModel, JobKind::TrainSae, JobKind::BuildIndex, JobKind::Evaluate}) {
            const std::unique_ptr<JobDialog> dialog(makeJobDialog(kind, **workspace, nullptr));
            QVERIFY(!dialog->action()->isEnabled());
            dialog->show();
            check::saveShot(*dialog, QStringLiteral("dialog-missing-%1").arg(QLatin1String(jobKindName(kind))));
        }
        writePairs(place / "p.jsonl", 3, 0);
        QVERIFY((*workspace)->importPairs(place / "p.jsonl", "train", {}).has_value());
        const std::unique_ptr<JobDialog> dialog(makeJobDialog(JobKind::TrainRewardModel, **workspace, nullptr));
        QVERIFY(dialog->action()->isEnabled());
        dialog->show();
        check::saveShot(*dialog, QStringLiteral("dialog-train-rm"));
        const JobRequest request = dialog->request();
        QCOMPARE(request.dataset, std::string("train"));
        QVERIFY(request.model.empty());
        QVERIFY(request.freshModel.at("hidden_size").get<int>() > 0);
        QVERIFY(request.config.at("learning_rate").get<double>() > 1e-4);
        const QList<QLineEdit*> fields = dialog->findChildren<QLineEdit*>();
        const auto number = std::find_if(fields.begin(), fields.end(), [](const QLineEdit* one) {
            return one->validator() != nullptr && one->isVisible();
        });
        QVERIFY(number != fields.end());
        QLineEdit* field = *number;
        field->setText(QStringLiteral("abc"));
        QVERIFY(!dialog->action()->isEnabled());
        field->setText(QStringLiteral("1"));
        QVERIFY(dialog->action()->isEnabled());
    }
};

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
