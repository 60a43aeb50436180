// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/check.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <zlib.h>

/// Few bytes that stand for many.
namespace saferscope::faults {

inline std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

/// `count` zeros, deflated in a stream (window 15 raw, 31 gzip); the count may exceed the memory.
inline std::string deflatedZeros(std::uint64_t count, int window) {
    std::string packed;
    z_stream stream{};
    CHECK(::deflateInit2(&stream, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string zeros(1 << 20, '\0');
    std::string room(1 << 16, '\0');
    for (bool last = false; !last;) {
        const std::size_t now = static_cast<std::size_t>(std::min<std::uint64_t>(count, zeros.size()));
        count -= now;
        last = count == 0;
        stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
        stream.avail_in = static_cast<uInt>(now);
        do {
            stream.next_out = reinterpret_cast<Bytef*>(room.data());
            stream.avail_out = static_cast<uInt>(room.size());
            ::deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
            packed.append(room.data(), room.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
    ::deflateEnd(&stream);
    return packed;
}

}  // namespace saferscope::faults
