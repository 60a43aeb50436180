// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fair_clock.h"
#include "tests/ui/annotate_fixture.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/heatmap/segmented_switch.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/annotate_contexts.h"
#include "ui/pages/annotate_header.h"
#include "ui/pages/annotate_keys.h"
#include "ui/pages/rating_buttons.h"
#include "ui/pages/rating_form.h"
#include "ui/pages/rating_inline_edit.h"
#include "ui/widgets/labels.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QListView>
#include <QScrollBar>
#include <QTest>
#include <algorithm>

using namespace saferscope;
using Showing = AnnotatePage::Showing;

namespace {

/// Sees the first painting of each card before it happens, and looks into the database with a connection of its own.
class PaintWatch : public QObject {
public:
    PaintWatch(AnnotatePage& page, const Workspace& database) : m_page(page), m_database(database) {
        page.card()->contexts()->list()->viewport()->installEventFilter(this);
    }
    std::optional<FeatureId> painted;
    std::size_t eventsWhenPainted = 0;
    qint64 spentNs = 0;  ///< on looking

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            const FeatureId shown = m_page.card()->state().contrast.feature;
            if (painted != shown) {
                QElapsedTimer clock;
                clock.start();
                painted = shown;
                const auto events = m_database.ratings();
                eventsWhenPainted = events ? events->size() : 0;
                spentNs += clock.nsecsElapsed();
            }
        }
        return QObject::eventFilter(watched, event);
    }

private:
    AnnotatePage& m_page;
    const Workspace& m_database;
};

}  // namespace

class AnnotatePageTest : public QObject, private check::AnnotateFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorkspace(); }
    void cleanup() { close(); }
    void emptyStateSaysWhatToDo();
    void theFormTakesANameByKeyboard();
    void keysBeforeANameLeadToTheName();
    void theKeyboardIsMarkedCalmly();
    void aSessionOfFiftyFeaturesWithoutTheMouse();
    void undoGoesBackThroughSeveral();
    void movingAndScrolling();
    void queuesAndTheEnd();
    void changesFromElsewhereReshuffleNothing();
    void aFeatureAskedForFromElsewhere();
    void theKeyListOpensAndCloses();
    void heldKeysAndFocusedButtons();
};

void AnnotatePageTest::emptyStateSaysWhatToDo() {
    WorkspaceSession nothing(nullptr, nullptr);
    page = std::make_unique<AnnotatePage>();
    page->resize(1160, 800);
    page->show();
    QCOMPARE(page->showing(), Showing::NoIndex);
    page->setWorkspace(&nothing);
    QCOMPARE(page->showing(), Showing::NoIndex);
    QVERIFY(visibleText().contains(QStringLiteral("Overview")));
    check::saveShot(*page, QStringLiteral("annotate-empty"));
    page->setWorkspace(nullptr);
}

void AnnotatePageTest::theFormTakesANameByKeyboard() {
    open();
    QCOMPARE(page->showing(), Showing::Form);
    QCOMPARE(QApplication::focusWidget(), page->form()->edit());
    press(Qt::Key_Return);  // no name, no rater
    QCOMPARE(page->showing(), Showing::Form);
    type(QStringLiteral("  ann 5 "));  // a digit in a name rates nothing
    press(Qt::Key_Return);
    QCOMPARE(session->rater(), QStringLiteral("ann 5"));
    QCOMPARE(page->showing(), Showing::Card);
    QCOMPARE(QApplication::focusWidget(), page->card());
    QVERIFY(stored().empty());
    QCOMPARE(current(), strongest(1).front());
    QCOMPARE(page->desk().queue().progress().total, std::size_t{256});
}

// A rating key that was pressed before there was a name became the name, or went nowhere.
void AnnotatePageTest::keysBeforeANameLeadToTheName() {
    open();
    QCOMPARE(page->showing(), Showing::Form);
    const QString welcome = page->form()->hint()->text();
    QVERIFY(welcome.contains(QStringLiteral("Enter")));
    press(Qt::Key_5);
    QVERIFY(page->form()->edit()->text().isEmpty());
    QVERIFY(page->form()->hint()->text() != welcome);
    QVERIFY(page->form()->hint()->isVisible());
    // Pressed while the keyboard is elsewhere on the page.
    page->header()->blindBox()->setFocus(Qt::TabFocusReason);
    for (const int key : {Qt::Key_3, Qt::Key_S}) {
        press(key);
        QCOMPARE(QApplication::focusWidget(), page->form()->edit());
        QVERIFY(page->form()->edit()->text().isEmpty());
        page->header()->blindBox()->setFocus(Qt::TabFocusReason);
    }
    check::saveShot(*page, QStringLiteral("annotate-name"));
    page->form()->edit()->setFocus(Qt::OtherFocusReason);
    press(Qt::Key_Return);  // nothing typed: says so, and stays
    QCOMPARE(page->showing(), Showing::Form);
    type(QStringLiteral("s5"));
    QCOMPARE(page->form()->edit()->text(), QStringLiteral("s5"));  // later a digit is part of the name
    QCOMPARE(page->form()->hint()->text(), welcome);
    press(Qt::Key_Return);
    QCOMPARE(session->rater(), QStringLiteral("s5"));
    QVERIFY(stored().empty());
    QCOMPARE(page->showing(), Showing::Card);
}

void AnnotatePageTest::theKeyboardIsMarkedCalmly() {
    openAs(QStringLiteral("ann"));
    auto* edge = page->card()->findChild<QWidget*>(QStringLiteral("focusEdge"));
    QVERIFY(edge != nullptr);
    QVERIFY(page->card()->hasFocus() && edge->isVisible());
    QVERIFY(edge->width() <= 4 && edge->height() > 40);
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        ThemeManager::instance().setMode(mode);
        QVERIFY(contrastRatio(currentTheme().accent, currentTheme().surface) >= 3.0);
        check::saveShot(*page, QStringLiteral("annotate-edge-%1")
                                   .arg(mode == ThemeMode::Dark ? QLatin1String("dark") : QLatin1String("light")));
    }
    ThemeManager::instance().setMode(ThemeMode::Light);
    page->header()->blindBox()->setFocus(Qt::TabFocusReason);
    QVERIFY(!edge->isVisible());
}

void AnnotatePageTest::aSessionOfFiftyFeaturesWithoutTheMouse() {
    openAs(QStringLiteral("ann"));
    const auto expected = strongest(50);
    PaintWatch watch(*page, *reader);
    std::vector<double> times;
    std::size_t events = 0;
    for (std::size_t i = 0; i < 50; ++i) {
        QCOMPARE(current(), expected[i]);
        if (i % 10 == 3) {
            press(Qt::Key_F);
            QCOMPARE(stored().size(), ++events);
            QCOMPARE(last().action, RatingAction::Flag);
        }
        if (i % 10 == 6) {
            press(Qt::Key_C);
            type(QStringLiteral("1 looks like 5"));
            press(Qt::Key_Return);
            QCOMPARE(stored().size(), ++events);
        }
        watch.painted = current();
        watch.spentNs = 0;
        const bool skips = i % 10 == 8;
        const int score = 1 + static_cast<int>(i % 5);
        QElapsedTimer patience;
        patience.start();
        const check::FairClock clock;
        press(skips ? (i % 20 == 8 ? Qt::Key_S : Qt::Key_Space) : Qt::Key_0 + score);
        while (watch.painted == expected[i] && patience.elapsed() < 5000) {
            QApplication::processEvents();
        }
        times.push_back(clock.milliseconds() - static_cast<double>(watch.spentNs) / 1e6);
        QVERIFY(current() != expected[i]);
        QCOMPARE(watch.eventsWhenPainted, ++events);  // it was on the disk before the next card was painted
        const RatingEvent written = last();
        QCOMPARE(written.feature, expected[i]);
        QCOMPARE(written.rater, std::string("ann"));
        QCOMPARE(written.action, skips ? RatingAction::Skip : RatingAction::Rate);
        QVERIFY(skips || written.score == score);
    }
    QCOMPARE(page->desk().queue().progress(), (RatingQueue::Progress{45, 5, 256}));
    std::sort(times.begin(), times.end());
    qInfo("key press to next card painted, 16,384 features, 50 cards: median %.1f ms, 90%% %.1f ms, worst %.1f ms",
          times[25], times[45], times[49]);
    QVERIFY2(times[25] < 50.0, qPrintable(QString::number(times[25])));
}

void AnnotatePageTest::undoGoesBackThroughSeveral() {
    openAs(QStringLiteral("ann"));
    const auto features = strongest(4);
    press(Qt::Key_5);
    press(Qt::Key_F);
    press(Qt::Key_2);
    press(Qt::Key_S);
    QCOMPARE(current(), features[3]);
    QCOMPARE(stored().size(), std::size_t{4});
    press(Qt::Key_U);  // the skip
    QCOMPARE(current(), features[2]);
    QVERIFY(!page->card()->state().skipped);
    press(Qt::Key_Backspace);  // the 2
    QCOMPARE(current(), features[1]);
    QVERIFY(!page->card()->state().mine);
    QVERIFY(page->card()->state().flagged);
    press(Qt::Key_Z, Qt::ControlModifier);  // the flag
    QCOMPARE(current(), features[1]);
    QVERIFY(!page->card()->state().flagged);
    press(Qt::Key_U);  // the 5
    QCOMPARE(current(), features[0]);
    QCOMPARE(page->desk().queue().progress().rated, std::size_t{0});
    QCOMPARE(stored().size(), std::size_t{8});
    QCOMPARE(last().action, RatingAction::Undo);
    press(Qt::Key_U);  // nothing left
    QCOMPARE(stored().size(), std::size_t{8});
    QCOMPARE(page->messageBar()->kind(), MessageKind::Info);
    const auto history = page->card()->state().history.lines;
    QCOMPARE(history.size(), std::size_t{1});
    QVERIFY(history[0].takenBack);
    press(Qt::Key_4);
    QCOMPARE(current(), features[1]);
    QCOMPARE(session->ratings().of(features[0]).humans.at("ann").score, 4);
}

void AnnotatePageTest::movingAndScrolling() {
    openAs(QStringLiteral("ann"));
    const auto features = strongest(3);
    press(Qt::Key_Left);
    QCOMPARE(current(), features[0]);
    press(Qt::Key_Right);
    press(Qt::Key_N);
    QCOMPARE(current(), features[2]);
    press(Qt::Key_P);
    QCOMPARE(current(), features[1]);
    QVERIFY(stored().empty());
    page->resize(1160, 420);
    QApplication::processEvents();
    QScrollBar* bar = page->card()->contexts()->list()->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    press(Qt::Key_J);
    const int second = bar->value();
    QVERIFY(second > 0);
    press(Qt::Key_J);
    press(Qt::Key_K);
    QCOMPARE(bar->value(), second);
    press(Qt::Key_K);
    QCOMPARE(bar->value(), 0);
    press(Qt::Key_PageDown);
    QVERIFY(bar->value() > 0);
    press(Qt::Key_Right);
    QCOMPARE(page->card()->contexts()->list()->verticalScrollBar()->value(), 0);
}

void AnnotatePageTest::queuesAndTheEnd() {
    auto settings = reader->settings();
    settings.candidateFeatures = 4;
    QVERIFY(reader->setSettings(settings).has_value());
    const auto features = strongest(4);
    openAs(QStringLiteral("ann"));
    press(Qt::Key_5);
    press(Qt::Key_S);
    press(Qt::Key_3);
    press(Qt::Key_1);
    QCOMPARE(page->showing(), Showing::Finished);
    QVERIFY(visibleText().contains(QStringLiteral("3 of 4")));
    check::saveShot(*page, QStringLiteral("annotate-finished"));
    press(Qt::Key_Left);
    QCOMPARE(current(), features[3]);
    press(Qt::Key_2);
    QCOMPARE(page->showing(), Showing::Finished);
    press(Qt::Key_Return);  // the suggestion: what was skipped
    QCOMPARE(page->header()->order(), QueueOrder::Skipped);
    QCOMPARE(current(), features[1]);
    press(Qt::Key_4);
    QCOMPARE(page->showing(), Showing::Finished);
    press(Qt::Key_U);
    QCOMPARE(current(), features[1]);
    press(Qt::Key_4);
    // All candidates are rated now: what is left lies beyond them.
    press(Qt::Key_Return);
    QCOMPARE(page->header()->order(), QueueOrder::Everything);
    QVERIFY(page->desk().queue().progress().total > 1000);
    QCOMPARE(page->desk().queue().progress().rated, std::size_t{4});
    page->header()->setOrder(QueueOrder::Flagged);
    QMetaObject::invokeMethod(page->header(), "orderPicked");
    QCOMPARE(page->showing(), Showing::Finished);  // nothing flagged, and it says so
    QVERIFY(visibleText().contains(QStringLiteral("flagged nothing")));
}

void AnnotatePageTest::changesFromElsewhereReshuffleNothing() {
    openAs(QStringLiteral("ann"));
    const auto features = strongest(3);
    press(Qt::Key_5);
    const auto before = page->desk().queue().cards();
    press(Qt::Key_B);
    seed({judged(features[1], 3, "Newly arrived")});
    session->refresh();  // as when a judge has finished
    QCOMPARE(current(), features[1]);
    QVERIFY(page->desk().queue().cards() == before);
    QVERIFY(visibleText().contains(QStringLiteral("Newly arrived")));
    session->setScope(TokenScope::SentenceEnds);  // another order of strength, the same card
    QCOMPARE(current(), features[1]);
    QCOMPARE(page->showing(), Showing::Card);
}

void AnnotatePageTest::aFeatureAskedForFromElsewhere() {
    const auto wanted = strongest(300).back();  // beyond the candidates
    open();
    page->showFeature(wanted);
    QCOMPARE(page->showing(), Showing::Form);  // first things first
    type(QStringLiteral("ann"));
    press(Qt::Key_Return);
    QCOMPARE(current(), wanted);
    press(Qt::Key_4);
    QCOMPARE(session->ratings().of(wanted).humans.at("ann").score, 4);
    QCOMPARE(page->desk().queue().progress(), (RatingQueue::Progress{0, 0, 256}));
    auto* agreement = new QWidget;
    page->setAgreementWidget(agreement);
    QApplication::processEvents();
    page->header()->modes()->button(0)->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Right);
    QVERIFY(agreement->isVisible() && !page->card()->isVisible());
    QTest::keyClick(page.get(), Qt::Key_5);  // nothing to rate there
    QCOMPARE(stored().size(), std::size_t{1});
    page->showFeature(wanted);
    QVERIFY(!agreement->isVisible() && page->card()->isVisible());
    QCOMPARE(current(), wanted);
    QCOMPARE(QApplication::focusWidget(), page->card());
}

void AnnotatePageTest::theKeyListOpensAndCloses() {
    openAs(QStringLiteral("ann"));
    auto* list = page->findChild<AnnotateKeyList*>();
    for (const int closer : {Qt::Key_Question, Qt::Key_Escape, Qt::Key_5}) {
        press(Qt::Key_Question);
        QVERIFY(list->isVisible());
        check::saveShot(*page, QStringLiteral("annotate-keys"));
        press(closer);  // even a rating key only closes the list
        QVERIFY(!list->isVisible());
    }
    QVERIFY(stored().empty());
}

void AnnotatePageTest::heldKeysAndFocusedButtons() {
    openAs(QStringLiteral("ann"));
    QKeyEvent held(QEvent::KeyPress, Qt::Key_5, Qt::NoModifier, QStringLiteral("5"), true);
    for (int i = 0; i < 20; ++i) {
        QApplication::sendEvent(page->card(), &held);
    }
    QVERIFY(stored().empty());
    // Tab goes on to the buttons; there Space and Enter press what has the focus, digits still rate.
    page->card()->buttons()->scoreButton(2)->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Return);
    QCOMPARE(last().score, std::optional(2));
    QCOMPARE(QApplication::focusWidget(), page->card());
    page->card()->buttons()->scoreButton(4)->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Space);
    QCOMPARE(last().score, std::optional(4));
    page->header()->blindBox()->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Space);
    QVERIFY(!page->desk().blind());
    press(Qt::Key_1);
    QCOMPARE(last().score, std::optional(1));
    QCOMPARE(stored().size(), std::size_t{3});
}

QTEST_MAIN(AnnotatePageTest)
#include "annotate_page_test.moc"
