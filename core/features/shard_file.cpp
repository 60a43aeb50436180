// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/shard_file.h"

#include "core/features/index_layout.h"
#include "core/features/page_advice.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace saferscope {

namespace {

/// The part [offset, offset + length) of a section, cut to what is there.
std::span<const std::byte> clampedPart(std::span<const std::byte> section, std::uint64_t offset, std::uint64_t length) {
    if (offset >= section.size()) {
        return {};
    }
    const auto available = section.size() - static_cast<std::size_t>(offset);
    return section.subspan(static_cast<std::size_t>(offset),
                           static_cast<std::size_t>(std::min<std::uint64_t>(length, available)));
}

float finite(float value) { return std::isfinite(value) ? value : 0.0f; }

}  // namespace

Result<ShardFile> ShardFile::open(const std::filesystem::path& path, std::uint32_t expectedFeatures) {
    auto shard = map(path);
    if (!shard) {
        return failure(shard);
    }
    if (auto checked = shard->check(path, expectedFeatures); !checked) {
        return failure(checked);
    }
    return shard;
}

Result<ShardFile> ShardFile::map(const std::filesystem::path& path) {
    auto file = MappedFile::open(path);
    if (!file) {
        return failure(file);
    }
    ShardFile shard;
    shard.m_file = std::move(*file);
    const auto bytes = shard.m_file.bytes();
    pages::expectRandom(bytes);
    pages::expectSoon(bytes.first(std::min(bytes.size(), layout::shardHeaderBytes)));
    pages::expectSoon(bytes.last(std::min(bytes.size(), layout::shardFooterBytes)));
    return shard;
}

Status ShardFile::check(const std::filesystem::path& path, std::uint32_t expectedFeatures) {
    const auto damaged = [&](const char* what) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a usable index shard: " + what + ".",
                    "Build the index again.");
    };
    const auto bytes = m_file.bytes();
    if (bytes.size() < layout::shardHeaderBytes + layout::shardFooterBytes) {
        return damaged("it is too short");
    }
    const auto header = bytes.first(layout::shardHeaderBytes);
    const auto footer = bytes.last(layout::shardFooterBytes);
    if (!codec::viewOf(header).starts_with(layout::shardMagic)) {
        return damaged("it does not begin like one");
    }
    if (codec::get<std::uint32_t>(header.data() + 8) != layout::version) {
        return damaged("it has another format version");
    }
    if (!codec::viewOf(footer).ends_with(layout::shardEndMagic) ||
        codec::get<std::uint64_t>(footer.data() + 64) !=
            codec::fnv1a(codec::viewOf(footer.first(64)), codec::fnv1a(codec::viewOf(header)))) {
        return damaged("its end is missing or damaged");
    }
    m_pairs = codec::get<std::uint32_t>(footer.data() + 32);
    m_firstPair = codec::get<std::uint32_t>(footer.data() + 36);
    m_features = codec::get<std::uint32_t>(footer.data() + 40);
    m_latentEntries = codec::get<std::uint64_t>(footer.data() + 48);
    m_tokens = codec::get<std::uint64_t>(footer.data() + 56);
    if (m_features != expectedFeatures) {
        return damaged("it has another number of features than the index");
    }
    auto body =
        bytes.subspan(layout::shardHeaderBytes, bytes.size() - layout::shardHeaderBytes - layout::shardFooterBytes);
    std::span<const std::byte>* const sections[] = {&m_latents, &m_tokenBytes, &m_text, &m_strings};
    for (std::size_t i = 0; i < std::size(sections); ++i) {
        const auto size = codec::get<std::uint64_t>(footer.data() + 8 * i);
        if (size > body.size()) {
            return damaged("its sections do not fit the file");
        }
        *sections[i] = body.first(static_cast<std::size_t>(size));
        body = body.subspan(static_cast<std::size_t>(size));
    }
    if (body.size() != std::uint64_t{m_pairs} * layout::pairBytes) {
        return damaged("its pair table does not fit the file");
    }
    m_pairTable = body;
    return {};
}

void ShardFile::expectPairs(std::uint32_t local, std::uint32_t count) const {
    const std::uint32_t after = std::min(m_pairs, local + count);
    const auto* first = segmentRecord(local, Segment::Prompt).data();
    const auto* last = segmentRecord(after - 1, Segment::Rejected).data();
    const auto upTo = [](std::span<const std::byte> section, std::uint64_t begin, std::uint64_t end) {
        pages::expectSoon(clampedPart(section, begin, end > begin ? end - begin : 0));
    };
    upTo(m_latents, codec::get<std::uint64_t>(first),
         codec::get<std::uint64_t>(last) + codec::get<std::uint32_t>(last + 8));
    upTo(m_text, codec::get<std::uint32_t>(first + 12),
         std::uint64_t{codec::get<std::uint32_t>(last + 12)} + codec::get<std::uint32_t>(last + 16));
    // How many bytes a segment's tokens take stands nowhere: they end where the next pair's begin.
    upTo(m_tokenBytes, codec::get<std::uint32_t>(first + 20),
         after < m_pairs ? codec::get<std::uint32_t>(segmentRecord(after, Segment::Prompt).data() + 20)
                         : m_tokenBytes.size());
}

void ShardFile::expectRecord(std::uint32_t local) const {
    pages::expectSoon(m_pairTable.subspan(std::size_t{local} * layout::pairBytes, layout::pairBytes));
}

void ShardFile::expectId(std::uint32_t local) const {
    const std::string_view id = pairId(local);
    pages::expectSoon(std::as_bytes(std::span(id)));
}

void ShardFile::expectRecords() const {
    pages::expectSoon(m_strings);
    pages::expectSoon(m_pairTable);
}

void ShardFile::expectAll() const { pages::expectSoon(m_file.bytes()); }

void ShardFile::release() const { pages::release(m_file.bytes()); }

std::span<const std::byte> ShardFile::segmentRecord(std::uint32_t local, Segment segment) const {
    const std::size_t at = std::size_t{local} * layout::pairBytes + layout::pairSegmentsAt +
                           static_cast<std::size_t>(segment) * layout::segmentBytes;
    return m_pairTable.subspan(at, layout::segmentBytes);
}

std::string_view ShardFile::string(std::uint32_t offset, std::uint32_t length) const {
    return codec::viewOf(clampedPart(m_strings, offset, length));
}

std::string_view ShardFile::pairId(std::uint32_t local) const {
    const auto* record = m_pairTable.data() + std::size_t{local} * layout::pairBytes;
    return string(codec::get<std::uint32_t>(record), codec::get<std::uint32_t>(record + 4));
}

PairRecord ShardFile::pair(std::uint32_t local) const {
    const auto* record = m_pairTable.data() + std::size_t{local} * layout::pairBytes;
    PairRecord pair;
    pair.id = pairId(local);
    pair.subset = string(codec::get<std::uint32_t>(record + 8), codec::get<std::uint32_t>(record + 12));
    pair.rewardChosen = finite(codec::get<float>(record + 16));
    pair.rewardRejected = finite(codec::get<float>(record + 20));
    for (std::size_t s = 0; s < 3; ++s) {
        pair.tokens[s] = tokenCount(local, static_cast<Segment>(s));
        pair.positions[s] = sentenceEndCount(local, static_cast<Segment>(s));
    }
    return pair;
}

std::string_view ShardFile::text(std::uint32_t local, Segment segment) const {
    const auto* record = segmentRecord(local, segment).data();
    return codec::viewOf(
        clampedPart(m_text, codec::get<std::uint32_t>(record + 12), codec::get<std::uint32_t>(record + 16)));
}

std::uint32_t ShardFile::tokenCount(std::uint32_t local, Segment segment) const {
    const auto* record = segmentRecord(local, segment).data();
    const std::uint32_t offset = codec::get<std::uint32_t>(record + 20);
    const std::uint64_t room = offset < m_tokenBytes.size() ? (m_tokenBytes.size() - offset) / 3 : 0;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(codec::get<std::uint32_t>(record + 24), room));
}

std::uint32_t ShardFile::sentenceEndCount(std::uint32_t local, Segment segment) const {
    const auto* record = segmentRecord(local, segment).data();
    return std::min(codec::get<std::uint32_t>(record + 28), tokenCount(local, segment));
}

SegmentReader ShardFile::read(std::uint32_t local, Segment segment) const {
    const auto* record = segmentRecord(local, segment).data();
    SegmentReader::Source source;
    source.latentBytes =
        clampedPart(m_latents, codec::get<std::uint64_t>(record), codec::get<std::uint32_t>(record + 8));
    source.tokenBytes = clampedPart(m_tokenBytes, codec::get<std::uint32_t>(record + 20), m_tokenBytes.size());
    source.tokens = tokenCount(local, segment);
    source.textBytes = static_cast<std::uint32_t>(text(local, segment).size());
    source.features = m_features;
    return SegmentReader(source);
}

}  // namespace saferscope
