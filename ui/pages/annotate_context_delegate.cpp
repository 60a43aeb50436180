// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/annotate_context_delegate.h"

#include "ui/heatmap/heat_colours.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/feature_context_model.h"
#include "ui/theme/cover.h"

#include <QAbstractItemView>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr double textFactor = 1.2;
constexpr int padding = 12;  ///< above and below
constexpr int gap = 16;      ///< between margin and text
constexpr int rightEdge = 12;

QFont readingFont() {
    QFont font = bodyFont();
    font.setPointSizeF(font.pointSizeF() * textFactor);
    return font;
}

/// Wide enough for the names of the sides and a number.
int marginWidth() {
    const QFontMetrics metrics(smallFont());
    int width = QFontMetrics(strongFont()).horizontalAdvance(QStringLiteral("888.88"));
    for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        width = std::max(width, metrics.horizontalAdvance(FeatureContextModel::segmentName(segment)));
    }
    return width;
}

}  // namespace

const TokenLayout& AnnotateContextDelegate::layoutOf(const QModelIndex& index, qreal width) const {
    TokenLayout& layout = m_layouts[index.row()];
    if (layout.lines().empty() || std::abs(layout.width() - width) > 0.5) {
        LayoutOptions options = heatLayoutOptions(currentTheme(), readingFont(), width);
        options.lineSpacing = 1.5;
        layout.start(FeatureContextModel::contextOf(index)->text, options);
        layout.finish();
    }
    return layout;
}

void AnnotateContextDelegate::prepare(const QModelIndex& index, int viewWidth) const {
    if (FeatureContextModel::contextOf(index) != nullptr) {
        layoutOf(index, std::max(80, viewWidth - marginWidth() - gap - rightEdge));
    }
}

QSize AnnotateContextDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (FeatureContextModel::contextOf(index) == nullptr) {
        return {};
    }
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view != nullptr ? view->viewport()->width() : option.rect.width();
    const TokenLayout& layout = layoutOf(index, std::max(80, width - marginWidth() - gap - rightEdge));
    const int beside = QFontMetrics(strongFont()).height() + QFontMetrics(smallFont()).height();
    return {width, 2 * padding + std::max(beside, static_cast<int>(std::ceil(layout.height())))};
}

void AnnotateContextDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const {
    const FeatureContext* context = FeatureContextModel::contextOf(index);
    if (context == nullptr) {
        return;
    }
    const Theme& theme = currentTheme();
    const QRectF area(option.rect);
    const int margin = marginWidth();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(area);
    painter->setLayoutDirection(Qt::LeftToRight);  // a picture does not turn round with the window
    if (index.row() > 0) {
        painter->setPen(theme.border);
        painter->drawLine(area.topLeft() + QPointF(0, 0.5), area.topRight() + QPointF(-rightEdge, 0.5));
    }
    const Segment segment = context->place.segment;
    const QColor side = segment == Segment::Prompt ? theme.mutedText : sideColour(theme, segment == Segment::Chosen);
    const QFontMetrics strong(strongFont());
    const QFontMetrics small(smallFont());
    const qreal top = area.top() + padding;
    painter->setFont(strongFont());
    painter->setPen(theme.text);
    painter->drawText(QRectF(area.left(), top, margin, strong.height()), Qt::AlignRight | Qt::AlignVCenter,
                      formatNumber(static_cast<double>(context->place.value), 2));
    painter->setFont(smallFont());
    painter->setPen(side);
    painter->drawText(QRectF(area.left(), top + strong.height(), margin, small.height()),
                      Qt::AlignRight | Qt::AlignVCenter, FeatureContextModel::segmentName(segment));
    painter->setPen(Qt::NoPen);
    painter->setBrush(side);
    painter->drawRoundedRect(
        QRectF(area.left() + margin + gap / 2.0 - 1.5, top + 1, 3, area.height() - 2 * padding - 2), 1.5, 1.5);

    const TokenLayout& layout = layoutOf(index, std::max(80.0, area.width() - margin - gap - rightEdge));
    TokenMarks marks;
    marks.selected = context->hit;
    marks.covered = Cover::instance().covers(option.widget);
    painter->setFont(readingFont());
    paintTokens(*painter, layout, QPointF(area.left() + margin + gap, top), area, context->looks, marks, theme);
    painter->restore();
}

}  // namespace saferscope
