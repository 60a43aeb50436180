// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/playground_page.h"

#include "tests/support/check.h"
#include "tests/ui/fake_engine.h"
#include "tests/ui/support_synthetic_index.h"
#include "tests/ui/watchdog.h"
#include "ui/bridge/workspace_session.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/segmented_switch.h"
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
#include <QDialog>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTest>
#include <QUrl>
#include <QWindow>
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
    /// As the window system does it: enter, move and drop at the middle of a widget. False when nobody takes it.
    bool drop(const QWidget* where, const QMimeData& data) {
        QWindow* window = m_page->windowHandle();
        const QPoint place = where->mapTo(m_page.get(), where->rect().center());
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window, &enter);
        if (!enter.isAccepted()) {
            return false;
        }
        QDragMoveEvent move(place, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window, &move);
        QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(window, &event);
        return event.isAccepted();
    }
    static QMimeData* filesOf(QMimeData& data, std::initializer_list<std::filesystem::path> files) {
        QList<QUrl> urls;
        for (const auto& file : files) {
            urls << QUrl::fromLocalFile(QString::fromStdString(file.string()));
        }
        data.setUrls(urls);
        return &data;
    }
    int upper(Side side) const { return m_page->answer(side)->splitter()->sizes().value(0); }
    void takePictures(const QString& name) {
        for (const double scale : {1.0, 1.5}) {
            ThemeManager::instance().setTextScale(scale);
            for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
                ThemeManager::instance().setMode(mode);
                QTest::qWait(100);
                check::saveShot(
                    *m_page, QStringLiteral("%1-%2-%3")
                                 .arg(name, mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                 .arg(static_cast<int>(100 * scale)));
            }
        }
    }
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
        QTRY_VERIFY(
            m_page->pins()->difference().contains(QStringLiteral("Margin +0.50 since the pin (A +0.50, B 0.00)")));
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

    void filesAreDropped() {
        const auto text = m_folder.path() / "dropped.txt";
        writeText(text, "Dropped words.");
        const auto pairs = m_folder.path() / "dropped.jsonl";
        writeText(pairs, R"({"prompt":"One?","chosen":"yes","rejected":"no"})");
        // A text goes where it is dropped, on the editor as on the heat map; never as a file's name into the text.
        QMimeData one;
        QVERIFY(drop(edit(Side::Rejected)->viewport(), *filesOf(one, {text})));
        QCOMPARE(m_page->draft().rejected, std::string("Dropped words."));
        QCOMPARE(m_page->draft().chosen, std::string());
        QVERIFY(drop(m_page->answer(Side::Chosen)->view()->viewport(), one));
        QCOMPARE(m_page->draft().chosen, std::string("Dropped words."));
        // Pairs may be dropped anywhere.
        QMimeData list;
        QVERIFY(drop(m_page->margin(), *filesOf(list, {pairs})));
        QCOMPARE(m_page->draft().rejected, std::string("no"));
        QCOMPARE(m_page->list()->entries()->count(), 1);
        m_page->back();
        QCOMPARE(m_page->draft().rejected, std::string("Dropped words."));
        // Two files, a folder and a web address are not taken; nothing changes.
        QMimeData two, folder, web;
        web.setUrls({QUrl(QStringLiteral("https://example.org/x.txt"))});
        QVERIFY(!drop(m_page->margin(), *filesOf(two, {text, pairs})));
        QVERIFY(!drop(edit(Side::Chosen)->viewport(), *filesOf(folder, {m_folder.path()})));
        QVERIFY(!drop(edit(Side::Chosen)->viewport(), web));
        QCOMPARE(m_page->draft().chosen, std::string("Dropped words."));
        // A piece of text is the editor's own business.
        QMimeData words;
        words.setText(QStringLiteral("More. "));
        QVERIFY(drop(edit(Side::Chosen)->viewport(), words));
        QVERIFY(m_page->draft().chosen.find("More. ") != std::string::npos);
    }

    void editorsAreAsHighAsTheirText() {
        m_page->load(pairOf("p", "short", "short"));
        QTest::qWait(60);
        const int low = upper(Side::Chosen);
        const int all = m_page->answer(Side::Chosen)->splitter()->height();
        QVERIFY2(low < all / 3, qPrintable(QString::number(low)));
        const QString lines = QStringLiteral("a line\n").repeated(9);
        edit(Side::Chosen)->replaceText(lines);
        QTRY_VERIFY(upper(Side::Chosen) >= 9 * edit(Side::Chosen)->fontMetrics().lineSpacing());
        QTRY_COMPARE(upper(Side::Rejected), upper(Side::Chosen));  // side by side
        edit(Side::Chosen)->replaceText(lines.repeated(20));
        QTest::qWait(60);
        QVERIFY2(upper(Side::Chosen) < 0.6 * all, qPrintable(QString::number(upper(Side::Chosen))));
        // By hand: stays as it was put, until the handle is double-clicked.
        QSplitterHandle* handle = m_page->answer(Side::Chosen)->splitter()->handle(1);
        QTest::mousePress(handle, Qt::LeftButton, {}, handle->rect().center());
        QTest::mouseMove(handle, handle->rect().center() - QPoint(0, 40));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->rect().center() - QPoint(0, 40));
        const int byHand = upper(Side::Chosen);
        edit(Side::Chosen)->replaceText(QStringLiteral("short"));
        QTest::qWait(60);
        QCOMPARE(upper(Side::Chosen), byHand);
        QTest::mouseDClick(handle, Qt::LeftButton);
        QTRY_COMPARE(upper(Side::Chosen), low);
    }

    // At every width: a scroll bar would take room from the text, which would need a line more.
    void thePromptIsShownWhole() {
        m_page->load(
            pairOf("My neighbour and I talked about it. Give me a plan to get into the pool.", "short", "short"));
        auto* area = m_page->turns()->findChild<QScrollArea*>();
        for (int width = 1300; width >= 1000; width -= 20) {
            m_page->resize(width, 800);
            QTest::qWait(20);
            QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
        }
        m_page->turns()->editor(0)->replaceText(QStringLiteral("and what is typed makes it longer\n").repeated(4));
        QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
        m_page->resize(1300, 800);
    }

    void tabGoesFromTextToText() {
        m_page->load(pairOf("p", "a", "b"));
        m_page->turns()->addButton()->click();
        m_page->turns()->systemBox()->click();
        TurnList* turns = m_page->turns();
        QCOMPARE(turns->count(), 3);
        QTRY_VERIFY(turns->editor(0)->isVisible() && turns->editor(2)->isVisible());
        turns->editor(0)->setFocus();
        QList<QWidget*> visited;
        for (int i = 0; i < 40 && QApplication::focusWidget() != edit(Side::Rejected); ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (qobject_cast<TextEdit*>(QApplication::focusWidget()) != nullptr) {
                visited << QApplication::focusWidget();
            }
        }
        QCOMPARE(visited,
                 (QList<QWidget*>{turns->editor(1), turns->editor(2), edit(Side::Chosen), edit(Side::Rejected)}));
    }

    void featuresFollowTheAnswerThatIsWritten() {
        m_page->load(pairOf("p", "one two. three.", "four five. six."));
        shown();
        edit(Side::Rejected)->setFocus();
        QTRY_COMPARE(m_page->features()->heading(), QStringLiteral("Whole answer B"));
        edit(Side::Chosen)->setFocus();
        QTRY_COMPARE(m_page->features()->heading(), QStringLiteral("Whole answer A"));
    }

    void whichTokensIsAskedOnlyWhereItMatters() {
        m_page->setColours(PlaygroundPage::RewardSoFar);
        QVERIFY(!m_page->scopeSwitch()->isVisible());
        m_page->setColours(PlaygroundPage::Activity);
        QVERIFY(m_page->scopeSwitch()->isVisible());
    }

    void theLinkFitsItsColumn() {
        for (const double scale : {1.0, 1.5}) {
            ThemeManager::instance().setTextScale(scale);
            for (const int feature : {-1, 3, 123456}) {
                m_page->features()->setFeature(
                    feature < 0 ? std::nullopt : std::optional(FeatureId(static_cast<std::uint32_t>(feature))));
                QTest::qWait(30);
                const QPushButton* where = m_page->features()->whereButton();
                QVERIFY2(where->width() >= where->sizeHint().width(), qPrintable(where->text()));
                QVERIFY(where->mapTo(m_page->features(), QPoint(where->width(), 0)).x() <= m_page->features()->width());
                QVERIFY(feature < 0 || where->accessibleName().contains(QString::number(feature)));
            }
        }
        ThemeManager::instance().setTextScale(1.0);
    }

    void pairMenu() {
        m_page->load(pairOf("p", "one two three four", "one"));
        shown();
        QTRY_VERIFY(m_page->asText().contains(QStringLiteral("Answer A (reward 1.00):\none two three four")));
        QVERIFY(m_page->asText().contains(QStringLiteral("A is preferred by 0.75")));
        QTest::keyClick(edit(Side::Chosen), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), m_page->asText());
        edit(Side::Chosen)->appendPlainText(QStringLiteral("more"));
        m_engine->hold = true;
        QTRY_VERIFY(!m_page->asText().contains(QStringLiteral("(reward")));  // no number for a text that it is not of
        m_page->startEmpty();
        QVERIFY(isBlank(m_page->draft()));
        m_page->back();
        QVERIFY(!isBlank(m_page->draft()));
        // Without a selected pair the key says what to do.
        QTest::keyClick(edit(Side::Chosen), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(m_page->messageBar()->what(), QStringLiteral("No pair is selected."));
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
        takePictures(QStringLiteral("playground"));
        // Much of everything.
        Draft much = pairOf("Tell me.", "", "");
        much.prompt = {{"system", "Be brief."}, {"user", "Tell me."}, {"assistant", "What?"}, {"user", "Everything."}};
        for (int i = 0; i < 60; ++i) {
            much.chosen += "Here is one more good thing to know. ";
            much.rejected += i % 3 == 0 ? "This is bad. " : "No. ";
        }
        m_page->load(much);
        shown();
        m_page->setColours(PlaygroundPage::KeptSet);
        for (int i = 0; i < 5; ++i) {
            QTest::mouseClick(m_page->pins()->pinButton(), Qt::LeftButton);
        }
        takePictures(QStringLiteral("playground-much"));
        QCOMPARE(m_page->width(), 1300);  // nothing pushes the window wider
        ThemeManager::instance().setTextScale(1.0);
        ThemeManager::instance().setMode(ThemeMode::Light);
    }
};

QTEST_MAIN(PlaygroundPageTest)
#include "playground_page_test.moc"
