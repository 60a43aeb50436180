// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/pages/feature_map_scene.h"

#include <QImage>
#include <QPixmap>
#include <QWidget>
#include <functional>

namespace saferscope {

/// The picture of a feature map with everything one does on it. Wheel or + and -: zoom; Space or middle button and
/// drag, or Ctrl and arrows: move; Home: all of it. Click: that feature; drag: a rectangle or a lasso picks many (Shift
/// adds to what is picked). Arrows: to the neighbouring point, Escape: nothing picked. Points are painted once per
/// change; what moves with the mouse is painted over that picture.
class FeatureMapView : public QWidget {
    Q_OBJECT

public:
    enum class Brush { Rectangle, Lasso, Move };

    explicit FeatureMapView(QWidget* parent = nullptr);

    void setScene(FeatureMapScene scene);  ///< another map: shows all of it, nothing is picked
    const FeatureMapScene& scene() const { return m_scene; }
    void setColours(std::vector<QRgb> colours, std::vector<float> weights);
    void setShown(std::vector<char> shown);
    void setNames(std::vector<FeatureMapScene::Name> names);
    /// Everything known of a feature in a few lines, for hovering and screen readers.
    void setWords(std::function<QString(FeatureId)> words) { m_words = std::move(words); }
    void setCurrent(std::optional<FeatureId> feature);
    std::optional<FeatureId> current() const;
    /// Does not emit.
    void setPicked(std::vector<FeatureId> features);
    const std::vector<FeatureId>& picked() const { return m_picked; }
    void setBrush(Brush brush);
    Brush brush() const { return m_brush; }
    void setLegendWords(const QString& words);  ///< what the colours say, for the description

    const FeatureMapFrame& frame() const { return m_frame; }
    QPointF positionOf(FeatureId feature) const;  ///< in the widget; null where it has no place
    std::optional<FeatureId> featureAt(QPointF position) const;
    void zoomBy(double factor);  ///< about the middle
    void showAll();
    /// The picture as it is shown, for files; `area` starts at (0, 0).
    /// `colours` are the points' in that theme.
    void paintTo(QPainter& painter, const QRectF& area, const Theme& theme, const QFont& font,
                 const std::vector<QRgb>& colours) const;
    QSize sizeHint() const override { return {560, 480}; }
    QSize minimumSizeHint() const override { return {240, 200}; }

Q_SIGNALS:
    void featureClicked(saferscope::FeatureId feature);
    void featureActivated(saferscope::FeatureId feature);  ///< Enter or a double click
    void pickedChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { None, Pick, Move };
    void forgetPoints();  ///< the cached pictures, which the next paint makes again
    void forgetMarks();
    void sayWhatIsHere();
    std::vector<FeatureMapScene::Name> namesNow() const;
    void walk(QPointF direction);
    void pick(const QPolygonF& outline, bool add);
    void bringIntoSight(std::size_t point);
    void updateCursor();

    FeatureMapScene m_scene;
    FeatureMapGrid m_grid;
    FeatureMapFrame m_frame;
    std::function<QString(FeatureId)> m_words;
    QString m_legendWords;
    std::optional<std::size_t> m_current;
    std::optional<std::size_t> m_hovered;
    std::vector<FeatureId> m_picked;  ///< rising
    Brush m_brush = Brush::Rectangle;
    Drag m_drag = Drag::None;
    bool m_space = false;
    QPointF m_pressed;
    QPolygonF m_outline;
    QImage m_points;
    QPixmap m_marks;  ///< the points, rings round what is picked, and the names
};

}  // namespace saferscope
