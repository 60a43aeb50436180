// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

#include <string>

namespace saferscope {

/// Why the worker of a run is gone without a result, as far as the end of its log.txt tells:
/// "/data/rm/model.safetensors changed while it was read: …" where a file was cut short under it
/// (core/base/lost_pages.h); it could not write a result then. Empty where the log does not say. Reads at most the last
/// 4 KiB; the text may come from a stranger.
std::string lastWordsOf(const RunPaths& run);

/// "The worker ended without a result: " and its last words, or that it was killed or crashed.
std::string lossSentence(const RunPaths& run);

}  // namespace saferscope
