// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The values a chat template computes with: Python's, as far as templates need them.
namespace saferscope::jinja {

struct Stmt;
class Value;

/// Ends a render; caught where rendering starts, never seen outside. `line` 0 is filled in by the innermost node.
struct TemplateError : std::runtime_error {
    explicit TemplateError(const std::string& text, int where = 0) : std::runtime_error(text), line(where) {}
    int line;
};

struct Undefined {
    std::string name;
};
struct None {};
using TextRef = std::shared_ptr<const std::string>;

struct ListData {
    std::vector<Value> items;
    bool tuple = false;
    int depth = 1;  ///< levels of containers, itself included
};
struct DictData {
    std::vector<std::pair<std::string, Value>> entries;  ///< in insertion order, keys unique
    int depth = 1;
    const Value* find(const std::string& key) const;
};
/// The one thing that can change; it can be put into no container and no other namespace, so values form no cycles.
struct NamespaceData {
    DictData members;
};
struct LoopData {
    std::shared_ptr<const ListData> items;
    std::size_t index = 0;
};
/// A function, a macro of the template, or a method with its object.
struct CallableData {
    std::string name;
    const Stmt* macro = nullptr;
    std::shared_ptr<const Value> self;
};

class Value {
public:
    using Data = std::variant<Undefined, None, bool, std::int64_t, double, TextRef, std::shared_ptr<const ListData>,
                              std::shared_ptr<const DictData>, std::shared_ptr<NamespaceData>,
                              std::shared_ptr<const LoopData>, std::shared_ptr<const CallableData>>;

    Value() : m_data(None{}) {}
    explicit Value(bool value) : m_data(value) {}
    explicit Value(std::int64_t value) : m_data(value) {}
    explicit Value(double value) : m_data(value) {}
    explicit Value(std::string string) : m_data(std::make_shared<const std::string>(std::move(string))) {}
    explicit Value(const char* string) : Value(std::string(string)) {}
    explicit Value(std::shared_ptr<NamespaceData> data) : m_data(std::move(data)) {}
    explicit Value(std::shared_ptr<const LoopData> data) : m_data(std::move(data)) {}
    explicit Value(CallableData data) : m_data(std::make_shared<const CallableData>(std::move(data))) {}
    /// The name is for messages: it is cut, since every copy of the value has its own.
    static Value undefined(std::string name);
    /// Refuse namespaces as members and nesting deeper than 64 levels.
    static Value list(std::vector<Value> items, bool tuple = false);
    static Value dict(std::vector<std::pair<std::string, Value>> entries);

    template <class T>
    const T* as() const {
        return std::get_if<T>(&m_data);
    }
    bool isUndefined() const { return as<Undefined>() != nullptr; }
    bool isNone() const { return as<None>() != nullptr; }
    bool isInteger() const { return as<std::int64_t>() != nullptr; }
    bool isNumber() const { return isInteger() || as<double>() != nullptr || as<bool>() != nullptr; }
    const std::string* text() const {
        const TextRef* const pointer = as<TextRef>();
        return pointer == nullptr ? nullptr : pointer->get();
    }
    const ListData* items() const {
        const auto* const pointer = as<std::shared_ptr<const ListData>>();
        return pointer == nullptr ? nullptr : pointer->get();
    }
    const DictData* entries() const {
        const auto* const pointer = as<std::shared_ptr<const DictData>>();
        return pointer == nullptr ? nullptr : pointer->get();
    }
    NamespaceData* names() const {
        const auto* const pointer = as<std::shared_ptr<NamespaceData>>();
        return pointer == nullptr ? nullptr : pointer->get();
    }
    const LoopData* loop() const {
        const auto* const pointer = as<std::shared_ptr<const LoopData>>();
        return pointer == nullptr ? nullptr : pointer->get();
    }
    const CallableData* callable() const {
        const auto* const pointer = as<std::shared_ptr<const CallableData>>();
        return pointer == nullptr ? nullptr : pointer->get();
    }
    std::shared_ptr<const ListData> sharedItems() const {
        const auto* const pointer = as<std::shared_ptr<const ListData>>();
        return pointer == nullptr ? nullptr : *pointer;
    }

    int depth() const;
    const char* typeName() const;
    bool truthy() const;
    /// As a number; bools count as 0 and 1. Only where isNumber().
    std::int64_t integer() const;
    double real() const;

private:
    explicit Value(Data data) : m_data(std::move(data)) {}
    Data m_data;
};

}  // namespace saferscope::jinja
