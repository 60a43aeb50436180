// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/packed_linear.h"

#include <ATen/ATen.h>

#ifdef SAFERSCOPE_HAVE_ONEDNN
#include "core/tensor/device_memory.h"
#include "core/tensor/packed_product.h"
#endif

namespace saferscope {

#ifdef SAFERSCOPE_HAVE_ONEDNN

struct PackedLinear::Packed : PackedProduct {
    using PackedProduct::PackedProduct;
};

bool packsLinear(at::ScalarType dtype) {
    return dtype == at::kFloat || (dtype == at::kBFloat16 && cpuMultipliesBfloat16());
}

#else

/// Never made: there is nothing to pack with.
struct PackedLinear::Packed {
    explicit Packed(const at::Tensor&) {}
    void run(const at::Tensor&, at::Tensor&, const at::Tensor&, bool) const {}
};

bool packsLinear(at::ScalarType) { return false; }

#endif

namespace {

/// Numbers in a matrix from which on packing pays; below, a product is over before oneDNN has found its kernel.
constexpr std::int64_t worthPacking = std::int64_t{1} << 16;

at::ScalarType wide(at::ScalarType dtype) { return dtype == at::kDouble ? at::kDouble : at::kFloat; }

}  // namespace

PackedLinear::PackedLinear(const at::Tensor& weight) : PackedLinear(unpacked(weight)) {
    if (weight.is_cpu() && packsLinear(m_dtype) && weight.numel() >= worthPacking) {
        m_packed = std::make_shared<const Packed>(m_plain);
        m_plain = at::Tensor();
    }
}

PackedLinear PackedLinear::unpacked(const at::Tensor& weight) {
    TORCH_CHECK(weight.dim() == 2 && weight.numel() > 0, "a linear map is a matrix");
    PackedLinear linear;
    linear.m_out = weight.size(0);
    linear.m_in = weight.size(1);
    linear.m_dtype = weight.scalar_type();
    linear.m_plain = weight.detach();
    return linear;
}

at::Tensor PackedLinear::apply(const at::Tensor& x) const {
    if (!packed()) {
        return at::linear(x, m_plain);
    }
    at::Tensor result = at::empty({x.size(0), m_out}, x.options());
    m_packed->run(x, result, {}, false);
    return result;
}

at::Tensor PackedLinear::applyWide(const at::Tensor& x, const at::Tensor& bias) const {
    at::Tensor result = at::empty({x.size(0), m_out}, x.options().dtype(wide(m_dtype)));
    applyWideInto(result, x, bias);
    return result;
}

void PackedLinear::applyWideInto(at::Tensor& result, const at::Tensor& x, const at::Tensor& bias) const {
    TORCH_CHECK(result.dim() == 2 && result.size(0) == x.size(0) && result.size(1) == m_out && result.is_contiguous() &&
                    result.scalar_type() == wide(m_dtype),
                "the result of a product has another shape or dtype");
    if (packed()) {
        m_packed->run(x, result, bias, false);
        return;
    }
    // Without a product that widens on its way out the factors are widened first: exact, and slower.
    const at::Tensor wideX = x.to(wide(m_dtype));
    const at::Tensor wideWeight = m_plain.to(wide(m_dtype));
    if (bias.defined()) {
        at::addmm_out(result, bias, wideX, wideWeight.t());
    } else {
        at::mm_out(result, wideX, wideWeight.t());
    }
}

void PackedLinear::addTo(at::Tensor& sum, const at::Tensor& x) const {
    TORCH_CHECK(sum.dim() == 2 && sum.size(0) == x.size(0) && sum.size(1) == m_out && sum.is_contiguous(),
                "what a product is added to has another shape");
    TORCH_CHECK(sum.scalar_type() == m_dtype || sum.scalar_type() == wide(m_dtype),
                "what a product is added to has another dtype");
    if (packed()) {
        m_packed->run(x, sum, {}, true);
    } else if (sum.scalar_type() == m_dtype) {
        sum.addmm_(x, m_plain.t());
    } else {
        sum.add_(at::linear(x, m_plain));
    }
}

}  // namespace saferscope
