// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/pair_filter.h"

#include <limits>

namespace saferscope {

namespace {

enum Field { Id, Subset, Chosen, Rejected, Margin, Score, Tokens, Flipped };

const std::vector<FilterField>& schema() {
    using enum FilterKind;
    static const std::vector<FilterField> fields = {
        {QStringLiteral("id"), Text, {QStringLiteral("pair")}},
        {QStringLiteral("subset"), Text, {}},
        {QStringLiteral("chosen"), Number, {}},
        {QStringLiteral("rejected"), Number, {}},
        {QStringLiteral("margin"), Number, {}},
        {QStringLiteral("score"), Number, {}},
        {QStringLiteral("tokens"), Number, {}},
        {QStringLiteral("flipped"), Flag, {QStringLiteral("wrong")}},
    };
    return fields;
}

class Row final : public FilterRow {
public:
    explicit Row(const PairRow& row) : m_row(row) {}
    double number(int field) const override {
        switch (field) {
            case Chosen:
                return static_cast<double>(m_row.record.rewardChosen);
            case Rejected:
                return static_cast<double>(m_row.record.rewardRejected);
            case Margin:
                return m_row.margin();
            case Score:
                return m_row.score;
            case Tokens:
                return m_row.record.tokens[0] + m_row.record.tokens[1] + m_row.record.tokens[2];
            default:
                return std::numeric_limits<double>::quiet_NaN();
        }
    }
    QString text(int field) const override { return field == Id ? m_row.id : m_row.subset; }
    bool flag(int) const override { return m_row.flipped(); }
    bool matchesWord(const QString& word) const override {
        return m_row.id.contains(word, Qt::CaseInsensitive) || m_row.subset.contains(word, Qt::CaseInsensitive);
    }

private:
    const PairRow& m_row;
};

}  // namespace

tl::expected<FilterExpression, FilterError> parsePairFilter(const QString& text) {
    return FilterExpression::parse(text, schema());
}

bool matches(const FilterExpression& filter, const PairRow& row) { return filter.matches(Row(row)); }

}  // namespace saferscope
