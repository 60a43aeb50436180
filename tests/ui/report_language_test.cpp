// SPDX-License-Identifier: GPL-3.0-or-later
// Reports in the languages that there are: every text has its translation, parts and numbers are where they belong.
#include "core/report/report_numbers.h"
#include "tests/report/read_texts.h"
#include "tests/report/report_fixture.h"
#include "ui/language/language.h"
#include "ui/report/pdf_report.h"
#include "ui/report/report_words.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <regex>

using namespace saferscope;

class ReportLanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_full = std::make_unique<check::FullWorkspace>(); }

    void everyTextHasItsTranslation_data() { codes(); }
    void everyTextHasItsTranslation() {
        QFETCH(QString, code);
        const LanguageTexts texts(code);
        QStringList missing;
        HtmlReportOptions options;
        options.language = reportLanguageOf(code);
        options.language.translate = [&, known = options.language.translate](const char* english,
                                                                             std::optional<std::uint64_t> count) {
            if (texts.translate("Report", english, count ? 2 : -1).isEmpty()) {
                missing << QString::fromUtf8(english);
            }
            return known(english, count);
        };
        for (const ReportTexts shown : {ReportTexts::Readable, ReportTexts::Masked, ReportTexts::LeftOut}) {
            options.texts = shown;
            options.paper = shown == ReportTexts::Masked;
            static_cast<void>(check::reportOf(m_full->workspace, options));
        }
        missing.removeDuplicates();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
        QVERIFY(texts.translate("Report", "no such text").isEmpty());
    }

    void partsAndNumbersAreWhereTheyBelong_data() { codes(); }
    void partsAndNumbersAreWhereTheyBelong() {
        QFETCH(QString, code);
        HtmlReportOptions options;
        options.language = reportLanguageOf(code);
        const std::string page = check::reportOf(m_full->workspace, options);
        keep(code + QStringLiteral(".html"), QByteArray::fromStdString(page));
        const std::string tag = code == QLatin1String("zh_CN") ? "zh-CN" : code.toStdString();
        QVERIFY(page.find("<html lang=\"" + tag + "\">") != std::string::npos);
        const std::string heading = options.language.translate("What was examined", std::nullopt);
        QVERIFY(heading != "What was examined");
        QVERIFY(page.find(">" + heading + "</h2>") != std::string::npos);
        static const std::regex place("%[1-9]");
        static const std::regex point("[0-9]\\.[0-9]");
        // No numbers, and thousands.
        static const std::regex named("arXiv [0-9.]+|Saferscope [0-9.]+[^ ]*|\\b[0-9]{1,3}(\\.[0-9]{3})+\\b");
        for (const std::string& text : check::readTexts(page)) {
            QVERIFY2(!std::regex_search(text, place), text.c_str());
            if (code == QLatin1String("de")) {
                QVERIFY2(!std::regex_search(std::regex_replace(text, named, ""), point), text.c_str());
            }
        }
        // Full stops of Chinese bring their own room.
        QVERIFY(page.find("。 ") == std::string::npos);
        options.paper = true;
        const auto pdf = makePdfReport(check::reportOf(m_full->workspace, options));
        QVERIFY(pdf.has_value());
        keep(code + QStringLiteral(".pdf"), pdf->bytes);
        QVERIFY(pdf->text.contains(QString::fromStdString(heading)));
    }

    void singularsAndPluralsDiffer() {
        const ReportLanguage german = reportLanguageOf(QStringLiteral("de"));
        const ReportLanguageScope scope(german);
        const char* const many = "the saved set “%2” (%1 features)";
        QVERIFY(trn(1, "", many, {"a"}) != trn(2, "", many, {"a"}));
        QCOMPARE(numberText(0.25, 2), std::string("0,25"));
        QCOMPARE(countText(1234567), std::string("1.234.567"));
    }

    void englishNeedsNothing() {
        const ReportLanguage english = reportLanguageOf(QStringLiteral("en"));
        QVERIFY(!english.translate && !english.sentence);
        QCOMPARE(reportLanguageOf({}).tag, english.tag);  // the window's
        installLanguage(QStringLiteral("de"));
        QCOMPARE(reportLanguageOf({}).tag, std::string("de"));
        installLanguage(QStringLiteral("en"));
    }

private:
    static void codes() {
        QTest::addColumn<QString>("code");
        for (const Language& language : languages()) {
            if (language.code != QLatin1String("en")) {
                QTest::newRow(qPrintable(language.code)) << language.code;
            }
        }
    }
    /// For somebody to look at.
    static void keep(const QString& name, const QByteArray& bytes) {
        const QString folder = qEnvironmentVariable("SAFERSCOPE_SCREENSHOTS");
        QFile file(QDir(folder).filePath(name));
        if (!folder.isEmpty() && file.open(QIODevice::WriteOnly)) {
            file.write(bytes);
        }
    }

    std::unique_ptr<check::FullWorkspace> m_full;
};

QTEST_MAIN(ReportLanguageTest)
#include "report_language_test.moc"
