// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_figure.h"

#include "ui/experiments/results_words.h"
#include "ui/experiments/strategy_look.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(saferscope::SweepFigure)
};

QString wordsOf(const SweepPoint& point) {
    QString words = Words::tr("%1: %2 % right, 95 % CI %3 (pairs: %4, models: %5)")
                        .arg(sweepPointTitle(point), sweepPercent(point.accuracy), sweepPercentInterval(point.ci),
                             QLocale().toString(static_cast<qulonglong>(point.items)),
                             QLocale().toString(static_cast<qulonglong>(point.seeds)));
    if (point.compared) {
        words += QLatin1Char('\n') + Words::tr("Difference to the baseline: %1 points, 95 % CI %2; p %3, adjusted %4")
                                         .arg(sweepPoints(point.difference), sweepPointsInterval(point.differenceCi),
                                              sweepP(point.p), sweepP(point.adjusted));
    }
    if (point.recovered) {
        words += QLatin1Char('\n') + Words::tr("Won back: %1").arg(sweepShare(*point.recovered));
    }
    return words;
}

SweepFigure::Point drawn(const SweepPoint& point, const SweepFigureOptions& options, double baseline) {
    SweepFigure::Point made;
    made.x = point.ratio * 100.0;
    const bool difference = options.measure == SweepMeasure::Difference;
    const double value = difference ? point.difference : point.accuracy;
    const Interval& ci = difference ? point.differenceCi : point.ci;
    made.y = value * 100.0;
    made.ci = {ci.low * 100.0, ci.high * 100.0};
    for (const double seed : point.bySeed) {
        // Of a difference: the model against the mean of the baseline.
        made.seeds.push_back((difference ? seed - baseline : seed) * 100.0);
    }
    made.words = wordsOf(point);
    return made;
}

void addPublished(SweepFigure& figure, const SweepSpec& spec, const SweepFigureOptions& options) {
    if (!options.published || options.measure != SweepMeasure::Accuracy) {
        return;
    }
    for (const auto& point : publishedPoints(spec.mode)) {
        if (QString::fromStdString(point.section).compare(figure.title, Qt::CaseInsensitive) != 0) {
            continue;
        }
        const QString what = point.kind == CellKind::Changed
                                 ? strategyTitle(point.strategy) + QLatin1Char(' ') + percentText(point.ratio)
                                 : Words::tr("baseline");
        figure.marks.push_back(
            {point.ratio * 100.0, point.accuracy * 100.0,
             Words::tr("Published, %1: %2 %. %3; another model and other data.")
                 .arg(what, QLocale().toString(point.accuracy * 100.0, 'f', 2), QString::fromStdString(point.source))});
        figure.publishedNote =
            Words::tr("Published: %1; another model and other data").arg(QString::fromStdString(point.source));
    }
}

/// The paper's figures widen the axis, unless our own numbers would be squeezed into a corner for them.
void addMarks(SweepFigure& figure, std::vector<double>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    double lowest = *low;
    double highest = *high;
    for (const auto& mark : figure.marks) {
        lowest = std::min(lowest, mark.y);
        highest = std::max(highest, mark.y);
    }
    if (highest - lowest > 2.5 * std::max(4.0, *high - *low)) {
        QStringList numbers;
        for (const auto& mark : figure.marks) {
            numbers.append(QLocale().toString(mark.y, 'f', 2));
        }
        figure.publishedNote =
            Words::tr("%1: %2 %, outside this axis").arg(figure.publishedNote, numbers.join(QStringLiteral(" % → ")));
        figure.marks.clear();
        return;
    }
    values.insert(values.end(), {lowest, highest});
}

void fitAxes(SweepFigure& figure, SweepMeasure measure) {
    std::vector<double> values;
    const auto add = [&](const SweepFigure::Point& point) {
        values.insert(values.end(), {point.y, point.ci.low, point.ci.high});
        if (figure.showSeeds) {
            values.insert(values.end(), point.seeds.begin(), point.seeds.end());
        }
    };
    for (const auto& curve : figure.curves) {
        std::for_each(curve.points.begin(), curve.points.end(), add);
    }
    for (const auto& level : figure.levels) {
        add(level.point);
    }
    const double last = figure.ratios.empty() ? 1.0 : figure.ratios.back();
    figure.x = {0.0, last * 1.04};
    if (values.empty()) {
        figure.y = {0.0, 100.0};
        return;
    }
    addMarks(figure, values);
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double air = std::max(0.5, (*high - *low) * 0.08);
    if (measure == SweepMeasure::Difference) {
        figure.y = {std::min(*low, 0.0) - air, std::max(*high, 0.0) + air};
        figure.axisNote = Words::tr("0 = the baseline");
        return;
    }
    figure.y = {std::max(0.0, *low - air), std::min(100.0, *high + air)};
    figure.axisNote = figure.y.low > 0.0 ? Words::tr("The axis is zoomed: it does not start at 0")
                                         : Words::tr("The axis starts at 0");
}

}  // namespace

QString SweepFigure::description() const {
    QStringList lines;
    for (const auto& level : levels) {
        lines.append(level.point.words);
    }
    for (const auto& curve : curves) {
        for (const auto& point : curve.points) {
            lines.append(point.words);
        }
    }
    for (const auto& mark : marks) {
        lines.append(mark.words);
    }
    return lines.join(QLatin1Char('\n'));
}

SweepFigure sweepFigure(const SweepSpec& spec, const SweepResults& results, const SweepFigureOptions& options) {
    SweepFigure figure;
    const bool difference = options.measure == SweepMeasure::Difference;
    figure.title = sweepSectionTitle(options.section);
    figure.xTitle =
        spec.mode == ExperimentMode::Poison ? Words::tr("Pairs flipped (%)") : Words::tr("Pairs dropped (%)");
    figure.yTitle = difference ? Words::tr("Difference to the baseline (points)") : Words::tr("Accuracy (%)");
    figure.showSeeds = options.seeds;
    for (const double ratio : spec.ratios) {
        figure.ratios.push_back(ratio * 100.0);
    }
    std::sort(figure.ratios.begin(), figure.ratios.end());
    const SweepPoint* baseline = results.find(CellKind::Baseline, Strategy::Safer, 0.0, options.section);
    const double base = baseline != nullptr ? baseline->accuracy : 0.0;
    for (const CellKind kind : {CellKind::Baseline, CellKind::Reference}) {
        const SweepPoint* point = results.find(kind, Strategy::Safer, 0.0, options.section);
        // The baseline's difference to itself is the line at 0, which has no interval.
        if (point != nullptr && (!difference || point->compared)) {
            figure.levels.push_back(
                {sweepPointTitle(*point), kind == CellKind::Reference, drawn(*point, options, base)});
        }
    }
    for (const Strategy strategy : spec.strategies) {
        SweepFigure::Curve curve{strategyTitle(strategy), strategy, {}};
        for (const double percent : figure.ratios) {
            const SweepPoint* point = results.find(CellKind::Changed, strategy, percent / 100.0, options.section);
            if (point != nullptr && (!difference || point->compared)) {
                curve.points.push_back(drawn(*point, options, base));
            }
        }
        if (!curve.points.empty()) {
            figure.curves.push_back(std::move(curve));
        }
    }
    addPublished(figure, spec, options);
    fitAxes(figure, options.measure);
    return figure;
}

}  // namespace saferscope
