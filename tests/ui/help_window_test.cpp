// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_window.h"

#include "core/formats/accepted_formats.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/help/formats_page.h"
#include "ui/help/help_browser.h"
#include "ui/help/help_pages.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QTest>
#include <QTextTable>

using namespace saferscope;

namespace {

QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

/// Every table row of the document as the texts of its cells.
std::vector<QStringList> tableRows(const QTextDocument& document) {
    std::vector<QStringList> rows;
    for (const QTextFrame* frame : document.rootFrame()->childFrames()) {
        const auto* table = qobject_cast<const QTextTable*>(frame);
        for (int row = 0; table != nullptr && row < table->rows(); ++row) {
            QStringList cells;
            for (int column = 0; column < table->columns(); ++column) {
                const QTextTableCell cell = table->cellAt(row, column);
                QTextCursor cursor = cell.firstCursorPosition();
                cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
                cells << cursor.selectedText();
            }
            rows.push_back(cells);
        }
    }
    return rows;
}

}  // namespace

class HelpWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }
    void init() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.0);
    }

    void everyAcceptedFormatIsOnThePage() {
        QTextDocument document;
        document.setHtml(helpPageHtml(QStringLiteral("formats")));
        const auto rows = tableRows(document);
        std::size_t next = 0;
        for (const AcceptedFormat& format : acceptedFormats()) {
            // In order, each once, cell by cell.
            while (next < rows.size() && rows[next].value(0) == QLatin1String("Name")) {
                ++next;
            }
            QVERIFY2(next < rows.size(), qPrintable(text(format.id)));
            const QStringList& row = rows[next++];
            QCOMPARE(row.value(0), text(format.name));
            QCOMPARE(row.value(1), text(format.files));
            QCOMPARE(row.value(2), QString(format.reads ? QStringLiteral("yes") : QStringLiteral("–")));
            QCOMPARE(row.value(3), QString(format.writes ? QStringLiteral("yes") : QStringLiteral("–")));
            QCOMPARE(row.value(4), text(format.option));
            QCOMPARE(row.value(5), text(format.notes));
        }
        QCOMPARE(next, rows.size());
    }

    void everyLinkLeadsSomewhere() {
        static const QRegularExpression link(QStringLiteral("href=\"([^\"]*)\""));
        int seen = 0;
        for (const HelpPage& page : helpPages()) {
            const QString html = helpPageHtml(page.name);
            QVERIFY2(!html.isEmpty(), qPrintable(page.name));
            QVERIFY(!page.title.isEmpty());
            for (auto it = link.globalMatch(html); it.hasNext(); ++seen) {
                const QUrl url(it.next().captured(1));
                QCOMPARE(url.scheme(), QStringLiteral("help"));
                const QString target = helpPageHtml(url.path());
                QVERIFY2(!target.isEmpty(), qPrintable(url.toString()));
                QVERIFY2(
                    url.fragment().isEmpty() || target.contains(QStringLiteral("<a name=\"%1\">").arg(url.fragment())),
                    qPrintable(url.toString()));
            }
            QVERIFY2(!html.contains(QLatin1String("http")), qPrintable(page.name));
        }
        QVERIFY(seen >= 7);
        QVERIFY(helpPageHtml(QStringLiteral("../../etc/passwd")).isEmpty());
    }

    void everyPictureIsThereInLightAndDarkAndHasWords() {
        static const QRegularExpression tag(QStringLiteral("<img\\b[^>]*>"));
        static const QRegularExpression form(
            QStringLiteral("^<img src=\"help:(pictures/[a-z-]+)\" alt=\"[^\"]{10,}\">$"));
        QSet<QString> shown;
        HelpBrowser browser;
        for (const HelpPage& page : helpPages()) {
            for (auto it = tag.globalMatch(helpPageHtml(page.name)); it.hasNext();) {
                const QString text = it.next().captured(0);
                const auto match = form.match(text);
                QVERIFY2(match.hasMatch(), qPrintable(text));
                const QString path = match.captured(1);
                shown.insert(path.section(QLatin1Char('/'), 1));
                QVERIFY2(!helpPicture(path, false).isNull() && !helpPicture(path, true).isNull(), qPrintable(path));
                QVERIFY2(helpPicture(path, false) != helpPicture(path, true), qPrintable(path));
                const auto drawn =
                    browser.loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("help:") + path))
                        .value<QImage>();
                QVERIFY(drawn.format() == QImage::Format_ARGB32_Premultiplied);
                QVERIFY(!drawn.isNull() && drawn.deviceIndependentSize().width() <= 860);
            }
        }
        QVERIFY(shown.size() >= 7);
        // None is carried that no page shows, and all of them stay small.
        qint64 bytes = 0;
        for (QDirIterator it(QStringLiteral(":/help/pictures"), QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            const QFileInfo file(it.next());
            bytes += file.size();
            QVERIFY2(shown.contains(file.completeBaseName().section(QLatin1Char('-'), 0, -2)),
                     qPrintable(file.fileName()));
        }
        QVERIFY2(bytes > 0 && bytes < 4'000'000, qPrintable(QString::number(bytes)));
    }

    void picturesShowTheWindowsLanguage() {
        const QString path = QStringLiteral("pictures/features");
        const QImage english = helpPicture(path, false);
        QList<QImage> seen = {english};
        for (const QLocale& locale : {QLocale(QLocale::German), QLocale(QLocale::Chinese, QLocale::China)}) {
            QLocale::setDefault(locale);
            const QImage picture = helpPicture(path, false);
            QVERIFY(!picture.isNull() && !seen.contains(picture));
            seen << picture;
        }
        QLocale::setDefault(QLocale(QLocale::French));  // a language without any
        QCOMPARE(helpPicture(path, false), english);
        QLocale::setDefault(QLocale(QLocale::English));
    }

    void keysGoBackAndForwardAndClose() {
        HelpWindow window;
        window.showPage({});
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QCOMPARE(window.browser()->page(), QStringLiteral("contents"));
        window.showPage(QStringLiteral("mapping"));
        QCOMPARE(helpPages()[static_cast<std::size_t>(window.contents()->currentRow())].name,
                 QStringLiteral("mapping"));
        window.showPage(QStringLiteral("formats#pairs"));
        QCOMPARE(window.browser()->page(), QStringLiteral("formats"));
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window.browser()->page(), QStringLiteral("mapping"));
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window.browser()->page(), QStringLiteral("contents"));
        QTest::keyClick(&window, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(window.browser()->page(), QStringLiteral("mapping"));
        QTest::keyClick(&window, Qt::Key_Home, Qt::AltModifier);
        QCOMPARE(window.browser()->page(), QStringLiteral("contents"));
        // The list by keys.
        window.contents()->setFocus();
        QTest::keyClick(window.contents(), Qt::Key_Down);
        QCOMPARE(window.browser()->page(), helpPages()[1].name);
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(!window.isVisible());
    }

    void linksAreFollowedByKeys() {
        HelpWindow window;
        window.showPage({});
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.browser()->setFocus();
        QTest::keyClick(window.browser(), Qt::Key_Tab);  // the first link
        QTest::keyClick(window.browser(), Qt::Key_Return);
        QCOMPARE(window.browser()->page(), QStringLiteral("start"));
    }

    void searchingNarrowsTheContents() {
        HelpWindow window;
        window.showPage({});
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(window.searchField()->hasFocus());
        QTest::keyClicks(window.searchField(), QStringLiteral("gemma scope"));
        QCOMPARE(window.browser()->page(), QStringLiteral("formats"));
        QVERIFY(window.contents()->item(0)->isHidden());
        QVERIFY(!window.browser()->extraSelections().isEmpty());
        QTest::keyClick(window.searchField(), Qt::Key_Return);
        QCOMPARE(window.browser()->textCursor().selectedText().toLower(), QStringLiteral("gemma"));
        check::saveShot(window, QStringLiteral("help-search"));
        window.searchField()->setText(QStringLiteral("xylophone"));
        for (int row = 0; row < window.contents()->count(); ++row) {
            QVERIFY(window.contents()->item(row)->isHidden());
        }
        QTest::keyClick(&window, Qt::Key_Escape);
        QVERIFY(window.isVisible() && window.searchField()->text().isEmpty());
        QVERIFY(!window.contents()->item(0)->isHidden());
        QVERIFY(window.browser()->extraSelections().isEmpty());
    }

    void nothingFromElsewhereIsShown() {
        HelpBrowser browser;
        browser.showPage(QStringLiteral("mapping"));
        for (const char* address :
             {"file:///etc/passwd", "http://example.org/", "qrc:/icons/data.svg", "/etc/passwd", "help:nothing",
              "help:../../etc/passwd", "help:pictures/../../etc/passwd", "help:pictures/nothing", "help:pictures/"}) {
            browser.setSource(QUrl(QString::fromLatin1(address)));
            QCOMPARE(browser.page(), QStringLiteral("mapping"));
            QVERIFY(!browser.loadResource(QTextDocument::ImageResource, QUrl(QString::fromLatin1(address))).isValid());
        }
    }

    void themeAndSizeAreFollowed() {
        HelpWindow window;
        window.showPage(QStringLiteral("formats"));
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto sizeOf = [&] {
            return window.browser()->document()->find(QStringLiteral("Reward models")).charFormat().font().pointSizeF();
        };
        const double before = sizeOf();
        window.browser()->verticalScrollBar()->setValue(window.browser()->verticalScrollBar()->maximum() / 2);
        QTest::keyClick(&window, Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(sizeOf() > before * 1.05);
        QVERIFY(window.browser()->verticalScrollBar()->value() > 0);
        QCOMPARE(window.browser()->page(), QStringLiteral("formats"));
        ThemeManager::instance().setMode(ThemeMode::Dark);
        QTest::qWait(20);
        QVERIFY(window.browser()->palette().color(QPalette::Text).lightness() > 128);
    }

    void pictures() {
        for (const bool dark : {false, true}) {
            ThemeManager::instance().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
            for (const double scale : {1.0, 1.5}) {
                ThemeManager::instance().setTextScale(scale);
                HelpWindow window;
                for (const HelpPage& page : helpPages()) {
                    window.showPage(page.name);
                    QTest::qWait(20);
                    if (scale == 1.0 && helpPageHtml(page.name).contains(QLatin1String("<img"))) {
                        QVERIFY2(window.browser()->horizontalScrollBar()->maximum() == 0, qPrintable(page.name));
                    }
                    check::saveShot(window, QStringLiteral("help-%1%2-%3")
                                                .arg(page.name, dark ? QStringLiteral("-dark") : QString())
                                                .arg(qRound(scale * 100)));
                }
            }
        }
    }
};

QTEST_MAIN(HelpWindowTest)
#include "help_window_test.moc"
