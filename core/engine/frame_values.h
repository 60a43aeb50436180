// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace saferscope {

static_assert(std::endian::native == std::endian::little,
              "frames are written as memory lies on little-endian machines");

/// Fills the binary part of a frame; what put() returns goes into the JSON part: [first byte, elements].
class FrameArrays {
public:
    explicit FrameArrays(std::string& binary) : m_binary(binary) {}

    template <class T>
    Json put(std::span<const T> values) {
        static_assert(std::is_arithmetic_v<T>);
        Json place = Json::array({m_binary.size(), values.size()});
        m_binary.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
        return place;
    }
    template <class T>
    Json put(const std::vector<T>& values) {
        return put(std::span<const T>(values));
    }
    /// Bytes as they are: paths, and texts that other numbers point into.
    Json put(const std::string& bytes) { return put(std::span<const char>(bytes)); }

private:
    std::string& m_binary;
};

/// Bytes of a frame's binary part that its arrays may still take: arrays that lie on top of each other would turn a
/// small frame into a lot of memory.
struct FrameBudget {
    std::string_view binary;
    std::uint64_t left = 0;
};

/// Reads members of one JSON object and the arrays they point at. The first thing that is wrong is kept; all later
/// calls leave what they are given as it is, so that a decoder reads everything and asks once.
class FrameFields {
public:
    FrameFields(const Json& object, FrameBudget& budget, std::string where);

    bool ok() const { return m_error.message.empty(); }
    const Error& error() const { return m_error; }
    void refuse(const std::string& what);  ///< "\"doses\" is ..."
    void refuse(const Error& error);
    /// The member, or nullptr (and refused) without it.
    const Json* member(const char* key);
    /// Hands an inner object's failure on.
    void take(const FrameFields& inner);
    FrameBudget& budget() { return m_budget; }
    const std::string& where() const { return m_where; }

    /// Whole numbers in the range of T, finite real numbers, truth values, text.
    template <class T>
    void read(const char* key, T& value) {
        const Json* json = member(key);
        if (json == nullptr) {
            return;
        }
        bool taken = false;
        if constexpr (std::is_same_v<T, bool>) {
            taken = json->is_boolean();
        } else if constexpr (std::is_floating_point_v<T>) {
            taken = json->is_number() && std::isfinite(json->get<double>());
        } else if constexpr (std::is_integral_v<T>) {
            taken = json->is_number_unsigned()
                        ? json->get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<T>::max()}
                        : json->is_number_integer() && std::is_signed_v<T>;
        } else {
            taken = json->is_string();
        }
        if (!taken) {
            refuse("\"" + std::string(key) + "\" is not what it should be.");
            return;
        }
        value = json->get<T>();
    }

    template <class T>
    void readArray(const char* key, std::vector<T>& values) {
        const std::string_view bytes = bytesOf(key, sizeof(T));
        values.resize(bytes.size() / sizeof(T));
        if (!bytes.empty()) {
            std::memcpy(values.data(), bytes.data(), bytes.size());
        }
        checkFinite(key, values);
    }
    void readBytes(const char* key, std::string& bytes) { bytes = bytesOf(key, 1); }

private:
    std::string_view bytesOf(const char* key, std::size_t elementSize);

    template <class T>
    void checkFinite(const char* key, const std::vector<T>& values) {
        if constexpr (std::is_floating_point_v<T>) {
            for (const T value : values) {
                if (!std::isfinite(value)) {
                    refuse("\"" + std::string(key) + "\" holds a number that is not finite.");
                    return;
                }
            }
        }
    }

    const Json& m_object;
    FrameBudget& m_budget;
    const std::string m_where;
    Error m_error;
};

/// How interventions and the like are read: by functions that return a Result.
template <class T>
void takeResult(FrameFields& fields, Result<T> result, T& value) {
    if (!result) {
        fields.refuse(result.error());
    } else if (fields.ok()) {
        value = std::move(*result);
    }
}

}  // namespace saferscope
