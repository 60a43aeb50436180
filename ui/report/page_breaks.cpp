// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/page_breaks.h"

#include "ui/report/page_pieces.h"

#include <QAbstractTextDocumentLayout>
#include <QPaintDevice>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextTable>
#include <algorithm>
#include <cmath>
#include <vector>

namespace saferscope {
namespace {

constexpr double longest = 0.9;  ///< of a page: what is higher cannot be kept together
constexpr double spare = 0.05;   ///< of a page: distances between what is kept together and what stands above
constexpr double slack = 10.0;   ///< places are off by some 1/1200 inch, as Qt rounds them
constexpr double rowGap = 11.0;  ///< 1/96 inch: less than a line
constexpr int marginBefore = QTextFormat::UserProperty + 11;
constexpr int refusesBreak = QTextFormat::UserProperty + 12;
constexpr int mostRounds = 30;

bool isCut(const Piece& piece, double shift, double pageHeight) {
    return std::floor((piece.top + shift + slack) / pageHeight) !=
               std::floor((piece.end + shift - slack) / pageHeight) &&
           piece.end - piece.top <= longest * pageHeight;
}

/// A piece that has to begin the next page, and how far that is.
struct Foreseen {
    const Piece* piece = nullptr;
    double distance = 0.0;
};

/// Goes down one endless page and says where pages have to begin.
std::vector<Foreseen> foreseenBreaks(const std::vector<Piece>& pieces, double pageHeight) {
    std::vector<Foreseen> breaks;
    double shift = 0.0;
    for (const Piece& piece : pieces) {
        if (!isCut(piece, shift, pageHeight)) {
            continue;
        }
        const double next = (std::floor((piece.top + shift + slack) / pageHeight) + 1.0) * pageHeight;
        const double distance = next - (piece.top + shift);
        shift += distance + piece.again;
        breaks.push_back({&piece, distance});
    }
    return breaks;
}

/// Rows cannot be told to begin a page: room above their texts leaves those no place on this one. None for 0.
void pushRow(const Piece& piece, double distance) {
    const QTextDocument* document = piece.first.document();
    const double unit = document->documentLayout()->paintDevice()->logicalDpiY() / 96.0;
    for (int column = 0; column < piece.table->columns(); ++column) {
        QTextTableCell cell = piece.table->cellAt(piece.number, column);
        QTextTableCellFormat format = cell.format().toTableCellFormat();
        if (distance > 0.0) {
            format.setTopPadding(std::max(0.0, distance / unit - rowGap));
        } else {
            format.clearProperty(QTextFormat::TableCellTopPadding);
        }
        cell.setFormat(format);
    }
}

bool isPushed(const Piece& piece) {
    return piece.table->cellAt(piece.number, 0).format().hasProperty(QTextFormat::TableCellTopPadding);
}

/// Qt goes down by the margin before it begins a page: one that reaches over the page's end would cost a whole page.
template <class Format>
void moveMargin(Format& format, bool away) {
    if (away) {
        format.setProperty(marginBefore, format.topMargin());
        format.setTopMargin(0.0);
    } else {
        format.setTopMargin(format.doubleProperty(marginBefore));
    }
}

/// `refuse`: a break does not work here, see pushDown().
void setBreak(const QTextBlock& block, bool on, bool refuse = false) {
    const QTextFormat::PageBreakFlag policy = on ? QTextFormat::PageBreak_AlwaysBefore : QTextFormat::PageBreak_Auto;
    QTextCursor cursor(block);
    // Inside a table only the whole of it can move.
    if (QTextTable* table = cursor.currentTable()) {
        QTextTableFormat format = table->format();
        format.setPageBreakPolicy(policy);
        moveMargin(format, on);
        table->setFormat(format);
        return;
    }
    QTextBlockFormat format = block.blockFormat();
    format.setPageBreakPolicy(policy);
    moveMargin(format, on);
    format.setProperty(refusesBreak, refuse);
    cursor.setBlockFormat(format);
}

/// Behind a table that fills its page to the last line Qt counts a page too many: a break there leaves one empty, and
/// without one the next line is cut. A distance that reaches to the next page does what a break should.
void pushDown(const QTextBlock& block, double distance) {
    const double unit = block.document()->documentLayout()->paintDevice()->logicalDpiY() / 96.0;
    QTextBlockFormat format = block.blockFormat();
    format.setTopMargin(format.topMargin() + (distance + slack) / unit);
    format.clearProperty(refusesBreak);
    QTextCursor(block).setBlockFormat(format);
}

bool begins(const QTextBlock& block) {
    const QTextTable* table = QTextCursor(block).currentTable();
    const QTextFormat::PageBreakFlags policy =
        table != nullptr ? table->format().pageBreakPolicy() : block.blockFormat().pageBreakPolicy();
    return policy.testFlag(QTextFormat::PageBreak_AlwaysBefore);
}

/// Looks at what became of it. Behind a change places are right again from the next break on, by whole pages. True when
/// something was changed.
bool correct(const std::vector<Piece>& pieces, double pageHeight) {
    bool changed = false;
    bool known = true;
    for (const Piece& piece : pieces) {
        const bool forced = !piece.row && begins(piece.first);
        known = known || forced;
        if (!known) {
            continue;
        }
        const double page = std::floor((piece.before - slack) / pageHeight);
        if (piece.row) {
            const bool stays = std::floor((piece.top + slack) / pageHeight) == page;
            if (piece.tall && (isPushed(piece) ? stays : isCut(piece, 0.0, pageHeight))) {
                pushRow(piece, isPushed(piece) ? 0.0 : (page + 1.0) * pageHeight - piece.top);
                changed = true;
                known = false;
            }
            continue;
        }
        const double room = (page + 1.0) * pageHeight - piece.before;
        // A break at the beginning of a page leaves that page empty; one that is no longer needed most of one.
        const bool empty = forced && std::floor((piece.top + slack) / pageHeight) > page + 1.0;
        const bool needless = empty || (forced && room > piece.end - piece.top + spare * pageHeight);
        const bool cut = !forced && isCut(piece, 0.0, pageHeight);
        if (cut && piece.first.blockFormat().boolProperty(refusesBreak)) {
            pushDown(piece.first, (std::floor((piece.top + slack) / pageHeight) + 1.0) * pageHeight - piece.top);
            changed = true;
            known = false;
        } else if (needless || cut) {
            setBreak(piece.first, cut, empty);
            changed = true;
            known = false;
        }
    }
    return changed;
}

}  // namespace

int pageOf(const QTextDocument& document, const QTextBlock& block) {
    return static_cast<int>(
        std::floor((topOf(*document.documentLayout(), block) + slack) / document.pageSize().height()));
}

int pagesOf(const QTextDocument& document) {
    QTextBlock last = document.lastBlock();
    while (last.previous().isValid() && last.text().isEmpty()) {
        last = last.previous();
    }
    double end = document.documentLayout()->blockBoundingRect(last).top();
    if (const int lines = last.layout()->lineCount(); lines > 0) {
        const QTextLine line = last.layout()->lineAt(lines - 1);
        end += line.y() + line.height();
    }
    return std::max(1, static_cast<int>(std::ceil((end - slack) / document.pageSize().height())));
}

void layOutPages(QTextDocument& document, QSizeF page, const std::stop_token& stop) {
    // All changes at once: Qt lays out anew from a change on, and does that wrongly where pages move.
    const auto change = [&document](const auto& act) {
        QTextCursor edit(&document);
        edit.beginEditBlock();
        act();
        edit.endEditBlock();
    };
    document.setPageSize(QSizeF(page.width(), -1.0));
    const auto endless = piecesOf(document, page.height());
    const auto foreseen = foreseenBreaks(endless, page.height());
    change([&] {
        for (const Foreseen& one : foreseen) {
            if (!one.piece->row) {
                setBreak(one.piece->first, true);
            } else if (one.piece->tall) {
                pushRow(*one.piece, one.distance);
            }
        }
    });
    document.setPageSize(page);
    // What was foreseen differs from what became of it by lines that do not fit.
    bool changed = true;
    for (int round = 0; changed && round < mostRounds && !stop.stop_requested(); ++round) {
        const auto pieces = piecesOf(document, page.height());
        change([&] { changed = correct(pieces, page.height()); });
        document.markContentsDirty(0, document.characterCount());
    }
}

}  // namespace saferscope
