// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layers.h"

#include "core/model/cpu_kernels.h"
#include "core/model/elementwise_kernels.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <limits>
#include <torch/csrc/autograd/custom_function.h>

namespace saferscope {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

bool kernelsApply(const at::Tensor& x) { return x.is_cpu() && x.scalar_type() == at::kFloat && x.dim() == 2; }

const float* read(const at::Tensor& tensor) { return tensor.data_ptr<float>(); }
float* write(at::Tensor& tensor) { return tensor.data_ptr<float>(); }

/// Whether float32 or bfloat16 rows on the CPU need no derivative.
bool inferenceKernelsApply(const at::Tensor& x) {
    return x.is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16) && x.dim() == 2 &&
           !(at::GradMode::is_enabled() && x.requires_grad());
}
const kernels::Bfloat16Bits* readBits(const at::Tensor& tensor) {
    return static_cast<const kernels::Bfloat16Bits*>(tensor.data_ptr());
}
kernels::Bfloat16Bits* writeBits(at::Tensor& tensor) { return static_cast<kernels::Bfloat16Bits*>(tensor.data_ptr()); }

at::ScalarType accumulationType(const at::Tensor& x) {
    return x.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
}

struct RmsNorm : Function<RmsNorm> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& given, const at::Tensor& weight, double eps) {
        const at::Tensor x = given.contiguous();
        at::Tensor y = at::empty_like(x);
        at::Tensor scale = at::empty({x.size(0)}, x.options());
        kernels::rmsNorm(read(x), read(weight), static_cast<float>(eps), x.size(0), x.size(1), write(y), write(scale));
        context->save_for_backward({x, weight, scale});
        return y;
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& x = saved[0];
        const at::Tensor dy = gradients[0].contiguous();
        at::Tensor dx = at::empty_like(x);
        at::Tensor dweight = at::empty_like(saved[1]);
        kernels::rmsNormBackward(read(dy), read(x), read(saved[1]), read(saved[2]), x.size(0), x.size(1), write(dx),
                                 write(dweight));
        return {dx, dweight, at::Tensor()};
    }
};

/// In whole rows for each thread. libtorch cuts anywhere, and with 2.6 numbers beside a cut came out another way:
/// results would hang on the number of threads.
at::Tensor sigmoidOfRows(const at::Tensor& x) {
    at::Tensor result = at::empty(x.sizes(), x.options());
    const std::int64_t rows = std::max<std::int64_t>(1, 32768 / std::max<std::int64_t>(1, x.size(1)));
    at::parallel_for(0, x.size(0), rows, [&](std::int64_t begin, std::int64_t end) {
        const at::NoGradGuard noGradients;  // of this thread
        at::Tensor part = result.narrow(0, begin, end - begin);
        at::sigmoid_out(part, x.narrow(0, begin, end - begin));
    });
    return result;
}

struct Swiglu : Function<Swiglu> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& given) {
        const at::Tensor gateUp = given.contiguous();
        const std::int64_t width = gateUp.size(1) / 2;
        at::Tensor y = at::empty({gateUp.size(0), width}, gateUp.options());
        kernels::swigluRows(read(gateUp), gateUp.size(0), width, write(y));  // the bits of a pass without a gradient
        context->save_for_backward({gateUp});
        return y;
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor dy = gradients[0].contiguous();
        const at::Tensor sigmoid = sigmoidOfRows(saved[0].detach().narrow(1, 0, dy.size(1)));
        at::Tensor dgateUp = at::empty_like(saved[0]);
        kernels::swigluBackward(read(dy), read(saved[0]), read(sigmoid), dy.size(0), dy.size(1), write(dgateUp));
        return {dgateUp};
    }
};

/// One product forward and two backward whatever the number of parts; any device and dtype.
struct ProjectTogether : Function<ProjectTogether> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& fused,
                              at::TensorList parts) {
        std::vector<std::int64_t> rows;
        for (const at::Tensor& part : parts) {
            rows.push_back(part.size(0));
        }
        context->saved_data["rows"] = rows;
        context->saved_data["input"] = x.requires_grad();
        context->saved_data["weights"] = parts[0].requires_grad();
        context->save_for_backward({x, fused});
        return at::linear(x, fused);
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor dy = gradients[0].contiguous();
        variable_list result;
        result.push_back(context->saved_data["input"].toBool() ? at::mm(dy, saved[1]) : at::Tensor());
        result.emplace_back();
        const bool weights = context->saved_data["weights"].toBool();  // frozen beside low-rank factors
        const at::Tensor dfused = weights ? at::mm(dy.t(), saved[0]) : at::Tensor();
        std::int64_t begin = 0;
        for (const std::int64_t count : context->saved_data["rows"].toIntVector()) {
            result.push_back(weights ? dfused.narrow(0, begin, count) : at::Tensor());
            begin += count;
        }
        return result;
    }
};

struct MaskedSoftmax : Function<MaskedSoftmax> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& scores, const at::Tensor& mask) {
        const at::ScalarType dtype = scores.scalar_type();
        scores.masked_fill_(mask.logical_not().unsqueeze(2), -std::numeric_limits<double>::infinity());
        const at::Tensor weights = at::softmax(scores, -1, accumulationType(scores)).to(dtype);
        context->save_for_backward({weights});
        return weights;
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        // Where the mask is false the weight is 0, and so is this derivative.
        const at::Tensor weights = context->get_saved_variables()[0];
        return {at::_softmax_backward_data(gradients[0].contiguous(), weights, -1, weights.scalar_type()),
                at::Tensor()};
    }
};

}  // namespace

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double eps, bool onePlus) {
    if (kernelsApply(x)) {
        return RmsNorm::apply(x, onePlus ? weight + 1.0 : weight, eps);
    }
    const at::Tensor wide = x.to(accumulationType(x));
    const at::Tensor scale = at::rsqrt(at::mean(wide * wide, {-1}, /*keepdim=*/true) + eps);
    if (onePlus) {
        return (wide * scale * (weight.to(wide.scalar_type()) + 1.0)).to(x.scalar_type());
    }
    return (wide * scale).to(x.scalar_type()) * weight;
}

at::Tensor rmsNormAs(const at::Tensor& x, const at::Tensor& weight, double eps, at::ScalarType dtype, bool onePlus) {
    TORCH_CHECK(inferenceKernelsApply(x) && (dtype == at::kFloat || dtype == at::kBFloat16),
                "a norm for inference takes and gives float32 or bfloat16 rows on the CPU");
    const at::Tensor rows = x.contiguous();
    const at::Tensor wide = weight.to(at::kFloat).contiguous();
    const at::Tensor scale = onePlus ? wide + 1.0 : wide;
    at::Tensor y = at::empty(rows.sizes(), rows.options().dtype(dtype));
    const auto apply = [&](auto from, auto to) {
        kernels::rmsNormRows(from, read(scale), static_cast<float>(eps), rows.size(0), rows.size(1), to);
    };
    const bool fromFloat = rows.scalar_type() == at::kFloat;
    if (fromFloat && dtype == at::kFloat) {
        apply(read(rows), write(y));
    } else if (fromFloat) {
        apply(read(rows), writeBits(y));
    } else if (dtype == at::kFloat) {
        apply(readBits(rows), write(y));
    } else {
        apply(readBits(rows), writeBits(y));
    }
    return y;
}

at::Tensor projectTogether(const at::Tensor& x, const at::Tensor& fused, const std::vector<at::Tensor>& parts) {
    if (!fused.defined()) {
        std::vector<at::Tensor> products;
        products.reserve(parts.size());
        for (const at::Tensor& part : parts) {
            products.push_back(at::linear(x, part));
        }
        return at::cat(products, 1);
    }
    if (!at::GradMode::is_enabled()) {
        return at::linear(x, fused);
    }
    return ProjectTogether::apply(x, fused, at::TensorList(parts));
}

at::Tensor swiglu(const at::Tensor& gateUp, bool asWithGradients) {
    if (inferenceKernelsApply(gateUp) && !(asWithGradients && gateUp.scalar_type() == at::kBFloat16)) {
        const at::Tensor rows = gateUp.contiguous();
        const std::int64_t width = rows.size(1) / 2;
        at::Tensor y = at::empty({rows.size(0), width}, rows.options());
        if (rows.scalar_type() == at::kFloat) {
            kernels::swigluRows(read(rows), rows.size(0), width, write(y));
        } else {
            kernels::swigluRows(readBits(rows), rows.size(0), width, writeBits(y));
        }
        return y;
    }
    if (kernelsApply(gateUp)) {
        return Swiglu::apply(gateUp);
    }
    const std::vector<at::Tensor> halves = gateUp.chunk(2, -1);
    return at::silu(halves[0]) * halves[1];
}

at::Tensor geglu(const at::Tensor& gateUp) {
    const std::vector<at::Tensor> halves = gateUp.chunk(2, -1);
    return at::gelu(halves[0], "tanh") * halves[1];
}

at::Tensor gatedActivation(const at::Tensor& gateUp, Activation activation, bool asWithGradients) {
    return activation == Activation::Silu ? swiglu(gateUp, asWithGradients) : geglu(gateUp);
}

at::Tensor normHeads(const at::Tensor& qkv, std::int64_t heads, std::int64_t kvHeads, const at::Tensor& queryNorm,
                     const at::Tensor& keyNorm, double eps, bool onePlus) {
    const std::int64_t size = keyNorm.size(0);
    const std::vector<at::Tensor> parts = qkv.split_with_sizes({heads * size, kvHeads * size, kvHeads * size}, 1);
    const auto normed = [&](const at::Tensor& part, const at::Tensor& weight) {
        return rmsNorm(part.reshape({-1, size}), weight, eps, onePlus).view_as(part);
    };
    if (heads == 0) {
        return at::cat({normed(parts[1], keyNorm), parts[2]}, 1);
    }
    return at::cat({normed(parts[0], queryNorm), normed(parts[1], keyNorm), parts[2]}, 1);
}

void normHeadsInPlace(at::Tensor& x, std::int64_t begin, std::int64_t heads, const at::Tensor& weight, double eps,
                      bool onePlus) {
    TORCH_CHECK(inferenceKernelsApply(x) && x.is_contiguous(), "heads are normed in place in float32 or bfloat16 rows");
    const at::Tensor wide = weight.to(at::kFloat).contiguous();
    const at::Tensor scale = onePlus ? wide + 1.0 : wide;
    const auto apply = [&](auto* rows) {
        kernels::rmsNormHeads(rows + begin, x.size(1), read(scale), static_cast<float>(eps), x.size(0), heads,
                              scale.size(0));
    };
    if (x.scalar_type() == at::kFloat) {
        apply(write(x));
    } else {
        apply(writeBits(x));
    }
}

at::Tensor gatedActivationAs(const at::Tensor& gateUp, Activation activation) {
    if (activation == Activation::Silu) {
        return swiglu(gateUp);
    }
    TORCH_CHECK(inferenceKernelsApply(gateUp), "a gate for inference takes float32 or bfloat16 rows on the CPU");
    const at::Tensor rows = gateUp.contiguous();
    const std::int64_t width = rows.size(1) / 2;
    at::Tensor y = at::empty({rows.size(0), width}, rows.options());
    if (rows.scalar_type() == at::kFloat) {
        kernels::gegluRows(read(rows), rows.size(0), width, write(y));
    } else {
        kernels::gegluRows(readBits(rows), rows.size(0), width, writeBits(y));
    }
    return y;
}

at::Tensor maskedSoftmax(const at::Tensor& scores, const at::Tensor& mask) {
    return MaskedSoftmax::apply(scores, mask);
}

}  // namespace saferscope
