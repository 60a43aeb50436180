// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/features/index_builder.h"

#include <ATen/core/Tensor.h>
#include <array>
#include <cstdint>
#include <vector>

namespace saferscope {

/// The running sums behind FVU = sum ||x - x_hat||^2 / sum ||x - mean(x)||^2 on the raw stream, for both scopes, in
/// float64. The same number as SaeQualityMeter's; kept here in a form that survives a stop (IndexWriter::setNote), so
/// that a resumed build reports exactly what an undisturbed one does.
class QualitySums {
public:
    explicit QualitySums(std::int64_t inputSize);

    /// h, reconstruction: [N, d]; sentenceEndRows: rows of those N that end a sentence.
    void add(const at::Tensor& h, const at::Tensor& reconstruction, const std::vector<std::int64_t>& sentenceEndRows);
    /// Per TokenScope; 0 without positions or variance.
    std::array<double, 2> fvu() const;

    Json toJson() const;
    /// False and unchanged when the value is not what toJson() of the same size wrote.
    bool restore(const Json& json);

private:
    struct Sums {
        std::uint64_t rows = 0;
        double squaredError = 0.0;
        double squaredNorm = 0.0;
        std::vector<double> total;  ///< [d] sum of x
    };
    std::array<Sums, 2> m_sums;  ///< by TokenScope
};

/// What replacing the layer by the SAE's reconstruction does to the rewards of an evenly spaced sample of the pairs.
struct ReconstructionCheck {
    double accuracy = -1.0;    ///< share of sampled pairs with margin > 0 under reconstruction
    double correlation = 0.0;  ///< Pearson of all their rewards, before and after
};
Result<ReconstructionCheck> checkReconstruction(const RewardModel& model, const Sae& sae, const PairEncoder& encoder,
                                                std::span<const PreferencePair> pairs, const IndexBuildOptions& options,
                                                const ProgressCallback& progress, std::stop_token stop);

}  // namespace saferscope
