// SPDX-License-Identifier: GPL-3.0-or-later
// The One pair tab over an engine without a model: what is asked, what is shown, by keys as people press them.
#include "core/workspace/kept_results.h"
#include "tests/ui/causal_pair_fixture.h"
#include "ui/causal/change_curve.h"
#include "ui/causal/change_search.h"
#include "ui/causal/pair_rewards.h"
#include "ui/causal/pair_texts.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/widgets/labels.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <algorithm>
#include <cmath>

using namespace saferscope;

class CausalPairTest : public check::CausalPairLab {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }
    void init() { openLab(nullptr); }
    void cleanup() { closeLab(); }
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
};

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

QTEST_MAIN(CausalPairTest)
#include "causal_pair_test.moc"
