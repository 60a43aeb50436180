// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace saferscope;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The definition, written the slow way: the debiased mean with weights w^(n-i).
double slowSmooth(const std::vector<double>& y, std::size_t at, double weight) {
    double sum = 0.0;
    double total = 0.0;
    double factor = 1.0;
    for (std::size_t i = at + 1; i-- > 0;) {
        if (std::isfinite(y[i])) {
            sum += factor * y[i];
            total += factor;
            factor *= weight;
        }
    }
    return sum / total;
}

Series noise(std::size_t n, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    Series series{"noise", {}, {}};
    double x = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        x += std::abs(normal(random)) + 0.01;
        series.x.push_back(x);
        series.y.push_back(normal(random));
    }
    return series;
}

}  // namespace

class ChartsSeriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smoothingIsTheDebiasedMean() {
        const Series series = noise(300, 1);
        for (const double weight : {0.1, 0.6, 0.99}) {
            const std::vector<double> smooth = smoothExponentially(series.y, weight);
            for (std::size_t i = 0; i < smooth.size(); ++i) {
                QVERIFY(std::abs(smooth[i] - slowSmooth(series.y, i, weight)) < 1e-9);
            }
        }
    }

    void smoothingStartsAtTheFirstValueAndKeepsConstants() {
        QCOMPARE(smoothExponentially(std::vector{5.0, 1.0}, 0.9).front(), 5.0);
        const std::vector<double> constant(50, 0.1);
        QVERIFY(smoothExponentially(constant, 0.97) == constant);
        const std::vector<double> any = {3.0, -1.0, 2.0};
        QVERIFY(smoothExponentially(any, 0.0) == any);
        QVERIFY(smoothExponentially(any, 1.0) == any);
        QVERIFY(smoothExponentially(std::vector<double>(), 0.5).empty());
    }

    void smoothingPassesNonFiniteThrough() {
        const std::vector<double> y = {1.0, std::nan(""), 3.0, infinity, 2.0};
        const std::vector<double> smooth = smoothExponentially(y, 0.5);
        QVERIFY(std::isnan(smooth[1]));
        QCOMPARE(smooth[3], infinity);
        const std::vector<double> without = smoothExponentially(std::vector{1.0, 3.0, 2.0}, 0.5);
        QCOMPARE(smooth[0], without[0]);
        QCOMPARE(smooth[2], without[1]);
        QCOMPARE(smooth[4], without[2]);
    }

    void decimationKeepsWhatIsSeen() {
        const Series series = noise(20000, 2);
        const Range all = domainOf(std::vector{series});
        constexpr std::size_t columns = 300;
        const Series small = decimate(series, all, columns);
        QVERIFY(small.x.size() <= columns * 4 + 8);
        QVERIFY(std::is_sorted(small.x.begin(), small.x.end()));
        QCOMPARE(small.x.front(), series.x.front());
        QCOMPARE(small.x.back(), series.x.back());
        // Every column reaches as high and as low as before, found by an independent pass.
        const double width = all.size() / columns;
        const auto extremes = [&](const Series& one) {
            std::vector<Range> found(columns + 1, Range{infinity, -infinity});
            for (std::size_t i = 0; i < one.x.size(); ++i) {
                Range& range = found[static_cast<std::size_t>((one.x[i] - all.low) / width)];
                range.low = std::min(range.low, one.y[i]);
                range.high = std::max(range.high, one.y[i]);
            }
            return found;
        };
        const auto before = extremes(series);
        const auto after = extremes(small);
        for (std::size_t i = 0; i <= columns; ++i) {
            QCOMPARE(after[i].low, before[i].low);
            QCOMPARE(after[i].high, before[i].high);
        }
    }

    void decimationOfAPartKeepsItsNeighbours() {
        Series series{"s", {}, {}};
        for (int i = 0; i < 100; ++i) {
            series.x.push_back(i);
            series.y.push_back(i * i);
        }
        const Series part = decimate(series, {40.5, 44.5}, 500);
        QVERIFY((part.x == std::vector<double>{40, 41, 42, 43, 44, 45}));
        QVERIFY(decimate(series, {200, 300}, 500).x.size() <= 1);
        QVERIFY(decimate({}, {0, 1}, 10).x.empty());
    }

    void decimationKeepsGaps() {
        Series series = noise(5000, 3);
        series.y[2500] = std::nan("");
        const Series small = decimate(series, domainOf(std::vector{series}), 100);
        QVERIFY(std::any_of(small.y.begin(), small.y.end(), [](double y) { return std::isnan(y); }));
    }

    void rangesIgnoreWhatCannotBeDrawn() {
        const std::vector<Series> series = {{"a", {0, 1, 2, 3, 4}, {-1, std::nan(""), 8, infinity, 0.5}}};
        const Range plain = valueRange(series, {0, 4}, false);
        QCOMPARE(plain.low, -1.0);
        QCOMPARE(plain.high, 8.0);
        const Range logarithmic = valueRange(series, {0, 4}, true);
        QCOMPARE(logarithmic.low, 0.5);
        QCOMPARE(logarithmic.high, 8.0);
        const Range part = valueRange(series, {3, 4}, false);
        QVERIFY(part.low < 0.5 && part.high > 0.5);  // one value: room around it
        const Range none = valueRange(std::vector<Series>(), {0, 1}, true);
        QVERIFY(none.low > 0.0 && none.high > none.low);
        const Range constantZero = valueRange(std::vector<Series>{{"z", {0}, {0}}}, {0, 1}, false);
        QVERIFY(constantZero.low < 0.0 && constantZero.high > 0.0);
        const Range air = padded({1.0, 100.0}, true);
        QVERIFY(air.low > 0.0 && air.low < 1.0 && air.high > 100.0);
    }

    void linearTicksAreRoundAndInside_data() {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("unit") << 0.0 << 1.0;
        QTest::newRow("negative") << -3.7 << 12.1;
        QTest::newRow("tiny") << 1e-9 << 3e-9;
        QTest::newRow("huge") << 1e12 << 7e12;
        QTest::newRow("narrow") << 0.6931 << 0.6935;
    }
    void linearTicksAreRoundAndInside() {
        QFETCH(double, low);
        QFETCH(double, high);
        const Ticks ticks = linearTicks({low, high}, 5);
        QVERIFY2(ticks.major.size() >= 2 && ticks.major.size() <= 8, qPrintable(QString::number(ticks.major.size())));
        const double step = ticks.major[1] - ticks.major[0];
        const double mantissa = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
        QVERIFY2(std::abs(mantissa - 1) < 1e-5 || std::abs(mantissa - 2) < 1e-5 || std::abs(mantissa - 5) < 1e-5,
                 qPrintable(QString::number(mantissa)));
        for (const double tick : ticks.major) {
            QVERIFY(tick >= low - step * 1e-6 && tick <= high + step * 1e-6);
            QVERIFY(std::none_of(ticks.minor.begin(), ticks.minor.end(),
                                 [&](double minor) { return std::abs(minor - tick) < step * 1e-3; }));
        }
    }

    void logTicksArePowers() {
        const Ticks decades = logTicks({1e-5, 1.0}, 6);
        QVERIFY(std::any_of(decades.major.begin(), decades.major.end(),
                            [](double t) { return std::abs(t / 1e-3 - 1) < 1e-9; }));
        for (const double tick : decades.major) {
            const double exponent = std::log10(tick);
            QVERIFY(std::abs(exponent - std::round(exponent)) < 1e-9);
        }
        const Ticks one = logTicks({0.1, 1.2}, 5);
        QVERIFY(std::any_of(one.major.begin(), one.major.end(), [](double t) { return std::abs(t - 0.2) < 1e-9; }));
        QVERIFY(logTicks({0.50, 0.55}, 5).major.size() >= 2);  // falls back to round numbers
        QVERIFY(logTicks({1e-300, 1e300}, 5).major.size() <= 12);
        QCOMPARE(logTicks({-1.0, 1.0}, 5).major.size(), std::size_t(1));
    }

    void degenerateTicksEnd() {
        QCOMPARE(linearTicks({1.0, 1.0}, 5).major.size(), std::size_t(1));
        QVERIFY(linearTicks({0.0, infinity}, 5).major.size() <= 1000);
        QVERIFY(linearTicks({1e16, 1e16 + 4}, 1000000).major.size() <= 1000);
    }

    void numbersAreShort_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << QStringLiteral("0");
        QTest::newRow("plain") << 0.25 << QStringLiteral("0.25");
        QTest::newRow("rounded") << 0.693147 << QStringLiteral("0.6931");
        QTest::newRow("integer") << 12000.0 << QStringLiteral("12000");
        QTest::newRow("long integer") << 123456.0 << QStringLiteral("123456");
        QTest::newRow("small") << 1.5e-7 << QStringLiteral("1.5e-7");
        QTest::newRow("rate") << 2e-5 << QStringLiteral("2e-5");
        QTest::newRow("big") << 3e9 << QStringLiteral("3e9");
        QTest::newRow("nan") << std::nan("") << QStringLiteral("–");
        QTest::newRow("inf") << -infinity << QStringLiteral("−∞");
    }
    void numbersAreShort() {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(shortNumber(value)), text);
    }

    void nearestPoint() {
        const std::vector<double> x = {0, 10, 20};
        QCOMPARE(nearestIndex(x, -5), std::size_t(0));
        QCOMPARE(nearestIndex(x, 4.9), std::size_t(0));
        QCOMPARE(nearestIndex(x, 5.1), std::size_t(1));
        QCOMPARE(nearestIndex(x, 99), std::size_t(2));
    }

    void csvJoinsSeriesAndIsHarmless() {
        const std::vector<Series> series = {{"=cmd|'/c calc'!A0", {1, 2}, {0.1, std::nan("")}},
                                            {"say \"hi\"", {2, 3}, {5, 1.0 / 3}}};
        const std::string csv = toCsv(series, "step");
        QCOMPARE(QString::fromStdString(csv), QStringLiteral("\"step\",\"'=cmd|'/c calc'!A0\",\"say \"\"hi\"\"\"\n"
                                                             "1,0.1,\n2,,5\n3,,0.3333333333333333\n"));
    }
};

QTEST_APPLESS_MAIN(ChartsSeriesTest)
#include "charts_series_test.moc"
