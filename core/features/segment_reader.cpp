// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/segment_reader.h"

#include "core/features/index_layout.h"

#include <algorithm>

namespace saferscope {

bool SegmentReader::next() {
    std::uint64_t head = 0;
    std::uint64_t length = 0;
    std::uint64_t gap = 0;
    std::uint64_t count = 0;
    std::uint64_t extra = 0;
    const auto bytes = m_source.tokenBytes;
    if (m_read >= m_source.tokens) {
        return false;
    }
    bool good = codec::getVarint(bytes, m_tokenAt, head) && codec::getVarint(bytes, m_tokenAt, length);
    if (good && (head & layout::tokenHasGap) != 0) {
        good = codec::getVarint(bytes, m_tokenAt, gap);
    }
    good = good && codec::getVarint(bytes, m_tokenAt, count);
    if (good && count > 0) {
        good = codec::getVarint(bytes, m_tokenAt, extra);
    }
    const std::size_t left = m_source.latentBytes.size() - m_latentAt;
    // Three bytes are the least a latent takes; compared one by one so that no sum can overflow.
    if (!good || count > left / 3 || extra > left - count * 3) {
        m_read = m_source.tokens;
        return false;
    }
    const std::uint64_t limit = m_source.textBytes;
    const std::int64_t previousEnd = m_token.end;
    const std::int64_t wanted = previousEnd + std::clamp<std::int64_t>(codec::unzigzag(gap), -previousEnd,
                                                                       static_cast<std::int64_t>(limit) - previousEnd);
    m_token.id = static_cast<std::int32_t>((head >> layout::tokenFlagBits) & 0x7fffffffu);
    m_token.begin = static_cast<std::uint32_t>(wanted);
    m_token.end = static_cast<std::uint32_t>(m_token.begin + std::min(length, limit - m_token.begin));
    m_token.sentenceEnd = (head & layout::tokenSentenceEnd) != 0;
    m_token.response = (head & layout::tokenResponse) != 0;
    m_count = static_cast<std::uint32_t>(count);
    m_latents = m_source.latentBytes.subspan(m_latentAt, static_cast<std::size_t>(count * 3 + extra));
    m_latentAt += m_latents.size();
    m_index = m_read++;
    return true;
}

}  // namespace saferscope
