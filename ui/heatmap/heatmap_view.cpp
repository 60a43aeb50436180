// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heatmap_view.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr int margin = 10;
constexpr int sliceCharacters = 1200;
constexpr int sliceMs = 12;

}  // namespace

HeatmapView::HeatmapView(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->setAutoFillBackground(false);
    m_layoutTimer.setSingleShot(true);
    m_layoutTimer.setInterval(0);
    connect(&m_layoutTimer, &QTimer::timeout, this, &HeatmapView::continueLayout);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        setFont(bodyFont());
        relayout();
        updateLooks();
    });
    setFont(bodyFont());
}

HeatmapView::~HeatmapView() = default;

void HeatmapView::setSegment(Segment segment, const QString& name, std::string text, std::vector<TokenInfo> tokens) {
    m_segment = segment;
    m_text = std::move(text);
    m_tokens = std::move(tokens);
    m_values.clear();
    m_differences.clear();
    m_looks.clear();
    m_marks.hovered = -1;
    m_marks.selected = -1;
    m_allSelected = false;
    setAccessibleName(name);
    setAccessibleDescription(QString());
    renewText();
    verticalScrollBar()->setValue(0);
    updateLooks();
}

void HeatmapView::clear() { setSegment(m_segment, accessibleName(), {}, {}); }

void HeatmapView::setValues(std::vector<float> values, HeatKind kind, float maximum, TokenScope scope) {
    m_values = std::move(values);
    m_kind = kind;
    m_maximum = maximum;
    m_scope = scope;
    updateLooks();
}

void HeatmapView::setDifferences(std::vector<std::uint8_t> differences) {
    m_differences = std::move(differences);
    updateLooks();
}

void HeatmapView::setSpecialVisible(bool visible) {
    if (visible != m_showSpecial) {
        m_showSpecial = visible;
        renewText();
    }
}

void HeatmapView::setFitsContents(bool fits, int maximumHeight) {
    m_fits = fits;
    m_maximumHeight = maximumHeight;
    updateScrollRange();
}

float HeatmapView::value(int token) const {
    return token >= 0 && token < static_cast<int>(m_values.size()) ? m_values[static_cast<std::size_t>(token)] : 0.0f;
}

void HeatmapView::updateLooks() {
    const Theme& theme = currentTheme();
    m_looks.assign(m_tokens.size(), {});
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        TokenLook& look = m_looks[i];
        look.sentenceEnd = m_tokens[i].sentenceEnd;
        look.alone = look.sentenceEnd && m_scope == TokenScope::SentenceEnds;
        look.difference = i < m_differences.size() && m_differences[i] != 0;
        look.fill = inScope(m_tokens[i], m_scope) ? heatFill(theme, m_kind, value(static_cast<int>(i)), m_maximum)
                                                  : QColor(0, 0, 0, 0);
    }
    viewport()->update();
}

void HeatmapView::renewText() {
    const std::vector<TokenBytes> bytes = tokenBytes(m_tokens);
    DisplayText text = makeDisplayText(m_text, bytes, {m_showSpecial, false});
    m_layout.start(std::move(text), heatLayoutOptions(currentTheme(), font(), viewport()->width() - 2 * margin));
    relayout();
}

void HeatmapView::relayout() {
    m_layout.restart(heatLayoutOptions(currentTheme(), font(), viewport()->width() - 2 * margin));
    QElapsedTimer clock;
    clock.start();
    while (!m_layout.advance(sliceCharacters) && clock.elapsed() < m_firstSliceMs) {}
    updateScrollRange();
    viewport()->update();
    if (!m_layout.complete()) {
        m_layoutTimer.start();
    }
}

void HeatmapView::continueLayout() {
    QElapsedTimer clock;
    clock.start();
    while (!m_layout.advance(sliceCharacters) && clock.elapsed() < sliceMs) {}
    updateScrollRange();
    viewport()->update();
    if (m_layout.complete()) {
        Q_EMIT layoutFinished();
    } else {
        m_layoutTimer.start();
    }
}

void HeatmapView::updateScrollRange() {
    const int contents = static_cast<int>(std::ceil(m_layout.height())) + 2 * margin;
    if (m_fits) {
        const int wanted = m_maximumHeight > 0 ? std::min(contents, m_maximumHeight) : contents;
        if (wanted != minimumHeight() || wanted != maximumHeight()) {
            setFixedHeight(wanted);
        }
    }
    verticalScrollBar()->setRange(0, std::max(0, contents - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_layout.lines().empty() ? 20
                                                                : static_cast<int>(m_layout.lines().front().height));
}

QSize HeatmapView::sizeHint() const { return {420, static_cast<int>(std::ceil(m_layout.height())) + 2 * margin}; }

QPointF HeatmapView::origin() const { return {qreal(margin), qreal(margin - verticalScrollBar()->value())}; }

void HeatmapView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_allSelected ? currentTheme().selection : currentTheme().surface);
    TokenMarks marks = m_marks;
    marks.focused = hasFocus();
    paintTokens(painter, m_layout, origin(), event->rect(), m_looks, marks, currentTheme());
}

void HeatmapView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    if (std::abs(m_layout.width() - (viewport()->width() - 2 * margin)) > 0.5) {
        // What was on top stays on top when the wrapping changes.
        const int line = m_layout.lineAt(verticalScrollBar()->value());
        const bool moved = line > 0 && m_layout.lines()[static_cast<std::size_t>(line)].rectCount > 0;
        const int anchor =
            moved
                ? m_layout.rects()[static_cast<std::size_t>(m_layout.lines()[static_cast<std::size_t>(line)].firstRect)]
                      .token
                : -1;
        relayout();
        if (const auto place = m_layout.linesOf(anchor).first; place >= 0) {
            verticalScrollBar()->setValue(static_cast<int>(m_layout.lines()[static_cast<std::size_t>(place)].top));
        }
    } else {
        updateScrollRange();
    }
}

void HeatmapView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        relayout();
    }
}

void HeatmapView::updateToken(int token) {
    for (const QRectF& rect : m_layout.rectsOf(token)) {
        viewport()->update(rect.translated(origin()).toAlignedRect().adjusted(-7, -3, 7, 3));
    }
}

void HeatmapView::setHovered(int token) {
    if (token == m_marks.hovered) {
        return;
    }
    updateToken(m_marks.hovered);
    m_marks.hovered = token;
    updateToken(token);
    Q_EMIT tokenHovered(m_segment, token);
}

QRect HeatmapView::tokenRect(int token) const {
    const auto rects = m_layout.rectsOf(token);
    return rects.empty() ? QRect() : rects.front().translated(origin()).toAlignedRect();
}

void HeatmapView::selectToken(int token) {
    if (token >= static_cast<int>(m_tokens.size())) {
        return;
    }
    if (m_allSelected) {
        m_allSelected = false;
        viewport()->update();
    }
    if (token == m_marks.selected) {
        scrollToToken(token);
        return;
    }
    updateToken(m_marks.selected);
    m_marks.selected = std::max(-1, token);
    updateToken(m_marks.selected);
    scrollToToken(m_marks.selected);
    setAccessibleDescription(token < 0 ? QString() : describe(token));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    Q_EMIT tokenSelected(m_segment, m_marks.selected);
}

void HeatmapView::scrollToToken(int token) {
    while (m_layout.linesOf(token).first < 0 && token >= 0 && !m_layout.complete()) {
        m_layout.advance(sliceCharacters);  // it lies in the part that is still to come
    }
    const int line = m_layout.linesOf(token).first;
    if (line < 0) {
        return;
    }
    updateScrollRange();
    const LayoutLine& place = m_layout.lines()[static_cast<std::size_t>(line)];
    const int top = static_cast<int>(place.top);
    const int bottom = static_cast<int>(place.top + place.height) + 2 * margin;
    QScrollBar* bar = verticalScrollBar();
    if (top < bar->value() || bottom > bar->value() + viewport()->height()) {
        bar->setValue(std::max(0, top - viewport()->height() / 3));
    }
}

bool HeatmapView::isActive(int token) const {
    return token >= 0 && token < static_cast<int>(m_looks.size()) &&
           m_looks[static_cast<std::size_t>(token)].fill.alpha() > 0;
}

bool HeatmapView::selectNextActive(bool forward) {
    const int count = static_cast<int>(m_tokens.size());
    const int step = forward ? 1 : -1;
    int at = m_marks.selected < 0 ? (forward ? -1 : count) : m_marks.selected;
    for (at += step; at >= 0 && at < count; at += step) {
        if (isActive(at) && isReachable(at)) {
            selectToken(at);
            return true;
        }
    }
    return false;
}

}  // namespace saferscope
