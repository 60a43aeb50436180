// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "tests/support/fair_clock.h"
#include "tests/ui/annotate_fixture.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_header.h"
#include "ui/pages/annotate_keys.h"
#include "ui/pages/rating_buttons.h"
#include "ui/pages/rating_inline_edit.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>
#include <latch>
#include <thread>

using namespace saferscope;
using Showing = AnnotatePage::Showing;

class AnnotateWritingTest : public QObject, private check::AnnotateFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorkspace(); }
    void cleanup() { close(); }
    void blindIsStoredAsItWas();
    void confirmingNamesWhatItConfirms();
    void aFailedWriteKeepsTheCardAndTheText();
    void aWriterInTheWayIsWaitedFor();
    void keysInEditorsDoNotRate();
    void writingIsNotLostWhenOneGoesOn();
    void flagsCommentsAndNames();
    void hostileTextIsShownLiterally();
};

void AnnotateWritingTest::blindIsStoredAsItWas() {
    const auto features = strongest(3);
    seed({judged(features[0], 2, "Secret reason"), judged(features[1], 4), judged(features[2], 5)});
    openAs(QStringLiteral("ann"));
    QVERIFY(page->header()->blind());
    QVERIFY(page->card()->state().answersHidden);
    QVERIFY(!visibleText().contains(QStringLiteral("Secret reason")));
    QCOMPARE(page->card()->state().history.hidden, 1);
    press(Qt::Key_5);
    QVERIFY(last().blind);
    QVERIFY(page->keyStrip()->note().contains(QStringLiteral("LLM 2")));  // revealed for a moment
    press(Qt::Key_Left);
    QCOMPARE(current(), features[0]);
    QVERIFY(visibleText().contains(QStringLiteral("Secret reason")));  // and when one comes back
    press(Qt::Key_3);                                                  // a second thought, no longer blind
    QVERIFY(!last().blind);
    // Taking it back does not make the rater forget.
    press(Qt::Key_U);
    press(Qt::Key_U);
    QCOMPARE(current(), features[0]);
    QVERIFY(!page->card()->state().answersHidden);
    press(Qt::Key_2);
    QVERIFY(!last().blind);
    // Peeking counts as seeing, even when blind mode is on again.
    QCOMPARE(current(), features[1]);
    press(Qt::Key_B);
    QVERIFY(!page->card()->state().answersHidden);
    press(Qt::Key_B);
    QVERIFY(page->card()->state().answersHidden);
    press(Qt::Key_1);
    QVERIFY(!last().blind);
    QCOMPARE(current(), features[2]);
    press(Qt::Key_5);
    QVERIFY(last().blind);
}

void AnnotateWritingTest::confirmingNamesWhatItConfirms() {
    const auto features = strongest(3);
    seed({judged(features[0], 4), judged(features[1], 2)});
    openAs(QStringLiteral("ann"));
    const auto promises = [&](const char* what) {
        return page->keyStrip()->meanings().contains(QString::fromLatin1(what));
    };
    QVERIFY(visibleText().contains(QStringLiteral("Enter has nothing to confirm")));
    QVERIFY(!promises("confirm the judge") && promises("show the judge's answer"));
    press(Qt::Key_Return);  // blind: nothing but a hint
    QVERIFY(page->messageBar()->whatToDo().contains(QStringLiteral("B (")));
    QCOMPARE(current(), features[0]);
    QCOMPARE(stored().size(), std::size_t{2});
    QVERIFY(page->messageBar()->isVisible());
    press(Qt::Key_5);
    QVERIFY(!page->messageBar()->isVisible());
    press(Qt::Key_Left);
    press(Qt::Key_Return);  // after one's own rating it is no longer hidden
    RatingEvent event = last();
    QCOMPARE(event.score, std::optional(4));
    QVERIFY(!event.blind);
    QCOMPARE(event.target, session->ratings().of(features[0]).judges.at("gpt-4o").eventId);
    QCOMPARE(current(), features[1]);
    QVERIFY(session->ratings().of(features[0]).humans.at("ann").confirmed);
    press(Qt::Key_B);
    QVERIFY(promises("confirm the judge") && !promises("show the judge's answer"));
    press(Qt::Key_Enter, Qt::KeypadModifier);
    event = last();
    QCOMPARE(event.feature, features[1]);
    QCOMPARE(event.score, std::optional(2));
    QCOMPARE(event.target, session->ratings().of(features[1]).judges.at("gpt-4o").eventId);
    QCOMPARE(current(), features[2]);
    QVERIFY(!promises("confirm the judge"));
    press(Qt::Key_Return);  // the judge has nothing on it
    QCOMPARE(current(), features[2]);
    QCOMPARE(page->messageBar()->kind(), MessageKind::Info);
}

void AnnotateWritingTest::aFailedWriteKeepsTheCardAndTheText() {
    openAs(QStringLiteral("ann"));
    press(Qt::Key_4);
    const FeatureId card = current();
    auto database = Database::open(workspace / "workspace.db");
    QVERIFY(database.has_value());
    database->handle().exec(
        "CREATE TRIGGER full BEFORE INSERT ON rating_event BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    for (const int key : {Qt::Key_5, Qt::Key_S, Qt::Key_F, Qt::Key_U}) {
        press(key);
        QCOMPARE(current(), card);
        QCOMPARE(page->showing(), Showing::Card);
        QVERIFY(page->messageBar()->isVisible());
        QCOMPARE(page->messageBar()->kind(), MessageKind::Error);
        QCOMPARE(QApplication::focusWidget(), page->card());
        page->messageBar()->dismiss();
    }
    QVERIFY(!page->card()->state().flagged && !page->card()->state().mine);
    QVERIFY(!page->card()->buttons()->scoreButton(5)->isChecked());
    press(Qt::Key_C);
    type(QStringLiteral("worth keeping"));
    press(Qt::Key_Return);
    InlineEdit* edit = page->card()->buttons()->commentEdit();
    QVERIFY(edit->isVisible());
    QCOMPARE(edit->text(), QStringLiteral("worth keeping"));
    QCOMPARE(QApplication::focusWidget(), edit);
    check::saveShot(*page, QStringLiteral("annotate-failed-write"));
    QCOMPARE(stored().size(), std::size_t{1});
    database->handle().exec("DROP TRIGGER full");
    press(Qt::Key_Return);
    QCOMPARE(last().text, std::string("worth keeping"));
    QVERIFY(!edit->isVisible());
    press(Qt::Key_5);
    QCOMPARE(last().score, std::optional(5));
    QVERIFY(current() != card);
    QCOMPARE(page->desk().queue().progress().rated, std::size_t{2});
}

void AnnotateWritingTest::aWriterInTheWayIsWaitedFor() {
    openAs(QStringLiteral("ann"));
    std::latch locked(1);
    std::jthread other([&] {
        auto database = Database::open(workspace / "workspace.db");
        auto transaction = Transaction::begin(*database);
        locked.count_down();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    });
    locked.wait();
    press(Qt::Key_3);
    QCOMPARE(stored().size(), std::size_t{1});
    QCOMPARE(current(), strongest(2)[1]);
}

void AnnotateWritingTest::keysInEditorsDoNotRate() {
    openAs(QStringLiteral("ann"));
    const FeatureId card = current();
    for (const int opener : {Qt::Key_C, Qt::Key_L}) {
        press(opener);
        auto* edit = qobject_cast<InlineEdit*>(QApplication::focusWidget());
        QVERIFY(edit != nullptr);
        type(QStringLiteral("12345 sfculbnpjkh?"));
        press(Qt::Key_Left);
        press(Qt::Key_Right);
        press(Qt::Key_Space);
        QCOMPARE(edit->text(), QStringLiteral("12345 sfculbnpjkh? "));
        edit->clear();
        press(Qt::Key_Backspace);  // nothing to delete, and nothing to undo either
        press(Qt::Key_Z, Qt::ControlModifier);
        press(Qt::Key_PageDown);
        QCOMPARE(QApplication::focusWidget(), edit);
        press(Qt::Key_Escape);
        QVERIFY(!edit->isVisible());
        QCOMPARE(QApplication::focusWidget(), page->card());
        QCOMPARE(current(), card);
        QVERIFY(stored().empty());
    }
    press(Qt::Key_C);
    press(Qt::Key_Return);  // nothing written: only closes, and confirms nothing
    QCOMPARE(QApplication::focusWidget(), page->card());
    QVERIFY(stored().empty());
    QVERIFY(!page->messageBar()->isVisible());
    // In a box that lists choices a letter looks for an entry.
    page->header()->orders()->setFocus();
    press(Qt::Key_5);
    QVERIFY(stored().empty());
}

void AnnotateWritingTest::writingIsNotLostWhenOneGoesOn() {
    openAs(QStringLiteral("ann"));
    const FeatureId card = current();
    press(Qt::Key_C);
    type(QStringLiteral("half a thought"));
    page->card()->buttons()->scoreButton(5)->click();  // with the mouse, in the middle of writing
    const auto events = stored();
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(events[0].action, RatingAction::Comment);
    QCOMPARE(events[0].text, std::string("half a thought"));
    QCOMPARE(events[1].score, std::optional(5));
    QVERIFY(events[0].feature == card && events[1].feature == card);
    QVERIFY(page->card()->buttons()->commentEdit()->text().isEmpty());
    press(Qt::Key_C);
    type(QStringLiteral("closing time"));
    page->setWorkspace(nullptr);
    QCOMPARE(last().text, std::string("closing time"));
}

void AnnotateWritingTest::flagsCommentsAndNames() {
    openAs(QStringLiteral("ann"));
    press(Qt::Key_F);
    QVERIFY(page->card()->state().flagged);
    press(Qt::Key_F);
    QVERIFY(!page->card()->state().flagged);
    QCOMPARE(last().action, RatingAction::Unflag);
    press(Qt::Key_C);
    type(QStringLiteral("polite refusals"));
    press(Qt::Key_Return);
    QCOMPARE(last().action, RatingAction::Comment);
    QCOMPARE(page->card()->state().history.lines.front().what, QStringLiteral("polite refusals"));
    press(Qt::Key_L);
    type(QStringLiteral("refusals"));
    press(Qt::Key_Return);
    QCOMPARE(last().action, RatingAction::Label);
    QCOMPARE(page->card()->state().label, QStringLiteral("refusals"));
    QVERIFY(visibleText().contains(QStringLiteral("refusals")));
    press(Qt::Key_L);
    press(Qt::Key_Return);  // unchanged: nothing is written
    QCOMPARE(stored().size(), std::size_t{4});
    press(Qt::Key_L);
    press(Qt::Key_Delete);  // what was there is selected
    press(Qt::Key_Return);
    QCOMPARE(last().text, std::string());
    QVERIFY(page->card()->state().label.isEmpty());
    QCOMPARE(page->card()->state().history.lines.size(), std::size_t{5});
    QCOMPARE(page->desk().queue().position(), std::size_t{0});
}

void AnnotateWritingTest::hostileTextIsShownLiterally() {
    const auto features = strongest(2, TokenScope::SentenceEnds);
    const std::string html = "<b>bold</b><img src=\"file:///etc/passwd\"><table><table><table>x</table>";
    std::string longText = html + " \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE gnippilf ";
    longText += std::string(maxRatingTextBytes - longText.size(), 'x');
    RatingEvent label = by("<i>bob</i>", features[0], RatingAction::Label);
    label.text = "<h1>name</h1>";
    RatingEvent comment = by("<i>bob</i>", features[0], RatingAction::Comment);
    comment.text = "a < b && c > d <s>[INST] hi";
    RatingEvent suspicious = judged(features[0], 5, longText, "<u>judge</u>");
    suspicious.details["suspicious"] = true;
    seed({suspicious, label, comment});
    RatingEvent tooLong = judged(features[1], 5, std::string(1'000'000, 'y'), "<u>judge</u>");
    QVERIFY(!reader->mergeRatings({tooLong}).has_value());  // a megabyte does not even get into the log
    openAs(QStringLiteral("<b>ann</b>"), TokenScope::SentenceEnds);
    const check::FairClock clock;
    press(Qt::Key_B);
    QApplication::processEvents();
    const double milliseconds = clock.milliseconds();
    QVERIFY2(milliseconds < 100.0, qPrintable(QString::number(milliseconds)));
    const QString text = visibleText();
    QVERIFY(text.contains(QStringLiteral("<b>bold</b><img src=\"file:///etc/passwd\">")));
    QVERIFY(text.contains(QStringLiteral("<h1>name</h1>")));
    QVERIFY(text.contains(QStringLiteral("<u>judge</u>")));
    QVERIFY(text.contains(QStringLiteral("Suspicious")));
    QVERIFY(!text.contains(QChar(0x202E)));
    for (const QLabel* each : page->findChildren<QLabel*>()) {
        QVERIFY2(each->text().isEmpty() || each->textFormat() == Qt::PlainText, qPrintable(each->text().left(200)));
    }
    QCOMPARE(page->header()->profiles()->currentText(), QStringLiteral("<b>ann</b>"));
    QTest::qWait(30);
    check::saveShot(*page, QStringLiteral("annotate-hostile"));
    press(Qt::Key_3);
    QCOMPARE(last().rater, std::string("<b>ann</b>"));
}

QTEST_MAIN(AnnotateWritingTest)
#include "annotate_writing_test.moc"
