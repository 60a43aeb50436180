// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/live_chart_grid.h"

#include "ui/charts/metric_chart.h"
#include "ui/charts/metric_names.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int leastTileWidth = 290;

}  // namespace

LiveChartGrid::LiveChartGrid(QWidget* parent) : QWidget(parent) {
    m_layout = new QGridLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(spacing(3));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        for (const auto& [name, tile] : m_tiles) {
            showEnlarged(tile, m_enlarged == name);
        }
    });
}

/// In a small one the title says what the axis shows; the room is the curve's.
void LiveChartGrid::showEnlarged(const Tile& tile, bool enlarged) {
    tile.enlarge->setChecked(enlarged);
    tile.enlarge->setIcon(themedIcon(enlarged ? QStringLiteral("shrink") : QStringLiteral("enlarge")));
    tile.enlarge->setToolTip(plainToolTip(enlarged ? tr("Show all") : tr("Enlarge")));
    tile.chart->setLegendVisible(enlarged);
    tile.chart->setValueTitleVisible(enlarged);
}

LiveChartGrid::Tile LiveChartGrid::makeTile(const std::string& metric) {
    const QString title = metricTitle(QString::fromStdString(metric));
    Tile tile;
    tile.card = new Card(title, {}, this);
    tile.card->shortenTitle();
    tile.chart = new MetricChart(tile.card);
    tile.chart->setAxisTitles(tr("step"), title);
    tile.chart->setSmoothing(m_smoothing);
    tile.chart->setLogarithmic(m_logarithmic);
    tile.chart->setLegendVisible(false);
    tile.enlarge = new QToolButton(tile.card);
    tile.enlarge->setCheckable(true);
    tile.enlarge->setAccessibleName(tr("Enlarge the chart of %1").arg(title));
    auto* save = new QToolButton(tile.card);
    save->setIcon(themedIcon(QStringLiteral("export")));
    save->setToolTip(tr("Export the chart"));
    save->setAccessibleName(tr("Export the chart of %1").arg(title));
    save->setPopupMode(QToolButton::InstantPopup);
    save->setMenu(tile.chart->exportMenu());
    tile.card->header()->addWidget(tile.enlarge);
    tile.card->header()->addWidget(save);
    tile.card->body()->addWidget(tile.chart, 1);
    connect(tile.enlarge, &QToolButton::toggled, this,
            [this, metric](bool on) { setEnlarged(on ? metric : std::string()); });
    connect(tile.chart, &MetricChart::exported, this, &LiveChartGrid::exported);
    connect(tile.chart, &MetricChart::exportFailed, this, &LiveChartGrid::failed);
    connect(&ThemeManager::instance(), &ThemeManager::changed, save,
            [save] { save->setIcon(themedIcon(QStringLiteral("export"))); });
    return tile;
}

void LiveChartGrid::setMetrics(const std::vector<std::string>& names) {
    if (names == m_order) {
        return;
    }
    m_order = names;
    for (auto it = m_tiles.begin(); it != m_tiles.end();) {
        if (std::find(names.begin(), names.end(), it->first) == names.end()) {
            it->second.card->deleteLater();
            it->second.card->hide();
            it = m_tiles.erase(it);
        } else {
            ++it;
        }
    }
    for (const std::string& name : names) {
        if (!m_tiles.contains(name)) {
            m_tiles.emplace(name, makeTile(name));
        }
    }
    if (!m_tiles.contains(m_enlarged)) {
        m_enlarged.clear();
    }
    arrange();
}

MetricChart* LiveChartGrid::chart(const std::string& metric) const {
    const auto it = m_tiles.find(metric);
    return it == m_tiles.end() ? nullptr : it->second.chart;
}

void LiveChartGrid::setSmoothing(double weight) {
    m_smoothing = weight;
    for (auto& [name, tile] : m_tiles) {
        tile.chart->setSmoothing(weight);
    }
}

void LiveChartGrid::setLogarithmic(bool logarithmic) {
    m_logarithmic = logarithmic;
    for (auto& [name, tile] : m_tiles) {
        tile.chart->setLogarithmic(logarithmic);
    }
}

void LiveChartGrid::setEnlarged(const std::string& metric) {
    m_enlarged = m_tiles.contains(metric) ? metric : std::string();
    arrange();
}

QSize LiveChartGrid::minimumSizeHint() const {
    return {leastTileWidth - spacing(5), QWidget::minimumSizeHint().height()};
}

int LiveChartGrid::wantedColumns() const {
    const int fitting = std::max(1, width() / leastTileWidth);
    return std::min({fitting, 3, std::max(1, static_cast<int>(m_order.size()))});
}

void LiveChartGrid::arrange() {
    m_columns = wantedColumns();
    while (m_layout->count() > 0) {
        delete m_layout->takeAt(0);
    }
    int place = 0;
    for (const std::string& name : m_order) {
        const Tile& tile = m_tiles.at(name);
        const bool shown = m_enlarged.empty() || m_enlarged == name;
        tile.card->setVisible(shown);
        if (shown && m_enlarged.empty()) {
            m_layout->addWidget(tile.card, place / m_columns, place % m_columns);
            ++place;
        } else if (shown) {
            m_layout->addWidget(tile.card, 0, 0, 1, m_columns);
            place = 1;
        }
        showEnlarged(tile, m_enlarged == name);
    }
    for (int column = 0; column < 3; ++column) {
        m_layout->setColumnStretch(column, column < m_columns ? 1 : 0);
    }
}

void LiveChartGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (wantedColumns() != m_columns) {
        arrange();
    }
}

}  // namespace saferscope
