// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

/// Loading is measured in a process of its own each time: memory that another way has used before would blur it.
namespace saferscope::bench {

struct LoadMeasure {
    double loadSeconds = 0.0;     ///< until the weights can be used
    double firstSeconds = 0.0;    ///< the first reward, after that
    double forwardSeconds = 0.0;  ///< later passes of 256 tokens
    double peakBytes = 0.0;       ///< resident memory above what the program had before, up to the first reward
    double ownBytes = 0.0;        ///< of it, what is no page of a file, at the end
    double readBytes = 0.0;       ///< from the disk, up to the first reward
};

/// A folder with config.json and model.safetensors of the shape of Llama-3.2-1B in bfloat16 and in the order in which
/// Hugging Face writes it (`layers` 16 and `vocabulary` 128256 for all of it): real bytes, no holes. Returns the size
/// of the weights' file in bytes. Ends the program where there is no room.
std::uint64_t writeGeneratedCheckpoint(const std::filesystem::path& folder, std::int64_t layers,
                                       std::int64_t vocabulary);

/// Runs this program again as `PROGRAM --load MODE FOLDER` and reads what it prints. MODE: "mapped" and "owned" load
/// bfloat16 as LoadOptions::mapped says, "packed" also packs them as commands do, "float32" converts, "plain" is
/// peers::readPlainly.
LoadMeasure measureLoad(const std::string& mode, const std::filesystem::path& folder);

/// The other side of it, for main(): true when the arguments ask for it and the work is done.
bool loadForParent(int argc, char** argv);

}  // namespace saferscope::bench
