// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "core/model/reward_model.h"
#include "core/sae/sae.h"
#include "core/text/pair_encoder.h"

#include <functional>
#include <stop_token>

namespace saferscope::cli {

/// How a command runs a model.
struct ModelOptions {
    std::string model;
    std::string device = "cpu";
    std::string dtype = "float32";  ///< or bfloat16, or auto: computeDtype()
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 4096;
    std::int64_t batchTokens = 8192;
    std::string truncationSide = "left";              ///< or "right": where longer conversations lose tokens
    std::string label = {};                           ///< of a classifier with several; empty = it has one
    std::optional<std::uint64_t> freshHeadSeed = {};  ///< as in LoadOptions
    bool training = false;  ///< the weights will change: they are copied from their file and nothing is packed
};
void addEncodingOptions(CLI::App* command, ModelOptions& options);  ///< --max-tokens, --date-string, …
void addDtypeOption(CLI::App* command, std::string& dtype);         ///< --dtype
void addForwardOptions(CLI::App* command, ModelOptions& options);   ///< --dtype, --batch-tokens

/// What "auto" is for a model stored in `stored`: bfloat16 where the device multiplies it fast, else float32. The other
/// names mean themselves.
std::string computeDtype(const std::string& asked, const std::string& stored, c10::Device device);

/// A reward model with the tokenizer and template of its folder.
struct ModelSession {
    RewardModel model;
    PairEncoder encoder;
};
Result<ModelSession> openModel(const ModelOptions& options);
/// The tokenizer and template alone; no weight is read.
Result<PairEncoder> openEncoder(const ModelOptions& options);

/// Refuses an SAE that does not fit the model before any work starts. `modelName` and `saeName` are for the sentence.
Status checkSaeFits(const SaeConfig& sae, const ModelConfig& model, const std::string& saeName,
                    const std::string& modelName);

/// The SAE, once it is known to fit the model; of the model only the configuration is read.
Result<Sae> openFittingSae(const std::filesystem::path& sae, const std::filesystem::path& model,
                           const std::string& device);

/// The ids of a pair with the part both answers share given once. Each answer keeps at least one token of its own.
PairTokens pairTokens(const EncodedPair& pair);

/// Runs the model over the pairs in batches of alike length. `onBatch` gets the positions (within `pairs`) of a batch
/// and its result. A stop request ends between batches with ErrorCode::Interrupted.
using BatchCallback = std::function<Status(const std::vector<std::uint32_t>& members, const PackedBatch& batch,
                                           const ForwardResult& result)>;
Status forwardPairs(const RewardModel& model, const std::vector<EncodedPair>& pairs, std::int64_t batchTokens,
                    const ForwardOptions& options, const BatchCallback& onBatch, const std::stop_token& stop);

struct PairReward {
    double chosen = 0.0;
    double rejected = 0.0;
};
/// Rewards in the order of `pairs`. A reward that is not finite is an error that names the pair.
Result<std::vector<PairReward>> rewardPairs(const RewardModel& model, const std::vector<EncodedPair>& encoded,
                                            const std::vector<PreferencePair>& pairs, std::int64_t batchTokens,
                                            const std::function<void(std::size_t)>& onDone,
                                            const std::stop_token& stop);

/// Encodes pairs in order; an error names the pair.
Result<std::vector<EncodedPair>> encodePairs(const PairEncoder& encoder, const std::vector<PreferencePair>& pairs);

}  // namespace saferscope::cli
