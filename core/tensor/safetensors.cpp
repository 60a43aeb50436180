// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/safetensors.h"

#include "core/tensor/safetensors_header.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace saferscope {

static_assert(std::endian::native == std::endian::little, "tensors are little-endian in files and used as they lie");

std::int64_t TensorView::elements() const {
    return std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
}

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    auto mapped = MappedFile::open(path);
    if (!mapped) {
        Error error = mapped.error();
        error.hint = "Give a safetensors file that lies on this machine and can be read.";
        return tl::unexpected<Error>(std::move(error));
    }
    const std::string where = path.string();
    const auto refuse = [&where](const std::string& why) {
        return fail(ErrorCode::InvalidInput, where + " is not a sound safetensors file: " + why + ".",
                    "Fetch or save the file again; it may be cut short or damaged.");
    };

    SafetensorsFile file;
    file.m_file = std::move(*mapped);
    const std::span<const std::byte> bytes = file.m_file.bytes();
    constexpr std::size_t prefix = 8;
    if (bytes.size() < prefix) {
        return refuse("it is only " + std::to_string(bytes.size()) + " bytes long");
    }
    std::uint64_t headerSize = 0;
    for (std::size_t i = 0; i < prefix; ++i) {
        headerSize |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    }
    if (headerSize > maxSafetensorsHeader) {
        return refuse("its header claims " + std::to_string(headerSize) + " bytes; 100000000 are allowed");
    }
    if (headerSize > bytes.size() - prefix) {
        return refuse("its header claims " + std::to_string(headerSize) + " bytes, the file has " +
                      std::to_string(bytes.size()));
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + prefix, headerSize);
    auto header = parseSafetensorsHeader(text, where);
    if (!header) {
        return failure(header);
    }

    // Laid end to end in the order of their offsets the tensors must cover the buffer exactly.
    std::vector<SafetensorsEntry>& entries = header->entries;
    std::stable_sort(entries.begin(), entries.end(), [](const SafetensorsEntry& a, const SafetensorsEntry& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    const std::span<const std::byte> buffer = bytes.subspan(prefix + headerSize);
    std::uint64_t covered = 0;
    file.m_tensors.reserve(entries.size());
    for (SafetensorsEntry& entry : entries) {
        const auto size = tensorBytes(entry.shape, entry.dtype);
        if (entry.begin != covered) {
            return refuse("tensor " + quotedName(entry.name) + " starts at byte " + std::to_string(entry.begin) +
                          " of the buffer where " + std::to_string(covered) + " was due (a gap or an overlap)");
        }
        if (entry.end < entry.begin || entry.end > buffer.size()) {
            return refuse("tensor " + quotedName(entry.name) + " ends at byte " + std::to_string(entry.end) +
                          " of a buffer of " + std::to_string(buffer.size()));
        }
        if (!size || *size != entry.end - entry.begin) {
            return refuse("the size of tensor " + quotedName(entry.name) + " does not match its shape and dtype");
        }
        covered = entry.end;
        file.m_tensors.push_back({std::move(entry.name), entry.dtype, std::move(entry.shape),
                                  buffer.subspan(entry.begin, static_cast<std::size_t>(*size))});
    }
    if (covered != buffer.size()) {
        return refuse("its tensors cover " + std::to_string(covered) + " of " + std::to_string(buffer.size()) +
                      " bytes");
    }

    file.m_metadata = std::move(header->metadata);
    file.m_byName.resize(file.m_tensors.size());
    std::iota(file.m_byName.begin(), file.m_byName.end(), 0u);
    const auto nameOf = [&file](std::uint32_t index) -> const std::string& { return file.m_tensors[index].name; };
    std::sort(file.m_byName.begin(), file.m_byName.end(),
              [&nameOf](std::uint32_t a, std::uint32_t b) { return nameOf(a) < nameOf(b); });
    const auto twin =
        std::adjacent_find(file.m_byName.begin(), file.m_byName.end(),
                           [&nameOf](std::uint32_t a, std::uint32_t b) { return nameOf(a) == nameOf(b); });
    if (twin != file.m_byName.end()) {
        return refuse("it has the tensor " + quotedName(nameOf(*twin)) + " twice");
    }
    return file;
}

const TensorView* SafetensorsFile::find(const std::string& name) const {
    const auto place = std::lower_bound(
        m_byName.begin(), m_byName.end(), name,
        [this](std::uint32_t index, const std::string& wanted) { return m_tensors[index].name < wanted; });
    return place != m_byName.end() && m_tensors[*place].name == name ? &m_tensors[*place] : nullptr;
}

}  // namespace saferscope
