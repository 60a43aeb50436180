// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/pair_score.h"
#include "tests/support/check.h"
#include "tests/ui/models_opinion_maker.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/feature_set_dialog.h"
#include "ui/dialogs/feature_set_form.h"
#include "ui/models/feature_set_model.h"
#include "ui/models/pair_table_model.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"
#include "ui/pages/pairs_page.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace saferscope;

class SetsDialogTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void setIsMadeByKeys();
    void presetsFillTheRule();
    void mistakesAndEmptyRulesAreSaid();
    void membersAreEditedByHand();
    void deletingCanBeTakenBack();
    void staleSetsAreSaidAndRefreshed();
    void aSetFiltersTheTable();
    void pairsAreScoredByASet();
    void hostileNamesStayText();
    void pictures();

private:
    void say(const std::vector<RatingEvent>& events);
    FeatureSetDialog* open();
    void make(const QString& rule, const QString& name);
    std::vector<std::uint32_t> members(const char* name) const;

    check::OpinionMaker m_make;
    std::unique_ptr<check::TemporaryFolder> m_folder;
    std::unique_ptr<check::TemporaryFolder> m_workspaceFolder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<FeaturesPage> m_page;
};

void SetsDialogTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
    m_folder = std::make_unique<check::TemporaryFolder>();
    m_index = check::makeSyntheticIndex(m_folder->path() / "index");
}

void SetsDialogTest::init() {
    m_workspaceFolder = std::make_unique<check::TemporaryFolder>();
    auto workspace = Workspace::create(m_workspaceFolder->path() / "ws");
    QVERIFY2(workspace.has_value(), workspace ? "" : workspace.error().message.c_str());
    m_session = std::make_unique<WorkspaceSession>(std::move(*workspace), m_index);
    say({m_make.judge(3, 5, "sorry"), m_make.judge(17, 5, "refusal"), m_make.judge(42, 4, "warning"),
         m_make.judge(58, 5, "steps"), m_make.judge(101, 2, "eager"), m_make.person(42, "anna", 5),
         m_make.label(17, "Refuses to help")});
    m_page = std::make_unique<FeaturesPage>();
    m_page->setWorkspace(m_session.get());
    m_page->resize(1112, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void SetsDialogTest::cleanup() {
    m_page->setWorkspace(nullptr);
    m_page.reset();
    m_session.reset();
}

void SetsDialogTest::say(const std::vector<RatingEvent>& events) {
    const auto merged = m_session->workspace()->mergeRatings(events);
    QVERIFY2(merged.has_value(), merged ? "" : merged.error().message.c_str());
    m_session->refresh();
}

FeatureSetDialog* SetsDialogTest::open() {
    m_page->setsButton()->setFocus();
    QTest::keyClick(m_page->setsButton(), Qt::Key_Space);
    if (m_page->setDialog() != nullptr) {
        // What Qt 6.5 advises instead, activateWindow(), leaves shortcuts without effect on the offscreen platform.
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        QApplication::setActiveWindow(m_page->setDialog());
        QT_WARNING_POP
    }
    return m_page->setDialog();
}

void SetsDialogTest::make(const QString& rule, const QString& name) {
    FeatureSetRequest request;
    request.name = name.toStdString();
    request.rule = rule.toStdString();
    request.judge = m_session->mainJudge();
    const auto built = buildFeatureSet(request, identityOf(*m_session, TokenScope::SentenceEnds),
                                       m_session->contrasts(TokenScope::SentenceEnds), m_session->ratings());
    QVERIFY2(built.has_value(), built ? "" : built.error().message.c_str());
    const Status saved = m_session->workspace()->saveFeatureSet(built->set, false);
    QVERIFY2(saved.has_value(), saved ? "" : saved.error().message.c_str());
    Q_EMIT m_session->featureSetsChanged();
}

std::vector<std::uint32_t> SetsDialogTest::members(const char* name) const {
    std::vector<std::uint32_t> ids;
    if (const auto set = m_session->workspace()->featureSet(name); set) {
        for (const FeatureSet::Member& member : set->members) {
            ids.push_back(member.feature.value());
        }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

void SetsDialogTest::setIsMadeByKeys() {
    FeatureSetDialog* dialog = open();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QCOMPARE(dialog->list()->count(), 0);
    QSignalSpy changed(m_session.get(), &WorkspaceSession::featureSetsChanged);
    dialog->newButton()->setFocus();
    QTest::keyClick(dialog->newButton(), Qt::Key_Space);
    FeatureSetForm* form = dialog->form();
    QTRY_VERIFY(form->rule()->hasFocus());
    QTest::keyClicks(form->rule(), QStringLiteral("llm = 5"));
    QTRY_COMPARE(form->preview()->rowCount(), 3);
    QVERIFY2(form->note().contains(QStringLiteral("3")), qPrintable(form->note()));
    QCOMPARE(form->preview()->index(0, FeatureSetModel::Id).data().toString().isEmpty(), false);
    QTest::keyClick(form->rule(), Qt::Key_Tab);  // to "Keep"
    QVERIFY(form->top()->hasFocus());
    form->top()->selectAll();
    QTest::keyClicks(form->top(), QStringLiteral("2"));
    QTRY_COMPARE(form->preview()->rowCount(), 2);
    QVERIFY2(form->note().contains(QStringLiteral("2 strongest")), qPrintable(form->note()));
    form->name()->setFocus();
    form->name()->selectAll();
    QTest::keyClicks(form->name(), QStringLiteral("safety"));
    QTRY_VERIFY(form->createButton()->isEnabled());
    form->createButton()->setFocus();
    QTest::keyClick(form->createButton(), Qt::Key_Space);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(members("safety").size(), std::size_t{2});
    QCOMPARE(dialog->list()->count(), 1);
    QVERIFY(dialog->provenance().contains(QStringLiteral("llm = 5")));
    QVERIFY2(dialog->provenance().contains(QStringLiteral("LLM (gpt-4o)")), qPrintable(dialog->provenance()));
    QCOMPARE(dialog->freshness(), QStringLiteral("Up to date"));
    // Making it can be taken back as well.
    QTest::keyClick(dialog, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(members("safety").empty());
    QCOMPARE(dialog->list()->count(), 0);
}

void SetsDialogTest::presetsFillTheRule() {
    FeatureSetDialog* dialog = open();
    dialog->newButton()->click();
    FeatureSetForm* form = dialog->form();
    QCOMPARE(form->presets()->count(), 4);
    form->presets()->setFocus();
    QTest::keyClick(form->presets(), Qt::Key_Down);
    QTRY_COMPARE(form->rule()->text(), QStringLiteral("llm = 5"));
    QVERIFY(!form->name()->text().isEmpty());
    QTRY_COMPARE(form->preview()->rowCount(), 3);
    for (int preset = 1; preset < form->presets()->count(); ++preset) {
        form->rule()->setText(form->presets()->itemData(preset).toString());
        QCOMPARE(form->presets()->currentIndex(), preset);
        QTRY_VERIFY(form->note().contains(QStringLiteral("Taken by the rule")));
    }
    form->rule()->setText(QStringLiteral("human >= 4"));
    QTRY_COMPARE(form->preview()->rowCount(), 1);
}

void SetsDialogTest::mistakesAndEmptyRulesAreSaid() {
    FeatureSetDialog* dialog = open();
    dialog->newButton()->click();
    FeatureSetForm* form = dialog->form();
    QVERIFY(!form->createButton()->isEnabled());
    form->rule()->setText(QStringLiteral("llm = 5 and nonsense > 2"));
    QTRY_VERIFY2(form->note().startsWith(QStringLiteral("At character 13")), qPrintable(form->note()));
    QVERIFY(!form->createButton()->isEnabled());
    QCOMPARE(form->preview()->rowCount(), 0);
    form->rule()->setText(QStringLiteral("any human = 3"));
    QTRY_VERIFY(form->note().contains(QStringLiteral("rule: 0")));
    QVERIFY(!form->createButton()->isEnabled());
    // What was typed within the pause before the count is checked all the same.
    form->rule()->setText(QStringLiteral("llm >= 4"));
    form->createButton()->setEnabled(true);
    QTest::mouseClick(form->createButton(), Qt::LeftButton);
    QCOMPARE(members("llm >= 4").size(), std::size_t{4});
    dialog->newButton()->click();
    form->rule()->setText(QStringLiteral("llm = 5"));
    form->name()->setText(QStringLiteral("llm >= 4"));
    Q_EMIT form->name()->textEdited(QStringLiteral("llm >= 4"));
    QTRY_VERIFY(form->note().contains(QStringLiteral("already")));
    QVERIFY(!form->createButton()->isEnabled());
    form->name()->setText(QStringLiteral("a/b"));
    Q_EMIT form->name()->textEdited(QStringLiteral("a/b"));
    QTRY_VERIFY(form->createButton()->isEnabled());
    QTest::mouseClick(form->createButton(), Qt::LeftButton);
    QCOMPARE(dialog->messageBar()->kind(), MessageKind::Error);  // the workspace refuses such a name, and says why
}

void SetsDialogTest::membersAreEditedByHand() {
    make(QStringLiteral("llm = 5"), QStringLiteral("five"));
    FeatureSetDialog* dialog = open();
    QCOMPARE(members("five"), (std::vector<std::uint32_t>{3, 17, 58}));
    // Adds what is selected in the table behind.
    m_page->filterLine()->setText(QStringLiteral("id = 42, 101"));
    m_page->table()->selectAll();
    QTRY_VERIFY(dialog->addButton()->isEnabled());
    QVERIFY(dialog->addButton()->text().contains(QStringLiteral("2")));
    dialog->addButton()->setFocus();
    QTest::keyClick(dialog->addButton(), Qt::Key_Space);
    QCOMPARE(members("five"), (std::vector<std::uint32_t>{3, 17, 42, 58, 101}));
    QVERIFY(dialog->provenance().contains(QStringLiteral("2 added")));
    // Del in the list of members takes them out; Ctrl+Z brings them back.
    dialog->members()->setFocus();
    dialog->members()->selectRow(0);
    QTest::keyClick(dialog->members(), Qt::Key_Delete);
    QCOMPARE(members("five").size(), std::size_t{4});
    QTest::keyClick(dialog->members(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(members("five").size(), std::size_t{5});
    QVERIFY(!dialog->undoButton()->isVisible());  // one step back, and it says so by being gone
    // Dead features add nothing: refused with a sentence.
    m_page->filterLine()->setText(QStringLiteral("id = 5"));
    m_page->table()->selectAll();
    dialog->addButton()->click();
    QCOMPARE(dialog->messageBar()->kind(), MessageKind::Error);
    QCOMPARE(members("five").size(), std::size_t{5});
}

void SetsDialogTest::deletingCanBeTakenBack() {
    make(QStringLiteral("llm = 5"), QStringLiteral("five"));
    make(QStringLiteral("llm = 4"), QStringLiteral("four"));
    FeatureSetDialog* dialog = open();
    QCOMPARE(dialog->list()->count(), 2);
    dialog->list()->setFocus();
    QTest::keyClick(dialog->list(), Qt::Key_Delete);
    QCOMPARE(dialog->list()->count(), 1);
    QVERIFY(members("five").empty());
    QVERIFY(dialog->messageBar()->what().contains(QStringLiteral("five")));
    QVERIFY(dialog->undoButton()->isVisible());
    dialog->undoButton()->setFocus();
    QTest::keyClick(dialog->undoButton(), Qt::Key_Space);
    QCOMPARE(members("five"), (std::vector<std::uint32_t>{3, 17, 58}));
    QCOMPARE(dialog->list()->count(), 2);
    // It outlives the workspace going away.
    m_page->setWorkspace(nullptr);
    QVERIFY(m_page->setDialog() == nullptr);
    m_page->setWorkspace(m_session.get());
}

void SetsDialogTest::staleSetsAreSaidAndRefreshed() {
    make(QStringLiteral("llm = 5"), QStringLiteral("five"));
    FeatureSetDialog* dialog = open();
    QCOMPARE(dialog->freshness(), QStringLiteral("Up to date"));
    QTRY_VERIFY(dialog->list()->item(0)->text().contains(QStringLiteral("up to date")));
    say({m_make.judge(42, 5, "stronger warning"), m_make.judge(3, 2, "only polite")});
    QVERIFY2(dialog->freshness().contains(QStringLiteral("1 would join")), qPrintable(dialog->freshness()));
    QVERIFY(dialog->freshness().contains(QStringLiteral("1 would leave")));
    QTRY_VERIFY(dialog->list()->item(0)->text().contains(QStringLiteral("out of date")));
    QVERIFY(dialog->refreshButton()->isVisible());
    dialog->refreshButton()->setFocus();
    QTest::keyClick(dialog->refreshButton(), Qt::Key_Space);
    QCOMPARE(members("five"), (std::vector<std::uint32_t>{17, 42, 58}));
    QCOMPARE(dialog->freshness(), QStringLiteral("Up to date"));
    QTest::keyClick(dialog, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(members("five"), (std::vector<std::uint32_t>{3, 17, 58}));
}

void SetsDialogTest::aSetFiltersTheTable() {
    make(QStringLiteral("llm = 5"), QStringLiteral("five & more"));
    FeatureSetDialog* dialog = open();
    dialog->list()->setFocus();
    QTest::keyClick(dialog->list(), Qt::Key_Return);  // shows it in the table
    QCOMPARE(m_page->shownSet(), QStringLiteral("five & more"));
    QCOMPARE(m_page->model()->rowCount(), 3);
    QPushButton* chip = nullptr;
    for (QPushButton* button : m_page->findChildren<QPushButton*>()) {
        chip = button->text().startsWith(QStringLiteral("in set")) ? button : chip;
    }
    QVERIFY(chip != nullptr && chip->isVisible());
    m_page->filterLine()->setText(QStringLiteral("contrast < 0"));
    QVERIFY(m_page->model()->rowCount() < 3);
    m_page->filterLine()->setText(QString());
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(m_page->model()->rowCount(), 512);
    QVERIFY(!chip->isVisible());
    m_page->filterLine()->setText(QStringLiteral("set = \"five & more\""));
    QCOMPARE(m_page->model()->rowCount(), 3);
    m_page->filterLine()->setText(QString());
    // Deleting the set that is shown shows all features again.
    m_page->showSet(QStringLiteral("five & more"));
    dialog->deleteButton()->click();
    QVERIFY(m_page->shownSet().isEmpty());
    QCOMPARE(m_page->model()->rowCount(), 512);
}

void SetsDialogTest::pairsAreScoredByASet() {
    PairsPage pairs;
    pairs.setWorkspace(m_session.get());
    pairs.resize(1112, 760);
    pairs.show();
    QCOMPARE(pairs.scoreBy()->count(), 1);
    make(QStringLiteral("llm = 5"), QStringLiteral("five"));
    QCOMPARE(pairs.scoreBy()->count(), 2);
    QCOMPARE(pairs.scoreBy()->currentIndex(), 0);
    const auto set = m_session->workspace()->featureSet("five");
    QVERIFY(set.has_value());
    const auto expected = [&](ScoreWeighting weighting) {
        return pairScores(*m_index, weightFeatureSet(*set, weighting), TokenScope::SentenceEnds);
    };
    const auto shown = [&](std::uint32_t pair) { return pairs.model()->find(PairIndex(pair))->score; };
    const auto same = [&](const std::vector<double>& scores) {
        for (std::uint32_t i = 0; i < m_index->pairCount(); ++i) {
            if (std::abs(shown(i) - scores[i]) > 1e-9) {
                return false;
            }
        }
        return true;
    };
    pairs.scoreBy()->setFocus();
    QTest::keyClick(pairs.scoreBy(), Qt::Key_Down);
    QTRY_VERIFY(same(expected(ScoreWeighting::Sign)));
    pairs.weighting()->setFocus();
    QTest::keyClick(pairs.weighting(), Qt::Key_Down);
    QTRY_VERIFY(same(expected(ScoreWeighting::Magnitude)));
    check::saveShot(pairs, QStringLiteral("pairs-score-by-set"));
    // The choice is kept for the next session, and survives the set being gone.
    const QString ini = QString::fromStdString((m_workspaceFolder->path() / "pairs.ini").string());
    {
        QSettings settings(ini, QSettings::IniFormat);
        pairs.saveState(settings);
    }
    PairsPage other;
    QSettings settings(ini, QSettings::IniFormat);
    other.restoreState(settings);
    other.setWorkspace(m_session.get());
    QCOMPARE(other.scoreBy()->currentText(), QStringLiteral("set five"));
    QCOMPARE(other.weighting()->currentIndex(), 1);
    QVERIFY(m_session->workspace()->removeFeatureSet("five"));
    Q_EMIT m_session->featureSetsChanged();
    QCOMPARE(other.scoreBy()->currentIndex(), 0);
    const auto strongest = pairScores(
        *m_index, weightFeatures(m_session->contrasts(TokenScope::SentenceEnds), 32, ScoreWeighting::Magnitude),
        TokenScope::SentenceEnds);
    QTRY_VERIFY(same(strongest));
    other.setWorkspace(nullptr);
    pairs.setWorkspace(nullptr);
}

void SetsDialogTest::hostileNamesStayText() {
    make(QStringLiteral("llm = 5"), QStringLiteral("<b>&x<"));
    FeatureSetDialog* dialog = open();
    m_page->showSet(QStringLiteral("<b>&x<"));
    int seen = 0;
    for (const QLabel* label : dialog->findChildren<QLabel*>()) {
        if (!label->text().isEmpty()) {
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
            seen += label->text().contains(QStringLiteral("<b>&x<")) ? 1 : 0;
        }
    }
    QVERIFY(seen >= 1);
}

void SetsDialogTest::pictures() {
    make(QStringLiteral("llm = 5"), QStringLiteral("LLM = 5"));
    make(QStringLiteral("llm >= 4 and stable"), QStringLiteral("safe and stable"));
    say({m_make.judge(101, 5, "now five"), m_make.person(3, "anna", 4)});
    FeatureSetDialog* dialog = open();
    for (const double scale : {1.0, 1.5}) {
        ThemeManager::instance().setTextScale(scale);
        for (const bool dark : {false, true}) {
            ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
            const QString name =
                QStringLiteral("%1-%2").arg(dark ? QStringLiteral("dark") : QStringLiteral("light")).arg(scale * 100);
            dialog->list()->setCurrentRow(1);
            dialog->list()->setCurrentRow(0);
            QTest::qWait(40);
            check::saveShot(*dialog, QStringLiteral("sets-list-") + name);
            dialog->newButton()->click();
            dialog->form()->rule()->setText(QStringLiteral("llm >= 4 or |contrast| > 0.3"));
            QTest::qWait(250);
            check::saveShot(*dialog, QStringLiteral("sets-new-") + name);
        }
    }
    ThemeManager::instance().setTextScale(1.0);
    ThemeManager::instance().setMode(ThemeMode::Light);
    dialog->list()->setCurrentRow(1);
    dialog->deleteButton()->click();
    QTest::qWait(30);
    check::saveShot(*dialog, QStringLiteral("sets-undo-light"));
    m_page->showSet(QStringLiteral("LLM = 5"));
    QTest::qWait(30);
    check::saveShot(*m_page, QStringLiteral("sets-chip"));
}

QTEST_MAIN(SetsDialogTest)
#include "sets_dialog_test.moc"
