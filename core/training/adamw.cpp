// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/adamw.h"

#include "core/tensor/finite_check.h"
#include "core/training/adam_kernel.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <cmath>

namespace saferscope {

at::Tensor findTensor(const std::vector<NamedTensor>& tensors, const std::string& name) {
    for (const auto& [key, tensor] : tensors) {
        if (key == name) {
            return tensor;
        }
    }
    return {};
}

AdamW::AdamW(const std::vector<NamedTensor>& parameters, AdamWSettings settings) : m_settings(settings) {
    const at::NoGradGuard noGradients;
    for (const auto& [name, weight] : parameters) {
        Slot slot;
        slot.name = name;
        slot.weight = weight;
        slot.master = weight;
        if (weight.scalar_type() != at::kFloat) {
            slot.master = weight.detach().to(at::kFloat);
            slot.gradient = at::zeros_like(slot.master);
        }
        slot.m = at::zeros_like(slot.master, at::TensorOptions().requires_grad(false), at::MemoryFormat::Contiguous);
        slot.v = at::zeros_like(slot.m);
        slot.weightDecay = weight.dim() >= 2 ? settings.weightDecay : 0.0;
        m_slots.push_back(std::move(slot));
    }
}

void AdamW::zeroGradients() {
    const at::NoGradGuard noGradients;
    for (Slot& slot : m_slots) {
        slot.weight.mutable_grad() = at::Tensor();
        if (slot.narrow()) {
            slot.gradient.zero_();
        }
    }
}

void AdamW::collectGradients() {
    const at::NoGradGuard noGradients;
    for (Slot& slot : m_slots) {
        at::Tensor& gradient = slot.weight.mutable_grad();
        if (slot.narrow() && gradient.defined()) {
            slot.gradient.add_(gradient);
            gradient = at::Tensor();
        }
    }
}

at::Tensor AdamW::gradientOf(const Slot& slot) const { return slot.narrow() ? slot.gradient : slot.weight.grad(); }

double AdamW::gradientNorm() const {
    const at::NoGradGuard noGradients;
    double total = 0.0;
    std::vector<at::Tensor> norms;  // on a GPU, fetched in one trip at the end
    for (const Slot& slot : m_slots) {
        const at::Tensor gradient = gradientOf(slot);
        if (!gradient.defined()) {
            continue;
        }
        if (gradient.is_cpu()) {
            const at::Tensor values = gradient.contiguous();
            total += sumOfSquares(values.data_ptr<float>(), values.numel(), at::get_num_threads());
        } else {
            norms.push_back(at::norm(gradient, 2, at::kDouble));
        }
    }
    if (!norms.empty()) {
        total += at::stack(norms).square().sum().item<double>();
    }
    return std::sqrt(total);
}

std::vector<at::Tensor> AdamW::gradients() const {
    std::vector<at::Tensor> gradients;
    gradients.reserve(m_slots.size());
    for (const Slot& slot : m_slots) {
        gradients.push_back(gradientOf(slot));
    }
    return gradients;
}

at::Tensor AdamW::makeGradient(std::size_t index) {
    Slot& slot = m_slots.at(index);  // a narrow one has its sum from the start
    slot.weight.mutable_grad() = at::zeros_like(slot.weight, at::TensorOptions().requires_grad(false));
    return slot.weight.grad();
}

bool AdamW::step(double learningRate, double gradientScale) {
    const at::NoGradGuard noGradients;
    ++m_steps;
    bool finite = true;
    std::vector<at::Tensor> sound;  // as above
    for (Slot& slot : m_slots) {
        at::Tensor gradient = gradientOf(slot);
        if (!gradient.defined()) {
            continue;  // a weight this forward pass does not use
        }
        gradient = gradient.contiguous();
        const AdamStep constants = adamStep(learningRate, m_settings.beta1, m_settings.beta2, m_settings.epsilon,
                                            slot.weightDecay, gradientScale, m_steps);
        if (slot.master.is_cpu() && slot.master.is_contiguous()) {
            finite &= adamArray(slot.master.data_ptr<float>(), gradient.data_ptr<float>(), slot.m.data_ptr<float>(),
                                slot.v.data_ptr<float>(), slot.master.numel(), constants, at::get_num_threads());
        } else {
            if (gradientScale != 1.0) {
                gradient = gradient * gradientScale;
            }
            slot.m.mul_(m_settings.beta1).add_(gradient, 1.0 - m_settings.beta1);
            slot.v.mul_(m_settings.beta2).addcmul_(gradient, gradient, 1.0 - m_settings.beta2);
            const at::Tensor root = slot.v.sqrt().mul_(constants.inverseRootV).add_(m_settings.epsilon);
            slot.master.mul_(constants.decay).addcdiv_(slot.m, root, -constants.rate);
            sound.push_back(at::isfinite(slot.master).all());
            sound.push_back(at::isfinite(slot.v).all());
        }
        if (slot.narrow()) {
            slot.weight.copy_(slot.master);
        }
    }
    return finite && (sound.empty() || at::stack(sound).all().item<bool>());
}

std::string AdamW::notFiniteGradient() const {
    std::vector<NamedTensor> gradients;
    gradients.reserve(m_slots.size());
    for (const Slot& slot : m_slots) {
        gradients.emplace_back(slot.name, gradientOf(slot));
    }
    return firstNotFinite(gradients);
}

std::string AdamW::notFiniteState() const {
    std::vector<NamedTensor> tensors;
    tensors.reserve(m_slots.size());
    for (const Slot& slot : m_slots) {
        tensors.emplace_back(slot.name, slot.master);
    }
    const std::string weight = firstNotFinite(tensors);
    return weight.empty() ? firstNotFinite(state()) : weight;
}

std::vector<NamedTensor> AdamW::state() const {
    std::vector<NamedTensor> tensors;
    for (const Slot& slot : m_slots) {
        tensors.emplace_back("adam.m." + slot.name, slot.m);
        tensors.emplace_back("adam.v." + slot.name, slot.v);
        if (slot.narrow()) {
            tensors.emplace_back("master." + slot.name, slot.master);
        }
    }
    return tensors;
}

Status AdamW::restore(const std::vector<NamedTensor>& tensors, std::uint64_t steps) {
    const at::NoGradGuard noGradients;
    for (const auto& [name, target] : state()) {
        const at::Tensor source = findTensor(tensors, name);
        if (!source.defined() || source.sizes() != target.sizes()) {
            return fail(ErrorCode::InvalidInput,
                        "The checkpoint does not fit the model: \"" + name + "\" is missing or " + "of another shape.");
        }
        at::Tensor(target).copy_(source);
    }
    m_steps = steps;
    return {};
}

}  // namespace saferscope
