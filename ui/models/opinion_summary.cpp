// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/opinion_summary.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <cmath>

namespace saferscope {

namespace {

class OpinionText {
    Q_DECLARE_TR_FUNCTIONS(OpinionSummary)
};

QString personLine(const std::string& rater, const CurrentRating& rating) {
    const QString name = QString::fromStdString(rater);
    const QString score = QString::number(rating.score);
    return rating.confirmed ? OpinionText::tr("%1: %2, confirmed the suggestion").arg(name, score)
           : rating.blind   ? OpinionText::tr("%1: %2, blind").arg(name, score)
                            : OpinionText::tr("%1: %2").arg(name, score);
}

}  // namespace

std::optional<double> OpinionSummary::distance() const {
    return human && llm ? std::optional<double>(std::abs(*human - *llm)) : std::nullopt;
}

OpinionSummary summarise(const FeatureOpinions& opinions, const std::string& judge) {
    OpinionSummary summary;
    QStringList searched;
    summary.label = QString::fromStdString(opinions.label);
    searched.append(summary.label);
    summary.llm = opinions.judgeScore(judge);
    if (const auto rating = opinions.judges.find(judge); rating != opinions.judges.end()) {
        summary.llmText = QString::fromStdString(rating->second.text);
        summary.suspicious = rating->second.suspicious;
    } else if (const auto reason = opinions.unrated.find(judge); reason != opinions.unrated.end()) {
        summary.llmUnrated = true;
        summary.llmText = QString::fromStdString(reason->second);
    }
    for (const auto& [name, rating] : opinions.judges) {
        searched.append(QString::fromStdString(rating.text));
    }
    QStringList people;
    for (const auto& [rater, rating] : opinions.humans) {
        people.append(personLine(rater, rating));
        searched.append(QString::fromStdString(rating.text));
    }
    summary.human = opinions.humanScore();
    summary.raters = static_cast<int>(opinions.humans.size());
    summary.disputed = opinions.disputed();
    if (opinions.adjudicated) {
        summary.adjudicated = true;
        people.append(
            OpinionText::tr("Adjudicated by %1: %2")
                .arg(QString::fromStdString(opinions.adjudicatedBy), QString::number(opinions.adjudicated->score)));
        searched.append(QString::fromStdString(opinions.adjudicated->text));
    }
    summary.flagged = !opinions.flaggedBy.empty();
    QStringList comments;
    for (const FeatureOpinions::Comment& comment : opinions.comments) {
        comments.append(
            OpinionText::tr("%1: %2").arg(QString::fromStdString(comment.rater), QString::fromStdString(comment.text)));
        searched.append(QString::fromStdString(comment.text));
    }
    summary.people = people.join(QLatin1Char('\n'));
    summary.comments = comments.join(QLatin1Char('\n'));
    searched.removeAll(QString());
    summary.searched = searched.join(QLatin1Char('\n'));
    return summary;
}

bool isWordLists(const QString& judge) { return judge == QLatin1String("lexical"); }

QString judgeTitle(const QString& judge) {
    if (judge.isEmpty()) {
        return OpinionText::tr("LLM");
    }
    return isWordLists(judge) ? OpinionText::tr("Word lists") : OpinionText::tr("LLM (%1)").arg(judge);
}

QString formatScore(double score) {
    return std::abs(score - std::round(score)) < 1e-9 ? QLocale().toString(score, 'f', 0)
                                                      : QLocale().toString(score, 'f', 1);
}

}  // namespace saferscope
