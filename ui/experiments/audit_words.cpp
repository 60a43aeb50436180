// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_words.h"

#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <cmath>

namespace saferscope {
namespace {

/// What lupdate needs to know whose words these are.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(saferscope::AuditWords)
};

QString count(double pairs) { return QLocale().toString(static_cast<qlonglong>(std::llround(pairs))); }

QString nameOf(const std::string& from) {
    return from == "accuracy" ? Text::tr("the model's accuracy on trusted pairs")
           : from == "margin" ? Text::tr("reward margins")
                              : Text::tr("score_safe");
}

QString rangeOf(const FlippedEstimate& estimate) {
    const auto pairs = static_cast<double>(estimate.pairs);
    return Text::tr("%1 (95 % CI %2–%3)")
        .arg(count(estimate.count), count(estimate.ci.low * pairs), count(estimate.ci.high * pairs));
}

/// Trusted pairs first: nothing is assumed of the numbers' shape. Then the margins, which tell most.
const AuditReport::Estimate* bestEstimate(const AuditReport& report) {
    for (const char* from : {"accuracy", "margin", "score"}) {
        for (const AuditReport::Estimate& one : report.estimates) {
            if (one.from == from && one.estimate.trustworthy) {
                return &one;
            }
        }
    }
    return nullptr;
}

/// The larger one: a model that has learned wrong labels by heart makes the bound of its margins too small.
const SwapBound* bestBound(const AuditReport& report) {
    const auto good = [](const SwapBound& bound) { return bound.usable && bound.doubt.empty(); };
    const bool margin = good(report.marginBound);
    const bool score = good(report.scoreBound);
    return margin && score
               ? (report.scoreBound.ci.high > report.marginBound.ci.high ? &report.scoreBound : &report.marginBound)
           : score  ? &report.scoreBound
           : margin ? &report.marginBound
                    : nullptr;
}

}  // namespace

QString auditHeadline(const AuditReport& report) {
    const int all = pluralOf(report.ranking.rows.size());
    if (const auto* best = bestEstimate(report)) {
        return Text::tr("About %1 of %Ln pairs look mislabelled, by %2.", nullptr, all)
            .arg(rangeOf(best->estimate), nameOf(best->from));
    }
    if (const SwapBound* bound = bestBound(report)) {
        return Text::tr("At most about %1 of %Ln pairs are mislabelled, by the %2 of which %3 is surest.", nullptr, all)
            .arg(count(bound->atMost()), QLocale().toString(static_cast<qulonglong>(bound->surest)),
                 bound == &report.scoreBound ? Text::tr("score_safe") : Text::tr("the model"));
    }
    return Text::tr("How many of the %Ln pairs are mislabelled cannot be told from these numbers.", nullptr, all);
}

QString auditCaveat(const AuditReport& report) {
    QStringList lines;
    const auto* best = bestEstimate(report);
    if (best == nullptr) {
        if (bestBound(report) != nullptr) {
            lines << Text::tr("The bound holds if swaps hit sure and unsure pairs alike.");
        } else if (!report.scoreBound.doubt.empty()) {
            lines << QString::fromStdString(report.scoreBound.doubt);
        } else if (!report.marginBound.doubt.empty()) {
            lines << QString::fromStdString(report.marginBound.doubt);
        }
        for (const AuditReport::Estimate& one : report.estimates) {
            lines << Text::tr("The estimate by %1, %2, is not to be trusted: %3")
                         .arg(nameOf(one.from), rangeOf(one.estimate), QString::fromStdString(one.estimate.doubt));
        }
    } else if (best->from != "accuracy") {
        lines << Text::tr("It takes the numbers for two mirrored normal curves, which they fit.");
    }
    lines << Text::tr("A model that was trained on these pairs has learned wrong labels too: then there are more.");
    return lines.join(QLatin1Char(' '));
}

QString truthName(const std::string& source) {
    return source == "manifest"  ? Text::tr("pairs that Saferscope flipped")
           : source == "planted" ? Text::tr("what the demo planted")
                                 : QString::fromStdString(source);
}

QString suspicionTitle(Suspicion by) {
    switch (by) {
        case Suspicion::Combined:
            return Text::tr("Combined");
        case Suspicion::Score:
            return Text::tr("score_safe");
        case Suspicion::Margin:
            return Text::tr("Margin");
        case Suspicion::Loss:
            break;
    }
    return Text::tr("Loss");
}

}  // namespace saferscope
