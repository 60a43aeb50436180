// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/report/report_tree.h"

#include <QSizeF>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTableFormat>
#include <stop_token>
#include <utility>
#include <vector>

class QPaintDevice;
class QTextDocument;
class QTextTable;

namespace saferscope {

/// Writes the elements of a report into a QTextDocument, one after the other. Internal to this folder; see
/// report_document.h.
class ReportBuilder {
public:
    ReportBuilder(QTextDocument& document, QPaintDevice& device, QSizeF page, std::stop_token stop);

    void build(const ReportNode& node);
    /// For each line of the contents: the block of its page's number, and the id of the part it names.
    const std::vector<std::pair<QTextCursor, QString>>& contents() const { return m_contents; }
    /// Where parts begin, by their ids.
    const QHash<QString, QTextBlock>& places() const { return m_places; }

private:
    void children(const ReportNode& node);
    void startBlock(const QTextBlockFormat& block, const QTextCharFormat& text);
    /// Empty lines at the end of what was written.
    void dropLastFeeds();
    void paragraph(const ReportNode& node, bool keep);
    void inlines(const ReportNode& node, const QTextCharFormat& around, bool preformatted);
    /// A table at the cursor; what is written next goes into its first cell until endTable().
    QTextTable* startTable(int rows, int columns, const QTextTableFormat& format);
    /// `keep`: the table stays with what follows it.
    void endTable(QTextTable* table, bool keep = false);
    void goTo(QTextTable* table, int row, int column, const QTextBlockFormat& block, const QTextCharFormat& text);

    void chart(const ReportNode& svg, double share, bool keep);
    void boxed(const ReportNode& node, const QTextCharFormat& text, const QColor& ground, bool keep);
    void dataText(const ReportNode& node, bool keep);
    void sides(const ReportNode& node);
    void facts(const ReportNode& node);
    void matrices(const ReportNode& node);
    void list(const ReportNode& node);
    void contentsOf(const ReportNode& nav);
    /// `width` of the page's at most.
    void table(const ReportNode& node, double width = 1.0);

    QTextDocument& m_document;
    QPaintDevice& m_device;
    const QSizeF m_page;
    const std::stop_token m_stop;
    QTextCursor m_cursor;
    bool m_fresh = true;  ///< the cursor stands in a block of its own that nothing was written into
    bool m_inCard = false;
    int m_feeds = 0;  ///< line feeds since the last letter
    QString m_begun;  ///< id of a part whose first block comes next
    std::vector<std::pair<QTextCursor, QString>> m_contents;
    QHash<QString, QTextBlock> m_places;
};

}  // namespace saferscope
