// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_context_delegate.h"

#include "ui/heatmap/heat_colours.h"
#include "ui/models/feature_table_model.h"
#include "ui/pages/feature_context_model.h"
#include "ui/theme/cover.h"
#include "ui/widgets/labels.h"

#include <QAbstractItemView>
#include <QPainter>
#include <cmath>

namespace saferscope {

namespace {

constexpr int side = 14;
constexpr int above = 10;
constexpr int between = 2;
constexpr int below = 8;

int viewWidth(const QStyleOptionViewItem& option) {
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    return view != nullptr ? view->viewport()->width() : option.rect.width();
}

}  // namespace

FeatureContextDelegate::FeatureContextDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

const TokenLayout& FeatureContextDelegate::layoutOf(int row, const QModelIndex& index, qreal width) const {
    TokenLayout& layout = m_layouts[row];
    if (layout.lines().empty() || std::abs(layout.width() - width) > 0.5) {
        LayoutOptions options = heatLayoutOptions(currentTheme(), bodyFont(), width);
        options.lineSpacing = 1.42;
        layout.start(FeatureContextModel::contextOf(index)->text, options);
        layout.finish();
    }
    return layout;
}

QSize FeatureContextDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (FeatureContextModel::contextOf(index) == nullptr) {
        return {};
    }
    const int width = viewWidth(option);
    const TokenLayout& layout = layoutOf(index.row(), index, width - 2 * side);
    const int caption = QFontMetrics(smallFont()).height();
    return {width, above + caption + between + static_cast<int>(std::ceil(layout.height())) + below};
}

void FeatureContextDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    const FeatureContext* context = FeatureContextModel::contextOf(index);
    if (context == nullptr) {
        return;
    }
    const Theme& theme = currentTheme();
    const QRectF area(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LeftToRight);  // a picture does not turn round with the window
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (selected || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mixColors(theme.surface, theme.text, selected ? 0.06 : 0.03));
        painter->drawRoundedRect(area.adjusted(2, 2, -2, -2), smallCornerRadius, smallCornerRadius);
    }
    if (selected) {
        painter->setBrush(theme.accent);
        painter->drawRoundedRect(QRectF(area.left() + 2, area.top() + 8, 3, area.height() - 16), 1.5, 1.5);
    }
    const QFontMetrics small(smallFont());
    const qreal top = area.top() + above;
    qreal x = area.left() + side;
    const auto put = [&](const QString& text, const QColor& colour, const QFont& font) {
        painter->setFont(font);
        painter->setPen(colour);
        const QFontMetrics metrics(font);
        const int room = static_cast<int>(area.right() - side - x);
        painter->drawText(QRectF(x, top, std::max(0, room), small.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(cellText(text), Qt::ElideRight, std::max(0, room)));
        x += metrics.horizontalAdvance(text);
    };
    const Segment segment = context->place.segment;
    const QColor dot = segment == Segment::Prompt ? theme.mutedText : sideColour(theme, segment == Segment::Chosen);
    painter->setPen(Qt::NoPen);
    painter->setBrush(dot);
    painter->drawEllipse(QPointF(x + 3.5, top + small.height() / 2.0), 3.5, 3.5);
    x += 13;
    QFont strong = smallFont();
    strong.setWeight(QFont::DemiBold);
    put(formatNumber(static_cast<double>(context->place.value), 2), theme.text, strong);
    x += 8;
    put(FeatureContextModel::segmentName(segment), dot, smallFont());
    x += 10;
    put(FeatureContextModel::caption(*context), theme.mutedText, smallFont());

    const TokenLayout& layout = layoutOf(index.row(), index, area.width() - 2 * side);
    TokenMarks marks;
    marks.selected = context->hit;
    marks.covered = Cover::instance().covers(option.widget);
    painter->setClipRect(area);
    painter->setFont(bodyFont());
    paintTokens(*painter, layout, QPointF(area.left() + side, top + small.height() + between), area, context->looks,
                marks, theme);
    painter->restore();
}

}  // namespace saferscope
