// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace saferscope {

/// Calls one(0) … one(count - 1), each once, on as many threads as libtorch uses (ranks that share a machine have
/// shared its cores among them), and blocks until all are done. What `one` throws becomes an error. Returns the error
/// of each; the order of the calls is not said.
std::vector<std::optional<Error>> forEachOnTokeniserThreads(std::size_t count,
                                                            const std::function<Status(std::size_t)>& one);

/// Adds how many there are and the ids: other lists of ids give other hashes.
void addTokens(Sha256& hash, const std::vector<std::int32_t>& ids);

}  // namespace saferscope
