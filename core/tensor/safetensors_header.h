// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/safetensors.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

constexpr std::uint64_t maxSafetensorsHeader = 100'000'000;  ///< bytes, as the format says
constexpr std::size_t maxTensorRank = 16;
// What a hostile header may cost beside its own bytes. The largest public model has 92,000 tensors, in 163 files, with
// names of some 60 letters.
constexpr std::size_t maxTensors = 200'000;
constexpr std::size_t maxNameBytes = 16u << 20;  ///< of all tensors together
constexpr std::size_t maxMetadataEntries = 100'000;
constexpr std::size_t maxMetadataBytes = 16u << 20;  ///< keys and values together
constexpr std::size_t maxStringBytes = 8u << 20;     ///< one text as it is spelled in the header

/// One entry of a header as written, not yet checked against the buffer.
struct SafetensorsEntry {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  ///< bytes from the start of the buffer
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries;  ///< in the order of the header
    std::map<std::string, std::string> metadata;
};

/// Parses the JSON of a header with a fixed schema; anything else in it is refused, so memory stays in proportion to
/// the text. One text or number of it is bounded too, since the parser holds it three times. `where` names the file in
/// messages.
Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view text, const std::string& where);

/// Product of shape and element size, or nothing when it does not fit 63 bits.
std::optional<std::uint64_t> tensorBytes(const std::vector<std::int64_t>& shape, DType dtype);

std::optional<DType> dtypeFromName(std::string_view name);

/// A name from an untrusted file as it may appear in a message: printable, quoted, at most 120 characters.
std::string quotedName(std::string_view name);

/// "[256, 64]"
std::string shapeText(std::span<const std::int64_t> shape);

}  // namespace saferscope
