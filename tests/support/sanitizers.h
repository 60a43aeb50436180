// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope::check {

/// A sanitizer keeps freed memory back and shadows the rest: what a process then holds says nothing about us.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool memoryIsOurs = false;
#else
inline constexpr bool memoryIsOurs = true;
#endif

}  // namespace saferscope::check
