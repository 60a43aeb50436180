// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/index_builder.h"

#include "core/base/log.h"
#include "core/features/index_quality.h"
#include "core/features/index_writer.h"
#include "core/features/pair_batches.h"
#include "core/tensor/finite_check.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <optional>

namespace saferscope {

namespace {

/// Batches prepared at a time: enough pairs to group by length, few enough to keep their latents in memory. An SAE
/// without a fixed k may have many more.
std::int64_t batchesPerChunk(const SaeConfig& sae) { return sae.keepsK() ? 8 : 2; }

Status checkInputs(const RewardModel& model, const Sae& sae, const std::vector<PreferencePair>& pairs,
                   const IndexManifest& manifest, const IndexBuildOptions& options) {
    const ModelConfig& config = model.config();
    const SaeConfig& saeConfig = sae.config();
    if (saeConfig.inputSize != config.hiddenSize) {
        return fail(ErrorCode::InvalidInput,
                    "The SAE reads activations of width " + std::to_string(saeConfig.inputSize) +
                        ", but the reward model's are " + std::to_string(config.hiddenSize) + " wide.",
                    "Choose the SAE that was trained on this model.");
    }
    if (saeConfig.layer < 0 || saeConfig.layer > config.layers) {
        return fail(ErrorCode::InvalidInput,
                    saeConfig.layer < 0
                        ? "The SAE does not say which layer of the model it reads."
                        : "The SAE reads layer " + std::to_string(saeConfig.layer) +
                              ", but the reward model has layers 0 to " + std::to_string(config.layers) + ".",
                    "Give the layer the SAE was trained on (0 = embeddings, i = output of block i).");
    }
    if (pairs.empty()) {
        return fail(ErrorCode::InvalidInput, "There are no pairs to index.", "Import a data set with pairs first.");
    }
    if (options.batchTokens <= 0 || options.pairsPerShard == 0) {
        return fail(ErrorCode::Usage, "Tokens per batch and pairs per shard must be above 0.");
    }
    if (!saeConfig.modelHash.empty() && !manifest.modelHash.empty() && saeConfig.modelHash != manifest.modelHash) {
        log::warn("The SAE was trained on the activations of another reward model than the one indexed.");
    }
    return {};
}

/// Numbers that are not finite are no pair's fault: the model or its precision is to blame, and the sentence says so.
Status checkFinite(const RewardModel& model, const Sae& sae, const ForwardResult& result, const at::Tensor& latents,
                   const std::string& firstPair) {
    const bool rewards = firstNotFinite({{"rewards", result.rewards}}).empty();
    if (rewards && firstNotFinite({{"hidden", result.hidden}, {"latents", latents}}).empty()) {
        return {};
    }
    const std::string what = rewards ? "activations" : "rewards";
    std::string remark = notFiniteRemark(model.parameters());
    if (remark.empty()) {
        remark = " No weight of it is to blame: its numbers overflow.";
    }
    return fail(ErrorCode::Failed,
                "The model's " + what + " are not finite numbers, in the batch of pair \"" + firstPair + "\" (layer " +
                    std::to_string(sae.config().layer) + ").",
                "Take another copy of the model, or --dtype float32." + remark);
}

/// Runs one group of pairs and fills their rewards and latents in. Returns how many active latents were left out.
Result<std::int64_t> runBatch(const RewardModel& model, const Sae& sae, std::vector<PreparedPair>& chunk,
                              const std::vector<std::uint32_t>& members, QualitySums& quality) {
    const at::NoGradGuard noGradients;
    const PackedBatch batch = packChunk(chunk, members, model.device());
    const ForwardResult result = model.forward(batch, {sae.config().layer, false});
    const SparseLatents latents = sae.encode(result.hidden);
    const at::Tensor indices = latents.indices.to(at::kCPU, at::kLong).contiguous();
    const at::Tensor values = latents.values.to(at::kCPU, at::kFloat).contiguous();
    const at::Tensor rewards = result.rewards.to(at::kCPU, at::kFloat).contiguous();
    if (auto finite = checkFinite(model, sae, result, latents.values, chunk[members.front()].record.id); !finite) {
        return failure(finite);
    }
    const std::int64_t k = indices.size(1);
    std::vector<std::int64_t> sentenceEndRows;
    std::int64_t row = 0;
    for (std::size_t member = 0; member < members.size(); ++member) {
        IndexedPair& record = chunk[members[member]].record;
        record.rewardChosen = rewards.data_ptr<float>()[2 * member];
        record.rewardRejected = rewards.data_ptr<float>()[2 * member + 1];
        for (IndexedSegment& segment : record.segments) {
            for (std::size_t token = 0; token < segment.tokens.size(); ++token, ++row) {
                if (segment.tokens[token].sentenceEnd) {
                    sentenceEndRows.push_back(row);
                }
                const std::int64_t* const id = indices.data_ptr<std::int64_t>() + row * k;
                const float* const value = values.data_ptr<float>() + row * k;
                for (std::int64_t i = 0; i < k; ++i) {
                    if (!(value[i] <= 0.0f)) {  // a NaN goes on, to be refused by name
                        segment.latents[token].push_back({FeatureId(static_cast<std::uint32_t>(id[i])), value[i]});
                    }
                }
            }
        }
    }
    quality.add(result.hidden, sae.reconstruct(result.hidden, latents), sentenceEndRows);
    return latents.dropped;
}

Status indexPairs(const RewardModel& model, const Sae& sae, const PairEncoder& encoder,
                  const std::vector<PreferencePair>& pairs, const IndexBuildOptions& options, IndexWriter& writer,
                  QualitySums& quality, const ProgressCallback& progress, std::stop_token stop) {
    ProgressMeter meter("Indexing pairs", pairs.size(), progress);
    meter.set(writer.resumeAt());
    std::size_t position = writer.resumeAt();
    std::int64_t dropped = 0;
    while (position < pairs.size()) {
        // Chunks end where shards end: a resumed build then forms the same batches, and so the same bits.
        const std::size_t shardEnd =
            std::min<std::size_t>(pairs.size(), (position / options.pairsPerShard + 1) * options.pairsPerShard);
        auto chunk = prepareChunk(encoder, pairs, position, shardEnd,
                                  batchesPerChunk(sae.config()) * options.batchTokens, model.config().vocabularySize);
        if (!chunk) {
            return failure(chunk);
        }
        for (const auto& members : batchesOf(*chunk, options.batchTokens)) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Building the index was stopped.",
                            "What is done is kept; start it again to go on.");
            }
            const auto left = runBatch(model, sae, *chunk, members, quality);
            if (!left) {
                return failure(left);
            }
            dropped += *left;
            meter.advance(members.size());
        }
        writer.setNote(quality.toJson());
        for (const PreparedPair& pair : *chunk) {
            if (auto added = writer.add(pair.record); !added) {
                return added;
            }
        }
        position += chunk->size();
    }
    meter.finish();
    if (dropped > 0) {
        log::warn(std::to_string(dropped) + " active latents were left out: no more than the largest " +
                  std::to_string(Sae::mostActive) + " of a token are kept. The SAE does not fit this model.");
    }
    return {};
}

}  // namespace

Result<IndexManifest> buildIndex(const RewardModel& model, const Sae& sae, const PairEncoder& encoder,
                                 const std::vector<PreferencePair>& pairs, IndexManifest manifest,
                                 const std::filesystem::path& folder, const IndexBuildOptions& options,
                                 const ProgressCallback& progress, std::stop_token stop) {
    if (auto checked = checkInputs(model, sae, pairs, manifest, options); !checked) {
        return failure(checked);
    }
    manifest.layer = sae.config().layer;
    manifest.k = sae.config().k;
    manifest.features = static_cast<std::uint32_t>(sae.config().latents);
    manifest.dateString = encoder.options().dateString;
    manifest.dtype = model.dtype() == at::kBFloat16 ? "bfloat16" : model.dtype() == at::kDouble ? "float64" : "float32";
    auto writer = IndexWriter::create(folder, manifest, options.pairsPerShard);
    if (!writer) {
        return failure(writer);
    }
    QualitySums quality(model.config().hiddenSize);
    if (writer->resumeAt() > pairs.size() || (writer->resumeAt() > 0 && !quality.restore(writer->note()))) {
        return fail(ErrorCode::InvalidInput,
                    "The unfinished index beside " + folder.string() + " cannot be gone on with.",
                    "Remove " + folder.string() + ".partial and start again.");
    }
    if (auto indexed = indexPairs(model, sae, encoder, pairs, options, *writer, quality, progress, stop); !indexed) {
        return failure(indexed);
    }
    IndexManifest measured;
    measured.fvu = quality.fvu();
    if (options.measureReconstruction) {
        const auto check = checkReconstruction(model, sae, encoder, pairs, options, progress, stop);
        if (!check) {
            return failure(check);
        }
        measured.accuracyReconstructed = check->accuracy;
        measured.rewardCorrelation = check->correlation;
    }
    writer->setQuality(measured);
    if (auto finished = writer->finish(progress, stop); !finished) {
        return failure(finished);
    }
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        return failure(index);
    }
    return (*index)->manifest();
}

}  // namespace saferscope
