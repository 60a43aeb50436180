// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"
#include "core/text/template_strings.h"

#include <algorithm>
#include <array>

namespace saferscope::jinja {

namespace {

constexpr std::array<std::string_view, 5> dictMethods = {"copy", "get", "items", "keys", "values"};
constexpr std::array<std::string_view, 20> textMethods = {"capitalize", "count",  "endswith", "find",   "isdigit",
                                                          "isspace",    "join",   "lower",    "lstrip", "replace",
                                                          "rfind",      "rsplit", "rstrip",   "split",  "splitlines",
                                                          "startswith", "strip",  "title",    "upper",  "removeprefix"};

template <class Names>
bool isOneOf(const std::string& name, const Names& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

const std::string& textArgument(const std::string& method, const Value* value) {
    if (value == nullptr || value->text() == nullptr) {
        throw TemplateError(method + "() needs a string");
    }
    return *value->text();
}

std::optional<std::string> optionalText(const std::string& method, const Value* value) {
    return value == nullptr || value->isNone() ? std::nullopt : std::optional(textArgument(method, value));
}

std::int64_t countArgument(const std::string& method, const Value* value) {
    if (value == nullptr || value->isNone()) {
        return -1;
    }
    if (!value->isInteger()) {
        throw TemplateError(method + "() needs an integer");
    }
    return value->integer();
}

/// startswith and endswith also take a tuple of candidates.
bool anyAffix(Budget& budget, const std::string& method, const Value* candidates, const auto& matches) {
    if (candidates != nullptr && candidates->items() != nullptr) {
        const auto& items = candidates->items()->items;
        return std::any_of(items.begin(), items.end(), [&](const Value& v) {
            const std::string& affix = textArgument(method, &v);
            budget.step(1 + affix.size() / 256);
            return matches(affix);
        });
    }
    return matches(textArgument(method, candidates));
}

Value textList(Evaluator& evaluator, std::vector<std::string> parts) {
    std::vector<Value> items;
    items.reserve(parts.size());
    for (std::string& part : parts) {
        items.push_back(evaluator.text(std::move(part)));
    }
    return evaluator.list(std::move(items));
}

/// Position of a byte in code points, as Python counts.
Value position(const std::string& self, std::size_t byte) {
    if (byte == std::string::npos) {
        return Value(std::int64_t{-1});
    }
    return Value(static_cast<std::int64_t>(CodePoints(std::string_view(self).substr(0, byte)).size()));
}

}  // namespace

bool isTextMethod(const std::string& name) { return isOneOf(name, textMethods); }

bool hasMethod(const Value& value, const std::string& name) {
    return (value.text() != nullptr && isTextMethod(name)) ||
           (value.entries() != nullptr && isOneOf(name, dictMethods));
}

Value Evaluator::callMethod(const Value& self, const std::string& name, const CallArguments& arguments) {
    if (const std::string* const source = self.text()) {
        m_budget.step(source->size() / 256);
        return callTextMethod(*this, *source, name, arguments);
    }
    const DictData& dict = *self.entries();
    if (name == "get") {
        arguments.expect(name, {"key", "default"});
        const Value* const key = arguments.get(0, "key");
        const Value* const found = key != nullptr && key->text() != nullptr ? lookUp(dict, *key->text()) : nullptr;
        const Value* const fallback = arguments.get(1, "default");
        return found != nullptr ? *found : fallback != nullptr ? *fallback : Value();
    }
    arguments.expect(name, {});
    if (name == "copy") {
        return self;
    }
    std::vector<Value> items;
    for (const auto& [key, value] : dict.entries) {
        if (name == "values") {
            items.push_back(value);
        } else if (name == "keys") {
            items.push_back(text(key));
        } else {
            items.push_back(list({text(key), value}, true));
        }
    }
    return list(std::move(items));
}

Value callTextMethod(Evaluator& evaluator, const std::string& self, const std::string& name,
                     const CallArguments& arguments) {
    const Value* const first = arguments.get(0, "");
    if (name == "strip" || name == "lstrip" || name == "rstrip") {
        arguments.expect(name, {"chars"});
        const Ends ends = name == "strip" ? Ends::Both : name == "lstrip" ? Ends::Left : Ends::Right;
        const auto characters = optionalText(name, arguments.get(0, "chars"));
        evaluator.budget().step(characters ? self.size() * characters->size() / 256 : 0);
        return evaluator.text(std::string(strip(self, ends, characters)));
    }
    if (name == "split" || name == "rsplit") {
        arguments.expect(name, {"sep", "maxsplit"});
        const auto separator = optionalText(name, arguments.get(0, "sep"));
        const std::int64_t limit = countArgument(name, arguments.get(1, "maxsplit"));
        if (separator && separator->empty()) {
            throw TemplateError(name + "() has an empty separator");
        }
        if (name == "rsplit" && !separator && limit >= 0) {
            throw TemplateError("rsplit() with a limit needs a separator here");
        }
        // Checked before it is made: a part costs far more memory than the character that delimits it.
        evaluator.budget().work((separator ? countReplacements(self, *separator, limit) : self.size() / 2) * 64);
        return textList(evaluator, name == "split" || !separator ? splitText(self, separator, limit)
                                                                 : splitTextFromRight(self, *separator, limit));
    }
    if (name == "replace") {
        arguments.expect(name, {"old", "new", "count"});
        const std::string& what = textArgument(name, arguments.get(0, "old"));
        const std::string& with = textArgument(name, arguments.get(1, "new"));
        const std::int64_t limit = countArgument(name, arguments.get(2, "count"));
        evaluator.budget().work(self.size() + countReplacements(self, what, limit) * with.size());
        return Value(replaceText(self, what, with, limit));
    }
    if (name == "join") {
        arguments.expect(name, {"iterable"});
        return evaluator.filter("join", first == nullptr ? Value() : *first, {{Value(self)}, {}});
    }
    if (name == "splitlines") {
        arguments.expect(name, {});
        evaluator.budget().work((countReplacements(self, "\n", -1) + countReplacements(self, "\r", -1)) * 64);
        return textList(evaluator, splitLines(self));
    }
    if (name == "startswith" || name == "endswith") {
        arguments.expect(name, {"affix"});
        const bool front = name == "startswith";
        return Value(anyAffix(evaluator.budget(), name, first, [&](const std::string& affix) {
            return front ? self.starts_with(affix) : self.ends_with(affix);
        }));
    }
    if (name == "removeprefix") {
        arguments.expect(name, {"prefix"});
        const std::string& prefix = textArgument(name, first);
        return evaluator.text(self.starts_with(prefix) ? self.substr(prefix.size()) : self);
    }
    if (name == "find" || name == "rfind") {
        arguments.expect(name, {"sub"});
        const std::string& wanted = textArgument(name, first);
        return position(self, name == "find" ? findText(self, wanted) : findLastText(self, wanted));
    }
    if (name == "count") {
        arguments.expect(name, {"sub"});
        return Value(static_cast<std::int64_t>(countReplacements(self, textArgument(name, first), -1)));
    }
    arguments.expect(name, {});
    if (name == "isdigit" || name == "isspace") {
        const bool digits = name == "isdigit";
        const bool all =
            digits ? self.find_first_not_of("0123456789") == std::string::npos : strip(self, Ends::Both).empty();
        return Value(!self.empty() && all);
    }
    if (name == "title") {
        return evaluator.text(titleCase(self));
    }
    return evaluator.filter(name, Value(self), {});  // upper, lower, capitalize
}

}  // namespace saferscope::jinja
