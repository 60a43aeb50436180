// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSizeF>
#include <stop_token>

class QTextBlock;
class QTextDocument;

namespace saferscope {

/// On which page of a laid-out document a block begins, from 0.
int pageOf(const QTextDocument& document, const QTextBlock& block);

/// Pages with something on them: a distance below the last line is no page.
int pagesOf(const QTextDocument& document);

/// Lays the document out on pages of this size and sets page breaks so that none falls between a block with
/// report_looks::keepWithNext and what follows it, nor inside what is short. What is longer than a page stays as it is.
/// The document's layout needs its paint device and handlers before.
void layOutPages(QTextDocument& document, QSizeF page, const std::stop_token& stop = {});

}  // namespace saferscope
