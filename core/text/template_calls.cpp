// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"

#include <algorithm>

namespace saferscope::jinja {

const Value* CallArguments::get(std::size_t position, std::string_view name) const {
    if (position < positional.size()) {
        return &positional[position];
    }
    const auto it =
        std::find_if(named.begin(), named.end(), [&](const auto& argument) { return argument.first == name; });
    return it == named.end() ? nullptr : &it->second;
}

void CallArguments::expect(const std::string& callee, std::initializer_list<std::string_view> names) const {
    if (positional.size() > names.size()) {
        throw TemplateError(callee + " is given " + std::to_string(positional.size()) + " arguments and takes " +
                            std::to_string(names.size()));
    }
    for (const auto& [name, value] : named) {
        if (std::find(names.begin() + positional.size(), names.end(), name) == names.end()) {
            throw TemplateError(callee + " does not take \"" + name.substr(0, 40) + "\"");
        }
    }
}

Value Evaluator::call(const Value& callee, const CallArguments& arguments) {
    if (const auto* const missing = callee.as<Undefined>()) {
        throw TemplateError("'" + missing->name + "' is undefined");
    }
    const CallableData* const callable = callee.callable();
    if (callable == nullptr) {
        throw TemplateError(std::string("a value of type ") + callee.typeName() + " cannot be called");
    }
    if (callable->macro != nullptr) {
        return callMacro(*callable->macro, arguments);
    }
    return callable->self ? callMethod(*callable->self, callable->name, arguments)
                          : callFunction(callable->name, arguments);
}

Value Evaluator::callFunction(const std::string& name, const CallArguments& arguments) {
    if (name == "raise_exception") {
        arguments.expect(name, {"message"});
        const Value* const message = arguments.get(0, "message");
        throw TemplateError("the template refuses this conversation: " +
                            (message == nullptr ? "" : print(*message).substr(0, 400)));
    }
    if (name == "strftime_now") {
        arguments.expect(name, {"format"});
        return Value(m_dateString);
    }
    if (name == "range") {
        arguments.expect(name, {"start", "stop", "step"});
        std::int64_t numbers[3] = {0, 0, 1};
        for (std::size_t i = 0; i < arguments.positional.size(); ++i) {
            if (!arguments.positional[i].isInteger()) {
                throw TemplateError("range() needs integers");
            }
            numbers[i] = arguments.positional[i].integer();
        }
        if (arguments.positional.empty() || !arguments.named.empty() || numbers[2] == 0) {
            throw TemplateError("range() is called wrongly");
        }
        const std::int64_t start = arguments.positional.size() == 1 ? 0 : numbers[0];
        const std::int64_t stop = arguments.positional.size() == 1 ? numbers[0] : numbers[1];
        std::vector<Value> items;
        for (std::int64_t at = start; numbers[2] > 0 ? at < stop : at > stop;) {
            if (static_cast<std::int64_t>(items.size()) >= limits::rangeLength) {
                throw TemplateError("a range is longer than " + std::to_string(limits::rangeLength));
            }
            items.emplace_back(at);
            if (__builtin_add_overflow(at, numbers[2], &at)) {
                break;
            }
        }
        m_budget.step(items.size() / 16);
        return list(std::move(items));
    }
    // namespace(a=1) and dict(a=1), both also from a dict
    Variables members;
    if (arguments.positional.size() > 1) {
        throw TemplateError(name + "() is called wrongly");
    }
    if (!arguments.positional.empty()) {
        const DictData* const source = arguments.positional[0].entries();
        if (source == nullptr) {
            throw TemplateError(name + "() takes a dict");
        }
        for (const auto& [key, value] : source->entries) {
            m_budget.work(key.size() + sizeof(members[0]));
            members.emplace_back(key, value);
        }
    }
    for (const auto& [key, value] : arguments.named) {
        const auto it =
            std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == key; });
        if (it == members.end()) {
            members.emplace_back(key, value);
        } else {
            it->second = value;
        }
    }
    m_budget.work(members.size() * sizeof(members[0]));
    Value checked = Value::dict(members);
    if (name == "dict") {
        return checked;
    }
    auto data = std::make_shared<NamespaceData>();
    data->members.entries = std::move(members);
    return Value(std::move(data));
}

Value Evaluator::callMacro(const Stmt& macro, const CallArguments& arguments) {
    m_budget.enterMacro();
    if (arguments.positional.size() > macro.names.size()) {
        throw TemplateError("the macro " + macro.text + " is given too many arguments");
    }
    for (const auto& [name, value] : arguments.named) {
        if (std::find(macro.names.begin(), macro.names.end(), name) == macro.names.end()) {
            throw TemplateError("the macro " + macro.text + " does not take \"" + name.substr(0, 40) + "\"");
        }
    }
    m_frames.push_back({{}, true});
    for (std::size_t i = 0; i < macro.names.size(); ++i) {
        if (const Value* const given = arguments.get(i, macro.names[i])) {
            assign(macro.names[i], *given);
        } else {
            assign(macro.names[i], macro.defaults[i] ? evaluate(*macro.defaults[i]) : Value::undefined(macro.names[i]));
        }
    }
    std::string made = captured(macro.branches[0].body, false);
    m_frames.pop_back();
    m_budget.leaveMacro();
    return Value(std::move(made));
}

}  // namespace saferscope::jinja
