// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/event_file.h"

#include <array>
#include <bit>

namespace saferscope {

namespace {

constexpr std::size_t bufferBytes = 256u << 10;

constexpr std::array<std::uint32_t, 256> crcTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1) ^ ((value & 1) != 0 ? 0x82f63b78u : 0u);  // the polynomial, bits reversed
        }
        table[i] = value;
    }
    return table;
}();

template <class Word>
void appendLittleEndian(std::string& out, Word value) {
    for (std::size_t i = 0; i < sizeof value; ++i) {
        out += static_cast<char>((value >> (8 * i)) & 0xff);
    }
}

// Protocol buffers: a field is its number << 3 | wire type, then its value.
enum class Wire : std::uint32_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

void appendVarint(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) {
        out += static_cast<char>(0x80 | (value & 0x7f));
    }
    out += static_cast<char>(value);
}

void appendKey(std::string& out, std::uint32_t field, Wire wire) {
    appendVarint(out, field << 3 | static_cast<std::uint32_t>(wire));
}

void appendBytes(std::string& out, std::uint32_t field, std::string_view bytes) {
    appendKey(out, field, Wire::Bytes);
    appendVarint(out, bytes.size());
    out += bytes;
}

void appendDouble(std::string& out, std::uint32_t field, double value) {
    appendKey(out, field, Wire::Fixed64);
    appendLittleEndian(out, std::bit_cast<std::uint64_t>(value));
}

void appendFloat(std::string& out, std::uint32_t field, float value) {
    appendKey(out, field, Wire::Fixed32);
    appendLittleEndian(out, std::bit_cast<std::uint32_t>(value));
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes) {
    std::uint32_t crc = 0xffffffffu;
    for (const char byte : bytes) {
        crc = (crc >> 8) ^ crcTable[(crc ^ static_cast<unsigned char>(byte)) & 0xff];
    }
    return ~crc;
}

std::uint32_t maskedCrc32c(std::string_view bytes) { return std::rotr(crc32c(bytes), 15) + 0xa282ead8u; }

Result<EventFile> EventFile::create(const std::filesystem::path& path, double wallTime) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    EventFile events(std::move(*file));
    std::string event;
    appendDouble(event, 1, wallTime);
    appendBytes(event, 3, "brain.Event:2");
    if (auto written = events.record(event); !written) {
        return failure(written);
    }
    return events;
}

Status EventFile::scalars(double wallTime, std::uint64_t step, std::span<const std::pair<std::string, double>> values) {
    std::string summary;
    for (const auto& [tag, number] : values) {
        std::string value;
        appendBytes(value, 1, tag);
        appendFloat(value, 2, static_cast<float>(number));
        appendBytes(summary, 1, value);
    }
    std::string event;
    appendDouble(event, 1, wallTime);
    appendKey(event, 2, Wire::Varint);
    appendVarint(event, step);
    appendBytes(event, 5, summary);
    return record(event);
}

Status EventFile::record(std::string_view bytes) {
    std::string length;
    appendLittleEndian(length, static_cast<std::uint64_t>(bytes.size()));
    m_buffer += length;
    appendLittleEndian(m_buffer, maskedCrc32c(length));
    m_buffer += bytes;
    appendLittleEndian(m_buffer, maskedCrc32c(bytes));
    return flush(bufferBytes);
}

Status EventFile::flush(std::size_t above) {
    if (m_buffer.size() <= above) {
        return {};
    }
    auto written = m_file.append(m_buffer);
    m_buffer.clear();
    return written;
}

Status EventFile::commit() {
    if (auto written = flush(0); !written) {
        return written;
    }
    return m_file.commit();
}

}  // namespace saferscope
