// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_builder.h"

#include <utility>

namespace saferscope {

namespace {

// What the containers of the standard library take, allocator included.
constexpr std::uint64_t valueBytes = 24;
constexpr std::uint64_t memberBytes = 96;
constexpr std::uint64_t containerBytes = 64;

}  // namespace

bool JsonBuilder::charge(std::uint64_t bytes) {
    m_tooLarge = bytes > m_bytesLeft;
    m_bytesLeft -= m_tooLarge ? 0 : bytes;
    return !m_tooLarge;
}

bool JsonBuilder::put(Json value, std::uint64_t bytes) {
    if (!charge(valueBytes + bytes)) {
        return false;
    }
    if (m_open.empty()) {
        m_root = std::move(value);
        m_complete = true;
    } else if (m_open.back()->is_array()) {
        m_open.back()->push_back(std::move(value));
    } else {
        (*m_open.back())[m_key] = std::move(value);
    }
    return true;
}

bool JsonBuilder::open(Json container) {
    if (m_open.size() > maxDepth) {
        m_tooDeep = true;
        return false;
    }
    if (!charge(containerBytes)) {
        return false;
    }
    if (m_open.empty()) {
        m_root = std::move(container);
        m_open.push_back(&m_root);
    } else if (m_open.back()->is_array()) {
        m_open.back()->push_back(std::move(container));
        m_open.push_back(&m_open.back()->back());
    } else {
        Json& place = (*m_open.back())[m_key];
        place = std::move(container);
        m_open.push_back(&place);
    }
    return true;
}

bool JsonBuilder::close() {
    m_open.pop_back();
    m_complete = m_open.empty();
    return true;
}

bool JsonBuilder::key(string_t& name) {
    m_key = std::move(name);
    return charge(memberBytes + stringBytes(m_key.size()));
}

Json JsonBuilder::take() {
    m_complete = false;
    return std::exchange(m_root, Json());
}

std::string JsonBuilder::problem() const {
    return m_tooDeep    ? " is nested deeper than 64 levels."
           : m_tooLarge ? " holds more values than there is memory for."
                        : " is not valid JSON (at byte " + std::to_string(m_errorByte) + ").";
}

}  // namespace saferscope
