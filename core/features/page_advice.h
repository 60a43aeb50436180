// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

/// Hints to the system about mapped files: they change what is read from the disk and when, never what is read from the
/// mapping. Spans need not begin or end at pages; empty ones and systems that know no hint are passed over. Any thread.
namespace saferscope::pages {

/// Of these bytes a few are read here and there: a fault shall bring its own page. Without this a fault brings as much
/// round about as the disk is set to read ahead (128 KiB by default, up to 8 MiB on some), which makes opening a large
/// index read all of it.
void expectRandom(std::span<const std::byte> bytes);

/// These bytes are read next: starts reading them, all at once, and does not wait.
void expectSoon(std::span<const std::byte> bytes);

/// Gives the pages back, so that they no longer count as this process's memory. They stay in the system's cache, and
/// reading them again is allowed at any time, also by another thread while this is called.
void release(std::span<const std::byte> bytes);

}  // namespace saferscope::pages
