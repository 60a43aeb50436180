// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <QWidget>

namespace saferscope {

/// How often a feature fires how strongly, chosen answers above the axis and rejected below, on a logarithmic axis of
/// activation. Hovering a bar, or going there with Left and Right, names its range and counts; the summary is its
/// accessible description.
class FeatureHistogram : public QWidget {
    Q_OBJECT

public:
    explicit FeatureHistogram(QWidget* parent = nullptr);
    void setHistogram(const ActivationHistogram& histogram);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// The bins that are drawn: those with counts, one beside them on either end, and
    /// more where there are few.
    struct Span {
        std::size_t first = 0;
        std::size_t last = 0;  ///< inclusive
        std::uint32_t highest = 0;
    };
    static Span spanOf(const ActivationHistogram& histogram);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF plotArea() const;
    void paintCounts(QPainter& painter, const QRectF& area) const;
    int binAt(QPointF point) const;
    QString binWords(int bin) const;

    ActivationHistogram m_histogram;
    Span m_span;
    int m_hovered = -1;
};

}  // namespace saferscope
