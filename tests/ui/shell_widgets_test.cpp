// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/stat_card.h"
#include "ui/widgets/welcome_view.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace saferscope;

namespace {

const QString markup = QStringLiteral("<b>x</b> a < b and c > d <img src=file:///etc/passwd>");

/// Every label below a widget that shows text shows it literally.
void verifyPlain(const QWidget& widget) {
    int labels = 0;
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (!label->text().isEmpty()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            ++labels;
        }
    }
    QVERIFY(labels > 0);
}

}  // namespace

class ShellWidgetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void labelShowsMarkupLiterally() {
        const Label label(QStringLiteral("<b>x</b>"));
        QVERIFY(label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(QStringLiteral("<b>x</b>")));
        // The same text in a label of Qt's own is a bold x: the check above can fail.
        QLabel careless(QStringLiteral("<b>x</b>"));
        careless.setFont(label.font());
        QVERIFY(careless.sizeHint().width() < careless.fontMetrics().horizontalAdvance(QStringLiteral("<b>x</b>")));
    }

    void everyWidgetShowsDataLiterally() {
        MessageBar bar;
        bar.showMessage(MessageKind::Error, markup, markup);
        verifyPlain(bar);
        QCOMPARE(bar.what(), markup);
        const EmptyState empty(QStringLiteral("data"), markup, markup);
        verifyPlain(empty);
        StatCard stat(markup);
        stat.setValue(markup, markup);
        verifyPlain(stat);
        ProgressRow row;
        row.setTitle(markup);
        row.setState(markup, TextTone::Ok);
        row.setDetail(markup);
        verifyPlain(row);
        const Card card(markup, QStringLiteral("data"));
        verifyPlain(card);
        Sidebar sidebar;
        sidebar.setWorkspaceName(markup);
        sidebar.setFootnote(markup);
        verifyPlain(sidebar);
    }

    void toolTipsShowMarkupLiterally() {
        QVERIFY(!plainToolTip(markup).contains(QLatin1String("<img")));
        QVERIFY(!plainToolTip(markup).contains(QLatin1String("<b>")));
        QCOMPARE(plainToolTip(QStringLiteral("a plain sentence")), QStringLiteral("a plain sentence"));
    }

    void nestedTablesDoNotFreeze() {
        QString bomb;
        for (int i = 0; i < 20; ++i) {
            bomb += QStringLiteral("<table><tr><td>");
        }
        QElapsedTimer clock;
        clock.start();
        MessageBar bar;
        bar.showMessage(MessageKind::Error, bomb, bomb);
        bar.resize(600, 100);
        bar.grab();
        ElidedLabel label(bomb);
        label.resize(300, 20);
        label.grab();
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    }

    void aLabelThatHasItsWidthIsWhole() {
        for (int length = 1; length < 40; ++length) {
            const QString text = QStringLiteral("Ganze Antwort A, die ein wenig länger wird").left(length);
            for (const TextRole role : {TextRole::Body, TextRole::Small, TextRole::Strong, TextRole::Heading}) {
                ElidedLabel label(text, role, TextTone::Normal, Qt::ElideRight, nullptr);
                label.resize(label.sizeHint());
                QCOMPARE(
                    label.fontMetrics().elidedText(text.simplified(), Qt::ElideRight, label.contentsRect().width()),
                    text.simplified());
            }
        }
        Card card(QStringLiteral("A title that is much too long for a small card"));
        card.shortenTitle();
        card.setTitle(QStringLiteral("Another one that is much too long for a small card"));
        QVERIFY(card.minimumSizeHint().width() < 200);
        QVERIFY(card.findChild<ElidedLabel*>()->text().startsWith(QStringLiteral("Another")));
        QCOMPARE(card.findChildren<QLabel*>().size(), 1);
    }

    void messageBarShowsReplacesAndGoes() {
        MessageBar bar;
        QVERIFY(bar.isHidden());
        bar.showMessage(MessageKind::Info, QStringLiteral("first"));
        QVERIFY(!bar.isHidden());
        bar.showMessage(MessageKind::Warning, QStringLiteral("second"), QStringLiteral("do this"));
        QCOMPARE(bar.what(), QStringLiteral("second"));
        QCOMPARE(bar.whatToDo(), QStringLiteral("do this"));
        QCOMPARE(bar.kind(), MessageKind::Warning);
        QSignalSpy dismissed(&bar, &MessageBar::dismissed);
        QVERIFY(bar.findChild<QToolButton*>(QStringLiteral("copy"))->isHidden());
        QTest::mouseClick(bar.findChild<QToolButton*>(QStringLiteral("dismiss")), Qt::LeftButton);
        QVERIFY(bar.isHidden());
        QCOMPARE(dismissed.count(), 1);
    }

    void aLongMessageIsCutAndCanBeCopiedWhole() {
        MessageBar bar;
        const QString said = QStringLiteral("word ").repeated(2000) + QStringLiteral("the end");
        bar.showMessage(MessageKind::Error, said, QStringLiteral("do this"));
        QVERIFY2(bar.what().size() < 700, qPrintable(QString::number(bar.what().size())));
        QVERIFY(bar.what().startsWith(QStringLiteral("word word")));
        auto* copy = bar.findChild<QToolButton*>(QStringLiteral("copy"));
        QVERIFY(!copy->isHidden());
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), said + QStringLiteral("\ndo this"));
        bar.showMessage(MessageKind::Info, QStringLiteral("short"));
        QVERIFY(copy->isHidden());
    }

    void emptyStateHasOneButtonOrNone() {
        EmptyState state(QStringLiteral("data"), QStringLiteral("Nothing"), QStringLiteral("yet"),
                         QStringLiteral("Import…"));
        QSignalSpy clicked(&state, &EmptyState::buttonClicked);
        state.button()->click();
        QCOMPARE(clicked.count(), 1);
        state.setButtonText({});
        QVERIFY(state.button()->isHidden());
    }

    void progressRowShowsFractionsAndUnknowns() {
        ProgressRow row;
        const auto* bar = row.findChild<QProgressBar*>();
        row.setFraction(0.25);
        QCOMPARE(bar->value(), 250);
        row.setFraction(7.0);
        QCOMPARE(bar->value(), 1000);
        row.setFraction(-1.0);
        QCOMPARE(bar->maximum(), 0);
        row.setFraction(std::nullopt);
        QVERIFY(bar->isHidden());
        row.setFraction(0.5);
        QCOMPARE(bar->value(), 500);
    }

    void durationsAreRounded_data() {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << 11.2 << QStringLiteral("12 s");
        QTest::newRow("minutes") << 130.0 << QStringLiteral("2 min");
        QTest::newRow("hours") << 3600.0 * 2 + 60 * 5 << QStringLiteral("2 h 5 min");
        QTest::newRow("nonsense") << -1.0 << QString();
        QTest::newRow("nan") << std::nan("") << QString();
    }
    void durationsAreRounded() {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(durationText(seconds), text);
    }

    void sidebarTellsWhichPage() {
        Sidebar sidebar;
        sidebar.addPage(QStringLiteral("One"), QStringLiteral("overview"), QStringLiteral("Ctrl+1"));
        sidebar.addPage(QStringLiteral("Two"), QStringLiteral("features"), QStringLiteral("Ctrl+2"));
        QSignalSpy chosen(&sidebar, &Sidebar::pageChosen);
        sidebar.button(1)->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.at(0).at(0).toInt(), 1);
        sidebar.setCurrent(0);
        QVERIFY(sidebar.button(0)->isChecked());
        QVERIFY(!sidebar.button(1)->isChecked());
        QCOMPARE(chosen.count(), 1);
    }

    void welcomeListsRecentFolders() {
        WelcomeView welcome;
        welcome.setRecent({QStringLiteral("/data/one"), QStringLiteral("/data/a&b")});
        QSignalSpy chosen(&welcome, &WelcomeView::recentChosen);
        for (QPushButton* button : welcome.findChildren<QPushButton*>()) {
            if (button->text().contains(QLatin1String("a&&b"))) {
                button->click();
            }
        }
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("/data/a&b"));
    }
};

QTEST_MAIN(ShellWidgetsTest)
#include "shell_widgets_test.moc"
