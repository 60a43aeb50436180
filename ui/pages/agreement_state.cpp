// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/agreement_state.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

namespace saferscope {
namespace {

struct StateText {
    Q_DECLARE_TR_FUNCTIONS(AgreementState)
};
QString qt(const std::string& text) { return QString::fromStdString(text); }

QString shownName(const RaterName& rater, const RaterName& other) {
    // A person may carry a judge's name.
    return rater.name == other.name
               ? (rater.judge ? StateText::tr("%1 (judge)") : StateText::tr("%1 (person)")).arg(qt(rater.name))
               : qt(rater.name);
}

const CurrentRating* ratingOf(const FeatureOpinions& opinions, const RaterName& rater) {
    const auto& ratings = rater.judge ? opinions.judges : opinions.humans;
    const auto it = ratings.find(rater.name);
    return it == ratings.end() ? nullptr : &it->second;
}

bool wanted(const CurrentRating& rating, AgreementColumn::Ratings which) {
    return which == AgreementColumn::Ratings::All || rating.blind == (which == AgreementColumn::Ratings::Blind);
}

/// The scores of one feature that take part in a comparison.
struct Collected {
    FeaturePairs pairs;
    ScoreCounts counts{};
};

Collected collect(const FeatureOpinions& opinions, const Comparison& comparison, AgreementColumn::Ratings which) {
    Collected result;
    const auto count = [&](int score) { ++result.counts[static_cast<std::size_t>(std::clamp(score, 1, 5) - 1)]; };
    switch (comparison.kind) {
        case Comparison::Kind::Two: {
            const CurrentRating* first = ratingOf(opinions, comparison.first);
            const CurrentRating* second = ratingOf(opinions, comparison.second);
            if (first != nullptr && second != nullptr) {
                result.pairs.push_back({first->score, second->score});
                count(first->score);
                count(second->score);
            }
            break;
        }
        case Comparison::Kind::PeopleAndJudge: {
            const CurrentRating* judge = ratingOf(opinions, comparison.second);
            if (judge == nullptr) {
                break;
            }
            for (const auto& [person, rating] : opinions.humans) {
                if (wanted(rating, which)) {
                    result.pairs.push_back({rating.score, judge->score});
                    count(rating.score);
                }
            }
            if (!result.pairs.empty()) {
                count(judge->score);
            }
            break;
        }
        case Comparison::Kind::People:
        case Comparison::Kind::Everybody:
            for (const auto& [person, rating] : opinions.humans) {
                count(rating.score);
            }
            if (comparison.kind == Comparison::Kind::Everybody) {
                for (const auto& [judge, rating] : opinions.judges) {
                    count(rating.score);
                }
            }
            break;
    }
    return result;
}

std::pair<int, int> scoreRange(const std::map<std::string, CurrentRating>& ratings) {
    std::pair<int, int> range{6, 0};
    for (const auto& [rater, rating] : ratings) {
        range = {std::min(range.first, rating.score), std::max(range.second, rating.score)};
    }
    return range;
}

/// How far the scores of people lie apart, and of people and the judge where that is at least `judgeGap`; 0 = agreed.
int spreadOf(const FeatureOpinions& opinions, const std::string& judge) {
    if (opinions.humans.empty()) {
        return 0;
    }
    const auto [low, high] = scoreRange(opinions.humans);
    int spread = high - low;
    if (const auto score = opinions.judgeScore(judge)) {
        const int gap = std::max(std::abs(high - *score), std::abs(low - *score));
        spread = gap >= judgeGap ? std::max(spread, gap) : spread;
    }
    return spread;
}

}  // namespace

QString comparisonTitle(const Comparison& comparison) {
    switch (comparison.kind) {
        case Comparison::Kind::PeopleAndJudge:
            return StateText::tr("People and %1").arg(qt(comparison.second.name));
        case Comparison::Kind::People:
            return StateText::tr("All people");
        case Comparison::Kind::Everybody:
            return StateText::tr("All people and judges");
        case Comparison::Kind::Two:
            break;
    }
    return StateText::tr("%1 and %2")
        .arg(shownName(comparison.first, comparison.second), shownName(comparison.second, comparison.first));
}

std::vector<Comparison> comparisonsOf(const RatingBook& book, const std::string& mainJudge) {
    using Kind = Comparison::Kind;
    const std::vector<std::string> humans = book.humans();
    std::vector<std::string> judges = book.judges();
    std::stable_partition(judges.begin(), judges.end(), [&](const std::string& judge) { return judge == mainJudge; });
    std::vector<Comparison> list;
    if (!humans.empty()) {
        for (const std::string& judge : judges) {
            list.push_back({Kind::PeopleAndJudge, {}, {judge, true}});
        }
    }
    if (humans.size() >= 2) {
        list.push_back({Kind::People, {}, {}});
    }
    if (humans.size() + judges.size() >= 3) {
        list.push_back({Kind::Everybody, {}, {}});
    }
    std::vector<RaterName> raters;
    for (const std::string& human : humans) {
        raters.push_back({human, false});
    }
    for (const std::string& judge : judges) {
        raters.push_back({judge, true});
    }
    for (std::size_t i = 0; i < raters.size(); ++i) {
        for (std::size_t j = i + 1; j < raters.size(); ++j) {
            // One person against a judge is what "people" means while there is only one.
            if (humans.size() == 1 && raters[i].judge != raters[j].judge) {
                continue;
            }
            list.push_back({Kind::Two, raters[i], raters[j]});
        }
    }
    return list;
}

AgreementTable measureComparison(const RatingBook& book, const Comparison& comparison,
                                 const BootstrapOptions& options) {
    using Ratings = AgreementColumn::Ratings;
    AgreementTable table;
    table.comparison = comparison;
    std::vector<Ratings> selections = {Ratings::All};
    if (comparison.kind == Comparison::Kind::PeopleAndJudge) {
        selections = {Ratings::All, Ratings::Blind, Ratings::Seen};
    }
    const std::vector<FeatureId> features = book.features();
    for (const Ratings which : selections) {
        AgreementColumn column;
        column.ratings = which;
        std::vector<FeaturePairs> pairs;
        std::vector<ScoreCounts> counts;
        for (const FeatureId feature : features) {
            Collected scores = collect(book.of(feature), comparison, which);
            counts.push_back(scores.counts);
            if (which == Ratings::All) {
                std::set<std::pair<int, int>> seen;
                for (const ScorePair& pair : scores.pairs) {
                    if (seen.insert({pair.first, pair.second}).second) {
                        table.cells[{pair.first, pair.second}].push_back(feature);
                    }
                }
            }
            if (!scores.pairs.empty()) {
                pairs.push_back(std::move(scores.pairs));
            }
        }
        const AlphaStatistics alpha = alphaStatistics(counts, options);
        column.features = alpha.features;
        column.pairs = alpha.ratings;
        column.alphaOrdinal = alpha.ordinal;
        column.alphaNominal = alpha.nominal;
        if (comparison.hasMatrix()) {
            const PairStatistics statistics = pairStatistics(pairs, options);
            column.features = statistics.features;
            column.pairs = statistics.ratings;
            column.percent = statistics.percent;
            column.kappa = statistics.kappa;
            column.quadraticKappa = statistics.quadraticKappa;
            if (which == Ratings::All) {
                table.matrix = statistics.confusion;
                table.meanDifference = statistics.meanDifference;
            }
        }
        table.columns.push_back(column);
    }
    return table;
}

EstimateText estimateText(const Estimate& estimate, bool percent) {
    if (!estimate.value) {
        return {QStringLiteral("–"), StateText::tr("cannot be computed")};
    }
    const QLocale locale;
    const auto number = [&](double value) {
        return percent ? locale.toString(value * 100.0, 'f', 0) : locale.toString(value, 'f', 2);
    };
    EstimateText text{percent ? StateText::tr("%1 %").arg(number(*estimate.value)) : number(*estimate.value), {}};
    text.interval = estimate.ci ? StateText::tr("%1 to %2").arg(number(estimate.ci->low), number(estimate.ci->high))
                                : StateText::tr("too few for an interval");
    return text;
}

QString meanDifferenceText(const AgreementTable& table) {
    if (!table.meanDifference || std::abs(*table.meanDifference) < 0.05) {
        return {};
    }
    const QString first = table.comparison.kind == Comparison::Kind::PeopleAndJudge
                              ? StateText::tr("people")
                              : shownName(table.comparison.first, table.comparison.second);
    const QString second = shownName(table.comparison.second, table.comparison.first);
    const QString size = QLocale().toString(std::abs(*table.meanDifference), 'f', 1);
    return *table.meanDifference > 0.0
               ? StateText::tr("On average %1 scores %2 higher than %3.").arg(second, size, first)
               : StateText::tr("On average %1 scores %2 lower than %3.").arg(second, size, first);
}

std::vector<Opinion> opinionsOn(const RatingBook& book, FeatureId feature) {
    const FeatureOpinions& opinions = book.of(feature);
    std::vector<Opinion> list;
    for (const auto& [rater, rating] : opinions.humans) {
        QStringList words;
        if (!rating.text.empty()) {
            words << qt(rating.text);
        }
        for (const FeatureOpinions::Comment& comment : opinions.comments) {
            if (comment.rater == rater) {
                words << qt(comment.text);
            }
        }
        list.push_back(
            {qt(rater), false, rating.score, words.join(QLatin1Char('\n')), rating.blind, rating.confirmed, false});
    }
    for (const auto& [judge, rating] : opinions.judges) {
        list.push_back({qt(judge), true, rating.score, qt(rating.text), false, false, rating.suspicious});
    }
    return list;
}

AgreementRow agreementRow(const RatingBook& book, FeatureId feature) {
    const FeatureOpinions& opinions = book.of(feature);
    AgreementRow row;
    row.feature = feature;
    row.label = qt(opinions.label);
    QStringList scores;
    for (const Opinion& opinion : opinionsOn(book, feature)) {
        scores << QStringLiteral("%1 %2").arg(opinion.rater).arg(opinion.score);
    }
    row.scores = scores.join(QStringLiteral("  ·  "));
    if (opinions.adjudicated && !opinions.disputed()) {
        row.settled = true;
        const QString reason = qt(opinions.adjudicated->text).simplified();
        row.verdict =
            StateText::tr("%1 by %2").arg(QString::number(opinions.adjudicated->score), qt(opinions.adjudicatedBy));
        if (!reason.isEmpty()) {
            row.verdict += QStringLiteral(": ") + reason;
        }
    }
    return row;
}

Disagreements findDisagreements(const RatingBook& book, const std::string& mainJudge) {
    Disagreements found;
    for (const FeatureId feature : book.features()) {
        const int spread = spreadOf(book.of(feature), mainJudge);
        if (spread == 0) {
            continue;
        }
        AgreementRow row = agreementRow(book, feature);
        row.spread = spread;
        (row.settled ? found.settled : found.open).push_back(std::move(row));
    }
    std::stable_sort(found.open.begin(), found.open.end(),
                     [](const AgreementRow& a, const AgreementRow& b) { return a.spread > b.spread; });
    return found;
}

std::optional<NothingToCompare> nothingToCompare(bool hasIndex, const RatingBook& book) {
    if (!hasIndex) {
        return NothingToCompare{StateText::tr("There is nothing to rate yet"),
                                StateText::tr("Build the feature index on the Overview page first."), false};
    }
    const std::vector<std::string> humans = book.humans();
    const std::vector<std::string> judges = book.judges();
    if (humans.empty() && judges.empty()) {
        return NothingToCompare{
            StateText::tr("Nobody has rated anything yet"),
            StateText::tr("Agreement needs two opinions on the same features: rate some yourself, let a judge "
                          "rate them, or merge a colleague's file."),
            true};
    }
    if (humans.size() + judges.size() > 1) {
        return std::nullopt;
    }
    const QString only = qt(humans.empty() ? judges.front() : humans.front());
    if (humans.empty()) {
        return NothingToCompare{
            StateText::tr("Only %1 has rated so far").arg(only),
            StateText::tr("Rate some of the same features yourself, or let another judge rate them: then this "
                          "page shows how far the two agree."),
            true};
    }
    return NothingToCompare{
        StateText::tr("Only %1 has rated so far").arg(only),
        StateText::tr("For a second opinion let a judge rate the features, have a colleague rate them under a "
                      "profile of their own, or merge the file a colleague exported."),
        true};
}

QString noOverlapText(const Comparison& comparison) {
    switch (comparison.kind) {
        case Comparison::Kind::People:
        case Comparison::Kind::Everybody:
            return StateText::tr("No feature has two ratings yet.");
        case Comparison::Kind::PeopleAndJudge:
            return StateText::tr("No feature has been rated both by a person and by %1 yet.")
                .arg(qt(comparison.second.name));
        case Comparison::Kind::Two:
            break;
    }
    return StateText::tr("%1 and %2 have not rated the same feature yet.")
        .arg(shownName(comparison.first, comparison.second), shownName(comparison.second, comparison.first));
}

}  // namespace saferscope
