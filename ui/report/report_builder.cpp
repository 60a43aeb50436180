// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_builder.h"

#include "ui/report/report_chart.h"
#include "ui/report/report_looks.h"

#include <QTextDocument>
#include <QTextTable>

namespace saferscope {
namespace {

using namespace report_looks;

constexpr double wideChart = 0.9;   ///< of the page's width
constexpr double smallChart = 0.7;  ///< in cards, which are many

bool isHeading(const ReportNode& node) {
    return node.name.size() == 2 && node.name[0] == QLatin1Char('h') && node.name[1].isDigit();
}

/// The next element; white space between elements means nothing.
const ReportNode* nextElement(const std::vector<ReportNode>& nodes, std::size_t after) {
    for (std::size_t i = after + 1; i < nodes.size(); ++i) {
        if (!nodes[i].name.isEmpty()) {
            return &nodes[i];
        }
    }
    return nullptr;
}

/// What would stand forlorn at the end of a page, beyond headings.
bool belongsToNext(const ReportNode& node, const ReportNode* next, bool inCard) {
    if (next == nullptr) {
        return false;
    }
    if (node.is(QLatin1String("p"))) {
        return next->is(QLatin1String("svg")) || next->has(QLatin1String("data")) ||
               next->has(QLatin1String("legend")) || node.has(QLatin1String("legend")) ||
               node.has(QLatin1String("foldname")) || (inCard && isHeading(*next));
    }
    if (node.has(QLatin1String("data")) && next->has(QLatin1String("sides"))) {
        return true;
    }
    return (node.is(QLatin1String("svg")) && next->has(QLatin1String("note"))) || node.has(QLatin1String("formula"));
}

}  // namespace

ReportBuilder::ReportBuilder(QTextDocument& document, QPaintDevice& device, QSizeF page, std::stop_token stop)
    : m_document(document), m_device(device), m_page(page), m_stop(std::move(stop)), m_cursor(&document) {}

void ReportBuilder::startBlock(const QTextBlockFormat& block, const QTextCharFormat& text) {
    if (m_fresh) {
        m_cursor.setBlockFormat(block);
        m_cursor.setBlockCharFormat(text);
    } else {
        m_cursor.insertBlock(block, text);
    }
    m_cursor.setCharFormat(text);
    m_fresh = false;
    if (!m_begun.isEmpty()) {
        m_places.insert(m_begun, m_cursor.block());
        m_begun.clear();
    }
}

void ReportBuilder::inlines(const ReportNode& node, const QTextCharFormat& around, bool preformatted) {
    for (const ReportNode& child : node.children) {
        if (!child.name.isEmpty()) {
            // A patch of a legend has no text of its own.
            const QTextCharFormat own = inner(child, around);
            if (child.is(QLatin1String("i"))) {
                m_cursor.insertText(QString(3, QChar::Nbsp), own);
            } else {
                inlines(child, own, preformatted);
            }
            continue;
        }
        // The report's own line feeds stand between elements; those of a text are lines of its paragraph, of which no
        // more than one is empty: templates of chats have many.
        QString text;
        for (const QChar c : child.text) {
            const bool feed = c == QLatin1Char('\n');
            const bool space = c.isSpace() && c != QChar(QChar::Nbsp);  // which bars are made of
            m_feeds = feed ? m_feeds + 1 : space ? m_feeds : 0;
            if (feed && preformatted) {
                text += m_feeds <= 2 ? QString(QChar(QChar::LineSeparator)) : QString();
            } else {
                text += space ? QChar(QLatin1Char(' ')) : c;
            }
        }
        m_cursor.insertText(text, around);
    }
}

void ReportBuilder::paragraph(const ReportNode& node, bool keep) {
    QTextBlockFormat format = block(node);
    if (keep) {
        format.setProperty(keepWithNext, true);
    }
    startBlock(format, text(node));
    inlines(node, text(node), false);
}

void ReportBuilder::dropLastFeeds() {
    while (m_cursor.positionInBlock() > 0 &&
           m_cursor.block().text().at(m_cursor.positionInBlock() - 1) == QChar(QChar::LineSeparator)) {
        m_cursor.deletePreviousChar();
    }
    m_feeds = 0;
}

QTextTable* ReportBuilder::startTable(int rows, int columns, const QTextTableFormat& format) {
    QTextTable* table = m_cursor.insertTable(rows, columns, format);
    m_cursor = table->cellAt(0, 0).firstCursorPosition();
    m_fresh = true;
    return table;
}

void ReportBuilder::goTo(QTextTable* table, int row, int column, const QTextBlockFormat& block,
                         const QTextCharFormat& text) {
    m_cursor = table->cellAt(row, column).firstCursorPosition();
    // Not startBlock(): the first block's own character format is the look of its cell.
    m_cursor.setBlockFormat(block);
    m_cursor.setCharFormat(text);
    m_fresh = false;
}

void ReportBuilder::endTable(QTextTable* table, bool keep) {
    m_cursor = table->lastCursorPosition();
    m_cursor.movePosition(QTextCursor::NextCharacter);
    // The block behind a table is there anyway. Nothing is written into it: Qt places it, and counts pages at it, by
    // rules of its own.
    QTextBlockFormat thin;
    thin.setLineHeight(5, QTextBlockFormat::FixedHeight);
    thin.setProperty(keepWithNext, keep);
    m_cursor.setBlockFormat(thin);
    QTextCharFormat tiny = body();
    tiny.setFontPointSize(1.0);
    m_cursor.setBlockCharFormat(tiny);
    m_fresh = false;
}

void ReportBuilder::chart(const ReportNode& svg, double share, bool keep) {
    QTextBlockFormat format;
    format.setTopMargin(6.0);
    format.setBottomMargin(4.0);
    if (keep) {
        format.setProperty(keepWithNext, true);
    }
    startBlock(format, body());
    m_cursor.insertText(QString(QChar::ObjectReplacementCharacter), ReportChart::format(chartPicture(svg), share));
}

void ReportBuilder::boxed(const ReportNode& node, const QTextCharFormat& text, const QColor& ground, bool keep) {
    QTextTableFormat look = box(ground);
    if (node.has(QLatin1String("warn"))) {
        look.setTopMargin(8.0);
    }
    QTextTable* table = startTable(1, 1, look);
    QTextBlockFormat format = dataBlock();
    if (keep) {
        format.setProperty(keepWithNext, true);
    }
    startBlock(format, text);
    inlines(node, text, node.has(QLatin1String("data")));
    dropLastFeeds();
    endTable(table, keep);
}

void ReportBuilder::dataText(const ReportNode& node, bool keep) { boxed(node, data(), colour("sunken"), keep); }

void ReportBuilder::sides(const ReportNode& node) {
    std::vector<const ReportNode*> columns;
    for (const ReportNode& child : node.children) {
        if (child.is(QLatin1String("div"))) {
            columns.push_back(&child);
        }
    }
    if (columns.empty()) {
        return;
    }
    const int count = static_cast<int>(columns.size());
    QTextTableFormat format = plainTable();
    format.setCellSpacing(4.0);
    format.setCellPadding(5.0);
    format.setColumnWidthConstraints(
        QVector<QTextLength>(count, QTextLength(QTextLength::PercentageLength, 100.0 / count)));
    QTextTable* table = startTable(2, count, format);
    for (int column = 0; column < count; ++column) {
        for (const ReportNode& child : columns[static_cast<std::size_t>(column)]->children) {
            if (isHeading(child)) {
                QTextBlockFormat heading = plainBlock();
                heading.setProperty(keepWithNext, true);
                goTo(table, 0, column, heading, text(child));
                inlines(child, text(child), false);
            } else if (child.has(QLatin1String("data"))) {
                QTextTableCell cell = table->cellAt(1, column);
                QTextCharFormat ground = cell.format();
                ground.setBackground(colour("sunken"));
                cell.setFormat(ground);
                goTo(table, 1, column, dataBlock(), data());
                inlines(child, data(), true);
                dropLastFeeds();
            }
        }
    }
    endTable(table);
}

void ReportBuilder::children(const ReportNode& node) {
    for (std::size_t i = 0; i < node.children.size() && !m_stop.stop_requested(); ++i) {
        const ReportNode& child = node.children[i];
        if (child.name.isEmpty()) {
            continue;
        }
        const ReportNode* next = nextElement(node.children, i);
        if (child.has(QLatin1String("foldname")) && next != nullptr && next->has(QLatin1String("scroll"))) {
            continue;  // the table says in its caption what it is
        }
        // A last remark never stands on a page alone.
        const bool remark = next != nullptr && next == &node.children.back() && next->has(QLatin1String("note"));
        const bool keep = belongsToNext(child, next, m_inCard) || (remark && child.is(QLatin1String("p")));
        if (isHeading(child)) {
            paragraph(child, true);
        } else if (child.is(QLatin1String("p"))) {
            child.has(QLatin1String("warn")) ? boxed(child, body(), colour("warnbg"), false) : paragraph(child, keep);
        } else if (child.is(QLatin1String("svg"))) {
            chart(child, m_inCard ? smallChart : wideChart, keep);
        } else if (child.has(QLatin1String("data"))) {
            dataText(child, keep);
        } else if (child.has(QLatin1String("formula"))) {
            boxed(child, body(), colour("sunken"), keep);
        } else if (child.has(QLatin1String("sides"))) {
            sides(child);
        } else if (child.has(QLatin1String("matrices"))) {
            matrices(child);
        } else if (child.is(QLatin1String("dl"))) {
            facts(child);
        } else if (child.is(QLatin1String("ul"))) {
            list(child);
        } else if (child.is(QLatin1String("nav"))) {
            contentsOf(child);
        } else if (child.is(QLatin1String("table"))) {
            table(child);
        } else {
            build(child);
        }
    }
}

void ReportBuilder::build(const ReportNode& node) {
    if (node.is(QLatin1String("head"))) {
        return;
    }
    const bool before = m_inCard;
    m_inCard = m_inCard || node.has(QLatin1String("card"));
    if (node.is(QLatin1String("section"))) {
        m_begun = node.value(QLatin1String("id"));
    }
    children(node);
    m_inCard = before;
}

}  // namespace saferscope
