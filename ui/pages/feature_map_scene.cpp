// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_map_scene.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace saferscope {
namespace {

constexpr double margin = 0.93;     // of half the shorter side: points at the edge are whole
constexpr double opaque = 0.88;     // heaps look denser than single points
constexpr double faint = 0.16;      // what the filter leaves out
constexpr std::size_t layers = 32;  // weak points first

/// How much of each pixel a disc covers, sampled 4 x 4. Small discs on whole pixels would all look like little crosses:
/// there is a stamp for each quarter of a pixel in both directions.
class Stamps {
public:
    static constexpr int parts = 4;

    explicit Stamps(double radius, double hole = 0.0) : m_reach(static_cast<int>(std::ceil(radius)) + 1) {
        for (int part = 0; part < parts * parts; ++part) {
            const int row = part / parts;
            const double left = (part % parts + 0.5) / parts - 0.5;
            const double top = (row + 0.5) / parts - 0.5;
            for (int y = -m_reach; y <= m_reach; ++y) {
                for (int x = -m_reach; x <= m_reach; ++x) {
                    int inside = 0;
                    for (int sample = 0; sample < 16; ++sample) {
                        const int below = sample / 4;
                        const double dx = x - left + (sample % 4 - 1.5) / 4.0;
                        const double dy = y - top + (below - 1.5) / 4.0;
                        const double squared = dx * dx + dy * dy;
                        inside += squared <= radius * radius && squared >= hole * hole ? 1 : 0;
                    }
                    m_cover[static_cast<std::size_t>(part)].push_back(static_cast<std::uint8_t>(inside * 255 / 16));
                }
            }
        }
    }

    int reach() const { return m_reach; }
    /// The stamp's middle, for a disc whose middle lies in pixel (floor x, floor y).
    const std::uint8_t* middle(double x, double y) const {
        const int column = static_cast<int>((x - std::floor(x)) * parts);
        const int row = static_cast<int>((y - std::floor(y)) * parts);
        const auto& cover = m_cover[static_cast<std::size_t>(row) * parts + static_cast<std::size_t>(column)];
        return cover.data() + std::ptrdiff_t{m_reach} * width() + m_reach;
    }
    int width() const { return 2 * m_reach + 1; }

private:
    const int m_reach;
    std::array<std::vector<std::uint8_t>, std::size_t{parts} * parts> m_cover;  ///< [width]^2 each, 0..255
};

void blend(QRgb& under, QRgb over, unsigned amount) {  // amount 0..256; two channels at a time
    const unsigned rest = 256 - amount;
    const unsigned outer = ((under & 0xff00ff) * rest + (over & 0xff00ff) * amount) >> 8 & 0xff00ff;
    const unsigned inner = ((under & 0x00ff00) * rest + (over & 0x00ff00) * amount) >> 8 & 0x00ff00;
    under = 0xff000000u | outer | inner;
}

void press(QImage& image, const Stamps& stamps, double placeX, double placeY, QRgb colour, double opacity) {
    const int reach = stamps.reach();
    const int x = static_cast<int>(std::floor(placeX));
    const int y = static_cast<int>(std::floor(placeY));
    const std::uint8_t* middle = stamps.middle(placeX, placeY);
    const int left = std::max(-reach, -x);
    const int right = std::min(reach, image.width() - 1 - x);
    const auto amount = static_cast<unsigned>(opacity * 257.0);
    for (int dy = std::max(-reach, -y); dy <= std::min(reach, image.height() - 1 - y); ++dy) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y + dy)) + x;
        const std::uint8_t* cover = middle + std::ptrdiff_t{dy} * stamps.width();
        for (int dx = left; dx <= right; ++dx) {
            if (cover[dx] != 0) {
                blend(line[dx], colour, (cover[dx] * amount + 255) >> 8);
            }
        }
    }
}

}  // namespace

std::optional<std::size_t> FeatureMapScene::find(FeatureId feature) const {
    const auto found = std::lower_bound(features.begin(), features.end(), feature);
    return found != features.end() && *found == feature
               ? std::optional(static_cast<std::size_t>(found - features.begin()))
               : std::nullopt;
}

std::size_t FeatureMapScene::shownCount() const {
    return static_cast<std::size_t>(std::count(shown.begin(), shown.end(), char{1}));
}

double FeatureMapFrame::scale() const {
    return std::max(1.0, std::min(area.width(), area.height()) / 2.0 * margin * zoom);
}

QPointF FeatureMapFrame::toScreen(QPointF place) const {
    return area.center() + QPointF(place.x() - centre.x(), centre.y() - place.y()) * scale();
}

QPointF FeatureMapFrame::toMap(QPointF position) const {
    const QPointF away = (position - area.center()) / scale();
    return {centre.x() + away.x(), centre.y() - away.y()};
}

void FeatureMapFrame::zoomAt(QPointF position, double factor) {
    const QPointF before = toMap(position);
    zoom = std::clamp(zoom * factor, 1.0, mostZoom);
    const QPointF after = toMap(position);
    centre += before - after;
    keepInSight();
}

void FeatureMapFrame::move(QPointF pixels) {
    centre += QPointF(-pixels.x(), pixels.y()) / scale();
    keepInSight();
}

void FeatureMapFrame::keepInSight() {
    const double room = 1.0 - 1.0 / zoom;  // at zoom 1 the whole map is there and stays there
    centre = {std::clamp(centre.x(), -room, room), std::clamp(centre.y(), -room, room)};
}

double featureMapRadius(std::size_t points, const FeatureMapFrame& frame) {
    const double side = std::min(frame.area.width(), frame.area.height());
    const double alone = 0.15 * side * std::pow(static_cast<double>(std::max<std::size_t>(points, 1)), -0.4);
    return std::clamp(alone * std::pow(frame.zoom, 0.3), 1.3, 6.0);
}

QImage paintFeatureMapPoints(const FeatureMapScene& scene, const FeatureMapFrame& frame, const Theme& theme,
                             double pixelRatio) {
    QImage image((frame.area.size() * pixelRatio).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(theme.surface);
    const double radius = featureMapRadius(scene.size(), frame);
    const Stamps stamp(radius * pixelRatio);
    const double scale = frame.scale() * pixelRatio;
    const double middleX = image.width() / 2.0;
    const double middleY = image.height() / 2.0;
    // What the filter leaves out lies below, then by weight.
    std::array<std::uint32_t, layers + 2> start{};
    std::vector<std::uint8_t> layer(scene.size());
    for (std::size_t i = 0; i < scene.size(); ++i) {
        const double weight = std::clamp(static_cast<double>(scene.weights[i]), 0.0, 1.0);
        layer[i] = scene.shown[i] == 0 ? 0 : static_cast<std::uint8_t>(1 + std::lround(weight * (layers - 1)));
        ++start[layer[i] + std::size_t{1}];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> order(scene.size());
    for (std::size_t i = 0; i < scene.size(); ++i) {
        order[start[layer[i]]++] = static_cast<std::uint32_t>(i);
    }
    const QRgb left = theme.mutedText.rgb();
    for (const std::uint32_t i : order) {
        const double x = middleX + (scene.places[i].x() - frame.centre.x()) * scale;
        const double y = middleY + (frame.centre.y() - scene.places[i].y()) * scale;
        if (x < -stamp.reach() || y < -stamp.reach() || x > image.width() + stamp.reach() ||
            y > image.height() + stamp.reach()) {
            continue;
        }
        const bool shown = scene.shown[i] != 0;
        press(image, stamp, x, y, shown ? scene.colours[i] : left, shown ? opaque : faint);
    }
    image.setDevicePixelRatio(pixelRatio);
    return image;
}

void paintFeatureMapRings(QImage& image, const FeatureMapScene& scene, const FeatureMapFrame& frame,
                          std::span<const FeatureId> features, const QColor& colour) {
    const double ratio = image.devicePixelRatio();
    const double radius = featureMapRadius(scene.size(), frame) + 1.0;
    const Stamps ring((radius + 1.4) * ratio, radius * ratio);
    const double scale = frame.scale() * ratio;
    for (const FeatureId feature : features) {
        const auto point = scene.find(feature);
        if (!point) {
            continue;
        }
        const double x = image.width() / 2.0 + (scene.places[*point].x() - frame.centre.x()) * scale;
        const double y = image.height() / 2.0 + (frame.centre.y() - scene.places[*point].y()) * scale;
        if (x >= -ring.reach() && y >= -ring.reach() && x <= image.width() + ring.reach() &&
            y <= image.height() + ring.reach()) {
            press(image, ring, x, y, colour.rgb(), 1.0);
        }
    }
}

std::vector<FeatureMapName> placeFeatureMapNames(const FeatureMapScene& scene,
                                                 std::span<const FeatureMapScene::Name> names,
                                                 const FeatureMapFrame& frame, const QFont& font) {
    const QFontMetricsF metrics(font);
    const double radius = featureMapRadius(scene.size(), frame);
    std::vector<FeatureMapName> placed;
    for (const FeatureMapScene::Name& name : names) {
        if (name.point >= scene.size() || scene.shown[name.point] == 0) {
            continue;
        }
        const QPointF at = frame.toScreen(scene.places[name.point]);
        if (!frame.area.contains(at)) {
            continue;
        }
        const double away = radius + 3.0 + name.away;
        const QSizeF size(metrics.horizontalAdvance(name.text) + 6.0, metrics.height());
        const QPointF corners[] = {{away, -size.height() / 2},
                                   {-away - size.width(), -size.height() / 2},
                                   {-size.width() / 2, -away - size.height()},
                                   {-size.width() / 2, away}};
        for (const QPointF& corner : corners) {
            const QRectF room(at + corner, size);
            if (frame.area.contains(room) && std::none_of(placed.begin(), placed.end(), [&](const auto& other) {
                    return other.room.adjusted(-2, -1, 2, 1).intersects(room);
                })) {
                placed.push_back({name.point, room, name.text});
                break;
            }
        }
    }
    return placed;
}

void paintFeatureMapNames(QPainter& painter, std::span<const FeatureMapName> names, const Theme& theme,
                          const QFont& font) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    QColor behind = theme.surface;
    behind.setAlphaF(0.82f);  // readable over points, which stay visible
    for (const FeatureMapName& name : names) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(behind);
        painter.drawRoundedRect(name.room, 3, 3);
        painter.setPen(theme.text);
        painter.drawText(name.room, Qt::AlignCenter, name.text);
    }
    painter.restore();
}

std::size_t FeatureMapGrid::cellAt(int row, int column) {
    return static_cast<std::size_t>(row) * side + static_cast<std::size_t>(column);
}

int FeatureMapGrid::cellOf(double coordinate) {
    return std::clamp(static_cast<int>((coordinate + 1.0) / 2.0 * side), 0, side - 1);
}

FeatureMapGrid::FeatureMapGrid(std::span<const QPointF> places) {
    m_start.assign(side * side + 1, 0);
    m_points.resize(places.size());
    const auto cell = [&](std::size_t i) { return cellAt(cellOf(places[i].y()), cellOf(places[i].x())); };
    for (std::size_t i = 0; i < places.size(); ++i) {
        ++m_start[cell(i) + 1];
    }
    std::partial_sum(m_start.begin(), m_start.end(), m_start.begin());
    std::vector<std::uint32_t> fill(m_start.begin(), m_start.end() - 1);
    for (std::size_t i = 0; i < places.size(); ++i) {
        m_points[fill[cell(i)]++] = static_cast<std::uint32_t>(i);
    }
}

std::optional<std::size_t> FeatureMapGrid::nearest(const FeatureMapScene& scene, QPointF place, double distance) const {
    std::optional<std::size_t> found;
    if (m_start.empty()) {
        return found;
    }
    double best = distance * distance;
    for (int row = cellOf(place.y() - distance); row <= cellOf(place.y() + distance); ++row) {
        const auto first = cellAt(row, cellOf(place.x() - distance));
        const auto last = cellAt(row, cellOf(place.x() + distance));
        for (std::uint32_t s = m_start[first]; s < m_start[last + 1]; ++s) {
            const QPointF away = scene.places[m_points[s]] - place;
            const double squared = QPointF::dotProduct(away, away);
            if (squared <= best && scene.shown[m_points[s]] != 0) {
                best = squared;
                found = m_points[s];
            }
        }
    }
    return found;
}

std::vector<std::size_t> featureMapPointsIn(const FeatureMapScene& scene, const FeatureMapFrame& frame,
                                            const QPolygonF& outline) {
    // Drawn into a mask and looked up: the price of a lasso does not grow with its corners times the points.
    const QRectF bounds = outline.boundingRect().intersected(frame.area);
    QImage mask(
        QSize(static_cast<int>(std::ceil(bounds.width())) + 2, static_cast<int>(std::ceil(bounds.height())) + 2),
        QImage::Format_Grayscale8);
    std::vector<std::size_t> inside;
    if (mask.isNull()) {
        return inside;
    }
    mask.fill(0);
    const QPointF corner(std::floor(bounds.left()), std::floor(bounds.top()));
    {
        QPainter painter(&mask);
        painter.translate(-corner);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::white);
        painter.drawPolygon(outline, Qt::OddEvenFill);
    }
    for (std::size_t i = 0; i < scene.size(); ++i) {
        if (scene.shown[i] == 0) {
            continue;
        }
        const QPointF at = frame.toScreen(scene.places[i]) - corner;
        if (at.x() >= 0 && at.y() >= 0 && at.x() < mask.width() && at.y() < mask.height() &&
            mask.constScanLine(static_cast<int>(at.y()))[static_cast<int>(at.x())] != 0) {
            inside.push_back(i);
        }
    }
    return inside;
}

std::optional<std::size_t> featureMapNeighbour(const FeatureMapScene& scene, std::size_t from, QPointF direction) {
    std::optional<std::size_t> found;
    double best = 0.0;
    for (std::size_t i = 0; i < scene.size(); ++i) {
        const QPointF away = scene.places[i] - scene.places[from];
        const double along = away.x() * direction.x() - away.y() * direction.y();
        const double across = away.x() * direction.y() + away.y() * direction.x();
        if (i == from || scene.shown[i] == 0 || along <= 0.0 || along < std::abs(across)) {
            continue;
        }
        const double cost = along * along + 4.0 * across * across;  // straight on rather than aside
        if (!found || cost < best) {
            best = cost;
            found = i;
        }
    }
    return found;
}

}  // namespace saferscope
