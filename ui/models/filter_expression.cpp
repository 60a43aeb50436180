// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_expression.h"

#include "ui/models/filter_tokens.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

namespace saferscope {

enum class NodeKind { And, Or, Not, Compare, Flag, Word };
enum class Comparison { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Contains };

struct FilterExpression::Node {
    NodeKind kind = NodeKind::And;
    std::vector<std::shared_ptr<const Node>> children;
    int field = -1;
    bool absolute = false;
    bool numeric = true;
    Comparison comparison = Comparison::Equal;
    std::vector<double> numbers;
    QStringList texts;  ///< values of a text comparison, or the word
};

namespace {

using Node = FilterExpression::Node;
using NodePointer = std::shared_ptr<const Node>;

constexpr int deepest = 50;     // nesting of brackets and nots: recursion stays bounded
constexpr int longest = 10000;  // characters

class Parser {
public:
    Parser(std::vector<FilterToken> tokens, const std::vector<FilterField>& fields)
        : m_tokens(std::move(tokens)), m_fields(fields) {}

    tl::expected<NodePointer, FilterError> run() {
        NodePointer root = parseOr(0);
        if (!m_error && peek().kind != FilterTokenKind::End) {
            error(peek().position, peek().kind == FilterTokenKind::Close
                                       ? FilterText::tr("There is no bracket to close here.")
                                       : FilterText::tr("\"%1\" is not expected here.").arg(peek().text));
        }
        if (m_error) {
            return tl::unexpected(*m_error);
        }
        return root;
    }

private:
    const FilterToken& peek() const { return m_tokens[m_at]; }
    FilterToken take() { return m_tokens[m_at + 1 < m_tokens.size() ? m_at++ : m_at]; }
    bool isKeyword(const char* word) const {
        return peek().kind == FilterTokenKind::Word &&
               peek().text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    }
    NodePointer error(int position, const QString& message) {
        if (!m_error) {
            m_error = FilterError{position, message};
        }
        return std::make_shared<Node>();
    }
    bool startsTerm() const {
        return peek().kind == FilterTokenKind::Word || peek().kind == FilterTokenKind::Quoted ||
               peek().kind == FilterTokenKind::Open || peek().kind == FilterTokenKind::Bar;
    }

    NodePointer parseOr(int depth) {
        NodePointer left = parseAnd(depth);
        if (m_error || !isKeyword("or")) {
            return left;
        }
        auto node = std::make_shared<Node>();
        node->kind = NodeKind::Or;
        node->children.push_back(left);
        while (!m_error && isKeyword("or")) {
            take();
            node->children.push_back(parseAnd(depth));
        }
        return node;
    }

    NodePointer parseAnd(int depth) {
        auto node = std::make_shared<Node>();
        node->kind = NodeKind::And;
        node->children.push_back(parseNot(depth));
        while (!m_error && !isKeyword("or") && (isKeyword("and") || startsTerm())) {
            if (isKeyword("and")) {
                take();
            }
            node->children.push_back(parseNot(depth));
        }
        return node->children.size() == 1 ? node->children.front() : node;
    }

    NodePointer parseNot(int depth) {
        if (depth > deepest) {
            return error(peek().position, FilterText::tr("This filter is nested too deeply."));
        }
        if (isKeyword("not")) {
            take();
            auto node = std::make_shared<Node>();
            node->kind = NodeKind::Not;
            node->children.push_back(parseNot(depth + 1));
            return node;
        }
        return parseTerm(depth);
    }

    NodePointer parseTerm(int depth) {
        const FilterToken token = peek();
        switch (token.kind) {
            case FilterTokenKind::Open: {
                take();
                NodePointer inner = parseOr(depth + 1);
                if (!m_error && peek().kind != FilterTokenKind::Close) {
                    return error(token.position, FilterText::tr("This bracket is never closed."));
                }
                take();
                return inner;
            }
            case FilterTokenKind::Bar: {
                take();
                const FilterToken name = take();
                if (peek().kind != FilterTokenKind::Bar) {
                    return error(token.position,
                                 FilterText::tr("Write |field| for the size of a number without its sign."));
                }
                take();
                return parseField(name, true);
            }
            case FilterTokenKind::Quoted:
                return word(take().text);
            case FilterTokenKind::Word:
                break;
            case FilterTokenKind::End:
                return error(token.position, FilterText::tr("Something is missing at the end."));
            default:
                return error(token.position,
                             FilterText::tr("A field or a word is expected before \"%1\".").arg(token.text));
        }
        if (isKeyword("and") || isKeyword("or")) {
            return error(token.position, FilterText::tr("Something is missing before \"%1\".").arg(token.text));
        }
        take();
        if (token.text.compare(QLatin1String("abs"), Qt::CaseInsensitive) == 0 &&
            peek().kind == FilterTokenKind::Open) {
            take();
            const FilterToken name = take();
            if (peek().kind != FilterTokenKind::Close) {
                return error(token.position,
                             FilterText::tr("Write abs(field) for the size of a number without its sign."));
            }
            take();
            return parseField(name, true);
        }
        return parseField(token, false);
    }

    NodePointer word(const QString& text) {
        auto node = std::make_shared<Node>();
        node->kind = NodeKind::Word;
        node->texts.append(text);
        return node;
    }

    int fieldOf(const QString& name) const {
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            if (m_fields[i].name.compare(name, Qt::CaseInsensitive) == 0 ||
                m_fields[i].aliases.contains(name, Qt::CaseInsensitive)) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    QString fieldNames() const {
        QStringList names;
        for (const FilterField& field : m_fields) {
            names.append(field.name);
        }
        return names.join(QStringLiteral(", "));
    }

    NodePointer parseField(const FilterToken& name, bool absolute) {
        const int field = fieldOf(name.text);
        const bool compares = peek().kind == FilterTokenKind::Operator;
        if (field < 0) {
            if (compares || absolute || name.kind != FilterTokenKind::Word) {
                return error(name.position,
                             FilterText::tr("There is no field \"%1\". Fields are %2.").arg(name.text, fieldNames()));
            }
            return word(name.text);
        }
        const FilterField& meta = m_fields[static_cast<std::size_t>(field)];
        auto node = std::make_shared<Node>();
        node->field = field;
        node->absolute = absolute;
        if (absolute && meta.kind != FilterKind::Number) {
            return error(name.position, FilterText::tr("%1 is not a number.").arg(meta.name));
        }
        if (meta.kind == FilterKind::Flag) {
            if (compares) {
                return error(peek().position, FilterText::tr("%1 is yes or no: write %1 or not %1.").arg(meta.name));
            }
            node->kind = NodeKind::Flag;
            return node;
        }
        if (!compares) {
            return error(name.position,
                         FilterText::tr("Compare %1 with something, such as %2.")
                             .arg(meta.name, meta.kind == FilterKind::Number ? meta.name + QStringLiteral(" > 0.1")
                                                                             : meta.name + QStringLiteral(" = name")));
        }
        node->kind = NodeKind::Compare;
        node->numeric = meta.kind == FilterKind::Number;
        return parseComparison(std::move(node), meta);
    }

    NodePointer parseComparison(std::shared_ptr<Node> node, const FilterField& meta) {
        const FilterToken sign = take();
        static const QStringList signs = {QStringLiteral("="),  QStringLiteral("!="), QStringLiteral("<"),
                                          QStringLiteral("<="), QStringLiteral(">"),  QStringLiteral(">="),
                                          QStringLiteral("~")};
        QString spelled = sign.text;
        spelled.replace(QStringLiteral("=="), QStringLiteral("=")).replace(QChar(0x2264), QStringLiteral("<="));
        spelled.replace(QChar(0x2265), QStringLiteral(">=")).replace(QChar(0x2260), QStringLiteral("!="));
        node->comparison = static_cast<Comparison>(std::max<qsizetype>(0, signs.indexOf(spelled)));
        const bool equality = node->comparison == Comparison::Equal || node->comparison == Comparison::NotEqual;
        if (node->numeric && node->comparison == Comparison::Contains) {
            return error(sign.position,
                         FilterText::tr("%1 is a number: compare it with =, !=, <, <=, > or >=.").arg(meta.name));
        }
        if (!node->numeric && !equality && node->comparison != Comparison::Contains) {
            return error(sign.position,
                         FilterText::tr("%1 is text: compare it with =, != or ~ (contains).").arg(meta.name));
        }
        for (;;) {
            const FilterToken value = peek();
            if (value.kind != FilterTokenKind::Word && value.kind != FilterTokenKind::Quoted) {
                return error(value.position, FilterText::tr("A value is missing after \"%1\".").arg(sign.text));
            }
            take();
            if (node->numeric) {
                const std::optional<double> number = filterNumber(value.text);
                if (!number) {
                    return error(value.position, FilterText::tr("\"%1\" is not a number.").arg(value.text));
                }
                node->numbers.push_back(*number);
            } else {
                node->texts.append(value.text);
            }
            if (peek().kind != FilterTokenKind::Comma) {
                return node;
            }
            if (!equality) {
                // Most often the decimal comma of a language: filters are the same in all of them.
                return error(peek().position,
                             node->numeric ? FilterText::tr("Only = and != take a list of values. Numbers are written "
                                                            "with a point: 0.1")
                                           : FilterText::tr("Only = and != take a list of values."));
            }
            take();
        }
    }

    std::vector<FilterToken> m_tokens;
    const std::vector<FilterField>& m_fields;
    std::size_t m_at = 0;
    std::optional<FilterError> m_error;
};

/// Three values in rising order, as in the rules of feature sets: a number that a row does not have makes a comparison
/// neither true nor false, and so its `not`.
enum class Holds { No, Unknown, Yes };

Holds holdsIf(bool condition) { return condition ? Holds::Yes : Holds::No; }

Holds compareNumber(const Node& node, double value) {
    if (std::isnan(value)) {
        return Holds::Unknown;
    }
    if (node.absolute) {
        value = std::abs(value);
    }
    const auto near = [value](double other) {
        return std::abs(value - other) <= 1e-9 * std::max(1.0, std::abs(other));
    };
    const double other = node.numbers.front();
    switch (node.comparison) {
        case Comparison::Equal:
            return holdsIf(std::any_of(node.numbers.begin(), node.numbers.end(), near));
        case Comparison::NotEqual:
            return holdsIf(std::none_of(node.numbers.begin(), node.numbers.end(), near));
        case Comparison::Less:
            return holdsIf(value < other);
        case Comparison::LessEqual:
            return holdsIf(value <= other);
        case Comparison::Greater:
            return holdsIf(value > other);
        case Comparison::GreaterEqual:
            return holdsIf(value >= other);
        case Comparison::Contains:
            break;
    }
    return Holds::No;
}

Holds compareText(const Node& node, const QStringList& values) {
    const auto wanted = [&](const QString& value) { return node.texts.contains(value, Qt::CaseInsensitive); };
    switch (node.comparison) {
        case Comparison::Equal:
            return holdsIf(std::any_of(values.begin(), values.end(), wanted));
        case Comparison::NotEqual:
            return holdsIf(std::none_of(values.begin(), values.end(), wanted));
        default:
            return holdsIf(std::any_of(values.begin(), values.end(), [&](const QString& value) {
                return value.contains(node.texts.front(), Qt::CaseInsensitive);
            }));
    }
}

Holds evaluate(const Node& node, const FilterRow& row) {
    switch (node.kind) {
        case NodeKind::And: {
            Holds least = Holds::Yes;
            for (const NodePointer& child : node.children) {
                least = std::min(least, evaluate(*child, row));
                if (least == Holds::No) {
                    break;
                }
            }
            return least;
        }
        case NodeKind::Or: {
            Holds most = Holds::No;
            for (const NodePointer& child : node.children) {
                most = std::max(most, evaluate(*child, row));
                if (most == Holds::Yes) {
                    break;
                }
            }
            return most;
        }
        case NodeKind::Not: {
            const Holds inner = evaluate(*node.children.front(), row);
            return inner == Holds::Yes ? Holds::No : inner == Holds::No ? Holds::Yes : Holds::Unknown;
        }
        case NodeKind::Flag:
            return holdsIf(row.flag(node.field));
        case NodeKind::Word:
            return holdsIf(row.matchesWord(node.texts.front()));
        case NodeKind::Compare:
            return node.numeric ? compareNumber(node, row.number(node.field))
                                : compareText(node, row.texts(node.field));
    }
    return Holds::No;
}

}  // namespace

tl::expected<FilterExpression, FilterError> FilterExpression::parse(const QString& text,
                                                                    const std::vector<FilterField>& fields) {
    if (text.size() > longest) {
        return tl::unexpected(FilterError{longest, FilterText::tr("This filter is too long.")});
    }
    auto tokens = splitFilter(text);
    if (!tokens) {
        return tl::unexpected(tokens.error());
    }
    FilterExpression expression;
    if (tokens->size() == 1) {
        return expression;
    }
    auto root = Parser(std::move(*tokens), fields).run();
    if (!root) {
        return tl::unexpected(root.error());
    }
    expression.m_root = std::move(*root);
    return expression;
}

bool FilterExpression::matches(const FilterRow& row) const {
    return m_root == nullptr || evaluate(*m_root, row) == Holds::Yes;
}

}  // namespace saferscope
