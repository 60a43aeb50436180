// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/heat_legend.h"

#include "ui/heatmap/heat_values.h"
#include "ui/theme/picture_access.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace saferscope {

namespace {

constexpr int barWidth = 132;
constexpr int barHeight = 10;
constexpr int gap = 8;
constexpr qsizetype longestText = 300;  // of which a part is elided, which lays all of it out

}  // namespace

HeatLegend::HeatLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
    setScale(HeatKind::Sequential, 0.0f, TokenScope::SentenceEnds, {});
}

void HeatLegend::setScale(HeatKind kind, float maximum, TokenScope scope, const QString& quantity,
                          const QString& note) {
    m_kind = kind;
    m_maximum = maximum;
    m_scope = scope;
    m_quantity = quantity;
    m_note = note;
    const QString high = QLocale().toString(static_cast<double>(maximum), 'f', 2);
    const QString low =
        kind == HeatKind::Diverging ? QLocale().toString(-static_cast<double>(maximum), 'f', 2) : QLocale().toString(0);
    setPictureRole(this, QAccessible::Graphic);
    setAccessibleName(tr("Colour scale"));
    setAccessibleDescription(tr("%1, from %2 to %3. %4.").arg(quantity, low, high, scopeText()));
    setToolTip(QStringLiteral("<p>%1</p>").arg((note.isEmpty() ? scopeDescription(scope) : note).toHtmlEscaped()));
    update();
}

QString HeatLegend::scopeText() const { return m_note.isEmpty() ? scopeName(m_scope) : m_note; }

QSize HeatLegend::sizeHint() const { return {420, QFontMetrics(smallFont()).height() + 8}; }
QSize HeatLegend::minimumSizeHint() const { return {barWidth + 120, sizeHint().height()}; }

void HeatLegend::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);  // a picture does not turn round with the window
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    const bool diverging = m_kind == HeatKind::Diverging;
    const QString high = QLocale().toString(static_cast<double>(m_maximum), 'f', 2);
    const QString low = diverging ? QStringLiteral("\u2212") + high : QLocale().toString(0);
    const auto put = [&](int x, const QString& text, const QColor& colour) {
        painter.setPen(colour);
        painter.drawText(QRect(x, 0, std::max(0, width() - x), height()), Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(text.left(longestText), Qt::ElideRight, std::max(0, width() - x)));
        return x + metrics.horizontalAdvance(text.left(longestText));
    };
    int x = put(0, low, theme.mutedText) + gap;
    const QRectF bar(x + 0.5, (height() - barHeight) / 2.0, barWidth, barHeight);
    QPainterPath clip;
    clip.addRoundedRect(bar, 3, 3);
    painter.save();
    painter.setClipPath(clip);
    for (int i = 0; i < barWidth; ++i) {
        const float share = static_cast<float>(i + 1) / barWidth;
        const float value = diverging ? 2.0f * share - 1.0f : share;
        const QColor fill = heatFill(theme, m_kind, value, 1.0f);
        painter.fillRect(QRectF(bar.left() + i, bar.top(), 1.5, bar.height()), fill.alpha() > 0 ? fill : theme.surface);
    }
    painter.restore();
    painter.setPen(theme.border);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(clip);
    x = put(x + barWidth + gap, high, theme.mutedText) + 2 * gap;
    // Where there is no room for both, the scope stays: a picture must say which tokens it shows.
    const int needed = metrics.horizontalAdvance(m_quantity) + metrics.horizontalAdvance(scopeText()) + 4 * gap;
    if (!m_quantity.isEmpty() && x + needed <= width()) {
        x = put(x, m_quantity, theme.text) + gap;
        x = put(x, QStringLiteral("\u00B7"), theme.mutedText) + gap;
    }
    put(x, scopeText(), m_note.isEmpty() && m_scope == TokenScope::AllTokens ? theme.warning : theme.mutedText);
}

}  // namespace saferscope
