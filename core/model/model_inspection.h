// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

struct ModelFile {
    std::string name;
    std::uint64_t bytes = 0;
    std::uint64_t tensors = 0;
};

/// What lies in a model folder, read off config.json and the headers of the weight files.
struct ModelInspection {
    std::optional<ModelConfig> config;            ///< nothing where config.json cannot be read at all
    std::vector<ModelFile> files;                 ///< weights and heads
    std::map<std::string, std::uint64_t> dtypes;  ///< "BF16" -> numbers stored so, of what the model uses
    std::string head;                             ///< name of the reward head's tensor; empty: none found
    std::string headFile;
    bool headBias = false;
    std::int64_t labels = 0;              ///< of the head as stored; 0: no head
    std::vector<std::string> labelNames;  ///< of them, as config.json or by number; the first thousand
    std::uint64_t parameters = 0;         ///< of the model as loaded
    std::uint64_t bytesOnDisk = 0;
    std::uint64_t storedBytes = 0;      ///< memory of the weights in the dtypes they are stored in
    std::vector<std::string> remarks;   ///< what was assumed, a sentence each
    std::vector<std::string> warnings;  ///< loads, but look here
    std::vector<Error> problems;        ///< every reason why load() would refuse
};

/// Reads no weights. Never fails: what is wrong is in `problems`. `label` as in LoadOptions; `toTrainFrom`: a language
/// model without a head is no problem, as with LoadOptions::freshHeadSeed.
ModelInspection inspectModel(const std::filesystem::path& folder, const std::optional<std::string>& label = {},
                             bool toTrainFrom = false);

/// "Qwen 2: q, k and v biases; blocks 20 to 27 see 4,096 tokens back" and the like: what sets the family apart in this
/// model, a sentence each.
std::vector<std::string> describeConfig(const ModelConfig& config);

}  // namespace saferscope
