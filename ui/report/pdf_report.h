// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <stop_token>
#include <string>

namespace saferscope {

struct PdfReport {
    QByteArray bytes;
    int pages = 0;
    /// Every text that is in the file except that of the charts, as it was laid out.
    QString text;
};

/// A page of core/report, made with HtmlReportOptions::paper, as a PDF on A4: text as text, charts as vectors, the
/// report's name and "3 / 12" at the foot of each page, title and creator in the file's properties. What the page does
/// not hold cannot be in the PDF either: masked texts are bars. Blocks: a second or two for a hundred pages. Any thread
/// while a QGuiApplication lives; Interrupted when stopped, between pages.
Result<PdfReport> makePdfReport(const std::string& page, const ProgressCallback& progress = {},
                                const std::stop_token& stop = {});

}  // namespace saferscope
