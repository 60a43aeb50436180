// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The codes live beside the job runner, because a worker ends with the same ones.
#include "core/jobs/exit_code.h"

namespace saferscope::cli {

/// The kind of failure that ends with this exit code.
ErrorCode errorCodeOf(int exitCode);

/// A failure that somebody else has told the user about: main() only passes the exit code on.
inline tl::unexpected<Error> alreadyReported(int exitCode) { return fail(errorCodeOf(exitCode), {}); }

}  // namespace saferscope::cli
