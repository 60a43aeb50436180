// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"
#include "core/text/template_strings.h"

#include <algorithm>
#include <map>

namespace saferscope::jinja {

namespace {

/// What `attribute="a.b.0"` means in filters.
Value byPath(Evaluator& e, Value value, const std::string& path) {
    e.budget().step();
    e.budget().work(path.size());  // it is copied and searched for every item
    for (const std::string& part : splitText(path, ".", 16)) {
        const bool number =
            !part.empty() && part.size() < 9 && part.find_first_not_of("0123456789") == std::string::npos;
        value = e.item(value, number ? Value(static_cast<std::int64_t>(std::stoll(part))) : Value(part));
    }
    return value;
}

std::string textOf(const char* filter, const Value* value) {
    if (value == nullptr || value->text() == nullptr) {
        throw TemplateError(std::string(filter) + " needs a string");
    }
    return *value->text();
}

CallArguments withoutFirst(const CallArguments& a, std::size_t count) {
    CallArguments rest;
    rest.positional.assign(a.positional.begin() + static_cast<std::ptrdiff_t>(std::min(count, a.positional.size())),
                           a.positional.end());
    rest.named = a.named;
    return rest;
}

Value joinFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("join", {"d", "attribute"});
    const Value* const separatorValue = a.get(0, "d");
    const std::string separator = separatorValue == nullptr ? "" : e.print(*separatorValue);
    const Value* const path = a.get(1, "attribute");
    std::string joined;
    bool first = true;
    const auto source = e.iterate(v);
    for (const Value& item : source->items) {
        const std::string piece = e.print(path == nullptr ? item : byPath(e, item, textOf("join", path)));
        e.budget().work(separator.size() + piece.size());
        joined += first ? "" : separator;
        joined += piece;
        first = false;
    }
    return Value(std::move(joined));
}

template <bool last>
Value endFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect(last ? "last" : "first", {});
    const auto items = e.iterate(v);
    if (items->items.empty()) {
        return Value::undefined(last ? "the last of nothing" : "the first of nothing");
    }
    return last ? items->items.back() : items->items.front();
}

Value listFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("list", {});
    return e.list(e.iterate(v)->items);
}

Value reverseFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("reverse", {});
    const auto source = e.iterate(v);
    std::vector<Value> items(source->items.rbegin(), source->items.rend());
    if (v.text() == nullptr) {
        return e.list(std::move(items));
    }
    std::string made;
    for (const Value& item : items) {
        made += *item.text();
    }
    return e.text(std::move(made));
}

Value itemsFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("items", {});
    if (v.isUndefined()) {
        return e.list({});
    }
    if (v.entries() == nullptr) {
        throw TemplateError("items needs a dict");
    }
    std::vector<Value> items;
    for (const auto& [key, value] : v.entries()->entries) {
        items.push_back(e.list({e.text(key), value}, true));
    }
    return e.list(std::move(items));
}

Value sortFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("sort", {"reverse", "case_sensitive", "attribute"});
    const Value* const path = a.get(2, "attribute");
    const Value* const sensitive = a.get(1, "case_sensitive");
    const bool fold = sensitive == nullptr || !sensitive->truthy();
    std::vector<std::pair<Value, Value>> keyed;
    const auto source = e.iterate(v);
    for (const Value& item : source->items) {
        Value key = path == nullptr ? item : byPath(e, item, textOf("sort", path));
        keyed.emplace_back(fold && key.text() != nullptr ? e.text(lowerCase(*key.text())) : key, item);
    }
    const Value* const reverse = a.get(0, "reverse");
    const bool down = reverse != nullptr && reverse->truthy();
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& x, const auto& y) {
        return down ? e.less(y.first, x.first) : e.less(x.first, y.first);
    });
    std::vector<Value> items;
    items.reserve(keyed.size());
    for (auto& [key, item] : keyed) {
        items.push_back(std::move(item));
    }
    return e.list(std::move(items));
}

Value dictsortFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("dictsort", {});
    return sortFilter(e, itemsFilter(e, v, {}), {{}, {{"attribute", Value("0")}}});
}

Value uniqueFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("unique", {"case_sensitive"});
    const Value* const sensitive = a.get(0, "case_sensitive");
    const bool fold = sensitive == nullptr || !sensitive->truthy();
    std::vector<Value> items;
    std::vector<Value> keys;
    const auto source = e.iterate(v);
    for (const Value& item : source->items) {
        Value key = fold && item.text() != nullptr ? e.text(lowerCase(*item.text())) : item;
        if (std::none_of(keys.begin(), keys.end(), [&](const Value& other) { return e.equal(key, other); })) {
            keys.push_back(std::move(key));
            items.push_back(item);
        }
    }
    return e.list(std::move(items));
}

Value sumFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect("sum", {"attribute"});
    const Value* const path = a.get(0, "attribute");
    double real = 0.0;
    std::int64_t whole = 0;
    bool isReal = false;
    const auto source = e.iterate(v);
    for (const Value& item : source->items) {
        const Value number = path == nullptr ? item : byPath(e, item, textOf("sum", path));
        const bool fraction = number.as<double>() != nullptr;
        if (!number.isNumber() || (!fraction && __builtin_add_overflow(whole, number.integer(), &whole))) {
            throw TemplateError("sum needs numbers that are not too large");
        }
        isReal = isReal || fraction;
        real += number.real();
    }
    return isReal ? Value(real) : Value(whole);
}

template <bool largest>
Value extremeFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    a.expect(largest ? "max" : "min", {});
    const auto items = e.iterate(v);
    if (items->items.empty()) {
        return Value::undefined("the extreme of nothing");
    }
    const Value* best = &items->items.front();
    for (const Value& item : items->items) {
        best = (largest ? e.less(*best, item) : e.less(item, *best)) ? &item : best;
    }
    return *best;
}

Value mapFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    const Value* const path = a.positional.empty() ? a.get(0, "attribute") : nullptr;
    std::vector<Value> items;
    const auto source = e.iterate(v.truthy() ? v : Value::undefined(""));  // nothing at all counts as empty
    for (const Value& item : source->items) {
        if (path != nullptr) {
            const Value found = byPath(e, item, textOf("map", path));
            const Value* const fallback = a.get(1, "default");
            items.push_back(found.isUndefined() && fallback != nullptr ? *fallback : found);
        } else {
            items.push_back(e.filter(textOf("map", a.get(0, "filter")), item, withoutFirst(a, 1)));
        }
    }
    return e.list(std::move(items));
}

/// select, reject, selectattr, rejectattr: items (or an attribute of theirs) that pass a test, or that are true.
template <bool keep, bool byAttribute>
Value selectFilter(Evaluator& e, const Value& v, const CallArguments& a) {
    const std::size_t testAt = byAttribute ? 1 : 0;
    std::vector<Value> items;
    const auto source = e.iterate(v.truthy() ? v : Value::undefined(""));  // nothing at all counts as empty
    for (const Value& item : source->items) {
        const Value subject = byAttribute ? byPath(e, item, textOf("selectattr", a.get(0, "attribute"))) : item;
        const Value* const name = a.get(testAt, "test");
        const bool passes =
            name == nullptr ? subject.truthy() : e.test(textOf("select", name), subject, withoutFirst(a, testAt + 1));
        if (passes == keep) {
            items.push_back(item);
        }
    }
    return e.list(std::move(items));
}

}  // namespace

FilterFunction findListFilter(const std::string& name) {
    static const std::map<std::string, FilterFunction, std::less<>> all = {
        {"join", joinFilter},
        {"first", endFilter<false>},
        {"last", endFilter<true>},
        {"list", listFilter},
        {"reverse", reverseFilter},
        {"items", itemsFilter},
        {"dictsort", dictsortFilter},
        {"sort", sortFilter},
        {"unique", uniqueFilter},
        {"sum", sumFilter},
        {"min", extremeFilter<false>},
        {"max", extremeFilter<true>},
        {"map", mapFilter},
        {"select", selectFilter<true, false>},
        {"reject", selectFilter<false, false>},
        {"selectattr", selectFilter<true, true>},
        {"rejectattr", selectFilter<false, true>},
    };
    const auto it = all.find(name);
    return it == all.end() ? nullptr : it->second;
}

}  // namespace saferscope::jinja
