// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exit_code.h"

namespace saferscope::cli {

ErrorCode errorCodeOf(int exitCode) {
    switch (exitCode) {
        case exit_code::usage:
            return ErrorCode::Usage;
        case exit_code::inputRefused:
            return ErrorCode::InvalidInput;
        case exit_code::interrupted:
            return ErrorCode::Interrupted;
        case exit_code::outOfMemory:
            return ErrorCode::OutOfMemory;
        default:
            return ErrorCode::Failed;
    }
}

}  // namespace saferscope::cli
