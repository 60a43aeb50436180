// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/mapped_file.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

enum class DType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };
std::size_t dtypeSize(DType dtype);
const char* dtypeName(DType dtype);  ///< as safetensors spells it: "F32", "BF16", …

/// A tensor inside a mapped file. `data` lives as long as the SafetensorsFile it came from; it may be unaligned.
struct TensorView {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> data;
    std::int64_t elements() const;
};

/// Strict reader (format: u64 LE header length <= 100,000,000, JSON header, then the buffer): refuses duplicate keys,
/// offsets that overlap, leave gaps or run past the end, sizes that do not match shape x dtype (checked for overflow).
/// Nothing is copied: views point into the mapping.
class SafetensorsFile {
public:
    static Result<SafetensorsFile> open(const std::filesystem::path& path);

    const TensorView* find(const std::string& name) const;  ///< nullptr when absent; owned by this object
    const std::vector<TensorView>& tensors() const { return m_tensors; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }

private:
    MappedFile m_file;
    std::vector<TensorView> m_tensors;    ///< by offset
    std::vector<std::uint32_t> m_byName;  ///< indices into m_tensors, by name
    std::map<std::string, std::string> m_metadata;
};

/// Atomic writer: the file appears whole or not at all. `tensors` are written in the given order, 8-byte aligned
/// header.
Status writeSafetensors(const std::filesystem::path& path, const std::vector<TensorView>& tensors,
                        const std::map<std::string, std::string>& metadata = {});

}  // namespace saferscope
