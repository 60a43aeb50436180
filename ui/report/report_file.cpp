// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_file.h"

#include "core/base/atomic_file.h"
#include "core/exports/export_target.h"
#include "ui/report/pdf_report.h"
#include "ui/report/report_words.h"

namespace saferscope {

Result<ReportFormat> reportFormatOf(const QString& file) {
    if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        return ReportFormat::Pdf;
    }
    if (file.endsWith(QLatin1String(".html"), Qt::CaseInsensitive) ||
        file.endsWith(QLatin1String(".htm"), Qt::CaseInsensitive)) {
        return ReportFormat::Html;
    }
    return fail(ErrorCode::Usage, "A report is a .pdf or an .html file, and " + file.toStdString() + " is neither.",
                "Give the file one of the two endings.");
}

Result<ReportWritten> writeReport(const std::filesystem::path& workspace, const ReportRequest& request,
                                  const ProgressCallback& progress, const std::stop_token& stop) {
    const auto format = reportFormatOf(request.file);
    if (!format) {
        return failure(format);
    }
    const std::filesystem::path file = request.file.toStdString();
    if (auto place = checkExportFile(file, request.replace); !place) {
        Error error = place.error();
        if (error.code == ErrorCode::NotFound) {
            error.hint = "Make it first, or choose another place.";  // --output is another program's
        }
        return tl::unexpected<Error>(std::move(error));
    }
    auto opened = Workspace::open(workspace);
    if (!opened) {
        return failure(opened);
    }
    HtmlReportOptions options;
    options.language = reportLanguageOf(request.language);
    options.title = request.title.simplified().toStdString();
    options.features = request.features;
    options.pairs = request.pairs;
    options.texts = request.withTexts ? ReportTexts::Readable : ReportTexts::Masked;
    options.paper = *format == ReportFormat::Pdf;
    ReportWritten written;
    const auto page = makeHtmlReport(**opened, options, written.summary, progress, stop);
    if (!page) {
        return failure(page);
    }
    if (*format == ReportFormat::Html) {
        if (auto saved = writeFileAtomically(file, *page); !saved) {
            return failure(saved);
        }
        return written;
    }
    const auto pdf = makePdfReport(*page, progress, stop);
    if (!pdf) {
        return failure(pdf);
    }
    written.pages = pdf->pages;
    written.summary.bytes = static_cast<std::uint64_t>(pdf->bytes.size());
    const std::string_view bytes(pdf->bytes.constData(), static_cast<std::size_t>(pdf->bytes.size()));
    if (auto saved = writeFileAtomically(file, bytes); !saved) {
        return failure(saved);
    }
    return written;
}

}  // namespace saferscope
