// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace saferscope {

/// Whether somebody listens at that address now; false also when the name cannot be resolved. Blocks at most about
/// `limit` for each address the name stands for. c10d's own attempts fill the log while rank 0 is not there yet.
bool listensAt(const std::string& host, std::uint16_t port, std::chrono::milliseconds limit);

}  // namespace saferscope
