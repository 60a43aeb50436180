// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/agreement_report.h"

#include <cmath>

namespace saferscope {

namespace {

using Wanted = bool (*)(const CurrentRating&);

bool any(const CurrentRating&) { return true; }
bool givenBlind(const CurrentRating& rating) { return rating.blind; }
bool givenSeeing(const CurrentRating& rating) { return !rating.blind; }

const CurrentRating* ratingOf(const std::map<std::string, CurrentRating>& ratings, const std::string& rater) {
    const auto at = ratings.find(rater);
    return at == ratings.end() ? nullptr : &at->second;
}

/// Builds the tables of one book.
class Reporter {
public:
    Reporter(const RatingBook& book, const BootstrapOptions& options) : m_options(options) {
        for (const FeatureId feature : book.features()) {
            m_features.push_back(&book.of(feature));
        }
    }

    PairAgreement people(const std::string& first, const std::string& second) const {
        return table(first, second, [&](const FeatureOpinions& opinions, FeaturePairs& pairs) {
            const CurrentRating* a = ratingOf(opinions.humans, first);
            const CurrentRating* b = ratingOf(opinions.humans, second);
            if (a != nullptr && b != nullptr) {
                pairs.push_back({a->score, b->score});
            }
        });
    }

    PairAgreement personAndJudge(const std::string& person, const std::string& judge) const {
        return table(person, judge, [&](const FeatureOpinions& opinions, FeaturePairs& pairs) {
            const CurrentRating* rating = ratingOf(opinions.humans, person);
            const auto score = opinions.judgeScore(judge);
            if (rating != nullptr && score) {
                pairs.push_back({rating->score, *score});
            }
        });
    }

    PairAgreement everybodyAndJudge(const char* name, const std::string& judge, Wanted wanted) const {
        return table(name, judge, [&](const FeatureOpinions& opinions, FeaturePairs& pairs) {
            const auto score = opinions.judgeScore(judge);
            if (!score) {
                return;
            }
            for (const auto& [person, rating] : opinions.humans) {
                if (wanted(rating)) {
                    pairs.push_back({rating.score, *score});
                }
            }
        });
    }

    AlphaStatistics alpha(Wanted wanted, bool withJudges) const {
        std::vector<ScoreCounts> features;
        for (const FeatureOpinions* opinions : m_features) {
            ScoreCounts counts{};
            for (const auto& [person, rating] : opinions->humans) {
                if (wanted(rating)) {
                    count(counts, rating.score);
                }
            }
            if (withJudges) {
                for (const auto& [judge, rating] : opinions->judges) {
                    count(counts, rating.score);
                }
            }
            features.push_back(counts);
        }
        return alphaStatistics(features, m_options);
    }

    JudgeAgreement judge(const std::string& name, const std::vector<std::string>& humans) const {
        JudgeAgreement result;
        result.judge = name;
        result.everybody = everybodyAndJudge("people", name, any);
        result.blind = everybodyAndJudge("people, blind", name, givenBlind);
        result.seen = everybodyAndJudge("people, having seen it", name, givenSeeing);
        result.consensus = table("consensus", name, [&](const FeatureOpinions& opinions, FeaturePairs& pairs) {
            const auto score = opinions.judgeScore(name);
            const auto human = opinions.humanScore();
            if (!score || !human) {
                return;
            }
            if (*human == std::floor(*human)) {
                pairs.push_back({static_cast<int>(*human), *score});
            } else {
                ++result.splitConsensus;
            }
        });
        for (const FeatureOpinions* opinions : m_features) {
            for (const auto& [person, rating] : opinions->humans) {
                result.confirmed += rating.confirmed && !rating.blind && opinions->judgeScore(name) ? 1 : 0;
            }
        }
        for (const std::string& human : humans) {
            result.people.push_back(personAndJudge(human, name));
        }
        return result;
    }

private:
    static void count(ScoreCounts& counts, int score) {
        if (score >= 1 && score <= static_cast<int>(scoreLevels)) {
            ++counts[static_cast<std::size_t>(score - 1)];
        }
    }

    template <class Collect>
    PairAgreement table(const std::string& first, const std::string& second, Collect collect) const {
        std::vector<FeaturePairs> features;
        for (const FeatureOpinions* opinions : m_features) {
            FeaturePairs pairs;
            collect(*opinions, pairs);
            if (!pairs.empty()) {
                features.push_back(std::move(pairs));
            }
        }
        return {first, second, pairStatistics(features, m_options)};
    }

    const BootstrapOptions m_options;
    std::vector<const FeatureOpinions*> m_features;
};

Json optionalNumber(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

}  // namespace

AgreementReport measureAgreement(const RatingBook& book, const BootstrapOptions& options) {
    const Reporter reporter(book, options);
    AgreementReport report;
    report.humans = book.humans();
    for (std::size_t i = 0; i < report.humans.size(); ++i) {
        for (std::size_t j = i + 1; j < report.humans.size(); ++j) {
            report.people.push_back(reporter.people(report.humans[i], report.humans[j]));
        }
    }
    report.alphaPeople = reporter.alpha(any, false);
    report.alphaBlind = reporter.alpha(givenBlind, false);
    report.alphaEverybody = reporter.alpha(any, true);
    for (const std::string& judge : book.judges()) {
        report.judges.push_back(reporter.judge(judge, report.humans));
    }
    return report;
}

Json toJson(const Estimate& estimate) {
    return Json{{"value", optionalNumber(estimate.value)},
                {"ci_low", estimate.ci ? Json(estimate.ci->low) : Json()},
                {"ci_high", estimate.ci ? Json(estimate.ci->high) : Json()},
                {"undefined_resamples", estimate.undefinedResamples}};
}

Json toJson(const PairAgreement& agreement) {
    const PairStatistics& statistics = agreement.statistics;
    return Json{{"first", agreement.first},
                {"second", agreement.second},
                {"features", statistics.features},
                {"ratings", statistics.ratings},
                {"confusion", statistics.confusion.counts},
                {"mean_difference", optionalNumber(statistics.meanDifference)},
                {"percent", toJson(statistics.percent)},
                {"kappa", toJson(statistics.kappa)},
                {"linear_kappa", toJson(statistics.linearKappa)},
                {"quadratic_kappa", toJson(statistics.quadraticKappa)}};
}

Json toJson(const AlphaStatistics& alpha) {
    return Json{{"features", alpha.features},
                {"ratings", alpha.ratings},
                {"nominal", toJson(alpha.nominal)},
                {"ordinal", toJson(alpha.ordinal)},
                {"interval", toJson(alpha.interval)}};
}

Json toJson(const AgreementReport& report) {
    const auto list = [](const std::vector<PairAgreement>& tables) {
        Json values = Json::array();
        for (const PairAgreement& table : tables) {
            values.push_back(toJson(table));
        }
        return values;
    };
    Json judges = Json::array();
    for (const JudgeAgreement& judge : report.judges) {
        judges.push_back({{"judge", judge.judge},
                          {"everybody", toJson(judge.everybody)},
                          {"blind", toJson(judge.blind)},
                          {"seen", toJson(judge.seen)},
                          {"confirmed", judge.confirmed},
                          {"consensus", toJson(judge.consensus)},
                          {"split_consensus", judge.splitConsensus},
                          {"people", list(judge.people)}});
    }
    return Json{{"humans", report.humans},
                {"people", list(report.people)},
                {"alpha_people", toJson(report.alphaPeople)},
                {"alpha_blind", toJson(report.alphaBlind)},
                {"alpha_everybody", toJson(report.alphaEverybody)},
                {"judges", judges}};
}

}  // namespace saferscope
