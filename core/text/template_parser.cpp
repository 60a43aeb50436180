// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_parser.h"

#include "core/text/template_expression_parser.h"
#include "core/text/template_limits.h"

#include <algorithm>

namespace saferscope::jinja {

namespace {

class Parser : public ExpressionParser {
public:
    using ExpressionParser::ExpressionParser;

    Block wholeTemplate() {
        Block block = body({});
        return block;
    }

private:
    /// Statements up to a tag of one of these names (whose TagBegin and name are consumed; it is left in m_stoppedAt),
    /// or to the end of the template where none is expected.
    Block body(const std::vector<std::string>& endings) {
        const DepthGuard guard(*this);
        Block block;
        while (true) {
            const Token& token = current();
            if (token.kind == TokenKind::End) {
                if (!endings.empty()) {
                    throw TemplateError("{% " + endings.back() + " %} is missing", token.line);
                }
                return block;
            }
            if (token.kind == TokenKind::Text) {
                auto text = statement(StmtKind::Text);
                text->text = token.text;
                advance();
                block.push_back(std::move(text));
                continue;
            }
            if (token.kind == TokenKind::OutputBegin) {
                advance();
                auto output = statement(StmtKind::Output);
                output->value = tupleOrExpression();
                expect(TokenKind::OutputEnd, "}}");
                block.push_back(std::move(output));
                continue;
            }
            expect(TokenKind::TagBegin, "{%");
            const std::string tag = name("a tag's name");
            if (std::find(endings.begin(), endings.end(), tag) != endings.end()) {
                m_stoppedAt = tag;
                return block;
            }
            block.push_back(tagStatement(tag));
        }
    }

    std::unique_ptr<Stmt> statement(StmtKind kind) const {
        auto result = std::make_unique<Stmt>();
        result->kind = kind;
        result->line = current().line;
        return result;
    }

    void endTag() { expect(TokenKind::TagEnd, "%}"); }

    std::unique_ptr<Stmt> tagStatement(const std::string& tag) {
        if (tag == "if") {
            return ifStatement();
        }
        if (tag == "for") {
            return forStatement();
        }
        if (tag == "set") {
            return setStatement();
        }
        if (tag == "macro") {
            return macroStatement();
        }
        if (tag == "generation") {
            auto result = statement(StmtKind::Scope);
            endTag();
            result->branches.push_back({nullptr, body({"endgeneration"})});
            endTag();
            return result;
        }
        if (tag == "break" || tag == "continue") {
            if (m_loops == 0) {
                throw TemplateError("{% " + tag + " %} stands outside a loop", current().line);
            }
            auto result = statement(tag == "break" ? StmtKind::Break : StmtKind::Continue);
            endTag();
            return result;
        }
        throw TemplateError("the tag {% " + tag.substr(0, 40) + " %} is not supported here", current().line);
    }

    std::unique_ptr<Stmt> ifStatement() {
        auto result = statement(StmtKind::If);
        ExprPtr condition = tupleOrExpression();
        endTag();
        while (true) {
            Block block =
                body(condition ? std::vector<std::string>{"elif", "else", "endif"} : std::vector<std::string>{"endif"});
            result->branches.push_back({std::move(condition), std::move(block)});
            if (m_stoppedAt == "endif") {
                endTag();
                return result;
            }
            condition = m_stoppedAt == "elif" ? tupleOrExpression() : nullptr;
            endTag();
        }
    }

    std::vector<std::string> targets() {
        std::vector<std::string> names;
        const bool brackets = skipOperator("(");
        do {
            if (!names.empty() && current().kind != TokenKind::Name) {
                break;  // a comma at the end
            }
            names.push_back(variableName());
            checkCount(names);
        } while (skipOperator(","));
        if (brackets) {
            expectOperator(")");
        }
        return names;
    }

    void checkCount(const std::vector<std::string>& names) const {
        if (names.size() > limits::names) {
            throw TemplateError("there are too many names", current().line);
        }
    }

    std::string variableName() {
        const int line = current().line;
        std::string result = name("a variable's name");
        if (result == "true" || result == "false" || result == "none" || result == "True" || result == "False" ||
            result == "None") {
            throw TemplateError("\"" + result + "\" cannot be assigned to", line);
        }
        return result;
    }

    std::unique_ptr<Stmt> forStatement() {
        auto result = statement(StmtKind::For);
        result->names = targets();
        if (!skipName("in")) {
            throw TemplateError("{% for %} lacks its \"in\"", current().line);
        }
        result->value = tupleWithoutCondition();
        if (skipName("if")) {
            result->condition = expression();
        }
        if (current().kind == TokenKind::Name && current().text == "recursive") {
            throw TemplateError("recursive loops are not supported", current().line);
        }
        endTag();
        ++m_loops;
        result->branches.push_back({nullptr, body({"else", "endfor"})});
        --m_loops;
        if (m_stoppedAt == "else") {
            endTag();
            result->branches.push_back({nullptr, body({"endfor"})});
        }
        endTag();
        return result;
    }

    std::unique_ptr<Stmt> setStatement() {
        auto result = statement(StmtKind::Set);
        result->names = targets();
        if (result->names.size() == 1 && skipOperator(".")) {
            result->attribute = name("an attribute's name");
        }
        if (skipOperator("=")) {
            result->value = tupleOrExpression();
            endTag();
            return result;
        }
        if (result->names.size() != 1 || !result->attribute.empty()) {
            throw TemplateError("{% set %} lacks its \"=\"", current().line);
        }
        if (current().kind == TokenKind::Operator && current().text == "|") {
            throw TemplateError("{% set … | filter %} is not supported", current().line);
        }
        result->kind = StmtKind::SetBlock;
        endTag();
        result->branches.push_back({nullptr, body({"endset"})});
        endTag();
        return result;
    }

    std::unique_ptr<Stmt> macroStatement() {
        auto result = statement(StmtKind::Macro);
        result->text = variableName();
        expectOperator("(");
        while (!skipOperator(")")) {
            if (!result->names.empty()) {
                expectOperator(",");
            }
            result->names.push_back(variableName());
            checkCount(result->names);
            ExprPtr fallback;
            if (skipOperator("=")) {
                fallback = expression();
            } else if (!result->defaults.empty() && result->defaults.back()) {
                throw TemplateError("a macro's parameter without a default follows one with a default", current().line);
            }
            result->defaults.push_back(std::move(fallback));
        }
        endTag();
        const int loops = std::exchange(m_loops, 0);
        result->branches.push_back({nullptr, body({"endmacro"})});
        m_loops = loops;
        skipName(result->text);  // {% endmacro name %}
        endTag();
        return result;
    }

    std::string m_stoppedAt;
    int m_loops = 0;
};

}  // namespace

Block parseTemplate(std::string_view source) {
    if (source.size() > limits::sourceBytes) {
        throw TemplateError("the template is longer than 1 MiB");
    }
    return Parser(tokenize(source)).wholeTemplate();
}

}  // namespace saferscope::jinja
