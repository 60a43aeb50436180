// SPDX-License-Identifier: GPL-3.0-or-later
// A chart of 20 runs with 100,000 points each: first paint, zooming and moving, points that come while it is shown.
#include "core/base/random.h"
#include "tests/bench/bench_window.h"
#include "ui/charts/metric_chart.h"

#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

namespace saferscope::bench {

namespace {

struct Runs {
    std::vector<std::vector<double>> x = std::vector<std::vector<double>>(20);
    std::vector<std::vector<double>> y = std::vector<std::vector<double>>(20);
    Random random{21};

    void grow(int points) {
        for (std::size_t run = 0; run < x.size(); ++run) {
            for (int i = 0; i < points; ++i) {
                const double step = static_cast<double>(x[run].size());
                x[run].push_back(step);
                y[run].push_back(0.7 * std::exp(-step / 30000.0) + 0.02 * static_cast<double>(run) +
                                 0.05 * random.normal());
            }
        }
    }
    std::vector<MetricChart::CurveView> views() const {
        std::vector<MetricChart::CurveView> out;
        for (std::size_t run = 0; run < x.size(); ++run) {
            out.push_back({"run " + std::to_string(run + 1), x[run], y[run], static_cast<int>(run), false});
        }
        return out;
    }
};

QWidget* plotOf(const MetricChart& chart) { return chart.findChildren<QWidget*>().front(); }

void zoom(QWidget* plot, int notches) {
    const QPointF at(plot->width() * 0.6, plot->height() * 0.5);
    QWheelEvent event(at, plot->mapToGlobal(at), {}, {0, notches * 120}, {}, Qt::ControlModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(plot, &event);
}

void mouse(QWidget* plot, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
    QMouseEvent event(type, at, plot->mapToGlobal(at), button, buttons, {});
    QCoreApplication::sendEvent(plot, &event);
}

}  // namespace

void chartRows() {
    Runs runs;
    runs.grow(100000);
    for (const double smoothing : {0.6, 0.0}) {
        const std::string suffix = smoothing > 0.0 ? "" : "-raw";
        const std::string kind = smoothing > 0.0 ? "smoothed" : "raw";
        MetricChart chart;
        chart.setAxisTitles(QStringLiteral("step"), QStringLiteral("loss"));
        chart.setSmoothing(smoothing);
        chart.resize(900, 420);
        chart.show();
        settle();
        Frames first;
        first.ms.push_back(frame([&] { chart.showCurves(runs.views()); }));
        absolute("window-charts-first" + suffix, "20 " + kind + " curves of 100,000 points: copied, reduced, painted",
                 first.worst(), "ms", {}, first.text());
        settle();
        QWidget* plot = plotOf(chart);
        Frames replot;
        for (int i = 0; i < 20; ++i) {
            replot.ms.push_back(frame([&] { zoom(plot, 1); }));
        }
        for (int i = 0; i < 20; ++i) {
            replot.ms.push_back(frame([&] { zoom(plot, -1); }));
        }
        for (int i = 0; i < 4; ++i) {
            zoom(plot, 1);
        }
        settle();
        const QPointF middle(plot->width() * 0.5, plot->height() * 0.5);
        mouse(plot, QEvent::MouseButtonPress, middle, Qt::LeftButton, Qt::LeftButton);
        for (int i = 0; i < 40; ++i) {
            const QPointF at = middle + QPointF(i < 20 ? 6 * i : 6 * (40 - i), 0);
            replot.ms.push_back(frame([&] { mouse(plot, QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton); }));
        }
        mouse(plot, QEvent::MouseButtonRelease, middle, Qt::LeftButton, Qt::NoButton);
        for (int i = 0; i < 5; ++i) {
            chart.resetView();
            settle(20);
            replot.ms.push_back(frame([&] { chart.resetView(); }));
        }
        absolute("window-charts-replot" + suffix, "zoom and move 20 " + kind + " curves of 100,000 points, worst",
                 replot.worst(), "ms", atMost(16), replot.text());
        Frames hover;
        for (int i = 0; i < 60; ++i) {
            hover.ms.push_back(
                frame([&] { mouse(plot, QEvent::MouseMove, QPointF(100 + 10 * i, 100), Qt::NoButton, Qt::NoButton); }));
        }
        absolute("window-charts-hover" + suffix, "the values under the pointer, worst", hover.worst(), "ms", atMost(16),
                 hover.text());
        mouse(plot, QEvent::MouseMove, QPointF(-5, -5), Qt::NoButton, Qt::NoButton);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(plot, &leave);
        settle(30);
        Frames append;
        for (int i = 0; i < 60; ++i) {
            runs.grow(30);
            const auto views = runs.views();
            append.ms.push_back(frame([&] { chart.showCurves(views); }));
        }
        absolute("window-charts-append" + suffix, "30 new points on each of 20 " + kind + " curves, worst",
                 append.worst(), "ms", atMost(16), append.text());
    }
}

}  // namespace saferscope::bench
