// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QImage>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <optional>
#include <span>
#include <vector>

namespace saferscope {

/// What a feature map shows, as numbers: no widget. Points that have no place are not in it.
struct FeatureMapScene {
    std::vector<FeatureId> features;  ///< rising
    std::vector<QPointF> places;      ///< -1..1, y up
    std::vector<QRgb> colours;        ///< of the quantity in use
    std::vector<float> weights;       ///< 0..1: strong points are drawn over weak ones
    std::vector<char> shown;          ///< 0: the table's filter leaves it out; drawn faint, cannot be picked
    struct Name {
        std::size_t point = 0;
        QString text;
        double away = 0.0;  ///< so much further from its point, in pixels
    };
    std::vector<Name> names;  ///< the most important first; those that find room are written

    std::size_t size() const { return features.size(); }
    /// The point of a feature; nullopt where it has no place.
    std::optional<std::size_t> find(FeatureId feature) const;
    std::size_t shownCount() const;
};

/// Which part of the map is where on the screen.
struct FeatureMapFrame {
    QRectF area;
    double zoom = 1.0;
    QPointF centre;  ///< of the map, in the middle of the area

    static constexpr double mostZoom = 400.0;
    double scale() const;  ///< pixels per unit
    QPointF toScreen(QPointF place) const;
    QPointF toMap(QPointF position) const;
    /// Zooms so that the place below `position` stays there.
    void zoomAt(QPointF position, double factor);
    void move(QPointF pixels);
    /// Never so far that the map is out of sight.
    void keepInSight();
};

/// Radius of a point in pixels: smaller the more there are, larger the closer one looks.
double featureMapRadius(std::size_t points, const FeatureMapFrame& frame);

/// Background and points. 131,072 points take some 20 ms; what is outside the area costs nothing.
QImage paintFeatureMapPoints(const FeatureMapScene& scene, const FeatureMapFrame& frame, const Theme& theme,
                             double pixelRatio);

/// Rings round some points, into a picture of the same frame.
void paintFeatureMapRings(QImage& image, const FeatureMapScene& scene, const FeatureMapFrame& frame,
                          std::span<const FeatureId> features, const QColor& colour);

struct FeatureMapName {
    std::size_t point = 0;
    QRectF room;
    QString text;
};
/// Names that fit beside their points without covering each other, the most important first.
std::vector<FeatureMapName> placeFeatureMapNames(const FeatureMapScene& scene,
                                                 std::span<const FeatureMapScene::Name> names,
                                                 const FeatureMapFrame& frame, const QFont& font);
void paintFeatureMapNames(QPainter& painter, std::span<const FeatureMapName> names, const Theme& theme,
                          const QFont& font);

/// Finds points quickly; made once per map.
class FeatureMapGrid {
public:
    FeatureMapGrid() = default;
    explicit FeatureMapGrid(std::span<const QPointF> places);
    /// The shown point nearest to a place, within `distance` (map units).
    std::optional<std::size_t> nearest(const FeatureMapScene& scene, QPointF place, double distance) const;

private:
    static constexpr int side = 128;
    static int cellOf(double coordinate);
    static std::size_t cellAt(int row, int column);
    std::vector<std::uint32_t> m_start;
    std::vector<std::uint32_t> m_points;
};

/// The shown points inside an outline in screen coordinates (a rectangle, or a lasso, filled by the odd-even rule).
std::vector<std::size_t> featureMapPointsIn(const FeatureMapScene& scene, const FeatureMapFrame& frame,
                                            const QPolygonF& outline);

/// The shown point one comes to from `from` in a direction (a unit vector, y down): the nearest in the quarter that
/// looks that way; nullopt at the edge.
std::optional<std::size_t> featureMapNeighbour(const FeatureMapScene& scene, std::size_t from, QPointF direction);

}  // namespace saferscope
