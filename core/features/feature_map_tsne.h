// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace saferscope {

/// The nearest other points of each of n points, nearest first.
struct NeighbourLists {
    std::size_t points = 0;
    std::size_t each = 0;                 ///< neighbours per point, < points
    std::vector<std::uint32_t> index;     ///< [points x each]
    std::vector<double> squaredDistance;  ///< the same order; >= 0
};

/// Who belongs together how much: symmetric, rows by rising column, all values together 1.
struct Affinities {
    std::vector<std::uint64_t> start;  ///< row i is [start[i], start[i + 1])
    std::vector<std::uint32_t> column;
    std::vector<double> value;
    std::size_t points() const { return start.empty() ? 0 : start.size() - 1; }
};

/// t-SNE's p_ij (van der Maaten & Hinton, JMLR 9, 2008): a Gaussian over each point's neighbours, as wide as makes the
/// perplexity (2 to the entropy) the one asked for, then (p_j|i + p_i|j) / 2n. `perplexity` is held below `each`.
/// Blocks; the result does not depend on the number of threads.
Affinities affinitiesOf(const NeighbourLists& neighbours, double perplexity, int threads = 1);

struct TsneOptions {
    int iterations = 750;             ///< all together; what FIt-SNE and openTSNE do as well
    int exaggeratedIterations = 250;  ///< at first attraction is made stronger, so that clusters find together
    double exaggeration = 12.0;
    double theta = 0.5;  ///< of the Barnes-Hut sums; at most FeatureMapTree::mostTheta
    int threads = 1;
};

/// The gradient of KL(p || q) by every coordinate, attraction times `exaggeration`; `points` and `gradient` are x and y
/// of n points. The sums over all pairs go through a FeatureMapTree. Returns Z, the sum of 1 / (1 + d^2) over ordered
/// pairs. The same bits whatever the number of threads: every point's sums are its own, and Z is added up in one order.
class TsneGradient {
public:
    TsneGradient(const Affinities& affinities, double theta, int threads);
    ~TsneGradient();
    TsneGradient(const TsneGradient&) = delete;
    TsneGradient& operator=(const TsneGradient&) = delete;
    double compute(std::span<const double> points, double exaggeration, std::span<double> gradient);

private:
    struct Work;
    const Affinities& m_affinities;
    const double m_theta;
    const int m_threads;
    const std::unique_ptr<Work> m_work;
};

/// KL(p || q) at `points`, with the Z that the gradient returned for them.
double divergenceOf(const Affinities& affinities, std::span<const double> points, double z);

/// Moves `points` (x and y of n points, a small start: standard deviation 1e-4 in x) to where t-SNE leaves them:
/// gradient descent with momentum 0.5, later 0.8, gains per coordinate and the learning rate n / (4 exaggeration), at
/// least 50 (Belkina et al., Nature Communications 10, 2019). Returns KL(p || q) at the end. Blocks; looks at `stop`
/// and reports progress after each iteration.
Result<double> runTsne(const Affinities& affinities, std::span<double> points, const TsneOptions& options,
                       const ProgressCallback& progress = {}, std::stop_token stop = {});

/// Share of each point's `count` nearest neighbours (by `neighbours`) that are among its `count` nearest in the plane,
/// over at most `sample` evenly spaced points: 1 would be a map without any loss. Costs sample x n.
double keptNeighbours(const NeighbourLists& neighbours, std::span<const double> points, std::size_t count,
                      std::size_t sample, int threads = 1);

}  // namespace saferscope
