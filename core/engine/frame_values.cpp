// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/frame_values.h"

namespace saferscope {

FrameFields::FrameFields(const Json& object, FrameBudget& budget, std::string where)
    : m_object(object), m_budget(budget), m_where(std::move(where)) {
    if (!object.is_object()) {
        refuse("it is not a JSON object.");
    }
}

void FrameFields::refuse(const std::string& what) {
    if (ok()) {
        m_error = {ErrorCode::InvalidInput, m_where + ": " + what, {}};
    }
}

void FrameFields::refuse(const Error& error) {
    if (ok()) {
        m_error = error;
    }
}

void FrameFields::take(const FrameFields& inner) {
    if (!inner.ok()) {
        refuse(inner.error());
    }
}

const Json* FrameFields::member(const char* key) {
    if (!ok()) {
        return nullptr;
    }
    const auto it = m_object.find(key);
    if (it == m_object.end()) {
        refuse("there is no \"" + std::string(key) + "\".");
        return nullptr;
    }
    return &*it;
}

std::string_view FrameFields::bytesOf(const char* key, std::size_t elementSize) {
    const Json* place = member(key);
    if (place == nullptr) {
        return {};
    }
    const bool shaped =
        place->is_array() && place->size() == 2 && (*place)[0].is_number_unsigned() && (*place)[1].is_number_unsigned();
    const std::uint64_t begin = shaped ? (*place)[0].get<std::uint64_t>() : 0;
    const std::uint64_t count = shaped ? (*place)[1].get<std::uint64_t>() : 0;
    const std::uint64_t size = m_budget.binary.size();
    // Divided instead of multiplied: a huge count must not wrap around.
    if (!shaped || begin > size || count > (size - begin) / elementSize || count * elementSize > m_budget.left) {
        refuse("\"" + std::string(key) + "\" does not lie in the frame.");
        return {};
    }
    m_budget.left -= count * elementSize;
    return m_budget.binary.substr(begin, count * elementSize);
}

}  // namespace saferscope
