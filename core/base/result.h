// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace saferscope {

/// What kind of failure it is. Front doors turn it into an exit code (app/cli/exit_code.h) or a translated sentence.
enum class ErrorCode {
    Failed,        ///< it went wrong; nothing the user gave is to blame
    Usage,         ///< the request itself makes no sense
    InvalidInput,  ///< a file, folder or text the user gave is refused
    NotFound,      ///< a named thing does not exist
    Io,            ///< reading or writing failed
    Interrupted,   ///< stopped on request; resumable where a checkpoint was written
    OutOfMemory,   ///< host or device memory ran out
};

/// A failure as people read it: one clear sentence (what and where), and what to do about it.
struct Error {
    ErrorCode code = ErrorCode::Failed;
    std::string message;
    std::string hint;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail(ErrorCode::InvalidInput, "…", "…");` from any function that returns a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

/// Hands the failure of one Result on as another's: `if (!file) return failure(file);`
template <class T>
tl::unexpected<Error> failure(const Result<T>& result) {
    return tl::unexpected<Error>(result.error());
}

}  // namespace saferscope
