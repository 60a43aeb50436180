// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/template_ast.h"
#include "core/text/template_lexer.h"

#include <string>
#include <string_view>
#include <vector>

namespace saferscope::jinja {

/// Recursive descent over Jinja's expressions, in Jinja's own order of precedence. Recursion is bounded by DepthGuard.
class ExpressionParser {
public:
    explicit ExpressionParser(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

protected:
    class DepthGuard {
    public:
        explicit DepthGuard(ExpressionParser& parser);
        ~DepthGuard() { --m_parser.m_depth; }
        DepthGuard(const DepthGuard&) = delete;
        DepthGuard& operator=(const DepthGuard&) = delete;

    private:
        ExpressionParser& m_parser;
    };

    const Token& current() const { return m_tokens[m_at]; }
    void advance() { m_at += m_at + 1 < m_tokens.size() ? 1 : 0; }
    void expect(TokenKind kind, const char* what);
    void expectOperator(std::string_view text);
    bool skipOperator(std::string_view text);
    bool skipName(std::string_view text);
    std::string name(const char* what);

    ExprPtr expression() { return conditional(true); }
    ExprPtr tupleOrExpression() { return tuple(true); }
    ExprPtr tupleWithoutCondition() { return tuple(false); }  ///< where an `if` belongs to the loop

private:
    using Node = std::unique_ptr<Expr>;

    bool isOperator(std::string_view text, std::size_t ahead = 0) const;
    bool isName(std::string_view text, std::size_t ahead = 0) const;
    Node node(ExprKind kind) const;
    ExprPtr done(Node made) const;
    ExprPtr unaryNode(ExprKind kind, ExprPtr part) const;
    ExprPtr binaryNode(ExprKind kind, ExprPtr left, ExprPtr right) const;

    ExprPtr tuple(bool withCondition);
    ExprPtr conditional(bool withCondition);
    ExprPtr orExpression();
    ExprPtr andExpression();
    ExprPtr notExpression();
    ExprPtr comparison();
    ExprPtr sum();
    ExprPtr concatenation();
    ExprPtr product();
    ExprPtr power();
    ExprPtr unary(bool withFilters);
    ExprPtr primary();
    ExprPtr bracketed();
    ExprPtr listLiteral();
    ExprPtr dictLiteral();
    ExprPtr postfix(ExprPtr value);
    ExprPtr subscript(ExprPtr value);
    ExprPtr filtersAndTests(ExprPtr value);
    ExprPtr test(ExprPtr value);
    std::vector<Argument> arguments();

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
};

}  // namespace saferscope::jinja
