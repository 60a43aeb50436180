// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/causal_results_figures.h"

#include "ui/causal/survey_table.h"
#include "ui/causal/survey_words.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/opinion_summary.h"
#include "ui/widgets/plural.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

QString setTitle(const CausalReport& report) {
    return report.setName.empty() ? SurveyTable::tr("the set of %Ln features", nullptr, pluralOf(report.set.size()))
                                  : SurveyTable::tr("the set “%1” (%Ln features)", nullptr, pluralOf(report.set.size()))
                                        .arg(literalText(QString::fromStdString(report.setName)));
}

QString pText(double p) {
    return p < 0.001 ? QStringLiteral("p < 0.001") : QStringLiteral("p = ") + formatNumber(p, 3);
}

std::vector<double> controlEffects(const CausalReport& report, ArmKind kind, const std::string& section) {
    std::vector<double> effects;
    for (const ArmResult& arm : report.arms) {
        if (arm.kind == kind) {
            if (const SectionEffect* effect = findSection(arm, section)) {
                effects.push_back(effect->margin);
            }
        }
    }
    return effects;
}

void addDosePoint(EffectFigure& figure, double dose, double value, std::optional<Interval> ci, std::size_t series,
                  const QString& words) {
    EffectFigure::Point point;
    point.x = dose;
    point.y = value;
    if (ci && std::isfinite(ci->low) && std::isfinite(ci->high)) {
        point.ci = ci;
    }
    point.series = series;
    point.words = words;
    figure.points.push_back(std::move(point));
}

}  // namespace

EffectFigure causalSectionsFigure(const CausalReport& report) {
    std::vector<NamedEffect> effects;
    const std::pair<ArmKind, QString> kinds[] = {
        {ArmKind::Set, SurveyTable::tr("Set ablated: is it needed?")},
        {ArmKind::Only, SurveyTable::tr("All else ablated: is it enough?")},
        {ArmKind::Reconstruction, SurveyTable::tr("SAE's reconstruction alone: how faithful is the SAE?")}};
    for (const auto& [kind, name] : kinds) {
        if (const ArmResult* arm = findArm(report, kind)) {
            effects.push_back({name, arm->sections});
        }
    }
    EffectFigure figure =
        sectionFigure(effects, SurveyTable::tr("Where %1 matters").arg(setTitle(report)),
                      SurveyTable::tr("Margin (chosen minus rejected reward) with the change minus without it, the "
                                      "same %Ln pairs each time. A targeted set moves its own sections and leaves the "
                                      "others at 0.",
                                      nullptr, pluralOf(report.pairs)));
    figure.nothing = SurveyTable::tr("This run measured neither the set nor what is left without it.");
    return figure;
}

QString controlsInWords(const CausalReport& report, const std::string& section) {
    QStringList parts;
    for (const ControlKind kind : {ControlKind::Random, ControlKind::Density}) {
        if (const auto standing = controlStanding(report, kind, section); standing && standing->controls > 0) {
            const int sets = pluralOf(standing->controls);
            const QString text = kind == ControlKind::Random
                                     ? SurveyTable::tr("%1 of %Ln random sets (%2)", nullptr, sets)
                                     : SurveyTable::tr("%1 of %Ln density-matched sets (%2)", nullptr, sets);
            parts << text.arg(standing->controls - standing->beyond).arg(pText(standing->p));
        }
    }
    return parts.isEmpty() ? QString()
                           : SurveyTable::tr("Ablating the set moves the margin further than %1.")
                                 .arg(parts.join(SurveyTable::tr(" and ")));
}

EffectFigure causalControlsFigure(const CausalReport& report, const std::string& section) {
    EffectFigure figure;
    figure.kind = EffectFigure::Kind::Histogram;
    figure.title = SurveyTable::tr("Would any features have done it? %1").arg(sectionTitle(section));
    figure.caption = SurveyTable::tr(
                         "The bars are sets as large as %1, drawn among the other features and ablated on "
                         "the same pairs; the line is the set itself.")
                         .arg(setTitle(report)) +
                     QLatin1Char(' ') + controlsInWords(report, section);
    figure.xTitle = SurveyTable::tr("mean change of the margin when the set is ablated (reward units)");
    figure.yTitle = SurveyTable::tr("number of control sets");
    figure.nothing = SurveyTable::tr("This run had no control sets.");
    std::vector<std::vector<double>> values;
    const std::pair<ArmKind, QString> kinds[] = {{ArmKind::RandomControl, SurveyTable::tr("random sets")},
                                                 {ArmKind::DensityControl, SurveyTable::tr("fire about as often")}};
    for (const auto& [kind, name] : kinds) {
        auto effects = controlEffects(report, kind, section);
        if (!effects.empty()) {
            figure.series << name;
            values.push_back(std::move(effects));
        }
    }
    figure.bins = effectBins(values);
    if (const ArmResult* arm = findArm(report, ArmKind::Set)) {
        if (const SectionEffect* effect = findSection(*arm, section); effect != nullptr && !figure.bins.empty()) {
            figure.marks.push_back(
                {effect->margin, SurveyTable::tr("the set: %1").arg(formatSigned(effect->margin, 3))});
        }
    }
    return figure;
}

EffectFigure causalDosesFigure(const CausalReport& report, const std::string& section) {
    EffectFigure figure;
    figure.kind = EffectFigure::Kind::Curve;
    figure.title = SurveyTable::tr("More of it, less of it: %1").arg(sectionTitle(section));
    figure.caption = SurveyTable::tr(
                         "Every activation of %1 is multiplied by the factor; 0 ablates the set, 1 leaves the "
                         "model as it is. The band is the 95 % interval over the same pairs.")
                         .arg(setTitle(report));
    figure.xTitle = SurveyTable::tr("factor");
    figure.yTitle = SurveyTable::tr("mean change of the margin (reward units)");
    figure.nothing = SurveyTable::tr("This run measured no doses.");
    std::vector<std::string> sections{section};
    if (section != "all") {
        sections.emplace_back("all");
    }
    for (std::size_t s = 0; s < sections.size(); ++s) {
        std::vector<const ArmResult*> doses;
        for (const ArmResult& arm : report.arms) {
            if (arm.kind == ArmKind::Dose && findSection(arm, sections[s]) != nullptr) {
                doses.push_back(&arm);
            }
        }
        if (doses.empty()) {
            continue;
        }
        figure.series << sectionTitle(sections[s]);
        std::ranges::stable_sort(doses, {}, [](const ArmResult* arm) { return arm->dose; });
        bool one = false;
        for (const ArmResult* arm : doses) {
            if (!one && arm->dose > 1.0) {
                addDosePoint(figure, 1.0, 0.0, std::nullopt, s, SurveyTable::tr("Factor 1: the model as it is"));
                one = true;
            }
            one = one || arm->dose == 1.0;
            const SectionEffect& effect = *findSection(*arm, sections[s]);
            addDosePoint(figure, arm->dose, effect.margin, effect.marginCi, s,
                         SurveyTable::tr("Factor %1 – %2").arg(formatNumber(arm->dose, 2), effectInWords(effect)));
        }
        if (!one) {
            addDosePoint(figure, 1.0, 0.0, std::nullopt, s, SurveyTable::tr("Factor 1: the model as it is"));
        }
    }
    return figure;
}

QString attributionInWords(const AttributionComparison& comparison) {
    const QString method = comparison.method == "integrated-gradients" ? SurveyTable::tr("Integrated gradients")
                                                                       : SurveyTable::tr("Activation × gradient");
    const double r = std::abs(comparison.spearman);
    const bool sure = comparison.spearmanCi.low > 0.0 || comparison.spearmanCi.high < 0.0;
    const QString verdict = !sure ? SurveyTable::tr("The guess says nothing reliable about what a feature does.")
                            : comparison.spearman < 0.0 ? SurveyTable::tr("The guess points the wrong way.")
                            : r < 0.4 ? SurveyTable::tr("The guess is a weak guide to what a feature does.")
                            : r < 0.8 ? SurveyTable::tr("The guess is a rough guide to what a feature does.")
                                      : SurveyTable::tr("The guess is a good guide to what a feature does.");
    return SurveyTable::tr(
               "%1 over %Ln features: Pearson %2 (95 % CI %3), Spearman %4 (95 % CI %5); the sign is right for "
               "%6 of the features that have an effect. %7",
               nullptr, pluralOf(comparison.rows.size()))
        .arg(method)
        .arg(formatSigned(comparison.pearson, 2), intervalText(comparison.pearsonCi, 2),
             formatSigned(comparison.spearman, 2), intervalText(comparison.spearmanCi, 2),
             percent(comparison.signAgreement), verdict);
}

EffectFigure causalAttributionFigure(const CausalReport& report, const std::function<QString(FeatureId)>& label) {
    EffectFigure figure;
    figure.kind = EffectFigure::Kind::Scatter;
    figure.title = SurveyTable::tr("Does attribution foresee what a feature does?");
    figure.xTitle = SurveyTable::tr("guessed change of the margin when the feature is ablated (reward units)");
    figure.yTitle = SurveyTable::tr("measured change of the margin (reward units)");
    figure.nothing = SurveyTable::tr(
        "This run compared no attribution: choose a method and single features when a test "
        "is started.");
    if (!report.attribution || report.attribution->rows.empty()) {
        return figure;
    }
    figure.caption = attributionInWords(*report.attribution);
    figure.points.reserve(report.attribution->rows.size());
    for (const AttributionRow& row : report.attribution->rows) {
        EffectFigure::Point point;
        point.x = row.predicted;
        point.y = row.measured;
        point.feature = row.feature;
        const QString name = label ? label(row.feature) : QString();
        point.words =
            SurveyTable::tr("Feature %1%2: guessed %3, measured %4, fires in %Ln pairs", nullptr, pluralOf(row.firing))
                .arg(row.feature.value())
                .arg(name.isEmpty() ? QString() : QStringLiteral(" (") + name + QLatin1Char(')'))
                .arg(formatSigned(row.predicted, 4), formatSigned(row.measured, 4));
        figure.points.push_back(std::move(point));
    }
    return figure;
}

}  // namespace saferscope
