// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/context_file.h"

#include "core/base/half.h"
#include "core/features/byte_codec.h"
#include "core/features/index_layout.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

ContextFileWriter::ContextFileWriter(std::uint32_t features) : m_features(features) {
    codec::put<std::uint32_t>(m_offsets, 0);
}

void ContextFileWriter::append(const std::vector<ContextRef>& contexts) {
    for (const ContextRef& context : contexts) {
        codec::put<std::uint32_t>(m_records, context.pair.value());
        codec::put<std::uint32_t>(
            m_records, static_cast<std::uint32_t>(context.segment) << layout::placeTokenBits | context.token);
        codec::put<std::uint16_t>(m_records, floatToHalf(context.value));
        codec::put<std::uint8_t>(m_records, static_cast<std::uint8_t>(context.kind));
        codec::put<std::uint8_t>(m_records, context.band);
    }
    m_count += static_cast<std::uint32_t>(contexts.size());
    codec::put<std::uint32_t>(m_offsets, m_count);
}

Result<FileRecord> ContextFileWriter::write(const std::filesystem::path& path) const {
    auto file = HashedFile::create(path);
    if (!file) {
        return failure(file);
    }
    const auto header = tableHeader(layout::contextsMagic, m_features, layout::contextBytes, m_count);
    for (const std::string* part : {&header, &m_offsets, &m_records}) {
        if (auto written = file->append(*part); !written) {
            return failure(written);
        }
    }
    return file->commit();
}

std::vector<ContextRef> readContexts(const TableFile& table, std::uint32_t pairs, std::uint32_t feature,
                                     TokenScope scope) {
    std::vector<ContextRef> contexts;
    const std::size_t slot = std::size_t{feature} * layout::scopes + static_cast<std::size_t>(scope);
    const std::byte* const offset = table.offsets().data() + slot * 4;
    const std::uint64_t begin = codec::get<std::uint32_t>(offset);
    const std::uint64_t end = std::min<std::uint64_t>(
        {codec::get<std::uint32_t>(offset + 4), table.records().size() / layout::contextBytes, begin + 255});
    for (std::uint64_t i = begin; i < end; ++i) {
        const std::byte* const record = table.records().data() + static_cast<std::size_t>(i) * layout::contextBytes;
        const auto pair = codec::get<std::uint32_t>(record);
        const auto place = codec::get<std::uint32_t>(record + 4);
        const auto kind = codec::get<std::uint8_t>(record + 10);
        const auto band = codec::get<std::uint8_t>(record + 11);
        const float value = halfToFloat(codec::get<std::uint16_t>(record + 8));
        if (pair >= pairs || place >> layout::placeTokenBits > 2 || kind > 2 || band >= layout::quantileBands ||
            !std::isfinite(value)) {
            continue;
        }
        ContextRef context;
        context.pair = PairIndex(pair);
        context.segment = static_cast<Segment>(place >> layout::placeTokenBits);
        context.token = place & ((1u << layout::placeTokenBits) - 1);
        context.value = value;
        context.kind = static_cast<ContextKind>(kind);
        context.band = band;
        contexts.push_back(context);
    }
    return contexts;
}

}  // namespace saferscope
