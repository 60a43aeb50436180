// SPDX-License-Identifier: GPL-3.0-or-later
// Pointer, keyboard, tooltips and copying of the heat map view.
#include "ui/heatmap/heatmap_view.h"
#include "ui/heatmap/spoken_token.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace saferscope {

int HeatmapView::tokenAt(QPoint viewportPoint) const { return m_layout.tokenAt(QPointF(viewportPoint) - origin()); }

bool HeatmapView::isReachable(int token) const { return m_layout.hasPlace(token); }

/// The next token that has a place: hidden markers of the template are passed over.
int HeatmapView::stepToken(int from, int step) const {
    const int count = static_cast<int>(m_tokens.size());
    for (int at = from + step; at >= 0 && at < count; at += step) {
        if (isReachable(at)) {
            return at;
        }
    }
    return from;
}

int HeatmapView::tokenOnLine(int line, qreal x) const {
    if (line < 0 || line >= static_cast<int>(m_layout.lines().size())) {
        return -1;
    }
    const LayoutLine& place = m_layout.lines()[static_cast<std::size_t>(line)];
    int best = -1;
    qreal nearest = 1e9;
    for (int i = place.firstRect; i < place.firstRect + place.rectCount; ++i) {
        const TokenRect& piece = m_layout.rects()[static_cast<std::size_t>(i)];
        const qreal distance = std::max({piece.rect.left() - x, x - piece.rect.right(), 0.0});
        if (distance < nearest) {
            nearest = distance;
            best = piece.token;
        }
    }
    return best;
}

/// Lays out as far as a line, if there is one.
bool HeatmapView::reachLine(int line) {
    while (line >= static_cast<int>(m_layout.lines().size()) && !m_layout.complete()) {
        m_layout.advance(sliceCharacters);
    }
    return line >= 0 && line < static_cast<int>(m_layout.lines().size());
}

void HeatmapView::moveByLines(int lines) {
    const auto rects = m_layout.rectsOf(m_marks.selected);
    if (rects.empty()) {
        selectToken(stepToken(-1, 1));
        return;
    }
    const qreal x = rects.front().center().x();
    const int from = lines > 0 ? m_layout.linesOf(m_marks.selected).second : m_layout.linesOf(m_marks.selected).first;
    const int step = lines > 0 ? 1 : -1;
    reachLine(from + lines);
    const int last = static_cast<int>(m_layout.lines().size()) - 1;
    for (int line = std::clamp(from + lines, 0, last); reachLine(line); line += step) {
        if (const int token = tokenOnLine(line, x); token >= 0 && token != m_marks.selected) {
            selectToken(token);
            return;
        }
    }
}

QString HeatmapView::tokenName(int token) const {
    return token < 0 || token >= static_cast<int>(m_tokens.size())
               ? QString()
               : spokenToken(tokenText(m_text, m_tokens[static_cast<std::size_t>(token)]));
}

QString HeatmapView::valueText(int token) const {
    if (token < 0 || token >= static_cast<int>(m_tokens.size()) || m_values.empty()) {
        return {};
    }
    const double worth = static_cast<double>(value(token));
    const QString digits = QLocale().toString(std::abs(worth), 'f', 3);
    const QString sign = worth < 0.0                                    ? QString(QChar(0x2212))
                         : m_kind == HeatKind::Diverging && worth > 0.0 ? QStringLiteral("+")
                                                                        : QString();
    return QStringLiteral("%1 %2").arg(m_quantity.isEmpty() ? tr("Value") : m_quantity, sign + digits);
}

QString HeatmapView::describe(int token) const {
    if (token < 0 || token >= static_cast<int>(m_tokens.size())) {
        return {};
    }
    const TokenInfo& info = m_tokens[static_cast<std::size_t>(token)];
    QString text = tr("Token %1: %2").arg(token + 1).arg(visibleToken(tokenText(m_text, info)));
    if (const QString worth = valueText(token); !worth.isEmpty()) {
        text += QLatin1Char('\n') + worth;
    }
    if (info.sentenceEnd) {
        text += QLatin1Char('\n') + tr("Ends a sentence or clause: the SAE was trained here");
    } else if (m_scope == TokenScope::SentenceEnds) {
        text += QLatin1Char('\n') + tr("Not a sentence end, so not coloured");
    }
    return text;
}

void HeatmapView::copy() const {
    const std::string_view bytes = m_allSelected ? std::string_view(m_text)
                                   : m_marks.selected >= 0
                                       ? tokenText(m_text, m_tokens[static_cast<std::size_t>(m_marks.selected)])
                                       : std::string_view();
    if (!bytes.empty()) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())));
    }
}

void HeatmapView::mouseMoveEvent(QMouseEvent* event) { setHovered(tokenAt(event->position().toPoint())); }

void HeatmapView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const int token = tokenAt(event->position().toPoint());
    selectToken(token);
    if (token >= 0) {
        Q_EMIT tokenClicked(m_segment, token);
    }
}

void HeatmapView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        m_allSelected = !m_text.empty();
        viewport()->update();
        return;
    }
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if ((event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != Qt::NoModifier) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const int linesPerPage = std::max(1, viewport()->height() / std::max(1, verticalScrollBar()->singleStep()) - 1);
    switch (event->key()) {
        case Qt::Key_Left:
            selectToken(stepToken(m_marks.selected, -1));
            break;
        case Qt::Key_Right:
            selectToken(stepToken(m_marks.selected, 1));
            break;
        case Qt::Key_Up:
            moveByLines(-1);
            break;
        case Qt::Key_Down:
            moveByLines(1);
            break;
        case Qt::Key_PageUp:
            moveByLines(-linesPerPage);
            break;
        case Qt::Key_PageDown:
            moveByLines(linesPerPage);
            break;
        case Qt::Key_Home:
            selectToken(stepToken(-1, 1));
            break;
        case Qt::Key_End:
            selectToken(stepToken(static_cast<int>(m_tokens.size()), -1));
            break;
        case Qt::Key_N:
            selectNextActive(!shift);
            break;
        case Qt::Key_P:
            selectNextActive(false);
            break;
        case Qt::Key_F3:
            selectNextActive(!shift);
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_marks.selected >= 0) {
                Q_EMIT tokenClicked(m_segment, m_marks.selected);
            }
            break;
        default:
            event->ignore();  // page shortcuts such as J and K go on to the page
            return;
    }
    event->accept();
}

void HeatmapView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();  // the ring round all of it
}

void HeatmapView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HeatmapView::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    QAction* token = menu.addAction(tr("Copy token"));
    token->setEnabled(m_marks.selected >= 0);
    QAction* whole = menu.addAction(tr("Copy whole text"));
    whole->setEnabled(!m_text.empty());
    const QAction* picked = menu.exec(event->globalPos());
    if (picked == token) {
        copy();
    } else if (picked == whole) {
        QGuiApplication::clipboard()->setText(QString::fromStdString(m_text));
    }
}

bool HeatmapView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int token = tokenAt(help->pos());
        if (token < 0) {
            QToolTip::hideText();
        } else {
            // Escaped and wrapped in <p>: a tooltip would take data that looks like markup for markup.
            const QString plain = describe(token).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
            QToolTip::showText(help->globalPos(), QStringLiteral("<p>%1</p>").arg(plain), viewport(), tokenRect(token));
        }
        return true;
    }
    if (event->type() == QEvent::Leave) {
        setHovered(-1);
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void HeatmapView::scrollContentsBy(int dx, int dy) {
    QScrollBar* bar = verticalScrollBar();
    if (!m_adjusting && !m_toEnd && !seenIsLaidOut()) {
        const bool end = m_top < 0 && bar->value() == bar->maximum();
        layOutSeen(jumpMs);  // in a very long text the rest of the way follows in slices
        m_toEnd = end && !m_layout.complete();
        updateScrollRange();
        if (end) {
            bar->setValue(bar->maximum());  // nobody has seen what stands at the guessed end
        }
        viewport()->update();
        goOnLater(0);
    }
    viewport()->scroll(dx, dy);
}

}  // namespace saferscope
