// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace saferscope {

/// Undoes zstd, several frames in a row, skippable ones passed over. Its window is at most 128 MiB (zstd's own default
/// for a decoder), so that a small file cannot ask for more memory than that.
class ZstdStream {
public:
    struct Step {
        std::size_t taken = 0;
        std::size_t made = 0;
        bool atFrameEnd = false;  ///< nothing more is owed: the file may end here
        std::string problem;
    };

    /// Null where the program was built without libzstd, or memory has run out.
    static std::unique_ptr<ZstdStream> create();
    static bool available();
    static bool looksLike(std::span<const char> bytes);
    ~ZstdStream();

    Step step(std::span<const char> input, std::span<char> output);

private:
    struct Impl;
    explicit ZstdStream(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
