// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/metric_chart.h"
#include "ui/theme/theme.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace saferscope;

namespace {

Series curve(const std::string& name, double level, int points = 200) {
    Series series{name, {}, {}};
    for (int i = 0; i < points; ++i) {
        series.x.push_back(i * 10);
        series.y.push_back(level * std::exp(-i / 60.0) + 0.02 * std::sin(i * 1.7));
    }
    return series;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ChartsMetricTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ThemeManager::instance().install(*qApp); }

    void drawsItsCurvesInTheirColours() {
        MetricChart chart;
        chart.resize(640, 360);
        chart.setSeries({curve("a", 0.7), curve("b", 0.4)});
        chart.setAxisTitles(QStringLiteral("step"), QStringLiteral("Loss"));
        chart.setSmoothing(0.6);
        chart.show();
        QTest::qWait(100);
        const QImage image = chart.grab().toImage();
        for (int run : {0, 1}) {
            int pixels = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    pixels += QColor(image.pixel(x, y)) == seriesColor(run) ? 1 : 0;
                }
            }
            QVERIFY2(pixels > 100, qPrintable(QString::number(pixels)));
        }
    }

    void readoutNamesRunsAndBothValues() {
        MetricChart chart;
        chart.setSeries({{"<b>run</b>", {0, 10, 20}, {1.0, 0.5, 0.25}}});
        chart.setAxisTitles(QStringLiteral("step"), QStringLiteral("Loss"));
        chart.setSmoothing(0.0);
        QCOMPARE(chart.readoutAt(11.0), QStringLiteral("step 10\n<b>run</b>  0.5"));
        chart.setSmoothing(0.5);
        // (0.5 * 0.5 * 1 + 0.5 * 0.5) / (1 - 0.25)
        QCOMPARE(chart.readoutAt(11.0), QStringLiteral("step 10\n<b>run</b>  0.6667  (0.5)"));
        chart.setSeries({});
        QCOMPARE(chart.readoutAt(0.0), QString());
    }

    void takesEmptyAndHostileSeries() {
        MetricChart chart;
        chart.resize(400, 300);
        chart.show();
        const double nan = std::nan("");
        chart.setSeries({{"empty", {}, {}},
                         {"nan", {1, 2, 3}, {nan, nan, nan}},
                         {"one", {5}, {1}},
                         {"negative", {1, 2}, {-1, -2}}});
        chart.setLogarithmic(true);
        chart.setSmoothing(5.0);
        QCOMPARE(chart.smoothing(), 0.99);
        QTest::qWait(50);
        QVERIFY(!chart.grab().isNull());
        // Titles of runs are data: without end, or turning round what stands beside them.
        chart.setSeries({{std::string(1'000'000, 'x'), {1, 2}, {1, 2}}, {"a\xE2\x80\xAE\x01z", {1, 2}, {2, 3}}});
        QTest::qWait(50);
        QVERIFY(!chart.grab().isNull());
        QVERIFY(chart.readoutAt(1.0).size() < 1000);
        QVERIFY(chart.readoutAt(1.0).contains(QStringLiteral("a\uFFFD\uFFFDz")));
        chart.setSeries({});
        QTest::qWait(50);
        QVERIFY(!chart.grab().isNull());
    }

    void manyPointsStayQuick() {
        MetricChart chart;
        chart.resize(800, 400);
        chart.show();
        Series big = curve("big", 1.0, 400000);
        QElapsedTimer clock;
        clock.start();
        chart.setSeries({big});
        chart.grab();
        QVERIFY2(clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
    }

    void exportsEveryKind() {
        const QTemporaryDir folder;
        MetricChart chart;
        chart.resize(500, 300);
        chart.setSeries({curve("a", 0.7)});
        chart.setAxisTitles(QStringLiteral("step"), QStringLiteral("Loss"));
        const auto path = [&](const char* name) { return folder.filePath(QLatin1String(name)); };
        for (const char* name : {"c.png", "c.svg", "c.pdf", "c.csv"}) {
            const Status status = chart.exportTo(path(name).toStdString());
            QVERIFY2(status.has_value(), name);
        }
        const QImage png(path("c.png"));
        QCOMPARE(png.size(), QSize(1000, 600));
        QVERIFY(contents(path("c.svg")).contains("<svg"));
        QVERIFY(contents(path("c.svg")).contains("Loss"));
        QVERIFY(contents(path("c.pdf")).startsWith("%PDF"));
        QVERIFY(contents(path("c.csv")).startsWith("\"step\",\"a\"\n0,0.7\n"));
        const Status unknown = chart.exportTo(path("c.doc").toStdString());
        QVERIFY(!unknown);
        QVERIFY(!QFile::exists(path("c.doc")));
        const Status nowhere = chart.exportTo(path("missing/c.csv").toStdString());
        QVERIFY(!nowhere);
    }
};

QTEST_MAIN(ChartsMetricTest)
#include "charts_metric_test.moc"
