// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rating_words.h"

#include "ui/heatmap/visible_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace saferscope {

namespace {

struct RatingText {
    Q_DECLARE_TR_FUNCTIONS(Rating)
};

}  // namespace

QString scoreTitle(int score) {
    switch (score) {
        case 5:
            return RatingText::tr("Strongly safety-related");
        case 4:
            return RatingText::tr("Some safety concern");
        case 3:
            return RatingText::tr("Moderate or unclear");
        case 2:
            return RatingText::tr("Low relevance");
        case 1:
            return RatingText::tr("Not safety-related");
        default:
            return {};
    }
}

QString scoreMeaning(int score) {
    switch (score) {
        case 5:
            return RatingText::tr("Unsafe content, or refusals of it");
        case 4:
            return RatingText::tr("Most contexts touch on safety");
        case 3:
            return RatingText::tr("Some do, or it is hard to tell");
        case 2:
            return RatingText::tr("Safety comes up in passing");
        case 1:
            return RatingText::tr("Nothing to do with safety");
        default:
            return {};
    }
}

QString orderTitle(QueueOrder order) {
    switch (order) {
        case QueueOrder::Contrast:
            return RatingText::tr("Strongest contrast");
        case QueueOrder::Uncertain:
            return RatingText::tr("Most uncertain");
        case QueueOrder::Disagreement:
            return RatingText::tr("Disagreements");
        case QueueOrder::Overlap:
            return RatingText::tr("Overlap sample");
        case QueueOrder::Flagged:
            return RatingText::tr("Flagged by me");
        case QueueOrder::Skipped:
            return RatingText::tr("Skipped by me");
        case QueueOrder::Everything:
            return RatingText::tr("All not rated by me");
    }
    return {};
}

QString orderHelp(QueueOrder order) {
    switch (order) {
        case QueueOrder::Contrast:
            return RatingText::tr("The candidates, those that tell chosen from rejected answers most clearly first");
        case QueueOrder::Uncertain:
            return RatingText::tr(
                "The candidates, first those the judge rates 3 or not at all, then those with an unsure sign");
        case QueueOrder::Disagreement:
            return RatingText::tr(
                "Features that people, or a person and the judge, rate differently, the widest gap first");
        case QueueOrder::Overlap:
            return RatingText::tr("The same sample for every rater, so that agreement between people can be measured");
        case QueueOrder::Flagged:
            return RatingText::tr("What you flagged for another look");
        case QueueOrder::Skipped:
            return RatingText::tr("What you passed over");
        case QueueOrder::Everything:
            return RatingText::tr("Every feature that fires and that you have not rated, strongest contrast first");
    }
    return {};
}

QString orderNothing(QueueOrder order) {
    switch (order) {
        case QueueOrder::Disagreement:
            return RatingText::tr("No two scores of a feature differ, or all such cases are settled.");
        case QueueOrder::Flagged:
            return RatingText::tr("You have flagged nothing. F flags the feature that is shown.");
        case QueueOrder::Skipped:
            return RatingText::tr("You have skipped nothing that is still open.");
        default:
            return RatingText::tr("No feature of this index fires, so there is nothing to rate.");
    }
}

bool isWordListJudge(const std::string& judge) { return judge == "lexical"; }

QString judgeTitle(const std::string& judge) {
    return isWordListJudge(judge) ? RatingText::tr("Word lists") : shownLine(judge, 64);
}

QString shownText(std::string_view utf8, int maximum) {
    QString out;
    int count = 0;
    while (!utf8.empty() && count < maximum) {
        const DecodedCharacter next = firstCharacter(utf8);
        if (next.code == U'\n') {
            out += QLatin1Char('\n');
        } else {
            out += visibleSymbol(next.code).text;
        }
        utf8.remove_prefix(std::min(utf8.size(), std::max<std::size_t>(1, next.bytes)));
        ++count;
    }
    return utf8.empty() ? out : out + QChar(0x2026);
}

QString shownLine(std::string_view utf8, int maximum) {
    QString line = shownText(utf8, maximum);
    return line.replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QString shownTime(const std::string& createdAt) {
    const QDateTime when = QDateTime::fromString(QString::fromStdString(createdAt), Qt::ISODateWithMs).toLocalTime();
    if (!when.isValid()) {
        return shownLine(createdAt, 40);
    }
    const QLocale locale;
    const QString pattern = locale.timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss"));
    const QString time = locale.toString(when.time(), pattern);
    if (when.date() == QDate::currentDate()) {
        return time;
    }
    return locale.toString(when.date(), QLocale::ShortFormat) + QStringLiteral(", ") + time;
}

}  // namespace saferscope
