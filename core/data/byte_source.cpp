// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/byte_source.h"

#include "core/data/zstd_stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>
#include <zlib.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {
constexpr std::uint64_t suspiciousBytes = 256u << 20;  // up to here any ratio is fine
constexpr std::uint64_t mostTimesItsSize = 200;
constexpr std::size_t chunkBytes = 256u << 10;
}  // namespace

struct ByteSource::Impl {
    ~Impl() {
        if (inflating) {
            inflateEnd(&stream);
        }
        if (fd >= 0) {
            ::close(fd);
        }
    }

    fs::path path;
    int fd = -1;
    std::uint64_t total = 0;
    std::uint64_t maxDecompressed = 0;

    std::vector<char> input = std::vector<char>(chunkBytes);
    std::size_t inputSize = 0;  // bytes of the file now in `input`
    bool inputEnded = false;
    std::uint64_t consumed = 0;

    bool gzip = false;
    std::unique_ptr<ZstdStream> zstd;
    bool frameEnded = true;
    bool inflating = false;  // `stream` is initialised
    bool memberOpen = false;
    z_stream stream{};
    std::vector<char> output;
    std::uint64_t decompressed = 0;

    Status refill();
    Result<std::string_view> readGzip();
    Result<std::string_view> readZstd();
    Status countOutput(std::size_t made);
    Result<bool> nextMember();

    tl::unexpected<Error> corrupt(const std::string& what) const {
        return fail(ErrorCode::InvalidInput,
                    path.string() + " is not a whole " + (zstd ? "zstd" : "gzip") + " file: " + what + ".",
                    "Download or compress it again; nothing of it was kept.");
    }
};

ByteSource::ByteSource(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::open(const fs::path& path, std::uint64_t maxTotalBytes) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->maxDecompressed = maxTotalBytes;
    impl->fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a FIFO must not block here
    if (impl->fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return fail(ErrorCode::NotFound, "There is no file " + path.string() + ".", "Check the path.");
        }
        return fail(ErrorCode::Io, "Cannot open " + path.string() + ": " + std::strerror(errno) + ".");
    }
    struct stat info {};
    if (::fstat(impl->fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.",
                    "Give a .jsonl, .json or .csv file, or one of them compressed as .gz or .zst.");
    }
    impl->total = static_cast<std::uint64_t>(info.st_size);
    if (auto filled = impl->refill(); !filled) {
        return failure(filled);
    }
    impl->gzip = impl->inputSize >= 2 && impl->input[0] == '\x1f' && impl->input[1] == '\x8b';
    if (ZstdStream::looksLike({impl->input.data(), impl->inputSize})) {
        if (!ZstdStream::available()) {
            return fail(ErrorCode::InvalidInput,
                        path.string() + " is compressed with zstd, which this Saferscope was built without.",
                        "Decompress it first: zstd -d FILE.");
        }
        impl->zstd = ZstdStream::create();
        if (!impl->zstd) {
            return fail(ErrorCode::OutOfMemory, "Cannot start to decompress " + path.string() + ".");
        }
    }
    if (impl->gzip || impl->zstd) {
        impl->output.resize(chunkBytes);
    }
    return ByteSource(std::move(impl));
}

Status ByteSource::Impl::refill() {
    inputSize = 0;
    while (inputSize < input.size()) {
        const ssize_t got = ::read(fd, input.data() + inputSize, input.size() - inputSize);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return fail(ErrorCode::Io, "Cannot read " + path.string() + ": " + std::strerror(errno) + ".");
        }
        if (got == 0) {
            inputEnded = true;
            break;
        }
        inputSize += static_cast<std::size_t>(got);
    }
    consumed += inputSize;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(inputSize);
    return {};
}

// True when a gzip member is open for reading, false at the clean end of the file. Zero padding after the last member
// (tapes, block devices) is no fault; anything else is.
Result<bool> ByteSource::Impl::nextMember() {
    if (memberOpen) {
        return true;
    }
    while (true) {
        if (stream.avail_in == 0) {
            if (inputEnded) {
                return false;
            }
            if (auto filled = refill(); !filled) {
                return failure(filled);
            }
            continue;
        }
        if (inflating && *stream.next_in == 0) {
            ++stream.next_in;
            --stream.avail_in;
            continue;
        }
        break;
    }
    constexpr int gzipOnly = MAX_WBITS + 16;
    const int status = inflating ? inflateReset(&stream) : inflateInit2(&stream, gzipOnly);
    if (status != Z_OK) {
        return fail(ErrorCode::OutOfMemory, "Cannot start to decompress " + path.string() + ".");
    }
    inflating = true;
    memberOpen = true;
    return true;
}

Result<std::string_view> ByteSource::Impl::readGzip() {
    while (true) {
        const auto more = nextMember();
        if (!more) {
            return failure(more);
        }
        if (!*more) {
            return std::string_view{};
        }
        if (stream.avail_in == 0 && !inputEnded) {
            if (auto filled = refill(); !filled) {
                return failure(filled);
            }
        }
        stream.next_out = reinterpret_cast<Bytef*>(output.data());
        stream.avail_out = static_cast<uInt>(output.size());
        const int status = inflate(&stream, Z_NO_FLUSH);
        const std::size_t made = output.size() - stream.avail_out;
        if (status == Z_STREAM_END) {
            memberOpen = false;
        } else if (status == Z_MEM_ERROR) {
            return fail(ErrorCode::OutOfMemory, "Out of memory while decompressing " + path.string() + ".");
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            return corrupt(stream.msg != nullptr ? stream.msg : "its data is damaged");
        } else if (made == 0 && stream.avail_in == 0 && inputEnded) {
            return corrupt("it ends too early");
        }
        if (auto counted = countOutput(made); !counted) {
            return failure(counted);
        }
        if (made > 0) {
            return std::string_view(output.data(), made);
        }
    }
}

Status ByteSource::Impl::countOutput(std::size_t made) {
    decompressed += made;
    if (decompressed > maxDecompressed) {
        return fail(ErrorCode::InvalidInput,
                    path.string() + " decompresses to more than " + std::to_string(maxDecompressed) + " bytes.",
                    "Split the file if it really is that large.");
    }
    // Text shrinks to a tenth, at best to a fiftieth; only what was made to fill memory or time shrinks to a
    // thousandth.
    if (decompressed > suspiciousBytes && decompressed / mostTimesItsSize > consumed) {
        return fail(ErrorCode::InvalidInput,
                    path.string() + " unpacks to more than " + std::to_string(mostTimesItsSize) +
                        " times its own size; it is not read any further.",
                    "If it really holds so much that repeats itself, decompress it first and give the plain file.");
    }
    return {};
}

Result<std::string_view> ByteSource::Impl::readZstd() {
    while (true) {
        if (stream.avail_in == 0 && !inputEnded) {
            if (auto filled = refill(); !filled) {
                return failure(filled);
            }
        }
        if (stream.avail_in == 0 && inputEnded && frameEnded) {
            return std::string_view{};
        }
        const auto step = zstd->step({reinterpret_cast<const char*>(stream.next_in), stream.avail_in}, output);
        if (!step.problem.empty()) {
            return corrupt(step.problem);
        }
        stream.next_in += step.taken;
        stream.avail_in -= static_cast<uInt>(step.taken);
        frameEnded = step.atFrameEnd;
        if (auto counted = countOutput(step.made); !counted) {
            return failure(counted);
        }
        if (step.made > 0) {
            return std::string_view(output.data(), step.made);
        }
        if (step.taken == 0 && stream.avail_in == 0 && inputEnded && !frameEnded) {
            return corrupt("it ends too early");
        }
    }
}

Result<std::string_view> ByteSource::read() {
    auto& impl = *m_impl;
    if (impl.gzip) {
        return impl.readGzip();
    }
    if (impl.zstd) {
        return impl.readZstd();
    }
    if (impl.stream.avail_in == 0 && !impl.inputEnded) {
        if (auto filled = impl.refill(); !filled) {
            return failure(filled);
        }
    }
    const std::string_view bytes(reinterpret_cast<const char*>(impl.stream.next_in), impl.stream.avail_in);
    impl.stream.avail_in = 0;
    return bytes;
}

bool ByteSource::compressed() const { return m_impl->gzip || m_impl->zstd != nullptr; }
std::uint64_t ByteSource::bytesRead() const { return m_impl->consumed; }
std::uint64_t ByteSource::bytesTotal() const { return m_impl->total; }

std::string innerExtension(fs::path path) {
    if (path.extension() == ".gz" || path.extension() == ".zst") {
        path.replace_extension();
    }
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return extension;
}

}  // namespace saferscope
