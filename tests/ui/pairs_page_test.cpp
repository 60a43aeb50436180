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
#include "ui/widgets/elided_label.h"

#include <QHeaderView>
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
    void opensOnSomethingThatFires();
    void saysWhyNothingIsColoured();
    void columnsHoldTheirNumbers();
    void headingOfTheTokenPanelIsWhole();
    void keyboardSelectsPairs();
    void filterAndSortBySubsetAndMargin();
    void scoresArrive();
    void hoveringShowsFeatures();
    void aLowWindowKeepsItsRoomForTheTexts();
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

namespace {

bool coloured(const PairDetail& detail) {
    for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        const HeatmapView* view = detail.view(segment);
        for (std::size_t i = 0; i < view->tokens().size(); ++i) {
            if (inScope(view->tokens()[i], view->scope()) && view->value(static_cast<int>(i)) != 0.0f) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

// The feature that the Features page opens on need not fire in the first pair, and then nothing was coloured.
void PairsPageTest::opensOnSomethingThatFires() {
    WorkspaceSession session(nullptr, m_index);
    session.selectFeature(FeatureId(check::Planted::dead));  // as another page does when an index opens
    PairsPage page;
    QVERIFY(page.detail()->mode() == HeatMode::Feature);
    page.setWorkspace(&session);
    page.resize(1240, 780);
    page.show();
    QVERIFY(page.detail()->pair());
    QVERIFY(page.detail()->mode() != HeatMode::Feature);
    QVERIFY(coloured(*page.detail()));
    QVERIFY(page.detail()->silence()->isHidden());
    // What somebody chooses stays chosen, also where it is silent.
    QTest::mouseClick(page.detail()->modeSwitch()->button(0), Qt::LeftButton);
    session.selectPair(PairIndex(9));
    QCOMPARE(page.detail()->mode(), HeatMode::Feature);
    QVERIFY(!coloured(*page.detail()));
    page.setWorkspace(nullptr);
}

void PairsPageTest::saysWhyNothingIsColoured() {
    PairDetail* detail = m_page->detail();
    QTest::mouseClick(detail->modeSwitch()->button(0), Qt::LeftButton);
    m_session->selectFeature(FeatureId(check::Planted::dead));
    QVERIFY(detail->silence()->isVisible());
    QVERIFY(detail->silence()->text().contains(QStringLiteral("nowhere")));
    const auto fires = [&](PairIndex pair, bool sentenceEnd) {
        return tokenWith(pair, Segment::Prompt, check::Planted::refusal, sentenceEnd) >= 0 ||
               tokenWith(pair, Segment::Chosen, check::Planted::refusal, sentenceEnd) >= 0 ||
               tokenWith(pair, Segment::Rejected, check::Planted::refusal, sentenceEnd) >= 0;
    };
    m_session->selectFeature(FeatureId(check::Planted::refusal));
    const PairIndex without = pairWhere([&](PairIndex pair) { return !fires(pair, true) && !fires(pair, false); });
    m_session->selectPair(without);
    QVERIFY(detail->silence()->text().contains(QStringLiteral("in this pair")));
    m_session->selectPair(pairWhere([&](PairIndex pair) { return fires(pair, true); }));
    QVERIFY(coloured(*detail));
    QVERIFY(!detail->silence()->isVisible());
    detail->setFeature({});
    QVERIFY(detail->silence()->text().startsWith(QStringLiteral("No feature is chosen.")));
    check::saveShot(*m_page, QStringLiteral("pairs-silent"));
}

void PairsPageTest::columnsHoldTheirNumbers() {
    const QTableView* table = m_page->table();
    QTRY_VERIFY(m_page->model()->find(PairIndex(7))->score != 0.0);
    for (int column = 0; column < PairTableModel::ColumnCount; ++column) {
        QVERIFY2(table->columnWidth(column) >= table->horizontalHeader()->sectionSizeHint(column),
                 qPrintable(QString::number(column)));
    }
    // The margin is whole beside the names, which give way.
    const int margin = table->columnViewportPosition(PairTableModel::Margin);
    QVERIFY2(margin + table->columnWidth(PairTableModel::Margin) <= table->viewport()->width(),
             qPrintable(QString::number(margin)));
    // A wider word for it makes the table's side wider.
    const int before = m_page->table()->width();
    m_page->table()->setColumnWidth(PairTableModel::Margin, table->columnWidth(PairTableModel::Margin) + 40);
    m_page->hide();
    m_page->show();
    QCoreApplication::processEvents();
    QVERIFY2(m_page->table()->width() > before, qPrintable(QString::number(before)));
    QVERIFY(table->columnViewportPosition(PairTableModel::Margin) + table->columnWidth(PairTableModel::Margin) <=
            table->viewport()->width());
    // An arrangement of a language with shorter words, or of a smaller text size.
    const QString ini = QString::fromStdString((m_folder.path() / "narrow.ini").string());
    QSettings settings(ini, QSettings::IniFormat);
    m_page->table()->setColumnWidth(PairTableModel::Margin, 30);
    m_page->table()->setColumnWidth(PairTableModel::RewardChosen, 30);
    m_page->saveState(settings);
    m_page->restoreState(settings);
    for (const int column : {int(PairTableModel::Margin), int(PairTableModel::RewardChosen)}) {
        QVERIFY(table->columnWidth(column) > 30);
        QVERIFY(table->columnWidth(column) >= table->horizontalHeader()->sectionSizeHint(column));
    }
}

void PairsPageTest::headingOfTheTokenPanelIsWhole() {
    const auto* heading = m_page->detail()->tokenPanel()->findChild<ElidedLabel*>();
    QVERIFY(heading != nullptr);
    for (const int width : {1240, 1100, 1600}) {
        m_page->resize(width, 780);
        QCoreApplication::processEvents();
        QVERIFY2(heading->width() >= heading->sizeHint().width(), qPrintable(QString::number(width)));
    }
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

void PairsPageTest::aLowWindowKeepsItsRoomForTheTexts() {
    const PairIndex pair =
        pairWhere([&](PairIndex p) { return tokenWith(p, Segment::Chosen, check::Planted::refusal, true) >= 0; });
    m_session->selectPair(pair);
    PairDetail* detail = m_page->detail();
    HeatmapView* view = detail->view(Segment::Chosen);
    QVERIFY(detail->tokenPanel()->isVisible());
    m_page->setFixedHeight(560);  // as the window does, which may be lower than its pages like
    QTRY_VERIFY(!detail->tokenPanel()->isVisible());
    QTRY_VERIFY(view->height() > 120);
    // A click on a token asks for it, a click beside the tokens lets it go.
    const int token = tokenWith(pair, Segment::Chosen, check::Planted::refusal, true);
    view->scrollToToken(token);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->tokenRect(token).center());
    QTRY_VERIFY(detail->tokenPanel()->isVisible());
    QVERIFY(detail->tokenPanel()->model()->rowCount() > 0);
    view->selectToken(-1);
    QTRY_VERIFY(!detail->tokenPanel()->isVisible());
    m_page->setFixedHeight(780);
    QTRY_VERIFY(detail->tokenPanel()->isVisible());
    // One that was selected before stays in sight.
    view->selectToken(token);
    m_page->setFixedHeight(560);
    QTRY_VERIFY(view->height() < 300);
    QVERIFY(detail->tokenPanel()->isVisible());
    QVERIFY(detail->tokenPanel()->model()->rowCount() > 0);
    m_session->selectPair(PairIndex(pair.value() == 0 ? 1 : 0));
    QTRY_VERIFY(!detail->tokenPanel()->isVisible());
    // What the page selects by itself leaves the room to the texts.
    m_session->selectPair(pair);
    detail->revealStrongest();
    QVERIFY(!detail->tokenPanel()->isVisible());
    m_page->setFixedHeight(780);
    QTRY_VERIFY(detail->tokenPanel()->isVisible());
    QVERIFY(detail->tokenPanel()->model()->rowCount() > 0);
    m_page->setFixedHeight(560);
    QTRY_VERIFY(!detail->tokenPanel()->isVisible());
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
