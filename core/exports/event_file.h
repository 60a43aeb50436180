// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace saferscope {

/// CRC-32C (Castagnoli polynomial, RFC 3720 appendix B.4), and as TFRecord files store it: rotated right by 15 bits
/// plus a282ead8 (hexadecimal), because a checksum over data that holds checksums is weak.
std::uint32_t crc32c(std::string_view bytes);
std::uint32_t maskedCrc32c(std::string_view bytes);

/// A TensorBoard event file. Each record is u64 length, u32 masked CRC of those eight bytes, the bytes, u32 masked CRC
/// of them, little-endian; the bytes are a protocol buffer (tensorflow/core/util/event.proto and summary.proto):
/// Event {1: double wall_time, 2: int64 step, 3: string file_version, 5: Summary {1: repeated Value {1: string tag,
/// 2: float simple_value}}}. The first record says file_version "brain.Event:2". The file appears whole or not at all.
/// One thread; blocks on the disk.
class EventFile {
public:
    /// `wallTime`: seconds since 1970 of the first record. TensorBoard reads files whose name contains "tfevents".
    static Result<EventFile> create(const std::filesystem::path& path, double wallTime);
    /// One record with these values; each becomes a float32, as the format has it.
    Status scalars(double wallTime, std::uint64_t step, std::span<const std::pair<std::string, double>> values);
    Status commit();

private:
    explicit EventFile(AtomicFile file) : m_file(std::move(file)) {}
    Status record(std::string_view bytes);
    Status flush(std::size_t above);

    AtomicFile m_file;
    std::string m_buffer;
};

}  // namespace saferscope
