// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace saferscope {

/// Bytes a run will write at most, estimated from its spec and the sizes of what it reads: checkpoints (three at once,
/// weights and both moments), the best weights and the output for training; latents for an index. `params.disk_bytes`
/// wins where whoever made the run knows better. What cannot be told (a model that does not exist yet) counts as 0.
std::uint64_t estimateDiskNeed(const RunSpec& spec);

/// Why a run cannot be started for lack of space, in one sentence; empty when there is enough. What an earlier attempt
/// has left in its folder counts as written. Reads sizes of files only. Any thread.
std::string diskRefusal(const std::filesystem::path& runFolder, const RunSpec& spec, std::uint64_t freeBytes);

/// Bytes this user may still write there; the largest number when the file system does not say.
std::uint64_t freeDiskBytes(const std::filesystem::path& folder);

/// Weights of a model folder and how many parameters they are; 0 when it does not exist.
struct ModelSize {
    std::uint64_t parameters = 0;
    std::uint64_t width = 0;
};
ModelSize modelSize(const std::filesystem::path& folder);
/// The same of a model to be made, from RunSpec::params.fresh_model.
ModelSize freshModelSize(const Json& config, std::uint64_t vocabulary);

}  // namespace saferscope
