// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSizeF>
#include <memory>
#include <stop_token>

class QPaintDevice;
class QTextDocument;

namespace saferscope {

struct ReportNode;

/// A report for paper (HtmlReportOptions::paper), laid out on pages of `page`, in the device's own units: headings stay
/// with what follows, tables fit the width and repeat their heads, the contents name their pages. The device must
/// outlive the document. Blocks: about a second for a hundred pages. One thread, any; Interrupted when stopped.
Result<std::unique_ptr<QTextDocument>> layOutReport(const ReportNode& report, QPaintDevice& device, QSizeF page,
                                                    const std::stop_token& stop = {});

}  // namespace saferscope
