// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace saferscope {

enum class FilterKind { Number, Text, Flag };

/// A column that an expression can name. Names are matched without regard to case; `aliases` are other spellings.
struct FilterField {
    QString name;
    FilterKind kind = FilterKind::Number;
    QStringList aliases;
};

/// What is wrong and where, for the line under the filter.
struct FilterError {
    int position = 0;  ///< character of the expression, 0-based
    QString message;
};

/// Gives an expression the values of one row, by the field's number in the schema.
class FilterRow {
public:
    virtual ~FilterRow() = default;
    virtual double number(int field) const = 0;
    virtual QString text(int field) const = 0;
    /// For fields that hold several texts, such as the sets a feature is in: a comparison holds when any of them does.
    virtual QStringList texts(int field) const { return {text(field)}; }
    virtual bool flag(int field) const = 0;
    /// Whether the row is meant by a word that is no field: a part of an id, a name.
    virtual bool matchesWord(const QString& word) const = 0;
};

/// A parsed filter such as `contrast > 0.1 and density < 5%`, `|margin| >= 2 or flipped`, `subset = harmless, helpful`,
/// `not dead`. Comparisons: = != < <= > >= ~ (contains); a list after = means any of them. Words that are no field are
/// looked for in ids and names. `and` may be left out. A number that a row does not have (NaN) makes a
/// comparison neither true nor false, and its `not` too: such rows are left out, as rules of feature sets do it.
/// Immutable, so it may be used from several threads.
class FilterExpression {
public:
    /// An empty or blank text matches everything.
    static tl::expected<FilterExpression, FilterError> parse(const QString& text,
                                                             const std::vector<FilterField>& fields);
    FilterExpression() = default;

    bool matches(const FilterRow& row) const;
    bool matchesEverything() const { return m_root == nullptr; }

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
};

}  // namespace saferscope
