// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_map_colours.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/picture_access.h"
#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

namespace saferscope {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr int scores = 5;

QColor neutral(const Theme& theme) { return mixColors(theme.surface, theme.mutedText, 0.42); }

/// The value that all but one in a hundred stay below.
double nearlyLargest(std::vector<double>& values) {
    if (values.empty()) {
        return 0.0;
    }
    const auto place = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * 99 / 100);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

}  // namespace

FeatureMapColours::FeatureMapColours(FeatureMapQuantity quantity, std::span<const FeatureRow* const> rows)
    : m_quantity(quantity) {
    std::vector<double> values;
    values.reserve(rows.size());
    if (quantity == FeatureMapQuantity::Contrast) {
        for (const FeatureRow* row : rows) {
            if (row->contrast.contrast != 0.0) {  // silent ones would be most of many dictionaries
                values.push_back(std::abs(row->contrast.contrast));
            }
        }
        m_high = nearlyLargest(values);
    } else if (quantity == FeatureMapQuantity::Density) {
        for (const FeatureRow* row : rows) {
            if (row->contrast.density > 0.0) {
                values.push_back(row->contrast.density);
            }
        }
        m_high = nearlyLargest(values);
        m_low = values.empty() ? 0.0 : std::max(*std::min_element(values.begin(), values.end()), m_high * 1e-4);
    }
}

double FeatureMapColours::share(const FeatureRow& row, bool kept) const {
    const OpinionSummary& said = row.said();
    switch (m_quantity) {
        case FeatureMapQuantity::Contrast:
            return row.contrast.dead ? unknown
                   : m_high > 0.0    ? std::clamp(row.contrast.contrast / m_high, -1.0, 1.0)
                                     : 0.0;
        case FeatureMapQuantity::Density:
            if (!(row.contrast.density > 0.0) || !(m_high > m_low)) {
                return row.contrast.density > 0.0 ? 1.0 : unknown;
            }
            return std::clamp(std::log(row.contrast.density / m_low) / std::log(m_high / m_low), 0.0, 1.0);
        case FeatureMapQuantity::Llm:
            return said.llm ? std::clamp(*said.llm / double{scores}, 0.0, 1.0) : unknown;
        case FeatureMapQuantity::Human:
            return said.human ? std::clamp(*said.human / double{scores}, 0.0, 1.0) : unknown;
        case FeatureMapQuantity::Kept:
            return kept ? 1.0 : unknown;
    }
    return unknown;
}

QColor FeatureMapColours::shade(const Theme& theme, double share) const {
    if (std::isnan(share)) {
        return neutral(theme);
    }
    switch (m_quantity) {
        case FeatureMapQuantity::Contrast: {
            // The map's own middle is the background, where a point would be lost: small values stay grey.
            const double size = std::abs(share);
            const QColor strong = divergingColor(theme, std::copysign(0.3 + 0.7 * size, share));
            return mixColors(neutral(theme), strong, std::min(1.0, size * 3.0));
        }
        case FeatureMapQuantity::Kept:
            return theme.accent;
        default:
            return heatColor(theme, 0.22 + 0.78 * share);
    }
}

QColor FeatureMapColours::colour(const Theme& theme, const FeatureRow& row, bool kept) const {
    return shade(theme, share(row, kept));
}

float FeatureMapColours::weight(const FeatureRow& row, bool kept) const {
    const double value = share(row, kept);
    return std::isnan(value) ? 0.0f : static_cast<float>(0.1 + 0.9 * std::abs(value));
}

QString FeatureMapColours::name() const {
    switch (m_quantity) {
        case FeatureMapQuantity::Contrast:
            return QCoreApplication::translate("FeatureMap", "Contrast");
        case FeatureMapQuantity::Llm:
            return QCoreApplication::translate("FeatureMap", "Judge's rating");
        case FeatureMapQuantity::Human:
            return QCoreApplication::translate("FeatureMap", "People's rating");
        case FeatureMapQuantity::Density:
            return QCoreApplication::translate("FeatureMap", "How often it fires");
        case FeatureMapQuantity::Kept:
            return QCoreApplication::translate("FeatureMap", "Kept features");
    }
    return {};
}

QString FeatureMapColours::words() const {
    switch (m_quantity) {
        case FeatureMapQuantity::Contrast:
            return QCoreApplication::translate("FeatureMap", "Coloured by contrast, from %1 (rejected) to %2 (chosen)")
                .arg(formatContrast(-m_high), formatContrast(m_high));
        case FeatureMapQuantity::Llm:
            return QCoreApplication::translate("FeatureMap", "Coloured by the judge's rating, 1 to 5; grey: not rated");
        case FeatureMapQuantity::Human:
            return QCoreApplication::translate("FeatureMap", "Coloured by people's rating, 1 to 5; grey: not rated");
        case FeatureMapQuantity::Density:
            return QCoreApplication::translate("FeatureMap",
                                               "Coloured by how often a feature fires, from %1 to %2 of "
                                               "the positions, in equal steps of its logarithm")
                .arg(formatShare(m_low), formatShare(m_high));
        case FeatureMapQuantity::Kept:
            return QCoreApplication::translate("FeatureMap", "Coloured: the kept features; grey: all others");
    }
    return {};
}

int FeatureMapColours::legendHeight(const QFont& font) {
    return static_cast<int>(std::ceil(QFontMetricsF(font).height())) + 8;
}

void FeatureMapColours::paintLegend(QPainter& painter, const QRectF& area, const Theme& theme,
                                    const QFont& font) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    double x = area.left();
    const auto say = [&](const QString& text, const QColor& colour) {
        const double width = std::min(metrics.horizontalAdvance(text) + 2.0, area.right() - x);
        if (width > 12.0) {
            painter.setPen(colour);
            painter.drawText(QRectF(x, area.top(), width, area.height()), Qt::AlignVCenter | Qt::AlignLeft,
                             metrics.elidedText(cellText(text), Qt::ElideRight, width));
            x += width + 8.0;
        }
    };
    const auto dot = [&](const QColor& colour, const QString& text) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(x + 5.0, area.center().y()), 5.0, 5.0);
        x += 14.0;
        say(text, theme.text);
    };
    const auto bar = [&](double from, double to) {
        const QRectF box(x, area.center().y() - 5.0, std::clamp(area.width() * 0.25, 60.0, 160.0), 10.0);
        QLinearGradient gradient(box.topLeft(), box.topRight());
        for (int stop = 0; stop <= 32; ++stop) {
            gradient.setColorAt(stop / 32.0, shade(theme, from + (to - from) * stop / 32.0));
        }
        painter.setPen(QPen(theme.border, 1.0));
        painter.setBrush(gradient);
        painter.drawRoundedRect(box, 3, 3);
        x += box.width() + 8.0;
    };
    say(name(), theme.mutedText);
    switch (m_quantity) {
        case FeatureMapQuantity::Contrast:
            say(QStringLiteral("\u2264\u202F") + formatContrast(-m_high), theme.text);
            bar(-1.0, 1.0);
            say(QStringLiteral("\u2265\u202F") + formatContrast(m_high), theme.text);
            say(QCoreApplication::translate("FeatureMap", "left: rejected, right: chosen"), theme.mutedText);
            break;
        case FeatureMapQuantity::Density:
            say(formatShare(m_low), theme.text);
            bar(0.0, 1.0);
            say(QStringLiteral("\u2265\u202F") + formatShare(m_high), theme.text);
            break;
        case FeatureMapQuantity::Kept:
            dot(theme.accent, QCoreApplication::translate("FeatureMap", "kept"));
            dot(neutral(theme), QCoreApplication::translate("FeatureMap", "all others"));
            break;
        case FeatureMapQuantity::Llm:
        case FeatureMapQuantity::Human:
            for (int score = 1; score <= scores; ++score) {
                dot(shade(theme, score / double{scores}), QString::number(score));
            }
            dot(neutral(theme), QCoreApplication::translate("FeatureMap", "not rated"));
            break;
    }
    painter.restore();
}

FeatureMapLegend::FeatureMapLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FeatureMapLegend::setColours(const FeatureMapColours& colours) {
    m_colours = colours;
    setPictureRole(this, QAccessible::Graphic);
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(colours.words());
    setToolTip(plainToolTip(colours.words()));
    update();
}

QSize FeatureMapLegend::sizeHint() const { return {360, FeatureMapColours::legendHeight(smallFont())}; }
QSize FeatureMapLegend::minimumSizeHint() const { return {200, FeatureMapColours::legendHeight(smallFont())}; }

void FeatureMapLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_colours.paintLegend(painter, QRectF(rect()), currentTheme(), smallFont());
}

}  // namespace saferscope
