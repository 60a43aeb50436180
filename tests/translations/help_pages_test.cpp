// SPDX-License-Identifier: GPL-3.0-or-later
// The help in every language against the English one: the same pages of the same build, nothing left in English, and
// what it calls a button is what stands on the button. Folders of resources/help are languages; none is listed here.
#include "ui/help/help_pages.h"

#include "tests/translations/ts_file.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <algorithm>

using namespace saferscope;
using namespace saferscope::check;

namespace {

const QString english = QStringLiteral("en");

QString helpFolder(const QString& code) {
    return qEnvironmentVariable("SAFERSCOPE_SOURCE_DIR") + QStringLiteral("/resources/help/") + code;
}

/// contents.html, start.html, …
QStringList pagesOf(const QString& code) {
    return QDir(helpFolder(code)).entryList({QStringLiteral("*.html")}, QDir::Files, QDir::Name);
}

QString pageText(const QString& code, const QString& page) {
    QFile file(helpFolder(code) + QLatin1Char('/') + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList languageFolders() {
    QStringList codes = QDir(helpFolder(QString())).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    codes.removeAll(english);
    codes.removeAll(QStringLiteral("pictures"));  // are everybody's
    return codes;
}

QStringList found(const QString& html, const QString& pattern) {
    const QRegularExpression expression(pattern, QRegularExpression::DotMatchesEverythingOption);
    QStringList all;
    for (auto it = expression.globalMatch(html); it.hasNext();) {
        all << it.next().captured(1);
    }
    return all;
}

/// What a page is made of, kind by kind. Sorted, as the rows of a glossary follow another alphabet.
QMap<QString, QStringList> partsOf(const QString& html) {
    QMap<QString, QStringList> parts = {
        {QStringLiteral("anchor"), found(html, QStringLiteral("<a name=\"([^\"]*)\""))},
        {QStringLiteral("link"), found(html, QStringLiteral("<a href=\"([^\"]*)\""))},
        {QStringLiteral("picture"), found(html, QStringLiteral("<img src=\"([^\"]*)\""))},
        // Commands, options, files, filters: the same in every language.
        {QStringLiteral("code"), found(html, QStringLiteral("<code>(.*?)</code>"))},
        {QStringLiteral("class"), found(html, QStringLiteral("class=\"([^\"]*)\""))},
        // Every opened and closed tag: headings, tables, rows, cells, items, paragraphs, keys, names of the window.
        {QStringLiteral("tag"), found(html, QStringLiteral("<(/?[a-z0-9]+)"))}};
    for (QStringList& part : parts) {
        part.sort();
    }
    return parts;
}

/// The sentences that stand between tags.
QSet<QString> sentencesOf(QString html) {
    html.remove(QRegularExpression(QStringLiteral("<code>.*?</code>")));
    static const QRegularExpression word(QStringLiteral("\\b[A-Za-z]{2,}\\b"));
    QSet<QString> sentences;
    for (const QString& text :
         found(html, QStringLiteral(">([^<]+)<")) + found(html, QStringLiteral("alt=\"([^\"]*)\""))) {
        int words = 0;
        for (auto it = word.globalMatch(text); it.hasNext(); it.next()) {
            ++words;
        }
        if (words > 3) {  // fewer may be names
            sentences.insert(text.simplified());
        }
    }
    return sentences;
}

/// What of the English page is lost, left over or untranslated in another one.
QStringList differences(const QString& original, const QString& translated) {
    QStringList problems;
    const auto wanted = partsOf(original);
    const auto have = partsOf(translated);
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        QStringList missing = it.value();
        for (const QString& one : have[it.key()]) {
            if (!missing.removeOne(one)) {
                problems << QStringLiteral("has one %1 \"%2\" more").arg(it.key(), one);
            }
        }
        for (const QString& one : missing) {
            problems << QStringLiteral("lacks the %1 \"%2\"").arg(it.key(), one);
        }
    }
    QStringList same = (sentencesOf(original) & sentencesOf(translated)).values();
    same.sort();
    for (const QString& sentence : same) {
        problems << QStringLiteral("says in English: ") + sentence;
    }
    return problems;
}

/// Without mnemonics: "&Open", "打开(&O)".
QString onTheButton(QString text) {
    static const QRegularExpression appended(QStringLiteral("\\(&.\\)"));
    return text.remove(appended).remove(QLatin1Char('&'));
}

/// Names of the window are bold; "File > Export…" are two.
QStringList boldNames(const QString& html) {
    return found(html, QStringLiteral("<b>(.*?)</b>"))
        .join(QStringLiteral(" &gt; "))
        .split(QStringLiteral(" &gt; "), Qt::SkipEmptyParts);
}

using Names = QMap<QString, QSet<QString>>;  ///< English text of the window -> what stands for it there, here and there

Names namesOf(const std::vector<TsMessage>& messages) {
    Names names;
    for (const TsMessage& message : messages) {
        if (message.context == QLatin1String("Report")) {  // on paper, not in the window
            continue;
        }
        for (const QString& form : message.forms) {
            names[onTheButton(message.source)].insert(onTheButton(form));
        }
    }
    return names;
}

QStringList wrongNames(const QString& original, const QString& translated, const Names& names) {
    const QStringList list = boldNames(translated);
    const QSet<QString> have(list.cbegin(), list.cend());
    QStringList problems;
    for (const QString& name : boldNames(original)) {
        if (names.contains(name) && !have.intersects(names[name])) {
            QStringList shown = names[name].values();
            shown.sort();
            problems << QStringLiteral("never says <b>%2</b>, as the window shows \"%1\"")
                            .arg(name, shown.join(QStringLiteral("</b> or <b>")));
        }
    }
    return problems;
}

}  // namespace

class HelpPagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void everyFolderIsALanguageOfTheWindow() {
        QVERIFY(pagesOf(english).size() > 15);
        const QStringList codes = languageFolders();
        QVERIFY(!codes.isEmpty());
        for (const QString& code : codes) {
            QVERIFY2(tsCodes().contains(code), qPrintable(code));
        }
    }

    void everyPageIsThereAndIsShown_data() { languageRows(); }
    void everyPageIsThereAndIsShown() {
        QFETCH(QString, code);
        QCOMPARE(pagesOf(code), pagesOf(english));
        QLocale::setDefault(QLocale(code));
        for (const QString& page : pagesOf(code)) {
            const QString text = pageText(code, page);
            QVERIFY2(!text.isEmpty(), qPrintable(page));
            // Not so where its row in help.qrc is missing.
            QVERIFY2(helpPageHtml(page.chopped(5)) == text, qPrintable(page));
        }
    }

    void pagesAreBuiltAlike_data() { languageRows(); }
    void pagesAreBuiltAlike() {
        QFETCH(QString, code);
        QStringList problems;
        for (const QString& page : pagesOf(english)) {
            for (const QString& one : differences(pageText(english, page), pageText(code, page))) {
                problems << page + QLatin1Char(' ') + one;
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }

    void namesAreThoseOfTheWindow_data() { languageRows(); }
    void namesAreThoseOfTheWindow() {
        QFETCH(QString, code);
        const Names names = namesOf(readTs(tsPath(code)));
        QStringList problems;
        for (const QString& page : pagesOf(english)) {
            for (const QString& one : wrongNames(pageText(english, page), pageText(code, page), names)) {
                problems << page + QLatin1Char(' ') + one;
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
    }

    void theseChecksCanFail() {
        const QString page = QStringLiteral(
            "<h1>Title</h1><a name=\"x\"></a><p>Press <b>File &gt; Open</b> and wait for the file, see <a "
            "href=\"help:own#sae\">there</a>: <code>safer import FILE</code> <kbd>Enter</kbd></p>"
            "<img src=\"help:pictures/a\" alt=\"What it shows to you and me\">");
        const auto with = [&](const char* before, const char* after) {
            QString text = page;
            text.replace(QStringLiteral("and wait for the file"), QStringLiteral("und warten Sie auf die Datei"));
            text.replace(QStringLiteral("What it shows to you and me"), QStringLiteral("Was es uns beiden zeigt"));
            return text.replace(QLatin1String(before), QLatin1String(after));
        };
        QCOMPARE(differences(page, with("", "")), QStringList());
        QVERIFY(differences(page, page).size() == 2);  // a sentence and the words of a picture
        QVERIFY(!differences(page, with("\"x\"", "\"y\"")).isEmpty());
        QVERIFY(!differences(page, with("#sae", "")).isEmpty());
        QVERIFY(!differences(page, with("pictures/a", "pictures/b")).isEmpty());
        QVERIFY(!differences(page, with("import FILE", "import DATEI")).isEmpty());
        QVERIFY(!differences(page, with("h1", "h2")).isEmpty());
        QVERIFY(!differences(page, with("<kbd>Enter</kbd>", "")).isEmpty());
        const Names names = {{QStringLiteral("File"), {QStringLiteral("Datei")}},
                             {QStringLiteral("Open"), {QStringLiteral("Öffnen"), QStringLiteral("Offen")}}};
        QCOMPARE(wrongNames(page, with("File &gt; Open", "Datei &gt; Offen"), names), QStringList());
        QCOMPARE(wrongNames(page, with("File &gt; Open", "Datei &gt; Laden"), names).size(), 1);
        QCOMPARE(onTheButton(QString::fromUtf8("打开(&O)…")), QString::fromUtf8("打开…"));
    }

private:
    static void languageRows() {
        QTest::addColumn<QString>("code");
        for (const QString& code : languageFolders()) {
            QTest::newRow(qPrintable(code)) << code;
        }
    }
};

QTEST_GUILESS_MAIN(HelpPagesTest)
#include "help_pages_test.moc"
