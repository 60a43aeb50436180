// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/experiments_page.h"

#include "tests/support/check.h"
#include "tests/ui/experiments_fixture.h"
#include "ui/experiments/composer_panel.h"
#include "ui/experiments/preview_models.h"
#include "ui/experiments/preview_panel.h"
#include "ui/experiments/ratio_chips.h"
#include "ui/experiments/sweep_form.h"
#include "ui/experiments/training_fields.h"
#include "ui/heatmap/segmented_switch.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <set>

using namespace saferscope;

class ExperimentsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");  // nothing here may start a worker
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
    }
    void init() {
        m_world = std::make_unique<check::SweepWorkspace>();
        m_core = std::make_unique<check::FakeCore>();
        m_core->ids = m_world->ids;
        m_page = makePage();
    }
    void cleanup() {
        m_page->setWorkspace(nullptr);
        m_page.reset();
        m_world.reset();
        m_core.reset();
    }

    void nothingToExperimentWithSaysWhatToDo() {
        m_page->setWorkspace(nullptr);
        QSignalSpy asked(m_page.get(), &ExperimentsPage::overviewRequested);
        QVERIFY(!m_page->composer()->startButton()->isVisible());
        for (QPushButton* button : m_page->composer()->findChildren<QPushButton*>()) {
            if (button->isVisible()) {
                button->click();
            }
        }
        QCOMPARE(asked.count(), 1);
    }

    void fieldsStartWithWhatTheWorkspaceHas() {
        const SweepSpec spec = form()->spec();
        QCOMPARE(spec.mode, ExperimentMode::Poison);
        QCOMPARE(spec.evaluation, std::string("held-out test"));
        QVERIFY(spec.dataset == "train");
        QVERIFY(spec.ratios == publishedRatios(ExperimentMode::Poison));
        QVERIFY(spec.strategies == usualStrategies(ExperimentMode::Poison));
        QCOMPARE(spec.seeds.size(), std::size_t(3));
        // A model 128 wide is one of our own small ones: the published rate would teach it nothing.
        QVERIFY(spec.trainingConfig["learning_rate"].get<double>() > 1e-4);
    }

    void theDataSetIsTheOneOfTheIndex() {
        SweepForm form;
        SweepChoices choices;
        choices.datasets = {{QStringLiteral("four"), 4, {}, "1"},
                            {QStringLiteral("mine"), 900, {}, "2"},
                            {QStringLiteral("mine-flipped"), 900, QStringLiteral("mine"), "3"},
                            {QStringLiteral("other"), 50, {}, "4"}};
        choices.models = {{QStringLiteral("base"), 128}};
        form.setChoices(choices);  // no index yet
        choices.indexes = {{QStringLiteral("newest"), QStringLiteral("mine"), {}, Json::object()},
                           {QStringLiteral("older"), QStringLiteral("other"), {}, Json::object()}};
        form.setChoices(choices);
        QCOMPARE(form.datasetBox()->currentData().toString(), QStringLiteral("mine"));
        QCOMPARE(form.spec().index, std::string("newest"));
        QVERIFY(form.indexNote().isEmpty());
        const auto pick = [&](const char* name) {
            form.datasetBox()->setCurrentIndex(form.datasetBox()->findData(QString::fromLatin1(name)));
        };
        pick("other");  // the index goes with it
        QCOMPARE(form.spec().index, std::string("older"));
        QVERIFY(form.indexNote().isEmpty());
        pick("mine-flipped");  // held by the index of what it was made from
        QCOMPARE(form.spec().index, std::string("newest"));
        QVERIFY(form.indexNote().isEmpty());
        pick("four");
        QVERIFY(form.indexNote().contains(QStringLiteral("no feature index of")));
        form.setChoices(choices);  // what somebody chose stays
        QCOMPARE(form.datasetBox()->currentData().toString(), QStringLiteral("four"));
        pick("mine");
        form.indexBox()->setCurrentIndex(1);
        QVERIFY(form.indexNote().contains(QStringLiteral("other")));
    }

    // "Start" was offered for four pairs of which none would be flipped.
    void nothingToChangeIsNotStarted() {
        m_core->ids.resize(4);
        form()->ratios()->setRatios({0.005, 0.01});
        Q_EMIT form()->ratios()->changed();
        QTRY_VERIFY(!m_page->composer()->busy());
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
        QVERIFY2(m_page->composer()->reason().startsWith(QStringLiteral("No label would be flipped")),
                 qPrintable(m_page->composer()->reason()));
        check::saveShot(*m_page, QStringLiteral("experiments-nothing-changes"));
        form()->ratios()->setRatios({0.01, 0.5});
        Q_EMIT form()->ratios()->changed();
        waitForPreview();
        form()->modeSwitch()->button(1)->setFocus();
        QTest::mouseClick(form()->modeSwitch()->button(1), Qt::LeftButton);
        form()->ratios()->setRatios({0.01});
        Q_EMIT form()->ratios()->changed();
        QTRY_VERIFY(m_page->composer()->reason().startsWith(QStringLiteral("No pair would be dropped")));
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
    }

    void theBaseModelIsNotGuessed() {
        // Nothing says which model the index's model came from: one that has seen the preferences is no base.
        form()->baseBox()->setCurrentIndex(0);
        QTRY_VERIFY(!m_page->composer()->busy());
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
        QVERIFY(shows(QStringLiteral("base model")));
    }

    void previewShowsWhatThePlansSay() {
        waitForPreview();
        PreviewPanel* panel = m_page->composer()->preview();
        const SweepMatrixModel* matrix = panel->matrixModel();
        QCOMPARE(matrix->rowCount(), 3);
        QCOMPARE(matrix->columnCount(), 4);
        const QAbstractItemModelTester tester(panel->entriesModel(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        // Every place says as many pairs as the list then holds, in the plan's order.
        for (int row = 0; row < matrix->rowCount(); ++row) {
            for (int column = 0; column < matrix->columnCount(); ++column) {
                panel->matrix()->setCurrentIndex(matrix->index(row, column));
                const auto cells = matrix->cellsAt(row, column);
                QCOMPARE(cells.size(), std::size_t(3));
                QCOMPARE(panel->entriesModel()->rowCount(), static_cast<int>(cells.front()->changed));
                const SweepPreview expected = check::makePreview(form()->spec(), m_world->ids);
                const ExperimentPlan& plan = expected.plans.at(cells.front()->planHash);
                for (int i = 0; i < panel->entriesModel()->rowCount(); ++i) {
                    QCOMPARE(panel->entriesModel()->entryAt(i)->id, plan.entries[static_cast<std::size_t>(i)].id);
                }
            }
        }
        QVERIFY(panel->warningText().contains(QStringLiteral("no score")));
    }

    // "score_safe 10…." beside the score said nothing at 1280 x 800; the tool tip says it whole.
    void reasonsAreShownWhereTheyCanBeRead() {
        waitForPreview();
        const QTableView* entries = m_page->composer()->preview()->entries();
        const auto* model = m_page->composer()->preview()->entriesModel();
        QVERIFY(model->rowCount() > 0);
        for (const auto& [width, seen] : {std::pair{1700, true}, std::pair{1060, false}, std::pair{1700, true}}) {
            m_page->resize(width, 860);
            QTRY_COMPARE(!entries->isColumnHidden(PlanEntriesModel::Why), seen);
            const QString why = model->index(0, PlanEntriesModel::Why).data().toString();
            QVERIFY(!why.isEmpty());
            if (seen) {
                QVERIFY(entries->columnWidth(PlanEntriesModel::Why) > entries->fontMetrics().horizontalAdvance(why));
            }
            QVERIFY(
                model->index(0, PlanEntriesModel::Rank).data(Qt::ToolTipRole).toString().contains(why.toHtmlEscaped()));
        }
    }

    // At 1440 x 900 the overlap beside it left the matrix less than its columns need.
    void theMatrixIsNeverCut() {
        waitForPreview();
        const QTableView* matrix = m_page->composer()->preview()->matrix();
        for (const double scale : {1.0, 1.5}) {
            ThemeManager::instance().setTextScale(scale);
            for (const QSize size : {QSize(1180, 860), QSize(1236, 860), QSize(1400, 900), QSize(1000, 700)}) {
                m_page->resize(size);
                QTest::qWait(30);
                const int right = matrix->columnViewportPosition(matrix->model()->columnCount() - 1) +
                                  matrix->columnWidth(matrix->model()->columnCount() - 1);
                const int bottom = matrix->rowViewportPosition(matrix->model()->rowCount() - 1) +
                                   matrix->rowHeight(matrix->model()->rowCount() - 1);
                QVERIFY2(bottom <= matrix->viewport()->height(), qPrintable(QString::number(size.width())));
                QVERIFY2(right <= matrix->viewport()->width() || matrix->horizontalScrollBar()->isVisible(),
                         qPrintable(QString::number(size.width())));
                if (scale == 1.0 && size.width() >= 1180) {
                    QVERIFY2(right <= matrix->viewport()->width(), qPrintable(QString::number(size.width())));
                }
            }
        }
        ThemeManager::instance().setTextScale(1.0);
    }

    void onlyRandomHasAListPerSeed() {
        waitForPreview();
        PreviewPanel* panel = m_page->composer()->preview();
        const int last = panel->matrixModel()->columnCount() - 1;
        panel->matrix()->setCurrentIndex(panel->matrixModel()->find(Strategy::Safer, form()->spec().ratios.back()));
        QVERIFY(!panel->seedBox()->isVisible());
        panel->matrix()->setCurrentIndex(panel->matrixModel()->find(Strategy::Random, form()->spec().ratios.back()));
        QVERIFY(panel->seedBox()->isVisible());
        QCOMPARE(panel->seedBox()->count(), 3);
        std::set<std::string> lists;
        for (int seed = 0; seed < 3; ++seed) {
            panel->seedBox()->setCurrentIndex(seed);
            std::string list;
            for (int i = 0; i < panel->entriesModel()->rowCount(); ++i) {
                list += panel->entriesModel()->entryAt(i)->id + ' ';
            }
            lists.insert(list);
        }
        QCOMPARE(lists.size(), std::size_t(3));
        QVERIFY(last >= 0);
    }

    void overlapIsWhatTheListsShare() {
        PlanOverlapModel model;
        ExperimentPlan a;
        ExperimentPlan b;
        for (const std::uint64_t position : {1, 2, 3, 4}) {
            a.entries.push_back({"p", position, 0.0, ""});
        }
        for (const std::uint64_t position : {9, 4, 3}) {
            b.entries.push_back({"p", position, 0.0, ""});
        }
        model.setPlans({{Strategy::Safer, &a}, {Strategy::Random, &b}});
        QCOMPARE(model.shared(0, 1), std::size_t(2));
        QCOMPARE(model.shared(1, 0), std::size_t(2));
        QCOMPARE(model.jaccard(0, 1), 2.0 / 5.0);
        QCOMPARE(model.jaccard(0, 0), 1.0);
    }

    void filterAndExportOfTheList() {
        waitForPreview();
        PreviewPanel* panel = m_page->composer()->preview();
        panel->matrix()->setCurrentIndex(panel->matrixModel()->find(Strategy::Safer, 0.05));
        const int all = panel->entriesModel()->rowCount();
        QCOMPARE(all, 3);  // 5 % of 60
        QTest::keyClicks(panel->filter(), QStringLiteral("ALPHA"));
        const int alpha = panel->entriesModel()->rowCount();
        panel->filter()->setText(QStringLiteral("beta"));
        QCOMPARE(panel->entriesModel()->rowCount() + alpha, all);
        panel->filter()->clear();
        const QString file = m_world->temporary.filePath(QStringLiteral("list.csv"));
        QVERIFY(panel->exportEntries(file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = written.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 1 + all);
        QVERIFY(lines[1].startsWith("1,"));
        QVERIFY(lines[1].contains(QByteArray::fromStdString(panel->entriesModel()->entryAt(0)->id)));
        QVERIFY(!panel->exportEntries(QStringLiteral("/nonexistent/list.csv")));
        QVERIFY(m_page->messageBar()->isVisible());
    }

    void composedByKeyboardAlone() {
        waitForPreview();
        RatioChips* chips = form()->ratios();
        chips->edit()->setFocus();
        QTest::keyClicks(chips->edit(), QStringLiteral("10 7,5%"));
        QTest::keyClick(chips->edit(), Qt::Key_Return);
        QVERIFY(form()->spec().ratios == (std::vector<double>{0.005, 0.01, 0.025, 0.05, 0.075, 0.1}));
        QTest::keyClick(chips->chip(0), Qt::Key_Delete);
        QTest::keyClick(chips->chip(0), Qt::Key_Space);
        QVERIFY(form()->spec().ratios == (std::vector<double>{0.025, 0.05, 0.075, 0.1}));
        QTest::keyClicks(chips->edit(), QStringLiteral("105"));
        QTest::keyClick(chips->edit(), Qt::Key_Return);
        QVERIFY(!chips->problem().isEmpty());
        QCOMPARE(form()->spec().ratios.size(), std::size_t(4));
        chips->edit()->clear();
        QCheckBox* loss = form()->strategies()->box(Strategy::Loss);
        loss->setFocus();
        QTest::keyClick(loss, Qt::Key_Space);
        QTest::keyClick(form()->seeds(), Qt::Key_Down);
        waitForPreview();
        QCOMPARE(m_page->composer()->preview()->matrixModel()->rowCount(), 4);
        QCOMPARE(m_page->composer()->preview()->matrixModel()->columnCount(), 4);
        // 2 seeds x (the unchanged data + 4 strategies x 4 ratios)
        QVERIFY2(m_page->composer()->startButton()->text().contains(QStringLiteral("34")),
                 qPrintable(m_page->composer()->startButton()->text()));
        chips->resetButton()->setFocus();
        QTest::keyClick(chips->resetButton(), Qt::Key_Space);
        QVERIFY(form()->spec().ratios == publishedRatios(ExperimentMode::Poison));
    }

    void eachModeKeepsItsOwn() {
        form()->ratios()->setRatios({0.33});
        Q_EMIT form()->ratios()->changed();
        QTest::mouseClick(form()->modeSwitch()->button(1), Qt::LeftButton);
        QCOMPARE(form()->spec().mode, ExperimentMode::Denoise);
        QVERIFY(form()->spec().ratios == publishedRatios(ExperimentMode::Denoise));
        QVERIFY(form()->spec().strategies == usualStrategies(ExperimentMode::Denoise));
        QTest::mouseClick(form()->modeSwitch()->button(0), Qt::LeftButton);
        QVERIFY(form()->spec().ratios == std::vector<double>{0.33});
    }

    void strategiesThatCannotBeSayWhy() {
        QTRY_VERIFY(!form()->strategies()->box(Strategy::Rubric)->isEnabled());
        QVERIFY(form()->strategies()->remark(Strategy::Rubric).contains(QStringLiteral("rubric")));
        QVERIFY(!form()->strategies()->box(Strategy::HumanConfirmed)->isEnabled());
        QVERIFY(form()->strategies()->remark(Strategy::HumanConfirmed).contains(QStringLiteral("4 or more")));
        QVERIFY(form()->strategies()->box(Strategy::Safer)->isEnabled());
        QVERIFY(form()->strategies()->sharedObstacle().isEmpty());
        check::SweepWorkspace bare(false);
        m_page->setWorkspace(bare.session.get());
        QVERIFY(!form()->strategies()->box(Strategy::Safer)->isEnabled());
        // Said once for all that need one; each says what it is all the same, and a screen reader hears why not.
        QVERIFY(form()->strategies()->sharedObstacle().contains(QStringLiteral("index")));
        QVERIFY(form()->strategies()->remark(Strategy::Safer).contains(QStringLiteral("score_safe")));
        QVERIFY(form()->strategies()->box(Strategy::Safer)->accessibleDescription().contains(QStringLiteral("index")));
        QVERIFY(form()->strategies()->box(Strategy::Random)->isEnabled());
        // What was ticked and is impossible is left out, not sent.
        QVERIFY(form()->spec().strategies == std::vector<Strategy>{Strategy::Random});
        m_page->setWorkspace(m_world->session.get());
        QVERIFY(form()->spec().strategies == usualStrategies(ExperimentMode::Poison));
    }

    void whatCannotStartSaysWhy() {
        waitForPreview();
        for (const Strategy strategy : usualStrategies(ExperimentMode::Poison)) {
            form()->strategies()->box(strategy)->click();
        }
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
        QTRY_VERIFY(!m_page->composer()->busy());
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
        QVERIFY(shows(QStringLiteral("at least one strategy")));
        form()->strategies()->box(Strategy::Random)->click();
        form()->evaluationBox()->setCurrentIndex(form()->evaluationBox()->findData(QStringLiteral("train")));
        QTRY_VERIFY(!m_page->composer()->busy());
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
        QVERIFY(shows(QStringLiteral("not trained on")));
        form()->evaluationBox()->setCurrentIndex(form()->evaluationBox()->findData(QStringLiteral("held-out test")));
        waitForPreview();
        form()->trainingToggle()->click();
        form()->training()->epochs()->setFocus();
        form()->training()->epochs()->selectAll();
        QTest::keyClick(form()->training()->epochs(), Qt::Key_Delete);
        QTRY_VERIFY(!m_page->composer()->busy());
        QVERIFY(shows(QStringLiteral("Epochs")));
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
    }

    void startsOnceHoweverOftenItIsPressed() {
        waitForPreview();
        QSignalSpy started(m_page->composer(), &ComposerPanel::started);
        form()->nameEdit()->setText(QStringLiteral("My sweep"));
        QPushButton* button = m_page->composer()->startButton();
        QVERIFY(button->isEnabled());
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTest::keyClick(button, Qt::Key_Space);
        QTest::mouseDClick(button, Qt::LeftButton);
        QVERIFY(!button->isEnabled());
        QTRY_COMPARE(started.count(), 1);
        QCOMPARE(m_page->tabs()->currentIndex(), static_cast<int>(ExperimentsPage::Queue));
        QCOMPARE(m_core->startedSpec.title, std::string("My sweep"));
        m_page->showTab(ExperimentsPage::Compose);
        QTRY_VERIFY(!m_page->composer()->busy());
        QVERIFY(!button->isEnabled());
        QVERIFY(m_page->composer()->reason().contains(QStringLiteral("started")));
        QCOMPARE(m_core->starts.load(), 1);
        form()->seeds()->setValue(1);
        waitForPreview();  // another one can be started
        QCOMPARE(m_core->starts.load(), 1);
    }

    void whatIsStartedIsWhatIsShown() {
        waitForPreview();
        m_core->delayMs = 150;
        form()->seeds()->setValue(2);
        QVERIFY(!m_page->composer()->startButton()->isEnabled());  // at once, not after the pause
        const int before = m_core->previews;
        QTRY_VERIFY(m_core->previews > before);
        form()->seeds()->setValue(1);  // while the preview for 2 is being made
        QVERIFY(!m_page->composer()->startButton()->isEnabled());
        waitForPreview();
        QCOMPARE(m_page->composer()->preview()->matrixModel()->cellsAt(0, 0).size(), std::size_t(1));
        m_page->composer()->startButton()->click();
        QTRY_COMPARE(m_core->starts.load(), 1);
        QCOMPARE(m_core->startedSpec.seeds.size(), std::size_t(1));
    }

    void aPairIsShownOnThePairsPage() {
        waitForPreview();
        PreviewPanel* panel = m_page->composer()->preview();
        panel->matrix()->setCurrentIndex(panel->matrixModel()->find(Strategy::Safer, 0.05));
        QSignalSpy shown(m_world->session.get(), &WorkspaceSession::navigateToPair);
        panel->entries()->setFocus();
        panel->entries()->setCurrentIndex(panel->entriesModel()->index(1, 0));
        QTest::keyClick(panel->entries(), Qt::Key_Return);
        QCOMPARE(shown.count(), 1);
        const auto wanted = m_world->session->index()->findPair(panel->entriesModel()->entryAt(1)->id);
        QVERIFY(wanted && m_world->session->selectedPair() == *wanted);
    }

    void stateComesBackAfterARestart() {
        QTest::mouseClick(form()->modeSwitch()->button(1), Qt::LeftButton);
        form()->ratios()->setRatios({0.03, 0.2});
        Q_EMIT form()->ratios()->changed();
        form()->strategies()->box(Strategy::Confidence)->click();
        form()->seeds()->setValue(5);
        form()->nameEdit()->setText(QStringLiteral("N"));
        form()->training()->epochs()->setText(QStringLiteral("1.5"));
        Q_EMIT form()->training()->epochs()->textEdited(QStringLiteral("1.5"));
        m_page->showTab(ExperimentsPage::Queue);
        const SweepSpec before = form()->spec();
        const QString file = m_world->temporary.filePath(QStringLiteral("settings.ini"));
        {
            QSettings settings(file, QSettings::IniFormat);
            m_page->saveState(settings);
        }
        m_page->setWorkspace(nullptr);
        auto again = std::make_unique<ExperimentsPage>(m_core->actions(), nullptr);
        QSettings settings(file, QSettings::IniFormat);
        again->restoreState(settings);
        again->setWorkspace(m_world->session.get());
        again->resize(1240, 780);
        again->show();
        QCOMPARE(again->tabs()->currentIndex(), static_cast<int>(ExperimentsPage::Queue));
        again->showTab(ExperimentsPage::Compose);
        QCOMPARE(QString::fromStdString(toJson(again->composer()->form()->spec()).dump()),
                 QString::fromStdString(toJson(before).dump()));
        again->setWorkspace(nullptr);
        m_page->setWorkspace(m_world->session.get());
    }

    void pictures() {
        for (const bool dark : {false, true}) {
            ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
            for (const double scale : {1.0, 1.5}) {
                ThemeManager::instance().setTextScale(scale);
                waitForPreview();
                QTest::qWait(50);
                check::saveShot(*m_page, QStringLiteral("experiments-compose-%1-%2")
                                             .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                             .arg(scale * 100));
            }
        }
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.0);
    }

private:
    std::unique_ptr<ExperimentsPage> makePage() {
        auto page = std::make_unique<ExperimentsPage>(m_core->actions(), nullptr);
        page->composer()->setPause(10);
        page->setWorkspace(m_world->session.get());
        page->resize(1180, 860);
        page->show();
        page->composer()->form()->baseBox()->setCurrentIndex(1);
        return page;
    }
    SweepForm* form() const { return m_page->composer()->form(); }
    void waitForPreview() {
        QTRY_VERIFY(!m_page->composer()->busy());
        QTRY_VERIFY2(m_page->composer()->startButton()->isEnabled(), qPrintable(m_page->composer()->reason()));
    }
    bool shows(const QString& text) const {
        const QList<QLabel*> labels = m_page->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
    }

    std::unique_ptr<check::SweepWorkspace> m_world;
    std::unique_ptr<check::FakeCore> m_core;
    std::unique_ptr<ExperimentsPage> m_page;
};

QTEST_MAIN(ExperimentsPageTest)
#include "experiments_page_test.moc"
