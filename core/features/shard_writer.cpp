// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/shard_writer.h"

#include "core/base/half.h"
#include "core/features/byte_codec.h"
#include "core/features/index_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace saferscope {

namespace {

constexpr std::uint64_t limit32 = std::numeric_limits<std::uint32_t>::max();

tl::unexpected<Error> refuse(const IndexedPair& pair, const std::string& why) {
    return fail(ErrorCode::InvalidInput, "Pair \"" + pair.id + "\" cannot go into the index: " + why + ".");
}

/// A positive value as stored: never 0 and never infinite, so that what fired stays fired.
std::uint16_t positiveHalf(float value) { return std::clamp<std::uint16_t>(floatToHalf(value), 1, 0x7bff); }

}  // namespace

ShardWriter::ShardWriter(HashedFile file, std::uint32_t firstPair, std::uint32_t features)
    : m_file(std::move(file)), m_firstPair(firstPair), m_features(features) {}

Result<ShardWriter> ShardWriter::create(const std::filesystem::path& path, std::uint32_t firstPair,
                                        std::uint32_t features) {
    auto file = HashedFile::create(path);
    if (!file) {
        return failure(file);
    }
    ShardWriter writer(std::move(*file), firstPair, features);
    std::string header(layout::shardMagic);
    codec::put<std::uint32_t>(header, layout::version);
    codec::put<std::uint32_t>(header, 0);
    writer.m_headerHash = codec::fnv1a(header);
    if (auto written = writer.m_file.append(header); !written) {
        return failure(written);
    }
    return writer;
}

Status ShardWriter::encodeLatents(const IndexedPair& pair, const std::vector<LatentEntry>& latents,
                                  std::string& tokens) {
    m_sorted.clear();
    for (const LatentEntry& entry : latents) {
        if (!std::isfinite(entry.value)) {
            return refuse(pair, "a latent is not a finite number");
        }
        if (entry.feature.value() >= m_features) {
            return refuse(pair, "feature " + std::to_string(entry.feature.value()) + " is not below " +
                                    std::to_string(m_features));
        }
        if (entry.value > 0.0f) {
            m_sorted.emplace_back(entry.feature.value(), positiveHalf(entry.value));
        }
    }
    std::sort(m_sorted.begin(), m_sorted.end());
    codec::putVarint(tokens, m_sorted.size());
    if (m_sorted.empty()) {
        return {};
    }
    for (const auto& [feature, half] : m_sorted) {
        codec::put<std::uint16_t>(m_newLatents, half);
    }
    const std::size_t gapsAt = m_newLatents.size();
    std::uint32_t expected = 0;
    for (const auto& [feature, half] : m_sorted) {
        if (feature < expected) {
            return refuse(pair, "feature " + std::to_string(feature) + " occurs twice at one token");
        }
        codec::putVarint(m_newLatents, feature - expected);
        expected = feature + 1;
    }
    codec::putVarint(tokens, m_newLatents.size() - gapsAt - m_sorted.size());
    m_newEntries += m_sorted.size();
    return {};
}

Status ShardWriter::encodeSegment(const IndexedPair& pair, Segment which, std::string& record) {
    const IndexedSegment& segment = pair.segments[static_cast<std::size_t>(which)];
    if (segment.latents.size() != segment.tokens.size()) {
        return refuse(pair, "a segment has latents for another number of tokens than it has tokens");
    }
    const std::size_t latentsAt = m_newLatents.size();
    const std::uint64_t tokensAt = m_tokens.size();
    std::uint32_t positions = 0;
    std::uint32_t previousEnd = 0;
    for (std::size_t i = 0; i < segment.tokens.size(); ++i) {
        const TokenInfo& token = segment.tokens[i];
        if (token.id < 0 || token.begin > token.end || token.end > segment.text.size()) {
            return refuse(pair, "token " + std::to_string(i) +
                                    " of a segment has a negative id or a byte range outside "
                                    "its text");
        }
        const bool gap = token.begin != previousEnd;
        codec::putVarint(m_tokens, static_cast<std::uint64_t>(token.id) << layout::tokenFlagBits |
                                       (token.sentenceEnd ? layout::tokenSentenceEnd : 0) |
                                       (token.response ? layout::tokenResponse : 0) | (gap ? layout::tokenHasGap : 0));
        codec::putVarint(m_tokens, token.end - token.begin);
        if (gap) {
            codec::putVarint(m_tokens, codec::zigzag(std::int64_t{token.begin} - std::int64_t{previousEnd}));
        }
        previousEnd = token.end;
        positions += token.sentenceEnd ? 1 : 0;
        if (auto encoded = encodeLatents(pair, segment.latents[i], m_tokens); !encoded) {
            return encoded;
        }
    }
    const std::uint64_t latentBytes = m_newLatents.size() - latentsAt;
    if (latentBytes > limit32 || m_tokens.size() > limit32 || m_text.size() + segment.text.size() > limit32) {
        return refuse(pair, "its shard would pass 4 GiB; use fewer pairs per shard");
    }
    codec::put<std::uint64_t>(record, m_latentBytes + latentsAt);
    codec::put<std::uint32_t>(record, static_cast<std::uint32_t>(latentBytes));
    codec::put<std::uint32_t>(record, static_cast<std::uint32_t>(m_text.size()));
    codec::put<std::uint32_t>(record, static_cast<std::uint32_t>(segment.text.size()));
    codec::put<std::uint32_t>(record, static_cast<std::uint32_t>(tokensAt));
    codec::put<std::uint32_t>(record, static_cast<std::uint32_t>(segment.tokens.size()));
    codec::put<std::uint32_t>(record, positions);
    m_text += segment.text;
    return {};
}

void ShardWriter::appendString(std::string& record, const std::string& text, bool shared) {
    auto offset = static_cast<std::uint32_t>(m_strings.size());
    const auto known = shared ? m_subsets.find(text) : m_subsets.end();
    if (known != m_subsets.end()) {
        offset = known->second;
    } else {
        m_strings += text;
        if (shared) {
            m_subsets.emplace(text, offset);
        }
    }
    codec::put<std::uint32_t>(record, offset);
    codec::put<std::uint32_t>(record, static_cast<std::uint32_t>(text.size()));
}

Status ShardWriter::add(const IndexedPair& pair) {
    if (!std::isfinite(pair.rewardChosen) || !std::isfinite(pair.rewardRejected)) {
        return refuse(pair, "a reward is not a finite number");
    }
    if (m_strings.size() + pair.id.size() + pair.subset.size() > limit32) {
        return refuse(pair, "its shard would pass 4 GiB of names; use fewer pairs per shard");
    }
    const std::size_t tokensBefore = m_tokens.size();
    const std::size_t textBefore = m_text.size();
    m_newLatents.clear();
    m_newEntries = 0;
    std::string segments;
    for (const auto which : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        if (auto encoded = encodeSegment(pair, which, segments); !encoded) {
            m_tokens.resize(tokensBefore);
            m_text.resize(textBefore);
            return encoded;
        }
    }
    if (auto written = m_file.append(m_newLatents); !written) {
        return written;
    }
    m_latentBytes += m_newLatents.size();
    m_latentEntries += m_newEntries;
    for (const IndexedSegment& segment : pair.segments) {
        m_tokenCount += segment.tokens.size();
    }
    appendString(m_pairTable, pair.id, false);
    appendString(m_pairTable, pair.subset, true);
    codec::put<float>(m_pairTable, pair.rewardChosen);
    codec::put<float>(m_pairTable, pair.rewardRejected);
    m_pairTable += segments;
    ++m_pairs;
    return {};
}

Result<FileRecord> ShardWriter::commit() {
    std::string footer;
    codec::put<std::uint64_t>(footer, m_latentBytes);
    codec::put<std::uint64_t>(footer, m_tokens.size());
    codec::put<std::uint64_t>(footer, m_text.size());
    codec::put<std::uint64_t>(footer, m_strings.size());
    codec::put<std::uint32_t>(footer, m_pairs);
    codec::put<std::uint32_t>(footer, m_firstPair);
    codec::put<std::uint32_t>(footer, m_features);
    codec::put<std::uint32_t>(footer, 0);
    codec::put<std::uint64_t>(footer, m_latentEntries);
    codec::put<std::uint64_t>(footer, m_tokenCount);
    codec::put<std::uint64_t>(footer, codec::fnv1a(footer, m_headerHash));
    footer += layout::shardEndMagic;
    for (const std::string* section : {&m_tokens, &m_text, &m_strings, &m_pairTable, &footer}) {
        if (auto written = m_file.append(*section); !written) {
            return failure(written);
        }
    }
    return m_file.commit();
}

}  // namespace saferscope
