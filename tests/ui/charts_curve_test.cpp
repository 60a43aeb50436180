// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/curve.h"

#include <QElapsedTimer>
#include <QTest>
#include <cmath>
#include <random>

using namespace saferscope;

namespace {

bool equal(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && !(std::isnan(a[i]) && std::isnan(b[i]))) {
            return false;
        }
    }
    return true;
}

/// Compares everything a curve gives with what the plain functions give of the whole.
void compare(const Curve& curve, const Series& whole, double weight, std::mt19937& random) {
    const std::vector<double> smooth = smoothExponentially(whole.y, weight);
    QVERIFY(equal(curve.x(), whole.x));
    QVERIFY(equal(curve.y(), whole.y));
    QVERIFY(equal(curve.smoothed(), smooth));
    const Range domain = domainOf(std::span(&whole, 1));
    std::uniform_real_distribution<double> place(domain.low - 5.0, domain.high + 5.0);
    for (int round = 0; round < 6; ++round) {
        Range visible = domain;
        if (round > 0) {
            const double a = place(random);
            const double b = place(random);
            visible = {std::min(a, b), std::max(a, b)};
        }
        for (const std::size_t columns : {1, 7, 100}) {
            for (const bool smoothed : {false, true}) {
                const Series all{"", whole.x, smoothed ? smooth : whole.y};
                const Series expected = decimate(all, visible, columns);
                const Series got = curve.decimated(visible, columns, smoothed);
                QVERIFY2(equal(got.x, expected.x) && equal(got.y, expected.y),
                         qPrintable(QStringLiteral("%1 columns, %2 against %3 points")
                                        .arg(columns)
                                        .arg(got.x.size())
                                        .arg(expected.x.size())));
                for (const bool logarithmic : {false, true}) {
                    const Range range = valueRange(std::span(&curve, 1), visible, logarithmic, smoothed);
                    const Range wanted = valueRange(std::span(&all, 1), visible, logarithmic);
                    QCOMPARE(range.low, wanted.low);
                    QCOMPARE(range.high, wanted.high);
                }
            }
        }
    }
}

}  // namespace

class ChartsCurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growsToWhatTheWholeGives_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 12; ++seed) {
            QTest::newRow(qPrintable(QString::number(seed))) << seed;
        }
    }

    void growsToWhatTheWholeGives() {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        std::uniform_int_distribution<int> some(0, 300);
        std::normal_distribution<double> noise;
        const double weight = seed % 3 == 0 ? 0.0 : seed % 3 == 1 ? 0.6 : 0.97;
        Series whole;
        Curve curve;
        curve.setSmoothing(weight);
        double step = 0.0;
        for (int round = 0; round < 12; ++round) {
            if (round % 4 == 3 && !whole.x.empty()) {  // a run resumed from its checkpoint repeats its last steps
                const auto keep = whole.x.size() - whole.x.size() / 5;
                whole.x.resize(keep);
                whole.y.resize(keep);
                step = whole.x.empty() ? 0.0 : whole.x.back();
            }
            const bool constant = seed % 4 == 0 && round < 3;
            for (int i = some(random); i > 0; --i) {
                step += some(random) % 4 == 0 ? 0.0 : 1.0;
                whole.x.push_back(step);
                double value = constant ? 0.3 : noise(random);
                value = some(random) < 4 ? std::nan("") : some(random) < 2 ? INFINITY : value;
                whole.y.push_back(constant ? 0.3 : value);
            }
            curve.follow(whole.x, whole.y);
            compare(curve, whole, weight, random);
            if (QTest::currentTestFailed()) {
                return;
            }
        }
        curve.setSmoothing(0.3);
        compare(curve, whole, 0.3, random);
        curve.follow({}, {});
        QCOMPARE(curve.size(), std::size_t(0));
    }

    void anotherCurveReplacesIt() {
        Curve curve(Series{"a", {1, 2, 3}, {1, 2, 3}});
        curve.follow(std::vector{1.0, 2.0, 3.0, 4.0}, std::vector{9.0, 8.0, 7.0, 6.0});
        QVERIFY(curve.y() == std::vector({9.0, 8.0, 7.0, 6.0}));
        QCOMPARE(curve.values({2, 3}, false, false).low, 7.0);
        QVERIFY(curve.values({20, 30}, false, false).low > curve.values({20, 30}, false, false).high);
    }

    // What the live page does a few times a second: 20 runs, each with 30 new points. Eight times as long curves may
    // not cost eight times as much; computed anew they do.
    void longRunsAreCheapToFollow() {
        const Cost few = costOfFollowing(50000);
        const Cost many = costOfFollowing(400000);
        qInfo("20 runs a round: %.2f ms at 50,000 points, %.2f ms at 400,000; computed anew %.2f and %.2f ms",
              few.followed, many.followed, few.whole, many.whole);
        QVERIFY2(many.followed * 3.0 < many.whole,
                 qPrintable(QStringLiteral("%1 against %2 ms").arg(many.followed).arg(many.whole)));
        QVERIFY(many.followed / few.followed < many.whole / few.whole);
    }

private:
    struct Cost {
        double followed = 1e9;  ///< milliseconds, the best of some rounds
        double whole = 1e9;
    };

    static Cost costOfFollowing(int points) {
        std::vector<Series> runs(20);
        std::vector<Curve> curves(20);
        for (std::size_t run = 0; run < runs.size(); ++run) {
            for (int i = 0; i < points; ++i) {
                runs[run].x.push_back(i);
                runs[run].y.push_back(std::sin(i * 0.001 * static_cast<double>(run + 1)) + 0.1 * std::sin(i * 1.7));
            }
            curves[run].setSmoothing(0.6);
            curves[run].follow(runs[run].x, runs[run].y);
        }
        const auto milliseconds = [](auto work) {
            QElapsedTimer clock;
            clock.start();
            work();
            return static_cast<double>(clock.nsecsElapsed()) / 1e6;
        };
        Cost cost;
        std::size_t drawn = 0;
        for (int round = 0; round < 9; ++round) {
            for (Series& run : runs) {
                for (int i = 0; i < 30; ++i) {
                    run.x.push_back(run.x.back() + 1.0);
                    run.y.push_back(0.5);
                }
            }
            cost.followed = std::min(cost.followed, milliseconds([&] {
                                         for (std::size_t run = 0; run < runs.size(); ++run) {
                                             curves[run].follow(runs[run].x, runs[run].y);
                                         }
                                         const Range all = domainOf(std::span<const Curve>(curves));
                                         (void)valueRange(curves, all, false, true);
                                         for (const Curve& curve : curves) {
                                             drawn += curve.decimated(all, 600, true).x.size();
                                         }
                                     }));
            cost.whole = std::min(cost.whole, milliseconds([&] {
                                      for (const Series& run : runs) {
                                          const Series smooth{"", run.x, smoothExponentially(run.y, 0.6)};
                                          drawn += decimate(smooth, {0, static_cast<double>(points)}, 600).x.size();
                                      }
                                  }));
        }
        return drawn > 0 ? cost : Cost();
    }
};

QTEST_APPLESS_MAIN(ChartsCurveTest)
#include "charts_curve_test.moc"
