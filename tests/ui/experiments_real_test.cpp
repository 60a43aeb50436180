// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "core/workspace/sweep_runs.h"
#include "tests/cli/experiment_workspace.h"
#include "tests/jobs/slurm_onebox.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/charts/metric_chart.h"
#include "ui/experiments/composer_panel.h"
#include "ui/experiments/experiments_page.h"
#include "ui/experiments/launch_fields.h"
#include "ui/experiments/live_chart_grid.h"
#include "ui/experiments/live_panel.h"
#include "ui/experiments/live_run_list.h"
#include "ui/experiments/ratio_chips.h"
#include "ui/experiments/results_panel.h"
#include "ui/experiments/strategy_list.h"
#include "ui/experiments/sweep_form.h"
#include "ui/experiments/training_fields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

using namespace saferscope;

// A sweep from the page to its results, with the real core, workers and a very small model: through the workspace's
// queue or, built with EXPERIMENTS_WITH_SLURM, through a real Slurm of this machine.

namespace {

#ifdef EXPERIMENTS_WITH_SLURM
constexpr bool withSlurm = true;
#else
constexpr bool withSlurm = false;
#endif
constexpr int ratios = withSlurm ? 2 : 1;
constexpr int seeds = withSlurm ? 1 : 2;
constexpr int models = (2 * ratios + 1) * seeds;  // safer, random and the baseline

/// Why there is no Slurm to test with; empty when there is.
QString slurmMissing() {
    try {
        if (withSlurm) {
            check::SlurmOnebox::need();
        }
    } catch (const check::Skip& missing) {
        return QString::fromUtf8(missing.what());
    }
    return {};
}

struct World : check::ExperimentWorkspace {
    World() {
        const auto evaluation = folder.path() / "eval.jsonl";
        check::writePairs(evaluation, generateDemoData({40, 1, 9}).train);
        std::vector<std::string> train = {"train-rm",
                                          "--data",
                                          "train",
                                          "--name",
                                          "base",
                                          "--quiet",
                                          "--reward-weight",
                                          "0",
                                          "--language-model-weight",
                                          "1"};
        const auto tiny = check::tinyModelOptions();
        train.insert(train.end(), tiny.begin(), tiny.end());
        ok(train);
        ok({"import", evaluation.string(), "--name", "held-out", "--quiet"});
    }
    ~World() {
        const std::filesystem::path runs = std::filesystem::path(workspace) / "runs";
        pauseQueue(runs, true);
        for (const auto& sweep : readSweeps(workspace)) {
            cancelSweep(workspace, sweep);
        }
    }
};

void choose(QComboBox* box, const QString& name) {
    const int at = box->findData(name);
    QVERIFY2(at >= 0, qPrintable(name));
    box->setCurrentIndex(at);
}

}  // namespace

class ExperimentsRealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void fromTheComposerToTheResults() {
        if (const QString missing = slurmMissing(); !missing.isEmpty()) {
            QSKIP(qPrintable(missing));
        }
        const World world;
        auto session = WorkspaceSession::open(world.workspace).value();
        ExperimentsPage page;
        page.resize(1300, 850);
        page.setWorkspace(session.get());
        page.show();
        ComposerPanel* composer = page.composer();
        auto* live = page.findChild<LivePanel*>();
        auto* results = page.findChild<ResultsPanel*>();
        QVERIFY(live != nullptr && results != nullptr);
        SweepForm* form = composer->form();
        choose(form->datasetBox(), QStringLiteral("train"));
        choose(form->evaluationBox(), QStringLiteral("held-out"));
        choose(form->baseBox(), QStringLiteral("base"));
        for (const Strategy strategy : allStrategies()) {
            QCheckBox* box = form->strategies()->box(strategy);
            if (box->isEnabled() && box->isChecked() != (strategy == Strategy::Safer || strategy == Strategy::Random)) {
                box->click();
            }
        }
        while (form->ratios()->chipCount() > ratios) {
            form->ratios()->chip(0)->click();
        }
        form->seeds()->setValue(seeds);
        if (withSlurm) {
            form->launch()->whereBox()->setCurrentIndex(1);
            QVERIFY(form->launch()->slurm());
        }
        form->training()->epochs()->setFocus();
        form->training()->epochs()->setText(QStringLiteral("1"));
        Q_EMIT form->training()->epochs()->textEdited(QStringLiteral("1"));
        QTRY_VERIFY_WITH_TIMEOUT(!composer->busy() && composer->startButton()->isEnabled(), 20000);
        QVERIFY2(composer->startButton()->text().contains(QString::number(models)),
                 qPrintable(composer->startButton()->text() + composer->reason()));
        QTest::mouseClick(composer->startButton(), Qt::LeftButton);
        QTest::mouseClick(composer->startButton(), Qt::LeftButton);  // an impatient hand
        QTRY_COMPARE_WITH_TIMEOUT(readSweeps(world.workspace).size(), std::size_t(1), 20000);
        const Sweep sweep = readSweeps(world.workspace).front();
        QCOMPARE(sweep.cells.size(), static_cast<std::size_t>(models));
        QCOMPARE(sweep.spec.launcher, std::string(withSlurm ? "slurm" : "local"));

        // The page goes on to the queue by itself; then to the curves, which are there before the sweep has ended.
        QTRY_COMPARE_WITH_TIMEOUT(page.tabs()->currentIndex(), static_cast<int>(ExperimentsPage::Queue), 10000);
        page.showTab(ExperimentsPage::Live);
        live->showSweep(QString::fromStdString(sweep.spec.id));
        const auto seen = [&] {
            return QStringLiteral("%1 runs are ticked, %2 metrics are shown")
                .arg(live->list()->checked().size())
                .arg(live->grid()->metrics().size());
        };
        QTRY_VERIFY2_WITH_TIMEOUT(live->grid()->chart("loss") != nullptr, qPrintable(seen()), 60000);
        QVERIFY(!live->grid()->chart("loss")->readoutAt(1e9).isEmpty());

        const auto done = [&] {
            const auto states = sweepStatus(world.workspace, sweep);
            return std::all_of(states.begin(), states.end(),
                               [](const CellStatus& cell) { return cell.state == CellState::Done; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(done(), 120000);
        page.showTab(ExperimentsPage::Results);
        results->showSweep(QString::fromStdString(sweep.spec.id));
        const auto says = [&](const QString& text) {
            for (const QLabel* label : results->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(text)) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("Random")), 10000);
        QCOMPARE(session->workspace()->artifacts(ArtifactKind::Model).size(), std::size_t(1));  // the base alone
        page.setWorkspace(nullptr);
    }
};

QTEST_MAIN(ExperimentsRealTest)
#include "experiments_real_test.moc"
