// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/feature_filter.h"

#include <limits>

namespace saferscope {

namespace {

enum Field {
    Id,
    Contrast,
    Low,
    High,
    Normalised,
    Effect,
    ZScore,
    Split,
    Density,
    Maximum,
    Chosen,
    Rejected,
    Llm,
    Human,
    Agree,
    Raters,
    Pairs,
    Label,
    Explanation,
    Comment,
    Set,
    Dead,
    Positive,
    Negative,
    Stable,
    Rated,
    Unrated,
    Unreviewed,
    Suspicious,
    Disputed,
    Adjudicated,
    Flagged
};

const std::vector<FilterField>& schema() {
    using enum FilterKind;
    static const std::vector<FilterField> fields = {
        {QStringLiteral("id"), Number, {QStringLiteral("feature")}},
        {QStringLiteral("contrast"), Number, {QStringLiteral("s")}},
        {QStringLiteral("low"), Number, {QStringLiteral("ci_low")}},
        {QStringLiteral("high"), Number, {QStringLiteral("ci_high")}},
        {QStringLiteral("normalised"), Number, {QStringLiteral("normalized"), QStringLiteral("norm")}},
        {QStringLiteral("effect"), Number, {QStringLiteral("d"), QStringLiteral("d_z")}},
        {QStringLiteral("z"), Number, {}},
        {QStringLiteral("split"), Number, {QStringLiteral("split-half"), QStringLiteral("splithalf")}},
        {QStringLiteral("density"), Number, {}},
        {QStringLiteral("max"), Number, {QStringLiteral("maximum")}},
        {QStringLiteral("chosen"), Number, {}},
        {QStringLiteral("rejected"), Number, {}},
        {QStringLiteral("llm"), Number, {QStringLiteral("judge")}},
        {QStringLiteral("human"), Number, {QStringLiteral("people")}},
        {QStringLiteral("agree"), Number, {QStringLiteral("distance")}},
        {QStringLiteral("raters"), Number, {}},
        {QStringLiteral("pairs"), Number, {QStringLiteral("firing")}},
        {QStringLiteral("label"), Text, {QStringLiteral("name")}},
        {QStringLiteral("explanation"), Text, {QStringLiteral("why")}},
        {QStringLiteral("comment"), Text, {QStringLiteral("comments")}},
        {QStringLiteral("set"), Text, {QStringLiteral("sets")}},
        {QStringLiteral("dead"), Flag, {}},
        {QStringLiteral("positive"), Flag, {}},
        {QStringLiteral("negative"), Flag, {}},
        {QStringLiteral("stable"), Flag, {}},
        {QStringLiteral("rated"), Flag, {}},
        {QStringLiteral("unrated"), Flag, {}},
        {QStringLiteral("unreviewed"), Flag, {}},
        {QStringLiteral("suspicious"), Flag, {}},
        {QStringLiteral("disputed"), Flag, {}},
        {QStringLiteral("adjudicated"), Flag, {}},
        {QStringLiteral("flagged"), Flag, {}},
    };
    return fields;
}

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

class Row final : public FilterRow {
public:
    explicit Row(const FeatureRow& row) : m_row(row) {}
    double number(int field) const override {
        const FeatureContrast& c = m_row.contrast;
        const OpinionSummary& said = m_row.said();
        const auto spread = [&](double value) { return c.dead ? unknown : value; };
        switch (field) {
            case Id:
                return c.feature.value();
            case Contrast:
                return c.contrast;
            case Low:
                return spread(c.contrastLow);
            case High:
                return spread(c.contrastHigh);
            case Normalised:
                return c.contrastNormalised;
            case Effect:
                return spread(c.effectSize);
            case ZScore:
                return spread(c.z);
            case Split:
                return spread(c.splitHalf);
            case Density:
                return c.density;
            case Maximum:
                return c.maximum;
            case Chosen:
                return m_row.chosenSum;
            case Rejected:
                return m_row.rejectedSum;
            case Llm:
                return said.llm ? *said.llm : unknown;
            case Human:
                return said.human.value_or(unknown);
            case Agree:
                return said.distance().value_or(unknown);
            case Raters:
                return said.raters;
            case Pairs:
                return static_cast<double>(c.firingPairs);
            default:
                return unknown;
        }
    }
    QString text(int field) const override {
        const OpinionSummary& said = m_row.said();
        return field == Label ? said.label : field == Explanation ? said.llmText : said.comments;
    }
    QStringList texts(int field) const override {
        if (field == Set) {
            return m_row.sets == nullptr ? QStringList() : *m_row.sets;
        }
        return {text(field)};
    }
    bool flag(int field) const override {
        const FeatureContrast& c = m_row.contrast;
        const OpinionSummary& said = m_row.said();
        switch (field) {
            case Dead:
                return c.dead;
            case Positive:
                return c.contrast > 0;
            case Negative:
                return c.contrast < 0;
            case Stable:
                return c.signStable;
            case Rated:
                return said.human.has_value();
            case Unrated:
                return said.llmUnrated;
            case Unreviewed:
                return !said.human;
            case Suspicious:
                return said.suspicious;
            case Disputed:
                return said.disputed;
            case Adjudicated:
                return said.adjudicated;
            default:
                return said.flagged;
        }
    }
    bool matchesWord(const QString& word) const override {
        const bool hash = word.startsWith(u'#');
        const QStringView digits = hash ? QStringView(word).mid(1) : QStringView(word);
        if (QString::number(m_row.contrast.feature.value()).contains(digits)) {
            return true;
        }
        return !hash && m_row.opinions != nullptr && m_row.opinions->searched.contains(word, Qt::CaseInsensitive);
    }

private:
    const FeatureRow& m_row;
};

}  // namespace

const OpinionSummary& FeatureRow::said() const {
    static const OpinionSummary nothing;
    return opinions == nullptr ? nothing : *opinions;
}

tl::expected<FilterExpression, FilterError> parseFeatureFilter(const QString& text) {
    return FilterExpression::parse(text, schema());
}

bool matches(const FilterExpression& filter, const FeatureRow& row) { return filter.matches(Row(row)); }

}  // namespace saferscope
