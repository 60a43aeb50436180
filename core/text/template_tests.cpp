// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"
#include "core/text/template_strings.h"

#include <map>

namespace saferscope::jinja {

namespace {

using TestFunction = bool (*)(Evaluator&, const Value&, const Value&);

bool isIterable(const Value& v) {
    return v.text() != nullptr || v.items() != nullptr || v.entries() != nullptr || v.isUndefined();
}

std::int64_t integerOf(const Value& v) {
    if (!v.isInteger() && v.as<bool>() == nullptr) {
        throw TemplateError(std::string("a test needs an integer, not ") + v.typeName());
    }
    return v.integer();
}

bool isCase(Evaluator& e, const Value& v, std::string (*change)(std::string_view)) {
    const std::string text = e.print(v);
    e.budget().work(12 * text.size());
    return change(text) == text && upperCase(text) != lowerCase(text);
}

/// Tests without an argument first; the others get theirs as the last parameter.
const std::map<std::string, std::pair<int, TestFunction>, std::less<>>& tests() {
    static constexpr auto equals = [](Evaluator& e, const Value& v, const Value& other) { return e.equal(v, other); };
    static constexpr auto differs = [](Evaluator& e, const Value& v, const Value& other) { return !e.equal(v, other); };
    static constexpr auto lessThan = [](Evaluator& e, const Value& v, const Value& other) { return e.less(v, other); };
    static constexpr auto greater = [](Evaluator& e, const Value& v, const Value& other) { return e.less(other, v); };
    static constexpr auto atMost = [](Evaluator& e, const Value& v, const Value& other) { return !e.less(other, v); };
    static constexpr auto atLeast = [](Evaluator& e, const Value& v, const Value& other) { return !e.less(v, other); };
    static const std::map<std::string, std::pair<int, TestFunction>, std::less<>> all = {
        {"defined", {0, [](Evaluator&, const Value& v, const Value&) { return !v.isUndefined(); }}},
        {"undefined", {0, [](Evaluator&, const Value& v, const Value&) { return v.isUndefined(); }}},
        {"none", {0, [](Evaluator&, const Value& v, const Value&) { return v.isNone(); }}},
        {"string", {0, [](Evaluator&, const Value& v, const Value&) { return v.text() != nullptr; }}},
        {"mapping", {0, [](Evaluator&, const Value& v, const Value&) { return v.entries() != nullptr; }}},
        {"iterable", {0, [](Evaluator&, const Value& v, const Value&) { return isIterable(v); }}},
        {"sequence", {0, [](Evaluator&, const Value& v, const Value&) { return isIterable(v); }}},
        {"number", {0, [](Evaluator&, const Value& v, const Value&) { return v.isNumber(); }}},
        {"integer", {0, [](Evaluator&, const Value& v, const Value&) { return v.isInteger(); }}},
        {"float", {0, [](Evaluator&, const Value& v, const Value&) { return v.as<double>() != nullptr; }}},
        {"boolean", {0, [](Evaluator&, const Value& v, const Value&) { return v.as<bool>() != nullptr; }}},
        {"true",
         {0, [](Evaluator&, const Value& v, const Value&) { return v.as<bool>() != nullptr && *v.as<bool>(); }}},
        {"false",
         {0, [](Evaluator&, const Value& v, const Value&) { return v.as<bool>() != nullptr && !*v.as<bool>(); }}},
        {"callable", {0, [](Evaluator&, const Value& v, const Value&) { return v.callable() != nullptr; }}},
        {"odd", {0, [](Evaluator&, const Value& v, const Value&) { return integerOf(v) % 2 != 0; }}},
        {"even", {0, [](Evaluator&, const Value& v, const Value&) { return integerOf(v) % 2 == 0; }}},
        {"lower", {0, [](Evaluator& e, const Value& v, const Value&) { return isCase(e, v, lowerCase); }}},
        {"upper", {0, [](Evaluator& e, const Value& v, const Value&) { return isCase(e, v, upperCase); }}},
        {"divisibleby",
         {1,
          [](Evaluator&, const Value& v, const Value& by) {
              const std::int64_t divisor = integerOf(by);
              if (divisor == 0) {
                  throw TemplateError("there is a division by zero");
              }
              return divisor == -1 || integerOf(v) % divisor == 0;
          }}},
        {"in", {1, [](Evaluator& e, const Value& v, const Value& container) { return e.contains(container, v); }}},
        {"eq", {1, equals}},
        {"equalto", {1, equals}},
        {"==", {1, equals}},
        {"sameas", {1, equals}},
        {"ne", {1, differs}},
        {"!=", {1, differs}},
        {"lt", {1, lessThan}},
        {"lessthan", {1, lessThan}},
        {"<", {1, lessThan}},
        {"gt", {1, greater}},
        {"greaterthan", {1, greater}},
        {">", {1, greater}},
        {"le", {1, atMost}},
        {"<=", {1, atMost}},
        {"ge", {1, atLeast}},
        {">=", {1, atLeast}},
    };
    return all;
}

}  // namespace

bool Evaluator::test(const std::string& name, const Value& input, const CallArguments& arguments) {
    const auto it = tests().find(name);
    if (it == tests().end()) {
        throw TemplateError("the test \"is " + name.substr(0, 40) + "\" is not supported");
    }
    const auto& [wanted, function] = it->second;
    if (static_cast<int>(arguments.positional.size()) != wanted || !arguments.named.empty()) {
        throw TemplateError("the test \"is " + name + "\" takes " + (wanted == 0 ? "no argument" : "one argument"));
    }
    return function(*this, input, wanted == 0 ? input : arguments.positional[0]);
}

}  // namespace saferscope::jinja
