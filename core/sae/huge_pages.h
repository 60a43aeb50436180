// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace saferscope {

/// Asks the system to hold this memory in pages of 2 MiB, at once where it can (Linux 6.1), as soon as it finds time
/// otherwise. A request: it may do nothing, and nothing but speed depends on it. Worth it for large matrices whose rows
/// are gathered in no order: with pages of 4 KiB nearly every row starts with a walk through the page tables.
/// The contents stay as they are.
void preferHugePages(const void* data, std::size_t bytes);

}  // namespace saferscope
