// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"

#include <algorithm>

namespace saferscope::jinja {

Evaluator::Evaluator(Budget& budget, Variables globals, std::string dateString)
    : m_budget(budget), m_dateString(std::move(dateString)) {
    m_frames.push_back({std::move(globals), false});
}

std::string Evaluator::render(const Block& block) {
    execute(block);
    return std::move(m_output);
}

Evaluator::Flow Evaluator::execute(const Block& block) {
    for (const auto& statement : block) {
        if (const Flow flow = execute(*statement); flow != Flow::Normal) {
            return flow;
        }
    }
    return Flow::Normal;
}

Evaluator::Flow Evaluator::execute(const Stmt& statement) {
    m_line = statement.line;
    m_budget.step();
    m_budget.enter();
    Flow flow = Flow::Normal;
    switch (statement.kind) {
        case StmtKind::Text:
            write(statement.text);
            break;
        case StmtKind::Output:
            write(print(evaluate(*statement.value)));
            break;
        case StmtKind::If:
            flow = executeIf(statement);
            break;
        case StmtKind::For:
            flow = executeLoop(statement);
            break;
        case StmtKind::Set:
            executeSet(statement);
            break;
        case StmtKind::SetBlock:
            assign(statement.names[0], text(captured(statement.branches[0].body, true)));
            break;
        case StmtKind::Macro:
            assign(statement.text, Value(CallableData{statement.text, &statement, nullptr}));
            break;
        case StmtKind::Scope:
            flow = execute(statement.branches[0].body);
            break;
        case StmtKind::Break:
            flow = Flow::Break;
            break;
        case StmtKind::Continue:
            flow = Flow::Continue;
            break;
    }
    m_budget.leave();
    return flow;
}

Evaluator::Flow Evaluator::executeIf(const Stmt& statement) {
    for (const Branch& branch : statement.branches) {
        if (!branch.condition || evaluate(*branch.condition).truthy()) {
            return execute(branch.body);
        }
    }
    return Flow::Normal;
}

Evaluator::Flow Evaluator::executeLoop(const Stmt& statement) {
    auto items = iterate(evaluate(*statement.value));
    if (statement.condition) {
        std::vector<Value> kept;
        m_frames.push_back({});
        for (const Value& value : items->items) {
            m_budget.step();
            unpack(statement.names, value);
            if (evaluate(*statement.condition).truthy()) {
                kept.push_back(value);
            }
        }
        m_frames.pop_back();
        items = list(std::move(kept)).sharedItems();
    }
    if (items->items.empty()) {
        return statement.branches.size() > 1 ? execute(statement.branches[1].body) : Flow::Normal;
    }
    for (std::size_t i = 0; i < items->items.size(); ++i) {
        m_budget.step(4);  // a round makes a frame and its variables
        m_frames.push_back({});
        LoopData loop{items, i};
        assign("loop", Value(std::make_shared<const LoopData>(std::move(loop))));
        unpack(statement.names, items->items[i]);
        const Flow flow = execute(statement.branches[0].body);
        m_frames.pop_back();
        if (flow == Flow::Break) {
            break;
        }
    }
    return Flow::Normal;
}

void Evaluator::executeSet(const Stmt& statement) {
    Value value = evaluate(*statement.value);
    if (statement.attribute.empty()) {
        unpack(statement.names, value);
        return;
    }
    const Value* const target = find(statement.names[0]);
    NamespaceData* const names = target == nullptr ? nullptr : target->names();
    if (names == nullptr) {
        throw TemplateError("only attributes of a namespace can be set");
    }
    if (value.names() != nullptr || value.loop() != nullptr) {
        throw TemplateError(std::string("a ") + value.typeName() + " cannot be kept in a namespace");
    }
    auto& members = names->members.entries;
    m_budget.step(members.size() / 16);
    const auto it =
        std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == statement.attribute; });
    if (it == members.end()) {
        members.emplace_back(statement.attribute, std::move(value));
    } else {
        it->second = std::move(value);
    }
}

void Evaluator::write(std::string_view text) {
    if (m_captures > 0) {
        m_budget.work(text.size());
    } else {
        m_budget.output(text.size());
    }
    m_output += text;
}

std::string Evaluator::captured(const Block& block, bool ownFrame) {
    std::string outer = std::exchange(m_output, {});
    ++m_captures;
    if (ownFrame) {
        m_frames.push_back({});
    }
    execute(block);
    if (ownFrame) {
        m_frames.pop_back();
    }
    --m_captures;
    return std::exchange(m_output, std::move(outer));
}

const Value* Evaluator::find(const std::string& name) const {
    std::size_t seen = 0;
    const auto in = [this, &name, &seen](const Frame& frame) -> const Value* {
        seen += frame.variables.size();
        m_budget.step(seen / 16);  // many frames of few variables cost as much as a large one
        seen %= 16;
        for (const auto& [known, value] : frame.variables) {
            if (known == name) {
                return &value;
            }
        }
        return nullptr;
    };
    for (std::size_t i = m_frames.size(); i-- > 0;) {
        if (const Value* const value = in(m_frames[i])) {
            return value;
        }
        if (m_frames[i].opensMacro) {
            return in(m_frames.front());
        }
    }
    return nullptr;
}

void Evaluator::assign(const std::string& name, Value value) {
    auto& variables = m_frames.back().variables;
    m_budget.step(variables.size() / 16);
    const auto it = std::find_if(variables.begin(), variables.end(), [&](const auto& v) { return v.first == name; });
    if (it == variables.end()) {
        variables.emplace_back(name, std::move(value));
    } else {
        it->second = std::move(value);
    }
}

void Evaluator::unpack(const std::vector<std::string>& names, const Value& value) {
    if (names.size() == 1) {
        assign(names[0], value);
        return;
    }
    const auto parts = iterate(value);
    if (parts->items.size() != names.size()) {
        throw TemplateError("there are " + std::to_string(parts->items.size()) + " values for " +
                            std::to_string(names.size()) + " names");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        assign(names[i], parts->items[i]);
    }
}

}  // namespace saferscope::jinja
