// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <memory>

namespace saferscope {

/// A weight matrix W [out, in] in the order in which this CPU's product reads it fastest (oneDNN), for inference: the
/// same product as at::linear, without laying the matrix out anew each time. The packed copy takes as many bytes as the
/// matrix. Without oneDNN, on a GPU, for float64 and for small matrices there is nothing to gain: then it keeps the
/// matrix (shared storage) and calls libtorch.
///
/// Values are those of at::linear up to the order of sums; bfloat16 products are added up in float32. apply() is const
/// and may be called from several threads at once, each with its own tensors. Throws c10::Error on shapes and dtypes
/// that do not fit, or for want of memory.
class PackedLinear {
public:
    PackedLinear() = default;
    /// weight: [out, in], float32 or bfloat16 (others: see above), any strides. The packed copy does not follow later
    /// changes of it.
    explicit PackedLinear(const at::Tensor& weight);
    /// The same without packing: shares the weight's storage and calls libtorch.
    static PackedLinear unpacked(const at::Tensor& weight);

    /// x [N, in] in the weight's dtype -> [N, out] in it.
    at::Tensor apply(const at::Tensor& x) const;
    /// The same with a float32 result for bfloat16 input (float64 stays float64), so that nothing is rounded on the way
    /// out. bias: [out] in the dtype of the result, or undefined.
    at::Tensor applyWide(const at::Tensor& x, const at::Tensor& bias = {}) const;
    /// The same into `result` [N, out], contiguous.
    void applyWideInto(at::Tensor& result, const at::Tensor& x, const at::Tensor& bias = {}) const;
    /// sum [N, out] += x W^T, in place. sum is contiguous and float32 (also for bfloat16 weights, whose product is
    /// rounded to bfloat16 first where nothing is packed) or of the weight's dtype.
    void addTo(at::Tensor& sum, const at::Tensor& x) const;

    bool defined() const { return m_out > 0; }
    /// Whether products run on the packed copy; false where at::linear is called.
    bool packed() const { return m_packed != nullptr; }
    std::int64_t outputSize() const { return m_out; }
    std::int64_t inputSize() const { return m_in; }
    at::ScalarType dtype() const { return m_dtype; }

private:
    struct Packed;
    std::int64_t m_out = 0;
    std::int64_t m_in = 0;
    at::ScalarType m_dtype = at::kFloat;
    at::Tensor m_plain;                      ///< where nothing is packed
    std::shared_ptr<const Packed> m_packed;  ///< immutable, so copies share it
};

/// Whether this build and CPU pack matrices of that dtype (bfloat16 needs AVX512-BF16 or AMX).
bool packsLinear(at::ScalarType dtype);

}  // namespace saferscope
