// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/gzip_file.h"

#include <array>
#include <limits>
#include <zlib.h>

namespace saferscope {

struct GzipFile::Stream {
    z_stream state{};
    bool open = false;
    ~Stream() {
        if (open) {
            ::deflateEnd(&state);
        }
    }
};

namespace {

constexpr int level = 5;             // what Neuronpedia's own exports use
constexpr int gzipWindow = 15 + 16;  // zlib: 16 more means a gzip header
constexpr int memoryLevel = 8;       // zlib's default

}  // namespace

GzipFile::GzipFile(AtomicFile file, std::unique_ptr<Stream> stream)
    : m_file(std::move(file)), m_stream(std::move(stream)) {}
GzipFile::GzipFile(GzipFile&&) noexcept = default;
GzipFile::~GzipFile() = default;

Result<GzipFile> GzipFile::create(const std::filesystem::path& path) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    // On the heap from the start: zlib keeps a pointer back to the stream.
    auto stream = std::make_unique<Stream>();
    if (::deflateInit2(&stream->state, level, Z_DEFLATED, gzipWindow, memoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
        return fail(ErrorCode::OutOfMemory, "There is no memory to compress " + path.string() + ".");
    }
    stream->open = true;
    return GzipFile(std::move(*file), std::move(stream));
}

Status GzipFile::deflate(std::string_view text, bool last) {
    z_stream& state = m_stream->state;
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib does not write there
    state.avail_in = static_cast<uInt>(text.size());
    std::array<char, 64u << 10> out;
    do {
        state.next_out = reinterpret_cast<Bytef*>(out.data());
        state.avail_out = static_cast<uInt>(out.size());
        ::deflate(&state, last ? Z_FINISH : Z_NO_FLUSH);
        if (auto written = m_file.append(std::string_view(out.data(), out.size() - state.avail_out)); !written) {
            return written;
        }
    } while (state.avail_out == 0);
    return {};
}

Status GzipFile::append(std::string_view text) {
    constexpr std::size_t most = 1u << 30;  // zlib counts in 32 bits
    for (; !text.empty(); text.remove_prefix(std::min(most, text.size()))) {
        if (auto written = deflate(text.substr(0, most), false); !written) {
            return written;
        }
    }
    return {};
}

Status GzipFile::commit() {
    if (auto written = deflate({}, true); !written) {
        return written;
    }
    return m_file.commit();
}

}  // namespace saferscope
