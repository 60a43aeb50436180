// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heatmap_view.h"

#include "ui/heatmap/heatmap_accessible.h"
#include "ui/theme/cover.h"
#include "ui/theme/focus_ring.h"

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
constexpr int idleDelayMs = 25;  // a width that is dragged makes what was laid out ahead worthless at once
constexpr int idlePauseMs = 2;
constexpr int idleSliceMs = 3;     // three texts of a pair may take theirs in one turn of the event loop
constexpr int awaitedSliceMs = 6;  // while somebody looks at a place that is not laid out

}  // namespace

HeatmapView::HeatmapView(QWidget* parent) : QAbstractScrollArea(parent) {
    registerHeatmapAccessible();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->setAutoFillBackground(false);
    m_layoutTimer.setSingleShot(true);
    connect(&m_layoutTimer, &QTimer::timeout, this, &HeatmapView::continueLayout);
    // Somebody scrolls: where the text was before the width changed matters no longer.
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, [this] {
        m_top = -1;
        m_toEnd = false;
    });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        setFont(bodyFont());
        relayout();
        updateLooks();
    });
    setFont(bodyFont());
    Cover::instance().watch(this);
}

HeatmapView::~HeatmapView() = default;

void HeatmapView::setSegment(Segment segment, const QString& name, std::string text, std::vector<TokenInfo> tokens) {
    Cover::instance().coverAgain(this);  // another text
    m_segment = segment;
    m_text = std::move(text);
    m_tokens = std::move(tokens);
    m_values.clear();
    m_differences.clear();
    m_marks.hovered = -1;
    m_marks.selected = -1;
    m_allSelected = false;
    setAccessibleName(name);
    setAccessibleDescription(QString());
    Q_EMIT textReplaced();
    m_top = -1;
    m_toEnd = false;
    verticalScrollBar()->setValue(0);  // first, or the text would be laid out for where the old one was
    renewText();
    updateLooks();
}

void HeatmapView::clear() { setSegment(m_segment, accessibleName(), {}, {}); }

void HeatmapView::setValues(std::vector<float> values, HeatKind kind, float maximum, TokenScope scope) {
    m_values = std::move(values);
    m_kind = kind;
    m_maximum = maximum;
    m_scope = scope;
    updateLooks();
    if (m_marks.selected >= 0) {
        tellScreenReaders();
    }
}

void HeatmapView::setQuantity(const QString& quantity) { m_quantity = quantity; }

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
    layOutSeen(m_firstSliceMs);
    updateScrollRange();
}

float HeatmapView::value(int token) const {
    return token >= 0 && token < static_cast<int>(m_values.size()) ? m_values[static_cast<std::size_t>(token)] : 0.0f;
}

void HeatmapView::updateLooks() {
    m_looksStale = true;
    viewport()->update();
}

const std::vector<TokenLook>& HeatmapView::looks() const {
    if (!m_looksStale) {
        return m_looks;
    }
    m_looksStale = false;
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
    return m_looks;
}

void HeatmapView::renewText() {
    const std::vector<TokenBytes> bytes = tokenBytes(m_tokens);
    DisplayText text = makeDisplayText(m_text, bytes, {m_showSpecial, false});
    m_layout.start(std::move(text), heatLayoutOptions(currentTheme(), font(), viewport()->width() - 2 * margin));
    relayout();
}

void HeatmapView::relayout() {
    m_layout.restart(heatLayoutOptions(currentTheme(), font(), viewport()->width() - 2 * margin));
    layOutSeen(m_firstSliceMs);
    updateScrollRange();
    viewport()->update();
    goOnLater(idleDelayMs);
}

/// What somebody waits for is not put off.
void HeatmapView::goOnLater(int milliseconds) {
    if (!m_layout.complete()) {
        m_layoutTimer.start(seenIsLaidOut() && m_top < 0 && !m_toEnd ? milliseconds : 0);
    }
}

bool HeatmapView::seenIsLaidOut() const {
    const qreal wanted = m_fits ? (m_maximumHeight > 0 ? m_maximumHeight : 1e9) : 0.0;
    const qreal seen = verticalScrollBar()->value() + viewport()->height();
    return m_layout.complete() || m_layout.height() + margin >= std::max(wanted, seen);
}

/// Lays out down to the lower edge of the viewport, or as far as it gets in the time.
void HeatmapView::layOutSeen(int milliseconds) {
    QElapsedTimer clock;
    clock.start();
    while (!seenIsLaidOut() && clock.elapsed() < milliseconds) {
        m_layout.advance(sliceCharacters);
    }
}

/// Puts the line that was on top before the width changed on top again, as soon as it has a place.
void HeatmapView::restoreTop(int milliseconds) {
    if (m_top < 0) {
        return;
    }
    QElapsedTimer clock;
    clock.start();
    while (m_layout.linesOf(m_top).first < 0 && !m_layout.complete() && clock.elapsed() < milliseconds) {
        m_layout.advance(sliceCharacters);
    }
    const int line = m_layout.linesOf(m_top).first;
    if (line < 0 && !m_layout.complete()) {
        return;
    }
    m_top = -1;
    updateScrollRange();
    if (line >= 0) {
        verticalScrollBar()->setValue(static_cast<int>(m_layout.lines()[static_cast<std::size_t>(line)].top));
    }
}

void HeatmapView::continueLayout() {
    QScrollBar* bar = verticalScrollBar();
    const bool awaited = !seenIsLaidOut() || m_top >= 0 || m_toEnd;
    QElapsedTimer clock;
    clock.start();
    const int milliseconds = awaited ? awaitedSliceMs : idleSliceMs;
    while (!m_layout.advance(sliceCharacters) && clock.elapsed() < milliseconds) {}
    restoreTop(0);
    updateScrollRange();
    if (m_toEnd) {
        bar->setValue(bar->maximum());
        m_toEnd = !m_layout.complete();
    }
    if (awaited) {
        viewport()->update();
    }
    if (m_layout.complete()) {
        Q_EMIT layoutFinished();
    } else {
        goOnLater(idlePauseMs);
    }
}

void HeatmapView::updateScrollRange() {
    const int contents = static_cast<int>(std::ceil(m_layout.estimatedHeight())) + 2 * margin;
    if (m_fits) {
        const int wanted = m_maximumHeight > 0 ? std::min(contents, m_maximumHeight) : contents;
        if (wanted != minimumHeight() || wanted != maximumHeight()) {
            setFixedHeight(wanted);
        }
    }
    m_adjusting = true;
    verticalScrollBar()->setRange(0, std::max(0, contents - viewport()->height()));
    m_adjusting = false;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(m_layout.lines().empty() ? 20
                                                                : static_cast<int>(m_layout.lines().front().height));
}

QSize HeatmapView::sizeHint() const {
    return {420, static_cast<int>(std::ceil(m_layout.estimatedHeight())) + 2 * margin};
}

QPointF HeatmapView::origin() const { return {qreal(margin), qreal(margin - verticalScrollBar()->value())}; }

void HeatmapView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_allSelected ? currentTheme().selection : currentTheme().surface);
    TokenMarks marks = m_marks;
    marks.focused = hasFocus();
    marks.covered = Cover::instance().covers(this);
    paintTokens(painter, m_layout, origin(), event->rect(), looks(), marks, currentTheme());
    if (marks.focused) {
        paintFocusRing(painter, viewport()->rect());
    }
}

void HeatmapView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    if (std::abs(m_layout.width() - (viewport()->width() - 2 * margin)) > 0.5) {
        // What was on top stays on top when the wrapping changes.
        QScrollBar* bar = verticalScrollBar();
        const int line = m_layout.lineAt(bar->value());
        if (m_top < 0 && line > 0 && !m_toEnd && bar->value() < m_layout.height()) {
            const LayoutLine& place = m_layout.lines()[static_cast<std::size_t>(line)];
            m_top = place.rectCount > 0 ? m_layout.rects()[static_cast<std::size_t>(place.firstRect)].token : -1;
        }
        relayout();
        restoreTop(jumpMs);
        if (m_toEnd) {
            bar->setValue(bar->maximum());
        }
        goOnLater(idleDelayMs);
    } else {
        layOutSeen(jumpMs);
        updateScrollRange();
        goOnLater(idleDelayMs);
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
    tellScreenReaders();
    if (m_marks.selected >= 0 && hasFocus()) {
        QAccessibleEvent focus(this, QAccessible::Focus);
        focus.setChild(m_marks.selected);
        QAccessible::updateAccessibility(&focus);
    }
    Q_EMIT tokenSelected(m_segment, m_marks.selected);
}

/// Of the token in hand: that it is another, or worth something else.
void HeatmapView::tellScreenReaders() {
    setAccessibleDescription(m_marks.selected < 0 ? QString() : describe(m_marks.selected));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    if (m_marks.selected >= 0) {
        QAccessibleEvent value(this, QAccessible::ValueChanged);
        value.setChild(m_marks.selected);
        QAccessible::updateAccessibility(&value);
    }
}

void HeatmapView::scrollToToken(int token) {
    while (m_layout.linesOf(token).first < 0 && token >= 0 && !m_layout.complete()) {
        m_layout.advance(sliceCharacters);  // it lies in the part that is still to come
    }
    const int line = m_layout.linesOf(token).first;
    if (line < 0) {
        return;
    }
    m_top = -1;
    m_toEnd = false;
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
    return token >= 0 && token < static_cast<int>(looks().size()) &&
           looks()[static_cast<std::size_t>(token)].fill.alpha() > 0;
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
