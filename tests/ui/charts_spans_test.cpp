// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/column_spans.h"
#include "ui/charts/curve.h"

#include <QList>
#include <QPointF>
#include <QTest>
#include <limits>
#include <map>
#include <random>

using namespace saferscope;

namespace {

using Extents = std::map<int, std::pair<double, double>>;

/// By walking every line in steps far smaller than a pixel: slow, and without any thought of columns.
Extents walked(const QList<QPointF>& points, int left, int right) {
    Extents found;
    const auto take = [&](double x, double y) {
        const int column = static_cast<int>(std::floor(x));
        if (column >= left && column <= right) {
            const auto [at, isNew] = found.try_emplace(column, y, y);
            at->second = {std::min(at->second.first, y), std::max(at->second.second, y)};
        }
    };
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QPointF a = points[i];
        const QPointF b = points[i + 1];
        if (std::isfinite(a.y()) && std::isfinite(b.y())) {
            for (int step = 0; step <= 4000; ++step) {
                const double t = step / 4000.0;
                take(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()));
            }
            take(b.x(), b.y());
        }
    }
    return found;
}

QList<QPointF> pixels(const Series& series, Range visible, int columns) {
    QList<QPointF> out;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        const double y = std::isfinite(series.y[i]) ? series.y[i] * 100.0 : std::nan("");
        out.append({(series.x[i] - visible.low) / visible.size() * columns, y});
    }
    return out;
}

}  // namespace

class ChartsSpansTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spansAreWhatTheLinesCover() {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> place(-15.0, 60.0);
        for (int round = 0; round < 60; ++round) {
            QList<QPointF> points;
            const int count = std::uniform_int_distribution<int>(0, 40)(random);
            for (int i = 0; i < count; ++i) {
                const bool gap = random() % 11 == 0;
                points.append({place(random), gap ? std::nan("") : place(random) * 3.0});
            }
            std::sort(points.begin(), points.end(), [](QPointF a, QPointF b) { return a.x() < b.x(); });
            const auto spans = columnSpans(points, 3, 40);
            const Extents wanted = walked(points, 3, 40);
            Extents got;
            int last = 2;
            for (const ColumnSpan& span : spans) {
                QVERIFY(span.column > last && span.column <= 40 && span.low <= span.high);
                last = span.column;
                got[span.column] = {span.low, span.high};
            }
            for (const auto& [column, extent] : wanted) {
                QVERIFY2(got.contains(column), qPrintable(QString::number(column)));
                QVERIFY(std::abs(got[column].first - extent.first) < 0.2);
                QVERIFY(std::abs(got[column].second - extent.second) < 0.2);
            }
            // The walk may step over a column that a line only touches.
            QVERIFY(got.size() <= wanted.size() + static_cast<std::size_t>(count));
        }
        QVERIFY(columnSpans(QList<QPointF>(), 0, 10).empty());
        QCOMPARE(meanHeight({}), 0.0);
        QCOMPARE(meanHeight({{0, 1.0, 3.0}, {1, 0.0, 6.0}}), 4.0);
    }

    // What is drawn of the reduced points covers the same pixels as all points would, whatever part is shown.
    void reducedPointsCoverTheSamePixels() {
        std::mt19937 random(7);
        std::normal_distribution<double> noise;
        constexpr int columns = 150;
        for (int round = 0; round < 30; ++round) {
            Series whole;
            const int count = 1000 + static_cast<int>(random() % 20000);
            for (int i = 0; i < count; ++i) {
                whole.x.push_back(i);
                whole.y.push_back(noise(random) + std::sin(i * 0.001));
            }
            Curve curve;
            for (int size = 0; size < count;) {  // as it comes in while a run goes on
                size = std::min(count, size + 1 + static_cast<int>(random() % 900));
                curve.follow(std::span(whole.x).first(static_cast<std::size_t>(size)),
                             std::span(whole.y).first(static_cast<std::size_t>(size)));
                if (random() % 4 == 0) {
                    (void)curve.makeRoom();
                }
            }
            const double low = count * 0.01 * static_cast<double>(random() % 50);
            const Range visible{low, low + count * 0.5};
            const auto all = columnSpans(pixels(whole, visible, columns), 0, columns - 1);
            const auto reduced =
                columnSpans(pixels(curve.decimated(visible, columns, false), visible, columns), 0, columns - 1);
            QCOMPARE(reduced.size(), all.size());
            for (std::size_t i = 0; i < all.size(); ++i) {
                QCOMPARE(reduced[i].column, all[i].column);
                QVERIFY(std::abs(reduced[i].low - all[i].low) < 1e-6 && std::abs(reduced[i].high - all[i].high) < 1e-6);
            }
            // Zoomed in, the points themselves are shown.
            const Range near{low + 10.0, low + 10.0 + columns};
            const Series shown = curve.decimated(near, columns, false);
            const auto first = static_cast<std::size_t>(shown.x.front());
            QVERIFY(shown.x.front() <= near.low && (shown.x.back() >= near.high || shown.x.back() == whole.x.back()));
            for (std::size_t i = 0; i < shown.x.size(); ++i) {
                QCOMPARE(shown.x[i], whole.x[first + i]);
                QCOMPARE(shown.y[i], whole.y[first + i]);
            }
        }
    }

    void roomIsMadeOnce() {
        Curve curve;
        std::vector<double> x(1000);
        std::vector<double> y(1000, 1.0);
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = static_cast<double>(i);
        }
        curve.setSmoothing(0.5);
        curve.follow(x, y);
        QVERIFY(!curve.makeRoom());  // there is half as much again
        const double* before = curve.x().data();
        for (int i = 0; i < 400; ++i) {
            x.push_back(static_cast<double>(x.size()));
            y.push_back(2.0);
        }
        curve.follow(x, y);
        QCOMPARE(curve.x().data(), before);  // so nothing has moved
        QVERIFY(curve.makeRoom());
        QVERIFY(!curve.makeRoom());
        QVERIFY(curve.x() == x && curve.y() == y);
    }
};

QTEST_APPLESS_MAIN(ChartsSpansTest)
#include "charts_spans_test.moc"
