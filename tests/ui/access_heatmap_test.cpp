// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is told of a heat map, asked as it asks: through QAccessible.
#include "tests/support/fair_clock.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/heatmap/heat_legend.h"
#include "ui/heatmap/heatmap_accessible.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/spoken_token.h"

#include <QAccessible>
#include <QImage>
#include <QLocale>
#include <QTest>
#include <algorithm>

using namespace saferscope;

namespace {

/// What the program told; Qt hands updates over here instead of to a bridge.
std::vector<std::pair<QAccessible::Event, int>> told;
void hear(QAccessibleEvent* event) { told.emplace_back(event->type(), event->child()); }

}  // namespace

class AccessHeatmapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        QAccessible::setActive(true);
    }
    void init() {
        m_view = std::make_unique<HeatmapView>();
        m_view->resize(420, 300);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        told.clear();
    }
    void cleanup() { m_view.reset(); }

    void theViewIsAListWithNameAndSide() {
        show("Sorry, I cannot.");
        QAccessibleInterface* list = access();
        QVERIFY(list != nullptr && list->isValid());
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Chosen answer"));
        QCOMPARE(list->childCount(), static_cast<int>(m_view->tokens().size()));
        QVERIFY(list->child(-1) == nullptr);
        QVERIFY(list->child(list->childCount()) == nullptr);
    }

    void tokensHaveNameValueAndPlace() {
        show("Sorry, I cannot.");
        std::vector<float> values(m_view->tokens().size(), 0.0f);
        values[0] = 0.83f;
        m_view->setQuantity(QStringLiteral("Activation"));
        m_view->setValues(values, HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
        QAccessibleInterface* first = access()->child(0);
        QCOMPARE(first->role(), QAccessible::ListItem);
        QCOMPARE(first->text(QAccessible::Name), QStringLiteral("Sorry"));
        QCOMPARE(first->text(QAccessible::Value), QStringLiteral("Activation ") + QLocale().toString(0.83, 'f', 3));
        QVERIFY(first->parent() == access());
        QCOMPARE(access()->indexOfChild(first), 0);
        QCOMPARE(access()->child(0), first);  // asked twice, made once
        const QRect place = first->rect();
        QCOMPARE(place,
                 QRect(m_view->viewport()->mapToGlobal(m_view->tokenRect(0).topLeft()), m_view->tokenRect(0).size()));
        QCOMPARE(access()->childAt(place.center().x(), place.center().y()), first);
        QVERIFY(access()->childAt(place.left() - 300, place.top()) == nullptr);
        QVERIFY(!first->state().offscreen);
    }

    void signedValuesSayTheirSign() {
        show("Sorry, I cannot.");
        std::vector<float> values(m_view->tokens().size(), 0.0f);
        values[0] = -0.5f;
        values[1] = 0.25f;
        m_view->setQuantity(QStringLiteral("Attribution in units of the reward:"));
        m_view->setValues(values, HeatKind::Diverging, 1.0f, TokenScope::AllTokens);
        QVERIFY(access()->child(0)->text(QAccessible::Value).endsWith(QChar(0x2212) + QLocale().toString(0.5, 'f', 3)));
        QVERIFY(
            access()->child(1)->text(QAccessible::Value).endsWith(QLatin1Char('+') + QLocale().toString(0.25, 'f', 3)));
        QVERIFY(access()->child(1)->text(QAccessible::Value).contains(QLatin1String("reward")));
    }

    void signsAreSpelled() {
        QCOMPARE(spokenToken(" cannot"), QStringLiteral("cannot"));
        QCOMPARE(spokenToken("\n\n"), QStringLiteral("2 new line(s)"));  // English plurals come from a translation
        QCOMPARE(spokenToken(" "), QStringLiteral("1 space(s)"));
        QCOMPARE(spokenToken("\t"), QStringLiteral("1 tab(s)"));
        QCOMPARE(spokenToken("<|eot_id|>"), QStringLiteral("special token eot_id"));
        QCOMPARE(spokenToken(""), QStringLiteral("empty token"));
        QVERIFY(spokenToken(std::string(100000, 'a')).size() < 100);
        QVERIFY(!spokenToken("\xE2\x80\xAE"
                             "evil")
                     .contains(QChar(0x202E)));
        QVERIFY(!spokenToken("\xFF\xFE").isEmpty());
    }

    void focusAndValueAreTold() {
        show("Sorry, I cannot.");
        m_view->setFocus();
        if (!QAccessible::isActive()) {
            QSKIP("Nothing listens on this platform, so Qt hands no updates over");
        }
        const auto before = QAccessible::installUpdateHandler(hear);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        std::vector<float> values(m_view->tokens().size(), 0.5f);
        m_view->setValues(values, HeatKind::Sequential, 1.0f, TokenScope::AllTokens);
        QAccessible::installUpdateHandler(before);
        const auto heard = [](QAccessible::Event event, int child) {
            return std::count(told.begin(), told.end(), std::pair{event, child});
        };
        QCOMPARE(heard(QAccessible::Focus, 0), 1);
        QCOMPARE(heard(QAccessible::Focus, 1), 1);
        QVERIFY(heard(QAccessible::ValueChanged, 1) >= 2);
    }

    void theTokenInHandHasTheFocus() {
        show("Sorry, I cannot.");
        m_view->setFocus();
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QAccessibleInterface* token = access()->focusChild();
        QVERIFY(token != nullptr);
        QCOMPARE(access()->indexOfChild(token), 1);
        QVERIFY(token->state().focused && token->state().selected);
        QVERIFY(!access()->child(0)->state().focused);
        m_view->selectToken(-1);
        QVERIFY(access()->focusChild() == nullptr);
    }

    void theTextIsThereWithItsPlace() {
        show("One two three.");
        QAccessibleTextInterface* text = access()->textInterface();
        QVERIFY(text != nullptr);
        QVERIFY(text->text(0, text->characterCount()).contains(QLatin1String("One two three.")));
        text->setCursorPosition(5);  // inside " two"
        QCOMPARE(m_view->selectedToken(), 1);
        int start = 0;
        int end = 0;
        text->selection(0, &start, &end);
        QCOMPARE(text->text(start, end).trimmed(), QStringLiteral("two"));
        QCOMPARE(text->selectionCount(), 1);
        QVERIFY(text->characterRect(start + 1).isValid());
        QCOMPARE(text->offsetAtPoint(text->characterRect(start + 1).center()), start);
        text->removeSelection(0);
        QCOMPARE(text->selectionCount(), 0);
        QCOMPARE(text->text(-5, 100000).size(), text->characterCount());
        // Asked for nonsense it answers nothing.
        text->setCursorPosition(100000);
        text->attributes(-1, &start, &end);
        QVERIFY(!text->characterRect(100000).isValid());
    }

    void aLongTextMakesOnlyWhatIsAskedFor() {
        std::string text;
        while (text.size() < 500'000) {
            text += "word ";
        }
        show(text);
        QVERIFY(m_view->tokens().size() > 90'000);
        check::FairClock clock;
        auto* list = dynamic_cast<HeatmapAccessible*>(access());
        QVERIFY(list != nullptr);
        QVERIFY(list->childCount() > 90'000);
        QCOMPARE(list->itemsMade(), 0);
        QVERIFY(list->child(50'000)->text(QAccessible::Name).contains(QLatin1String("word")));
        QVERIFY(list->child(50'000)->state().offscreen);
        list->child(3);
        QCOMPARE(list->itemsMade(), 2);
        QVERIFY2(clock.milliseconds() < 1000.0, qPrintable(QString::number(clock.milliseconds())));
        show("Another text.");
        QCOMPARE(list->itemsMade(), 0);
        QCOMPARE(access()->child(0)->text(QAccessible::Name), QStringLiteral("Another"));
    }

    void whatIsGoneIsInvalid() {
        show("Sorry, I cannot.");
        QAccessibleInterface* last = access()->child(access()->childCount() - 1);
        QVERIFY(last->isValid());
        const QAccessible::Id id = QAccessible::uniqueId(last);
        show("Hi");
        QVERIFY(QAccessible::accessibleInterface(id) == nullptr);
        m_view.reset();
        init();
    }

    void theFocusIsSeenOnAText() {
        QWidget other;
        other.setFocusPolicy(Qt::StrongFocus);
        show("Sorry, I cannot.");
        m_view->clearFocus();
        const QImage without = m_view->grab().toImage();
        m_view->setFocus();
        QVERIFY(m_view->hasFocus());
        const QImage with = m_view->grab().toImage();
        int changed = 0;
        for (int x = 0; x < without.width(); ++x) {
            changed += without.pixel(x, 1) != with.pixel(x, 1) ? 1 : 0;
        }
        QVERIFY2(changed > without.width() / 2, qPrintable(QString::number(changed)));
    }

    void theLegendIsAPictureInWords() {
        HeatLegend legend;
        legend.setScale(HeatKind::Diverging, 2.0f, TokenScope::AllTokens, QStringLiteral("Kept set"));
        QAccessibleInterface* access = QAccessible::queryAccessibleInterface(&legend);
        QCOMPARE(access->role(), QAccessible::Graphic);
        QVERIFY(!access->text(QAccessible::Name).isEmpty());
        QVERIFY(access->text(QAccessible::Description).contains(QLatin1String("Kept set")));
        QVERIFY(access->text(QAccessible::Description).contains(QLocale().toString(2.0, 'f', 2)));
    }

private:
    void show(const std::string& text) {
        const IndexedSegment segment = check::tokenizeForTest(text, true);
        m_view->setSegment(Segment::Chosen, QStringLiteral("Chosen answer"), segment.text, segment.tokens);
    }
    QAccessibleInterface* access() const { return QAccessible::queryAccessibleInterface(m_view.get()); }

    std::unique_ptr<HeatmapView> m_view;
};

QTEST_MAIN(AccessHeatmapTest)
#include "access_heatmap_test.moc"
