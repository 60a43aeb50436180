// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/check.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saferscope::check {

inline std::string contentsOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    CHECK(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

struct ReadEvent {
    double wallTime = 0.0;
    std::uint64_t step = 0;
    std::string fileVersion;
    std::vector<std::pair<std::string, double>> values;
};

/// A reader of TensorBoard event files that shares nothing with the writer: its checksum goes bit by bit, its protocol
/// buffers are read generically. Every record's checksums are checked.
class ProtoReader {
public:
    explicit ProtoReader(std::string_view bytes) : m_bytes(bytes) {}
    bool done() const { return m_at == m_bytes.size(); }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1)[0]);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        CHECK(!"a varint ends");
        return 0;
    }
    std::string_view bytes() { return take(varint()); }
    template <class Number>
    Number fixed() {
        Number number;
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
        return number;
    }

private:
    std::string_view take(std::size_t count) {
        CHECK(count <= m_bytes.size() - m_at);
        m_at += count;
        return m_bytes.substr(m_at - count, count);
    }
    std::string_view m_bytes;
    std::size_t m_at = 0;
};

inline std::uint32_t slowMaskedCrc(std::string_view bytes) {
    std::uint32_t crc = ~0u;
    for (const char c : bytes) {
        for (int bit = 0; bit < 8; ++bit) {
            const bool one = (((crc >> 0) ^ (static_cast<unsigned char>(c) >> bit)) & 1) != 0;
            crc = (crc >> 1) ^ (one ? 0x82f63b78u : 0u);
        }
    }
    crc = ~crc;
    return ((crc >> 15) | (crc << 17)) + 0xa282ead8u;
}

inline ReadEvent readEvent(std::string_view bytes) {
    ReadEvent event;
    for (ProtoReader reader(bytes); !reader.done();) {
        switch (reader.varint()) {
            case 1 << 3 | 1:
                event.wallTime = reader.fixed<double>();
                break;
            case 2 << 3 | 0:
                event.step = reader.varint();
                break;
            case 3 << 3 | 2:
                event.fileVersion = reader.bytes();
                break;
            case 5 << 3 | 2:
                for (ProtoReader summary(reader.bytes()); !summary.done();) {
                    CHECK_EQ(summary.varint(), std::uint64_t{1 << 3 | 2});
                    std::pair<std::string, double> value;
                    for (ProtoReader one(summary.bytes()); !one.done();) {
                        const auto key = one.varint();
                        CHECK(key == (1 << 3 | 2) || key == (2 << 3 | 5));
                        if (key == (1 << 3 | 2)) {
                            value.first = one.bytes();
                        } else {
                            value.second = one.fixed<float>();
                        }
                    }
                    event.values.push_back(std::move(value));
                }
                break;
            default:
                CHECK(!"an event has no other fields");
        }
    }
    return event;
}

inline std::vector<ReadEvent> readEventFile(std::string_view file) {
    static_assert(std::endian::native == std::endian::little);
    std::vector<ReadEvent> events;
    while (!file.empty()) {
        CHECK(file.size() >= 12);
        ProtoReader head(file);
        const auto length = head.fixed<std::uint64_t>();
        CHECK_EQ(head.fixed<std::uint32_t>(), slowMaskedCrc(file.substr(0, 8)));
        CHECK(length <= file.size() - 16);
        const auto bytes = file.substr(12, length);
        CHECK_EQ(ProtoReader(file.substr(12 + length, 4)).fixed<std::uint32_t>(), slowMaskedCrc(bytes));
        events.push_back(readEvent(bytes));
        file.remove_prefix(length + 16);
    }
    return events;
}

}  // namespace saferscope::check
