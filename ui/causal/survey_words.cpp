// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_words.h"

#include "ui/models/feature_table_model.h"
#include "ui/models/opinion_summary.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

QString countText(std::uint64_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }
bool moved(const SectionEffect& effect) { return effect.marginCi.low > 0.0 || effect.marginCi.high < 0.0; }

}  // namespace

QString sectionTitle(const std::string& name) {
    return name == "all" ? SurveyTable::tr("All pairs") : literalText(QString::fromStdString(name));
}

QString percent(double share) { return formatNumber(100.0 * share, 1) + QStringLiteral(" %"); }

QString intervalText(const Interval& ci, int decimals) {
    return std::isfinite(ci.low) && std::isfinite(ci.high) ? formatInterval(ci.low, ci.high, decimals)
                                                           : QStringLiteral("–");
}

QString whenText(const std::string& iso) {
    const QDateTime time = QDateTime::fromString(QString::fromStdString(iso), Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)
                          : QString::fromStdString(iso).left(16);
}

QString effectInWords(const SectionEffect& effect) {
    return SurveyTable::tr("%1: margin %2 (95 % CI %3), accuracy %4 → %5, %6 of %Ln pairs changed", nullptr,
                           pluralOf(effect.pairs))
        .arg(sectionTitle(effect.name), formatSigned(effect.margin, 3), intervalText(effect.marginCi),
             percent(effect.accuracyBefore), percent(effect.accuracyAfter), countText(effect.changed));
}

QString surveyInWords(const std::vector<SectionEffect>& sections) {
    if (sections.empty()) {
        return {};
    }
    const SectionEffect& all = sections.front();
    QString text =
        SurveyTable::tr(
            "Over %Ln pairs the margin changes by %1 on average (95 % CI %2); accuracy %3 → %4, flipped verdicts: "
            "%5.",
            nullptr, pluralOf(all.pairs))
            .arg(formatSigned(all.margin, 3), intervalText(all.marginCi), percent(all.accuracyBefore),
                 percent(all.accuracyAfter), countText(all.verdicts.gained + all.verdicts.lost));
    QStringList sure;
    QStringList still;
    for (std::size_t i = 1; i < sections.size(); ++i) {
        (moved(sections[i]) ? sure : still) << sectionTitle(sections[i].name);
    }
    if (!sure.isEmpty()) {
        text += QLatin1Char(' ') + SurveyTable::tr("It moves for sure in: %1.").arg(sure.join(QStringLiteral(", ")));
    }
    if (!still.isEmpty()) {
        text +=
            QLatin1Char(' ') + SurveyTable::tr("No change beyond chance in: %1.").arg(still.join(QStringLiteral(", ")));
    }
    return text;
}

EffectFigure sectionFigure(const std::vector<NamedEffect>& effects, const QString& title, const QString& caption) {
    EffectFigure figure;
    figure.kind = EffectFigure::Kind::Intervals;
    figure.title = title;
    figure.caption = caption;
    figure.xTitle = SurveyTable::tr("mean change of the margin (reward units), 95 % CI");
    figure.nothing = SurveyTable::tr("Nothing measured yet.");
    std::vector<std::string> names;
    for (std::size_t s = 0; s < effects.size(); ++s) {
        figure.series << effects[s].name;
        for (const SectionEffect& effect : effects[s].sections) {
            auto found = std::find(names.begin(), names.end(), effect.name);
            if (found == names.end()) {
                names.push_back(effect.name);
                found = names.end() - 1;
                figure.lines << sectionTitle(effect.name);
            }
            EffectFigure::Point point;
            point.x = effect.margin;
            point.y = static_cast<double>(found - names.begin());
            if (std::isfinite(effect.marginCi.low) && std::isfinite(effect.marginCi.high)) {
                point.ci = effect.marginCi;
            }
            point.series = s;
            point.words = effects.size() > 1 ? effects[s].name + QStringLiteral(" – ") + effectInWords(effect)
                                             : effectInWords(effect);
            figure.points.push_back(std::move(point));
        }
    }
    return figure;
}

void showSections(SurveyTable& table, const std::shared_ptr<const std::vector<NamedEffect>>& effects) {
    auto rows = std::make_shared<std::vector<std::pair<std::size_t, std::size_t>>>();
    for (std::size_t i = 0; i < effects->size(); ++i) {
        for (std::size_t j = 0; j < (*effects)[i].sections.size(); ++j) {
            rows->emplace_back(i, j);
        }
    }
    const auto effect = [effects, rows](std::size_t row) -> const SectionEffect& {
        return (*effects)[(*rows)[row].first].sections[(*rows)[row].second];
    };
    const auto number = [effect](double SectionEffect::*member) {
        return [effect, member](std::size_t row) { return effect(row).*member; };
    };
    const auto count = [](const auto& get) { return [get](std::size_t row) { return countText(get(row)); }; };
    const auto wide = [](const auto& get) { return [get](std::size_t row) { return static_cast<double>(get(row)); }; };
    const auto share = [](const auto& get) { return [get](std::size_t row) { return percent(get(row)); }; };
    const auto add = [&](std::vector<SurveyTable::Column>& columns, const QString& title, const char* key,
                         const QString& help, std::function<QString(std::size_t)> text,
                         std::function<double(std::size_t)> value) {
        columns.push_back({title, QString::fromLatin1(key), help, std::move(text), std::move(value)});
    };
    std::vector<SurveyTable::Column> columns;
    if (effects->size() > 1) {
        add(columns, SurveyTable::tr("Result"), "result", {},
            [effects, rows](std::size_t row) { return (*effects)[(*rows)[row].first].name; }, {});
    }
    add(columns, SurveyTable::tr("Section"), "section", {},
        [effect](std::size_t row) { return sectionTitle(effect(row).name); }, {});
    const auto margin = number(&SectionEffect::margin);
    add(
        columns, SurveyTable::tr("Δ margin"), "margin", SurveyTable::tr("Mean change of chosen minus rejected reward"),
        [margin](std::size_t row) { return formatSigned(margin(row), 3); }, margin);
    add(columns, SurveyTable::tr("95 % CI"), "margin_ci", {},
        [effect](std::size_t row) { return intervalText(effect(row).marginCi); }, {});
    const auto before = number(&SectionEffect::accuracyBefore);
    const auto after = number(&SectionEffect::accuracyAfter);
    add(columns, SurveyTable::tr("Accuracy before"), "accuracy_before",
        SurveyTable::tr("Share of pairs with the chosen answer ahead"), share(before), before);
    add(columns, SurveyTable::tr("after"), "accuracy_after", {}, share(after), after);
    const auto changed = [effect](std::size_t row) { return effect(row).changed; };
    const auto gained = [effect](std::size_t row) { return effect(row).verdicts.gained; };
    const auto lost = [effect](std::size_t row) { return effect(row).verdicts.lost; };
    const auto pairs = [effect](std::size_t row) { return effect(row).pairs; };
    add(columns, SurveyTable::tr("Changed"), "changed",
        SurveyTable::tr("Pairs in which anything fired that was changed"), count(changed), wide(changed));
    add(columns, SurveyTable::tr("Now right"), "gained", SurveyTable::tr("Verdicts that flip to right"), count(gained),
        wide(gained));
    add(columns, SurveyTable::tr("Now wrong"), "lost", SurveyTable::tr("Verdicts that flip to wrong"), count(lost),
        wide(lost));
    add(columns, SurveyTable::tr("Pairs"), "pairs", {}, count(pairs), wide(pairs));
    const auto chosen = number(&SectionEffect::chosen);
    const auto rejected = number(&SectionEffect::rejected);
    add(
        columns, SurveyTable::tr("Δ chosen"), "chosen", SurveyTable::tr("Mean change of the chosen answer's reward"),
        [chosen](std::size_t row) { return formatSigned(chosen(row), 3); }, chosen);
    add(
        columns, SurveyTable::tr("Δ rejected"), "rejected",
        SurveyTable::tr("Mean change of the rejected answer's reward"),
        [rejected](std::size_t row) { return formatSigned(rejected(row), 3); }, rejected);
    table.show(std::move(columns), rows->size());
}

void fillPositions(QComboBox* box) {
    box->addItem(SurveyTable::tr("All tokens"), QStringLiteral("all"));
    box->addItem(SurveyTable::tr("Sentence ends, as trained"), QStringLiteral("sentence-ends"));
    box->addItem(SurveyTable::tr("Both answers' own text"), QStringLiteral("response"));
    box->addItem(SurveyTable::tr("Sentence ends of the answers"), QStringLiteral("response,sentence-ends"));
    box->addItem(SurveyTable::tr("Prompt alone"), QStringLiteral("prompt"));
    box->addItem(SurveyTable::tr("Chosen answer alone"), QStringLiteral("chosen"));
    box->addItem(SurveyTable::tr("Rejected answer alone"), QStringLiteral("rejected"));
}

PositionChoice positionsOf(const QComboBox* box) {
    return positionsFromText(box->currentData().toString().toStdString()).value_or(PositionChoice{});
}

}  // namespace saferscope
