// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace saferscope {

/// The product of PackedLinear where oneDNN makes it: the weights in oneDNN's own order, and the kernels made for the
/// numbers of rows met so far. Only packed_linear.cpp uses it.
class PackedProduct {
public:
    /// weight [out, in] on the CPU, float32 or bfloat16. Copies.
    explicit PackedProduct(const at::Tensor& weight);
    ~PackedProduct();
    PackedProduct(const PackedProduct&) = delete;
    PackedProduct& operator=(const PackedProduct&) = delete;

    /// result [rows, out] = x W^T + bias, or += x W^T. x [rows, in] in the weight's dtype (made contiguous where it is
    /// not), result contiguous in it or in float32, bias [out] in the dtype of the result or undefined.
    void run(const at::Tensor& x, at::Tensor& result, const at::Tensor& bias, bool add) const;

private:
    struct Weights;
    struct Kernel;
    /// Rows, dtype of the result, with a bias, adding, threads.
    using Key = std::tuple<std::int64_t, at::ScalarType, bool, bool, int>;
    std::shared_ptr<const Kernel> kernelFor(const Key& key) const;

    std::int64_t m_out;
    std::int64_t m_in;
    at::ScalarType m_dtype;
    std::unique_ptr<const Weights> m_weights;
    mutable std::mutex m_mutex;
    mutable std::map<Key, std::shared_ptr<const Kernel>> m_kernels;
};

}  // namespace saferscope
