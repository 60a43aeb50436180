// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <exception>

namespace saferscope {

/// Exit codes of `safer` and its workers.
namespace exit_code {
inline constexpr int ok = 0;
inline constexpr int failed = 1;
inline constexpr int usage = 2;
inline constexpr int inputRefused = 3;
inline constexpr int interrupted = 4;
inline constexpr int outOfMemory = 5;
}  // namespace exit_code

int exitCodeOf(ErrorCode code);

/// An Error that repeats what the system says where it has no memory (a file that cannot be mapped, a process that
/// cannot be started) as OutOfMemory, with advice where it had none. Others come back as they are.
Error withMemoryCode(Error error);

/// An exception as people read it: std::bad_alloc and libtorch's allocation failures become OutOfMemory with advice;
/// of others only the first sentence is kept, because libtorch appends a stack trace.
Error errorFromException(const std::exception& exception);

}  // namespace saferscope
