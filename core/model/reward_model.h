// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"
#include "core/model/lora.h"
#include "core/model/packed_batch.h"
#include "core/tensor/torch_io.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

class InferenceWeights;
struct DecoderWeights;

struct LoadOptions {
    c10::Device device = c10::kCPU;
    at::ScalarType dtype = at::kFloat;  ///< weights are converted to it; float32, bfloat16, float16 or float64
    /// For inference on the CPU: weights stored with the wanted dtype stay in their file and are read when first used,
    /// instead of being copied before (the others are copied as ever). They may be changed, trained and saved like any
    /// weights; each page changed becomes this process's own, and the file is never written. Projections that lie apart
    /// in the file are then separate products, so training loads without it. Until the model is gone nobody may shorten
    /// its files in place (mapTensor() says why); replacing or deleting them is harmless.
    bool mapped = false;
    /// Of a head with several labels, the one whose number is the reward: a name of config.json or a number counted
    /// from 0. Without it such a model is refused with the list of names.
    std::optional<std::string> label = {};
    /// To train from: a language model, which has no head, gets a fresh one of this seed: normal(0, 0.02), as Hugging
    /// Face's class starts. Without it such a model is refused.
    std::optional<std::uint64_t> freshHeadSeed = {};
};

struct ForwardOptions {
    std::int64_t captureLayer = -1;  ///< residual stream to return: 0 embeddings, i after block i; -1 none
    bool stopAtCapture = false;      ///< skip the layers above and the reward
    /// Gradient checkpointing: blocks keep their inputs alone and are run again in the backward pass.
    bool recomputeBlocks = false;
};

struct ForwardResult {
    at::Tensor rewards;  ///< [R] float32 (float64 for a float64 model), one per sequence in PackedBatch::lastTokens
                         ///< order; undefined if stopped
    at::Tensor hidden;   ///< [N, d] residual stream of captureLayer, dtype of the weights (float32 after
                         ///< prepareInference()); undefined if not asked for
};

/// A decoder with a reward head (Hugging Face `XForSequenceClassification`, one label) of the families that ModelConfig
/// knows: RMSNorm, RoPE, grouped-query attention, a gated feed-forward layer, and what a family does besides; the
/// reward is score.weight . norm(h) (+ score.bias where a head has one) at the last token. Weights are plain tensors,
/// so that autograd runs through forward() when they require gradients. forward() is const and may run on several
/// threads under inference; training is single-threaded.
class RewardModel {
public:
    /// Reads config.json and model.safetensors or the shards of model.safetensors.index.json (base names only); a head
    /// may lie in a file of its own (reward_head.h). inspectModel() says beforehand what would be refused.
    static Result<RewardModel> load(const std::filesystem::path& folder, const LoadOptions& options = {});

    /// Fresh weights: normal(0, 0.02) as Hugging Face initialises, residual outputs scaled by 1/sqrt(2L), norms 1.
    static RewardModel random(const ModelConfig& config, std::uint64_t seed, const LoadOptions& options = {});

    /// Writes model.safetensors and then config.json into an existing folder, in the dtype given; low-rank factors are
    /// merged into the weights (in float32) and leave no trace. Tokenizer files are the caller's (copyTokenizerFiles).
    Status save(const std::filesystem::path& folder, at::ScalarType dtype = at::kFloat) const;

    /// Makes forward passes without gradients on the CPU faster from now on, at the price of a second copy of the
    /// projections in another order (where one gains by it): no padding, no masks, packed weights, and for bfloat16 a
    /// residual stream in float32. Rewards equal those of the plain way up to rounding. Does nothing on a GPU, for
    /// float64 and with low-rank factors. Where there is no memory for the copy the matrices are used as they are,
    /// which rounds a little differently. The plain way comes back by itself when a weight is changed, by any of the
    /// members below or through parameters(). Not thread-safe; takes a pass over the weights.
    void prepareInference();

    /// Throws c10::Error on ids outside the vocabulary, a batch on another device, or when memory runs out.
    ForwardResult forward(const PackedBatch& batch, const ForwardOptions& options = {}) const;

    /// Rewards [R] when the residual stream `layer` (0 .. L) of the batch is `hidden` [N, d]: the blocks above it and
    /// the head are run. With the stream that forward() captured these are forward()'s rewards.
    at::Tensor rewardsFromHidden(const PackedBatch& batch, const at::Tensor& hidden, std::int64_t layer) const;

    /// The same, read at every token instead of the last: [N], the reward if the text stopped there. The prompt's rows
    /// see the prompt alone.
    at::Tensor rewardsAtEveryToken(const PackedBatch& batch, const at::Tensor& hidden, std::int64_t layer) const;

    /// Logits [rows, V] of the next token from rows of residual stream L, read through the embeddings (tied head).
    /// A reward model has no language head; this serves the language-model term of training from scratch.
    at::Tensor nextTokenLogits(const at::Tensor& hidden) const;

    const ModelConfig& config() const;
    /// The weights under their Hugging Face names, in a fixed order. Tensors share storage with the model and are the
    /// leaves of autograd; update them in place.
    std::vector<NamedTensor> parameters() const;
    std::int64_t parameterCount() const;
    c10::Device device() const;
    at::ScalarType dtype() const;
    /// Of the trainable parameters.
    void requireGradients(bool on);

    /// Puts fresh low-rank factors beside the linear maps named and freezes every other weight but the reward head.
    void attachLora(const LoraSettings& settings);
    /// Adds the factors to the weights they stand beside, in float32, and drops them.
    void mergeLora();
    bool hasLora() const;

    /// Adds a vector [d] to residual stream `layer` (0 .. L) at every token: to every row of the embeddings, or to the
    /// bias of the down projection below it. Mistral and Qwen 2 become the Llama that computes the same, whose file may
    /// have such biases (ModelConfig::mlpBias). Not while gradients are kept. Throws where canAddToStream() refuses.
    void addToStream(std::int64_t layer, const at::Tensor& vector);
    /// Refused above the embeddings with sliding windows, norms on queries and keys, or norms of what a block adds.
    Status canAddToStream(std::int64_t layer) const;
    /// What training changes: all parameters(), or with low-rank factors those and the reward head.
    std::vector<NamedTensor> trainableParameters() const;

    RewardModel(RewardModel&&) noexcept;
    RewardModel& operator=(RewardModel&&) noexcept;
    ~RewardModel();

private:
    explicit RewardModel(std::unique_ptr<DecoderWeights> weights);
    /// The packed weights if this pass may use them; x is what it starts from.
    const InferenceWeights* inferenceFor(const at::Tensor& x) const;

    std::unique_ptr<DecoderWeights> m_weights;
    std::unique_ptr<const InferenceWeights> m_inference;  ///< empty unless prepareInference() was called
};

/// tokenizer.json, tokenizer_config.json, special_tokens_map.json and the like, where present.
Status copyTokenizerFiles(const std::filesystem::path& from, const std::filesystem::path& to);

/// Hash of what decides the rewards: config, weights, tokenizer, template (provenance; the same for a copied folder).
Result<std::string> modelContentHash(const std::filesystem::path& folder);

}  // namespace saferscope
