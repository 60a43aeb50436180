// SPDX-License-Identifier: GPL-3.0-or-later
// Attention over the trees of packed pairs against the padded one with its mask, in float64, on random shapes.
#include "core/base/random.h"
#include "core/model/tree_attention.h"
#include "core/model/vector_level.h"
#include "tests/model/padded_attention.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <cstdio>
#include <functional>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

PairTokens pairOf(std::int64_t prompt, std::int64_t chosen, std::int64_t rejected) {
    const auto tokens = [](std::int64_t count) {
        return std::vector<std::int32_t>(static_cast<std::size_t>(count), 1);
    };
    return {tokens(prompt), tokens(chosen), tokens(rejected)};
}

struct Case {
    std::vector<PairTokens> pairs;
    HeadShape shape;
};

/// Rows of one batch: random numbers in float64, rotated by random angles per row.
struct Inputs {
    PackedBatch batch;
    at::Tensor qkv;
    at::Tensor cos;
    at::Tensor sin;
    at::Tensor query() const { return qkv.index_select(0, batch.lastPadIndex); }
};

Inputs inputsOf(const Case& given, std::int64_t seed, double size = 1.0) {
    at::manual_seed(static_cast<std::uint64_t>(seed));
    Inputs inputs{packPairs(given.pairs, c10::kCPU), {}, {}, {}};
    const std::int64_t rows = inputs.batch.ids.size(0);
    const HeadShape& shape = given.shape;
    // Numbers that bfloat16 holds exactly, so that all dtypes start from the same ones.
    inputs.qkv =
        (size * at::randn({rows, (shape.heads + 2 * shape.kvHeads) * shape.headDim})).to(at::kBFloat16).to(at::kDouble);
    const at::Tensor angle = 6.0 * at::rand({rows, shape.headDim / 2});
    inputs.cos = angle.cos();
    inputs.sin = angle.sin();
    return inputs;
}

/// Random batches: one-token answers, empty prompts, single sequences, very unlike lengths; windows, caps and scales.
Case randomCase(Random& random) {
    Case result;
    const auto pick = [&random](std::initializer_list<std::int64_t> values) {
        return *(values.begin() + random.below(values.size()));
    };
    result.shape.kvHeads = pick({1, 2, 3});
    result.shape.heads = result.shape.kvHeads * pick({1, 2, 3, 4, 5, 7, 8});
    result.shape.headDim = pick({8, 10, 16, 30, 32, 64, 128});
    // Half of them as Llama has it.
    if (random.below(2) == 0) {
        result.shape.window = pick({0, 1, 2, 7, 16, 33, 64, 1000});
        result.shape.softcap = static_cast<double>(pick({0, 0, 1, 5, 50}));
        result.shape.scale = pick({0, 1}) == 0 ? 0.0 : 0.21;
    }
    const std::uint64_t count = 1 + random.below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::int64_t prompt = pick({0, 1, 5, 17, 60});
        const std::int64_t chosen = pick({1, 2, 16, 33, 90});
        result.pairs.push_back(pairOf(prompt, chosen, pick({0, 1, 3, 31, 70})));
    }
    return result;
}

at::Tensor run(const Inputs& in, const HeadShape& shape, at::ScalarType dtype) {
    return treeAttention(in.qkv.to(dtype), in.cos.to(at::kFloat), in.sin.to(at::kFloat), in.batch, shape);
}
at::Tensor runLast(const Inputs& in, const HeadShape& shape, at::ScalarType dtype) {
    const std::int64_t width = shape.heads * shape.headDim;
    return treeAttentionLast(in.query().narrow(1, 0, width).to(dtype),
                             in.qkv.narrow(1, width, 2 * shape.kvHeads * shape.headDim).to(dtype),
                             in.cos.to(at::kFloat), in.sin.to(at::kFloat), in.batch, shape);
}
at::Tensor exactly(const Inputs& in, const HeadShape& shape) {
    return paddedAttention(in.qkv, in.cos.to(at::kFloat).to(at::kDouble), in.sin.to(at::kFloat).to(at::kDouble),
                           in.batch, shape);
}

/// Gradients of a random weighting of the output with respect to the inputs.
std::vector<at::Tensor> gradientsOf(const std::function<at::Tensor(const std::vector<at::Tensor>&)>& function,
                                    const std::vector<at::Tensor>& inputs, at::ScalarType dtype) {
    std::vector<at::Tensor> leaves;
    for (const at::Tensor& input : inputs) {
        leaves.push_back(input.to(dtype).clone().requires_grad_());
    }
    const at::Tensor output = function(leaves);
    at::manual_seed(77);
    (output * at::randn(output.sizes()).to(dtype)).sum().backward();
    std::vector<at::Tensor> results = {output.detach()};
    for (const at::Tensor& leaf : leaves) {
        results.push_back(leaf.grad());
    }
    return results;
}

std::vector<at::Tensor> oursWithGradients(const Inputs& in, const HeadShape& shape) {
    const at::Tensor cos = in.cos.to(at::kFloat);
    const at::Tensor sin = in.sin.to(at::kFloat);
    return gradientsOf([&](const auto& x) { return treeAttention(x[0], cos, sin, in.batch, shape); }, {in.qkv},
                       at::kFloat);
}
std::vector<at::Tensor> lastInputs(const Inputs& in, const HeadShape& shape) {
    const std::int64_t width = shape.heads * shape.headDim;
    return {in.query().narrow(1, 0, width), in.qkv.narrow(1, width, 2 * shape.kvHeads * shape.headDim)};
}
std::vector<at::Tensor> oursLastWithGradients(const Inputs& in, const HeadShape& shape) {
    const at::Tensor cos = in.cos.to(at::kFloat);
    const at::Tensor sin = in.sin.to(at::kFloat);
    return gradientsOf([&](const auto& x) { return treeAttentionLast(x[0], x[1], cos, sin, in.batch, shape); },
                       lastInputs(in, shape), at::kFloat);
}

/// Runs `check` with every version of the loops that this processor can run.
void atEveryLevel(const std::function<void(const char*)>& check) {
    using namespace kernels;
    const VectorLevel best = vectorLevel();
    for (const VectorLevel level : {VectorLevel::Plain, VectorLevel::Avx2, VectorLevel::Avx512}) {
        if (level <= best) {
            limitVectorLevel(level);
            check(vectorLevelName(level));
        }
    }
    limitVectorLevel(VectorLevel::Avx512);
}

double largest(const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

}  // namespace

void compareRandomTrees(const char* level) {
    Random random(21);
    double worst = 0.0;
    double worstHalf = 0.0;
    for (int round = 0; round < 40; ++round) {
        const Case given = randomCase(random);
        const Inputs in = inputsOf(given, round);
        const at::Tensor expected = exactly(in, given.shape);
        const double scale = std::max(1.0, expected.abs().max().item<double>());
        const at::Tensor single = run(in, given.shape, at::kFloat);
        CHECK(single.scalar_type() == at::kFloat);
        worst = std::max(worst, largest(single, expected) / scale);
        const at::Tensor half = run(in, given.shape, at::kBFloat16);
        CHECK(half.scalar_type() == at::kBFloat16);
        // Nothing is rounded to bfloat16 but the result: half a unit in its last place.
        worstHalf =
            std::max(worstHalf,
                     ((half.to(at::kDouble) - expected).abs() / (expected.abs() + 1e-4 * scale)).max().item<double>());
        CHECK(half.equal(run(in, given.shape, at::kFloat).to(at::kBFloat16)));
        const at::Tensor last = exactly(in, given.shape).index_select(0, in.batch.lastPadIndex);
        worst = std::max(worst, largest(runLast(in, given.shape, at::kFloat), last) / scale);
        CHECK(runLast(in, given.shape, at::kFloat).equal(single.index_select(0, in.batch.lastPadIndex)));
        CHECK(runLast(in, given.shape, at::kBFloat16).equal(half.index_select(0, in.batch.lastPadIndex)));
    }
    std::printf("%s: largest error %.2e in float32, relative %.2e in bfloat16\n", level, worst, worstHalf);
    CHECK(worst <= 2e-6);
    CHECK(worstHalf <= 1.05 / 256.0);
}

TEST(random_trees_equal_padded_attention_in_float64) { atEveryLevel(compareRandomTrees); }

void compareGradients(const char* level) {
    Random random(22);
    double worst = 0.0;
    for (int round = 0; round < 25; ++round) {
        const Case given = randomCase(random);
        const Inputs in = inputsOf(given, 100 + round);
        const at::Tensor cos = in.cos.to(at::kFloat).to(at::kDouble);
        const at::Tensor sin = in.sin.to(at::kFloat).to(at::kDouble);
        const auto compare = [&worst](const std::vector<at::Tensor>& ours, const std::vector<at::Tensor>& expected) {
            CHECK_EQ(ours.size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                CHECK(ours[i].scalar_type() == at::kFloat);
                const double scale = std::max(1.0, expected[i].abs().max().item<double>());
                worst = std::max(worst, largest(ours[i], expected[i]) / scale);
            }
        };
        compare(oursWithGradients(in, given.shape),
                gradientsOf([&](const auto& x) { return paddedAttention(x[0], cos, sin, in.batch, given.shape); },
                            {in.qkv}, at::kDouble));
        compare(
            oursLastWithGradients(in, given.shape),
            gradientsOf([&](const auto& x) { return paddedAttentionLast(x[0], x[1], cos, sin, in.batch, given.shape); },
                        lastInputs(in, given.shape), at::kDouble));
    }
    std::printf("%s: largest error of outputs and gradients %.2e\n", level, worst);
    CHECK(worst <= 4e-6);
}

TEST(gradients_equal_autograd_through_padded_attention_in_float64) { atEveryLevel(compareGradients); }

TEST(a_window_sees_the_prompt_from_both_answers) {
    // One head, every score 0: a row is the mean of the values it sees.
    const Case given{{pairOf(5, 3, 4)}, {1, 1, 2, 0.0, 0.0, 3}};
    Inputs in = inputsOf(given, 9);
    in.qkv.zero_();
    for (std::int64_t row = 0; row < 12; ++row) {
        in.qkv[row][4] = static_cast<double>(std::int64_t{1} << row);
    }
    const at::Tensor seen = run(in, given.shape, at::kFloat).select(1, 0) * 3.0;
    // The prompt's rows 0 to 4, chosen 5 to 7 at positions 5 to 7, rejected 8 to 11 at positions 5 to 8.
    const std::vector<std::vector<int>> rows = {{2, 3, 4}, {3, 4, 5}, {4, 5, 6}, {5, 6, 7},
                                                {3, 4, 8}, {4, 8, 9}, {8, 9, 10}};
    const std::vector<std::int64_t> queries = {4, 5, 6, 7, 8, 9, 10};
    for (std::size_t i = 0; i < queries.size(); ++i) {
        double sum = 0.0;
        for (const int row : rows[i]) {
            sum += static_cast<double>(1 << row);
        }
        CHECK_NEAR(seen[queries[i]].item<double>(), sum, 1e-3 * sum);
    }
}

TEST(long_windows_of_long_texts) {
    // Long enough to be cut into parts and tiles, a window that begins inside of them.
    for (const std::int64_t window : {1, 30, 100, 257, 700}) {
        const Case given{{pairOf(300, 420, 90), pairOf(0, 333, 0)}, {4, 2, 16, 0.0, 2.0, window}};
        const Inputs in = inputsOf(given, 10);
        const at::Tensor cos = in.cos.to(at::kFloat).to(at::kDouble);
        const at::Tensor sin = in.sin.to(at::kFloat).to(at::kDouble);
        const auto ours = oursWithGradients(in, given.shape);
        const auto exact =
            gradientsOf([&](const auto& x) { return paddedAttention(x[0], cos, sin, in.batch, given.shape); }, {in.qkv},
                        at::kDouble);
        for (std::size_t i = 0; i < exact.size(); ++i) {
            CHECK(largest(ours[i], exact[i]) <= 4e-6 * std::max(1.0, exact[i].abs().max().item<double>()));
        }
        CHECK(at::equal(run(in, given.shape, at::kFloat), ours[0]));
    }
}

TEST(gradients_equal_differences_of_the_forward_pass) {
    // Against the forward pass alone, along random directions; float32 differences are good to about 1e-3.
    const Case given{{pairOf(7, 12, 9), pairOf(0, 3, 0), pairOf(4, 1, 20)}, {6, 2, 16}};
    const Inputs in = inputsOf(given, 5);
    const std::vector<at::Tensor> gradients = oursWithGradients(in, given.shape);
    at::manual_seed(77);
    const at::Tensor weighting = at::randn(gradients[0].sizes());  // as in gradientsOf
    const auto value = [&](const at::Tensor& qkv) {
        Inputs moved = in;
        moved.qkv = qkv;
        return (run(moved, given.shape, at::kFloat) * weighting).to(at::kDouble).sum().item<double>();
    };
    for (int round = 0; round < 8; ++round) {
        const at::Tensor direction = at::randn(in.qkv.sizes(), at::kDouble);
        constexpr double step = 2e-3;
        const double numeric = (value(in.qkv + step * direction) - value(in.qkv - step * direction)) / (2.0 * step);
        const double exact = (gradients[1].to(at::kDouble) * direction).sum().item<double>();
        const double size = gradients[1].norm().item<double>();
        CHECK_NEAR(numeric, exact, 2e-3 * size);
    }
}

TEST(neither_threads_nor_neighbours_change_a_bit) {
    const int before = at::get_num_threads();
    Random random(23);
    for (int round = 0; round < 8; ++round) {
        Case given = randomCase(random);
        given.pairs.push_back(pairOf(30, 400, 3));  // long enough to be cut into parts
        const Inputs in = inputsOf(given, 200 + round);
        at::set_num_threads(1);
        const auto whole = oursWithGradients(in, given.shape);
        const auto last = oursLastWithGradients(in, given.shape);
        const at::Tensor half = run(in, given.shape, at::kBFloat16);
        for (const int threads : {2, 3, 4}) {
            at::set_num_threads(threads);
            const auto again = oursWithGradients(in, given.shape);
            const auto lastAgain = oursLastWithGradients(in, given.shape);
            for (std::size_t i = 0; i < whole.size(); ++i) {
                CHECK(at::equal(whole[i], again[i]));
            }
            for (std::size_t i = 0; i < last.size(); ++i) {
                CHECK(at::equal(last[i], lastAgain[i]));
            }
            CHECK(at::equal(half, run(in, given.shape, at::kBFloat16)));
        }
        at::set_num_threads(before);
        // With a gradient and without, the same numbers.
        CHECK(at::equal(whole[0], run(in, given.shape, at::kFloat)));
        // Each pair alone.
        for (std::size_t i = 0; i < given.pairs.size(); ++i) {
            const std::int64_t begin = in.batch.pairBegin[i];
            const std::int64_t rows = in.batch.lengths[i].total();
            Inputs alone = in;
            alone.batch = packPairs(std::span(given.pairs).subspan(i, 1), c10::kCPU);
            for (at::Tensor* tensor : {&alone.qkv, &alone.cos, &alone.sin}) {
                *tensor = tensor->narrow(0, begin, rows).contiguous();
            }
            CHECK(at::equal(run(alone, given.shape, at::kFloat), whole[0].narrow(0, begin, rows)));
            CHECK(at::equal(run(alone, given.shape, at::kBFloat16), half.narrow(0, begin, rows)));
        }
    }
}

TEST(large_scores_and_what_is_not_a_number) {
    const Case given{{pairOf(5, 40, 6)}, {4, 2, 16}};
    // Scores in the thousands: one weight is 1, nothing overflows.
    const Inputs large = inputsOf(given, 6, 40.0);
    CHECK(largest(run(large, given.shape, at::kFloat), exactly(large, given.shape)) <= 1e-2);
    // What is not a number is not lost, and stays within its answer: here the rejected one, rows 45 to 50.
    Inputs broken = inputsOf(given, 7);
    broken.qkv[47][0] = std::nan("");    // a query of head 0
    broken.qkv[48][127] = std::nan("");  // the last value head
    const at::Tensor result = run(broken, given.shape, at::kFloat);
    CHECK(!result.narrow(0, 0, 45).isnan().any().item<bool>());
    CHECK(result[47].narrow(0, 0, 16).isnan().all().item<bool>());
    CHECK(!result[47].narrow(0, 16, 16).isnan().any().item<bool>());
    for (const std::int64_t row : {48, 49, 50}) {
        CHECK(result[row].isnan().sum().item<std::int64_t>() == 2);
    }
}

TEST(gradients_in_bfloat16_are_refused) {
    const Case given{{pairOf(2, 3, 4)}, {2, 1, 8}};
    const Inputs in = inputsOf(given, 8);
    const at::Tensor qkv = in.qkv.to(at::kBFloat16).requires_grad_();
    bool refused = false;
    try {
        treeAttention(qkv, in.cos.to(at::kFloat), in.sin.to(at::kFloat), in.batch, given.shape);
    } catch (const c10::Error&) {
        refused = true;
    }
    CHECK(refused);
    CHECK(treeAttentionApplies(qkv));
    CHECK(!treeAttentionApplies(in.qkv));
}
