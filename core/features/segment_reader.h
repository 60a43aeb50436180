// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/byte_codec.h"
#include "core/features/index_values.h"

#include <cstdint>
#include <span>

namespace saferscope {

/// Walks the tokens of one stored segment from the first to the last, without allocating. The bytes are untrusted:
/// damage ends the walk early, never reads outside the spans, and never yields a feature id or byte range out of
/// bounds. Borrows the bytes of the index it came from.
class SegmentReader {
public:
    struct Source {
        std::span<const std::byte> tokenBytes;   ///< from the segment's first token on
        std::span<const std::byte> latentBytes;  ///< exactly the segment's
        std::uint32_t tokens = 0;
        std::uint32_t textBytes = 0;
        std::uint32_t features = 0;
    };
    SegmentReader() = default;
    explicit SegmentReader(const Source& source) : m_source(source) {}

    /// Moves to the next token; false after the last.
    bool next();

    std::uint32_t index() const { return m_index; }  ///< of the current token within the segment
    const TokenInfo& token() const { return m_token; }
    std::uint32_t latentCount() const { return m_count; }

    /// Calls `visit(std::uint32_t feature, std::uint16_t half)` for the token's positive latents by rising feature id;
    /// `half` holds the bits of a finite fp16 value above 0.
    template <class Visit>
    void forEachLatent(Visit&& visit) const {
        const std::byte* value = m_latents.data();
        std::size_t at = std::size_t{2} * m_count;
        std::uint64_t feature = 0;
        for (std::uint32_t i = 0; i < m_count; ++i, value += 2, ++feature) {
            std::uint64_t gap = 0;
            if (!codec::getVarint(m_latents, at, gap) || gap >= m_source.features) {
                return;
            }
            feature += gap;
            if (feature >= m_source.features) {
                return;
            }
            const auto half = codec::get<std::uint16_t>(value);
            if (half != 0 && half < 0x7c00) {
                visit(static_cast<std::uint32_t>(feature), half);
            }
        }
    }

private:
    Source m_source;
    std::size_t m_tokenAt = 0;
    std::size_t m_latentAt = 0;
    std::uint32_t m_index = 0;
    std::uint32_t m_read = 0;
    TokenInfo m_token;
    std::uint32_t m_count = 0;
    std::span<const std::byte> m_latents;  ///< of the current token: fp16 values, then id gaps
};

}  // namespace saferscope
