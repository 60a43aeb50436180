// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/causal/survey_figure.h"
#include "ui/theme/point_walk.h"

#include <QWidget>

class QToolButton;

namespace saferscope {

/// An EffectFigure in a widget. Hovering a point says its numbers, a click on one that stands for a feature names it;
/// all numbers are in the accessible description. Left and Right go from point to point, Enter is a click. Ctrl+C
/// copies the picture, the context menu saves it.
class SurveyChart : public QWidget {
    Q_OBJECT

public:
    explicit SurveyChart(QWidget* parent = nullptr);
    void setFigure(EffectFigure figure);
    const EffectFigure& figure() const { return m_figure; }
    const EffectLayout& drawn() const { return m_layout; }
    /// The point near a place; nullopt where none is.
    std::optional<std::size_t> pointAt(QPointF position) const;
    /// By the ending of the name (.png, .svg, .pdf).
    bool exportTo(const QString& path);
    void copyPicture();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void featureClicked(saferscope::FeatureId feature);
    void exported(const QString& path);
    void failed(const saferscope::Error& error);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void askAndExport(const QString& ending);

    EffectFigure m_figure;
    EffectLayout m_layout;
    PointWalk m_walk;
};

}  // namespace saferscope
