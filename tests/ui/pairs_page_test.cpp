// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pairs_page.h"

#include "tests/support/check.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/models/pair_table_model.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/features_page.h"
#include "ui/pages/pair_detail.h"
#include "ui/pages/pair_token_panel.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace saferscope;

class PairsPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void emptyStateSaysWhatToDo();
    void keyboardSelectsPairs();
    void filterAndSortBySubsetAndMargin();
    void scoresArrive();
    void hoveringShowsFeatures();
    void panelSetsFeatureAndLeadsToIt();
    void modesColourWhatTheyName();
    void scopeSwitchChangesColours();
    void scrollingIsLocked();
    void answersStackWhenNarrow();
    void differencesAreFound();
    void contextOfFeaturesPageOpensItsToken();
    void promptCollapses();
    void csvAndState();
    void pictures();

private:
    PairIndex pairWhere(const std::function<bool(PairIndex)>& holds) const;
    int tokenWith(PairIndex pair, Segment segment, std::uint32_t feature, bool sentenceEnd) const;

    check::TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<PairsPage> m_page;
};

PairIndex PairsPageTest::pairWhere(const std::function<bool(PairIndex)>& holds) const {
    for (std::uint32_t i = 0; i < m_index->pairCount(); ++i) {
        if (holds(PairIndex(i))) {
            return PairIndex(i);
        }
    }
    return PairIndex(0);
}

int PairsPageTest::tokenWith(PairIndex pair, Segment segment, std::uint32_t feature, bool sentenceEnd) const {
    const auto values = m_index->featureValues(pair, segment, FeatureId(feature));
    const auto tokens = m_index->tokens(pair, segment);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] > 0.0f && tokens[i].sentenceEnd == sentenceEnd) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void PairsPageTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
    m_index = check::makeSyntheticIndex(m_folder.path() / "index");
}

void PairsPageTest::init() {
    m_session = std::make_unique<WorkspaceSession>(nullptr, m_index);
    m_page = std::make_unique<PairsPage>();
    m_page->setWorkspace(m_session.get());
    m_page->resize(1240, 780);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void PairsPageTest::cleanup() {
    m_page->setWorkspace(nullptr);
    m_page.reset();
    m_session.reset();
}

void PairsPageTest::emptyStateSaysWhatToDo() {
    m_page->setWorkspace(nullptr);
    QVERIFY(!m_page->table()->isVisible());
    QSignalSpy asked(m_page.get(), &PairsPage::overviewRequested);
    for (QPushButton* button : m_page->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().contains(QStringLiteral("Overview"))) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QCOMPARE(asked.count(), 1);
}

void PairsPageTest::keyboardSelectsPairs() {
    QCOMPARE(*m_session->selectedPair(), m_page->model()->pairAt(0)->index);
    m_page->table()->setFocus();
    QTest::keyClick(m_page->table(), Qt::Key_Down);
    QCOMPARE(*m_session->selectedPair(), m_page->model()->pairAt(1)->index);
    m_page->detail()->view(Segment::Chosen)->setFocus();
    QTest::keyClick(m_page->detail()->view(Segment::Chosen), Qt::Key_J);
    QCOMPARE(*m_session->selectedPair(), m_page->model()->pairAt(2)->index);
    QCOMPARE(*m_page->detail()->pair(), m_page->model()->pairAt(2)->index);
    QTest::keyClick(m_page->detail()->view(Segment::Chosen), Qt::Key_K);
    QCOMPARE(*m_session->selectedPair(), m_page->model()->pairAt(1)->index);
}

void PairsPageTest::filterAndSortBySubsetAndMargin() {
    m_page->filterLine()->setText(QStringLiteral("margin < 0 and subset = harmless"));
    int expected = 0;
    for (std::uint32_t i = 0; i < m_index->pairCount(); ++i) {
        const PairRecord record = m_index->pair(PairIndex(i));
        expected += record.margin() < 0.0f && record.subset == "harmless" ? 1 : 0;
    }
    QVERIFY(expected > 0);
    QCOMPARE(m_page->model()->rowCount(), expected);
    m_page->table()->sortByColumn(PairTableModel::Margin, Qt::AscendingOrder);
    for (int row = 1; row < expected; ++row) {
        QVERIFY(m_page->model()->pairAt(row - 1)->margin() <= m_page->model()->pairAt(row)->margin());
    }
}

void PairsPageTest::scoresArrive() {
    const std::vector<FeatureContrast>& contrasts = m_session->contrasts(TokenScope::SentenceEnds);
    const auto kept =
        weightFeatures(contrasts, m_session->keptFeatures(TokenScope::SentenceEnds).size(), ScoreWeighting::Sign);
    const double expected = pairScore(*m_index, PairIndex(7), kept, TokenScope::SentenceEnds);
    QVERIFY(expected != 0.0);
    QTRY_COMPARE(m_page->model()->find(PairIndex(7))->score, expected);
}

void PairsPageTest::hoveringShowsFeatures() {
    const PairIndex pair =
        pairWhere([&](PairIndex p) { return tokenWith(p, Segment::Chosen, check::Planted::refusal, true) >= 0; });
    m_session->selectPair(pair);
    const int token = tokenWith(pair, Segment::Chosen, check::Planted::refusal, true);
    HeatmapView* view = m_page->detail()->view(Segment::Chosen);
    view->scrollToToken(token);
    QCOMPARE(m_page->detail()->tokenPanel()->model()->rowCount(), 0);
    QTest::mouseMove(view->viewport(), view->tokenRect(token).center());
    QTRY_COMPARE(view->hoveredToken(), token);
    const TokenFeatureModel* model = m_page->detail()->tokenPanel()->model();
    const auto latents = m_index->latents(pair, Segment::Chosen, static_cast<std::uint32_t>(token));
    QCOMPARE(model->rowCount(), static_cast<int>(std::min(latents.size(), PairTokenPanel::shownFeatures)));
    QCOMPARE(model->entryAt(0)->feature, latents[0].feature);
    QCOMPARE(model->entryAt(0)->value, latents[0].value);
    // Leaving puts the selected token back; nothing is selected here.
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view->viewport(), &leave);
    QCOMPARE(model->rowCount(), 0);
}

void PairsPageTest::panelSetsFeatureAndLeadsToIt() {
    const PairIndex pair =
        pairWhere([&](PairIndex p) { return tokenWith(p, Segment::Rejected, check::Planted::steps, true) >= 0; });
    m_session->selectPair(pair);
    const int token = tokenWith(pair, Segment::Rejected, check::Planted::steps, true);
    HeatmapView* view = m_page->detail()->view(Segment::Rejected);
    view->scrollToToken(token);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->tokenRect(token).center());
    QCOMPARE(view->selectedToken(), token);
    PairTokenPanel* panel = m_page->detail()->tokenPanel();
    int row = -1;
    for (int i = 0; i < panel->model()->rowCount(); ++i) {
        row = panel->model()->entryAt(i)->feature == FeatureId(check::Planted::steps) ? i : row;
    }
    QVERIFY(row >= 0);
    const QModelIndex entry = panel->model()->index(row);
    panel->list()->scrollTo(entry);
    QTest::mouseClick(panel->list()->viewport(), Qt::LeftButton, {}, panel->list()->visualRect(entry).center());
    QCOMPARE(*m_session->selectedFeature(), FeatureId(check::Planted::steps));
    QCOMPARE(m_page->detail()->mode(), HeatMode::Feature);
    QCOMPARE(view->value(token),
             m_index->featureValues(pair, Segment::Rejected,
                                    FeatureId(check::Planted::steps))[static_cast<std::size_t>(token)]);
    QSignalSpy navigated(m_session.get(), &WorkspaceSession::navigateToFeature);
    QVERIFY(panel->whereButton()->isEnabled());
    QTest::mouseClick(panel->whereButton(), Qt::LeftButton);
    QCOMPARE(navigated.count(), 1);
    QCOMPARE(qvariant_cast<FeatureId>(navigated[0][0]), FeatureId(check::Planted::steps));
}

void PairsPageTest::modesColourWhatTheyName() {
    const PairIndex pair =
        pairWhere([&](PairIndex p) { return tokenWith(p, Segment::Rejected, check::Planted::eagerness, true) >= 0; });
    m_session->selectPair(pair);
    SegmentedSwitch* modes = m_page->detail()->modeSwitch();
    HeatmapView* view = m_page->detail()->view(Segment::Rejected);
    const int token = tokenWith(pair, Segment::Rejected, check::Planted::eagerness, true);
    const auto latents = m_index->latents(pair, Segment::Rejected, static_cast<std::uint32_t>(token));
    QTest::mouseClick(modes->button(2), Qt::LeftButton);
    float sum = 0.0f;
    for (const LatentEntry& latent : latents) {
        sum += latent.value;
    }
    QVERIFY(std::abs(view->value(token) - sum) < 1e-3f);
    QTest::mouseClick(modes->button(1), Qt::LeftButton);
    double expected = 0.0;
    const auto kept = weightFeatures(m_session->contrasts(TokenScope::SentenceEnds),
                                     m_session->keptFeatures(TokenScope::SentenceEnds).size(), ScoreWeighting::Sign);
    for (const WeightedFeature& feature : kept) {
        for (const LatentEntry& latent : latents) {
            expected += latent.feature == feature.feature ? feature.weight * static_cast<double>(latent.value) : 0.0;
        }
    }
    QVERIFY(expected < 0.0);
    QVERIFY(std::abs(static_cast<double>(view->value(token)) - expected) < 1e-3);
    // The planted feature speaks for rejected, so the token is orange: more red than blue.
    const QImage picture = view->viewport()->grab().toImage();
    const QRect place = view->tokenRect(token);
    const qreal ratio = picture.devicePixelRatio();
    const QColor colour =
        picture.pixelColor(static_cast<int>((place.left() + 1) * ratio), static_cast<int>((place.top() + 3) * ratio));
    QVERIFY2(colour.red() > colour.blue() + 20, qPrintable(colour.name()));
}

void PairsPageTest::scopeSwitchChangesColours() {
    const PairIndex pair =
        pairWhere([&](PairIndex p) { return tokenWith(p, Segment::Chosen, check::Planted::refusal, false) >= 0; });
    m_session->selectFeature(FeatureId(check::Planted::refusal));
    m_session->selectPair(pair);
    m_page->detail()->setMode(HeatMode::Feature);
    HeatmapView* view = m_page->detail()->view(Segment::Chosen);
    const int inside = tokenWith(pair, Segment::Chosen, check::Planted::refusal, false);
    const int end = tokenWith(pair, Segment::Chosen, check::Planted::refusal, true);
    const auto colourOf = [&](int token) {
        const QRect place = view->tokenRect(token);
        const QImage picture = view->viewport()->grab().toImage();
        const qreal ratio = picture.devicePixelRatio();
        return picture.pixelColor(static_cast<int>((place.left() + 1) * ratio),
                                  static_cast<int>((place.top() + 3) * ratio));
    };
    const QColor plain = currentTheme().surface;
    QCOMPARE(colourOf(inside).rgb(), plain.rgb());
    QVERIFY(colourOf(end) != plain);
    QVERIFY(m_page->detail()->legend()->scopeText().contains(QStringLiteral("as trained")));
    QTest::mouseClick(m_page->scopeSwitch()->button(1), Qt::LeftButton);
    QVERIFY(colourOf(inside) != plain);
    QVERIFY(m_page->detail()->legend()->scopeText().contains(QStringLiteral("off-distribution")));
    QTest::mouseClick(m_page->scopeSwitch()->button(0), Qt::LeftButton);
    QCOMPARE(colourOf(inside).rgb(), plain.rgb());
}

void PairsPageTest::scrollingIsLocked() {
    m_page->resize(1240, 460);
    QTest::qWait(10);
    QScrollBar* chosen = m_page->detail()->view(Segment::Chosen)->verticalScrollBar();
    QScrollBar* rejected = m_page->detail()->view(Segment::Rejected)->verticalScrollBar();
    chosen->setRange(0, 500);
    rejected->setRange(0, 300);
    chosen->setValue(120);
    QCOMPARE(rejected->value(), 120);
    rejected->setValue(40);
    QCOMPARE(chosen->value(), 40);
    chosen->setValue(450);
    QCOMPARE(rejected->value(), 300);
    QCOMPARE(chosen->value(), 450);  // the shorter one does not hold the longer back
}

void PairsPageTest::answersStackWhenNarrow() {
    PairDetail detail;
    detail.setIndex(m_index);
    detail.showPair(*m_page->model()->pairAt(0));
    detail.resize(1300, 700);
    detail.show();
    QVERIFY(QTest::qWaitForWindowExposed(&detail));
    const auto place = [&](Segment segment) {
        HeatmapView* view = detail.view(segment);
        return view->mapTo(&detail, QPoint(0, 0));
    };
    QVERIFY(place(Segment::Rejected).x() > place(Segment::Chosen).x() + 200);
    QCOMPARE(place(Segment::Rejected).y(), place(Segment::Chosen).y());
    detail.resize(470, 900);
    QTest::qWait(10);
    QVERIFY2(detail.width() <= 480, qPrintable(QString::number(detail.width())));
    QCOMPARE(place(Segment::Rejected).x(), place(Segment::Chosen).x());
    QVERIFY(place(Segment::Rejected).y() > place(Segment::Chosen).y() + 60);
    check::saveShot(detail, QStringLiteral("pairs-narrow"));
}

void PairsPageTest::differencesAreFound() {
    m_session->selectPair(PairIndex(4));  // the generator changes one character there
    m_page->detail()->view(Segment::Chosen)->setFocus();
    QVERIFY(m_page->detail()->differences().size() >= 1);
    QVERIFY(m_page->detail()->differences().size() <= 3);
    QTest::keyClick(m_page->detail()->view(Segment::Chosen), Qt::Key_BracketRight);
    const TokenDifference& first = m_page->detail()->differences()[0];
    const int selected = first.chosenEnd > first.chosenBegin
                             ? m_page->detail()->view(Segment::Chosen)->selectedToken()
                             : m_page->detail()->view(Segment::Rejected)->selectedToken();
    QCOMPARE(selected, first.chosenEnd > first.chosenBegin ? first.chosenBegin : first.rejectedBegin);
}

void PairsPageTest::contextOfFeaturesPageOpensItsToken() {
    FeaturesPage features;
    features.setWorkspace(m_session.get());
    connect(&features, &FeaturesPage::contextActivated, m_page.get(), &PairsPage::revealToken);
    m_session->selectFeature(FeatureId(check::Planted::apology));
    const ContextRef place = m_index->contexts(FeatureId(check::Planted::apology), TokenScope::SentenceEnds).back();
    Q_EMIT features.contextActivated(place.pair, place.segment, static_cast<int>(place.token));
    QCOMPARE(*m_page->detail()->pair(), place.pair);
    QCOMPARE(m_page->detail()->view(place.segment)->selectedToken(), static_cast<int>(place.token));
    QCOMPARE(m_page->detail()->view(place.segment)->value(static_cast<int>(place.token)), place.value);
    features.setWorkspace(nullptr);
}

void PairsPageTest::promptCollapses() {
    HeatmapView* prompt = m_page->detail()->view(Segment::Prompt);
    QVERIFY(prompt->isVisible());
    QTest::mouseClick(m_page->detail()->promptToggle(), Qt::LeftButton);
    QVERIFY(!prompt->isVisible());
    m_page->detail()->revealToken(Segment::Prompt, 5);
    QVERIFY(prompt->isVisible());
}

void PairsPageTest::csvAndState() {
    const QString csv = QString::fromStdString((m_folder.path() / "pairs.csv").string());
    QVERIFY(m_page->exportTable(csv));
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), m_page->model()->rowCount() + 1);
    const QString ini = QString::fromStdString((m_folder.path() / "pairs.ini").string());
    m_page->detail()->setMode(HeatMode::Activity);
    m_page->filterLine()->setText(QStringLiteral("flipped"));
    {
        QSettings settings(ini, QSettings::IniFormat);
        m_page->saveState(settings);
    }
    PairsPage other;
    other.setWorkspace(m_session.get());
    QSettings settings(ini, QSettings::IniFormat);
    other.restoreState(settings);
    QCOMPARE(other.detail()->mode(), HeatMode::Activity);
    QCOMPARE(other.filterLine()->edit()->text(), QStringLiteral("flipped"));
    QVERIFY(other.model()->rowCount() < other.model()->totalRows());
    other.setWorkspace(nullptr);
}

void PairsPageTest::pictures() {
    QTRY_VERIFY(m_page->model()->find(PairIndex(7))->score != 0.0);
    for (const bool dark : {false, true}) {
        ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
        m_page->resize(1240, 780);
        m_page->showSomethingMeaningful();
        QTest::qWait(30);
        check::saveShot(*m_page, QStringLiteral("pairs-kept-") + theme);
        m_session->setScope(TokenScope::AllTokens);
        m_session->selectFeature(FeatureId(check::Planted::steps));
        m_page->detail()->setMode(HeatMode::Feature);
        m_page->detail()->revealStrongest();
        m_page->resize(1600, 900);
        QTest::qWait(30);
        check::saveShot(*m_page, QStringLiteral("pairs-feature-") + theme);
        m_session->selectPair(PairIndex(4));
        m_page->detail()->stepDifference(1);
        m_page->detail()->setMode(HeatMode::Activity);
        QTest::qWait(30);
        check::saveShot(*m_page, QStringLiteral("pairs-difference-") + theme);
        m_session->setScope(TokenScope::SentenceEnds);
    }
    ThemeManager::instance().setMode(ThemeMode::Light);
}

QTEST_MAIN(PairsPageTest)
#include "pairs_page_test.moc"
