// SPDX-License-Identifier: GPL-3.0-or-later
// The screened top k against scores of all latents: whatever the approximations are, the answer may not change.
#include "core/base/random.h"
#include "core/sae/row_kernels.h"
#include "core/sae/sae.h"
#include "core/sae/screened_top_k.h"
#include "core/sae/top_k.h"
#include "tests/tensor/torch_check.h"

#include <ATen/Parallel.h>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <vector>

using namespace saferscope;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();

float fromBits(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); }

struct Problem {
    std::int64_t tokens = 0;
    std::int64_t latents = 0;
    std::int64_t width = 0;
    std::int64_t k = 0;
    std::vector<float> x;
    std::vector<float> weights;
    std::vector<float> bias;

    Problem(std::int64_t n, std::int64_t m, std::int64_t d, std::int64_t count, std::uint64_t seed)
        : tokens(n), latents(m), width(d), k(count) {
        Random random(seed);
        const auto fill = [&random](std::vector<float>& values, std::int64_t size, double scale) {
            values.resize(static_cast<std::size_t>(size));
            for (float& value : values) {
                value = static_cast<float>(scale * random.normal());
            }
        };
        fill(x, n * d, 1.0);
        fill(weights, m * d, 1.0 / std::sqrt(static_cast<double>(d)));
        fill(bias, m, 0.1);
    }
    float* token(std::int64_t i) { return x.data() + i * width; }
    float* latent(std::int64_t i) { return weights.data() + i * width; }
};

struct Answer {
    std::vector<std::int64_t> indices;
    std::vector<float> values;
    ScreenReport report;
};

/// The definition: dotRow, the bias, selectTopK.
Answer plain(const Problem& p) {
    std::vector<float> scores(static_cast<std::size_t>(p.tokens * p.latents));
    for (std::int64_t i = 0; i < p.tokens; ++i) {
        for (std::int64_t j = 0; j < p.latents; ++j) {
            scores[static_cast<std::size_t>(i * p.latents + j)] =
                dotRow(p.x.data() + i * p.width, p.weights.data() + j * p.width, p.width) +
                p.bias[static_cast<std::size_t>(j)];
        }
    }
    Answer answer;
    answer.indices.resize(static_cast<std::size_t>(p.tokens * p.k));
    answer.values.resize(answer.indices.size());
    selectTopK(scores.data(), p.tokens, p.latents, p.k, answer.indices.data(), answer.values.data(), 1);
    return answer;
}

/// What a test does to the approximations of a row: anything within the bounds is allowed.
using Disturb = std::function<void(float* row, const ScreenBounds& bounds, const ScreenBounds::Token& token)>;

Answer screened(const Problem& p, int threads = 1, float boundScale = 1.0F, const Disturb& disturb = {}) {
    std::vector<std::uint16_t> rounded(p.weights.size());
    std::vector<std::uint16_t> roundedX(p.x.size());
    std::vector<ScreenBounds::Token> tokens(static_cast<std::size_t>(p.tokens));
    roundRows(p.weights.data(), p.latents, p.width, rounded.data(), nullptr, threads);
    roundRows(p.x.data(), p.tokens, p.width, roundedX.data(), tokens.data(), threads);
    ScreenBounds bounds(p.weights.data(), rounded.data(), p.bias.data(), p.latents, p.width, threads);
    std::vector<float> approximations(static_cast<std::size_t>(p.tokens * p.latents));
    for (std::int64_t i = 0; i < p.tokens; ++i) {
        float* row = approximations.data() + i * p.latents;
        for (std::int64_t j = 0; j < p.latents; ++j) {
            float sum = 0.0F;
            for (std::int64_t c = 0; c < p.width; ++c) {
                sum += fromBits(roundedX[static_cast<std::size_t>(i * p.width + c)]) *
                       fromBits(rounded[static_cast<std::size_t>(j * p.width + c)]);
            }
            row[j] = sum + p.bias[static_cast<std::size_t>(j)];
        }
        if (disturb) {
            disturb(row, bounds, tokens[static_cast<std::size_t>(i)]);
        }
    }
    bounds.scale(boundScale);
    Answer answer;
    answer.indices.resize(static_cast<std::size_t>(p.tokens * p.k));
    answer.values.resize(answer.indices.size());
    const ScreenTask task{p.weights.data(),      p.bias.data(), &bounds, p.x.data(), tokens.data(),
                          approximations.data(), p.latents,     p.width, p.tokens,   p.k};
    answer.report = screenTopK(task, answer.indices.data(), answer.values.data(), threads);
    return answer;
}

bool same(const Answer& a, const Answer& b) {
    return a.indices == b.indices &&
           std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(float)) == 0;
}

}  // namespace

TEST(several_dots_at_once_are_the_single_ones) {
    Random random(1);
    for (int round = 0; round < 60; ++round) {
        const auto width = static_cast<std::int64_t>(1 + random.below(300));
        const auto count = static_cast<std::int64_t>(1 + random.below(11));
        const Problem p(1, count, width, 1, random.next());
        std::vector<const float*> rows;
        for (std::int64_t j = 0; j < count; ++j) {
            rows.push_back(p.weights.data() + j * width);
        }
        std::vector<float> dots(rows.size());
        dotRows(p.x.data(), rows.data(), count, width, dots.data());
        for (std::size_t j = 0; j < rows.size(); ++j) {
            double expected = 0.0;
            for (std::int64_t c = 0; c < width; ++c) {
                expected += static_cast<double>(p.x[static_cast<std::size_t>(c)]) * rows[j][c];
            }
            CHECK_EQ(dots[j], dotRow(p.x.data(), rows[j], width));
            CHECK_EQ(dots[j], dotRow(rows[j], p.x.data(), width));
            CHECK_NEAR(dots[j], expected, 1e-4);
        }
    }
}

TEST(rounding_to_bfloat16_is_libtorch_s) {
    Problem p(4, 1, 500, 1, 3);
    p.token(1)[3] = infinity;
    p.token(1)[4] = notANumber;
    p.token(1)[5] = std::numeric_limits<float>::max();
    p.token(1)[6] = 1e-42F;
    for (int i = 0; i < 500; ++i) {
        p.token(2)[i] = std::bit_cast<float>(0x3f800000U + 0x4000U * static_cast<unsigned>(i));  // all ties
    }
    std::vector<std::uint16_t> rounded(p.x.size());
    std::vector<ScreenBounds::Token> tokens(4);
    roundRows(p.x.data(), 4, 500, rounded.data(), tokens.data(), 2);
    const at::Tensor theirs = at::from_blob(p.x.data(), {2000}, at::kFloat).to(at::kBFloat16).to(at::kFloat);
    for (std::size_t i = 0; i < rounded.size(); ++i) {
        const float expected = theirs.data_ptr<float>()[i];
        CHECK(fromBits(rounded[i]) == expected || (std::isnan(expected) && std::isnan(fromBits(rounded[i]))));
    }
    const at::Tensor row = at::from_blob(p.x.data(), {500}, at::kFloat).to(at::kDouble);
    const double lost = (row - theirs.narrow(0, 0, 500).to(at::kDouble)).norm().item<double>();
    CHECK(tokens[0].norm >= row.norm().item<double>() && tokens[0].norm < 1.00001 * row.norm().item<double>());
    CHECK(tokens[0].error >= lost && tokens[0].error < 1.00001 * lost);
    CHECK(!(tokens[1].norm < infinity));
}

TEST(screened_equals_plain_on_random_shapes) {
    Random random(7);
    std::int64_t screenedRows = 0;
    for (int round = 0; round < 60; ++round) {
        const auto latents = static_cast<std::int64_t>(1 + random.below(900));
        const auto k = static_cast<std::int64_t>(
            1 + random.below(static_cast<std::uint64_t>(std::min<std::int64_t>(latents, 30))));
        const Problem p(static_cast<std::int64_t>(1 + random.below(12)), latents,
                        static_cast<std::int64_t>(1 + random.below(round % 4 == 0 ? 700 : 60)), k, random.next());
        const Answer fast = screened(p, 1 + round % 2);
        CHECK(same(fast, plain(p)));
        CHECK_EQ(fast.report.violated, 0);
        screenedRows += fast.report.rows - fast.report.inFull;
    }
    CHECK(screenedRows > 200);  // most rows did take the path that is tested here
}

TEST(any_approximation_within_the_bounds_gives_the_same_answer) {
    Random random(5);
    for (int round = 0; round < 20; ++round) {
        const Problem p(6, 800, 64, 12, random.next());
        const Answer expected = plain(p);
        // Each approximation somewhere within nine tenths of what the bound allows, at the ends more often than not.
        const Answer fast = screened(p, 1, 1.0F, [&](float* row, const ScreenBounds& bounds, const auto& token) {
            for (std::int64_t j = 0; j < p.latents; ++j) {
                const double sign = random.below(2) == 0 ? -1.0 : 1.0;
                const double share = random.below(3) == 0 ? random.uniform() : 1.0;
                row[j] += static_cast<float>(0.9 * sign * share * bounds.of(j, token));
            }
        });
        CHECK(fast.indices == expected.indices);
        CHECK(same(fast, expected));
    }
}

TEST(adversarial_rows_give_the_plain_answer) {
    const auto compare = [](const Problem& p, std::int64_t least = 0) {
        const Answer fast = screened(p);
        CHECK(same(fast, plain(p)));
        CHECK_EQ(fast.report.violated, 0);
        CHECK(fast.report.inFull >= least);
    };
    Problem ties(5, 640, 48, 10, 1);
    for (std::int64_t j = 0; j < 640; ++j) {  // 40 different rows, 16 times each: the choice is all ties
        std::memcpy(ties.latent(j), ties.latent(j % 40), 48 * sizeof(float));
        ties.bias[static_cast<std::size_t>(j)] = ties.bias[static_cast<std::size_t>(j % 40)];
    }
    compare(ties);
    Problem near(5, 640, 48, 10, 2);
    for (std::int64_t j = 1; j < 640; ++j) {  // differ by less than bfloat16 can tell
        for (std::int64_t c = 0; c < 48; ++c) {
            near.latent(j)[c] = near.latent(0)[c] * (1.0F + 1e-6F * static_cast<float>((j * 7919 + c) % 13));
        }
        near.bias[static_cast<std::size_t>(j)] = near.bias[0];
    }
    compare(near, 5);
    Problem zero(4, 640, 48, 10, 3);
    std::fill_n(zero.token(1), 48, 0.0F);
    std::fill_n(zero.latent(7), 480, 0.0F);
    compare(zero);
    std::fill(zero.bias.begin(), zero.bias.end(), 0.0F);
    compare(zero, 1);  // a row of equal scores
    for (const float scale : {1e-30F, 1e-20F, 1e15F, 1e25F, 1e37F}) {
        Problem sized(4, 640, 48, 10, 4);
        for (float& value : sized.x) {
            value *= scale;
        }
        compare(sized);
        Problem large(4, 640, 48, 10, 5);
        for (std::int64_t c = 0; c < 48; ++c) {  // one row and no other
            large.latent(100)[c] *= scale;
        }
        compare(large);
    }
    for (const float special : {notANumber, infinity, -infinity}) {
        Problem inX(4, 640, 48, 10, 6);
        inX.token(2)[5] = special;
        compare(inX, 1);
        Problem inWeights(4, 640, 48, 10, 7);
        inWeights.latent(11)[5] = special;
        compare(inWeights, 4);
        Problem inBias(4, 640, 48, 10, 8);
        inBias.bias[600] = special;
        compare(inBias, 4);
    }
    compare(Problem(3, 37, 20, 37, 9));
    compare(Problem(3, 333, 20, 300, 10));
    compare(Problem(3, 16, 1, 1, 11));
    // Trained rows have all sorts of lengths.
    Problem uneven(6, 800, 64, 12, 12);
    Random random(13);
    for (std::int64_t j = 0; j < 800; ++j) {
        const auto scale = static_cast<float>(std::exp(2.0 * random.normal()));
        for (std::int64_t c = 0; c < 64; ++c) {
            uneven.latent(j)[c] *= scale;
        }
    }
    compare(uneven);
}

TEST(few_scores_decide_a_row) {
    const Problem p(8, 4096, 512, 32, 21);
    const ScreenReport report = screened(p, 2).report;
    CHECK_EQ(report.inFull, 0);
    CHECK(report.scored >= 8 * 32 && report.scored < 8 * 3 * 32);
}

TEST(sabotaged_bounds_are_found_out) {
    // Bounds far too small: approximations lie outside them, which the scores show, and those rows are scored in full.
    const Problem p(10, 900, 128, 16, 30);
    const Answer found = screened(p, 1, 1e-4F);
    CHECK_EQ(found.report.violated, 10);
    CHECK(same(found, plain(p)));
    // The bounds are needed: approximations moved within them give a wrong answer as soon as they are not believed, and
    // would go unnoticed without the check above. The largest latents are pushed down, so nobody scores them.
    const Disturb hide = [](float* row, const ScreenBounds& bounds, const ScreenBounds::Token& token) {
        row[123] -= 0.7F * bounds.of(123, token);
    };
    Problem close(1, 900, 128, 1, 31);
    for (std::int64_t c = 0; c < 128; ++c) {
        close.latent(123)[c] = 0.3F * close.token(0)[c];
        close.latent(456)[c] = 0.3F * close.token(0)[c];
    }
    close.bias[123] = 0.0F;
    close.bias[456] = -0.01F;
    CHECK_EQ(plain(close).indices[0], 123);
    CHECK_EQ(screened(close, 1, 1.0F, hide).indices[0], 123);
    CHECK_EQ(screened(close, 1, 0.5F, hide).report.violated, 0);
    CHECK_EQ(screened(close, 1, 0.5F, hide).indices[0], 456);
}

TEST(a_screened_encode_is_the_plain_one) {
    SaeConfig config;
    config.inputSize = 96;
    config.latents = 1500;
    config.k = 12;
    Sae sae = Sae::random(config, 4);
    at::manual_seed(3);
    sae.preBias.normal_(0.0, 0.2);
    sae.latentBias.normal_(0.0, 0.1);
    const at::Tensor h = at::randn({70, 96}) * 3.0 + 1.0;
    const auto compare = [&] {
        const SparseLatents slow = sae.encode(h, Sae::EncodePath::Plain);
        const SparseLatents fast = sae.encode(h, Sae::EncodePath::Screened);
        CHECK((slow.values - fast.values).abs().max().item<double>() < 1e-5 * slow.values.max().item<double>());
        CHECK(slow.indices.eq(fast.indices).to(at::kDouble).mean().item<double>() > 0.99);  // near ties may swap
        return fast;
    };
    const SparseLatents all = compare();
    // Neither the batch nor the threads change a bit.
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    const SparseLatents part = sae.encode(h.narrow(0, 31, 9), Sae::EncodePath::Screened);
    at::set_num_threads(threads);
    CHECK(at::equal(all.indices.narrow(0, 31, 9), part.indices));
    CHECK(at::equal(all.values.narrow(0, 31, 9), part.values));
    CHECK_EQ(sae.encode(h.narrow(0, 0, 0), Sae::EncodePath::Screened).indices.size(0), 0);
    // Every way of changing weights is seen: in place, through a view, by another tensor, through pointers that say so.
    sae.encoder.mul_(1.5);
    compare();
    sae.encoder.narrow(0, 700, 300).mul_(-2.0);
    compare();
    sae.encoder[3][5] = 100.0;
    compare();
    sae.latentBias.add_(at::randn({1500}));
    compare();
    sae.encoder = sae.encoder.flip(0).contiguous();
    compare();
    float* raw = sae.encoder.data_ptr<float>();
    for (std::int64_t i = 0; i < 96 * 20; ++i) {
        raw[i] *= 3.0F;
    }
    ScreenedEncoder::countChange(sae.encoder);
    compare();
    // And a copy that shares the weights sees the change as well.
    const Sae copy = sae;
    sae.encoder.neg_();
    CHECK(at::equal(copy.encode(h, Sae::EncodePath::Screened).values, compare().values));
    // Changes nobody spoke of are met by the bounds where they touch a latent that was thought large.
    for (std::int64_t i = 0; i < sae.encoder.numel(); ++i) {
        sae.encoder.data_ptr<float>()[i] *= -1.0F;
    }
    compare();
}

TEST(only_changes_of_the_weights_pack_them_anew) {
    SaeConfig config;
    config.inputSize = 32;
    config.latents = 600;
    config.k = 4;
    const Sae sae = Sae::random(config, 4);
    const ScreenedEncoderCache cache;
    const auto first = cache.of(sae.encoder, sae.latentBias);
    CHECK(first == cache.of(sae.encoder, sae.latentBias));
    sae.encode(at::randn({5, 32}));
    CHECK(first == cache.of(sae.encoder, sae.latentBias));
    sae.encoder[0][0].add_(1.0);
    CHECK(first != cache.of(sae.encoder, sae.latentBias));
}
