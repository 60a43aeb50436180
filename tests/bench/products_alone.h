// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"
#include "core/tensor/packed_linear.h"

#include <ATen/ATen.h>
#include <map>
#include <vector>

namespace saferscope::bench {

/// The products that a forward pass over `rows` tokens cannot do without: everything in the first L - 1 blocks, keys
/// and values of the last block, and the rest of that block for the `last` rows that have a reward. Weights of one
/// block's size stand for those of all (neither fits a cache). By at::linear, projections of one input fused or apart,
/// whichever was faster when tried; or packed (PackedLinear), fused.
class ProductsAlone {
public:
    ProductsAlone(const ModelConfig& config, at::ScalarType dtype, std::int64_t rows, std::int64_t last, bool packed);
    void run() const;
    /// Floating-point operations of a run.
    double operations() const { return m_operations; }

private:
    struct Step {
        std::int64_t times = 0;
        std::int64_t rows = 0;
        std::vector<at::Tensor> weights;  ///< or
        PackedLinear packed;
    };
    void add(std::int64_t times, std::int64_t rows, const std::vector<at::Tensor>& parts, bool packed);

    std::map<std::pair<std::int64_t, std::int64_t>, at::Tensor> m_inputs;  ///< by shape
    std::vector<Step> m_steps;
    double m_operations = 0.0;
};

}  // namespace saferscope::bench
