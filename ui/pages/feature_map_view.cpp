// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_map_view.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/widgets/plural.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>

namespace saferscope {

FeatureMapView::FeatureMapView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent);
    sayWhatIsHere();  // first: an interface that was made before it has a role keeps none
    setAccessibleName(tr("Map of the features"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &FeatureMapView::forgetPoints);
}

void FeatureMapView::setScene(FeatureMapScene scene) {
    const auto before = current();
    m_scene = std::move(scene);
    m_grid = FeatureMapGrid(m_scene.places);
    m_hovered.reset();
    m_current = before ? m_scene.find(*before) : std::nullopt;
    m_picked.clear();
    showAll();
    sayWhatIsHere();
}

void FeatureMapView::setColours(std::vector<QRgb> colours, std::vector<float> weights) {
    if (colours.size() == m_scene.size() && weights.size() == m_scene.size()) {
        m_scene.colours = std::move(colours);
        m_scene.weights = std::move(weights);
        forgetPoints();
    }
}

void FeatureMapView::setShown(std::vector<char> shown) {
    if (shown.size() == m_scene.size() && shown != m_scene.shown) {
        m_scene.shown = std::move(shown);
        m_hovered.reset();
        forgetPoints();
        sayWhatIsHere();
    }
}

void FeatureMapView::setNames(std::vector<FeatureMapScene::Name> names) {
    m_scene.names = std::move(names);
    forgetMarks();
}

void FeatureMapView::setLegendWords(const QString& words) {
    m_legendWords = words;
    sayWhatIsHere();
}

std::optional<FeatureId> FeatureMapView::current() const {
    return m_current && *m_current < m_scene.size() ? std::optional(m_scene.features[*m_current]) : std::nullopt;
}

void FeatureMapView::setCurrent(std::optional<FeatureId> feature) {
    const auto point = feature ? m_scene.find(*feature) : std::nullopt;
    if (point == m_current) {
        return;
    }
    m_current = point;
    sayWhatIsHere();
    forgetMarks();
}

void FeatureMapView::setPicked(std::vector<FeatureId> features) {
    std::sort(features.begin(), features.end());
    if (features != m_picked) {
        m_picked = std::move(features);
        forgetMarks();
        sayWhatIsHere();
    }
}

QPointF FeatureMapView::positionOf(FeatureId feature) const {
    const auto point = m_scene.find(feature);
    return point ? m_frame.toScreen(m_scene.places[*point]) : QPointF();
}

std::optional<FeatureId> FeatureMapView::featureAt(QPointF position) const {
    const double reach = std::max(7.0, featureMapRadius(m_scene.size(), m_frame) + 3.0);
    const auto point = m_grid.nearest(m_scene, m_frame.toMap(position), reach / m_frame.scale());
    return point ? std::optional(m_scene.features[*point]) : std::nullopt;
}

void FeatureMapView::zoomBy(double factor) {
    // The point in hand stays where it is, if it can be seen.
    QPointF about = m_frame.area.center();
    if (m_current && m_frame.area.contains(m_frame.toScreen(m_scene.places[*m_current]))) {
        about = m_frame.toScreen(m_scene.places[*m_current]);
    }
    m_frame.zoomAt(about, factor);
    forgetPoints();
}

void FeatureMapView::showAll() {
    m_frame.zoom = 1.0;
    m_frame.centre = {};
    forgetPoints();
}

void FeatureMapView::bringIntoSight(std::size_t point) {
    const QRectF inner = m_frame.area.adjusted(24, 24, -24, -24);
    if (!inner.contains(m_frame.toScreen(m_scene.places[point]))) {
        m_frame.centre = m_scene.places[point];
        m_frame.keepInSight();
        forgetPoints();
    }
}

void FeatureMapView::forgetPoints() {
    m_points = {};
    forgetMarks();
}

void FeatureMapView::forgetMarks() {
    m_marks = {};
    update();
}

void FeatureMapView::sayWhatIsHere() {
    const auto now = current();
    const QString value = now && m_words ? m_words(*now) : QString();
    setPictureRole(this, QAccessible::Chart, value);
    QStringList lines = {tr("%Ln features on the map", nullptr, pluralOf(m_scene.size()))};
    if (const std::size_t shown = m_scene.shownCount(); shown != m_scene.size()) {
        lines.append(tr("%Ln of them pass the filter", nullptr, pluralOf(shown)));
    }
    if (!m_picked.empty()) {
        lines.append(tr("%Ln features are picked", nullptr, pluralOf(m_picked.size())));
    }
    if (!m_legendWords.isEmpty()) {
        lines.append(m_legendWords);
    }
    if (!value.isEmpty()) {
        lines.append(tr("In hand: %1").arg(value));
    }
    lines.append(tr("Arrow keys go to the neighbouring feature, plus and minus zoom, Home shows all."));
    setAccessibleDescription(pictureWords(lines));
}

void FeatureMapView::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    const double ratio = devicePixelRatioF();
    if (m_points.isNull() || m_points.devicePixelRatio() != ratio) {
        m_points = paintFeatureMapPoints(m_scene, m_frame, theme, ratio);
        m_marks = {};
    }
    if (m_marks.isNull()) {
        QImage marked = m_points;
        paintFeatureMapRings(marked, m_scene, m_frame, m_picked, theme.text);
        m_marks = QPixmap::fromImage(marked);
        QPainter painter(&m_marks);
        paintFeatureMapNames(painter, placeFeatureMapNames(m_scene, namesNow(), m_frame, smallFont()), theme,
                             smallFont());
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_marks);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = featureMapRadius(m_scene.size(), m_frame);
    const auto ring = [&](std::size_t point, double room, double width, const QColor& colour) {
        const QPointF at = m_frame.toScreen(m_scene.places[point]);
        painter.setBrush(QColor::fromRgb(m_scene.colours[point]));
        painter.setPen(QPen(theme.surface, width + 2.0));
        painter.drawEllipse(at, radius + room, radius + room);
        painter.setPen(QPen(colour, width));
        painter.drawEllipse(at, radius + room, radius + room);
    };
    if (m_hovered && m_hovered != m_current) {
        ring(*m_hovered, 2.0, 1.5, theme.text);
    }
    if (m_current) {
        ring(*m_current, 4.0, 2.5, theme.accent);
    }
    if (m_drag == Drag::Pick && m_outline.size() > 2) {
        QColor inside = theme.accent;
        inside.setAlphaF(0.12f);
        painter.setBrush(inside);
        painter.setPen(QPen(theme.accent, 1.5, Qt::DashLine));
        painter.drawPolygon(m_outline, Qt::OddEvenFill);
    }
    if (hasFocus()) {
        paintFocusRing(painter, QRectF(rect()));
    }
}

void FeatureMapView::paintTo(QPainter& painter, const QRectF& area, const Theme& theme, const QFont& font,
                             const std::vector<QRgb>& colours) const {
    FeatureMapFrame frame = m_frame;
    frame.area = area;
    constexpr double fine =
        3.0;  // points are an image in every kind of file: a hundred thousand circles are no drawing
    FeatureMapScene scene = m_scene;
    if (colours.size() == scene.size()) {
        scene.colours = colours;
    }
    QImage image = paintFeatureMapPoints(scene, frame, theme, fine);
    paintFeatureMapRings(image, scene, frame, m_picked, theme.text);
    painter.drawImage(area, image);
    paintFeatureMapNames(painter, placeFeatureMapNames(scene, namesNow(), frame, font), theme, font);
}

/// The feature in hand comes first: its name is always there, beside its ring.
std::vector<FeatureMapScene::Name> FeatureMapView::namesNow() const {
    std::vector<FeatureMapScene::Name> names;
    if (m_current) {
        names.push_back({*m_current, QStringLiteral("#%1").arg(m_scene.features[*m_current].value()), 5.0});
    }
    for (const FeatureMapScene::Name& name : m_scene.names) {
        if (m_current && name.point == *m_current) {
            names.front().text = name.text;
        } else {
            names.push_back(name);
        }
    }
    return names;
}

void FeatureMapView::resizeEvent(QResizeEvent*) {
    m_frame.area = QRectF(rect());
    forgetPoints();
}

}  // namespace saferscope
