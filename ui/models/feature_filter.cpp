// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/feature_filter.h"

#include <limits>

namespace saferscope {

namespace {

enum Field { Id, Contrast, Normalised, Density, Maximum, Chosen, Rejected, Dead, Positive, Negative };

const std::vector<FilterField>& schema() {
    using enum FilterKind;
    static const std::vector<FilterField> fields = {
        {QStringLiteral("id"), Number, {QStringLiteral("feature")}},
        {QStringLiteral("contrast"), Number, {QStringLiteral("s")}},
        {QStringLiteral("normalised"), Number, {QStringLiteral("normalized"), QStringLiteral("norm")}},
        {QStringLiteral("density"), Number, {}},
        {QStringLiteral("max"), Number, {QStringLiteral("maximum")}},
        {QStringLiteral("chosen"), Number, {}},
        {QStringLiteral("rejected"), Number, {}},
        {QStringLiteral("dead"), Flag, {}},
        {QStringLiteral("positive"), Flag, {}},
        {QStringLiteral("negative"), Flag, {}},
    };
    return fields;
}

class Row final : public FilterRow {
public:
    explicit Row(const FeatureRow& row) : m_row(row) {}
    double number(int field) const override {
        const FeatureContrast& c = m_row.contrast;
        switch (field) {
            case Id:
                return c.feature.value();
            case Contrast:
                return c.contrast;
            case Normalised:
                return c.contrastNormalised;
            case Density:
                return c.density;
            case Maximum:
                return c.maximum;
            case Chosen:
                return m_row.chosenSum;
            case Rejected:
                return m_row.rejectedSum;
            default:
                return std::numeric_limits<double>::quiet_NaN();
        }
    }
    QString text(int) const override { return {}; }
    bool flag(int field) const override {
        return field == Dead       ? m_row.contrast.dead
               : field == Positive ? m_row.contrast.contrast > 0
                                   : m_row.contrast.contrast < 0;
    }
    bool matchesWord(const QString& word) const override {
        const QStringView digits = word.startsWith(u'#') ? QStringView(word).mid(1) : QStringView(word);
        return QString::number(m_row.contrast.feature.value()).contains(digits);
    }

private:
    const FeatureRow& m_row;
};

}  // namespace

tl::expected<FilterExpression, FilterError> parseFeatureFilter(const QString& text) {
    return FilterExpression::parse(text, schema());
}

bool matches(const FilterExpression& filter, const FeatureRow& row) { return filter.matches(Row(row)); }

}  // namespace saferscope
