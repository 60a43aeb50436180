// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/rule_node.h"
#include "core/scoring/rule_tokens.h"
#include "core/scoring/rule_words.h"

#include <array>

namespace saferscope {

namespace {

using Node = FeatureRule::Node;
using NodePointer = std::shared_ptr<const Node>;

constexpr int deepest = 50;              // brackets and nots inside each other: recursion stays bounded
constexpr std::size_t longest = 10'000;  // bytes

/// A word as an error quotes it.
std::string quoted(const std::string& word) {
    constexpr std::size_t most = 40;  // bytes; words are ASCII
    return "\"" + (word.size() > most ? word.substr(0, most) + "…" : word) + "\"";
}

/// rule := and {"or" and};  and := not {["and"] not};  not := "not" not | term;
/// term := "(" rule ")" | flag | number {"," number} | value comparison number {"," number};
/// value := field | ("any" | "all") "human" | "|" field "|" | "abs" "(" field ")"
class Parser {
public:
    explicit Parser(std::vector<RuleToken> tokens) : m_tokens(std::move(tokens)) {}

    tl::expected<NodePointer, RuleError> run() {
        NodePointer root = parseOr(0);
        if (!m_error && peek().kind != RuleTokenKind::End) {
            error(peek(),
                  peek().kind == RuleTokenKind::Close ? "There is no bracket to close here."
                                                      : quoted(peek().text) + " is not expected here.",
                  peek().kind == RuleTokenKind::Number ? "A list of values has commas: llm = 4, 5." : "");
        }
        if (m_error) {
            return tl::unexpected(*m_error);
        }
        return root;
    }

private:
    const RuleToken& peek() const { return m_tokens[m_at]; }
    RuleToken take() { return m_tokens[m_at + 1 < m_tokens.size() ? m_at++ : m_at]; }
    bool isWord(const char* word) const { return peek().kind == RuleTokenKind::Word && peek().text == word; }

    NodePointer error(const RuleToken& at, std::string message, std::string hint = {}) {
        if (!m_error) {
            m_error = RuleError{at.position, std::move(message), std::move(hint)};
        }
        return std::make_shared<Node>();
    }

    // A bare number does not: `llm = 5 4` is a comma forgotten, not "llm = 5 and llm = 4".
    bool startsTerm() const {
        return peek().kind == RuleTokenKind::Word || peek().kind == RuleTokenKind::Open ||
               peek().kind == RuleTokenKind::Bar;
    }

    // Brackets within the same kind change nothing, so (a and b) and c is a and b and c.
    static NodePointer joined(RuleNodeKind kind, const std::vector<NodePointer>& parts) {
        if (parts.size() == 1) {
            return parts.front();
        }
        auto node = std::make_shared<Node>();
        node->kind = kind;
        for (const NodePointer& part : parts) {
            if (part->kind == kind) {
                node->children.insert(node->children.end(), part->children.begin(), part->children.end());
            } else {
                node->children.push_back(part);
            }
        }
        return node;
    }

    NodePointer parseOr(int depth) {
        std::vector<NodePointer> parts = {parseAnd(depth)};
        while (!m_error && isWord("or")) {
            take();
            parts.push_back(parseAnd(depth));
        }
        return m_error ? parts.front() : joined(RuleNodeKind::Or, parts);
    }

    NodePointer parseAnd(int depth) {
        std::vector<NodePointer> parts = {parseNot(depth)};
        while (!m_error && !isWord("or") && (isWord("and") || startsTerm())) {
            if (isWord("and")) {
                take();
            }
            parts.push_back(parseNot(depth));
        }
        return m_error ? parts.front() : joined(RuleNodeKind::And, parts);
    }

    NodePointer parseNot(int depth) {
        if (depth > deepest) {
            return error(peek(), "The rule is nested too deeply.");
        }
        if (!isWord("not")) {
            return parseTerm(depth);
        }
        take();
        auto node = std::make_shared<Node>();
        node->kind = RuleNodeKind::Not;
        node->children.push_back(parseNot(depth + 1));
        return node;
    }

    NodePointer parseTerm(int depth) {
        const RuleToken token = peek();
        switch (token.kind) {
            case RuleTokenKind::Open: {
                take();
                NodePointer inner = parseOr(depth + 1);
                if (!m_error && peek().kind != RuleTokenKind::Close) {
                    return peek().kind == RuleTokenKind::End
                               ? error(token, "This bracket is never closed.")
                               : error(peek(), quoted(peek().text) + " is not expected here.");
                }
                take();
                return inner;
            }
            case RuleTokenKind::Number: {  // the paper's shorthand
                auto node = std::make_shared<Node>();
                node->kind = RuleNodeKind::Compare;
                node->field = RuleField::Llm;
                return parseNumbers(std::move(node), token);
            }
            case RuleTokenKind::Bar:
            case RuleTokenKind::Word:
                break;
            case RuleTokenKind::End:
                return error(token, "Something is missing at the end.");
            default:
                return error(token, "A field or flag is expected before " + quoted(token.text) + ".", ruleVocabulary());
        }
        if (isWord("and") || isWord("or")) {
            return error(token, "Something is missing before " + quoted(token.text) + ".");
        }
        return parseWord();
    }

    NodePointer parseWord() {
        const RuleToken token = take();
        const bool called = token.text == "abs" && peek().kind == RuleTokenKind::Open;
        if (token.kind == RuleTokenKind::Bar || called) {
            if (called) {
                take();
            }
            const RuleToken name = take();
            if (peek().kind != (called ? RuleTokenKind::Close : RuleTokenKind::Bar)) {
                return error(token, "Write |field| or abs(field) for the size of a number without its sign.");
            }
            take();
            const auto field = ruleFieldOf(name.text);
            if (!field) {
                return unknownWord(name);
            }
            if (!ruleFieldHasSign(*field)) {
                return error(name, std::string(ruleFieldName(*field)) + " has no sign.", "Leave the bars out.");
            }
            return parseComparison(*field, true, name);
        }
        if (token.text == "any" || token.text == "all") {
            if (!isWord("human")) {
                return error(peek(), quoted(token.text) + " stands before human only.",
                             "Write for example " + token.text + " human >= 4.");
            }
            take();
            return parseComparison(token.text == "any" ? RuleField::AnyHuman : RuleField::AllHuman, false, token);
        }
        if (const auto field = ruleFieldOf(token.text)) {
            return parseComparison(*field, false, token);
        }
        if (const auto flag = ruleFlagOf(token.text)) {
            if (peek().kind == RuleTokenKind::Operator) {
                return error(peek(), token.text + " is yes or no.",
                             "Write " + token.text + " or not " + token.text + ".");
            }
            auto node = std::make_shared<Node>();
            node->kind = RuleNodeKind::Flag;
            node->flag = *flag;
            return node;
        }
        return unknownWord(token);
    }

    NodePointer unknownWord(const RuleToken& token) {
        return token.kind == RuleTokenKind::End
                   ? error(token, "Something is missing at the end.")
                   : error(token, "There is no field or flag " + quoted(token.text) + ".", ruleVocabulary());
    }

    NodePointer parseComparison(RuleField field, bool absolute, const RuleToken& name) {
        if (peek().kind != RuleTokenKind::Operator) {
            return error(name, "Compare " + std::string(ruleFieldName(field)) + " with a number.",
                         "Write for example " + std::string(ruleFieldName(field)) +
                             (ruleFieldHasSign(field)       ? " > 0.1."
                              : field == RuleField::Density ? " < 5%."
                                                            : " >= 4."));
        }
        constexpr std::array names = {"=", "!=", "<", "<=", ">", ">="};
        auto node = std::make_shared<Node>();
        node->kind = RuleNodeKind::Compare;
        node->field = field;
        node->absolute = absolute;
        const RuleToken sign = take();
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (sign.text == names[i]) {
                node->comparison = static_cast<RuleComparison>(i);
            }
        }
        return parseNumbers(std::move(node), sign);
    }

    NodePointer parseNumbers(std::shared_ptr<Node> node, const RuleToken& before) {
        const bool list = node->comparison == RuleComparison::Equal || node->comparison == RuleComparison::NotEqual;
        for (;;) {
            const RuleToken value = peek();
            if (value.kind != RuleTokenKind::Number) {
                const bool missing = value.kind != RuleTokenKind::Word;
                return error(value, missing ? "A number is missing after " + quoted(before.text) + "."
                                            : quoted(value.text) + " is not a number.");
            }
            take();
            if (const std::string problem = problemWith(*node, value.number); !problem.empty()) {
                return error(value, problem);
            }
            node->numbers.push_back(value.number);
            if (peek().kind != RuleTokenKind::Comma) {
                return node;
            }
            if (!list) {
                return error(peek(), "Only = and != take a list of values.");
            }
            take();
        }
    }

    // What can never hold is a slip of the pen; better said than silently empty.
    static std::string problemWith(const Node& node, double value) {
        if ((node.field == RuleField::Llm || ruleFieldIsHuman(node.field)) && (value < 1.0 || value > 5.0)) {
            return "Ratings go from 1 to 5.";
        }
        if (node.field == RuleField::Density && (value < 0.0 || value > 1.0)) {
            return "Density is a share of positions: write 5% or 0.05.";
        }
        if (node.absolute && value < 0.0) {
            return "The size of a number is never below 0.";
        }
        return {};
    }

    const std::vector<RuleToken> m_tokens;
    std::size_t m_at = 0;
    std::optional<RuleError> m_error;
};

}  // namespace

tl::expected<FeatureRule, RuleError> FeatureRule::parse(std::string_view text) {
    if (text.size() > longest) {
        return tl::unexpected(RuleError{0, "The rule is longer than 10,000 bytes.", {}});
    }
    auto tokens = splitRule(text);
    if (!tokens) {
        return tl::unexpected(tokens.error());
    }
    if (tokens->size() == 1) {
        return tl::unexpected(RuleError{0, "The rule is empty.", "Write not dead for all features that fire."});
    }
    auto root = Parser(std::move(*tokens)).run();
    if (!root) {
        return tl::unexpected(root.error());
    }
    return FeatureRule(std::move(*root));
}

}  // namespace saferscope
