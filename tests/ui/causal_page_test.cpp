// SPDX-License-Identifier: GPL-3.0-or-later
// The Causal lab's page: its tabs, what one tab hands to another, and where the user was.
#include "ui/causal/causal_page.h"

#include "tests/support/check.h"
#include "tests/ui/fake_engine.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/pair_panel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace saferscope;

class CausalPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void nothingIsLoadedUntilSomebodyLooks();
    void emptyStateLeadsToOverview();
    void tabsByKeys();
    void measureGoesToTheDataSet();
    void pairUnderAnInterventionIsShown();
    void tabComesBack();

private:
    check::TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    check::FakeEngine* m_engine = nullptr;
    std::unique_ptr<CausalPage> m_page;
};

void CausalPageTest::initTestCase() {
    ThemeManager::instance().install(*qApp);
    m_index = check::makeSyntheticIndex(m_folder.path() / "index");
}

void CausalPageTest::init() {
    m_session = std::make_unique<WorkspaceSession>(nullptr, m_index);
    auto engine = std::make_unique<check::FakeEngine>();
    m_engine = engine.get();
    m_session->setEngine(std::move(engine));
    m_page = std::make_unique<CausalPage>();
    m_page->pairPanel()->lab()->setLoader([](PairIndex pair) -> Result<PreferencePair> {
        PreferencePair made;
        made.id = std::to_string(pair.value());
        made.prompt = {{"user", "How do I pick a lock?"}};
        made.chosen = "I will not say how. Ask a locksmith.";
        made.rejected = "Sure, a bad bad way is this.";
        return made;
    });
    m_page->setWorkspace(m_session.get());
    m_page->resize(1240, 780);
}

void CausalPageTest::cleanup() {
    m_page->setWorkspace(nullptr);
    m_page.reset();
    m_session.reset();
}

void CausalPageTest::nothingIsLoadedUntilSomebodyLooks() {
    m_session->selectPair(PairIndex(5));
    QTest::qWait(20);
    QVERIFY(m_engine->asked.empty());
    m_page->show();
    QTRY_VERIFY(!m_engine->asked.empty());
    QVERIFY(std::holds_alternative<EngineRead>(m_engine->asked.front().question));
}

void CausalPageTest::emptyStateLeadsToOverview() {
    m_page->setWorkspace(nullptr);
    m_page->show();
    QSignalSpy asked(m_page.get(), &CausalPage::overviewRequested);
    for (QPushButton* button : m_page->pairPanel()->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text().contains(QStringLiteral("Overview"))) {
            QTest::keyClick(button, Qt::Key_Space);
        }
    }
    QCOMPARE(asked.count(), 1);
}

void CausalPageTest::tabsByKeys() {
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QCOMPARE(m_page->tabs()->count(), static_cast<int>(CausalPage::TabCount));
    for (int tab = CausalPage::TabCount - 1; tab >= 0; --tab) {
        QTest::keyClick(m_page.get(), static_cast<Qt::Key>(Qt::Key_1 + tab), Qt::AltModifier);
        QCOMPARE(m_page->tabs()->currentIndex(), tab);
        QVERIFY(!CausalPage::tabName(tab).isEmpty());
    }
}

void CausalPageTest::measureGoesToTheDataSet() {
    m_page->show();
    QTRY_VERIFY(m_page->pairPanel()->lab()->state() == PairLab::State::Ready);
    m_page->pairPanel()->addFeature(FeatureId(3));
    QTest::keyClick(m_page->pairPanel()->surveyButton(), Qt::Key_Space);
    QCOMPARE(m_page->tabs()->currentIndex(), static_cast<int>(CausalPage::DataSet));
}

void CausalPageTest::pairUnderAnInterventionIsShown() {
    m_page->show();
    m_page->showTab(CausalPage::Kept);
    Intervention intervention = changeAll({FeatureId(3), FeatureId(17)}, FeatureOperation::Scale, 0.5);
    intervention.changes.push_back({FeatureId(42), FeatureOperation::Clamp, 2.0});
    intervention.positions.responseOnly = true;
    m_page->showPair(QStringLiteral("any"), QString::fromStdString(m_index->pair(PairIndex(8)).id), intervention);
    QCOMPARE(m_page->tabs()->currentIndex(), static_cast<int>(CausalPage::OnePair));
    QCOMPARE(*m_session->selectedPair(), PairIndex(8));
    // Rows come in another order, single features first; what is done is the same.
    Intervention shown = m_page->pairPanel()->changes().intervention();
    const auto byFeature = [](const FeatureChange& a, const FeatureChange& b) { return a.feature < b.feature; };
    std::sort(shown.changes.begin(), shown.changes.end(), byFeature);
    QVERIFY(shown == intervention);
    m_page->showPair(QStringLiteral("any"), QStringLiteral("not there"), {});
    QCOMPARE(*m_session->selectedPair(), PairIndex(8));
    QVERIFY(m_page->messageBar()->isVisible());
    QCOMPARE(m_page->pairPanel()->rows().size(), std::size_t{2});
}

void CausalPageTest::tabComesBack() {
    m_page->showTab(CausalPage::Kept);
    QSettings settings(QString::fromStdString((m_folder.path() / "s.ini").string()), QSettings::IniFormat);
    m_page->saveState(settings);
    CausalPage other;
    other.restoreState(settings);
    QCOMPARE(other.tabs()->currentIndex(), static_cast<int>(CausalPage::Kept));
}

QTEST_MAIN(CausalPageTest)
#include "causal_page_test.moc"
