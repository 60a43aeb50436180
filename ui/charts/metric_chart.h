// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/charts/series.h"

#include <QString>
#include <QWidget>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

class QMenu;

namespace saferscope {

/// Curves of one metric over steps, for one or several runs. Raw values faint behind the smoothed ones; Ctrl and wheel
/// zoom, drag moves, double click shows everything again; new points keep the view a user has chosen. Follows the
/// theme.
class MetricChart : public QWidget {
    Q_OBJECT

public:
    explicit MetricChart(QWidget* parent = nullptr);
    ~MetricChart() override;

    /// Replaces all curves; the colour of a run is its position.
    void setSeries(const std::vector<Series>& series);

    /// A curve as its owner keeps it; read within the call only.
    struct CurveView {
        std::string name;
        std::span<const double> x;
        std::span<const double> y;
        int color = 0;        ///< of seriesColor(); runs of one kind may share one
        bool dashed = false;  ///< tells kinds apart without colour
    };
    /// Shows these curves. A curve that was shown under the same name grows by what is new (Curve::follow): 20 runs of
    /// 100,000 points cost a few milliseconds a second. With more than four curves the raw values behind smoothed ones
    /// are left out, or nothing could be told apart.
    void showCurves(std::span<const CurveView> curves);
    /// Off where something beside the chart says which curve is which.
    void setLegendVisible(bool visible);
    void setAxisTitles(const QString& x, const QString& y);
    /// Off where a heading above the chart says it; pictures that are exported have it always.
    void setValueTitleVisible(bool visible);
    /// 0 = raw only, up to 0.99.
    void setSmoothing(double weight);
    double smoothing() const;
    void setLogarithmic(bool logarithmic);
    bool logarithmic() const;
    /// Shows all data again.
    void resetView();
    /// What the hover box says at a horizontal position of the plot; empty without data.
    QString readoutAt(double x) const;

    /// By the ending: .png (twice the size), .svg, .pdf, or .csv (raw values). Replaces an existing file.
    Status exportTo(const std::filesystem::path& path);
    /// "Export…" entries that ask for a file. The menu belongs to the chart.
    QMenu* exportMenu();

Q_SIGNALS:
    void exported(const QString& path);
    void exportFailed(const saferscope::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Impl;
    const std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
