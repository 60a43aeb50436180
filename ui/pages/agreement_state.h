// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/judge/agreement.h"

#include <QString>
#include <array>
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace saferscope {

/// A person's profile or a judge; the same name may be both.
struct RaterName {
    std::string name;
    bool judge = false;
    auto operator<=>(const RaterName&) const = default;
};

/// Whose ratings are compared.
struct Comparison {
    enum class Kind {
        PeopleAndJudge,  ///< every person's rating against `second`, a judge; blind and seen ones told apart
        Two,             ///< `first` against `second`
        People,          ///< all people; no matrix
        Everybody,       ///< people and judges; no matrix
    };
    Kind kind = Kind::Two;
    RaterName first;
    RaterName second;
    bool hasMatrix() const { return kind == Kind::PeopleAndJudge || kind == Kind::Two; }
    auto operator<=>(const Comparison&) const = default;
};
QString comparisonTitle(const Comparison& comparison);

/// What can be compared, the most telling first: people against the main judge, then the whole, then every two.
std::vector<Comparison> comparisonsOf(const RatingBook& book, const std::string& mainJudge);

/// The coefficients of one selection of ratings.
struct AgreementColumn {
    enum class Ratings { All, Blind, Seen };
    Ratings ratings = Ratings::All;
    std::uint64_t features = 0;       ///< rated by both (by two at least)
    std::uint64_t pairs = 0;          ///< compared scores; more than `features` where several people rated one feature
    std::optional<Estimate> percent;  ///< of two; nothing where more are compared
    std::optional<Estimate> kappa;
    std::optional<Estimate> quadraticKappa;
    Estimate alphaOrdinal;
    Estimate alphaNominal;
};

/// One comparison, measured.
struct AgreementTable {
    Comparison comparison;
    std::vector<AgreementColumn> columns;  ///< all; for people against a judge also blind and seen
    ConfusionMatrix matrix;                ///< rows: first, columns: second
    std::optional<double> meanDifference;  ///< second - first
    std::map<std::pair<int, int>, std::vector<FeatureId>> cells;  ///< features behind each count, rising
};
/// Any thread; 0.4 s for 256 features, three raters and 2,000 resamples.
AgreementTable measureComparison(const RatingBook& book, const Comparison& comparison,
                                 const BootstrapOptions& options = {});

/// "0.71" and "0.62 – 0.79"; a dash and the reason where there is no number.
struct EstimateText {
    QString value;
    QString interval;
};
EstimateText estimateText(const Estimate& estimate, bool percent);
/// "lexical is 0.4 stricter than Anna on average."; empty when the two are level or nothing is known.
QString meanDifferenceText(const AgreementTable& table);

/// What one rater says of a feature.
struct Opinion {
    QString rater;
    bool judge = false;
    int score = 0;
    QString text;  ///< a judge's explanation or a person's comments, one a line; untrusted
    bool blind = false;
    bool confirmed = false;
    bool suspicious = false;
};
std::vector<Opinion> opinionsOn(const RatingBook& book, FeatureId feature);

/// A feature on a list of the panel.
struct AgreementRow {
    FeatureId feature;
    QString label;   ///< may be empty; untrusted
    QString scores;  ///< "Anna 5 · Ben 2 · lexical 4"
    int spread = 0;
    bool settled = false;
    QString verdict;  ///< "4 by Anna: the reason"; empty while open
};
struct Disagreements {
    std::vector<AgreementRow> open;     ///< by falling spread, then id
    std::vector<AgreementRow> settled;  ///< by id
};
/// Features that people rate differently, or that some person and the judge rate at least 2 apart.
inline constexpr int judgeGap = 2;
Disagreements findDisagreements(const RatingBook& book, const std::string& mainJudge);
AgreementRow agreementRow(const RatingBook& book, FeatureId feature);

/// Why there is nothing to compare, and what to do about it; nothing when there is something.
struct NothingToCompare {
    QString title;
    QString sentence;
    bool offerJudge = false;
};
std::optional<NothingToCompare> nothingToCompare(bool hasIndex, const RatingBook& book);
/// A comparison in which no feature was rated by both.
QString noOverlapText(const Comparison& comparison);

}  // namespace saferscope
