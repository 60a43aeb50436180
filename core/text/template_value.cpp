// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_value.h"

#include <algorithm>

namespace saferscope::jinja {

namespace {

constexpr int maxValueDepth = 64;

int containerDepth(int deepestMember) {
    if (deepestMember >= maxValueDepth) {
        throw TemplateError("a value is nested deeper than 64 levels");
    }
    return deepestMember + 1;
}

void refuseNamespace(const Value& value) {
    if (value.names() != nullptr || value.loop() != nullptr || value.callable() != nullptr) {
        throw TemplateError(std::string("a ") + value.typeName() + " cannot be kept in a list or dict");
    }
}

}  // namespace

const Value* DictData::find(const std::string& key) const {
    const auto it = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first == key; });
    return it == entries.end() ? nullptr : &it->second;
}

Value Value::undefined(std::string name) {
    constexpr std::size_t most = 200;
    if (name.size() > most) {
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) {
            --end;
        }
        name = name.substr(0, end) + "…";
    }
    return Value(Data(Undefined{std::move(name)}));
}

Value Value::list(std::vector<Value> items, bool tuple) {
    int deepest = 0;
    for (const Value& item : items) {
        refuseNamespace(item);
        deepest = std::max(deepest, item.depth());
    }
    auto data = std::make_shared<ListData>();
    data->depth = containerDepth(deepest);
    data->items = std::move(items);
    data->tuple = tuple;
    return Value(Data(std::shared_ptr<const ListData>(std::move(data))));
}

Value Value::dict(std::vector<std::pair<std::string, Value>> entries) {
    int deepest = 0;
    for (const auto& [key, value] : entries) {
        refuseNamespace(value);
        deepest = std::max(deepest, value.depth());
    }
    auto data = std::make_shared<DictData>();
    data->depth = containerDepth(deepest);
    data->entries = std::move(entries);
    return Value(Data(std::shared_ptr<const DictData>(std::move(data))));
}

int Value::depth() const {
    if (const ListData* const list = items()) {
        return list->depth;
    }
    const DictData* const dict = entries();
    return dict == nullptr ? 0 : dict->depth;
}

const char* Value::typeName() const {
    static constexpr const char* names[] = {"undefined value", "none",   "boolean", "integer",
                                            "float",           "string", "list",    "dict",
                                            "namespace",       "loop",   "function"};
    return names[m_data.index()];
}

bool Value::truthy() const {
    if (isUndefined() || isNone()) {
        return false;
    }
    if (isNumber()) {
        return real() != 0.0;
    }
    if (const std::string* const string = text()) {
        return !string->empty();
    }
    if (const ListData* const list = items()) {
        return !list->items.empty();
    }
    const DictData* const dict = entries();
    return dict == nullptr || !dict->entries.empty();
}

std::int64_t Value::integer() const {
    if (const bool* const flag = as<bool>()) {
        return *flag ? 1 : 0;
    }
    return *as<std::int64_t>();
}

double Value::real() const {
    if (const double* const number = as<double>()) {
        return *number;
    }
    return static_cast<double>(integer());
}

}  // namespace saferscope::jinja
