// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/features/feature_map.h"
#include "core/features/feature_map_tsne.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace saferscope {

/// Written here and not taken from a library: Debian 12 has no packaged C++ t-SNE or UMAP, and the method is small
/// enough to be checked against its own slow definition (tests/features/test_feature_map_tsne.cpp).

struct FeatureMapOptions {
    double perplexity =
        30.0;  ///< about how many relatives each feature is placed by; held below a third of the features
    std::uint64_t seed = 1;
    int threads = 1;
    int iterations = 750;
};

/// Unit rows of `matrix` [n, d] float32 on the CPU -> the `each` nearest others of every row by Euclidean distance,
/// which for unit rows is by cosine. Exact: products by blocks choose a few more than wanted, and double sums in a
/// fixed order rank them, so that the answer depends neither on threads nor on the order in which a BLAS adds. Memory:
/// the lists and one block.
Result<NeighbourLists> nearestRows(const at::Tensor& matrix, std::size_t each, int threads,
                                   const ProgressCallback& progress = {}, std::stop_token stop = {});

/// The first two principal components of the rows, scaled to a standard deviation of 1e-4 in x: t-SNE from there keeps
/// more of the large arrangement than from noise (Kobak & Berens, Nature Communications 10, 2019). Power iteration in a
/// fixed order. `seed` starts it, and moves rows that are the same apart by a hundredth of that.
std::vector<double> principalStart(const at::Tensor& matrix, std::uint64_t seed, int threads);

/// The map of a decoder [M, d], one direction a row. `dead`: by feature, left out. Provenance is the caller's to fill
/// in. Refused: values that are not finite, fewer than 4 features with a place. Blocks; memory grows with M (d + 400)
/// and the time of the neighbours with M squared. The same bits for the same decoder, seed and machine, whatever the
/// threads.
Result<FeatureMap> buildFeatureMap(const at::Tensor& decoder, const std::vector<bool>& dead,
                                   const FeatureMapOptions& options, const ProgressCallback& progress = {},
                                   std::stop_token stop = {});

}  // namespace saferscope
