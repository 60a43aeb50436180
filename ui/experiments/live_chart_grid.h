// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>
#include <map>
#include <string>
#include <vector>

class QGridLayout;
class QToolButton;

namespace saferscope {

class Card;
class MetricChart;

/// One chart per metric, two or three abreast as the width allows; any of them can be made large. They look the same:
/// smoothing and axis are set for all.
class LiveChartGrid : public QWidget {
    Q_OBJECT

public:
    explicit LiveChartGrid(QWidget* parent = nullptr);
    /// The metrics to show, in order. Charts that stay keep their view.
    void setMetrics(const std::vector<std::string>& names);
    const std::vector<std::string>& metrics() const { return m_order; }
    /// Null for a metric that has no chart.
    MetricChart* chart(const std::string& metric) const;
    void setSmoothing(double weight);
    void setLogarithmic(bool logarithmic);
    /// The one that fills the panel; empty: all of them.
    void setEnlarged(const std::string& metric);
    const std::string& enlarged() const { return m_enlarged; }
    /// One chart wide: the columns follow the width that there is, and never keep it from shrinking.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void exported(const QString& path);
    void failed(const saferscope::Error& error);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Tile {
        Card* card = nullptr;
        MetricChart* chart = nullptr;
        QToolButton* enlarge = nullptr;
    };
    Tile makeTile(const std::string& metric);
    void arrange();
    void showEnlarged(const Tile& tile, bool enlarged);
    int wantedColumns() const;

    std::map<std::string, Tile> m_tiles;
    std::vector<std::string> m_order;
    std::string m_enlarged;
    double m_smoothing = 0.6;
    bool m_logarithmic = false;
    int m_columns = 0;
    QGridLayout* m_layout = nullptr;
};

}  // namespace saferscope
