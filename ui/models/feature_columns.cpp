// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/feature_columns.h"

#include <QLocale>
#include <cmath>
#include <limits>

namespace saferscope {

namespace {

using Column = FeatureTableModel::Column;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Where the interval stands for sure: its end nearer to 0, and 0 when it holds 0. Sorting by it puts the surest
/// features first.
double surePart(const FeatureContrast& c) {
    return c.contrastLow > 0 ? c.contrastLow : c.contrastHigh < 0 ? c.contrastHigh : 0.0;
}

QString stateText(const FeatureRow& row) {
    QStringList words;
    const OpinionSummary& said = row.said();
    const auto add = [&](bool holds, const char* word) {
        if (holds) {
            words.append(FeatureTableModel::tr(word));
        }
    };
    add(row.contrast.dead, QT_TRANSLATE_NOOP("saferscope::FeatureTableModel", "dead"));
    add(said.flagged, QT_TRANSLATE_NOOP("saferscope::FeatureTableModel", "flagged"));
    add(said.disputed, QT_TRANSLATE_NOOP("saferscope::FeatureTableModel", "disputed"));
    add(said.adjudicated, QT_TRANSLATE_NOOP("saferscope::FeatureTableModel", "adjudicated"));
    return words.join(QStringLiteral(", "));
}

}  // namespace

FeatureColumnInfo featureColumnInfo(Column column, const QString& judge) {
    switch (column) {
        case FeatureTableModel::Id:
            return {QStringLiteral("feature"), FeatureTableModel::tr("Id"),
                    FeatureTableModel::tr("Number of the latent in the sparse autoencoder")};
        case FeatureTableModel::Contrast:
            return {QStringLiteral("contrast"), FeatureTableModel::tr("Contrast"),
                    FeatureTableModel::tr("s: how much more the feature fires in chosen than in rejected answers, from "
                                          "sums over answers")};
        case FeatureTableModel::Normalised:
            return {QStringLiteral("contrast_normalised"), FeatureTableModel::tr("Per length"),
                    FeatureTableModel::tr("Contrast from means over positions, so that longer answers do not weigh "
                                          "more")};
        case FeatureTableModel::Density:
            return {QStringLiteral("density"), FeatureTableModel::tr("Density"),
                    FeatureTableModel::tr("Share of positions where the feature fires")};
        case FeatureTableModel::Maximum:
            return {QStringLiteral("maximum"), FeatureTableModel::tr("Max"),
                    FeatureTableModel::tr("Largest activation")};
        case FeatureTableModel::ChosenSum:
            return {QStringLiteral("chosen_sum"), FeatureTableModel::tr("Chosen"),
                    FeatureTableModel::tr("Sum of activations over the chosen answers")};
        case FeatureTableModel::RejectedSum:
            return {QStringLiteral("rejected_sum"), FeatureTableModel::tr("Rejected"),
                    FeatureTableModel::tr("Sum of activations over the rejected answers")};
        case FeatureTableModel::State:
            return {QStringLiteral("state"), FeatureTableModel::tr("State"),
                    FeatureTableModel::tr("Dead features never fire. Flagged, disputed and adjudicated are what "
                                          "people said.")};
        case FeatureTableModel::Label:
            return {QStringLiteral("label"), FeatureTableModel::tr("Label"),
                    FeatureTableModel::tr("What people call the feature")};
        case FeatureTableModel::Interval:
            return {QString(), FeatureTableModel::tr("95\u202F% CI"),
                    FeatureTableModel::tr("95 % confidence interval of the contrast. Sorted by its end nearer to 0, so "
                                          "that the surest features come first.")};
        case FeatureTableModel::ContrastLow:
            return {QStringLiteral("contrast_low"), FeatureTableModel::tr("CI low"),
                    FeatureTableModel::tr("Lower end of the contrast's 95 % confidence interval")};
        case FeatureTableModel::ContrastHigh:
            return {QStringLiteral("contrast_high"), FeatureTableModel::tr("CI high"),
                    FeatureTableModel::tr("Upper end of the contrast's 95 % confidence interval")};
        case FeatureTableModel::Effect:
            return {QStringLiteral("effect"), FeatureTableModel::tr("Effect"),
                    FeatureTableModel::tr("Effect size d of paired differences (chosen minus rejected): their mean "
                                          "over their standard deviation")};
        case FeatureTableModel::ZScore:
            return {QStringLiteral("z"), FeatureTableModel::tr("z"),
                    FeatureTableModel::tr("How many standard errors the mean difference lies from 0")};
        case FeatureTableModel::SplitHalf:
            return {QStringLiteral("split_half"), FeatureTableModel::tr("Split"),
                    FeatureTableModel::tr(
                        "Split-half: how many of 100 random halvings of the pairs agree in the contrast's sign. A "
                        "tick: the sign is stable.")};
        case FeatureTableModel::Llm:
            return {isWordLists(judge) ? QStringLiteral("word_lists") : QStringLiteral("llm"), judgeTitle(judge),
                    isWordLists(judge)
                        ? FeatureTableModel::tr("Score 1 to 5 from word lists: a rough guess, no language model was "
                                                "asked. A question mark: asked, but no valid answer.")
                        : FeatureTableModel::tr("Score 1 to 5 of the language model. A question mark: asked, but no "
                                                "valid answer.")};
        case FeatureTableModel::Human:
            return {QStringLiteral("human"), FeatureTableModel::tr("Human"),
                    FeatureTableModel::tr("Adjudicated score, else the median of people's scores. A triangle: they "
                                          "disagree. A tick: adjudicated.")};
        case FeatureTableModel::Agree:
            return {QStringLiteral("distance"), FeatureTableModel::tr("Apart"),
                    FeatureTableModel::tr("How far people's score and %1 are apart; 0 is full agreement")
                        .arg(judgeTitle(judge))};
        case FeatureTableModel::FiringPairs:
            return {QStringLiteral("firing_pairs"), FeatureTableModel::tr("Pairs"),
                    FeatureTableModel::tr("Pairs in which the feature fires. With fewer than ten, intervals and "
                                          "stability say little.")};
        case FeatureTableModel::ColumnCount:
            break;
    }
    return {};
}

double featureValue(const FeatureRow& row, Column column) {
    const FeatureContrast& c = row.contrast;
    const auto spread = [&](double value) { return c.dead ? unknown : value; };  // nothing to measure in silence
    switch (column) {
        case FeatureTableModel::Id:
            return c.feature.value();
        case FeatureTableModel::Contrast:
            return c.contrast;
        case FeatureTableModel::Normalised:
            return c.contrastNormalised;
        case FeatureTableModel::Density:
            return c.density;
        case FeatureTableModel::Maximum:
            return c.maximum;
        case FeatureTableModel::ChosenSum:
            return row.chosenSum;
        case FeatureTableModel::RejectedSum:
            return row.rejectedSum;
        case FeatureTableModel::State:
            return c.dead ? 1.0 : 0.0;
        case FeatureTableModel::Interval:
            return spread(surePart(c));
        case FeatureTableModel::ContrastLow:
            return spread(c.contrastLow);
        case FeatureTableModel::ContrastHigh:
            return spread(c.contrastHigh);
        case FeatureTableModel::Effect:
            return spread(c.effectSize);
        case FeatureTableModel::ZScore:
            return spread(c.z);
        case FeatureTableModel::SplitHalf:
            return spread(c.splitHalf);
        case FeatureTableModel::FiringPairs:
            return static_cast<double>(c.firingPairs);
        case FeatureTableModel::Llm:
            return row.said().llm ? *row.said().llm : unknown;
        case FeatureTableModel::Human:
            return row.said().human.value_or(unknown);
        case FeatureTableModel::Agree:
            return row.said().distance().value_or(unknown);
        case FeatureTableModel::Label:
        case FeatureTableModel::ColumnCount:
            break;
    }
    return unknown;
}

QString featureCellText(const FeatureRow& row, Column column) {
    const double value = featureValue(row, column);
    const OpinionSummary& said = row.said();
    switch (column) {
        case FeatureTableModel::Id:
            return QString::number(row.contrast.feature.value());
        case FeatureTableModel::Contrast:
        case FeatureTableModel::Normalised:
        case FeatureTableModel::ContrastLow:
        case FeatureTableModel::ContrastHigh:
            return formatContrast(value);
        case FeatureTableModel::Density:
            return formatShare(value);
        case FeatureTableModel::Maximum:
            return formatNumber(value, 2);
        case FeatureTableModel::ChosenSum:
        case FeatureTableModel::RejectedSum:
            return formatNumber(value, std::abs(value) < 100 ? 2 : 0);
        case FeatureTableModel::State:
            return stateText(row);
        case FeatureTableModel::Label:
            return said.label;
        case FeatureTableModel::Interval:
            return row.contrast.dead ? formatNumber(unknown)
                                     : formatInterval(row.contrast.contrastLow, row.contrast.contrastHigh);
        case FeatureTableModel::FiringPairs:
            return formatNumber(value, 0);
        case FeatureTableModel::Effect:
            return formatSigned(value, 2);
        case FeatureTableModel::ZScore:
            return formatSigned(value, 1);
        case FeatureTableModel::SplitHalf:
            return std::isnan(value) ? formatNumber(value)
                                     : QLocale().toString(value * 100, 'f', 0) + QStringLiteral("\u202F%");
        case FeatureTableModel::Llm:
            return said.llm ? formatScore(*said.llm) : said.llmUnrated ? QStringLiteral("?") : formatNumber(unknown);
        case FeatureTableModel::Human:
            return said.human ? formatScore(*said.human) : formatNumber(unknown);
        case FeatureTableModel::Agree:
            return std::isnan(value) ? formatNumber(value) : formatScore(value);
        case FeatureTableModel::ColumnCount:
            break;
    }
    return {};
}

QString featureCellHelp(const FeatureRow& row, Column column, const QString& judge) {
    const OpinionSummary& said = row.said();
    switch (column) {
        case FeatureTableModel::Label:
            return said.label;
        case FeatureTableModel::Contrast:
            return row.contrast.dead ? QString()
                                     : FeatureTableModel::tr("95 % CI: %1")
                                           .arg(formatInterval(row.contrast.contrastLow, row.contrast.contrastHigh));
        case FeatureTableModel::Effect:
            return row.contrast.dead ? QString()
                                     : FeatureTableModel::tr("95 % CI: %1")
                                           .arg(formatInterval(row.contrast.effectLow, row.contrast.effectHigh, 2));
        case FeatureTableModel::SplitHalf:
            return row.contrast.dead         ? QString()
                   : row.contrast.signStable ? FeatureTableModel::tr("The sign is stable.")
                                             : FeatureTableModel::tr("The sign is not stable: it may be chance.");
        case FeatureTableModel::Llm:
            if (said.llmUnrated) {
                return FeatureTableModel::tr("%1 gave no valid answer: %2").arg(judgeTitle(judge), said.llmText);
            }
            if (said.llm) {
                return (said.suspicious ? FeatureTableModel::tr("Its contexts look as if they were meant to steer the "
                                                                "judge.") +
                                              QLatin1Char('\n')
                                        : QString()) +
                       said.llmText;
            }
            return FeatureTableModel::tr("Not asked yet");
        case FeatureTableModel::Human:
            if (said.people.isEmpty()) {
                return FeatureTableModel::tr("Nobody has rated it yet");
            }
            return said.disputed ? FeatureTableModel::tr("Disputed") + QLatin1Char('\n') + said.people : said.people;
        default:
            return {};
    }
}

QVariant featureCellExport(const FeatureRow& row, Column column) {
    switch (column) {
        case FeatureTableModel::Id:
            return row.contrast.feature.value();
        case FeatureTableModel::State:
        case FeatureTableModel::Label:
        case FeatureTableModel::Interval:
            return featureCellText(row, column);
        default: {
            const double value = featureValue(row, column);
            return std::isfinite(value) ? QVariant(value) : QVariant::fromValue(nullptr);
        }
    }
}

CellMark featureCellMark(const FeatureRow& row, Column column) {
    if (column == FeatureTableModel::SplitHalf) {
        return row.contrast.signStable && !row.contrast.dead ? CellMark::Stable : CellMark::None;
    }
    if (column == FeatureTableModel::Human) {
        return row.said().disputed      ? CellMark::Disputed
               : row.said().adjudicated ? CellMark::Adjudicated
                                        : CellMark::None;
    }
    return CellMark::None;
}

Qt::Alignment featureAlignment(Column column) {
    switch (column) {
        case FeatureTableModel::Id:
        case FeatureTableModel::State:
        case FeatureTableModel::Label:
            return Qt::AlignLeft | Qt::AlignVCenter;
        case FeatureTableModel::Llm:
        case FeatureTableModel::Human:
        case FeatureTableModel::Agree:
            return Qt::AlignHCenter | Qt::AlignVCenter;
        default:
            return Qt::AlignRight | Qt::AlignVCenter;
    }
}

}  // namespace saferscope
