// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_excerpt.h"

#include "ui/heatmap/display_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QPainter>
#include <algorithm>

namespace saferscope {
namespace {

constexpr std::size_t around = 80;  // bytes on either side
constexpr int padding = 3;

/// Not cutting a character.
std::string_view piece(std::string_view text, std::size_t begin, std::size_t end) {
    end = std::min(end, text.size());
    const auto inside = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    while (begin < end && inside(begin)) {
        ++begin;
    }
    while (end > begin && inside(end)) {
        --end;
    }
    return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

QString shown(std::string_view text) {
    DisplayOptions options;
    options.compact = true;
    return makeDisplayText(text, {}, options).text;
}

}  // namespace

AuditExcerpt excerptOf(const FeatureIndex& index, PairIndex pair, Segment segment, std::uint32_t token) {
    const auto tokens = index.tokens(pair, segment);
    const std::string_view text = index.segmentText(pair, segment);
    if (token >= tokens.size() || tokens[token].begin > text.size()) {
        return {};
    }
    const std::size_t begin = tokens[token].begin;
    const std::size_t end = std::min<std::size_t>(tokens[token].end, text.size());
    return {shown(piece(text, begin > around ? begin - around : 0, begin)), visibleToken(piece(text, begin, end)),
            shown(piece(text, end, end + around))};
}

AuditExcerptView::AuditExcerptView(AuditExcerpt excerpt, QWidget* parent)
    : QWidget(parent), m_excerpt(std::move(excerpt)) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(m_excerpt.before + QLatin1Char('[') + m_excerpt.token + QLatin1Char(']') + m_excerpt.after);
}

QSize AuditExcerptView::sizeHint() const { return {240, fontMetrics().height() + 2 * padding}; }

QSize AuditExcerptView::minimumSizeHint() const { return {80, sizeHint().height()}; }

void AuditExcerptView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = currentTheme();
    const QFontMetrics metrics = fontMetrics();
    const int token = std::min(metrics.horizontalAdvance(m_excerpt.token) + 2 * padding, width());
    // The token stands a little behind the middle, as what comes before it explains more.
    const int room = width() - token;
    const int wantedAfter = metrics.horizontalAdvance(m_excerpt.after);
    const int before =
        std::min(metrics.horizontalAdvance(m_excerpt.before), std::max(room - wantedAfter, room * 2 / 3));
    const QRect middle(before, 0, token, height());
    painter.setPen(theme.mutedText);
    painter.drawText(QRect(0, 0, before, height()), Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(m_excerpt.before, Qt::ElideLeft, before));
    painter.drawText(QRect(before + token, 0, std::max(0, room - before), height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(m_excerpt.after, Qt::ElideRight, std::max(0, room - before)));
    const QColor mark = heatColor(0.6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark);
    painter.drawRoundedRect(middle.adjusted(0, 1, 0, -1), 3, 3);
    painter.setPen(readableTextOn(mark));
    painter.drawText(middle, Qt::AlignCenter | Qt::TextSingleLine,
                     metrics.elidedText(cellText(m_excerpt.token), Qt::ElideRight, token));
}

}  // namespace saferscope
