// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/rating_book.h"
#include "core/judge/agreement.h"

#include <string>
#include <vector>

namespace saferscope {

/// Two raters, or a group and a judge. Rows of the confusion matrix are `first`'s scores, columns `second`'s.
struct PairAgreement {
    std::string first;
    std::string second;
    PairStatistics statistics;
};

/// People against one judge. Whoever sees a judge's answer first tends to move towards it (anchoring), so ratings given
/// blind and ratings given after seeing an answer are told apart: only the blind ones are independent evidence.
struct JudgeAgreement {
    std::string judge;
    PairAgreement everybody;            ///< every standing rating of every person; features are resampled whole
    PairAgreement blind;                ///< only those given with judges' answers hidden
    PairAgreement seen;                 ///< only those given with them in sight
    std::uint64_t confirmed = 0;        ///< of the seen ones, those that confirmed a judge's answer with one key
    PairAgreement consensus;            ///< FeatureOpinions::humanScore against the judge
    std::uint64_t splitConsensus = 0;   ///< features whose people's median lies between two scores: not in `consensus`
    std::vector<PairAgreement> people;  ///< each person against the judge
};

struct AgreementReport {
    std::vector<std::string> humans;
    std::vector<PairAgreement> people;  ///< every two people, by name
    AlphaStatistics alphaPeople;        ///< all people's ratings
    AlphaStatistics alphaBlind;         ///< people's blind ratings only
    AlphaStatistics alphaEverybody;     ///< people and judges
    std::vector<JudgeAgreement> judges;
};

/// All tables for the ratings that stand. A judge's answer that is no score, a skip, or a rating taken back is missing,
/// never a score. Adjudications enter `consensus` only. Blocks for about a second per 100 tables of 256 features.
AgreementReport measureAgreement(const RatingBook& book, const BootstrapOptions& options = {});

Json toJson(const Estimate& estimate);  ///< {"value","ci_low","ci_high","undefined_resamples"}; null where nothing
Json toJson(const PairAgreement& agreement);
Json toJson(const AlphaStatistics& alpha);
Json toJson(const AgreementReport& report);

}  // namespace saferscope
