// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/pdf_report.h"

#include "core/jobs/code_version.h"
#include "core/jobs/exit_code.h"
#include "ui/report/page_breaks.h"
#include "ui/report/report_document.h"
#include "ui/report/report_looks.h"
#include "ui/report/report_tree.h"
#include "ui/widgets/labels.h"

#include <QAbstractEventDispatcher>
#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QThread>
#include <memory>

namespace saferscope {
namespace {

class PdfText {
    Q_DECLARE_TR_FUNCTIONS(ReportFile)
};

const QMarginsF margins(18.0, 16.0, 18.0, 10.0);  ///< mm; the foot stands inside the printable area
constexpr double footHeight = 10.0;               ///< mm
constexpr double footPoints = 7.5;

double millimetres(const QPdfWriter& writer, double value) { return value / 25.4 * writer.logicalDpiY(); }

void paintFoot(QPainter& painter, const QPdfWriter& writer, const QString& title, int page, int pages) {
    const QRectF foot(0.0, writer.height() - millimetres(writer, footHeight / 2.0), writer.width(),
                      millimetres(writer, footHeight / 2.0));
    painter.setPen(QPen(report_looks::colour("border"), millimetres(writer, 0.2)));
    painter.drawLine(foot.topLeft(), foot.topRight());
    painter.setFont(report_looks::font(footPoints));
    painter.setPen(report_looks::colour("muted"));
    const QString number = QStringLiteral("%1 / %2").arg(page).arg(pages);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom, number);
    const double room = foot.width() - painter.fontMetrics().horizontalAdvance(number) - millimetres(writer, 5.0);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(cellText(title), Qt::ElideRight, static_cast<int>(room)));
}

void paintPage(QPainter& painter, const QTextDocument& document, int page) {
    const QSizeF size = document.pageSize();
    QAbstractTextDocumentLayout::PaintContext context;
    // Whatever theme the window has, paper is white.
    context.palette.setColor(QPalette::Text, report_looks::colour("text"));
    context.clip = QRectF(0.0, page * size.height(), size.width(), size.height());
    painter.save();
    painter.translate(0.0, -context.clip.top());
    painter.setClipRect(context.clip);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
}

Result<PdfReport> make(const std::string& page, const ProgressCallback& progress, const std::stop_token& stop) {
    const auto tell = [&](const QString& stage, int done, int total) {
        if (progress) {
            Progress at;
            at.stage = stage.toStdString();
            at.done = static_cast<std::uint64_t>(done);
            at.total = static_cast<std::uint64_t>(total);
            progress(at);
        }
    };
    const auto interrupted = [] {
        return fail(ErrorCode::Interrupted, "The report was stopped; nothing was written.");
    };
    tell(PdfText::tr("Laying out pages"), 0, 0);
    auto report = readReport(page);
    if (!report) {
        return failure(report);
    }
    const ReportNode* head = report->find(QLatin1String("title"));
    const QString title = (head != nullptr ? head->wholeText() : QString()).simplified();

    PdfReport made;
    QBuffer buffer(&made.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, margins, QPageLayout::Millimeter));
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Saferscope ") + QLatin1String(codeVersion()));
    const QSizeF body(writer.width(), writer.height() - millimetres(writer, footHeight));
    auto document = layOutReport(*report, writer, body, stop);
    if (!document) {
        return failure(document);
    }
    made.pages = pagesOf(**document);
    made.text = (*document)->toPlainText();
    QPainter painter;
    if (!painter.begin(&writer)) {
        return fail(ErrorCode::Failed, "The PDF could not be begun.");
    }
    for (int i = 0; i < made.pages; ++i) {
        if (stop.stop_requested()) {
            return interrupted();
        }
        tell(PdfText::tr("Drawing pages"), i, made.pages);
        if (i > 0) {
            writer.newPage();
        }
        paintPage(painter, **document, i);
        paintFoot(painter, writer, title, i + 1, made.pages);
    }
    painter.end();
    buffer.close();
    return made;
}

}  // namespace

Result<PdfReport> makePdfReport(const std::string& page, const ProgressCallback& progress,
                                const std::stop_token& stop) {
    if (QThread::currentThread()->eventDispatcher() != nullptr) {
        return make(page, progress, stop);
    }
    // A layout starts timers, which threads that Qt has not started have none of.
    Result<PdfReport> made = PdfReport();
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        try {
            made = make(page, progress, stop);
        } catch (const std::exception& exception) {
            made = tl::unexpected<Error>(errorFromException(exception));
        }
    }));
    thread->start();
    thread->wait();
    return made;
}

}  // namespace saferscope
