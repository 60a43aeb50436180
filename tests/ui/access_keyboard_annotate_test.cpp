// SPDX-License-Identifier: GPL-3.0-or-later
// Annotate without a mouse, and without its single letters where Tab and Space do the same.
#include "tests/ui/access_keys.h"
#include "tests/ui/annotate_fixture.h"
#include "ui/pages/annotate_card.h"
#include "ui/pages/rating_buttons.h"

#include <QAbstractButton>
#include <QPushButton>
#include <QTest>

using namespace saferscope;

class AccessKeyboardAnnotateTest : public QObject, private check::AnnotateFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorkspace(); }
    void cleanup() { close(); }

    void ratesCommentsAndUndoes() {
        openAs(QStringLiteral("ann"));
        const FeatureId first = current();
        press(Qt::Key_4);
        QCOMPARE(stored().size(), std::size_t{1});
        QCOMPARE(last().action, RatingAction::Rate);
        QCOMPARE(last().score, 4);
        QCOMPARE(last().feature, first);
        QVERIFY(current() != first);
        press(Qt::Key_C);
        type(QStringLiteral("5 apologies in a row"));  // digits in a comment rate nothing
        press(Qt::Key_Return);
        QCOMPARE(last().action, RatingAction::Comment);
        QCOMPARE(last().text, std::string("5 apologies in a row"));
        const std::size_t before = stored().size();
        press(Qt::Key_U);
        press(Qt::Key_U);
        QVERIFY(stored().size() > before);  // a log: taking back is written down too
        QCOMPARE(current(), first);
    }

    void theButtonsDoTheSameByTab() {
        openAs(QStringLiteral("bea"));
        const FeatureId first = current();
        auto* buttons = page->findChild<RatingButtons*>();
        QVERIFY(buttons != nullptr);
        QVERIFY(check::tabTo(buttons->scoreButton(2)));
        press(Qt::Key_Space);
        QCOMPARE(last().score, 2);
        QCOMPARE(last().feature, first);
        QPushButton* undo = nullptr;
        for (QPushButton* button : buttons->findChildren<QPushButton*>()) {
            undo = button->text() == QLatin1String("Undo") ? button : undo;
        }
        QVERIFY(undo != nullptr);
        QVERIFY(check::tabTo(undo));
        press(Qt::Key_Space);
        QCOMPARE(current(), first);
    }
};

QTEST_MAIN(AccessKeyboardAnnotateTest)
#include "access_keyboard_annotate_test.moc"
