// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/check.h"

#include <string>
#include <zlib.h>

namespace saferscope::check {

/// A zlib stream of the text: `window` 31 makes a gzip member, -15 a bare one as zip files have it.
inline std::string deflated(const std::string& text, int window, int level = 6) {
    z_stream stream{};
    CHECK(::deflateInit2(&stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(::deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int done = ::deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    CHECK(done == Z_STREAM_END);
    return out;
}
inline std::string gzipped(const std::string& text) { return deflated(text, 31); }

}  // namespace saferscope::check
