// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled only where oneDNN's headers are (CMakeLists.txt).
#include "core/tensor/packed_product.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <dnnl.hpp>
#include <memory>
#include <unordered_map>

namespace saferscope {

namespace {

using dnnl::matmul;
using dnnl::memory;
using Tag = memory::format_tag;

/// Kernels kept per matrix; each is some tens of KB of machine code. Batches differ in their rows, so there is an end.
constexpr std::size_t keptKernels = 16;
constexpr std::size_t scratchAlignment = 4096;
/// Rows for which oneDNN is asked how it wants the weights. Its order depends on the matrix, not on the rows.
constexpr std::int64_t typicalRows = 1024;

const dnnl::engine& engine() {
    static const dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
    return cpu;
}

memory::data_type dnnlType(at::ScalarType dtype) {
    return dtype == at::kBFloat16 ? memory::data_type::bf16 : memory::data_type::f32;
}

memory::desc rowMajor(std::int64_t rows, std::int64_t columns, at::ScalarType dtype) {
    return {{rows, columns}, dnnlType(dtype), Tag::ab};
}

matmul::primitive_desc describe(const memory::desc& x, const memory::desc& weights, const memory::desc& bias,
                                const memory::desc& result, const dnnl::primitive_attr& attributes) {
#if DNNL_VERSION_MAJOR >= 3
    return bias.get_ndims() == 0 ? matmul::primitive_desc(engine(), x, weights, result, attributes)
                                 : matmul::primitive_desc(engine(), x, weights, bias, result, attributes);
#else
    return bias.data.ndims == 0 ? matmul::primitive_desc(matmul::desc(x, weights, result), attributes, engine())
                                : matmul::primitive_desc(matmul::desc(x, weights, bias, result), attributes, engine());
#endif
}

/// oneDNN's failures as the exceptions that the rest knows from libtorch.
template <class Work>
auto checked(const Work& work) {
    try {
        return work();
    } catch (const dnnl::error& error) {
        TORCH_CHECK(error.status != dnnl_out_of_memory, "not enough memory for a matrix product");
        TORCH_CHECK(false, "a matrix product failed: ", error.what());
    }
}

}  // namespace

struct PackedProduct::Weights {
    memory packed;
};

struct PackedProduct::Kernel {
    matmul product;
    memory::desc x;
    memory::desc bias;
    memory::desc result;
    memory::desc scratch;
};

PackedProduct::PackedProduct(const at::Tensor& weight)
    : m_out(weight.size(0)), m_in(weight.size(1)), m_dtype(weight.scalar_type()) {
    m_weights = checked([&] {
        const at::Tensor source = weight.contiguous();
        const memory::desc given({m_in, m_out}, dnnlType(m_dtype), Tag::ba);  // W^T as rows of W
        const memory::desc any({m_in, m_out}, dnnlType(m_dtype), Tag::any);
        const auto wanted =
            describe(rowMajor(typicalRows, m_in, m_dtype), any, {}, rowMajor(typicalRows, m_out, m_dtype), {});
        auto weights = std::make_unique<Weights>(Weights{memory(wanted.weights_desc(), engine())});
        memory from(given, engine(), source.data_ptr());
        dnnl::stream stream(engine());
        dnnl::reorder(from, weights->packed).execute(stream, from, weights->packed);
        stream.wait();
        return weights;
    });
}

PackedProduct::~PackedProduct() = default;

std::shared_ptr<const PackedProduct::Kernel> PackedProduct::kernelFor(const Key& key) const {
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_kernels.find(key); known != m_kernels.end()) {
        return known->second;
    }
    const auto& [rows, resultType, biased, adds, threads] = key;
    dnnl::primitive_attr attributes;
    // oneDNN's own scratch memory belongs to the thread that made the kernel; another that runs it finds none or too
    // little, and the product comes out wrong.
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    if (adds) {
        dnnl::post_ops operations;
        operations.append_sum(1.0F);
        attributes.set_post_ops(operations);
    }
    auto kernel = std::make_shared<Kernel>();
    kernel->x = rowMajor(rows, m_in, m_dtype);
    kernel->result = rowMajor(rows, m_out, resultType);
    if (biased) {
        kernel->bias = rowMajor(1, m_out, resultType);
    }
    const auto description =
        describe(kernel->x, m_weights->packed.get_desc(), kernel->bias, kernel->result, attributes);
    kernel->scratch = description.scratchpad_desc();
    kernel->product = matmul(description);
    if (m_kernels.size() >= keptKernels) {
        m_kernels.clear();
    }
    m_kernels.emplace(key, kernel);
    return kernel;
}

void PackedProduct::run(const at::Tensor& x, at::Tensor& result, const at::Tensor& bias, bool add) const {
    TORCH_CHECK(x.dim() == 2 && x.size(1) == m_in && x.scalar_type() == m_dtype && x.is_cpu(),
                "a product's input has another shape, dtype or device than its weights");
    TORCH_CHECK(!bias.defined() || (bias.numel() == m_out && bias.scalar_type() == result.scalar_type()),
                "a product's bias has another shape or dtype");
    if (x.size(0) == 0) {
        return;
    }
    checked([&] {
        const at::Tensor rows = x.contiguous();
        const at::Tensor offset = bias.defined() ? bias.contiguous() : bias;
        const auto kernel = kernelFor({x.size(0), result.scalar_type(), bias.defined(), add, at::get_num_threads()});
        std::unordered_map<int, memory> arguments = {
            {DNNL_ARG_SRC, memory(kernel->x, engine(), rows.data_ptr())},
            {DNNL_ARG_WEIGHTS, m_weights->packed},
            {DNNL_ARG_DST, memory(kernel->result, engine(), result.data_ptr())}};
        const std::size_t needed = kernel->scratch.get_size();
        std::size_t space = needed + scratchAlignment;
        const at::Tensor scratch = at::empty({static_cast<std::int64_t>(space)}, at::kByte);
        void* aligned = scratch.data_ptr();
        arguments.emplace(DNNL_ARG_SCRATCHPAD,
                          memory(kernel->scratch, engine(), std::align(scratchAlignment, needed, aligned, space)));
        if (bias.defined()) {
            arguments.emplace(DNNL_ARG_BIAS, memory(kernel->bias, engine(), offset.data_ptr()));
        }
        dnnl::stream stream(engine());
        kernel->product.execute(stream, arguments);
        stream.wait();
    });
}

}  // namespace saferscope
