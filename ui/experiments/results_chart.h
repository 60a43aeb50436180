// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/experiments/results_figure.h"
#include "ui/theme/point_walk.h"

#include <QWidget>

namespace saferscope {

/// A SweepFigure in a widget. Hovering a point shows its numbers; all of them are in the accessible description. Left
/// and Right go from point to point by keyboard.
class ResultsChart : public QWidget {
    Q_OBJECT

public:
    explicit ResultsChart(QWidget* parent = nullptr);
    void setFigure(SweepFigure figure);
    const SweepFigure& figure() const { return m_figure; }
    /// What hovering there says; empty where no point is near.
    QString wordsAt(QPointF position) const;
    const SweepFigureLayout& drawn() const { return m_layout; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    SweepFigure m_figure;
    SweepFigureLayout m_layout;
    PointWalk m_walk;
};

}  // namespace saferscope
