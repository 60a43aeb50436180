// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/template_value.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace saferscope::jinja {

enum class Op {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    NotIn
};

struct Expr;
using ExprPtr = std::unique_ptr<const Expr>;

struct Argument {
    std::string name;  ///< empty for a positional one
    ExprPtr value;
};

enum class ExprKind {
    Literal,      // literal
    Name,         // name
    List,         // parts
    Tuple,        // parts
    Dict,         // parts: key, value, key, value, …
    Attribute,    // parts[0] . name
    Item,         // parts[0] [ parts[1] ]
    Slice,        // parts[0] [ parts[1] : parts[2] : parts[3] ], each of the three may be null
    Call,         // parts[0] ( arguments )
    Filter,       // parts[0] | name ( arguments )
    Test,         // parts[0] is name ( arguments ); negated
    Negate,       // - parts[0]
    Plus,         // + parts[0]
    Not,          // not parts[0]
    And,          // parts[0] and parts[1]
    Or,           // parts[0] or parts[1]
    Concat,       // parts joined as text
    Binary,       // parts[0] operators[0] parts[1]
    Compare,      // parts[0] operators[0] parts[1] operators[1] parts[2] …
    Conditional,  // parts[1] if parts[0] else parts[2] (may be null)
};

struct Expr {
    ExprKind kind = ExprKind::Literal;
    int line = 0;
    int depth = 1;  ///< of the tree below; bounds the evaluator's recursion
    std::string name;
    Value literal;
    bool negated = false;
    std::vector<Op> operators;
    std::vector<ExprPtr> parts;
    std::vector<Argument> arguments;
};

struct Stmt;
using Block = std::vector<std::unique_ptr<const Stmt>>;

enum class StmtKind {
    Text,      // text
    Output,    // value
    If,        // branches in order; an else has no condition
    For,       // names in value [if condition]: branches[0], else branches[1]
    Set,       // names = value, or names[0].attribute = value
    SetBlock,  // names[0] = rendered branches[0]
    Macro,     // text = its name, names with defaults: branches[0]
    Scope,     // branches[0] as it is: {% generation %}
    Break,
    Continue,
};

struct Branch {
    ExprPtr condition;
    Block body;
};

struct Stmt {
    StmtKind kind = StmtKind::Text;
    int line = 0;
    std::string text;
    ExprPtr value;
    ExprPtr condition;
    std::vector<std::string> names;
    std::string attribute;
    std::vector<ExprPtr> defaults;  ///< one per name, null where there is none
    std::vector<Branch> branches;
};

}  // namespace saferscope::jinja
