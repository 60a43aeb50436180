// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_evaluator.h"
#include "core/text/template_strings.h"

#include <algorithm>
#include <cmath>

namespace saferscope::jinja {

namespace {

const char* opName(Op op) {
    static constexpr const char* names[] = {
        "+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">=", "in", "not in"};
    return names[static_cast<std::size_t>(op)];
}

[[noreturn]] void refuse(Op op, const Value& left, const Value& right) {
    for (const Value* const side : {&left, &right}) {
        if (const auto* const missing = side->as<Undefined>()) {
            throw TemplateError("'" + missing->name + "' is undefined");
        }
    }
    throw TemplateError(std::string("'") + opName(op) + "' cannot combine " + left.typeName() + " and " +
                        right.typeName());
}

bool isWhole(const Value& value) { return value.isInteger() || value.as<bool>() != nullptr; }

[[noreturn]] void overflow() { throw TemplateError("a number grows too large"); }

std::int64_t integerPower(std::int64_t base, std::int64_t exponent) {
    std::int64_t result = 1;
    if (exponent > 64 && (base < -1 || base > 1)) {
        overflow();
    }
    exponent = exponent > 64 ? 64 + exponent % 2 : exponent;  // powers of -1, 0 and 1 only
    for (std::int64_t i = 0; i < exponent; ++i) {
        if (__builtin_mul_overflow(result, base, &result)) {
            overflow();
        }
    }
    return result;
}

/// Python's rounding: the quotient goes down, the remainder has the divisor's sign.
std::int64_t floorDivide(std::int64_t left, std::int64_t right) {
    if (left == INT64_MIN && right == -1) {
        overflow();
    }
    const std::int64_t quotient = left / right;
    return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
}

Value integerArithmetic(Op op, std::int64_t left, std::int64_t right) {
    std::int64_t result = 0;
    bool tooLarge = false;
    switch (op) {
        case Op::Add:
            tooLarge = __builtin_add_overflow(left, right, &result);
            break;
        case Op::Subtract:
            tooLarge = __builtin_sub_overflow(left, right, &result);
            break;
        case Op::Multiply:
            tooLarge = __builtin_mul_overflow(left, right, &result);
            break;
        case Op::FloorDivide:
            result = floorDivide(left, right);
            break;
        case Op::Modulo:
            result = right == -1 ? 0 : left - floorDivide(left, right) * right;
            break;
        default:
            result = integerPower(left, right);
    }
    if (tooLarge) {
        overflow();
    }
    return Value(result);
}

Value realArithmetic(Op op, double left, double right) {
    switch (op) {
        case Op::Add:
            return Value(left + right);
        case Op::Subtract:
            return Value(left - right);
        case Op::Multiply:
            return Value(left * right);
        case Op::Divide:
            return Value(left / right);
        case Op::FloorDivide:
            return Value(std::floor(left / right));
        case Op::Modulo:
            return Value(left - std::floor(left / right) * right);
        default:
            return Value(std::pow(left, right));
    }
}

}  // namespace

Value Evaluator::binary(Op op, const Value& left, const Value& right) {
    switch (op) {
        case Op::Equal:
            return Value(equal(left, right));
        case Op::NotEqual:
            return Value(!equal(left, right));
        case Op::Less:
            return Value(less(left, right));
        case Op::Greater:
            return Value(less(right, left));
        case Op::LessEqual:
            return Value(less(left, right) || equal(left, right));
        case Op::GreaterEqual:
            return Value(less(right, left) || equal(left, right));
        case Op::In:
            return Value(contains(right, left));
        case Op::NotIn:
            return Value(!contains(right, left));
        case Op::Add:
            return add(left, right);
        case Op::Multiply:
            if (isWhole(right) && !left.isNumber()) {
                return repeat(left, right.integer());
            }
            if (isWhole(left) && !right.isNumber()) {
                return repeat(right, left.integer());
            }
            return arithmetic(op, left, right);
        default:
            return arithmetic(op, left, right);
    }
}

Value Evaluator::arithmetic(Op op, const Value& left, const Value& right) {
    if (!left.isNumber() || !right.isNumber()) {
        refuse(op, left, right);
    }
    const bool divides = op == Op::Divide || op == Op::FloorDivide || op == Op::Modulo;
    if (divides && right.real() == 0.0) {
        throw TemplateError("there is a division by zero");
    }
    const bool real = left.as<double>() != nullptr || right.as<double>() != nullptr || op == Op::Divide ||
                      (op == Op::Power && right.real() < 0.0);
    return real ? realArithmetic(op, left.real(), right.real())
                : integerArithmetic(op, left.integer(), right.integer());
}

Value Evaluator::add(const Value& left, const Value& right) {
    if (left.text() != nullptr && right.text() != nullptr) {
        m_budget.work(left.text()->size() + right.text()->size());
        return Value(*left.text() + *right.text());
    }
    const ListData* const first = left.items();
    const ListData* const second = right.items();
    if (first != nullptr && second != nullptr && first->tuple == second->tuple) {
        m_budget.work((first->items.size() + second->items.size()) * sizeof(Value));
        std::vector<Value> items = first->items;
        items.insert(items.end(), second->items.begin(), second->items.end());
        return Value::list(std::move(items), first->tuple);
    }
    return arithmetic(Op::Add, left, right);
}

Value Evaluator::repeat(const Value& value, std::int64_t count) {
    const auto times = static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0));
    const auto charge = [&](std::uint64_t size) {
        std::uint64_t total = 0;
        if (__builtin_mul_overflow(size, times, &total)) {
            overflow();
        }
        m_budget.work(total);
    };
    if (const std::string* const source = value.text()) {
        charge(source->size());
        std::string made;
        for (std::uint64_t i = 0; i < times && !source->empty(); ++i) {
            made += *source;
        }
        return Value(std::move(made));
    }
    if (const ListData* const source = value.items()) {
        charge(source->items.size() * sizeof(Value));
        std::vector<Value> items;
        for (std::uint64_t i = 0; i < times && !source->items.empty(); ++i) {
            items.insert(items.end(), source->items.begin(), source->items.end());
        }
        return Value::list(std::move(items), source->tuple);
    }
    refuse(Op::Multiply, value, Value(count));
}

bool Evaluator::equal(const Value& left, const Value& right) {
    m_budget.step();
    if (left.isNumber() && right.isNumber()) {
        const bool real = left.as<double>() != nullptr || right.as<double>() != nullptr;
        return real ? left.real() == right.real() : left.integer() == right.integer();
    }
    if (left.text() != nullptr && right.text() != nullptr) {
        m_budget.step(std::min(left.text()->size(), right.text()->size()) / 256);
        return *left.text() == *right.text();
    }
    if (const ListData* first = left.items(), *second = right.items(); first != nullptr && second != nullptr) {
        return first->tuple == second->tuple &&
               std::equal(first->items.begin(), first->items.end(), second->items.begin(), second->items.end(),
                          [this](const Value& a, const Value& b) { return equal(a, b); });
    }
    if (const DictData* first = left.entries(), *second = right.entries(); first != nullptr && second != nullptr) {
        return first->entries.size() == second->entries.size() &&
               std::all_of(first->entries.begin(), first->entries.end(), [&](const auto& entry) {
                   const Value* const other = lookUp(*second, entry.first);
                   return other != nullptr && equal(entry.second, *other);
               });
    }
    if (left.names() != nullptr || right.names() != nullptr) {
        return left.names() == right.names();
    }
    return (left.isNone() && right.isNone()) || (left.isUndefined() && right.isUndefined());
}

bool Evaluator::less(const Value& left, const Value& right) {
    m_budget.step();
    if (left.isNumber() && right.isNumber()) {
        const bool real = left.as<double>() != nullptr || right.as<double>() != nullptr;
        return real ? left.real() < right.real() : left.integer() < right.integer();
    }
    if (left.text() != nullptr && right.text() != nullptr) {
        m_budget.step(std::min(left.text()->size(), right.text()->size()) / 256);
        return *left.text() < *right.text();  // the order of UTF-8 bytes is the order of code points
    }
    if (const ListData* first = left.items(), *second = right.items();
        first != nullptr && second != nullptr && first->tuple == second->tuple) {
        const std::size_t common = std::min(first->items.size(), second->items.size());
        for (std::size_t i = 0; i < common; ++i) {
            if (!equal(first->items[i], second->items[i])) {
                return less(first->items[i], second->items[i]);
            }
        }
        return first->items.size() < second->items.size();
    }
    refuse(Op::Less, left, right);
}

bool Evaluator::contains(const Value& container, const Value& value) {
    if (const std::string* const haystack = container.text()) {
        if (value.text() == nullptr) {
            refuse(Op::In, value, container);
        }
        m_budget.step((haystack->size() + value.text()->size()) / 64);
        return findText(*haystack, *value.text()) != std::string::npos;
    }
    if (const ListData* const list = container.items()) {
        return std::any_of(list->items.begin(), list->items.end(),
                           [&](const Value& item) { return equal(item, value); });
    }
    if (const DictData* const dict = container.entries()) {
        return value.text() != nullptr && lookUp(*dict, *value.text()) != nullptr;
    }
    if (container.isUndefined()) {
        return false;
    }
    refuse(Op::In, value, container);
}

}  // namespace saferscope::jinja
