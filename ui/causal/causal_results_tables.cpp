// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/causal_results_tables.h"

#include "ui/bridge/workspace_session.h"
#include "ui/causal/survey_words.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/opinion_summary.h"

#include <QLocale>
#include <cmath>

namespace saferscope {
namespace {

QString countText(std::uint64_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

}  // namespace

QString armKindTitle(ArmKind kind) {
    switch (kind) {
        case ArmKind::Set:
            return SurveyTable::tr("Set ablated");
        case ArmKind::Only:
            return SurveyTable::tr("All else ablated");
        case ArmKind::Reconstruction:
            return SurveyTable::tr("Reconstruction alone");
        case ArmKind::Dose:
            return SurveyTable::tr("Dose");
        case ArmKind::Feature:
            return SurveyTable::tr("One feature ablated");
        case ArmKind::RandomControl:
            return SurveyTable::tr("Random set");
        case ArmKind::DensityControl:
            return SurveyTable::tr("Density-matched set");
        case ArmKind::Custom:
            return SurveyTable::tr("Other");
    }
    return {};
}

void showArms(SurveyTable& table, const std::shared_ptr<const CausalReport>& report, const std::string& section) {
    auto rows = std::make_shared<std::vector<std::pair<const ArmResult*, const SectionEffect*>>>();
    for (const ArmResult& arm : report->arms) {
        for (const SectionEffect& effect : arm.sections) {
            if (section.empty() || effect.name == section) {
                rows->emplace_back(&arm, &effect);
            }
        }
    }
    // Every function holds the report, whose arms the rows point to.
    const auto arm = [report, rows](std::size_t row) -> const ArmResult& { return *(*rows)[row].first; };
    const auto effect = [report, rows](std::size_t row) -> const SectionEffect& { return *(*rows)[row].second; };
    const auto margin = [effect](std::size_t row) { return effect(row).margin; };
    const auto before = [effect](std::size_t row) { return effect(row).accuracyBefore; };
    const auto after = [effect](std::size_t row) { return effect(row).accuracyAfter; };
    const auto size = [effect](std::size_t row) {
        const double spread = effect(row).marginSpreadBefore;
        return spread > 0.0 ? effect(row).margin / spread : std::nan("");
    };
    const auto correlation = [effect](std::size_t row) { return effect(row).rewardCorrelation; };
    const auto count = [](const auto& get) {
        return std::pair{
            std::function<QString(std::size_t)>([get](std::size_t row) { return countText(get(row)); }),
            std::function<double(std::size_t)>([get](std::size_t row) { return static_cast<double>(get(row)); })};
    };
    const auto changed = count([effect](std::size_t row) { return effect(row).changed; });
    const auto gained = count([effect](std::size_t row) { return effect(row).verdicts.gained; });
    const auto lost = count([effect](std::size_t row) { return effect(row).verdicts.lost; });
    const auto pairs = count([effect](std::size_t row) { return effect(row).pairs; });
    const auto features = count([arm](std::size_t row) { return std::uint64_t{arm(row).features}; });
    const auto key = [](const char* name) { return QString::fromLatin1(name); };
    table.show(
        {{SurveyTable::tr("Kind"), key("kind"), {}, [arm](std::size_t row) { return armKindTitle(arm(row).kind); }, {}},
         {SurveyTable::tr("Change"),
          key("arm"),
          {},
          [arm](std::size_t row) { return literalText(QString::fromStdString(arm(row).name)); },
          {}},
         {SurveyTable::tr("Section"),
          key("section"),
          {},
          [effect](std::size_t row) { return sectionTitle(effect(row).name); },
          {}},
         {SurveyTable::tr("Δ margin"), key("margin"), SurveyTable::tr("Mean change of chosen minus rejected reward"),
          [margin](std::size_t row) { return formatSigned(margin(row), 4); }, margin},
         {SurveyTable::tr("95 % CI"),
          key("margin_ci"),
          {},
          [effect](std::size_t row) { return intervalText(effect(row).marginCi, 4); },
          {}},
         {SurveyTable::tr("Δ / spread"), key("effect_size"),
          SurveyTable::tr("Change of the margin in standard deviations of the margin before"),
          [size](std::size_t row) { return std::isnan(size(row)) ? QStringLiteral("–") : formatSigned(size(row), 2); },
          size},
         {SurveyTable::tr("Accuracy before"),
          key("accuracy_before"),
          {},
          [before](std::size_t row) { return percent(before(row)); },
          before},
         {SurveyTable::tr("after"),
          key("accuracy_after"),
          {},
          [after](std::size_t row) { return percent(after(row)); },
          after},
         {SurveyTable::tr("Now right"), key("gained"), {}, gained.first, gained.second},
         {SurveyTable::tr("Now wrong"), key("lost"), {}, lost.first, lost.second},
         {SurveyTable::tr("Changed"), key("changed"), SurveyTable::tr("Pairs in which anything fired that was changed"),
          changed.first, changed.second},
         {SurveyTable::tr("Pairs"), key("pairs"), {}, pairs.first, pairs.second},
         {SurveyTable::tr("Features"), key("features"), SurveyTable::tr("That the change names"), features.first,
          features.second},
         {SurveyTable::tr("Reward correlation"), key("reward_correlation"),
          SurveyTable::tr("Pearson of all rewards before and after"),
          [correlation](std::size_t row) { return formatNumber(correlation(row), 3); }, correlation}},
        rows->size());
}

std::vector<FeatureId> showSingleFeatures(SurveyTable& table, const std::shared_ptr<const CausalReport>& report,
                                          const WorkspaceSession* session) {
    struct Row {
        AttributionRow numbers;
        bool guessed = false;
        const SectionEffect* effect = nullptr;
        OpinionSummary said;
    };
    auto rows = std::make_shared<std::vector<Row>>();
    std::map<FeatureId, std::size_t> places;
    const auto rowOf = [&](FeatureId feature) -> Row& {
        const auto [place, fresh] = places.emplace(feature, rows->size());
        if (fresh) {
            rows->emplace_back();
            rows->back().numbers.feature = feature;
        }
        return (*rows)[place->second];
    };
    if (report->attribution) {
        for (const AttributionRow& one : report->attribution->rows) {
            Row& row = rowOf(one.feature);
            row.numbers = one;
            row.guessed = true;
        }
    }
    for (const ArmResult& arm : report->arms) {
        if (arm.kind == ArmKind::Feature && arm.feature && !arm.sections.empty()) {
            Row& row = rowOf(*arm.feature);
            row.effect = &arm.sections.front();
            row.numbers.measured = row.effect->margin;
        }
    }
    std::vector<FeatureId> features;
    const std::string judge = session != nullptr ? session->mainJudge() : std::string();
    for (Row& row : *rows) {
        features.push_back(row.numbers.feature);
        if (session != nullptr) {
            row.said = summarise(session->ratings().of(row.numbers.feature), judge);
        }
    }
    const auto at = [report, rows](std::size_t row) -> const Row& { return (*rows)[row]; };
    const auto guess = [at](double AttributionRow::*member) {
        return [at, member](std::size_t row) { return at(row).guessed ? at(row).numbers.*member : std::nan(""); };
    };
    const auto text = [](const auto& value, int digits) {
        return [value, digits](std::size_t row) {
            return std::isnan(value(row)) ? QStringLiteral("–") : formatSigned(value(row), digits);
        };
    };
    const auto id = [at](std::size_t row) { return static_cast<double>(at(row).numbers.feature.value()); };
    const auto predicted = guess(&AttributionRow::predicted);
    const auto within = guess(&AttributionRow::within);
    const auto measured = [at](std::size_t row) { return at(row).numbers.measured; };
    const auto firing = [at](std::size_t row) {
        return at(row).guessed             ? static_cast<double>(at(row).numbers.firing)
               : at(row).effect != nullptr ? static_cast<double>(at(row).effect->changed)
                                           : std::nan("");
    };
    const auto llm = [at](std::size_t row) { return at(row).said.llm ? *at(row).said.llm : std::nan(""); };
    const auto human = [at](std::size_t row) { return at(row).said.human.value_or(std::nan("")); };
    const auto score = [](const auto& value) {
        return
            [value](std::size_t row) { return std::isnan(value(row)) ? QStringLiteral("–") : formatScore(value(row)); };
    };
    const auto key = [](const char* name) { return QString::fromLatin1(name); };
    table.show({{SurveyTable::tr("Feature"),
                 key("feature"),
                 {},
                 [id](std::size_t row) { return QString::number(static_cast<qulonglong>(id(row))); },
                 id},
                {SurveyTable::tr("Label"),
                 key("label"),
                 {},
                 [at](std::size_t row) { return literalText(at(row).said.label); },
                 {}},
                {SurveyTable::tr("Measured"), key("measured"),
                 SurveyTable::tr("Mean change of the margin over all pairs when the feature is ablated"),
                 text(measured, 4), measured},
                {SurveyTable::tr("95 % CI"),
                 key("measured_ci"),
                 {},
                 [at](std::size_t row) {
                     return at(row).effect == nullptr ? QStringLiteral("–") : intervalText(at(row).effect->marginCi, 4);
                 },
                 {}},
                {SurveyTable::tr("Guessed"), key("predicted"), SurveyTable::tr("The same by attribution"),
                 text(predicted, 4), predicted},
                {SurveyTable::tr("Within pairs"), key("within"),
                 SurveyTable::tr("Pearson of guess and measurement over the pairs in which the feature fires"),
                 text(within, 2), within},
                {SurveyTable::tr("Pairs"), key("firing"), SurveyTable::tr("In which the feature fires"),
                 [firing](std::size_t row) {
                     return std::isnan(firing(row)) ? QStringLiteral("–")
                                                    : countText(static_cast<std::uint64_t>(firing(row)));
                 },
                 firing},
                {SurveyTable::tr("LLM"), key("llm"), {}, score(llm), llm},
                {SurveyTable::tr("Human"), key("human"), {}, score(human), human}},
               rows->size());
    return features;
}

}  // namespace saferscope
