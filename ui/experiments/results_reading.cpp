// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_reading.h"

#include "ui/experiments/results_words.h"
#include "ui/experiments/strategy_look.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(saferscope::SweepReading)
};

QString listed(const QStringList& words) {
    return words.size() < 2
               ? words.join(QString())
               : Words::tr("%1 and %2").arg(words.mid(0, words.size() - 1).join(Words::tr(", ")), words.last());
}

/// "lowers Safety by 31.2 points (95 % CI 27.0 to 35.1)"
QString changeWords(const SweepPoint& point, const QString& section) {
    const bool lower = point.difference < 0.0;
    const Interval size = lower ? Interval{-point.differenceCi.high, -point.differenceCi.low} : point.differenceCi;
    return (lower ? Words::tr("lowers %1 by %2 points (95 % CI %3 to %4)")
                  : Words::tr("raises %1 by %2 points (95 % CI %3 to %4)"))
        .arg(section, sweepPercent(std::abs(point.difference)), sweepPercent(size.low), sweepPercent(size.high));
}

QString unclearWords(const SweepPoint& point, const QString& section) {
    return Words::tr("shows no clear change in %1 (%2 points, 95 % CI %3)")
        .arg(section, sweepPoints(point.difference), sweepPointsInterval(point.differenceCi));
}

const SweepPoint* comparedAt(const SweepResults& results, Strategy strategy, double ratio, const std::string& section) {
    const SweepPoint* point = results.find(CellKind::Changed, strategy, ratio, section);
    return point != nullptr && point->compared ? point : nullptr;
}

/// The largest ratio at which something is compared.
std::optional<double> largestRatio(const SweepSpec& spec, const SweepResults& results, const std::string& section) {
    std::optional<double> largest;
    for (const double ratio : spec.ratios) {
        for (const Strategy strategy : spec.strategies) {
            if (comparedAt(results, strategy, ratio, section) != nullptr) {
                largest = std::max(largest.value_or(ratio), ratio);
            }
        }
    }
    return largest;
}

QString mainSentence(const SweepSpec& spec, const SweepResults& results, double ratio, const std::string& section) {
    const QString name = sweepSectionTitle(section);
    QStringList parts;
    for (const Strategy strategy : spec.strategies) {
        const SweepPoint* point = comparedAt(results, strategy, ratio, section);
        if (point == nullptr) {
            continue;
        }
        const QString change = isEstablished(*point) ? changeWords(*point, name) : unclearWords(*point, name);
        parts.append(Words::tr("%1 %2").arg(strategyTitle(strategy), change));
    }
    return (spec.mode == ExperimentMode::Poison ? Words::tr("With %1 of the pairs flipped, %2.")
                                                : Words::tr("With %1 of the pairs dropped, %2."))
        .arg(percentText(ratio), parts.join(Words::tr("; ")));
}

QString othersSentence(const SweepSpec& spec, const SweepResults& results, double ratio, const std::string& section) {
    const auto first = std::find_if(spec.strategies.begin(), spec.strategies.end(), [&](Strategy strategy) {
        return comparedAt(results, strategy, ratio, section) != nullptr;
    });
    QStringList changed;
    QStringList unclear;
    for (const auto& other : results.sections) {
        if (other == section || other == "overall" || first == spec.strategies.end()) {
            continue;
        }
        if (const SweepPoint* point = comparedAt(results, *first, ratio, other)) {
            const QString name = sweepSectionTitle(other);
            isEstablished(*point) ? changed.append(changeWords(*point, name)) : unclear.append(name);
        }
    }
    QStringList sentences;
    if (!changed.isEmpty()) {
        sentences.append(Words::tr("%1 also %2.").arg(strategyTitle(*first), listed(changed)));
    }
    if (!unclear.isEmpty()) {
        // "Does not change" would be more than an interval around 0 says.
        sentences.append(Words::tr("No clear change with %1 in %2.").arg(strategyTitle(*first), listed(unclear)));
    }
    return sentences.join(QLatin1Char(' '));
}

QString recoveredSentence(const SweepSpec& spec, const SweepResults& results, const std::string& section) {
    if (results.find(CellKind::Reference, Strategy::Safer, 0.0, section) == nullptr) {
        return {};
    }
    QStringList parts;
    bool any = false;
    for (const Strategy strategy : spec.strategies) {
        // The ratio with the largest gain is picked after the fact; it is named as such.
        const SweepPoint* best = nullptr;
        for (const double ratio : spec.ratios) {
            const SweepPoint* point = comparedAt(results, strategy, ratio, section);
            if (point != nullptr && point->recovered) {
                any = true;
                best = best == nullptr || *point->recovered > *best->recovered ? point : best;
            }
        }
        if (best != nullptr) {
            parts.append((isEstablished(*best) && best->difference > 0.0
                              ? Words::tr("%1 wins back %2 (at %3)")
                              : Words::tr("%1 wins back nothing certain (%2 at %3)"))
                             .arg(strategyTitle(strategy), sweepShare(*best->recovered), percentText(best->ratio)));
        }
    }
    const QString name = sweepSectionTitle(section);
    return any ? Words::tr("Of what the spoiled pairs cost in %1, each at its best ratio: %2.")
                     .arg(name, parts.join(Words::tr("; ")))
               : Words::tr("The reference is not clearly better than the baseline in %1, so nothing can be won back.")
                     .arg(name);
}

QStringList cautionsOf(const SweepResults& results, const std::string& section) {
    QStringList cautions;
    std::uint64_t fewest = 0;
    for (const auto& point : results.points) {
        if (point.section == section && point.compared) {
            fewest = fewest == 0 ? point.seeds : std::min(fewest, point.seeds);
        }
    }
    if (fewest == 1) {
        cautions.append(
            Words::tr("One seed: how much models differ from training to training is not in these intervals."));
    } else if (fewest == 2) {
        cautions.append(Words::tr("Two seeds say little about how much models differ from training to training."));
    }
    if (results.cellsDone < results.cells) {
        cautions.append(Words::tr("%1 of %2 models are evaluated; the rest may change the picture.")
                            .arg(results.cellsDone)
                            .arg(results.cells));
    }
    return cautions;
}

}  // namespace

QString SweepReading::text() const {
    QStringList parts = {main, others, recovered};
    parts += cautions;
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

std::string mainSection(const SweepResults& results) {
    for (const auto& section : results.sections) {
        if (QString::fromStdString(section).compare(QLatin1String("safety"), Qt::CaseInsensitive) == 0) {
            return section;
        }
    }
    return "overall";
}

SweepReading readSweepResults(const SweepSpec& spec, const SweepResults& results) {
    SweepReading reading;
    const std::string section = mainSection(results);
    const auto ratio = largestRatio(spec, results, section);
    if (!ratio) {
        reading.main =
            Words::tr("Nothing can be compared yet: that takes the baseline and a changed model of one seed.");
        reading.cautions = cautionsOf(results, section);
        return reading;
    }
    reading.main = mainSentence(spec, results, *ratio, section);
    reading.others = othersSentence(spec, results, *ratio, section);
    reading.recovered = recoveredSentence(spec, results, section);
    reading.cautions = cautionsOf(results, section);
    return reading;
}

}  // namespace saferscope
