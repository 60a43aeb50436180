// SPDX-License-Identifier: GPL-3.0-or-later
// What lies between the matrix products of a block, at the shape of Llama-3.2-1B, against libtorch's operations.
#include "core/base/random.h"
#include "core/model/layers.h"
#include "core/model/tree_attention.h"
#include "core/tensor/device.h"
#include "tests/bench/bench.h"
#include "tests/model/padded_attention.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>

namespace saferscope::bench {

namespace {

constexpr HeadShape llama1b{32, 8, 64};

/// About 4,096 rows: prompts of about 60 tokens, answers with log-normal lengths around 180.
std::vector<PairTokens> realisticPairs() {
    Random random(3);
    const auto answer = [&] {
        return static_cast<std::size_t>(std::clamp(180.0 * std::exp(0.35 * random.normal()), 60.0, 500.0));
    };
    std::vector<PairTokens> pairs;
    std::int64_t rows = 0;
    while (rows < 4000) {
        PairTokens pair;
        pair.prompt.resize(40 + random.below(40), 1);
        pair.chosen.resize(answer(), 1);
        pair.rejected.resize(answer(), 1);
        rows += pair.total();
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

/// Multiplications and additions that no causal attention of these trees can leave out.
double attentionFlops(const PackedBatch& batch, const HeadShape& shape) {
    double seen = 0.0;
    for (const PairLengths& pair : batch.lengths) {
        const auto path = static_cast<double>(pair.prompt + pair.chosen);
        const auto rejected = static_cast<double>(pair.rejected);
        seen +=
            path * (path + 1.0) / 2.0 + rejected * static_cast<double>(pair.prompt) + rejected * (rejected + 1.0) / 2.0;
    }
    return 4.0 * seen * static_cast<double>(shape.heads * shape.headDim);
}

struct AttentionWork {
    PackedBatch batch = packPairs(realisticPairs(), at::kCPU);
    at::Tensor qkv;
    at::Tensor cos;
    at::Tensor sin;
    explicit AttentionWork(at::ScalarType dtype) {
        const std::int64_t rows = batch.ids.size(0);
        at::manual_seed(1);
        qkv = at::randn({rows, (llama1b.heads + 2 * llama1b.kvHeads) * llama1b.headDim}).to(dtype);
        const at::Tensor angle = at::rand({rows, llama1b.headDim / 2});
        cos = angle.cos();
        sin = angle.sin();
    }
};

void report(const std::string& id, const std::string& work, const Both& both, double flops) {
    gain(id, work, both, "padded, masked ATen", {});
    absolute(id + "-ms", work, both.ours, {});
    absolute(id + "-gflops", work, flops / both.ours.median() / 1e9, "GFLOP/s", {}, "needed operations only");
}

void benchAttention() {
    for (const auto& [dtype, name] :
         {std::pair<at::ScalarType, std::string>{at::kFloat, "fp32"}, {at::kBFloat16, "bf16"}}) {
        const AttentionWork work(dtype);
        const auto rows = std::to_string(work.qkv.size(0));
        const at::NoGradGuard guard;
        report("attention-" + name, "attention of " + rows + " rows, 1B shape, one layer, " + name,
               measureBoth([&] { treeAttention(work.qkv, work.cos, work.sin, work.batch, llama1b); },
                           [&] { testing::paddedAttention(work.qkv, work.cos, work.sin, work.batch, llama1b); }),
               attentionFlops(work.batch, llama1b));
    }
}

void benchAttentionTraining() {
    AttentionWork work(at::kFloat);
    work.qkv.requires_grad_();
    const at::Tensor weighting = at::randn({work.qkv.size(0), llama1b.heads * llama1b.headDim});
    const auto step = [&](const auto& function) {
        work.qkv.mutable_grad() = at::Tensor();
        function(work.qkv, work.cos, work.sin, work.batch, llama1b).backward(weighting);
    };
    // Of the needed products, forward has two and backward five.
    report("attention-training", "the same forward and backward, fp32",
           measureBoth([&] { step(treeAttention); }, [&] { step(testing::paddedAttention); }),
           3.5 * attentionFlops(work.batch, llama1b));
}

void benchElementwise() {
    const at::NoGradGuard guard;
    constexpr std::int64_t rows = 4096;
    constexpr std::int64_t width = 2048;
    constexpr std::int64_t inner = 8192;
    at::manual_seed(2);
    const at::Tensor x = at::randn({rows, width});
    const at::Tensor half = x.to(at::kBFloat16);
    const at::Tensor weight = at::rand({width}).to(at::kBFloat16);
    gain("rms-norm-bf16", "norm of 4096 x 2048, fp32 in, bf16 out",
         measureBoth([&] { rmsNormAs(x, weight, 1e-5, at::kBFloat16); },
                     [&] {
                         const at::Tensor wide = half.to(at::kFloat);
                         const at::Tensor scale = at::rsqrt(at::mean(wide * wide, {-1}, true) + 1e-5);
                         return (wide * scale).to(at::kBFloat16) * weight;
                     }),
         "ATen operations, bf16 in", {});
    for (const auto& [dtype, name] :
         {std::pair<at::ScalarType, std::string>{at::kFloat, "fp32"}, {at::kBFloat16, "bf16"}}) {
        const at::Tensor gateUp = at::randn({rows, 2 * inner}).to(dtype);
        gain("swiglu-" + name, "silu(gate) * up of 4096 x 8192, " + name,
             measureBoth([&] { swiglu(gateUp); },
                         [&] { at::silu(gateUp.narrow(1, 0, inner)) * gateUp.narrow(1, inner, inner); }),
             "ATen operations", {});
    }
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    saferscope::configureTorch();
    return saferscope::bench::runBenchmarks(argc, argv,
                                            {{"attention", saferscope::bench::benchAttention},
                                             {"training", saferscope::bench::benchAttentionTraining},
                                             {"elementwise", saferscope::bench::benchElementwise}});
}
