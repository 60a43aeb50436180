// SPDX-License-Identifier: GPL-3.0-or-later
// The One pair tab over an engine without a model: what is asked, what is shown, by keys as people press them.
#include "core/workspace/kept_results.h"
#include "tests/support/check.h"
#include "tests/ui/fake_engine.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/change_curve.h"
#include "ui/causal/change_row.h"
#include "ui/causal/change_search.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/pair_rewards.h"
#include "ui/causal/pair_texts.h"
#include "ui/dialogs/form_dialog.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <algorithm>
#include <cmath>

using namespace saferscope;
using check::FakeEngine;

class CausalPairTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void listTurnsIntoIntervention();
    void undoTakesWholeDrags();
    void doseRangesHoldZeroAndNeutral();
    void searchFindsNumbersAndStaysSmall();
    void emptyChangesAskNothing();
    void sliderKeysAskAtOnceAndNewestWins();
    void verdictFlipIsSaid();
    void curveIsAskedOncePerFeatureAndMarksTheDose();
    void ablateAndClampAndReset();
    void mutingAndRemoving();
    void undoByKeysAlsoInTheNumber();
    void placesAndRanges();
    void suggestionsAddFeatures();
    void coloursShowWhatTheyName();
    void followsThePairOfTheSession();
    void disagreementIsSaid();
    void keepingUnderATakenNameStaysOpen();
    void failureKeepsNumbersAndRetries();
    void newModelIsReadAgain();
    void lostHandleIsReadAgainOnce();
    void commandLineNamesEverything();
    void surveyAndResult();
    void stateComesBack();
    void pictures();
    void dragsThroughTheRealEngine();

private:
    void lookAt(std::uint32_t pair);
    EngineChange lastChange() const;
    ChangeRow* row(std::size_t number) const { return m_panel->rows()[number]; }

    check::TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    void openLab(std::unique_ptr<Workspace> workspace);

    std::unique_ptr<WorkspaceSession> m_session;
    FakeEngine* m_engine = nullptr;
    std::unique_ptr<PairPanel> m_panel;
};

namespace {

/// The answers as the index has them: rewards of the fake engine speak of their words.
PreferencePair textOf(const FeatureIndex& index, PairIndex place) {
    PreferencePair pair;
    pair.id = index.pair(place).id;
    pair.prompt = {{"user", std::string(index.segmentText(place, Segment::Prompt))}};
    pair.chosen = std::string(index.segmentText(place, Segment::Chosen));
    pair.rejected = std::string(index.segmentText(place, Segment::Rejected));
    return pair;
}

}  // namespace

void CausalPairTest::initTestCase() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
    m_index = check::makeSyntheticIndex(m_folder.path() / "index");
}

void CausalPairTest::init() { openLab(nullptr); }

void CausalPairTest::openLab(std::unique_ptr<Workspace> workspace) {
    m_session = std::make_unique<WorkspaceSession>(std::move(workspace), m_index);
    auto engine = std::make_unique<FakeEngine>();
    m_engine = engine.get();
    m_session->setEngine(std::move(engine));
    m_panel = std::make_unique<PairPanel>();
    m_panel->lab()->setLoader([this](PairIndex pair) -> Result<PreferencePair> { return textOf(*m_index, pair); });
    m_panel->setWorkspace(m_session.get());
    m_panel->resize(1240, 780);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    QTRY_VERIFY(m_panel->lab()->state() == PairLab::State::Ready);
}

void CausalPairTest::cleanup() {
    m_panel->setWorkspace(nullptr);
    m_panel.reset();
    m_session.reset();
}

void CausalPairTest::lookAt(std::uint32_t pair) {
    m_session->selectPair(PairIndex(pair));
    QTRY_VERIFY(m_panel->lab()->state() == PairLab::State::Ready);
}

EngineChange CausalPairTest::lastChange() const {
    for (auto asked = m_engine->asked.rbegin(); asked != m_engine->asked.rend(); ++asked) {
        if (const auto* change = std::get_if<EngineChange>(&asked->question)) {
            return *change;
        }
    }
    return {};
}

void CausalPairTest::listTurnsIntoIntervention() {
    ChangeList list;
    QVERIFY(list.intervention().empty());
    const auto set = list.add({0, "kept", {FeatureId(3), FeatureId(17)}, FeatureOperation::Scale, 0.5, false});
    const auto one = list.add({0, "", {FeatureId(17)}, FeatureOperation::Clamp, 2.0, false});
    // A feature's own row goes before the set's, so that it is named once.
    const std::vector<FeatureChange> both = {{FeatureId(17), FeatureOperation::Clamp, 2.0},
                                             {FeatureId(3), FeatureOperation::Scale, 0.5}};
    QVERIFY(list.intervention().changes == both);
    QVERIFY(checkIntervention(list.intervention(), 48, 8).has_value());
    list.setMuted(one, true);
    QCOMPARE(list.intervention().changes.size(), std::size_t{2});
    QCOMPARE(list.intervention().changes[1].value, 0.5);
    list.setMuted(set, true);
    QVERIFY(list.intervention().empty());
    QCOMPARE(list.add({0, "", {FeatureId(17)}, FeatureOperation::Scale, 0.0, false}), one);
    QCOMPARE(list.entries().size(), std::size_t{2});
}

void CausalPairTest::undoTakesWholeDrags() {
    ChangeList list;
    const auto id = list.add({0, "", {FeatureId(1)}, FeatureOperation::Scale, 0.0, false});
    for (int i = 1; i <= 50; ++i) {
        list.setValue(id, i / 10.0);
    }
    list.endStep();
    list.setValue(id, -1.0);
    list.undo();
    QCOMPARE(list.find(id)->value, 5.0);
    list.undo();
    QCOMPARE(list.find(id)->value, 0.0);
    list.redo();
    QCOMPARE(list.find(id)->value, 5.0);
    list.setValue(id, 2.0);
    QVERIFY(!list.canRedo());
    list.undo();
    list.undo();
    list.undo();
    QVERIFY(list.entries().empty() && !list.canUndo());
}

void CausalPairTest::doseRangesHoldZeroAndNeutral() {
    for (const double maximum : {0.003, 0.7, 1.0, 9.99, 1234.5}) {
        for (const FeatureOperation operation :
             {FeatureOperation::Ablate, FeatureOperation::Scale, FeatureOperation::Clamp, FeatureOperation::Add}) {
            const DoseRange range = doseRange(operation, maximum);
            const std::vector<double> doses = dosesOf(operation, maximum);
            QVERIFY(doses.size() >= 21 && doses.size() <= 25);
            QVERIFY(std::is_sorted(doses.begin(), doses.end()));
            QVERIFY(std::count(doses.begin(), doses.end(), 0.0) == 1);
            QCOMPARE(doses.front(), range.low);
            QCOMPARE(doses.back(), range.high);
            if (operation == FeatureOperation::Clamp) {
                QVERIFY(range.low == 0.0 && range.high >= maximum * 1.99);
                QVERIFY(range.high <= std::max(maximum, 0.01) * 4.0);
            }
        }
    }
    const auto doses = dosesOf(FeatureOperation::Scale, 1.0);
    QVERIFY(std::count(doses.begin(), doses.end(), 1.0) == 1);
}

void CausalPairTest::searchFindsNumbersAndStaysSmall() {
    ChangeSearchModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSession(m_session.get());
    QCOMPARE(model.rowCount(), 0);
    model.setQuery(QStringLiteral("17"));
    QCOMPARE(*model.featureAt(0), FeatureId(17));
    QCOMPARE(*model.featureAt(1), FeatureId(170));
    QCOMPARE(model.rowCount(), 11);  // 17 and 170…179
    model.setQuery(QStringLiteral("1"));
    QCOMPARE(model.rowCount(), 40);
    model.setQuery(QStringLiteral("512"));  // one past the last
    QCOMPARE(model.rowCount(), 0);
    model.setQuery(QStringLiteral("0"));
    QCOMPARE(model.rowCount(), 1);
    model.setQuery(QStringLiteral("no such label"));
    QCOMPARE(model.rowCount(), 0);
    // By keys in the field itself.
    QTest::keyClicks(m_panel->search(), QStringLiteral("42"));
    QTest::keyClick(m_panel->search(), Qt::Key_Return);
    QCOMPARE(m_panel->changes().entries().size(), std::size_t{1});
    QCOMPARE(m_panel->changes().entries()[0].features, std::vector<FeatureId>{FeatureId(42)});
    QTRY_VERIFY(m_panel->search()->text().isEmpty());
    QSignalSpy told(m_panel.get(), &PairPanel::told);
    QTest::keyClicks(m_panel->search(), QStringLiteral("99999"));
    QTest::keyClick(m_panel->search(), Qt::Key_Return);
    QCOMPARE(told.count(), 1);
    QCOMPARE(m_panel->changes().entries().size(), std::size_t{1});
}

void CausalPairTest::emptyChangesAskNothing() {
    QCOMPARE(m_engine->count(QStringLiteral("pair")), 0);
    QVERIFY(m_panel->rewards()->after().has_value());
    QVERIFY(!m_panel->keepButton()->isEnabled() && !m_panel->surveyButton()->isEnabled());
    QVERIFY(m_panel->rewards()->verdict()->text().contains(QStringLiteral("before and after")));
    m_panel->addFeature(FeatureId(3));
    QTRY_COMPARE(m_engine->count(QStringLiteral("pair")), 1);
}

void CausalPairTest::sliderKeysAskAtOnceAndNewestWins() {
    m_panel->addFeature(FeatureId(3));
    QTRY_VERIFY(m_panel->lab()->current());
    const double before = m_panel->lab()->effect()->before.chosen;
    QCOMPARE(m_panel->rewards()->after()->chosen, before - 1.0);  // scaled by 0
    QSlider* slider = row(0)->slider();
    slider->setFocus();
    const int asked = m_engine->count(QStringLiteral("pair"));
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(m_engine->count(QStringLiteral("pair")), asked + 1);  // before the loop turns
    QCOMPARE(lastChange().intervention.changes[0].value, 0.05);
    QCOMPARE(row(0)->value()->value(), 0.05);
    m_engine->hold = true;
    QTest::keyClick(slider, Qt::Key_Right);
    QTest::keyClick(slider, Qt::Key_Right);
    QTest::keyClick(slider, Qt::Key_PageUp);
    QCOMPARE(lastChange().intervention.changes[0].value, 0.65);
    QVERIFY(!m_panel->lab()->current());
    EngineEffect newest;
    newest.before = m_panel->lab()->effect()->before;
    newest.after = {before + 7.0, 0.0};
    QTest::qWait(20);  // the outdated ones hear Interrupted, which is no failure
    QVERIFY(m_panel->lab()->state() == PairLab::State::Ready);
    m_engine->respond(m_engine->asked.size() - 1, EngineAnswer(newest));
    QVERIFY(m_panel->lab()->current());
    QCOMPARE(m_panel->rewards()->after()->chosen, before + 7.0);
}

void CausalPairTest::verdictFlipIsSaid() {
    m_panel->addFeature(FeatureId(3));
    QTRY_VERIFY(m_panel->lab()->current());
    m_panel->rewards()->setRewards({2.0, 1.0}, {0.5, 1.0});
    QVERIFY(m_panel->rewards()->verdict()->text().contains(QStringLiteral("now prefers the rejected")));
    QVERIFY(m_panel->rewards()->verdict()->tone() == TextTone::Warning);
    // 1 / (1 + e^-1) and 1 / (1 + e^0.5)
    QVERIFY(m_panel->rewards()->probability()->text().contains(QStringLiteral("73.1\u00a0% \u2192 37.8\u00a0%")));
    m_panel->rewards()->setRewards({1.0, 2.0}, {3.0, 2.0});
    QVERIFY(m_panel->rewards()->verdict()->text().contains(QStringLiteral("now prefers the chosen")));
    m_panel->rewards()->setRewards({1.0, 2.0}, {1.0, 2.0});
    QVERIFY(m_panel->rewards()->verdict()->tone() == TextTone::Normal);
}

void CausalPairTest::curveIsAskedOncePerFeatureAndMarksTheDose() {
    m_panel->addFeature(FeatureId(3));
    QTRY_COMPARE(m_engine->count(QStringLiteral("pair-dose")), 1);
    QTRY_COMPARE(m_panel->curve()->curve().doses.size(), std::size_t{25});
    QCOMPARE(*m_panel->curve()->dose(), 0.0);
    row(0)->slider()->setFocus();
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(row(0)->slider(), Qt::Key_Right);
    }
    QCOMPARE(*m_panel->curve()->dose(), 0.25);
    QTest::qWait(200);
    QCOMPARE(m_engine->count(QStringLiteral("pair-dose")), 1);  // moving does not change the curve
    QVERIFY(m_panel->curve()->readoutAt(0.9).contains(QStringLiteral("Factor 1:")));
    // A click asks for the dose under the mouse.
    const QPoint at(static_cast<int>(m_panel->curve()->xOf(3.0)), m_panel->curve()->height() / 2);
    QTest::mouseClick(m_panel->curve(), Qt::LeftButton, {}, at);
    QCOMPARE(m_panel->changes().entries()[0].value, 3.0);
    QCOMPARE(row(0)->value()->value(), 3.0);
    m_panel->addFeature(FeatureId(17));
    QTRY_COMPARE(m_engine->count(QStringLiteral("pair-dose")), 2);
    // The keyboard in the first row takes that one in hand again.
    m_panel->search()->setFocus();
    row(0)->slider()->setFocus();
    QTRY_COMPARE(m_engine->count(QStringLiteral("pair-dose")), 3);
    lookAt(5);
    QTRY_COMPARE(m_engine->count(QStringLiteral("pair-dose")), 4);
}

void CausalPairTest::ablateAndClampAndReset() {
    m_panel->addFeature(FeatureId(3));
    QComboBox* operation = row(0)->operation();
    operation->setFocus();
    QTest::keyClick(operation, Qt::Key_Up);
    QVERIFY(lastChange().intervention.changes[0].operation == FeatureOperation::Ablate);
    QVERIFY(!row(0)->slider()->isEnabled());
    QTest::keyClick(operation, Qt::Key_Down);
    QTest::keyClick(operation, Qt::Key_Down);
    QVERIFY(lastChange().intervention.changes[0].operation == FeatureOperation::Clamp);
    const double maximum = static_cast<double>(m_index->sums(FeatureId(3), TokenScope::AllTokens).maximum);
    QCOMPARE(lastChange().intervention.changes[0].value, maximum);
    QTest::keyClick(operation, Qt::Key_Down);
    QVERIFY(lastChange().intervention.changes[0].operation == FeatureOperation::Add);
    QCOMPARE(lastChange().intervention.changes[0].value, 0.0);
    QTest::keyClick(row(0)->slider(), Qt::Key_Left);
    QVERIFY(lastChange().intervention.changes[0].value < 0.0);
    QTest::mouseClick(row(0)->resetButton(), Qt::LeftButton);
    QCOMPARE(lastChange().intervention.changes[0].value, 0.0);
    QTest::keyClick(operation, Qt::Key_Up);
    QTest::mouseClick(row(0)->resetButton(), Qt::LeftButton);
    QVERIFY(lastChange().intervention.changes[0].operation == FeatureOperation::Scale);
    QCOMPARE(lastChange().intervention.changes[0].value, 1.0);
}

void CausalPairTest::mutingAndRemoving() {
    m_panel->addFeature(FeatureId(3));
    m_panel->addSet(QStringLiteral("Polite"), {FeatureId(17), FeatureId(42)});
    QCOMPARE(m_panel->lab()->intervention().changes.size(), std::size_t{3});
    QVERIFY(!row(0)->expandButton()->isVisible() && row(1)->expandButton()->isVisible());
    row(0)->active()->setFocus();
    QTest::keyClick(row(0)->active(), Qt::Key_Space);
    QCOMPARE(m_panel->lab()->intervention().changes.size(), std::size_t{2});
    QVERIFY(!row(0)->slider()->isEnabled());
    row(1)->slider()->setFocus();
    QTest::keyClick(row(1)->slider(), Qt::Key_Delete);
    QCOMPARE(m_panel->rows().size(), std::size_t{1});
    QVERIFY(m_panel->lab()->intervention().empty());
    // Everything muted is nothing changed: the numbers are the pair's own.
    QCOMPARE(m_panel->rewards()->after()->chosen, m_panel->lab()->effect()->before.chosen);
}

void CausalPairTest::undoByKeysAlsoInTheNumber() {
    m_panel->addFeature(FeatureId(3));
    QDoubleSpinBox* number = row(0)->value();
    m_panel->activateWindow();
    number->setFocus();
    QTest::keyClick(number, Qt::Key_Up);
    QTest::keyClick(number, Qt::Key_Up);
    QCOMPARE(m_panel->changes().entries()[0].value, 0.1);
    QTest::keyClick(number, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_panel->changes().entries()[0].value, 0.0);
    QTest::keyClick(number, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_panel->changes().entries()[0].value, 0.1);
    QTest::keyClick(row(0)->slider(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(row(0)->slider(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_panel->rows().empty());
    QTest::keyClick(m_panel.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_panel->rows().size(), std::size_t{1});
}

void CausalPairTest::placesAndRanges() {
    m_panel->addFeature(FeatureId(3));
    const auto positions = [this] { return positionText(m_panel->lab()->intervention().positions); };
    const char* const expected[] = {"all", "sentence-ends", "response", "prompt", "chosen", "rejected"};
    m_panel->places()->setFocus();
    QTest::keyClick(m_panel->places(), Qt::Key_Home);
    for (const char* const text : expected) {
        QCOMPARE(positions(), std::string(text));
        QTest::keyClick(m_panel->places(), Qt::Key_Down);
    }
    QVERIFY(m_panel->rangeBegin()->isVisible());
    QVERIFY(m_panel->lab()->intervention().positions.range.has_value());
    // Click begins a range, Shift and click ends it.
    HeatmapView* view = m_panel->texts()->view(Segment::Chosen);
    QVERIFY(view->tokens().size() > 6);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->tokenRect(2).center());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, view->tokenRect(5).center());
    const PositionChoice chosen = m_panel->lab()->intervention().positions;
    QVERIFY(chosen.chosen && !chosen.rejected && !chosen.prompt);
    QVERIFY((chosen.range == TokenRange{2, 6}));
    QCOMPARE(m_panel->rangeBegin()->value(), 2);
    QCOMPARE(m_panel->rangeEnd()->value(), 5);  // the last one, for people
    QTest::keyClick(m_panel->rangeEnd(), Qt::Key_Up);
    QVERIFY((m_panel->lab()->intervention().positions.range == TokenRange{2, 7}));
    m_panel->undo();
    QVERIFY((m_panel->lab()->intervention().positions.range == TokenRange{2, 6}));
}

void CausalPairTest::suggestionsAddFeatures() {
    QTRY_COMPARE(m_panel->suggestions().size(), std::size_t{5});
    const auto strongest = m_panel->lab()->strongestByAttribution(3);
    QVERIFY(std::abs(strongest[0].second) >= std::abs(strongest[1].second));
    QTest::mouseClick(m_panel->suggestions()[0], Qt::LeftButton);
    QCOMPARE(m_panel->changes().entries()[0].features[0], strongest[0].first);
    QCOMPARE(m_panel->suggestions().size(), std::size_t{5});
    for (const QPushButton* button : m_panel->suggestions()) {
        QVERIFY(!button->text().contains(QStringLiteral("Feature %1 ").arg(strongest[0].first.value())));
    }
}

void CausalPairTest::coloursShowWhatTheyName() {
    QTRY_VERIFY(m_panel->lab()->attribution() != nullptr);
    const EnginePair& pair = *m_panel->lab()->read();
    HeatmapView* view = m_panel->texts()->view(Segment::Chosen);
    QCOMPARE(view->value(0), 0.0f);  // nothing changed
    m_panel->texts()->setColour(*m_panel->lab(), PairTexts::Colour::Running);
    QCOMPARE(view->value(3), pair.running[1][3]);
    const LatentEntry first = pair.pair.segments[1].latents[2][0];
    m_panel->addFeature(first.feature);
    m_panel->texts()->setColour(*m_panel->lab(), PairTexts::Colour::Activation);
    float fires = 0.0f;
    for (const LatentEntry& latent : pair.pair.segments[1].latents[2]) {
        fires += latent.feature == first.feature ? latent.value : 0.0f;
    }
    QCOMPARE(view->value(2), fires);
    m_panel->texts()->setColour(*m_panel->lab(), PairTexts::Colour::Attribution);
    QTRY_COMPARE(view->value(2), fires);  // of the fake: the activation, with the answer's sign
    m_panel->texts()->setColour(*m_panel->lab(), PairTexts::Colour::Change);
    QTRY_VERIFY(m_panel->lab()->current());
    EngineEffect effect = *m_panel->lab()->effect();
    effect.running[1][3] += 2.5f;
    m_engine->answer = [effect](const EngineQuestion&) -> Result<EngineAnswer> { return EngineAnswer(effect); };
    QTest::keyClick(row(0)->slider(), Qt::Key_Right);
    QTRY_COMPARE(view->value(3), 2.5f);
    QCOMPARE(view->value(2), 0.0f);
}

void CausalPairTest::followsThePairOfTheSession() {
    QCOMPARE(*m_session->selectedPair(), PairIndex(0));  // the first, where none was selected
    m_panel->activateWindow();
    QTest::keyClick(m_panel->search(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(*m_session->selectedPair(), PairIndex(1));
    QTRY_COMPARE(QString::fromStdString(m_panel->lab()->read() ? m_panel->lab()->read()->pair.id : ""),
                 QString::fromStdString(m_index->pair(PairIndex(1)).id));
    QTest::keyClicks(m_panel->pairId(), QString::fromStdString(m_index->pair(PairIndex(77)).id));
    QTest::keyClick(m_panel->pairId(), Qt::Key_Return);
    QCOMPARE(*m_session->selectedPair(), PairIndex(77));
    QSignalSpy told(m_panel.get(), &PairPanel::told);
    QTest::keyClicks(m_panel->pairId(), QStringLiteral("nowhere"));
    QTest::keyClick(m_panel->pairId(), Qt::Key_Return);
    QVERIFY(told.count() >= 1);
    QCOMPARE(*m_session->selectedPair(), PairIndex(77));
    // A pair that is looked past is not read to the end.
    m_engine->hold = true;
    m_session->selectPair(PairIndex(3));
    m_session->selectPair(PairIndex(4));
    QTest::qWait(20);
    QVERIFY(m_panel->lab()->state() == PairLab::State::Loading);
    QCOMPARE(*m_panel->lab()->pair(), PairIndex(4));
}

void CausalPairTest::disagreementIsSaid() {
    QSignalSpy told(m_panel.get(), &PairPanel::told);
    const PairRecord record = m_index->pair(PairIndex(9));
    EnginePair pair;
    pair.handle = 900;
    pair.pair.rewardChosen = record.rewardChosen + 0.0009f;
    pair.pair.rewardRejected = record.rewardRejected;
    m_engine->answer = [&](const EngineQuestion&) -> Result<EngineAnswer> { return EngineAnswer(pair); };
    lookAt(9);
    QCOMPARE(told.count(), 0);
    const PairRecord other = m_index->pair(PairIndex(10));
    pair.handle = 901;
    pair.pair.rewardChosen = other.rewardChosen;
    pair.pair.rewardRejected = other.rewardRejected - 0.25f;
    lookAt(10);
    QCOMPARE(told.count(), 1);
    QVERIFY(told[0][1].toString().contains(QStringLiteral("0.25")));
}

// Regression: the dialog closed although the name was taken, and the result was lost without a word.
void CausalPairTest::keepingUnderATakenNameStaysOpen() {
    cleanup();
    auto workspace = Workspace::create(m_folder.path() / "kept");
    QVERIFY(workspace);
    openLab(std::move(*workspace));
    m_panel->addFeature(FeatureId(3));
    QTRY_VERIFY(m_panel->lab()->current());
    QTRY_VERIFY(m_panel->keepButton()->isEnabled());
    const auto before = keptResults(*m_session->workspace()).size();
    const auto keepAs = [this](const QString& name) {
        auto* dialog = m_panel->findChild<FormDialog*>();
        if (dialog == nullptr) {
            QTest::mouseClick(m_panel->keepButton(), Qt::LeftButton);
            dialog = m_panel->findChild<FormDialog*>();
        }
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("name"));
        field->setText(name);
        QTest::keyClick(field, Qt::Key_Return);
        return QPointer<FormDialog>(dialog);
    };
    QPointer<FormDialog> first = keepAs(QStringLiteral("one"));
    QTRY_VERIFY(first.isNull());
    QCOMPARE(keptResults(*m_session->workspace()).size(), before + 1);
    QPointer<FormDialog> second = keepAs(QStringLiteral("one"));
    QTest::qWait(50);
    QVERIFY(!second.isNull() && second->isVisible());
    QVERIFY(second->messageBar()->isVisible());
    QCOMPARE(keptResults(*m_session->workspace()).size(), before + 1);
    keepAs(QStringLiteral("two"));
    QTRY_VERIFY(second.isNull());
    QCOMPARE(keptResults(*m_session->workspace()).size(), before + 2);
}

void CausalPairTest::failureKeepsNumbersAndRetries() {
    m_panel->addFeature(FeatureId(3));
    QTRY_VERIFY(m_panel->lab()->current());
    const QString number = m_panel->rewards()->number(2)->text();
    const auto ordinary = m_engine->answer;
    m_engine->answer = [](const EngineQuestion&) -> Result<EngineAnswer> {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory.", "Close something.");
    };
    QTest::keyClick(row(0)->slider(), Qt::Key_Right);
    QTRY_VERIFY(m_panel->lab()->state() == PairLab::State::Failed);
    QVERIFY(m_panel->status()->isVisible() && m_panel->status()->text().contains(QStringLiteral("not enough memory")));
    QVERIFY(m_panel->retryButton()->isVisible());
    QCOMPARE(m_panel->rewards()->number(2)->text(), number);  // still there, greyed
    QVERIFY(m_panel->rewards()->number(2)->tone() == TextTone::Muted);
    QVERIFY(!m_panel->keepButton()->isEnabled());
    m_engine->answer = ordinary;
    QTest::mouseClick(m_panel->retryButton(), Qt::LeftButton);
    QTRY_VERIFY(m_panel->lab()->current());
    QVERIFY(!m_panel->retryButton()->isVisible());
    QVERIFY(m_panel->rewards()->number(2)->tone() == TextTone::Normal);
    QCOMPARE(lastChange().intervention.changes[0].value, 0.05);
}

void CausalPairTest::newModelIsReadAgain() {
    const int reads = m_engine->count(QStringLiteral("pair-read"));
    m_engine->setLoading();
    m_engine->setReady();
    QTRY_COMPARE(m_engine->count(QStringLiteral("pair-read")), reads + 1);
    QTRY_VERIFY(m_panel->lab()->state() == PairLab::State::Ready);
}

void CausalPairTest::lostHandleIsReadAgainOnce() {
    m_panel->addFeature(FeatureId(3));
    QTRY_VERIFY(m_panel->lab()->current());
    const auto ordinary = m_engine->answer;
    int lost = 1;
    m_engine->answer = [&](const EngineQuestion& question) -> Result<EngineAnswer> {
        if (std::holds_alternative<EngineChange>(question) && lost-- > 0) {
            return fail(ErrorCode::NotFound, "The pair is not kept any more.");
        }
        return ordinary(question);
    };
    const int reads = m_engine->count(QStringLiteral("pair-read"));
    QTest::keyClick(row(0)->slider(), Qt::Key_Right);
    QTRY_VERIFY(m_panel->lab()->current());
    QCOMPARE(m_engine->count(QStringLiteral("pair-read")), reads + 1);
    QVERIFY(!m_panel->retryButton()->isVisible());
    lost = 1000;
    QTest::keyClick(row(0)->slider(), Qt::Key_Right);
    QTRY_VERIFY(m_panel->lab()->state() == PairLab::State::Failed);
    QVERIFY(m_engine->count(QStringLiteral("pair-read")) <= reads + 2);  // no endless circle
}

void CausalPairTest::commandLineNamesEverything() {
    m_panel->addFeature(FeatureId(3));
    m_panel->addSet(QStringLiteral("Two"), {FeatureId(17), FeatureId(42)});
    m_panel->places()->setCurrentIndex(PairPanel::Answers);
    Q_EMIT m_panel->places()->activated(PairPanel::Answers);
    const QString line = m_panel->commandLine();
    QVERIFY2(line.startsWith(QStringLiteral("safer steer --model ")), qPrintable(line));
    for (const char* part : {"--feature 3,17,42 --op scale --value 0 --positions response", "--layer ", " --json"}) {
        QVERIFY2(line.contains(QLatin1String(part)), qPrintable(line));
    }
    // Two kinds of change in one: only a profile says that.
    QTest::keyClick(row(0)->slider(), Qt::Key_Right);
    QVERIFY(m_panel->commandLine().contains(QStringLiteral("--profile PROFILE")));
    QVERIFY(!m_panel->commandLine().contains(QStringLiteral("--feature")));
}

void CausalPairTest::surveyAndResult() {
    m_panel->addFeature(FeatureId(3));
    QTRY_VERIFY(m_panel->lab()->current());
    QSignalSpy asked(m_panel.get(), &PairPanel::surveyRequested);
    QTest::keyClick(m_panel->surveyButton(), Qt::Key_Space);
    QCOMPARE(asked.count(), 1);
    QVERIFY(asked[0][0].value<Intervention>() == m_panel->lab()->intervention());
    const auto result = m_panel->result();
    QVERIFY(result.has_value());
    QCOMPARE(result->pairId, m_index->pair(PairIndex(0)).id);
    QCOMPARE(result->after->chosen, result->before->chosen - 1.0);
    QCOMPARE(result->saeHash, m_index->manifest().saeHash);
    QCOMPARE(m_panel->profile().layer, m_index->manifest().layer);
    QCOMPARE(m_panel->profile().saeHash, m_index->manifest().saeHash);
}

void CausalPairTest::stateComesBack() {
    m_panel->addFeature(FeatureId(3));
    m_panel->addSet(QStringLiteral("Two"), {FeatureId(17), FeatureId(42)});
    QTest::keyClick(row(1)->slider(), Qt::Key_PageUp);
    m_panel->texts()->setColour(*m_panel->lab(), PairTexts::Colour::Running);
    const Intervention before = m_panel->lab()->intervention();
    const QString file = QString::fromStdString((m_folder.path() / "state.ini").string());
    QSettings settings(file, QSettings::IniFormat);
    m_panel->saveState(settings);
    PairPanel other;
    other.restoreState(settings);
    other.setWorkspace(m_session.get());
    QVERIFY(other.lab()->intervention() == before);
    QCOMPARE(other.rows().size(), std::size_t{2});
    QVERIFY(other.texts()->colour() == PairTexts::Colour::Running);
    // What is damaged is forgotten.
    settings.setValue(QStringLiteral("changes"), QStringLiteral("{\"sae\":"));
    PairPanel third;
    third.restoreState(settings);
    third.setWorkspace(m_session.get());
    QVERIFY(third.rows().empty());
    other.setWorkspace(nullptr);
    third.setWorkspace(nullptr);
}

void CausalPairTest::pictures() {
    m_panel->showSomethingMeaningful();
    QTRY_VERIFY(m_panel->lab()->current());
    QTest::qWait(250);
    check::saveShot(*m_panel, QStringLiteral("causal-pair-light"));
    ThemeManager::instance().setMode(ThemeMode::Dark);
    QTest::qWait(50);
    check::saveShot(*m_panel, QStringLiteral("causal-pair-dark"));
    ThemeManager::instance().setMode(ThemeMode::Light);
    m_panel->resize(760, 560);
    QTest::qWait(50);
    check::saveShot(*m_panel, QStringLiteral("causal-pair-narrow"));
    m_engine->setFailed(QStringLiteral("The model could not be loaded."));
    QTest::qWait(50);
    QVERIFY(m_panel->retryButton()->isVisible());
    check::saveShot(*m_panel, QStringLiteral("causal-pair-failed"));
}

/// Over a demo workspace and the real model's process: from the slider's move to the number on the screen, and the
/// longest time in which the window did nothing else.
void CausalPairTest::dragsThroughTheRealEngine() {
    const QByteArray folder = qgetenv("SAFERSCOPE_DEMO_WORKSPACE");
    if (folder.isEmpty()) {
        QSKIP("Set SAFERSCOPE_DEMO_WORKSPACE to the folder of a demo workspace, and SAFER_PROGRAM.");
    }
    auto opened = WorkspaceSession::open(folder.toStdString());
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    const std::unique_ptr<WorkspaceSession> session = std::move(*opened);
    PairPanel panel;
    panel.setWorkspace(session.get());
    panel.resize(1240, 780);
    panel.show();
    QTRY_VERIFY_WITH_TIMEOUT(
        panel.lab()->state() != PairLab::State::Loading && panel.lab()->state() != PairLab::State::Nothing, 60000);
    QVERIFY2(panel.lab()->state() == PairLab::State::Ready, panel.lab()->problem().message.c_str());
    QVERIFY(!panel.lab()->disagreement());
    // A feature that speaks in this pair, so that the reward really moves.
    QTRY_VERIFY_WITH_TIMEOUT(panel.lab()->attribution() != nullptr, 10000);
    panel.addFeature(panel.lab()->strongestByAttribution(1).front().first);
    QTRY_VERIFY_WITH_TIMEOUT(panel.lab()->current() && panel.lab()->curve() != nullptr, 10000);
    QSlider* slider = panel.rows()[0]->slider();
    const auto quantile = [](std::vector<double> values, double share) {
        std::sort(values.begin(), values.end());
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    std::vector<double> waits;
    std::vector<double> gaps;
    QElapsedTimer beat;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    connect(&heart, &QTimer::timeout,
            [&] { gaps.push_back(static_cast<double>(beat.nsecsElapsed()) / 1e6), beat.start(); });
    beat.start();
    heart.start(5);
    QString last;
    int moved = 0;
    for (int i = 0; i < 100; ++i) {
        QElapsedTimer clock;
        clock.start();
        slider->setValue(i);  // factors -2 to 3
        while (!panel.lab()->current() && clock.elapsed() < 5000) {
            QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        }
        waits.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        moved += panel.rewards()->number(2)->text() != last ? 1 : 0;
        last = panel.rewards()->number(2)->text();
        QTest::qWait(10);
    }
    qInfo("move to number, 100 moves: median %.1f ms, p95 %.1f ms, max %.1f ms; the margin changed %d times",
          quantile(waits, 0.5), quantile(waits, 0.95), quantile(waits, 1.0), moved);
    QVERIFY(moved > 50);
    // A hand that moves without waiting: answers have to come while it moves.
    int shown = 0;
    const auto counter = connect(panel.lab(), &PairLab::effectChanged, [&] { ++shown; });
    for (int i = 0; i < 100; ++i) {
        slider->setValue(100 - i);
        QTest::qWait(10);
    }
    QTRY_VERIFY(panel.lab()->current());
    disconnect(counter);
    heart.stop();
    qInfo("a drag of 100 moves 10 ms apart: %d answers were shown; longest gap of the window %.1f ms, p99 %.1f ms",
          shown, quantile(gaps, 1.0), quantile(gaps, 0.99));
    QVERIFY(shown >= 10);
    panel.setWorkspace(nullptr);
}

QTEST_MAIN(CausalPairTest)
#include "causal_pair_test.moc"
