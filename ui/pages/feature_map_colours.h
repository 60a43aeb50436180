// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/feature_filter.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QRectF>
#include <QString>
#include <QWidget>
#include <span>

class QPainter;

namespace saferscope {

enum class FeatureMapQuantity { Contrast, Llm, Human, Density, Kept };

/// What the colours of a feature map mean. A plain value; the ends fit the features it was made for: a few extreme ones
/// do not take the colours of all others away.
class FeatureMapColours {
public:
    FeatureMapColours() = default;
    FeatureMapColours(FeatureMapQuantity quantity, std::span<const FeatureRow* const> rows);

    FeatureMapQuantity quantity() const { return m_quantity; }
    /// Of a feature; grey where the quantity says nothing of it. Never the colour of the background.
    QColor colour(const Theme& theme, const FeatureRow& row, bool kept) const;
    /// 0..1: how much it is of the quantity, for what is drawn on top.
    float weight(const FeatureRow& row, bool kept) const;
    QString name() const;   ///< "Contrast"
    QString words() const;  ///< the legend for who cannot see it
    double limit() const { return m_high; }

    static int legendHeight(const QFont& font);
    void paintLegend(QPainter& painter, const QRectF& area, const Theme& theme, const QFont& font) const;

private:
    /// 0..1, for Contrast -1..1; NaN where nothing is known.
    double share(const FeatureRow& row, bool kept) const;
    QColor shade(const Theme& theme, double share) const;

    FeatureMapQuantity m_quantity = FeatureMapQuantity::Contrast;
    double m_low = 0.0;   ///< Density
    double m_high = 0.0;  ///< Density, Contrast
};

/// Always beside the map.
class FeatureMapLegend : public QWidget {
    Q_OBJECT

public:
    explicit FeatureMapLegend(QWidget* parent = nullptr);
    void setColours(const FeatureMapColours& colours);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    FeatureMapColours m_colours;
};

}  // namespace saferscope
