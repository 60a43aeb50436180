// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_model.h"

namespace saferscope {

/// What a batch gives for some factors.
struct SteeringLoss {
    double loss = 0.0;  ///< sum over pairs of -log sigma(margin)
    std::uint64_t pairs = 0;
    std::uint64_t right = 0;       ///< margin > 0
    std::vector<double> gradient;  ///< [F] of `loss` by the factors; empty unless asked for
    void add(const SteeringLoss& other);
};

/// The Bradley-Terry loss of some pairs as a function of the factors of some features: in the stream of the SAE's layer
/// every firing adds (factor - 1) * z * s * d, as an intervention of the kind Scale does, and the layers above are run.
/// Holds the streams of the pairs in which any of the features fires; the others are a constant. The model and the SAE
/// must outlive it. One thread; may throw what libtorch throws.
class SteeringObjective {
public:
    SteeringObjective(const CausalModel& model, std::vector<FeatureId> features, const PositionChoice& positions);

    void add(const CapturedBatch& batch);

    std::size_t featureCount() const { return m_features.size(); }
    std::size_t batchCount() const { return m_batches.size(); }
    std::uint64_t pairCount() const;
    SteeringLoss evaluate(std::size_t batch, const std::vector<double>& factors, bool gradient) const;
    SteeringLoss evaluateAll(const std::vector<double>& factors) const;

private:
    struct Batch {
        SteeringLoss constant;  ///< of the pairs in which none of the features fires
        std::uint64_t pairs = 0;
        PackedBatch packed;    ///< of the others
        at::Tensor hidden;     ///< [n, d]
        at::Tensor rows;       ///< [R] rows of `hidden` that change
        at::Tensor entryRow;   ///< [E] position in `rows`
        at::Tensor entry;      ///< [E] position in the features
        at::Tensor strengths;  ///< [E] z * s
    };
    const CausalModel m_model;
    const std::vector<FeatureId> m_features;
    const PositionChoice m_positions;
    at::Tensor m_directions;  ///< [F, d] decoder rows, in the precision that is computed in
    std::vector<Batch> m_batches;
};

}  // namespace saferscope
