// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/html_report.h"

#include <QString>
#include <filesystem>

namespace saferscope {

enum class ReportFormat { Pdf, Html };

/// By the file's ending, whatever its case; Usage for any other.
Result<ReportFormat> reportFormatOf(const QString& file);

struct ReportRequest {
    QString file;
    QString title;           ///< empty: made from the model's name
    QString language;        ///< code of ui/language; empty: the window's
    bool withTexts = false;  ///< else bars stand for the texts of the data, which are then not in the file
    std::uint32_t features = HtmlReportOptions{}.features;
    std::uint32_t pairs = HtmlReportOptions{}.pairs;
    bool replace = false;  ///< a file of that name
};

struct ReportWritten {
    HtmlReportSummary summary;
    int pages = 0;  ///< of a PDF
};

/// Writes the report whole or not at all. Opens the workspace anew, so that any thread
/// may do it while a window has the workspace open. Blocks: seconds. Any thread; Interrupted when stopped.
Result<ReportWritten> writeReport(const std::filesystem::path& workspace, const ReportRequest& request,
                                  const ProgressCallback& progress = {}, const std::stop_token& stop = {});

}  // namespace saferscope
