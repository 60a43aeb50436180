// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <array>
#include <utility>

namespace saferscope {

/// Words for kinds of failure in the engine's frames.
inline constexpr std::array<std::pair<ErrorCode, const char*>, 7> engineErrorNames = {{
    {ErrorCode::Failed, "failed"},
    {ErrorCode::Usage, "usage"},
    {ErrorCode::InvalidInput, "invalid-input"},
    {ErrorCode::NotFound, "not-found"},
    {ErrorCode::Io, "io"},
    {ErrorCode::Interrupted, "interrupted"},
    {ErrorCode::OutOfMemory, "out-of-memory"},
}};

}  // namespace saferscope
