// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/torch_io.h"

#include <cstdint>
#include <string>
#include <vector>

namespace saferscope {

struct AdamWSettings {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weightDecay = 0.0;  ///< decoupled (Loshchilov & Hutter 2019); matrices only, never norms or biases
};

/// AdamW over tensors that autograd fills the gradients of. float32 weights are updated where they are; weights of a
/// narrower type keep a float32 master copy here, and their gradients are added up in float32. Single-threaded in use;
/// on the CPU the same calls give the same bits.
class AdamW {
public:
    AdamW(const std::vector<NamedTensor>& parameters, AdamWSettings settings);

    /// Forgets the gradients so far. Their memory is free again until backward() makes new ones, which autograd takes
    /// over as they are: no pass that zeroes them and none that adds to zeros.
    void zeroGradients();
    /// Call after every backward(): takes narrow gradients over into the float32 sums.
    void collectGradients();
    /// L2 norm over all gradients; NaN or infinite when one of them is.
    double gradientNorm() const;
    /// Each parameter's gradient sum in float32, undefined where backward() has not come by; for adding up over
    /// processes.
    std::vector<at::Tensor> gradients() const;
    /// Gives a parameter without a gradient one of zeros.
    at::Tensor makeGradient(std::size_t index);
    /// One update with all gradients multiplied by `gradientScale`. False when a weight or a
    /// second moment is not finite afterwards.
    bool step(double learningRate, double gradientScale);
    /// Which parameter's gradient, and which weight or moment, is not finite; empty where all are. For messages.
    std::string notFiniteGradient() const;
    std::string notFiniteState() const;
    std::uint64_t steps() const { return m_steps; }

    /// Moments and, where there are any, master weights: under names of their own beside the parameters'.
    std::vector<NamedTensor> state() const;
    /// Takes over what state() gave; a tensor that is missing or of another shape is named.
    Status restore(const std::vector<NamedTensor>& tensors, std::uint64_t steps);

private:
    struct Slot {
        std::string name;
        at::Tensor weight;    ///< the model's own
        at::Tensor master;    ///< float32: the weight itself, or a copy of a narrower one
        at::Tensor gradient;  ///< float32 sum, only for narrower weights
        at::Tensor m;
        at::Tensor v;
        double weightDecay = 0.0;
        bool narrow() const { return !master.is_same(weight); }
    };
    at::Tensor gradientOf(const Slot& slot) const;

    std::vector<Slot> m_slots;
    const AdamWSettings m_settings;
    std::uint64_t m_steps = 0;
};

/// The tensor of that name, undefined when there is none.
at::Tensor findTensor(const std::vector<NamedTensor>& tensors, const std::string& name);

}  // namespace saferscope
