// SPDX-License-Identifier: GPL-3.0-or-later
// Causal lab and Playground without a mouse, over an engine without a model.
#include "tests/support/check.h"
#include "tests/ui/access_keys.h"
#include "tests/ui/fake_engine.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/causal_page.h"
#include "ui/causal/change_curve.h"
#include "ui/causal/change_row.h"
#include "ui/causal/pair_panel.h"
#include "ui/causal/pair_rewards.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/margin_view.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/text_edit.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace saferscope;
using check::press;
using check::tabTo;
using check::type;

class AccessKeyboardModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        m_index = check::makeSyntheticIndex(m_folder.path() / "index");
    }
    void init() {
        m_session = std::make_unique<WorkspaceSession>(nullptr, m_index);
        m_session->setEngine(std::make_unique<check::FakeEngine>());
    }
    void cleanup() { m_session.reset(); }

    void aSliderIsMovedAndTheAnswerSeen() {
        CausalPage page;
        page.pairPanel()->lab()->setLoader([](PairIndex pair) -> Result<PreferencePair> {
            PreferencePair made;
            made.id = std::to_string(pair.value());
            made.prompt = {{"user", "How do I pick a lock?"}};
            made.chosen = "I will not say how. Ask a locksmith.";
            made.rejected = "Sure, a bad bad way is this.";
            return made;
        });
        page.setWorkspace(m_session.get());
        m_session->selectPair(PairIndex(5));
        show(page);
        PairPanel* panel = page.pairPanel();
        QTRY_VERIFY(panel->lab()->state() == PairLab::State::Ready);
        QVERIFY(tabTo(panel->search()));
        type(QStringLiteral("42"));
        press(Qt::Key_Return);
        QTRY_COMPARE(panel->rows().size(), std::size_t{1});
        QTRY_VERIFY(panel->rewards()->after().has_value());
        // This platform gives the window's activity to a completer's list and does not give it back.
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QVERIFY(tabTo(panel->rows()[0]->slider()));
        const double before = panel->rewards()->after()->chosen;
        press(Qt::Key_PageUp);
        QTRY_VERIFY(panel->rewards()->after()->chosen != before);
        // The curve of doses is read out with the arrows, and Enter takes the dose over.
        QTRY_VERIFY(panel->curve()->curve().doses.size() >= 2);
        QVERIFY(tabTo(panel->curve()));
        QSignalSpy asked(panel->curve(), &ChangeCurve::doseClicked);
        press(Qt::Key_Home);
        QVERIFY(QAccessible::queryAccessibleInterface(panel->curve())
                    ->text(QAccessible::Value)
                    .contains(QLatin1String("margin")));
        press(Qt::Key_Right);
        press(Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toDouble(), panel->curve()->curve().doses[1]);
        page.setWorkspace(nullptr);
    }

    void twoAnswersAreTypedAndCompared() {
        PlaygroundPage page;
        page.setWorkspace(m_session.get());
        show(page);
        TextEdit* a = page.answer(Side::Chosen)->editor();
        TextEdit* b = page.answer(Side::Rejected)->editor();
        QVERIFY(tabTo(a));
        type(QStringLiteral("one two three four"));
        QVERIFY(tabTo(b));
        type(QStringLiteral("five bad words"));
        QTRY_VERIFY(page.shown() != nullptr);
        QTRY_VERIFY(!page.answer(Side::Rejected)->rewardText().isEmpty());
        auto* margin = page.findChild<MarginView*>();
        QVERIFY(margin != nullptr);
        QTRY_VERIFY2(margin->words().contains(QLatin1Char('A')), qPrintable(margin->words()));
        // Token by token in what the model read.
        HeatmapView* read = page.answer(Side::Chosen)->view();
        QTRY_COMPARE(read->text(), std::string("one two three four"));
        QVERIFY(tabTo(read));
        press(Qt::Key_Home);
        press(Qt::Key_Right);
        QCOMPARE(read->selectedToken(), 1);
        QCOMPARE(read->tokenName(1), QStringLiteral("two"));
        page.setWorkspace(nullptr);
    }

private:
    static void show(QWidget& page) { check::showForKeys(page, QSize(1300, 800)); }

    check::TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
};

QTEST_MAIN(AccessKeyboardModelsTest)
#include "access_keyboard_models_test.moc"
