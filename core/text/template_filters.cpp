// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"
#include "core/text/template_strings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace saferscope::jinja {

namespace {

std::int64_t integerOr(const Value* value, std::int64_t fallback) {
    if (value == nullptr || value->isNone()) {
        return fallback;
    }
    if (!value->isInteger() && value->as<bool>() == nullptr) {
        throw TemplateError(std::string("a filter needs an integer, not ") + value->typeName());
    }
    return value->integer();
}

bool flag(const Value* value) { return value != nullptr && value->truthy(); }

Value trimFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("trim", {"chars"});
    const Value* const characters = a.get(0, "chars");
    const std::string source = e.print(v);
    if (characters == nullptr || characters->isNone()) {
        return Value(std::string(strip(source, Ends::Both)));
    }
    const std::string set = e.print(*characters);
    e.budget().step(source.size() * set.size() / 256);
    return Value(std::string(strip(source, Ends::Both, set)));
}

Value lengthFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("length", {});
    std::size_t length = 0;
    if (const std::string* const source = v.text()) {
        e.budget().step(source->size() / 256);
        length = isAscii(*source) ? source->size() : CodePoints(*source).size();
    } else if (const DictData* const dict = v.entries()) {
        length = dict->entries.size();
    } else {
        length = e.iterate(v)->items.size();
    }
    return Value(static_cast<std::int64_t>(length));
}

template <std::string (*change)(std::string_view)>
Value caseFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("a filter of case", {});
    const std::string source = e.print(v);
    e.budget().work(4 * source.size());  // a table look-up per character
    return e.text(change(source));
}

Value tojsonFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("tojson", {"indent", "ensure_ascii", "sort_keys"});
    const std::int64_t indent = integerOr(a.get(0, "indent"), -1);
    if (indent > 16) {
        throw TemplateError("tojson indents by more than 16");
    }
    return e.text(e.json(v, static_cast<int>(indent < 0 ? -1 : indent), flag(a.get(2, "sort_keys")),
                         flag(a.get(1, "ensure_ascii"))));
}

Value replaceFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("replace", {"old", "new", "count"});
    const Value* const what = a.get(0, "old");
    const Value* const with = a.get(1, "new");
    if (what == nullptr || with == nullptr) {
        throw TemplateError("replace needs two strings");
    }
    CallArguments method{{Value(e.print(*what)), Value(e.print(*with))}, {}};
    if (const Value* const count = a.get(2, "count")) {
        method.positional.push_back(*count);
    }
    return callTextMethod(e, e.print(v), "replace", method);
}

Value defaultFilter(Evaluator&, const Value& v, const CallArguments& a) {
    a.expect("default", {"default_value", "boolean"});
    const Value* const fallback = a.get(0, "default_value");
    const bool missing = v.isUndefined() || (flag(a.get(1, "boolean")) && !v.truthy());
    return !missing ? v : fallback == nullptr ? Value("") : *fallback;
}

Value stringFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("string", {});
    return Value(e.print(v));
}

Value safeFilter(Evaluator&, const Value& v, const CallArguments& a) {
    a.expect("safe", {});
    return v;
}

Value realFrom(Evaluator& e, const Value& v, const Value& fallback) {
    if (v.isNumber()) {
        return Value(v.real());
    }
    if (v.text() == nullptr) {
        return fallback;
    }
    const std::string source(strip(e.print(v), Ends::Both));
    double number = 0.0;
    const auto result = std::from_chars(source.data(), source.data() + source.size(), number);
    return result.ec == std::errc() && result.ptr == source.data() + source.size() ? Value(number) : fallback;
}

Value floatFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("float", {"default"});
    const Value* const fallback = a.get(0, "default");
    return realFrom(e, v, fallback == nullptr ? Value(0.0) : *fallback);
}

Value intFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("int", {"default"});
    const Value* const given = a.get(0, "default");
    Value fallback = given == nullptr ? Value(std::int64_t{0}) : *given;
    if (v.isInteger() || v.as<bool>() != nullptr) {
        return Value(v.integer());
    }
    if (v.text() != nullptr) {
        const std::string source(strip(e.print(v), Ends::Both));
        std::int64_t number = 0;
        const auto result = std::from_chars(source.data(), source.data() + source.size(), number);
        if (result.ec == std::errc() && result.ptr == source.data() + source.size()) {
            return Value(number);
        }
    }
    const Value real = realFrom(e, v, Value());
    if (real.isNone() || !(std::abs(real.real()) < 9e18)) {
        return fallback;
    }
    return Value(static_cast<std::int64_t>(real.real()));
}

Value absFilter(Evaluator&, const Value& v, const CallArguments& a) {
    a.expect("abs", {});
    if (!v.isNumber() || (v.isInteger() && v.integer() == INT64_MIN)) {
        throw TemplateError("abs needs a number");
    }
    return v.as<double>() != nullptr ? Value(std::abs(v.real())) : Value(std::abs(v.integer()));
}

Value roundFilter(Evaluator&, const Value& v, const CallArguments& a) {
    a.expect("round", {"precision"});
    const std::int64_t digits = integerOr(a.get(0, "precision"), 0);
    if (!v.isNumber() || digits < 0 || digits > 15) {
        throw TemplateError("round needs a number and 0 to 15 digits");
    }
    if (!v.as<double>()) {
        return v;
    }
    const double scale = std::pow(10.0, static_cast<double>(digits));
    return Value(std::nearbyint(v.real() * scale) / scale);
}

Value indentFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("indent", {"width", "first", "blank"});
    const Value* const width = a.get(0, "width");
    std::string margin;
    if (width != nullptr && width->text() != nullptr) {
        margin = *width->text();
    } else {
        const std::int64_t columns = std::max<std::int64_t>(integerOr(width, 4), 0);
        e.budget().work(static_cast<std::uint64_t>(columns));
        margin.assign(static_cast<std::size_t>(columns), ' ');
    }
    const std::string source = e.print(v);
    e.budget().work(source.size() + (countReplacements(source, "\n", -1) + 1) * margin.size());
    std::string out = flag(a.get(1, "first")) ? margin : "";
    for (std::size_t i = 0; i < source.size(); ++i) {
        out += source[i];
        const bool blankNext = i + 1 >= source.size() || source[i + 1] == '\n';
        if (source[i] == '\n' && (!blankNext || flag(a.get(2, "blank")))) {
            out += margin;
        }
    }
    return Value(std::move(out));
}

FilterFunction findPlainFilter(const std::string& name) {
    static const std::map<std::string, FilterFunction, std::less<>> all = {
        {"trim", trimFilter},
        {"length", lengthFilter},
        {"count", lengthFilter},
        {"upper", caseFilter<upperCase>},
        {"lower", caseFilter<lowerCase>},
        {"title", caseFilter<titleWords>},
        {"capitalize", caseFilter<capitalized>},
        {"tojson", tojsonFilter},
        {"replace", replaceFilter},
        {"default", defaultFilter},
        {"d", defaultFilter},
        {"string", stringFilter},
        {"safe", safeFilter},
        {"int", intFilter},
        {"float", floatFilter},
        {"abs", absFilter},
        {"round", roundFilter},
        {"indent", indentFilter},
    };
    const auto it = all.find(name);
    return it == all.end() ? nullptr : it->second;
}

}  // namespace

Value Evaluator::filter(const std::string& name, const Value& input, const CallArguments& arguments) {
    FilterFunction function = findPlainFilter(name);
    if (function == nullptr) {
        function = findListFilter(name);
    }
    if (function == nullptr) {
        throw TemplateError("the filter \"" + name.substr(0, 40) + "\" is not supported");
    }
    m_budget.step();
    return function(*this, input, arguments);
}

}  // namespace saferscope::jinja
