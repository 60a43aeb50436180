// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/effect.h"

#include "core/causal/strict_json.h"
#include "core/experiments/sweep_spread.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace saferscope {

namespace {

/// 95 % of a mean. One value says nothing about how values differ: then there is no bound.
Interval meanInterval(double mean, double squares, std::uint64_t count) {
    const double infinity = std::numeric_limits<double>::infinity();
    if (count < 2) {
        return {-infinity, infinity};
    }
    const auto n = static_cast<double>(count);
    const double half = studentQuantile975(n - 1.0) * std::sqrt(squares / (n - 1.0) / n);
    return {mean - half, mean + half};
}

double deviation(double squares, std::uint64_t count) {
    return count < 2 ? 0.0 : std::sqrt(squares / static_cast<double>(count - 1));
}

Json meanJson(double mean, const Interval& ci) { return {{"mean", mean}, {"ci", strict::interval(ci)}}; }

void readMean(strict::Reader& reader, const Json& json, const char* key, double& mean, Interval& ci,
              const std::string& where) {
    const auto it = json.is_object() ? json.find(key) : json.end();
    if (!json.is_object() || it == json.end()) {
        reader.require(false, "\"" + std::string(key) + "\" is missing.");
        return;
    }
    const std::string inside = where + ", " + key;
    reader.take(strict::number(*it, "mean", inside), mean);
    reader.take(strict::interval(*it, "ci", inside), ci);
}

}  // namespace

Json toJson(const SectionEffect& effect) {
    return {{"section", effect.name},
            {"pairs", effect.pairs},
            {"changed", effect.changed},
            {"accuracy_before", effect.accuracyBefore},
            {"accuracy_after", effect.accuracyAfter},
            {"both_right", effect.verdicts.bothRight},
            {"gained", effect.verdicts.gained},
            {"lost", effect.verdicts.lost},
            {"both_wrong", effect.verdicts.bothWrong},
            {"chosen", meanJson(effect.chosen, effect.chosenCi)},
            {"rejected", meanJson(effect.rejected, effect.rejectedCi)},
            {"margin", meanJson(effect.margin, effect.marginCi)},
            {"margin_deviation", effect.marginDeviation},
            {"margin_before", effect.meanMarginBefore},
            {"margin_before_deviation", effect.marginSpreadBefore},
            {"reward_correlation", effect.rewardCorrelation}};
}

Result<SectionEffect> sectionEffectFromJson(const Json& json, const std::string& where) {
    SectionEffect effect;
    strict::Reader reader(json, where);
    reader.text("section", effect.name);
    reader.count("pairs", effect.pairs);
    reader.count("changed", effect.changed);
    reader.share("accuracy_before", effect.accuracyBefore);
    reader.share("accuracy_after", effect.accuracyAfter);
    reader.count("both_right", effect.verdicts.bothRight);
    reader.count("gained", effect.verdicts.gained);
    reader.count("lost", effect.verdicts.lost);
    reader.count("both_wrong", effect.verdicts.bothWrong);
    readMean(reader, json, "chosen", effect.chosen, effect.chosenCi, where);
    readMean(reader, json, "rejected", effect.rejected, effect.rejectedCi, where);
    readMean(reader, json, "margin", effect.margin, effect.marginCi, where);
    reader.number("margin_deviation", effect.marginDeviation);
    reader.number("margin_before", effect.meanMarginBefore);
    reader.number("margin_before_deviation", effect.marginSpreadBefore);
    reader.number("reward_correlation", effect.rewardCorrelation);
    reader.require(effect.verdicts.pairs() == effect.pairs && effect.changed <= effect.pairs,
                   "the counts of pairs do not add up.");
    reader.require(effect.marginDeviation >= 0.0 && effect.marginSpreadBefore >= 0.0,
                   "a standard deviation is below 0.");
    reader.require(std::abs(effect.rewardCorrelation) <= 1.0, "a correlation is not between -1 and 1.");
    if (!reader.status()) {
        return failure(reader.status());
    }
    return effect;
}

void EffectSums::Moments::add(double value, std::uint64_t count) {
    const double distance = value - mean;
    mean += distance / static_cast<double>(count);
    squares += distance * (value - mean);
}

void EffectSums::add(const RewardPair& before, const RewardPair& after, bool changed) {
    ++m_pairs;
    m_changed += changed ? 1 : 0;
    const bool was = before.margin() > 0.0;  // a tie loses, as in evaluations
    const bool is = after.margin() > 0.0;
    ++(is ? (was ? m_verdicts.bothRight : m_verdicts.gained) : (was ? m_verdicts.lost : m_verdicts.bothWrong));
    m_chosen.add(after.chosen - before.chosen, m_pairs);
    m_rejected.add(after.rejected - before.rejected, m_pairs);
    m_margin.add((after.chosen - before.chosen) - (after.rejected - before.rejected), m_pairs);
    m_marginBefore.add(before.margin(), m_pairs);
    std::uint64_t rewards = 2 * (m_pairs - 1);
    for (const auto& [x, y] : {std::pair{before.chosen, after.chosen}, std::pair{before.rejected, after.rejected}}) {
        ++rewards;
        const double distance = x - m_before.mean;
        m_before.add(x, rewards);
        m_after.add(y, rewards);
        m_products += distance * (y - m_after.mean);
    }
}

SectionEffect EffectSums::result(const std::string& name) const {
    SectionEffect effect;
    effect.name = name;
    effect.pairs = m_pairs;
    effect.changed = m_changed;
    effect.verdicts = m_verdicts;
    if (m_pairs > 0) {
        const auto n = static_cast<double>(m_pairs);
        effect.accuracyBefore = static_cast<double>(m_verdicts.bothRight + m_verdicts.lost) / n;
        effect.accuracyAfter = static_cast<double>(m_verdicts.bothRight + m_verdicts.gained) / n;
    }
    effect.chosen = m_chosen.mean;
    effect.rejected = m_rejected.mean;
    effect.margin = m_margin.mean;
    effect.chosenCi = meanInterval(m_chosen.mean, m_chosen.squares, m_pairs);
    effect.rejectedCi = meanInterval(m_rejected.mean, m_rejected.squares, m_pairs);
    effect.marginCi = meanInterval(m_margin.mean, m_margin.squares, m_pairs);
    effect.marginDeviation = deviation(m_margin.squares, m_pairs);
    effect.meanMarginBefore = m_marginBefore.mean;
    effect.marginSpreadBefore = deviation(m_marginBefore.squares, m_pairs);
    const auto still = [](const Moments& moments) { return moments.mean == 0.0 && moments.squares == 0.0; };
    if (m_pairs > 0 && still(m_chosen) && still(m_rejected)) {
        effect.rewardCorrelation = 1.0;
    } else {
        const double value = m_products / (std::sqrt(m_before.squares) * std::sqrt(m_after.squares));
        effect.rewardCorrelation = std::isfinite(value) ? std::clamp(value, -1.0, 1.0) : 0.0;
    }
    return effect;
}

Json EffectSums::state() const {
    const auto moments = [](const Moments& value) { return Json::array({value.mean, value.squares}); };
    return {{"pairs", m_pairs},
            {"changed", m_changed},
            {"verdicts", {m_verdicts.bothRight, m_verdicts.gained, m_verdicts.lost, m_verdicts.bothWrong}},
            {"chosen", moments(m_chosen)},
            {"rejected", moments(m_rejected)},
            {"margin", moments(m_margin)},
            {"margin_before", moments(m_marginBefore)},
            {"before", moments(m_before)},
            {"after", moments(m_after)},
            {"products", m_products}};
}

Status EffectSums::restore(const Json& state) {
    const std::string where = "The saved state of a causal run";
    EffectSums sums;
    strict::Reader reader(state, where);
    reader.count("pairs", sums.m_pairs);
    reader.count("changed", sums.m_changed);
    const auto asCount = [](const Json& item, const std::string& place) -> Result<std::uint64_t> {
        if (!strict::isCount(item)) {
            return fail(ErrorCode::InvalidInput, place + " is not a count.");
        }
        return item.get<std::uint64_t>();
    };
    const auto asNumber = [](const Json& item, const std::string& place) -> Result<double> {
        if (!item.is_number() || !std::isfinite(item.get<double>())) {
            return fail(ErrorCode::InvalidInput, place + " is not a finite number.");
        }
        return item.get<double>();
    };
    std::vector<std::uint64_t> verdicts;
    reader.list("verdicts", verdicts, asCount);
    reader.require(verdicts.size() == 4, "\"verdicts\" does not hold four counts.");
    for (const auto& [key, moments] :
         {std::pair{"chosen", &sums.m_chosen}, std::pair{"rejected", &sums.m_rejected},
          std::pair{"margin", &sums.m_margin}, std::pair{"margin_before", &sums.m_marginBefore},
          std::pair{"before", &sums.m_before}, std::pair{"after", &sums.m_after}}) {
        std::vector<double> values;
        reader.list(key, values, asNumber);
        reader.require(values.size() == 2, "\"" + std::string(key) + "\" does not hold two numbers.");
        if (reader.status()) {
            *moments = {values[0], values[1]};
        }
    }
    reader.number("products", sums.m_products);
    if (reader.status()) {
        sums.m_verdicts = {verdicts[0], verdicts[1], verdicts[2], verdicts[3]};
        reader.require(sums.m_verdicts.pairs() == sums.m_pairs && sums.m_changed <= sums.m_pairs,
                       "the counts of pairs do not add up.");
    }
    if (!reader.status()) {
        return reader.status();
    }
    *this = sums;
    return {};
}

}  // namespace saferscope
