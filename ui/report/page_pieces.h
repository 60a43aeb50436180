// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBlock>
#include <vector>

class QAbstractTextDocumentLayout;
class QTextDocument;
class QTextTable;

namespace saferscope {

// What page breaks go between. Internal to this folder; places are those of the document's layout.

/// What no page should end in: a block, or several of which each belongs to the next. Places are those of the layout.
struct Piece {
    QTextBlock first;
    double top = 0.0;
    double end = 0.0;             ///< of what has to stay with the beginning
    double before = 0.0;          ///< where what stands above it ends
    bool row = false;             ///< of a table, after its first: moves by itself, and is no place for a break
    QTextTable* table = nullptr;  ///< of a row
    int number = 0;               ///< of the row
    bool tall = false;            ///< a row of several lines, which Qt would break
    double again = 0.0;           ///< height of the table's head, which stands above a row that begins a page
};

/// Of a block's first line: a block that was moved to the next page still begins on the one before.
double topOf(const QAbstractTextDocumentLayout& layout, const QTextBlock& block);

/// All pieces of a document that is laid out, from its beginning.
std::vector<Piece> piecesOf(const QTextDocument& document, double pageHeight);

}  // namespace saferscope
