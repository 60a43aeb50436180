// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_expression_parser.h"

#include "core/text/template_limits.h"

#include <algorithm>
#include <array>

namespace saferscope::jinja {

ExpressionParser::DepthGuard::DepthGuard(ExpressionParser& parser) : m_parser(parser) {
    if (m_parser.m_depth >= limits::parseDepth) {
        throw TemplateError("it is nested too deep", m_parser.current().line);
    }
    ++m_parser.m_depth;
}

void ExpressionParser::expect(TokenKind kind, const char* what) {
    if (current().kind != kind) {
        throw TemplateError(std::string("expected \"") + what + "\"" +
                                (current().text.empty() ? "" : " before \"" + current().text.substr(0, 40) + "\""),
                            current().line);
    }
    advance();
}

bool ExpressionParser::isOperator(std::string_view text, std::size_t ahead) const {
    const Token& token = m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    return token.kind == TokenKind::Operator && token.text == text;
}

bool ExpressionParser::isName(std::string_view text, std::size_t ahead) const {
    const Token& token = m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
    return token.kind == TokenKind::Name && token.text == text;
}

void ExpressionParser::expectOperator(std::string_view text) {
    if (!skipOperator(text)) {
        throw TemplateError("expected \"" + std::string(text) + "\"" +
                                (current().text.empty() ? "" : " before \"" + current().text.substr(0, 40) + "\""),
                            current().line);
    }
}

bool ExpressionParser::skipOperator(std::string_view text) {
    const bool found = isOperator(text);
    if (found) {
        advance();
    }
    return found;
}

bool ExpressionParser::skipName(std::string_view text) {
    const bool found = isName(text);
    if (found) {
        advance();
    }
    return found;
}

std::string ExpressionParser::name(const char* what) {
    if (current().kind != TokenKind::Name) {
        throw TemplateError(std::string("expected ") + what, current().line);
    }
    std::string text = current().text;
    advance();
    return text;
}

ExpressionParser::Node ExpressionParser::node(ExprKind kind) const {
    auto made = std::make_unique<Expr>();
    made->kind = kind;
    made->line = current().line;
    return made;
}

ExprPtr ExpressionParser::done(Node made) const {
    int deepest = 0;
    for (const ExprPtr& part : made->parts) {
        deepest = std::max(deepest, part ? part->depth : 0);
    }
    for (const Argument& argument : made->arguments) {
        deepest = std::max(deepest, argument.value->depth);
    }
    made->depth = deepest + 1;
    if (made->depth > limits::expressionDepth) {
        throw TemplateError("an expression is too long", made->line);
    }
    return made;
}

ExprPtr ExpressionParser::unaryNode(ExprKind kind, ExprPtr part) const {
    Node made = node(kind);
    made->parts.push_back(std::move(part));
    return done(std::move(made));
}

ExprPtr ExpressionParser::binaryNode(ExprKind kind, ExprPtr left, ExprPtr right) const {
    Node made = node(kind);
    made->parts.push_back(std::move(left));
    made->parts.push_back(std::move(right));
    return done(std::move(made));
}

ExprPtr ExpressionParser::tuple(bool withCondition) {
    ExprPtr first = conditional(withCondition);
    if (!isOperator(",")) {
        return first;
    }
    Node made = node(ExprKind::Tuple);
    made->parts.push_back(std::move(first));
    while (skipOperator(",")) {
        if (current().kind == TokenKind::TagEnd || current().kind == TokenKind::OutputEnd || isOperator(")")) {
            break;
        }
        made->parts.push_back(conditional(withCondition));
    }
    return done(std::move(made));
}

ExprPtr ExpressionParser::conditional(bool withCondition) {
    const DepthGuard guard(*this);
    ExprPtr value = orExpression();
    while (withCondition && skipName("if")) {
        Node made = node(ExprKind::Conditional);
        made->parts.push_back(orExpression());
        made->parts.push_back(std::move(value));
        made->parts.push_back(skipName("else") ? conditional(true) : nullptr);
        value = done(std::move(made));
    }
    return value;
}

ExprPtr ExpressionParser::orExpression() {
    ExprPtr left = andExpression();
    while (skipName("or")) {
        left = binaryNode(ExprKind::Or, std::move(left), andExpression());
    }
    return left;
}

ExprPtr ExpressionParser::andExpression() {
    ExprPtr left = notExpression();
    while (skipName("and")) {
        left = binaryNode(ExprKind::And, std::move(left), notExpression());
    }
    return left;
}

ExprPtr ExpressionParser::notExpression() {
    if (!skipName("not")) {
        return comparison();
    }
    const DepthGuard guard(*this);
    return unaryNode(ExprKind::Not, notExpression());
}

ExprPtr ExpressionParser::comparison() {
    constexpr std::array<std::pair<std::string_view, Op>, 6> signs = {{{"==", Op::Equal},
                                                                       {"!=", Op::NotEqual},
                                                                       {"<=", Op::LessEqual},
                                                                       {">=", Op::GreaterEqual},
                                                                       {"<", Op::Less},
                                                                       {">", Op::Greater}}};
    ExprPtr first = sum();
    Node made;
    while (true) {
        Op op = Op::Equal;
        const auto sign =
            std::find_if(signs.begin(), signs.end(), [this](const auto& s) { return isOperator(s.first); });
        if (sign != signs.end()) {
            op = sign->second;
            advance();
        } else if (skipName("in")) {
            op = Op::In;
        } else if (isName("not") && isName("in", 1)) {
            advance();
            advance();
            op = Op::NotIn;
        } else {
            return made ? done(std::move(made)) : std::move(first);
        }
        if (!made) {
            made = node(ExprKind::Compare);
            made->parts.push_back(std::move(first));
        }
        made->operators.push_back(op);
        made->parts.push_back(sum());
    }
}

ExprPtr ExpressionParser::sum() {
    ExprPtr left = concatenation();
    while (isOperator("+") || isOperator("-")) {
        Node made = node(ExprKind::Binary);
        made->operators = {current().text == "+" ? Op::Add : Op::Subtract};
        advance();
        made->parts.push_back(std::move(left));
        made->parts.push_back(concatenation());
        left = done(std::move(made));
    }
    return left;
}

ExprPtr ExpressionParser::concatenation() {
    ExprPtr first = product();
    if (!isOperator("~")) {
        return first;
    }
    Node made = node(ExprKind::Concat);
    made->parts.push_back(std::move(first));
    while (skipOperator("~")) {
        made->parts.push_back(product());
    }
    return done(std::move(made));
}

ExprPtr ExpressionParser::product() {
    constexpr std::array<std::pair<std::string_view, Op>, 4> signs = {
        {{"*", Op::Multiply}, {"/", Op::Divide}, {"//", Op::FloorDivide}, {"%", Op::Modulo}}};
    ExprPtr left = power();
    while (true) {
        const auto sign =
            std::find_if(signs.begin(), signs.end(), [this](const auto& s) { return isOperator(s.first); });
        if (sign == signs.end()) {
            return left;
        }
        Node made = node(ExprKind::Binary);
        made->operators = {sign->second};
        advance();
        made->parts.push_back(std::move(left));
        made->parts.push_back(power());
        left = done(std::move(made));
    }
}

ExprPtr ExpressionParser::power() {
    ExprPtr left = unary(true);
    while (isOperator("**")) {
        Node made = node(ExprKind::Binary);
        made->operators = {Op::Power};
        advance();
        made->parts.push_back(std::move(left));
        made->parts.push_back(unary(true));
        left = done(std::move(made));
    }
    return left;
}

ExprPtr ExpressionParser::unary(bool withFilters) {
    const DepthGuard guard(*this);
    ExprPtr value;
    if (skipOperator("-")) {
        value = unaryNode(ExprKind::Negate, unary(false));
    } else if (skipOperator("+")) {
        value = unaryNode(ExprKind::Plus, unary(false));
    } else {
        value = primary();
    }
    value = postfix(std::move(value));
    return withFilters ? filtersAndTests(std::move(value)) : std::move(value);
}

ExprPtr ExpressionParser::primary() {
    const Token& token = current();
    Node made = node(ExprKind::Literal);
    switch (token.kind) {
        case TokenKind::Integer:
            made->literal = Value(token.integer);
            advance();
            return made;
        case TokenKind::Real:
            made->literal = Value(token.real);
            advance();
            return made;
        case TokenKind::String: {
            std::string text;
            while (current().kind == TokenKind::String) {  // neighbours are one string, as in Python
                text += current().text;
                advance();
            }
            made->literal = Value(std::move(text));
            return made;
        }
        case TokenKind::Name: {
            const std::string text = name("a value");
            if (text == "true" || text == "True") {
                made->literal = Value(true);
            } else if (text == "false" || text == "False") {
                made->literal = Value(false);
            } else if (text != "none" && text != "None") {
                made->kind = ExprKind::Name;
                made->name = text;
            }
            return made;
        }
        case TokenKind::Operator:
            return bracketed();
        default:
            throw TemplateError("a value is missing in an expression", token.line);
    }
}

ExprPtr ExpressionParser::bracketed() {
    if (isOperator("[")) {
        return listLiteral();
    }
    if (isOperator("{")) {
        return dictLiteral();
    }
    if (!skipOperator("(")) {
        throw TemplateError("a value is missing before \"" + current().text + "\"", current().line);
    }
    if (skipOperator(")")) {
        return done(node(ExprKind::Tuple));
    }
    ExprPtr value = tupleOrExpression();
    expectOperator(")");
    return value;
}

ExprPtr ExpressionParser::listLiteral() {
    Node made = node(ExprKind::List);
    expectOperator("[");
    while (!skipOperator("]")) {
        if (!made->parts.empty()) {
            expectOperator(",");
            if (skipOperator("]")) {
                break;
            }
        }
        made->parts.push_back(expression());
    }
    return done(std::move(made));
}

ExprPtr ExpressionParser::dictLiteral() {
    Node made = node(ExprKind::Dict);
    expectOperator("{");
    while (!skipOperator("}")) {
        if (!made->parts.empty()) {
            expectOperator(",");
            if (skipOperator("}")) {
                break;
            }
        }
        made->parts.push_back(expression());
        expectOperator(":");
        made->parts.push_back(expression());
    }
    return done(std::move(made));
}

ExprPtr ExpressionParser::postfix(ExprPtr value) {
    while (true) {
        if (skipOperator(".")) {
            Node made = node(current().kind == TokenKind::Integer ? ExprKind::Item : ExprKind::Attribute);
            made->parts.push_back(std::move(value));
            if (made->kind == ExprKind::Item) {  // foo.0
                Node index = node(ExprKind::Literal);
                index->literal = Value(current().integer);
                made->parts.push_back(std::move(index));
                advance();
            } else {
                made->name = name("an attribute's name");
            }
            value = done(std::move(made));
        } else if (isOperator("[")) {
            value = subscript(std::move(value));
        } else if (isOperator("(")) {
            Node made = node(ExprKind::Call);
            made->parts.push_back(std::move(value));
            made->arguments = arguments();
            value = done(std::move(made));
        } else {
            return value;
        }
    }
}

ExprPtr ExpressionParser::subscript(ExprPtr value) {
    Node made = node(ExprKind::Item);
    made->parts.push_back(std::move(value));
    expectOperator("[");
    const auto boundary = [this] { return isOperator(":") || isOperator("]"); };
    ExprPtr first = boundary() ? nullptr : tupleOrExpression();
    if (!isOperator(":")) {
        if (!first) {
            throw TemplateError("an index is missing", current().line);
        }
        made->parts.push_back(std::move(first));
        expectOperator("]");
        return done(std::move(made));
    }
    made->kind = ExprKind::Slice;
    made->parts.push_back(std::move(first));
    for (int part = 0; part < 2; ++part) {
        const bool there = skipOperator(":") && !boundary();
        made->parts.push_back(there ? expression() : nullptr);
    }
    expectOperator("]");
    return done(std::move(made));
}

ExprPtr ExpressionParser::filtersAndTests(ExprPtr value) {
    while (true) {
        if (skipOperator("|")) {
            Node made = node(ExprKind::Filter);
            made->name = name("a filter's name");
            made->parts.push_back(std::move(value));
            if (isOperator("(")) {
                made->arguments = arguments();
            }
            value = done(std::move(made));
        } else if (skipName("is")) {
            value = test(std::move(value));
        } else if (isOperator("(")) {
            Node made = node(ExprKind::Call);
            made->parts.push_back(std::move(value));
            made->arguments = arguments();
            value = done(std::move(made));
        } else {
            return value;
        }
    }
}

ExprPtr ExpressionParser::test(ExprPtr value) {
    Node made = node(ExprKind::Test);
    made->negated = skipName("not");
    made->name = name("a test's name");
    made->parts.push_back(std::move(value));
    if (isOperator("(")) {
        made->arguments = arguments();
        return done(std::move(made));
    }
    const TokenKind kind = current().kind;
    const bool word = kind == TokenKind::Name && !isName("else") && !isName("or") && !isName("and") && !isName("is") &&
                      !isName("if") && !isName("not") && !isName("in");
    if (word || kind == TokenKind::String || kind == TokenKind::Integer || kind == TokenKind::Real || isOperator("[") ||
        isOperator("{")) {
        made->arguments.push_back({{}, postfix(primary())});
    }
    return done(std::move(made));
}

std::vector<Argument> ExpressionParser::arguments() {
    std::vector<Argument> result;
    expectOperator("(");
    while (!skipOperator(")")) {
        if (!result.empty()) {
            expectOperator(",");
            if (skipOperator(")")) {
                break;
            }
        }
        Argument argument;
        if (isOperator("*") || isOperator("**")) {
            throw TemplateError("unpacked arguments are not supported", current().line);
        }
        if (current().kind == TokenKind::Name && isOperator("=", 1)) {
            argument.name = name("an argument's name");
            advance();
        } else if (!result.empty() && !result.back().name.empty()) {
            throw TemplateError("a positional argument follows a named one", current().line);
        }
        argument.value = expression();
        result.push_back(std::move(argument));
        if (result.size() > limits::names) {
            throw TemplateError("a call has too many arguments", current().line);
        }
    }
    return result;
}

}  // namespace saferscope::jinja
