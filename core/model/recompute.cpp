// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/recompute.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

namespace saferscope {

namespace {

using torch::autograd::variable_list;

class RecomputeNode : public torch::autograd::Node {
public:
    RecomputeNode(std::function<at::Tensor(const at::Tensor&)> run, const at::Tensor& x, bool wantsInput,
                  variable_list leaves)
        : m_run(std::move(run)),
          m_input(x, /*is_output=*/false),
          m_wantsInput(wantsInput),
          m_leaves(std::move(leaves)) {}

    // One gradient for x (if it needs one) and one for each weight, in the order of the edges.
    variable_list apply(variable_list&& gradients) override {
        TORCH_CHECK(m_run, "a block was asked for its gradients twice");
        if (!gradients[0].defined()) {
            return variable_list(m_leaves.size() + (m_wantsInput ? 1 : 0));
        }
        const at::AutoGradMode on(true);
        const at::Tensor x = m_input.unpack().detach().requires_grad_(m_wantsInput);
        variable_list wanted;
        if (m_wantsInput) {
            wanted.push_back(x);
        }
        wanted.insert(wanted.end(), m_leaves.begin(), m_leaves.end());
        const at::Tensor y = m_run(x);
        return torch::autograd::grad({y}, wanted, {gradients[0]}, /*retain_graph=*/false, /*create_graph=*/false,
                                     /*allow_unused=*/true);
    }

    void release_variables() override {
        m_input.reset_data();
        m_run = nullptr;
    }

    std::string name() const override { return "RecomputeBlock"; }

private:
    std::function<at::Tensor(const at::Tensor&)> m_run;
    torch::autograd::SavedVariable m_input;
    const bool m_wantsInput;
    const variable_list m_leaves;
};

}  // namespace

at::Tensor recomputed(std::function<at::Tensor(const at::Tensor&)> run, const at::Tensor& x,
                      const std::vector<at::Tensor>& weights) {
    variable_list leaves;
    for (const at::Tensor& weight : weights) {
        if (weight.defined() && weight.requires_grad()) {
            leaves.push_back(weight);
        }
    }
    if (!at::GradMode::is_enabled() || (leaves.empty() && !x.requires_grad())) {
        return run(x);
    }
    at::Tensor y;
    {
        const at::NoGradGuard noGradients;
        y = run(x);
    }
    variable_list inputs;
    if (x.requires_grad()) {
        inputs.push_back(x);
    }
    inputs.insert(inputs.end(), leaves.begin(), leaves.end());
    // libtorch's deleter takes long graphs apart without recursion.
    const std::shared_ptr<RecomputeNode> node(
        new RecomputeNode(std::move(run), x, x.requires_grad(), std::move(leaves)), torch::autograd::deleteNode);
    node->set_next_edges(torch::autograd::collect_next_edges(inputs));
    torch::autograd::set_history(y, node);
    return y;
}

}  // namespace saferscope
