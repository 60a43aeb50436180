// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"
#include "core/model/config_reader.h"

namespace saferscope {

/// What a family is called and what its own configuration class assumes where config.json is silent.
struct FamilyDefaults {
    const char* family;       ///< "model_type"
    const char* classPrefix;  ///< of its architectures: "Llama" of LlamaForSequenceClassification
    std::int64_t kvHeads;     ///< 0: as many as query heads
    std::int64_t headDim;     ///< 0: d / heads
    std::int64_t maxPositions;
    bool tied;
};

/// nullptr for a family that is not known.
const FamilyDefaults* familyDefaults(const std::string& family);

/// "Llama, Mistral, Qwen2, Qwen3 and Gemma2", for messages.
extern const char* const knownFamilies;

/// Sets the switches of config.family (known) from config.json; sizes are read already.
void readFamilySwitches(ConfigReader& reader, ModelConfig& config);

/// Adds to config.json what readFamilySwitches() reads.
void writeFamilySwitches(const ModelConfig& config, Json& json);

/// Theta and scaling, in both spellings.
void readRope(ConfigReader& reader, ModelConfig& config);
void writeRope(const ModelConfig& config, Json& json);

}  // namespace saferscope
