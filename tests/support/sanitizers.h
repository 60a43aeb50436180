// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace saferscope::check {

/// A sanitizer keeps freed memory back and shadows the rest, and makes all of it several times slower: what a process
/// then holds, and how long it takes for something, says nothing about us.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool memoryIsOurs = false;
inline constexpr bool timeIsOurs = false;
#else
inline constexpr bool memoryIsOurs = true;
inline constexpr bool timeIsOurs = true;
#endif

/// What something may take, in the unit of `most`; without end where its time is not ours.
constexpr double timeLimit(double most) { return timeIsOurs ? most : std::numeric_limits<double>::infinity(); }

/// While it lives, this thread may leak: for what an exception takes from a library that expects none.
class LeaksAllowed {
public:
#if defined(__SANITIZE_ADDRESS__)
    LeaksAllowed() { __lsan_disable(); }
    ~LeaksAllowed() { __lsan_enable(); }
#else
    LeaksAllowed() {}
    ~LeaksAllowed() {}
#endif
    LeaksAllowed(const LeaksAllowed&) = delete;
    LeaksAllowed& operator=(const LeaksAllowed&) = delete;
};

}  // namespace saferscope::check
