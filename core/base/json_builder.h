// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <vector>

namespace saferscope {

/// Makes a value of the events of Json::sax_parse() within bounds of depth and memory. Two bytes of a file ("0,") can
/// become sixteen of memory, five ("[[],[]") a hundred, so a bound on the file's size alone holds nothing. One thread.
class JsonBuilder : public nlohmann::json_sax<Json> {
public:
    static constexpr std::uint64_t defaultBytes = 128u << 20;
    static constexpr std::size_t maxDepth = 64;

    explicit JsonBuilder(std::uint64_t maxBytes = defaultBytes) : m_bytesLeft(maxBytes) {}

    bool null() override { return put(nullptr, 0); }
    bool boolean(bool value) override { return put(value, 0); }
    bool number_integer(number_integer_t value) override { return put(value, 0); }
    bool number_unsigned(number_unsigned_t value) override { return put(value, 0); }
    bool number_float(number_float_t value, const string_t&) override { return put(value, 0); }
    bool string(string_t& value) override {
        const std::uint64_t bytes = stringBytes(value.size());
        return put(std::move(value), bytes);
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool key(string_t& name) override;
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) override {
        m_errorByte = byte;
        return false;
    }

    bool complete() const { return m_complete; }  ///< the outermost value has ended
    Json take();                                  ///< it, once; the builder is then as new, less the bytes it gave out
    /// What went wrong, as the rest of a sentence: " is nested deeper than 64 levels."
    std::string problem() const;

private:
    static std::uint64_t stringBytes(std::size_t size) { return 32 + (size > 15 ? size + 16 : 0); }
    bool put(Json value, std::uint64_t bytes);
    bool open(Json container);
    bool close();
    bool charge(std::uint64_t bytes);

    Json m_root;
    std::vector<Json*> m_open;  // containers from the outside in; a container grows only while nothing below it is open
    std::string m_key;
    std::uint64_t m_bytesLeft;
    std::size_t m_errorByte = 0;
    bool m_complete = false;
    bool m_tooDeep = false;
    bool m_tooLarge = false;
};

}  // namespace saferscope
