// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <exception>
#include <string>

namespace saferscope {

/// Turns what libtorch threw into an Error: "<doing>: <first line of the exception>", with ErrorCode::OutOfMemory and a
/// hint where host or device memory ran out. `doing` reads like "Loading model.safetensors".
Error torchError(const std::exception& exception, const std::string& doing);

/// Runs `work` (returning a Result or Status) and catches what libtorch throws.
template <class Work>
auto guardTorch(const std::string& doing, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::exception& exception) {
        return tl::unexpected<Error>(torchError(exception, doing));
    }
}

}  // namespace saferscope
