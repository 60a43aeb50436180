// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/template_ast.h"
#include "core/text/template_limits.h"
#include "core/text/template_value.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saferscope::jinja {

using Variables = std::vector<std::pair<std::string, Value>>;

/// Evaluated arguments of a call, filter or test.
struct CallArguments {
    std::vector<Value> positional;
    Variables named;

    /// The argument at a position or of that name; null when it was not given.
    const Value* get(std::size_t position, std::string_view name) const;
    /// Throws when more arguments, or others, were given than these names (in positional order).
    void expect(const std::string& callee, std::initializer_list<std::string_view> names) const;
};

/// One render: walks the tree, holds the variables, spends the budget. Throws TemplateError. Not reusable.
class Evaluator {
public:
    Evaluator(Budget& budget, Variables globals, std::string dateString);

    std::string render(const Block& block);
    /// Line of the node evaluated last, for errors that do not know theirs.
    int line() const { return m_line; }
    Budget& budget() { return m_budget; }

    // What filters, tests and methods are built from.
    const Value* lookUp(const DictData& dict, const std::string& key);  ///< charges for the search
    Value attribute(const Value& object, const std::string& name);
    Value item(const Value& object, const Value& key);
    std::shared_ptr<const ListData> iterate(const Value& value);  ///< what a loop over it sees
    bool equal(const Value& left, const Value& right);
    bool less(const Value& left, const Value& right);
    bool contains(const Value& container, const Value& value);
    std::string print(const Value& value);
    std::string json(const Value& value, int indent, bool sortKeys, bool ascii);
    Value text(std::string made);  ///< charges the budget for new text
    Value list(std::vector<Value> items, bool tuple = false);
    Value filter(const std::string& name, const Value& input, const CallArguments& arguments);
    bool test(const std::string& name, const Value& input, const CallArguments& arguments);

private:
    enum class Flow { Normal, Break, Continue };
    struct Frame {
        Variables variables;
        bool opensMacro = false;  ///< from here only the outermost frame is seen further out
    };

    Flow execute(const Block& block);
    Flow execute(const Stmt& statement);
    Flow executeLoop(const Stmt& statement);
    Flow executeIf(const Stmt& statement);
    void executeSet(const Stmt& statement);
    void write(std::string_view text);
    std::string captured(const Block& block, bool ownFrame);

    const Value* find(const std::string& name) const;
    void assign(const std::string& name, Value value);
    void unpack(const std::vector<std::string>& names, const Value& value);

    Value evaluate(const Expr& expression);
    Value evaluateNode(const Expr& expression);
    Value dictLiteral(const Expr& expression);
    Value compare(const Expr& expression);
    Value slice(const Expr& expression);
    CallArguments evaluateArguments(const std::vector<Argument>& arguments);
    Value binary(Op op, const Value& left, const Value& right);
    Value arithmetic(Op op, const Value& left, const Value& right);
    Value add(const Value& left, const Value& right);
    Value repeat(const Value& value, std::int64_t count);

    Value call(const Value& callee, const CallArguments& arguments);
    Value callFunction(const std::string& name, const CallArguments& arguments);
    Value callMacro(const Stmt& macro, const CallArguments& arguments);
    Value callMethod(const Value& self, const std::string& name, const CallArguments& arguments);

    Budget& m_budget;
    std::string m_dateString;
    std::vector<Frame> m_frames;
    std::string m_output;
    int m_captures = 0;
    int m_line = 0;
};

/// Whether values of this type have a method of this name.
bool hasMethod(const Value& value, const std::string& name);
Value callTextMethod(Evaluator& evaluator, const std::string& self, const std::string& name,
                     const CallArguments& arguments);
bool isTextMethod(const std::string& name);

/// Filters over lists, apart for length: null when the name is none of them.
using FilterFunction = Value (*)(Evaluator&, const Value&, const CallArguments&);
FilterFunction findListFilter(const std::string& name);

}  // namespace saferscope::jinja
