// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

/// What libfailing_calls.so was asked to do (failing_calls.md), read from the environment once.
namespace failing {

enum class How { None, Kill, KillAfter, KillHalf, Eio, Enospc, Short };
enum Kind : unsigned {
    Write = 1,
    Fsync = 2,
    Rename = 4,
    Truncate = 8,
    Unlink = 16,
    Link = 32,
    Create = 64,
    Mkdir = 128,
    Copy = 256,
    Allocate = 512,
    Close = 1024
};

struct Settings {
    std::string below;  // empty: nothing counts
    std::string until;
    std::uint64_t at = 0;
    How how = How::None;
    bool rest = false;
    unsigned kinds = 0;
    int log = -1;
    long pid = 0;
    bool children = false;
    std::atomic<std::uint64_t>* count = nullptr;
};

/// Read as the library is loaded; the same ever after.
const Settings& settings();

/// Its real path, or the text itself where there is none.
std::string resolved(const std::string& path);

}  // namespace failing
