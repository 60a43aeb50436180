// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/zstd_stream.h"

#include <cstdint>

#ifdef SAFERSCOPE_HAVE_ZSTD
#include <zstd.h>
#endif

namespace saferscope {

bool ZstdStream::looksLike(std::span<const char> bytes) {
    if (bytes.size() < 4) {
        return false;
    }
    std::uint32_t magic = 0;
    for (std::size_t i = 4; i-- > 0;) {
        magic = magic << 8 | static_cast<unsigned char>(bytes[i]);
    }
    return magic == 0xFD2FB528u || (magic & 0xFFFFFFF0u) == 0x184D2A50u;  // a frame, or a skippable one
}

#ifdef SAFERSCOPE_HAVE_ZSTD

struct ZstdStream::Impl {
    explicit Impl(ZSTD_DStream* opened) : stream(opened) {}
    ~Impl() { ZSTD_freeDStream(stream); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ZSTD_DStream* stream;
};

bool ZstdStream::available() { return true; }

std::unique_ptr<ZstdStream> ZstdStream::create() {
    ZSTD_DStream* stream = ZSTD_createDStream();
    if (stream == nullptr) {
        return nullptr;
    }
    auto impl = std::make_unique<Impl>(stream);
    constexpr int windowLog = 27;
    if (ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, windowLog)) != 0) {
        return nullptr;
    }
    return std::unique_ptr<ZstdStream>(new ZstdStream(std::move(impl)));
}

ZstdStream::Step ZstdStream::step(std::span<const char> input, std::span<char> output) {
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{output.data(), output.size(), 0};
    const std::size_t owed = ZSTD_decompressStream(m_impl->stream, &out, &in);
    Step step{in.pos, out.pos, owed == 0, {}};
    if (ZSTD_isError(owed) != 0) {
        step.problem = ZSTD_getErrorName(owed);
    }
    return step;
}

#else

struct ZstdStream::Impl {};

bool ZstdStream::available() { return false; }
std::unique_ptr<ZstdStream> ZstdStream::create() { return nullptr; }
ZstdStream::Step ZstdStream::step(std::span<const char>, std::span<char>) { return {}; }

#endif

ZstdStream::ZstdStream(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ZstdStream::~ZstdStream() = default;

}  // namespace saferscope
