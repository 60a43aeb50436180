// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/features_page.h"

#include "tests/support/check.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/feature_context_model.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/feature_histogram.h"
#include "ui/pages/feature_table_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace saferscope;

class FeaturesPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void emptyStateSaysWhatToDo();
    void keyboardSelectsFeatures();
    void filterKeepsLastGoodOne();
    void detailTellsTheSide();
    void contextClickGoesToPair();
    void chipGoesToFeature();
    void scopeSwitchChangesNumbersAndPicture();
    void contextsOfAllKindsHaveTheirHitMarked();
    void histogramSpansItsCounts();
    void csvIsWhatIsShown();
    void stateIsRestored();
    void pictures();

private:
    check::TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<FeaturesPage> m_page;
};

void FeaturesPageTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
    m_index = check::makeSyntheticIndex(m_folder.path() / "index");
}

void FeaturesPageTest::init() {
    m_session = std::make_unique<WorkspaceSession>(nullptr, m_index);
    m_page = std::make_unique<FeaturesPage>();
    m_page->setWorkspace(m_session.get());
    m_page->resize(1240, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void FeaturesPageTest::cleanup() {
    m_page->setWorkspace(nullptr);
    m_page.reset();
    m_session.reset();
}

void FeaturesPageTest::emptyStateSaysWhatToDo() {
    m_page->setWorkspace(nullptr);
    QVERIFY(!m_page->table()->isVisible());
    WorkspaceSession nothing(nullptr, nullptr);
    m_page->setWorkspace(&nothing);
    QVERIFY(!m_page->table()->isVisible());
    bool says = false;
    for (const QLabel* label : m_page->findChildren<QLabel*>()) {
        says = says || (label->isVisible() && label->text().contains(QStringLiteral("Overview")));
    }
    QVERIFY(says);
    check::saveShot(*m_page, QStringLiteral("features-empty"));
    m_page->setWorkspace(m_session.get());
    QVERIFY(m_page->table()->isVisible());
}

void FeaturesPageTest::keyboardSelectsFeatures() {
    QSignalSpy selected(m_session.get(), &WorkspaceSession::featureSelected);
    const FeatureId first = *m_session->selectedFeature();
    QCOMPARE(m_page->model()->rowOf(first), 0);
    m_page->table()->setFocus();
    QTest::keyClick(m_page->table(), Qt::Key_Down);
    QCOMPARE(selected.count(), 1);
    QCOMPARE(m_page->model()->rowOf(*m_session->selectedFeature()), 1);
    QTest::keyClick(m_page->table(), Qt::Key_J);
    QCOMPARE(m_page->model()->rowOf(*m_session->selectedFeature()), 2);
    QTest::keyClick(m_page->table(), Qt::Key_K);
    QTest::keyClick(m_page->table(), Qt::Key_K);
    QTest::keyClick(m_page->table(), Qt::Key_K);  // stops at the first
    QCOMPARE(*m_session->selectedFeature(), first);
    // A letter typed into the filter is text, not a command.
    m_page->filterLine()->edit()->setFocus();
    QTest::keyClicks(m_page->filterLine()->edit(), QStringLiteral("j"));
    QCOMPARE(m_page->filterLine()->edit()->text(), QStringLiteral("j"));
    QCOMPARE(*m_session->selectedFeature(), first);
}

void FeaturesPageTest::filterKeepsLastGoodOne() {
    QLineEdit* edit = m_page->filterLine()->edit();
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("id = 3, 17"));
    QCOMPARE(m_page->model()->rowCount(), 2);
    edit->setText(QStringLiteral("id = 3, 17 and contrast > "));
    QCOMPARE(m_page->model()->rowCount(), 2);
    QVERIFY(!m_page->filterLine()->errorText().isEmpty());
    QTest::keyClicks(edit, QStringLiteral("99"));
    QVERIFY(m_page->filterLine()->errorText().isEmpty());
    QCOMPARE(m_page->model()->rowCount(), 0);
    edit->clear();
    QCOMPARE(m_page->model()->rowCount(), 512);
}

void FeaturesPageTest::detailTellsTheSide() {
    m_session->selectFeature(FeatureId(check::Planted::refusal));
    QVERIFY2(m_page->detail()->verdict().contains(QStringLiteral("chosen")), qPrintable(m_page->detail()->verdict()));
    m_session->selectFeature(FeatureId(check::Planted::steps));
    QVERIFY2(m_page->detail()->verdict().contains(QStringLiteral("rejected")), qPrintable(m_page->detail()->verdict()));
    m_session->selectFeature(FeatureId(check::Planted::dead));
    QVERIFY2(m_page->detail()->verdict().contains(QStringLiteral("Never")), qPrintable(m_page->detail()->verdict()));
    QCOMPARE(m_page->detail()->contextList()->model()->rowCount(), 0);
}

void FeaturesPageTest::contextClickGoesToPair() {
    m_session->selectFeature(FeatureId(check::Planted::apology));
    QListView* list = m_page->detail()->contextList();
    QVERIFY(list->model()->rowCount() > 3);
    QSignalSpy navigated(m_session.get(), &WorkspaceSession::navigateToPair);
    QSignalSpy context(m_page.get(), &FeaturesPage::contextActivated);
    const QModelIndex row = list->model()->index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
    QCOMPARE(navigated.count(), 1);
    QCOMPARE(context.count(), 1);
    const auto* model = qobject_cast<FeatureContextModel*>(list->model());
    QCOMPARE(*m_session->selectedPair(), model->contextAt(1)->place.pair);
    QCOMPARE(*m_session->selectedFeature(), FeatureId(check::Planted::apology));
    // The token that is meant really carries the feature.
    const auto token = static_cast<std::uint32_t>(context[0][2].toInt());
    const ContextRef& place = model->contextAt(1)->place;
    QCOMPARE(token, place.token);
    QVERIFY(m_index->featureValues(place.pair, place.segment, FeatureId(check::Planted::apology))[token] > 0.0f);
}

void FeaturesPageTest::chipGoesToFeature() {
    m_session->selectFeature(FeatureId(check::Planted::apology));
    FeatureChips* chips = m_page->detail()->chips();
    QVERIFY(chips->count() > 0);
    QTest::mouseClick(chips->chip(0), Qt::LeftButton);
    QVERIFY(*m_session->selectedFeature() != FeatureId(check::Planted::apology));
    // Apologies come in the same sentences as refusals.
    const auto together =
        FeatureDetail::coActivating(*m_index, FeatureId(check::Planted::refusal), TokenScope::SentenceEnds,
                                    m_session->contrasts(TokenScope::SentenceEnds));
    QVERIFY(std::any_of(together.begin(), together.end(),
                        [](const CoFeature& f) { return f.feature == FeatureId(check::Planted::apology); }));
}

void FeaturesPageTest::scopeSwitchChangesNumbersAndPicture() {
    m_session->selectFeature(FeatureId(check::Planted::apology));
    const QImage before = m_page->detail()->contextList()->grab().toImage();
    const double density = m_page->model()->find(FeatureId(check::Planted::apology))->contrast.density;
    QTest::mouseClick(m_page->scopeSwitch()->button(1), Qt::LeftButton);
    QCOMPARE(m_session->scope(), TokenScope::AllTokens);
    QVERIFY(m_page->model()->find(FeatureId(check::Planted::apology))->contrast.density != density);
    QVERIFY(m_page->detail()->contextList()->grab().toImage() != before);
    QCOMPARE(*m_session->selectedFeature(), FeatureId(check::Planted::apology));
}

void FeaturesPageTest::contextsOfAllKindsHaveTheirHitMarked() {
    FeatureContextModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int seen = 0;
    for (const TokenScope scope : {TokenScope::SentenceEnds, TokenScope::AllTokens}) {
        for (const ContextKind kind : {ContextKind::Top, ContextKind::Quantile, ContextKind::Random}) {
            model.setContexts(m_index, FeatureId(check::Planted::warning), scope, kind);
            for (int row = 0; row < model.rowCount(); ++row) {
                const FeatureContext* context = model.contextAt(row);
                QVERIFY(context->hit >= 0 && context->hit < static_cast<int>(context->text.tokens.size()));
                QVERIFY(context->looks[static_cast<std::size_t>(context->hit)].fill.alpha() > 0);
                QCOMPARE(context->text.paragraphs.size(), std::size_t{1});
                QVERIFY(context->text.tokens.size() <= 61);
                ++seen;
            }
        }
    }
    QVERIFY(seen > 20);
}

void FeaturesPageTest::histogramSpansItsCounts() {
    ActivationHistogram histogram;
    QCOMPARE(FeatureHistogram::spanOf(histogram).highest, 0u);
    histogram.chosen[7] = 12;
    histogram.rejected[11] = 30;
    const FeatureHistogram::Span span = FeatureHistogram::spanOf(histogram);
    QVERIFY(span.first < 7 && span.last > 11);
    QVERIFY(span.last - span.first + 1 >= 14 && span.last - span.first + 1 <= 15);
    QCOMPARE(span.highest, 30u);
    ActivationHistogram full;
    full.chosen.fill(1);
    QCOMPARE(FeatureHistogram::spanOf(full).first, std::size_t{0});
    QCOMPARE(FeatureHistogram::spanOf(full).last, ActivationHistogram::bins - 1);
    ActivationHistogram edge;
    edge.chosen[0] = 5;
    QCOMPARE(FeatureHistogram::spanOf(edge).first, std::size_t{0});
    FeatureHistogram widget;
    widget.resize(300, 140);
    widget.setHistogram(histogram);
    QVERIFY(widget.accessibleDescription().contains(QStringLiteral("12")));
    QVERIFY(!widget.grab().isNull());
}

void FeaturesPageTest::csvIsWhatIsShown() {
    m_page->filterLine()->setText(QStringLiteral("id = 3, 17, 58"));
    const QString path = QString::fromStdString((m_folder.path() / "features.csv").string());
    QVERIFY(m_page->exportTable(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    const FeatureRow* first = m_page->model()->featureAt(0);
    const QList<QByteArray> cells = lines[1].split(',');
    QCOMPARE(cells[0].toUInt(), first->contrast.feature.value());
    QVERIFY(std::abs(cells[1].toDouble() - first->contrast.contrast) < 1e-6);
    QVERIFY(!m_page->exportTable(QStringLiteral("/nonexistent/folder/features.csv")));
    m_page->table()->setFocus();
    m_page->table()->selectRow(0);
    QTest::keyClick(m_page->table(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QString::number(first->contrast.feature.value()) +
                                                            QLatin1Char('\t')));
}

void FeaturesPageTest::stateIsRestored() {
    const QString path = QString::fromStdString((m_folder.path() / "state.ini").string());
    {
        m_page->filterLine()->setText(QStringLiteral("not dead"));
        m_page->table()->sortByColumn(FeatureTableModel::Density, Qt::AscendingOrder);
        QSettings settings(path, QSettings::IniFormat);
        m_page->saveState(settings);
    }
    FeaturesPage other;
    other.setWorkspace(m_session.get());
    QSettings settings(path, QSettings::IniFormat);
    other.restoreState(settings);
    QCOMPARE(other.filterLine()->edit()->text(), QStringLiteral("not dead"));
    QCOMPARE(other.model()->sortColumn(), FeatureTableModel::Density);
    QCOMPARE(other.model()->sortOrder(), Qt::AscendingOrder);
    other.setWorkspace(nullptr);
}

void FeaturesPageTest::pictures() {
    m_page->showSomethingMeaningful();
    for (const bool dark : {false, true}) {
        ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        QTest::qWait(20);
        const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
        check::saveShot(*m_page, QStringLiteral("features-") + theme);
        QTest::mouseClick(m_page->detail()->kindSwitch()->button(1), Qt::LeftButton);
        m_session->setScope(TokenScope::AllTokens);
        m_session->selectFeature(FeatureId(check::Planted::steps));
        QTest::qWait(20);
        check::saveShot(*m_page, QStringLiteral("features-quantiles-") + theme);
        m_session->setScope(TokenScope::SentenceEnds);
        m_session->selectFeature(FeatureId(check::Planted::apology));
        QTest::mouseClick(m_page->detail()->kindSwitch()->button(0), Qt::LeftButton);
    }
    ThemeManager::instance().setMode(ThemeMode::Light);
}

QTEST_MAIN(FeaturesPageTest)
#include "features_page_test.moc"
