// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace saferscope {

/// What happens when a page of a mapped file (mapped_file.h) cannot be read any more, because another program cut the
/// file short in place, its disk failed or its network drive went away. The system then sends SIGBUS to whoever reads
/// it, which ends a program without a word.
///
/// A file that is replaced by renaming, as Saferscope writes all of its own, loses no pages: the old one stays mapped.
enum class LostPages {
    End,        ///< says which file it was, on standard error, and ends by SIGBUS: numbers would be wrong from here on
    ReadAsZero  ///< the rest of the file reads as zeros, as if it had holes; lostFile() tells. For programs that show
                ///< what they read, whose readers check every byte of it, and that must not be taken down
};

/// Decides it for the whole program. Call it once, before any file is mapped. Without it SIGBUS ends the program.
void handleLostPages(LostPages what);

/// How often pages were found lost so far. Cheap; any thread.
std::uint64_t lostPageCount();

/// A mapped file that lost pages and was not named by this function before. Any thread.
std::optional<std::string> lostFile();

// For mapped_file.cpp: what to look after. Does nothing before handleLostPages().
void watchMapping(std::span<const std::byte> bytes, const std::string& path);
void forgetMapping(std::span<const std::byte> bytes);

}  // namespace saferscope
