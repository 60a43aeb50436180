// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/page_pieces.h"

#include "ui/report/report_looks.h"

#include <QAbstractTextDocumentLayout>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextTable>
#include <algorithm>

namespace saferscope {
namespace {

constexpr double shortBlock = 0.2;  ///< of a page: what is lower is not broken

bool keeps(const QTextBlock& block) { return block.blockFormat().boolProperty(report_looks::keepWithNext); }

/// Where what has to stay with the block's beginning ends: all of a short one, two lines of a long one.
double endOf(const QAbstractTextDocumentLayout& layout, const QTextBlock& block, double pageHeight) {
    const QRectF place = layout.blockBoundingRect(block);
    if (place.height() <= shortBlock * pageHeight || block.layout()->lineCount() < 3) {
        return place.bottom();
    }
    const QTextLine second = block.layout()->lineAt(1);
    return place.top() + second.y() + second.height();
}

/// Where the longest cell of a row ends.
double rowEnd(const QAbstractTextDocumentLayout& layout, const QTextTable& table, int row) {
    double end = 0.0;
    for (int column = 0; column < table.columns(); ++column) {
        end = std::max(end, layout.blockBoundingRect(table.cellAt(row, column).lastCursorPosition().block()).bottom());
    }
    return end;
}

bool hasLines(const QTextTable& table, int row) {
    for (int column = 0; column < table.columns(); ++column) {
        const QTextBlock block = table.cellAt(row, column).firstCursorPosition().block();
        if (block.layout()->lineCount() > 1) {
            return true;
        }
    }
    return false;
}

}  // namespace

double topOf(const QAbstractTextDocumentLayout& layout, const QTextBlock& block) {
    const double top = layout.blockBoundingRect(block).top();
    return block.layout()->lineCount() > 0 ? top + block.layout()->lineAt(0).y() : top;
}

std::vector<Piece> piecesOf(const QTextDocument& document, double pageHeight) {
    const QAbstractTextDocumentLayout& layout = *document.documentLayout();
    std::vector<Piece> pieces;
    double before = 0.0;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        Piece piece;
        piece.first = block;
        QTextCursor cursor(block);
        QTextTable* table = cursor.currentTable();
        const QTextTableCell cell = table != nullptr ? table->cellAt(cursor) : QTextTableCell();
        piece.row = table != nullptr && (cell.row() > 0 || cell.column() > 0);
        while (keeps(block) && block.next().isValid()) {
            block = block.next();
        }
        // Of a row the first cell was taken; what has no text stands behind a table, wherever Qt wants it.
        if ((piece.row && cell.column() > 0) || (!piece.row && piece.first == block && block.text().isEmpty())) {
            continue;
        }
        piece.top = topOf(layout, piece.first);
        piece.end = endOf(layout, block, pageHeight);
        piece.before = before;
        before = layout.blockBoundingRect(block).bottom();
        QTextCursor ending(block);
        if (const QTextTable* last = ending.currentTable()) {
            // The other cells of its row may be longer.
            before = std::max(before, rowEnd(layout, *last, last->cellAt(ending).row()));
            piece.end = std::max(piece.end, std::min(before, topOf(layout, block) + shortBlock * pageHeight));
        }
        if (piece.row) {
            piece.table = table;
            piece.number = cell.row();
            piece.tall = hasLines(*table, cell.row());
            piece.again = table->format().headerRowCount() > 0
                              ? topOf(layout, table->cellAt(1, 0).firstCursorPosition().block()) -
                                    topOf(layout, table->cellAt(0, 0).firstCursorPosition().block())
                              : 0.0;
        }
        pieces.push_back(piece);
    }
    return pieces;
}

}  // namespace saferscope
