// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/report/report_fixture.h"
#include "tests/support/fair_clock.h"
#include "tests/ui/report_workspace.h"
#include "ui/report/page_breaks.h"
#include "ui/report/pdf_report.h"
#include "ui/report/report_document.h"
#include "ui/report/report_file.h"
#include "ui/report/report_looks.h"
#include "ui/report/report_tree.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFile>
#include <QPdfWriter>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextTable>
#include <array>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace saferscope;

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::string paperOf(Workspace& workspace, bool texts, std::uint32_t features = 40) {
    HtmlReportOptions options;
    options.paper = true;
    options.texts = texts ? ReportTexts::Readable : ReportTexts::Masked;
    options.features = features;
    return check::reportOf(workspace, options);
}

/// What a reader of PDF finds in the file; nothing where there is no pdftotext.
std::optional<QString> textOfFile(const QString& path) {
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty()) {
        return std::nullopt;
    }
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {path, QStringLiteral("-")});
    return process.waitForFinished() ? std::optional(QString::fromUtf8(process.readAllStandardOutput())) : std::nullopt;
}

/// A report laid out on A4, with what it needs to live.
struct LaidOut {
    QBuffer buffer;
    std::unique_ptr<QPdfWriter> writer;
    std::unique_ptr<QTextDocument> document;

    /// `share`: of the page's height, so that pages end elsewhere.
    explicit LaidOut(const std::string& page, double share = 1.0) {
        buffer.open(QIODevice::WriteOnly);
        writer = std::make_unique<QPdfWriter>(&buffer);
        const auto report = readReport(page);
        auto made = layOutReport(*report, *writer, QSizeF(writer->width(), share * writer->height()));
        document = std::move(*made);
    }
};

QString wordsOf(const QTextDocument& document) { return document.toPlainText(); }

}  // namespace

class ReportPdfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_workspace = std::make_unique<check::ReportWorkspace>();
        m_full = std::make_unique<check::FullWorkspace>();
    }

    void aReportOfEverythingIsAPdfOfPages() {
        const auto pdf = makePdfReport(paperOf(m_full->workspace, false));
        QVERIFY(pdf.has_value());
        QVERIFY(pdf->bytes.startsWith("%PDF-") && pdf->bytes.contains("%%EOF"));
        QVERIFY(pdf->pages > 5);
        QCOMPARE(pdf->bytes.count("/Type /Page\n"), pdf->pages);
        for (const char* heading :
             {"What was examined", "How well the reward model ranks", "Examples", "What raters say", "Cause and effect",
              "Experiments", "Which labels may be wrong", "How the numbers were computed"}) {
            QVERIFY2(pdf->text.contains(QLatin1String(heading)), heading);
        }
        QVERIFY(pdf->text.count(QChar::ObjectReplacementCharacter) >= 8);  // charts
        QVERIFY(!pdf->bytes.contains("/Subtype /Image"));                  // vectors
    }

    void maskedTextsAreNotInTheFile() {
        const QString closed = m_workspace->file("masked.pdf");
        const QString open = m_workspace->file("open.pdf");
        for (const bool texts : {false, true}) {
            ReportRequest request;
            request.file = texts ? open : closed;
            request.withTexts = texts;
            QVERIFY(writeReport(m_workspace->folder(), request).has_value());
            auto workspace = Workspace::open(m_workspace->folder());
            const std::string page = paperOf(**workspace, texts);
            const auto pdf = makePdfReport(page);
            QVERIFY(pdf.has_value());
            // A page without them cannot make a file with them; both are searched, to find the test's own mistakes.
            const std::size_t inPage = m_workspace->canariesIn(QString::fromStdString(page));
            const std::size_t inText = m_workspace->canariesIn(pdf->text);
            QCOMPARE(inPage > 0, texts);
            QCOMPARE(inText > 0, texts);
            QVERIFY(pdf->text.contains(QLatin1String("are masked")) != texts);
            QVERIFY(pdf->text.contains(QLatin1String("think before you hand it on")) == texts);
            if (const auto found = textOfFile(request.file)) {
                QCOMPARE(m_workspace->canariesIn(*found) > 0, texts);
                QVERIFY(found->contains(QLatin1String("1 / ")));
            }
        }
    }

    void fortyFeaturesTakeSeconds() {
        ReportRequest request;
        request.file = m_workspace->file("forty.pdf");
        const check::FairClock clock;
        const auto written = writeReport(m_workspace->folder(), request);
        QVERIFY(written.has_value());
        QCOMPARE(written->summary.features, 40u);
        const double took = clock.milliseconds();
        QVERIFY2(took < 10'000.0, qPrintable(QString::number(took)));
        QVERIFY(written->pages > 10);
    }

    void nothingIsTornApartNorTooWide() {
        auto workspace = Workspace::open(m_workspace->folder());
        const std::array pages = {paperOf(m_full->workspace, false), paperOf(m_full->workspace, true),
                                  paperOf(**workspace, true, 12)};
        for (std::size_t n = 0; n < 12; ++n) {
            const LaidOut made(pages[n % 3], 1.0 - 0.03 * static_cast<double>(n / 3));
            const QTextDocument& document = *made.document;
            const QAbstractTextDocumentLayout& layout = *document.documentLayout();
            const double height = document.pageSize().height();
            int headings = 0;
            std::set<int> used;
            for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
                const QRectF place = layout.blockBoundingRect(block);
                // The layout says nothing useful of where an empty block ends.
                QVERIFY2(block.text().isEmpty() || place.right() <= document.pageSize().width() * 1.001,
                         qPrintable(block.text().left(60)));
                // No line is cut in two, but by what Qt rounds.
                for (int i = 0; i < block.layout()->lineCount() && !block.text().isEmpty(); ++i) {
                    const QTextLine line = block.layout()->lineAt(i);
                    const double top = place.top() + line.y();
                    used.insert(static_cast<int>((top + 15.0) / height));
                    QVERIFY2(static_cast<int>((top + 15.0) / height) ==
                                 static_cast<int>((top + line.height() - 15.0) / height),
                             qPrintable(block.text().left(60)));
                }
                if (block.blockFormat().headingLevel() > 0 && block.next().isValid()) {
                    ++headings;
                    QVERIFY2(pageOf(document, block) == pageOf(document, block.next()), qPrintable(block.text()));
                    // Not cut in two either.
                    QCOMPARE(static_cast<int>((place.bottom() - 20.0) / height), pageOf(document, block));
                }
            }
            QVERIFY(headings > 20);
            // No page is empty.
            QVERIFY2(static_cast<int>(used.size()) == pagesOf(document), qPrintable(QString::number(n)));
            QCOMPARE(*used.rbegin() + 1, pagesOf(document));
        }
    }

    void theContentsNameThePages() {
        const LaidOut made(paperOf(m_full->workspace, false));
        const QString text = wordsOf(*made.document);
        int found = 0;
        for (QTextBlock block = made.document->begin(); block.isValid(); block = block.next()) {
            if (block.blockFormat().headingLevel() == 2) {
                ++found;
                const QString line = block.text() + QLatin1Char('\n') +
                                     QString::number(pageOf(*made.document, block) + 1) + QLatin1Char('\n');
                QVERIFY2(text.contains(line), qPrintable(line));
            }
        }
        QCOMPARE(found, 10);
    }

    void anEmptyWorkspaceGivesAPageThatSaysSo() {
        ReportRequest request;
        request.file = m_workspace->file("empty.pdf");
        const auto written = writeReport(m_workspace->empty(), request);
        QVERIFY(written.has_value());
        QCOMPARE(written->pages, 1);
        auto workspace = Workspace::open(m_workspace->empty());
        const auto pdf = makePdfReport(paperOf(**workspace, false));
        QVERIFY(pdf->text.contains(QLatin1String("This workspace is empty")));
    }

    void whoeverStopsItFindsNoFile() {
        const QString file = m_workspace->file("stopped.pdf");
        ReportRequest request;
        request.file = file;
        request.features = 3;
        request.replace = true;
        std::set<std::string> stages;
        QVERIFY(writeReport(m_workspace->folder(), request, [&](const Progress& at) {
                    stages.insert(at.stage);
                }).has_value());
        QVERIFY(stages.size() >= 4);
        QVERIFY(QFile::remove(file));
        for (const std::string& stage : stages) {
            std::stop_source source;
            const auto written = writeReport(
                m_workspace->folder(), request,
                [&](const Progress& at) {
                    if (at.stage == stage) {
                        source.request_stop();
                    }
                },
                source.get_token());
            QVERIFY2(!written && written.error().code == ErrorCode::Interrupted, stage.c_str());
            QVERIFY(!QFile::exists(file));
        }
    }

    void onlyWhatMayBeReplacedIs() {
        ReportRequest request;
        request.file = m_workspace->file("there.html");
        QVERIFY(writeReport(m_workspace->folder(), request).has_value());
        const QByteArray first = contents(request.file);
        QVERIFY(first.startsWith("<!DOCTYPE html>") && first.contains("class=\"bar"));
        request.title = QStringLiteral("Another");
        QVERIFY(!writeReport(m_workspace->folder(), request).has_value());
        QCOMPARE(contents(request.file), first);
        request.replace = true;
        QVERIFY(writeReport(m_workspace->folder(), request).has_value());
        QVERIFY(contents(request.file) != first);
        request.file = m_workspace->file("report.txt");
        QCOMPARE(writeReport(m_workspace->folder(), request).error().code, ErrorCode::Usage);
        request.file = m_workspace->file("nowhere/report.pdf");
        QVERIFY(!writeReport(m_workspace->folder(), request).has_value());
        request.file = m_workspace->file("r.pdf");
        QVERIFY(!writeReport(m_workspace->root() / "none", request).has_value());
    }

    void aWorkspaceThatIsOnlyReadReports() {
        const check::ReportWorkspace own(30);
        ::chmod(own.root().c_str(), 0755);
        const QTemporaryDir elsewhere;
        ::chmod(elsewhere.path().toLocal8Bit().constData(), 0777);
        const auto allow = [&](bool writable) {
            for (const auto& entry : std::filesystem::recursive_directory_iterator(own.folder())) {
                std::filesystem::permissions(
                    entry.path(), std::filesystem::perms::owner_write,
                    writable ? std::filesystem::perm_options::add : std::filesystem::perm_options::remove);
            }
            ::chmod(own.folder().c_str(), writable ? 0755 : 0555);
        };
        allow(false);
        const bool root = ::geteuid() == 0;
        QVERIFY(!root || ::seteuid(65534) == 0);  // root may everything
        ReportRequest request;
        request.file = elsewhere.filePath(QStringLiteral("report.pdf"));
        request.features = 2;
        const auto written = writeReport(own.folder(), request);
        QVERIFY(!root || ::seteuid(0) == 0);
        allow(true);
        QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
        QVERIFY(contents(request.file).startsWith("%PDF-"));
    }

    void hostileNamesStayTexts() {
        const check::FullWorkspace made([](const std::string& where) {
            return "<b>&amp;</b> " + where + " \u202e" + std::string(300, 'w') + " 日本語 العربية 🙂";
        });
        const LaidOut laid(paperOf(made.workspace, true));
        QVERIFY(wordsOf(*laid.document).contains(QLatin1String("<b>&amp;</b>")));
        for (QTextFrame* frame : laid.document->rootFrame()->childFrames()) {
            const QRectF place = laid.document->documentLayout()->frameBoundingRect(frame);
            // With its padding, which Qt counts and does not draw; a name that is not broken would be times as wide.
            QVERIFY(place.right() <= laid.document->pageSize().width() * 1.02);
        }
    }

private:
    std::unique_ptr<check::ReportWorkspace> m_workspace;
    std::unique_ptr<check::FullWorkspace> m_full;
};

QTEST_MAIN(ReportPdfTest)
#include "report_pdf_test.moc"
