// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/playground_page.h"

#include "tests/support/check.h"
#include "tests/ui/fake_engine.h"
#include "tests/ui/support_synthetic_index.h"
#include "tests/ui/watchdog.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/pages/pair_token_panel.h"
#include "ui/playground/answer_box.h"
#include "ui/playground/margin_view.h"
#include "ui/playground/pair_list_panel.h"
#include "ui/playground/pin_strip.h"
#include "ui/playground/segment_values.h"
#include "ui/playground/text_edit.h"
#include "ui/playground/turn_list.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>
#include <fstream>

using namespace saferscope;

namespace {

void writeText(const std::filesystem::path& file, const std::string& text) { std::ofstream(file) << text; }

Draft pairOf(const char* prompt, const char* a, const char* b) {
    Draft draft;
    draft.prompt = {{"user", prompt}};
    draft.chosen = a;
    draft.rejected = b;
    return draft;
}

}  // namespace

class PlaygroundPageTest : public QObject {
    Q_OBJECT

private:
    check::TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
    std::unique_ptr<WorkspaceSession> m_session;
    check::FakeEngine* m_engine = nullptr;
    std::unique_ptr<PlaygroundPage> m_page;

    void open(std::unique_ptr<WorkspaceSession> session) {
        m_session = std::move(session);
        auto engine = std::make_unique<check::FakeEngine>();
        m_engine = engine.get();
        m_session->setEngine(std::move(engine));
        m_page = std::make_unique<PlaygroundPage>();
        m_page->setWorkspace(m_session.get());
        m_page->resize(1300, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    TextEdit* edit(Side side) const { return m_page->answer(side)->editor(); }
    void shown() {
        QTRY_VERIFY(m_page->shown() != nullptr);
        QTRY_COMPARE(m_page->answer(Side::Rejected)->view()->text(), m_page->draft().rejected);
    }

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        m_index = check::makeSyntheticIndex(m_folder.path() / "index");
    }
    void init() { open(std::make_unique<WorkspaceSession>(nullptr, m_index)); }
    void cleanup() {
        m_page->setWorkspace(nullptr);
        m_page.reset();
        m_session.reset();
    }

    void typingAsksOnceAfterTheLastKey() {
        QTest::keyClicks(edit(Side::Chosen), QStringLiteral("one two three four"));
        QVERIFY(m_engine->asked.size() <= 1);
        QTRY_VERIFY(m_page->shown() != nullptr);
        QTRY_COMPARE(m_page->answer(Side::Chosen)->rewardText(), QStringLiteral("1.00"));
        QVERIFY2(m_engine->asked.size() <= 3, qPrintable(QString::number(m_engine->asked.size())));
        const auto& read = std::get<EngineRead>(m_engine->asked.back().question);
        QCOMPARE(read.pair.chosen, std::string("one two three four"));
        QCOMPARE(read.pair.prompt.size(), std::size_t(1));  // models want a user's turn, even an empty one
        QCOMPARE(m_page->margin()->words(), QStringLiteral("A is preferred by 1.00 (win probability 73 %)"));
        QTest::keyClicks(edit(Side::Rejected), QStringLiteral("five bad words"));
        QTRY_COMPARE(m_page->answer(Side::Rejected)->rewardText(), QStringLiteral("0.00"));
    }

    void marginInWords() {
        QCOMPARE(marginWords(1.24), QStringLiteral("A is preferred by 1.24 (win probability 78 %)"));
        QCOMPARE(marginWords(-1.24), QStringLiteral("B is preferred by 1.24 (win probability 78 %)"));
        QCOMPARE(marginWords(0.001), QStringLiteral("Both answers get the same reward"));
        QVERIFY(marginWords(50.0).contains(QStringLiteral("> 99.9 %")));
        QVERIFY(!marginWords(std::nan("")).contains(QStringLiteral("nan")));
    }

    void outdatedAndFailedAnswers() {
        m_engine->hold = true;
        edit(Side::Chosen)->replaceText(QStringLiteral("one"));
        QTRY_COMPARE(m_engine->asked.size(), std::size_t(1));
        edit(Side::Chosen)->replaceText(QStringLiteral("one two"));
        QTRY_COMPARE(m_engine->asked.size(), std::size_t(2));
        QTest::qWait(20);
        QVERIFY(!m_page->retryButton()->isVisible());  // an outdated answer is no failure
        m_engine->respond(1, fail(ErrorCode::Failed, "The engine stopped unexpectedly.", "It starts again."));
        QTRY_VERIFY(m_page->retryButton()->isVisible());
        QCOMPARE(m_page->messageBar()->what(), QStringLiteral("The engine stopped unexpectedly."));
        QCOMPARE(m_page->draft().chosen, std::string("one two"));  // nothing typed is lost
        m_engine->hold = false;
        QTest::mouseClick(m_page->retryButton(), Qt::LeftButton);
        QTRY_COMPARE(m_page->answer(Side::Chosen)->rewardText(), QStringLiteral("0.50"));
        QVERIFY(!m_page->retryButton()->isVisible());
        QVERIFY(!m_page->messageBar()->isVisible());
    }

    void loadingIsSaid() {
        m_engine->hold = true;
        m_engine->setLoading();
        edit(Side::Chosen)->replaceText(QStringLiteral("one"));
        QTRY_COMPARE(m_page->margin()->status(), QStringLiteral("Loading the model…"));
    }

    void turnsMakeThePrompt() {
        TurnList* turns = m_page->turns();
        turns->editor(0)->replaceText(QStringLiteral("Hi"));
        QTest::mouseClick(turns->addButton(), Qt::LeftButton);
        turns->editor(1)->replaceText(QStringLiteral("Hello"));
        QTest::mouseClick(turns->addButton(), Qt::LeftButton);
        turns->editor(2)->replaceText(QStringLiteral("Bye"));
        turns->systemBox()->click();
        turns->editor(0)->replaceText(QStringLiteral("Be brief"));
        const std::vector<Message> wanted = {
            {"system", "Be brief"}, {"user", "Hi"}, {"assistant", "Hello"}, {"user", "Bye"}};
        QCOMPARE(m_page->draft().prompt, wanted);
        QTRY_VERIFY(!m_engine->asked.empty() &&
                    std::get<EngineRead>(m_engine->asked.back().question).pair.prompt == wanted);
        turns->systemBox()->click();
        QCOMPARE(turns->count(), 3);
        // The question leaves empty turns out, but never asks about nothing.
        Draft draft = pairOf("", "a", "b");
        draft.prompt = {{"system", ""}, {"user", ""}, {"assistant", ""}};
        QCOMPARE(questionOf(draft).prompt, (std::vector<Message>{{"user", ""}}));
    }

    void undoSwapAndBack() {
        m_page->load(pairOf("p", "first", "second"));
        m_page->swapAnswers();
        QCOMPARE(m_page->draft().chosen, std::string("second"));
        m_page->back();
        QCOMPARE(m_page->draft().chosen, std::string("first"));
        QVERIFY(!m_page->backButton()->isEnabled());  // before that there was nothing
        m_page->load(pairOf("other", "third", "fourth"));
        edit(Side::Chosen)->undo();
        QCOMPARE(m_page->draft().chosen, std::string("first"));
    }

    void pinsCompare() {
        m_page->load(pairOf("p", "one two", "one"));
        shown();
        QTest::mouseClick(m_page->pins()->pinButton(), Qt::LeftButton);
        QCOMPARE(m_page->pins()->count(), 1);
        edit(Side::Chosen)->replaceText(QStringLiteral("one two three four"));
        QTRY_VERIFY(m_page->pins()->difference().contains(QStringLiteral("A +0.50, B 0.00, margin +0.50")));
        QTest::mouseClick(m_page->pins()->restoreButton(), Qt::LeftButton);
        QCOMPARE(m_page->draft().chosen, std::string("one two"));
    }

    void coloursAndFeatures() {
        m_page->load(pairOf("What is it?", "It is good. Very good.", "It is bad."));
        shown();
        const IndexedSegment& read = m_page->shown()->pair.segments[1];
        HeatmapView* view = m_page->answer(Side::Chosen)->view();
        QTRY_COMPARE(view->value(4), m_page->shown()->running[1][4]);
        m_session->setScope(TokenScope::AllTokens);
        m_page->setColours(PlaygroundPage::Activity);
        for (std::size_t t = 0; t < read.tokens.size(); ++t) {
            QCOMPARE(view->value(static_cast<int>(t)), read.latents[t][0].value + read.latents[t][1].value);
        }
        // A click on a feature of the list colours by it and selects it for the whole window.
        view->selectToken(2);
        const TokenFeatureModel* model = m_page->features()->model();
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->entryAt(0)->feature, read.latents[2][0].feature);
        QListView* list = m_page->features()->list();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(model->index(0, 0)).center());
        QCOMPARE(*m_session->selectedFeature(), read.latents[2][0].feature);
        QCOMPARE(view->value(2), read.latents[2][0].value);
        QSignalSpy went(m_session.get(), &WorkspaceSession::navigateToFeature);
        QTest::mouseClick(m_page->features()->whereButton(), Qt::LeftButton);
        QCOMPARE(went.count(), 1);
    }

    // Against a slow reference that adds up by hand.
    void strongestFeaturesOfAText() {
        const IndexedSegment segment = check::FakeEngine::segmentOf("It is good. Very good. Is it? Yes it is.", true);
        for (const TokenScope scope : {TokenScope::SentenceEnds, TokenScope::AllTokens}) {
            std::map<std::uint32_t, double> sums;
            for (std::size_t t = 0; t < segment.tokens.size(); ++t) {
                for (const LatentEntry& latent : segment.latents[t]) {
                    if (scope == TokenScope::AllTokens || segment.tokens[t].sentenceEnd) {
                        sums[latent.feature.value()] += static_cast<double>(latent.value);
                    }
                }
            }
            const auto totals = strongestIn(segment, scope, 1000);
            QCOMPARE(totals.size(), sums.size());
            for (std::size_t i = 0; i < totals.size(); ++i) {
                QCOMPARE(totals[i].total, sums[totals[i].feature.value()]);
                QVERIFY(i == 0 || totals[i - 1].total >= totals[i].total);
            }
            QCOMPARE(strongestIn(segment, scope, 3).size(), std::size_t(3));
        }
    }

    void longPasteIsCutAndDoesNotBlock() {
        QString text = QStringLiteral("word ").repeated(200000);  // 1 MB
        QGuiApplication::clipboard()->setText(text);
        edit(Side::Chosen)->setFocus();
        QElapsedTimer clock;
        clock.start();
        edit(Side::Chosen)->paste();
        qInfo("a paste of 1 MB took %lld ms", static_cast<long long>(clock.elapsed()));
        QCOMPARE(edit(Side::Chosen)->toPlainText().size(), longestText);
        QVERIFY(m_page->messageBar()->isVisible());
        QTest::keyClicks(edit(Side::Chosen), QStringLiteral("x"));
        QCOMPARE(edit(Side::Chosen)->toPlainText().size(), longestText);
    }

    void draftsAndListsLiveInTheWorkspace() {
        cleanup();
        const auto place = m_folder.path() / "workspace";
        auto made = WorkspaceSession::create(place);
        QVERIFY(made.has_value());
        open(std::move(*made));
        QCOMPARE(m_page->stack()->currentIndex(), 0);  // no index: says what to do instead
        QSignalSpy asked(m_page.get(), &PlaygroundPage::overviewRequested);
        for (QPushButton* button : m_page->stack()->currentWidget()->findChildren<QPushButton*>()) {
            button->click();
        }
        QCOMPARE(asked.count(), 1);
        m_page->load(pairOf("keep", "this\ntext", "<b>safe</b>"));
        PairListPanel* list = m_page->list();
        list->saveButton()->click();
        QVERIFY(list->list().has_value());
        QCOMPARE(list->list()->pairs.size(), std::size_t(1));
        QVERIFY(list->createList(QStringLiteral("Second")));
        QVERIFY(!list->createList(QStringLiteral("Second")));
        m_page->load(pairOf("more", "a", "b"));
        list->saveButton()->click();
        list->saveButton()->click();
        QCOMPARE(list->entries()->count(), 2);
        list->entries()->setCurrentRow(0);
        list->removeButton()->click();
        QCOMPARE(list->entries()->count(), 1);
        list->undoButton()->click();
        QCOMPARE(list->entries()->count(), 2);
        const auto file = m_folder.path() / "out.jsonl";
        QVERIFY(list->exportTo(QString::fromStdString(file.string())));
        const auto read = readAllPairs(file);
        QVERIFY(read.has_value());
        QCOMPARE(read->size(), std::size_t(2));
        // A new window finds what was written last, and the lists.
        cleanup();
        open(std::move(*WorkspaceSession::open(place)));
        QCOMPARE(m_page->draft().chosen, std::string("a"));
        QCOMPARE(m_page->list()->listBox()->count(), 2);
        QCOMPARE(pairList(*m_session->workspace(), "Playground").value().pairs[0].rejected, std::string("<b>safe</b>"));
    }

    void filesAreLoaded() {
        const auto file = m_folder.path() / "pairs.jsonl";
        writeText(file, R"({"prompt":"One?","chosen":"yes","rejected":"no"}
{"prompt":"Two?","chosen":"si","rejected":"non"}
)");
        m_page->loadFile(QString::fromStdString(file.string()));
        QCOMPARE(m_page->draft().chosen, std::string("yes"));
        QCOMPARE(m_page->list()->entries()->count(), 2);
        const auto text = m_folder.path() / "answer.txt";
        writeText(text, "Plain words.");
        m_page->loadFile(QString::fromStdString(text.string()));
        QCOMPARE(m_page->draft().chosen, std::string("Plain words."));
        QCOMPARE(m_page->draft().rejected, std::string("no"));
        const auto broken = m_folder.path() / "broken.jsonl";
        writeText(broken, "not json at all\n");
        m_page->loadFile(QString::fromStdString(broken.string()));
        QVERIFY(m_page->messageBar()->isVisible());
        QCOMPARE(m_page->draft().chosen, std::string("Plain words."));
    }

    // From the child's pipe to the screen: no turn of the event loop may be long, and none of them on this thread.
    void bigPairDoesNotBlock() {
        qputenv("SAFER_PROGRAM", qgetenv("FAKE_ENGINE"));
        cleanup();
        m_session = std::make_unique<WorkspaceSession>(nullptr, m_index);
        m_page = std::make_unique<PlaygroundPage>();
        m_page->setWorkspace(m_session.get());
        m_page->resize(1300, 800);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        EngineOpen open;
        open.model = m_folder.path() / "big";
        m_session->engine()->setModel(open, true);
        QTRY_COMPARE(m_session->engine()->state(), Engine::State::Ready);
        for (const int colours : {PlaygroundPage::RewardSoFar, PlaygroundPage::KeptSet, PlaygroundPage::Activity}) {
            m_page->setColours(colours);
            check::Watchdog watchdog;
            QSignalSpy shownSpy(m_page.get(), &PlaygroundPage::rewardsShown);
            edit(Side::Chosen)->insertPlainText(QStringLiteral("x"));
            QTRY_VERIFY(shownSpy.count() > 0);
            QTRY_COMPARE(m_page->answer(Side::Rejected)->view()->tokens().size(), std::size_t(4000));
            QTest::qWait(300);
            qInfo("colours %d: the window stood still for %.1f ms at most", colours, watchdog.longest());
            // A machine that builds something else meanwhile takes its share.
            QVERIFY2(watchdog.longest() < (qEnvironmentVariableIsSet("SAFERSCOPE_STRICT") ? 50.0 : 250.0),
                     qPrintable(QString::number(watchdog.longest())));
        }
    }

    void pictures() {
        m_page->load(pairOf("How do I open a stuck window?",
                            "Warm the frame with a hair dryer. Then push gently. It should give way.",
                            "That is a bad idea. Break the glass."));
        shown();
        QTest::mouseClick(m_page->pins()->pinButton(), Qt::LeftButton);
        edit(Side::Rejected)->appendPlainText(QStringLiteral("It is quick and loud."));
        QTest::qWait(200);
        for (const double scale : {1.0, 1.5}) {
            ThemeManager::instance().setTextScale(scale);
            for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
                ThemeManager::instance().setMode(mode);
                QTest::qWait(100);
                check::saveShot(*m_page,
                                QStringLiteral("playground-%1-%2")
                                    .arg(mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                    .arg(static_cast<int>(100 * scale)));
            }
        }
        ThemeManager::instance().setTextScale(1.0);
        ThemeManager::instance().setMode(ThemeMode::Light);
    }
};

QTEST_MAIN(PlaygroundPageTest)
#include "playground_page_test.moc"
