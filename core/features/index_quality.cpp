// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/index_quality.h"

#include "core/base/correlation.h"
#include "core/features/index_state.h"
#include "core/features/pair_batches.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr std::int64_t rowsAtOnce = 1024;  // float64 copies of 1,024 rows stay small whatever the batch
constexpr const char* scopeNames[] = {"sentence_ends", "all_tokens"};

double sumOf(const at::Tensor& values) { return values.sum().item<double>(); }

}  // namespace

QualitySums::QualitySums(std::int64_t inputSize) {
    for (Sums& sums : m_sums) {
        sums.total.assign(static_cast<std::size_t>(inputSize), 0.0);
    }
}

void QualitySums::add(const at::Tensor& h, const at::Tensor& reconstruction,
                      const std::vector<std::int64_t>& sentenceEndRows) {
    const auto addRows = [](Sums& sums, const at::Tensor& x, const at::Tensor& rebuilt) {
        for (std::int64_t first = 0; first < x.size(0); first += rowsAtOnce) {
            const std::int64_t count = std::min(rowsAtOnce, x.size(0) - first);
            const at::Tensor raw = x.narrow(0, first, count).to(at::kCPU, at::kDouble);
            const at::Tensor error = raw - rebuilt.narrow(0, first, count).to(at::kCPU, at::kDouble);
            sums.rows += static_cast<std::uint64_t>(count);
            sums.squaredError += sumOf(error.square());
            sums.squaredNorm += sumOf(raw.square());
            const at::Tensor total = raw.sum(0).contiguous();
            const double* const values = total.data_ptr<double>();
            for (std::size_t i = 0; i < sums.total.size(); ++i) {
                sums.total[i] += values[i];
            }
        }
    };
    addRows(m_sums[static_cast<std::size_t>(TokenScope::AllTokens)], h, reconstruction);
    const at::Tensor rows = at::tensor(sentenceEndRows, at::kLong).to(h.device());
    addRows(m_sums[static_cast<std::size_t>(TokenScope::SentenceEnds)], h.index_select(0, rows),
            reconstruction.index_select(0, rows));
}

std::array<double, 2> QualitySums::fvu() const {
    std::array<double, 2> result{};
    for (std::size_t scope = 0; scope < m_sums.size(); ++scope) {
        const Sums& sums = m_sums[scope];
        double squaredTotal = 0.0;
        for (const double value : sums.total) {
            squaredTotal += value * value;
        }
        const double variance = sums.rows > 0 ? sums.squaredNorm - squaredTotal / static_cast<double>(sums.rows) : 0.0;
        const double fvu = variance > 0.0 ? sums.squaredError / variance : 0.0;
        result[scope] = std::isfinite(fvu) ? fvu : 0.0;
    }
    return result;
}

Json QualitySums::toJson() const {
    Json json = Json::object();
    for (std::size_t scope = 0; scope < m_sums.size(); ++scope) {
        const Sums& sums = m_sums[scope];
        json[scopeNames[scope]] = Json{{"rows", sums.rows},
                                       {"squared_error", sums.squaredError},
                                       {"squared_norm", sums.squaredNorm},
                                       {"total", sums.total}};
    }
    return json;
}

bool QualitySums::restore(const Json& json) {
    std::array<Sums, 2> restored;
    for (std::size_t scope = 0; scope < restored.size(); ++scope) {
        const std::string where = "the index build's notes";
        const auto part = jsonMember<Json>(json, scopeNames[scope], where);
        if (!part) {
            return false;
        }
        const auto rows = jsonCount(*part, "rows");
        const auto error = jsonMember<double>(*part, "squared_error", where);
        const auto norm = jsonMember<double>(*part, "squared_norm", where);
        auto total = jsonMember<std::vector<double>>(*part, "total", where);
        if (!rows || !error || !norm || !total || total->size() != m_sums[scope].total.size()) {
            return false;
        }
        restored[scope] = {*rows, *error, *norm, std::move(*total)};
    }
    m_sums = std::move(restored);
    return true;
}

Result<ReconstructionCheck> checkReconstruction(const RewardModel& model, const Sae& sae, const PairEncoder& encoder,
                                                std::span<const PreferencePair> pairs, const IndexBuildOptions& options,
                                                const ProgressCallback& progress, std::stop_token stop) {
    const at::NoGradGuard noGradients;
    const std::size_t count = std::min<std::size_t>(options.reconstructionPairs, pairs.size());
    if (count == 0) {
        return ReconstructionCheck{};
    }
    std::vector<PreparedPair> sample;
    for (std::size_t i = 0; i < count; ++i) {
        auto prepared = preparePair(encoder, pairs[i * pairs.size() / count], model.config().vocabularySize);
        if (!prepared) {
            return failure(prepared);
        }
        sample.push_back(std::move(*prepared));
    }
    ProgressMeter meter("Checking the reconstruction", count, progress);
    const std::int64_t layer = sae.config().layer;
    std::vector<double> before;
    std::vector<double> after;
    std::size_t won = 0;
    for (const auto& members : batchesOf(sample, options.batchTokens)) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Building the index was stopped.",
                        "What is done is kept; start it again to go on.");
        }
        const PackedBatch batch = packChunk(sample, members, model.device());
        const ForwardResult result = model.forward(batch, {layer, false});
        const at::Tensor rebuilt = sae.reconstruct(result.hidden, sae.encode(result.hidden));
        const at::Tensor original = result.rewards.to(at::kCPU, at::kDouble).contiguous();
        const at::Tensor changed = model.rewardsFromHidden(batch, rebuilt.to(result.hidden.scalar_type()), layer)
                                       .to(at::kCPU, at::kDouble)
                                       .contiguous();
        const double* const originalValues = original.data_ptr<double>();
        const double* const changedValues = changed.data_ptr<double>();
        before.insert(before.end(), originalValues, originalValues + original.numel());
        after.insert(after.end(), changedValues, changedValues + changed.numel());
        for (std::size_t pair = 0; pair < members.size(); ++pair) {
            won += changedValues[2 * pair] > changedValues[2 * pair + 1] ? 1 : 0;
        }
        meter.advance(members.size());
    }
    meter.finish();
    return ReconstructionCheck{static_cast<double>(won) / static_cast<double>(count), pearson(before, after)};
}

}  // namespace saferscope
