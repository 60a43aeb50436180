// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

/// Advice to the system about the pages of mapped files. All of it is a hint: where a call fails nothing is lost but
/// speed or memory. Ranges are widened to whole pages. Any thread.
namespace saferscope {

/// Lets later writes to a privately mapped file copy the page they touch. False where the system refuses.
bool allowPrivateWrites(std::span<const std::byte> bytes);

/// Takes the pages that still hold what the file holds out of this process's memory. A page with a private copy stays,
/// since dropping it would silently undo a change; which pages those are is read from /proc/self/pagemap, and without
/// that nothing is dropped. Memory that is no mapped file is left alone by the same rule.
void dropFilePages(std::span<const std::byte> bytes);

/// Starts reading the pages from disk.
void prefetchFilePages(std::span<const std::byte> bytes);

}  // namespace saferscope
