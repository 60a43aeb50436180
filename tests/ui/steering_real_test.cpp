// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/verdict_file.h"
#include "core/workspace/steering_profiles.h"
#include "tests/cli/causal_workspace.h"
#include "tests/ui/support_synthetic_index.h"
#include "tests/ui/watchdog.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/steering_fit_process.h"
#include "ui/causal/steering_models.h"
#include "ui/causal/steering_panel.h"
#include "ui/pages/overview_state.h"
#include "ui/theme/theme.h"
#include "ui/widgets/progress_row.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <algorithm>

using namespace saferscope;

// The Steering tab with the real `safer` behind it, on a very small model: measuring runs real workers, fitting a real
// child.

namespace {

const check::CausalWorkspace& world() { return check::CausalWorkspace::shared(); }

/// Verdicts as the program itself writes them, read on their own: name -> right pairs, and the two presets.
struct Own {
    std::vector<VerdictFile> plain;
    std::vector<VerdictFile> steered;
};
Own verdictsOf(const Workspace& workspace) {
    Own own;
    for (const EvaluationRecord& record : workspace.evaluations()) {
        const bool steered = record.result.contains("steering");
        auto file = readVerdicts(workspace.folder() / record.result.at("verdicts").get<std::string>()).value();
        (steered ? own.steered : own.plain).push_back(std::move(file));
    }
    return own;
}

int rightOnes(const VerdictFile& file) {
    return static_cast<int>(std::count_if(file.pairs.begin(), file.pairs.end(),
                                          [](const ScoredPair& pair) { return pair.chosen > pair.rejected; }));
}

}  // namespace

class SteeringRealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().install(*qApp);
        world();
        const auto other = world().folder.path() / "other.jsonl";
        check::writePairs(other, generateDemoData({240, 1, 31}).train);
        world().ok({"import", other.string(), "--workspace", world().workspace, "--name", "trusted", "--quiet"});
        // Two that do something to a model of any size: a push that must move rewards, and one that changes nothing.
        const auto save = [](const std::string& name, const std::string& operation, const std::string& value) {
            std::string features = "0";
            for (int feature = 1; feature < 128; ++feature) {
                features += "," + std::to_string(feature);
            }
            QVERIFY(world()
                        .run({"profiles", "save", name, "--feature", features, "--op", operation, "--value", value})
                        .exitCode == 0);
        };
        save("turned", "scale", "-4");
        save("same", "scale", "1");
    }

    void measuringRunsBothAndComparesThem() {
        auto session = WorkspaceSession::open(world().workspace).value();
        SteeringPanel panel;
        panel.resize(1100, 760);
        panel.setWorkspace(session.get());
        panel.show();
        QSignalSpy failed(&panel, &SteeringPanel::failed);
        const auto choose = [&](const std::string& name) {
            for (int row = 0; row < panel.profiles()->rowCount(); ++row) {
                if (panel.profiles()->profiles()[static_cast<std::size_t>(row)].name == name) {
                    panel.list()->selectRow(row);
                }
            }
            QCOMPARE(panel.current()->name, name);
        };
        panel.datasetBox()->setCurrentIndex(panel.datasetBox()->findText(QStringLiteral("trusted")));
        QCOMPARE(panel.modelBox()->currentText(), QStringLiteral("rm"));  // the index's own
        const check::Watchdog watchdog;
        choose("turned");
        QTest::mouseClick(panel.measureButton(), Qt::LeftButton);
        QTest::mouseClick(panel.measureButton(), Qt::LeftButton);  // an impatient hand
        QTRY_VERIFY2_WITH_TIMEOUT(panel.effect()->rowCount() > 0 || failed.count() > 0, qPrintable(panel.measureText()),
                                  120000);
        QCOMPARE(failed.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(session->workspace()->evaluations().size(), std::size_t(2), 20000);

        // The table says what the verdicts that the workers wrote say.
        const Own own = verdictsOf(*session->workspace());
        QCOMPARE(own.plain.size(), std::size_t(1));
        QCOMPARE(own.steered.size(), std::size_t(1));
        const VerdictFile& plain = own.plain.front();
        const VerdictFile& steered = own.steered.front();
        QVERIFY(plain.preset && steered.preset && *plain.preset == *steered.preset);
        QCOMPARE(plain.datasetHash, steered.datasetHash);
        QVERIFY(plain.modelHash != steered.modelHash);
        QVERIFY(plain.modelName != steered.modelName);
        QCOMPARE(plain.pairs.size(), std::size_t(240));
        bool moved = false;
        for (std::size_t i = 0; i < plain.pairs.size(); ++i) {
            moved = moved || plain.pairs[i].chosen != steered.pairs[i].chosen;
        }
        QVERIFY(moved);
        const auto cell = [&](int row, int column) { return panel.effect()->index(row, column).data().toString(); };
        const auto percent = [](int right) {
            return QLocale().toString(100.0 * right / 240.0, 'f', 1) + QStringLiteral(" %");
        };
        QCOMPARE(cell(0, SteeringEffectModel::Pairs), QStringLiteral("240"));
        QCOMPARE(cell(0, SteeringEffectModel::Before), percent(rightOnes(plain)));
        QCOMPARE(cell(0, SteeringEffectModel::After), percent(rightOnes(steered)));
        for (int row = 0; row < panel.effect()->rowCount(); ++row) {
            bool number = false;
            const double p =
                QLocale().toDouble(cell(row, SteeringEffectModel::P).remove(QStringLiteral("< ")), &number);
            QVERIFY(number && p >= 0.0 && p <= 1.0);
        }
        check::saveShot(panel, QStringLiteral("steering-real"));

        // Nobody takes the steered one for the plain model's.
        const OverviewInputs overview = gatherOverview(*session);
        QVERIFY(overview.evaluation.has_value());
        QCOMPARE(overview.evaluation->modelHash, plain.modelHash);
        QCOMPARE(overview.evaluation->modelName, plain.modelName);

        // A profile that changes nothing changes no verdict; the plain evaluation is not run again.
        choose("same");
        QVERIFY(panel.measureButton()->isEnabled());
        panel.measure();
        QTRY_VERIFY_WITH_TIMEOUT(panel.effect()->rowCount() > 0, 120000);
        QCOMPARE(cell(0, SteeringEffectModel::Before), cell(0, SteeringEffectModel::After));
        QCOMPARE(cell(0, SteeringEffectModel::P), QLocale().toString(1.0, 'f', 3));
        QVERIFY(panel.measureText().startsWith(QStringLiteral("Verdicts turned right: 0, wrong: 0.")));
        QTRY_COMPARE_WITH_TIMEOUT(session->workspace()->evaluations().size(), std::size_t(3), 20000);
        QCOMPARE(gatherOverview(*session).evaluation->modelHash, plain.modelHash);
        choose("turned");
        QTRY_COMPARE(cell(0, SteeringEffectModel::After), percent(rightOnes(steered)));
        qInfo("longest wait of the window: %.0f ms", watchdog.longest());
        panel.setWorkspace(nullptr);
    }

    void fittingMakesAProfileAndSaysWhereItIsFrom() {
        auto session = WorkspaceSession::open(world().workspace).value();
        SteeringPanel panel;
        panel.resize(1000, 700);
        panel.setWorkspace(session.get());
        panel.show();
        QSignalSpy failed(&panel, &SteeringPanel::failed);
        QSignalSpy told(&panel, &SteeringPanel::told);
        const int before = panel.profiles()->rowCount();
        SteeringFitRequest request;
        request.workspace = QString::fromStdString(world().workspace);
        request.name = QStringLiteral("fitted");
        request.model = QStringLiteral("rm");
        request.dataset = QStringLiteral("trusted");
        request.sae = QStringLiteral("sae");

        // Cancelled: nothing is left of it.
        CHECK_OK(panel.startFit(request));
        QVERIFY(!panel.fitButton()->isEnabled());
        QVERIFY(panel.fitRow()->isVisible());
        QVERIFY(!panel.startFit(request));  // one at a time
        panel.cancelFitButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(told.count() == 1, 30000);
        QVERIFY(told.front().at(1).toString().contains(QStringLiteral("cancelled")));
        QCOMPARE(panel.profiles()->rowCount(), before);
        QVERIFY(panel.fitButton()->isEnabled());
        QVERIFY(!panel.fitRow()->isVisible());

        QSignalSpy lines(panel.findChild<SteeringFitProcess*>(), &SteeringFitProcess::progressed);
        CHECK_OK(panel.startFit(request));
        QTRY_VERIFY_WITH_TIMEOUT(!lines.empty() && lines.back().at(1).toDouble() > 0.0, 60000);
        check::saveShot(panel, QStringLiteral("steering-fitting"));
        QTRY_VERIFY_WITH_TIMEOUT(told.count() == 2 || failed.count() > 0, 120000);
        QVERIFY2(failed.empty(), failed.empty() ? "" : failed.front().front().value<Error>().message.c_str());
        QCOMPARE(panel.current()->name, std::string("fitted"));
        QVERIFY(panel.current()->provenance.at("all_features") == true);
        QCOMPARE(panel.current()->provenance.at("features").get<int>(), 128);
        QCOMPARE(panel.current()->provenance.at("train_pairs").get<int>() +
                     panel.current()->provenance.at("holdout_pairs").get<int>(),
                 240);
        QVERIFY2(panel.aboutText().contains(QStringLiteral("right before")), qPrintable(panel.aboutText()));
        panel.datasetBox()->setCurrentIndex(panel.datasetBox()->findText(QStringLiteral("trusted")));
        QVERIFY2(panel.measureText().contains(QStringLiteral("fitted on")), qPrintable(panel.measureText()));

        // What the program refuses is told as it says it.
        request.name = QStringLiteral("again");
        request.dataset = QStringLiteral("nowhere");
        CHECK_OK(panel.startFit(request));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 30000);
        const auto error = failed.front().front().value<Error>();
        QVERIFY2(error.message.find("nowhere") != std::string::npos, error.message.c_str());
        panel.setWorkspace(nullptr);
    }

    void everyProfileOfAnotherWorkspace() {
        const QString given = qEnvironmentVariable("STEERING_WORKSPACE");
        if (given.isEmpty()) {
            QSKIP("STEERING_WORKSPACE names a workspace, a copy, whose profiles are to be measured.");
        }
        auto session = WorkspaceSession::open(given.toStdString()).value();
        SteeringPanel panel;
        panel.resize(1100, 760);
        panel.setWorkspace(session.get());
        panel.show();
        const check::Watchdog watchdog;
        for (int row = 0; row < panel.profiles()->rowCount(); ++row) {
            panel.list()->selectRow(row);
            panel.measure();
            QTRY_VERIFY_WITH_TIMEOUT(panel.effect()->rowCount() > 0, 180000);
            qInfo() << panel.current()->name.c_str() << panel.datasetBox()->currentText() << panel.measureText();
            for (int section = 0; section < panel.effect()->rowCount(); ++section) {
                QStringList cells;
                for (int column = 0; column < panel.effect()->columnCount(); ++column) {
                    cells << panel.effect()->index(section, column).data().toString();
                }
                qInfo().noquote() << cells.join(QStringLiteral("  "));
            }
        }
        qInfo("longest wait of the window: %.0f ms", watchdog.longest());
        for (const double scale : {1.0, 1.5}) {
            for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
                ThemeManager::instance().setTextScale(scale);
                ThemeManager::instance().setMode(mode);
                panel.resize(1000, 720);
                QTest::qWait(100);
                check::saveShot(panel,
                                QStringLiteral("steering-own-%1-%2")
                                    .arg(mode == ThemeMode::Light ? QStringLiteral("light") : QStringLiteral("dark"))
                                    .arg(scale * 100.0));
            }
        }
        ThemeManager::instance().setTextScale(1.0);
        panel.setWorkspace(nullptr);
    }

    void theFitGoesWithThePanel() {
        auto session = WorkspaceSession::open(world().workspace).value();
        {
            SteeringPanel panel;
            panel.setWorkspace(session.get());
            SteeringFitRequest request;
            request.workspace = QString::fromStdString(world().workspace);
            request.name = QStringLiteral("never");
            request.model = QStringLiteral("rm");
            request.dataset = QStringLiteral("trusted");
            CHECK_OK(panel.startFit(request));
            QTest::qWait(300);
            panel.setWorkspace(nullptr);
        }
        QTest::qWait(500);
        QVERIFY(!steeringProfile(*session->workspace(), "never"));
    }
};

QTEST_MAIN(SteeringRealTest)
#include "steering_real_test.moc"
