// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/tensor/torch_io.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// Everything a run needs to go on exactly where it was: weights, moments and counters.
struct Checkpoint {
    std::uint64_t step = 0;
    Json state = Json::object();  ///< counters and sums, as the trainer likes
    std::vector<NamedTensor> tensors;
    std::filesystem::path path;  ///< of a loaded one
};

/// The checkpoints of one run: `step-00000120/` with tensors.safetensors, state.json and, last, the completion marker
/// COMPLETE; `best-00000100/` the same for the best weights so far. A checkpoint is written into a temporary folder,
/// flushed and renamed; older ones are removed only after that, so that two remain, and the best. Tensors that are not
/// finite are refused: the last finite checkpoint is never replaced by a broken one. Not thread-safe; blocks on the
/// disk.
class CheckpointFolder {
public:
    /// `kind` and `fingerprint` say what run this is (trainer, settings, data): one of another run is never resumed.
    CheckpointFolder(std::filesystem::path root, std::string kind, std::string fingerprint);

    /// Creates the folder and clears away what a killed run left half-written.
    Status open();

    /// Path of the new checkpoint.
    Result<std::filesystem::path> write(const Checkpoint& checkpoint);
    Result<std::filesystem::path> writeBest(const Checkpoint& checkpoint);

    /// The newest complete one, nothing when there is none. A damaged one is passed over with a word in the log;
    /// one of another run is an error.
    Result<std::optional<Checkpoint>> newest() const;
    Result<std::optional<Checkpoint>> best() const;

    /// "the last finite checkpoint is /…/step-00000120", or that there is none; for error messages.
    std::string lastFinite() const;

private:
    Result<std::filesystem::path> writeAs(const std::string& prefix, const Checkpoint& checkpoint, std::size_t keep);
    Result<std::optional<Checkpoint>> newestOf(const std::string& prefix) const;
    Result<Checkpoint> read(const std::filesystem::path& path) const;

    const std::filesystem::path m_root;
    const std::string m_kind;
    const std::string m_fingerprint;
};

}  // namespace saferscope
