// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"
#include "core/text/template_strings.h"

#include <algorithm>

namespace saferscope::jinja {

namespace {

bool isFunction(const std::string& name) {
    return name == "range" || name == "namespace" || name == "dict" || name == "raise_exception" ||
           name == "strftime_now";
}

/// Start, end (exclusive) and count of a Python slice over `size` items.
struct SliceBounds {
    std::int64_t start = 0;
    std::int64_t step = 1;
    std::int64_t count = 0;
};

SliceBounds sliceBounds(const Value& first, const Value& last, const Value& stepValue, std::int64_t size) {
    const auto integerOr = [](const Value& value, std::int64_t fallback) {
        if (value.isNone()) {
            return fallback;
        }
        if (!value.isInteger() && value.as<bool>() == nullptr) {
            throw TemplateError(std::string("a slice needs integers, not ") + value.typeName());
        }
        return value.integer();
    };
    SliceBounds bounds;
    bounds.step = integerOr(stepValue, 1);
    if (bounds.step == 0) {
        throw TemplateError("a slice has the step 0");
    }
    bounds.step = std::clamp<std::int64_t>(bounds.step, -size - 1, size + 1);
    const bool up = bounds.step > 0;
    const auto place = [&](std::int64_t index) {
        if (index < 0) {
            index = index < -size ? (up ? 0 : -1) : index + size;
        }
        return std::min(index, up ? size : size - 1);
    };
    bounds.start = first.isNone() ? (up ? 0 : size - 1) : place(integerOr(first, 0));
    const std::int64_t end = last.isNone() ? (up ? size : -1) : place(integerOr(last, 0));
    const std::int64_t distance = up ? end - bounds.start : bounds.start - end;
    const std::int64_t stride = up ? bounds.step : -bounds.step;
    bounds.count = distance <= 0 ? 0 : (distance + stride - 1) / stride;
    return bounds;
}

}  // namespace

Value Evaluator::evaluate(const Expr& expression) {
    m_line = expression.line;
    m_budget.step();
    m_budget.enter();
    Value value = evaluateNode(expression);
    m_budget.leave();
    return value;
}

Value Evaluator::evaluateNode(const Expr& e) {
    switch (e.kind) {
        case ExprKind::Literal:
            return e.literal;
        case ExprKind::Name: {
            if (const Value* const value = find(e.name)) {
                return *value;
            }
            return isFunction(e.name) ? Value(CallableData{e.name, nullptr, nullptr}) : Value::undefined(e.name);
        }
        case ExprKind::List:
        case ExprKind::Tuple: {
            std::vector<Value> items;
            items.reserve(e.parts.size());
            for (const ExprPtr& part : e.parts) {
                items.push_back(evaluate(*part));
            }
            return list(std::move(items), e.kind == ExprKind::Tuple);
        }
        case ExprKind::Dict:
            return dictLiteral(e);
        case ExprKind::Attribute:
            return attribute(evaluate(*e.parts[0]), e.name);
        case ExprKind::Item: {
            const Value object = evaluate(*e.parts[0]);
            return item(object, evaluate(*e.parts[1]));
        }
        case ExprKind::Slice:
            return slice(e);
        case ExprKind::Call: {
            const Value callee = evaluate(*e.parts[0]);
            return call(callee, evaluateArguments(e.arguments));
        }
        case ExprKind::Filter: {
            const Value input = evaluate(*e.parts[0]);
            return filter(e.name, input, evaluateArguments(e.arguments));
        }
        case ExprKind::Test: {
            const Value input = evaluate(*e.parts[0]);
            return Value(test(e.name, input, evaluateArguments(e.arguments)) != e.negated);
        }
        case ExprKind::Negate: {
            const Value value = evaluate(*e.parts[0]);
            if (const double* const real = value.as<double>()) {
                return Value(-*real);  // 0 - x would lose the sign of a zero
            }
            return arithmetic(Op::Subtract, Value(std::int64_t{0}), value);
        }
        case ExprKind::Plus: {
            const Value value = evaluate(*e.parts[0]);
            return arithmetic(Op::Add, Value(std::int64_t{0}), value);
        }
        case ExprKind::Not:
            return Value(!evaluate(*e.parts[0]).truthy());
        case ExprKind::And: {
            Value left = evaluate(*e.parts[0]);
            return left.truthy() ? evaluate(*e.parts[1]) : left;
        }
        case ExprKind::Or: {
            Value left = evaluate(*e.parts[0]);
            return left.truthy() ? left : evaluate(*e.parts[1]);
        }
        case ExprKind::Concat: {
            std::string joined;
            for (const ExprPtr& part : e.parts) {
                const std::string piece = print(evaluate(*part));
                m_budget.work(piece.size());
                joined += piece;
            }
            return Value(std::move(joined));
        }
        case ExprKind::Binary: {
            const Value left = evaluate(*e.parts[0]);
            return binary(e.operators[0], left, evaluate(*e.parts[1]));
        }
        case ExprKind::Compare:
            return compare(e);
        case ExprKind::Conditional:
            if (evaluate(*e.parts[0]).truthy()) {
                return evaluate(*e.parts[1]);
            }
            return e.parts[2] ? evaluate(*e.parts[2]) : Value::undefined("the value of an if without else");
    }
    return {};
}

Value Evaluator::dictLiteral(const Expr& e) {
    Variables entries;
    for (std::size_t i = 0; i < e.parts.size(); i += 2) {
        const Value key = evaluate(*e.parts[i]);
        if (key.text() == nullptr) {
            throw TemplateError("a dict has a key that is not a string");
        }
        Value value = evaluate(*e.parts[i + 1]);
        const auto it =
            std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first == *key.text(); });
        m_budget.step(entries.size() * (1 + key.text()->size() / 64) / 16);
        m_budget.work(key.text()->size());  // unlike texts, keys are not shared
        if (it == entries.end()) {
            entries.emplace_back(*key.text(), std::move(value));
        } else {
            it->second = std::move(value);
        }
    }
    m_budget.work(entries.size() * sizeof(entries[0]));
    return Value::dict(std::move(entries));
}

Value Evaluator::compare(const Expr& e) {
    Value left = evaluate(*e.parts[0]);
    for (std::size_t i = 0; i < e.operators.size(); ++i) {
        Value right = evaluate(*e.parts[i + 1]);
        if (!binary(e.operators[i], left, right).truthy()) {
            return Value(false);
        }
        left = std::move(right);
    }
    return Value(true);
}

Value Evaluator::slice(const Expr& e) {
    const Value object = evaluate(*e.parts[0]);
    const auto part = [&](std::size_t i) { return e.parts[i] ? evaluate(*e.parts[i]) : Value(); };
    const Value first = part(1);
    const Value last = part(2);
    const Value step = part(3);
    if (const ListData* const source = object.items()) {
        const auto bounds = sliceBounds(first, last, step, static_cast<std::int64_t>(source->items.size()));
        std::vector<Value> items;
        m_budget.work(static_cast<std::uint64_t>(bounds.count) * sizeof(Value));
        items.reserve(static_cast<std::size_t>(bounds.count));
        for (std::int64_t i = 0; i < bounds.count; ++i) {
            items.push_back(source->items[static_cast<std::size_t>(bounds.start + i * bounds.step)]);
        }
        return Value::list(std::move(items), source->tuple);
    }
    if (const std::string* const source = object.text()) {
        m_budget.work(source->size() * (isAscii(*source) ? 1 : 5));
        const CodePoints points(*source);
        const auto bounds = sliceBounds(first, last, step, static_cast<std::int64_t>(points.size()));
        if (bounds.step == 1) {
            const auto start = static_cast<std::size_t>(bounds.start);
            return Value(std::string(points.range(start, start + static_cast<std::size_t>(bounds.count))));
        }
        std::string made;
        for (std::int64_t i = 0; i < bounds.count; ++i) {
            const auto at = static_cast<std::size_t>(bounds.start + i * bounds.step);
            made += points.range(at, at + 1);
        }
        return Value(std::move(made));
    }
    if (const auto* const missing = object.as<Undefined>()) {
        throw TemplateError("'" + missing->name + "' is undefined");
    }
    return Value::undefined(std::string("a slice of a ") + object.typeName());
}

CallArguments Evaluator::evaluateArguments(const std::vector<Argument>& arguments) {
    CallArguments result;
    for (const Argument& argument : arguments) {
        Value value = evaluate(*argument.value);
        if (argument.name.empty()) {
            result.positional.push_back(std::move(value));
        } else {
            result.named.emplace_back(argument.name, std::move(value));
        }
    }
    return result;
}

const Value* Evaluator::lookUp(const DictData& dict, const std::string& key) {
    m_budget.step(dict.entries.size() * (1 + key.size() / 64) / 16);
    return dict.find(key);
}

Value Evaluator::attribute(const Value& object, const std::string& name) {
    if (const auto* const missing = object.as<Undefined>()) {
        throw TemplateError("'" + missing->name + "' is undefined");
    }
    if (hasMethod(object, name)) {
        return Value(CallableData{name, nullptr, std::make_shared<const Value>(object)});
    }
    if (const LoopData* const loop = object.loop()) {
        const auto count = static_cast<std::int64_t>(loop->items->items.size());
        const auto index = static_cast<std::int64_t>(loop->index);
        const std::pair<std::string_view, std::int64_t> numbers[] = {{"index", index + 1},
                                                                     {"index0", index},
                                                                     {"revindex", count - index},
                                                                     {"revindex0", count - index - 1},
                                                                     {"length", count},
                                                                     {"depth", 1},
                                                                     {"depth0", 0}};
        for (const auto& [known, value] : numbers) {
            if (name == known) {
                return Value(value);
            }
        }
        if (name == "first" || name == "last") {
            return Value(name == "first" ? index == 0 : index + 1 == count);
        }
        if (name == "previtem" && index > 0) {
            return loop->items->items[loop->index - 1];
        }
        if (name == "nextitem" && index + 1 < count) {
            return loop->items->items[loop->index + 1];
        }
        return Value::undefined("loop." + name);
    }
    const Value* found = nullptr;
    if (const DictData* const dict = object.entries()) {
        found = lookUp(*dict, name);
    } else if (const NamespaceData* const names = object.names()) {
        found = lookUp(names->members, name);
    }
    return found == nullptr ? Value::undefined(name) : *found;
}

Value Evaluator::item(const Value& object, const Value& key) {
    if (const auto* const missing = object.as<Undefined>()) {
        throw TemplateError("'" + missing->name + "' is undefined");
    }
    if (const std::string* const name = key.text()) {
        if (const DictData* const dict = object.entries()) {
            if (const Value* const found = lookUp(*dict, *name)) {
                return *found;
            }
        }
        return attribute(object, *name);
    }
    if (!key.isInteger()) {
        return Value::undefined(std::string("an item by ") + key.typeName());
    }
    const auto place = [&key](std::size_t size) {
        const std::int64_t index = key.integer();
        const std::int64_t fromStart = index < 0 ? index + static_cast<std::int64_t>(size) : index;
        return fromStart < 0 || fromStart >= static_cast<std::int64_t>(size) ? size
                                                                             : static_cast<std::size_t>(fromStart);
    };
    if (const ListData* const items = object.items()) {
        const std::size_t at = place(items->items.size());
        return at == items->items.size() ? Value::undefined("an item of a list") : items->items[at];
    }
    if (const std::string* const source = object.text()) {
        m_budget.work(source->size() * (isAscii(*source) ? 1 : 5) / 8);
        const CodePoints points(*source);
        const std::size_t at = place(points.size());
        return at == points.size() ? Value::undefined("a character of a string")
                                   : Value(std::string(points.range(at, at + 1)));
    }
    return Value::undefined(std::string("an item of a ") + object.typeName());
}

std::shared_ptr<const ListData> Evaluator::iterate(const Value& value) {
    if (auto items = value.sharedItems()) {
        m_budget.step(items->items.size() / 4);  // whoever asks goes through them
        return items;
    }
    std::vector<Value> items;
    if (const DictData* const dict = value.entries()) {
        for (const auto& [key, ignored] : dict->entries) {
            items.push_back(text(key));
        }
    } else if (const std::string* const source = value.text()) {
        m_budget.work(source->size() * 64);
        const CodePoints points(*source);
        for (std::size_t i = 0; i < points.size(); ++i) {
            items.emplace_back(std::string(points.range(i, i + 1)));
        }
    } else if (!value.isUndefined()) {
        throw TemplateError(std::string("a value of type ") + value.typeName() + " cannot be gone through");
    }
    return list(std::move(items)).sharedItems();
}

Value Evaluator::text(std::string made) {
    m_budget.work(made.size());
    return Value(std::move(made));
}

Value Evaluator::list(std::vector<Value> items, bool tuple) {
    m_budget.work(items.size() * sizeof(Value));
    return Value::list(std::move(items), tuple);
}

}  // namespace saferscope::jinja
