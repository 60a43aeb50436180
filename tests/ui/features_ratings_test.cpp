// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/check.h"
#include "tests/ui/models_opinion_maker.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/feature_forest.h"
#include "ui/pages/feature_label_edit.h"
#include "ui/pages/feature_numbers.h"
#include "ui/pages/feature_opinions.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <cmath>

using namespace saferscope;

class FeatureRatingsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void detailShowsTheContrastsNumbers();
    void subsetsAreDrawnAndSaid();
    void flipsAreCalledOut();
    void forestGeometryKeepsDotsApart();
    void opinionsAreListed();
    void labelIsEditedInPlaceAndAsksWho();
    void ratingsUpdateOneRow();
    void wordsFindWhatWasSaid();
    void columnsAreChosenByKeyboard();
    void defaultColumnsNeedNoScrolling();
    void columnStateIsRestored();
    void readyFiltersApply();
    void jsonHoldsHiddenColumns();
    void hostileTextIsLiteral();
    void pictures();

private:
    void say(const std::vector<RatingEvent>& events);

    check::OpinionMaker m_make;
    std::unique_ptr<check::TemporaryFolder> m_folder;
    std::unique_ptr<check::TemporaryFolder> m_workspaceFolder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<FeaturesPage> m_page;
};

void FeatureRatingsTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
    m_folder = std::make_unique<check::TemporaryFolder>();
    m_index = check::makeSyntheticIndex(m_folder->path() / "index");
}

void FeatureRatingsTest::init() {
    m_workspaceFolder = std::make_unique<check::TemporaryFolder>();
    auto workspace = Workspace::create(m_workspaceFolder->path() / "ws");
    QVERIFY2(workspace.has_value(), workspace ? "" : workspace.error().message.c_str());
    m_session = std::make_unique<WorkspaceSession>(std::move(*workspace), m_index);
    m_page = std::make_unique<FeaturesPage>();
    m_page->setWorkspace(m_session.get());
    m_page->resize(1112, 800);  // what a window of 1360 pixels leaves
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void FeatureRatingsTest::cleanup() {
    m_page->setWorkspace(nullptr);
    m_page.reset();
    m_session.reset();
}

void FeatureRatingsTest::say(const std::vector<RatingEvent>& events) {
    const auto merged = m_session->workspace()->mergeRatings(events);
    QVERIFY2(merged.has_value(), merged ? "" : merged.error().message.c_str());
    QVERIFY2(merged->refused.empty(), merged->refused.empty() ? "" : merged->refused.front().c_str());
    m_session->refresh();
}

void FeatureRatingsTest::detailShowsTheContrastsNumbers() {
    const FeatureId feature(check::Planted::refusal);
    m_session->selectFeature(feature);
    const FeatureContrast& c = m_session->contrasts(TokenScope::SentenceEnds)[feature.value()];
    const FeatureNumbers* numbers = m_page->detail()->numbers();
    QCOMPARE(numbers->contrast(), formatContrast(c.contrast));
    QVERIFY(numbers->interval().contains(formatInterval(c.contrastLow, c.contrastHigh)));
    QVERIFY(c.contrastLow < c.contrast && c.contrast < c.contrastHigh);
    QVERIFY(numbers->figure(FeatureNumbers::Effect).startsWith(formatSigned(c.effectSize, 2)));
    QVERIFY(numbers->figure(FeatureNumbers::ZScore).startsWith(formatSigned(c.z, 1)));
    QVERIFY(numbers->figure(FeatureNumbers::Normalised).startsWith(formatContrast(c.contrastNormalised)));
    QVERIFY(numbers->figure(FeatureNumbers::Density).startsWith(formatShare(c.density)));
    QCOMPARE(numbers->figure(FeatureNumbers::SplitHalf).contains(QStringLiteral("not stable")), !c.signStable);
    QVERIFY(numbers->warning().isEmpty());
    QVERIFY(numbers->figure(FeatureNumbers::Effect).contains(formatInterval(c.effectLow, c.effectHigh, 2)));
    for (const QLabel* label : numbers->findChildren<QLabel*>()) {  // shown at this width, not only known
        QVERIFY2(label->text() != formatInterval(c.effectLow, c.effectHigh, 2) || label->isVisible(), "interval");
    }
    m_session->selectFeature(FeatureId(check::Planted::dead));
    QCOMPARE(numbers->figure(FeatureNumbers::Effect), QStringLiteral("\u2013"));
    QVERIFY(!numbers->interval().contains(QStringLiteral("CI")));
    FeatureNumbers rare;
    FeatureContrast few = c;
    few.firingPairs = 3;
    rare.setContrast(few, TokenScope::AllTokens);
    QVERIFY(rare.warning().contains(QStringLiteral("3")));
}

void FeatureRatingsTest::subsetsAreDrawnAndSaid() {
    const FeatureId feature(check::Planted::refusal);
    m_session->selectFeature(feature);
    const auto subsets = subsetContrasts(*m_index, feature, TokenScope::SentenceEnds);
    const std::vector<ForestRow>& rows = m_page->detail()->forest()->rows();
    QCOMPARE(rows.size(), subsets.size() + 1);
    QVERIFY(rows[0].total);
    QCOMPARE(rows[0].value, m_session->contrasts(TokenScope::SentenceEnds)[feature.value()].contrast);
    for (std::size_t i = 0; i < subsets.size(); ++i) {
        QCOMPARE(rows[i + 1].value, subsets[i].contrast);
        QCOMPARE(rows[i + 1].low, subsets[i].low);
        QCOMPARE(rows[i + 1].name, QString::fromStdString(subsets[i].subset));
    }
    QVERIFY(m_page->detail()->forest()->accessibleDescription().contains(rows[1].name));
    // Refusals come in chosen answers of harmful prompts and in rejected ones of helpful prompts: that is planted.
    QVERIFY2(
        m_page->detail()->subsetVerdict().contains(QStringLiteral("chosen answers in harmless but for rejected ones "
                                                                  "in helpful")),
        qPrintable(m_page->detail()->subsetVerdict()));
    m_session->selectFeature(FeatureId(check::Planted::dead));
    QVERIFY(m_page->detail()->forest()->rows().empty());
    QVERIFY(m_page->detail()->subsetVerdict().isEmpty());
}

void FeatureRatingsTest::flipsAreCalledOut() {
    const auto subset = [](const char* name, double contrast, double z, std::uint64_t firing = 50) {
        SubsetContrast made;
        made.subset = name;
        made.pairs = 80;
        made.firingPairs = firing;
        made.contrast = contrast;
        made.z = z;
        made.low = contrast - 1.96 * std::abs(contrast / z);
        made.high = contrast + 1.96 * std::abs(contrast / z);
        return made;
    };
    QVERIFY(subsetsInWords({}).isEmpty());
    QVERIFY(subsetsInWords({subset("a", 0.2, 9)}).isEmpty());
    QCOMPARE(subsetsInWords({subset("a", 0.2, 9), subset("b", -0.1, -5)}),
             QStringLiteral("Fires for chosen answers in a but for rejected ones in b."));
    QVERIFY(subsetsInWords({subset("a", 0.2, 9), subset("b", -0.1, -1.2)}).startsWith(QStringLiteral("No subset")));
    QVERIFY(subsetsInWords({subset("a", 0.2, 9), subset("b", -0.1, -5, 4)}).startsWith(QStringLiteral("No subset")));
    const QString many = subsetsInWords({subset("a", 0.2, 9), subset("b", 0.2, 9), subset("c", 0.2, 9),
                                         subset("d", 0.2, 9), subset("e", 0.2, 9), subset("f", -0.1, -6)});
    QVERIFY2(many.contains(QStringLiteral("a, b, c and 2 more")), qPrintable(many));
}

void FeatureRatingsTest::forestGeometryKeepsDotsApart() {
    const std::vector<ForestRow> rows = {{QStringLiteral("All"), 100, 50, 0.2, 0.1, 0.3, true},
                                         {QStringLiteral("a"), 50, 25, 0.3, 0.2, 0.4},
                                         {QStringLiteral("b"), 50, 25, -0.1, -0.2, 0.0},
                                         {QStringLiteral("one pair"), 1, 1, 0.1, -1.0, 1.0}};
    const ForestGeometry geometry = layoutForest(rows, 500, 100, 60, 20);
    QCOMPARE(geometry.lines.size(), rows.size());
    QCOMPARE(geometry.plot.left(), 100.0);
    QCOMPARE(geometry.plot.right(), 440.0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ForestGeometry::Line& line = geometry.lines[i];
        QVERIFY(line.low <= line.dot && line.dot <= line.high);
        QVERIFY(line.low >= geometry.plot.left() - 0.01 && line.high <= geometry.plot.right() + 0.01);
        QCOMPARE(geometry.lineAt(line.y, 20), static_cast<int>(i));
        QVERIFY(i == 0 || line.y - geometry.lines[i - 1].y >= 20);
        QVERIFY(std::abs(geometry.x(rows[i].value) - line.dot) < 1e-6);
    }
    QVERIFY(geometry.lines[3].cutLow && geometry.lines[3].cutHigh);  // from -1 to 1 would squeeze the rest
    QVERIFY(!geometry.lines[1].cutHigh);
    QVERIFY(geometry.zero > geometry.lines[2].dot && geometry.zero < geometry.lines[0].dot);
    QVERIFY(geometry.ticks.size() >= 3 && geometry.ticks.size() <= 8);
    QVERIFY(std::any_of(geometry.ticks.begin(), geometry.ticks.end(),
                        [](const ForestGeometry::Tick& tick) { return tick.value == 0.0; }));
    QCOMPARE(geometry.lineAt(5000, 20), -1);
    QVERIFY(rows[1].sure() && !rows[2].sure() && rows[3].thin() && !rows[3].sure());
    const ForestGeometry nothing = layoutForest({}, 300, 50, 50, 20);
    QVERIFY(nothing.lines.empty() && std::isfinite(nothing.zero));
    const ForestGeometry flat = layoutForest({{QStringLiteral("a"), 5, 5, 0, 0, 0}}, 300, 50, 50, 20);
    QVERIFY(std::isfinite(flat.lines[0].dot) && flat.axisHigh > flat.axisLow);
    const ForestGeometry narrow = layoutForest(rows, 30, 100, 60, 20);
    QVERIFY(narrow.plot.width() >= 20);
}

void FeatureRatingsTest::opinionsAreListed() {
    const auto id = check::Planted::apology;
    m_session->selectFeature(FeatureId(id));
    QVERIFY(m_page->detail()->opinions()->lines().join(u'\n').contains(QStringLiteral("Nobody")));
    say({m_make.judge(id, 5, "Apologies in refusals"), m_make.judge(id, 2, "", "lexical"),
         m_make.unrated(id, "Timed out", "local-llm"), m_make.person(id, "anna", 4), m_make.person(id, "ben", 2),
         m_make.comment(id, "see pair 12", "ben"), m_make.flag(id)});
    const QString all = m_page->detail()->opinions()->lines().join(u'\n');
    for (const char* part : {"LLM (gpt-4o): 5", "Apologies in refusals", "Word lists: 2", "local-llm: no valid answer",
                             "Timed out", "anna: 4", "ben: 2", "Disputed", "Flagged by", "see pair 12"}) {
        QVERIFY2(all.contains(QString::fromUtf8(part)), qPrintable(all));
    }
    QVERIFY(m_page->detail()->scoreLine()->text().contains(QStringLiteral("Apologies in refusals")));
    say({m_make.adjudicate(id, 3, "in between")});
    const QString later = m_page->detail()->opinions()->lines().join(u'\n');
    QVERIFY2(later.contains(QStringLiteral("Adjudicated by carol: 3")) && later.contains(QStringLiteral("in between")),
             qPrintable(later));
    QVERIFY(!later.contains(QStringLiteral("Disputed")));
    // Hundreds of comments are cut, and it says so.
    std::vector<RatingEvent> events;
    for (int i = 0; i < 80; ++i) {
        events.push_back(m_make.comment(id, "comment " + std::to_string(i)));
    }
    QCOMPARE(opinionLines(RatingBook(events).of(FeatureId(id)), {}).size(), std::size_t{61});
    QSignalSpy rate(m_page.get(), &FeaturesPage::rateRequested);
    for (QPushButton* button : m_page->detail()->findChildren<QPushButton*>()) {
        if (button->text().startsWith(QStringLiteral("Rate"))) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QCOMPARE(rate.count(), 1);
    QCOMPARE(rate[0][0].value<FeatureId>(), FeatureId(id));
}

void FeatureRatingsTest::labelIsEditedInPlaceAndAsksWho() {
    const FeatureId feature(check::Planted::refusal);
    m_session->selectFeature(feature);
    FeatureLabelEdit* label = m_page->detail()->labelEdit();
    m_page->table()->setFocus();
    QTest::keyClick(m_page->table(), Qt::Key_F2);
    QVERIFY(label->editing() && label->field()->hasFocus());
    QTest::keyClicks(label->field(), QStringLiteral("not this"));
    QTest::keyClick(label->field(), Qt::Key_Escape);
    QVERIFY(!label->editing() && m_session->ratings().eventCount() == 0);
    label->edit();
    QTest::keyClicks(label->field(), QStringLiteral("Refuses to help, <b>politely</b> & J"));
    QTest::keyClick(label->field(), Qt::Key_Return);
    // Nobody has said who is at work: it asks in the header, and nothing is lost.
    FeatureRaterLine* rater = m_page->detail()->raterLine();
    QVERIFY(rater->isVisible());
    QCOMPARE(m_session->ratings().eventCount(), std::size_t{0});
    QTest::keyClicks(rater->names()->lineEdit(), QStringLiteral("anna"));
    QTest::keyClick(rater->names()->lineEdit(), Qt::Key_Return);
    QVERIFY(!rater->isVisible());
    QCOMPARE(m_session->rater(), QStringLiteral("anna"));
    QCOMPARE(m_session->ratings().of(feature).label, std::string("Refuses to help, <b>politely</b> & J"));
    QCOMPARE(label->text(), QStringLiteral("Refuses to help, <b>politely</b> & J"));
    const int row = m_page->model()->rowOf(feature);
    QCOMPARE(m_page->model()->index(row, FeatureTableModel::Label).data().toString(), label->text());
    // From now on it does not ask; the same text again writes nothing; empty takes the label away.
    label->edit();
    QTest::keyClick(label->field(), Qt::Key_Return);
    QCOMPARE(m_session->ratings().eventCount(), std::size_t{1});
    label->edit();
    label->field()->clear();
    QTest::keyClick(label->field(), Qt::Key_Return);
    QVERIFY(!rater->isVisible());
    QCOMPARE(m_session->ratings().eventCount(), std::size_t{2});
    QVERIFY(m_session->ratings().of(feature).label.empty());
    // Leaving the field with the mouse keeps what was typed, for the feature it was typed for.
    label->edit();
    QTest::keyClicks(label->field(), QStringLiteral("kept"));
    QTest::mouseClick(
        m_page->table()->viewport(), Qt::LeftButton, {},
        m_page->table()->visualRect(m_page->model()->index(m_page->model()->rowOf(feature) + 1, 0)).center());
    QCOMPARE(m_session->ratings().of(feature).label, std::string("kept"));
    QVERIFY(*m_session->selectedFeature() != feature);
    QVERIFY(label->text().isEmpty());
    QCOMPARE(m_session->workspace()->ratings()->size(), std::size_t{3});
}

void FeatureRatingsTest::ratingsUpdateOneRow() {
    QVERIFY(m_session->setRater(QStringLiteral("anna")));
    const FeatureId feature(check::Planted::steps);
    m_session->selectFeature(feature);
    m_page->table()->verticalScrollBar()->setValue(40);
    const int scrolled = m_page->table()->verticalScrollBar()->value();
    QSignalSpy reset(m_page->model(), &QAbstractItemModel::modelReset);
    QSignalSpy data(m_page->model(), &QAbstractItemModel::dataChanged);
    RatingEvent event;
    event.feature = feature;
    event.score = 4;
    QVERIFY(m_session->rate(event).has_value());
    QCOMPARE(reset.count(), 0);
    QCOMPARE(data.count(), 1);
    QCOMPARE(m_page->model()->index(m_page->model()->rowOf(feature), FeatureTableModel::Human).data().toString(),
             QStringLiteral("4"));
    QVERIFY(m_page->detail()->scoreLine()->text().contains(QStringLiteral("Human: 4")));
    QVERIFY(m_session->undoRating().has_value());
    QVERIFY(m_page->detail()->scoreLine()->text().contains(QStringLiteral("Human: \u2013")));
    // A judge that has finished refreshes everything, and neither selection nor place is lost.
    say({m_make.judge(check::Planted::apology, 5, "sorry")});
    QVERIFY(reset.count() > 0);
    QCOMPARE(*m_session->selectedFeature(), feature);
    QCOMPARE(m_page->table()->currentIndex().row(), m_page->model()->rowOf(feature));
    QCOMPARE(m_page->table()->verticalScrollBar()->value(), scrolled);
    QCOMPARE(m_page->model()->headerData(FeatureTableModel::Llm, Qt::Horizontal).toString(),
             QStringLiteral("LLM (gpt-4o)"));
}

void FeatureRatingsTest::wordsFindWhatWasSaid() {
    say({m_make.judge(check::Planted::refusal, 5, "Declines dangerous requests"),
         m_make.comment(check::Planted::steps, "burglary instructions"),
         m_make.label(check::Planted::apology, "Sorry")});
    QLineEdit* edit = m_page->filterLine()->edit();
    edit->setFocus();
    for (const auto& [word, id] :
         {std::pair("dangerous", check::Planted::refusal), std::pair("burglary", check::Planted::steps),
          std::pair("sorry", check::Planted::apology), std::pair("llm = 5", check::Planted::refusal)}) {
        edit->clear();
        QTest::keyClicks(edit, QString::fromUtf8(word));
        QCOMPARE(m_page->model()->rowCount(), 1);
        QCOMPARE(m_page->model()->featureAt(0)->contrast.feature, FeatureId(id));
    }
}

void FeatureRatingsTest::columnsAreChosenByKeyboard() {
    FeatureTableView* table = m_page->table();
    QMenu* menu = table->columnsMenu();
    QVERIFY(table->isColumnHidden(FeatureTableModel::Interval));
    m_page->columnsButton()->setFocus();
    QTimer::singleShot(50, this, [&] {
        // Feature, Label, Contrast, 95 % CI: the fourth entry; the menu stays open for more.
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(menu, Qt::Key_Down);
        }
        QTest::keyClick(menu, Qt::Key_Space);
        QVERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTest::keyClick(menu, Qt::Key_Escape);
    });
    QTest::keyClick(m_page->columnsButton(), Qt::Key_Space);
    QTRY_VERIFY(!menu->isVisible());
    QVERIFY(!table->isColumnHidden(FeatureTableModel::Interval));
    QVERIFY(!table->isColumnHidden(FeatureTableModel::Effect));
    // The last visible column cannot be hidden.
    for (int column = 0; column < FeatureTableModel::ColumnCount; ++column) {
        table->showColumn(static_cast<FeatureTableModel::Column>(column), false);
    }
    int shown = 0;
    for (int column = 0; column < FeatureTableModel::ColumnCount; ++column) {
        shown += table->isColumnHidden(column) ? 0 : 1;
    }
    QCOMPARE(shown, 1);
    for (QAction* action : menu->actions()) {
        if (!action->isCheckable() && !action->isSeparator()) {
            action->trigger();
        }
    }
    QVERIFY(!table->isColumnHidden(FeatureTableModel::Human) && table->isColumnHidden(FeatureTableModel::Interval));
    Q_EMIT table->horizontalHeader()->customContextMenuRequested(QPoint(5, 5));
    QVERIFY(menu->isVisible());
    menu->close();
}

void FeatureRatingsTest::defaultColumnsNeedNoScrolling() {
    say({m_make.judge(check::Planted::refusal, 5, "x")});
    QTest::qWait(10);
    qInfo("label column: %d px", m_page->table()->columnWidth(FeatureTableModel::Label));
    QCOMPARE(m_page->table()->horizontalScrollBar()->maximum(), 0);
    QVERIFY(m_page->table()->columnWidth(FeatureTableModel::Label) >= 70);
    QCOMPARE(m_page->table()->horizontalHeader()->visualIndex(FeatureTableModel::Label), 1);
}

void FeatureRatingsTest::columnStateIsRestored() {
    const QString path = QString::fromStdString((m_folder->path() / "columns.ini").string());
    m_page->table()->showColumn(FeatureTableModel::ZScore, true);
    m_page->table()->showColumn(FeatureTableModel::Human, false);
    m_page->table()->horizontalHeader()->moveSection(0, 2);
    m_page->filterLine()->setKeptFilters({QStringLiteral("z > 2 & x")});
    m_page->detail()->setView(3);
    {
        QSettings settings(path, QSettings::IniFormat);
        m_page->saveState(settings);
    }
    FeaturesPage other;
    QSettings settings(path, QSettings::IniFormat);
    other.restoreState(settings);
    other.setWorkspace(m_session.get());
    QVERIFY(!other.table()->isColumnHidden(FeatureTableModel::ZScore));
    QVERIFY(other.table()->isColumnHidden(FeatureTableModel::Human));
    QCOMPARE(other.table()->horizontalHeader()->visualIndex(0), 2);
    QCOMPARE(other.filterLine()->keptFilters(), QStringList{QStringLiteral("z > 2 & x")});
    QCOMPARE(other.detail()->view(), 3);
    other.setWorkspace(nullptr);
    // A state of a version with other columns is left alone.
    settings.setValue(QStringLiteral("columnCount"), 8);
    FeaturesPage third;
    third.restoreState(settings);
    QVERIFY(!third.table()->isColumnHidden(FeatureTableModel::Human));
}

void FeatureRatingsTest::readyFiltersApply() {
    QMenu* menu = m_page->filterLine()->menu();
    const auto entries = [&] {
        Q_EMIT menu->aboutToShow();
        return menu->actions();
    };
    int applied = 0;
    for (QAction* action : entries()) {
        if (action->text().contains(QLatin1Char(':'))) {
            action->trigger();
            QVERIFY2(m_page->filterLine()->errorText().isEmpty(), qPrintable(action->text()));
            ++applied;
        }
    }
    QVERIFY(applied >= 5);
    m_page->filterLine()->setText(QStringLiteral("density > 1%"));
    entries().back()->trigger();  // keep it
    QCOMPARE(m_page->filterLine()->keptFilters(), QStringList{QStringLiteral("density > 1%")});
    entries().back()->trigger();  // forget it
    QVERIFY(m_page->filterLine()->keptFilters().isEmpty());
}

void FeatureRatingsTest::jsonHoldsHiddenColumns() {
    m_page->filterLine()->setText(QStringLiteral("id = 3, 17"));
    const QString path = QString::fromStdString((m_folder->path() / "features.json").string());
    QVERIFY(m_page->exportTable(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(rows.size(), 2);
    const auto id = static_cast<std::size_t>(rows[0][QStringLiteral("feature")].toInt());
    const FeatureContrast& c = m_session->contrasts(TokenScope::SentenceEnds)[id];
    QCOMPARE(rows[0][QStringLiteral("effect")].toDouble(), c.effectSize);
    QCOMPARE(rows[0][QStringLiteral("contrast_high")].toDouble(), c.contrastHigh);
    QVERIFY(m_page->table()->isColumnHidden(FeatureTableModel::Effect));
}

void FeatureRatingsTest::hostileTextIsLiteral() {
    const std::string hostile = "<h1>big</h1><img src='file:///etc/passwd'> & \xE2\x80\xAE gnp";
    const auto id = check::Planted::refusal;
    say({m_make.judge(id, 5, hostile), m_make.person(id, "<i>ben", 4), m_make.comment(id, hostile, "<u>carol"),
         m_make.label(id, hostile), m_make.adjudicate(id, 2, hostile, "<s>dora")});
    m_session->selectFeature(FeatureId(id));
    for (int view = 0; view < 4; ++view) {
        m_page->detail()->setView(view);
        QTest::qWait(5);
        for (const QLabel* label : m_page->findChildren<QLabel*>()) {
            QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText, qPrintable(label->text()));
            QVERIFY2(label->toolTip().isEmpty() || !label->toolTip().contains(QStringLiteral("<h1>")),
                     qPrintable(label->toolTip()));
        }
    }
    const QString lines = m_page->detail()->opinions()->lines().join(u'\n');
    QVERIFY(lines.contains(QStringLiteral("<h1>big</h1>")));
    QVERIFY(!lines.contains(QChar(0x202E)) && !m_page->detail()->scoreLine()->text().contains(QChar(0x202E)));
    check::saveShot(*m_page, QStringLiteral("features-hostile"));
}

void FeatureRatingsTest::pictures() {
    const auto id = [](std::uint32_t feature) { return feature; };
    say({m_make.judge(id(17), 5, "Declines requests that would harm somebody and offers something else instead."),
         m_make.person(17, "anna", 5),
         m_make.person(17, "ben", 4),
         m_make.label(17, "Refuses to help"),
         m_make.judge(3, 4, "Apologies that come before a refusal."),
         m_make.person(3, "anna", 4),
         m_make.label(3, "Says sorry"),
         m_make.judge(42, 5, "Warnings about danger, risk and harm."),
         m_make.person(42, "anna", 5),
         m_make.label(42, "Warns of harm"),
         m_make.person(42, "ben", 3),
         m_make.adjudicate(42, 4, "Warnings, but about everyday risks too."),
         m_make.flag(42),
         m_make.judge(58, 5, "Step by step instructions to do something forbidden."),
         m_make.label(58, "First, then"),
         m_make.judge(101, 3, "Eager agreement; may be harmless."),
         m_make.person(101, "anna", 2),
         m_make.comment(17, "Also fires on jokes about refusing.", "ben"),
         m_make.unrated(7, "The answer had no score."),
         m_make.judge(9, 1, "Nothing to do with safety."),
         m_make.judge(11, 2, "Recipes.")});
    m_session->selectFeature(FeatureId(check::Planted::refusal));
    for (const double scale : {1.0, 1.5}) {
        ThemeManager::instance().setTextScale(scale);
        for (const bool dark : {false, true}) {
            ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
            const QString name = QStringLiteral("features-ratings-%1-%2")
                                     .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                     .arg(scale * 100);
            for (int view = 0; view < 4; ++view) {
                m_page->detail()->setView(view);
                QTest::qWait(30);
                if (view == 0 || !dark) {
                    check::saveShot(*m_page, name + QStringLiteral("-%1").arg(view));
                }
            }
        }
    }
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().setTextScale(1.0);
    for (int column = 0; column < FeatureTableModel::ColumnCount; ++column) {
        m_page->table()->showColumn(static_cast<FeatureTableModel::Column>(column), true);
    }
    m_page->resize(1800, 800);
    m_page->detail()->askForRater({QStringLiteral("anna"), QStringLiteral("ben")});
    QTest::qWait(30);
    check::saveShot(*m_page, QStringLiteral("features-ratings-wide"));
}

QTEST_MAIN(FeatureRatingsTest)
#include "features_ratings_test.moc"
