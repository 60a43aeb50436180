// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_document.h"

#include "ui/report/page_breaks.h"
#include "ui/report/report_builder.h"
#include "ui/report/report_chart.h"
#include "ui/report/report_looks.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextOption>

namespace saferscope {
namespace {

tl::unexpected<Error> interrupted() {
    return fail(ErrorCode::Interrupted, "The report was stopped; nothing was written.");
}

/// The lines of the contents have their heights already: numbers move nothing.
void numberContents(QTextDocument& document, const ReportBuilder& builder) {
    std::vector<int> pages;
    for (const auto& [cursor, part] : builder.contents()) {
        const auto place = builder.places().find(part);
        pages.push_back(place != builder.places().end() ? pageOf(document, *place) + 1 : 0);
    }
    QTextCursor edit(&document);
    edit.beginEditBlock();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (pages[i] > 0) {
            QTextCursor cursor = builder.contents()[i].first;
            cursor.insertText(QString::number(pages[i]), report_looks::body());
        }
    }
    edit.endEditBlock();
}

}  // namespace

Result<std::unique_ptr<QTextDocument>> layOutReport(const ReportNode& report, QPaintDevice& device, QSizeF page,
                                                    const std::stop_token& stop) {
    auto document = std::make_unique<QTextDocument>();
    document->setUndoRedoEnabled(false);
    document->setDocumentMargin(0.0);
    document->setDefaultFont(report_looks::body().font());
    QTextOption wrapping;
    wrapping.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document->setDefaultTextOption(wrapping);
    ReportBuilder builder(*document, device, page, stop);
    builder.build(report);
    if (stop.stop_requested()) {
        return interrupted();
    }
    QAbstractTextDocumentLayout* layout = document->documentLayout();
    layout->setPaintDevice(&device);
    layout->registerHandler(ReportChart::type, new ReportChart(document.get()));
    layOutPages(*document, page, stop);
    numberContents(*document, builder);
    if (stop.stop_requested()) {
        return interrupted();
    }
    return document;
}

}  // namespace saferscope
