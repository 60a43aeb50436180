// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/sae/sae.h"
#include "tests/sae/slow_sae.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <cmath>

using namespace saferscope;

namespace {

at::Tensor noise(std::int64_t rows, std::int64_t columns, std::uint64_t seed, double shift = 0.0, double scale = 1.0) {
    at::Tensor tensor = at::empty({rows, columns}, at::kFloat);
    Random random(seed);
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        tensor.data_ptr<float>()[i] = static_cast<float>(shift + scale * random.normal());
    }
    return tensor;
}

Sae biasedSae(std::int64_t d, std::int64_t latents, std::int64_t k, std::uint64_t seed) {
    SaeConfig config;
    config.inputSize = d;
    config.latents = latents;
    config.k = k;
    config.layer = 2;
    Sae sae = Sae::random(config, seed);
    sae.preBias = noise(1, d, seed + 1, 0.0, 0.3)[0];
    sae.latentBias = noise(1, latents, seed + 2, 0.0, 0.2)[0];
    sae.encoder.add_(noise(latents, d, seed + 3, 0.0, 0.05));  // no longer tied: a mix-up of the two would show
    return sae;
}

}  // namespace

TEST(random_sae_is_tied_with_unit_directions) {
    SaeConfig config;
    config.inputSize = 24;
    config.latents = 100;
    config.k = 4;
    const Sae sae = Sae::random(config, 11);
    CHECK(at::equal(sae.encoder, sae.decoder));
    CHECK(sae.decoder.norm(2, 1).sub(1.0).abs().max().item<double>() < 1e-5);
    CHECK_EQ(sae.preBias.count_nonzero().item<std::int64_t>(), 0);
    CHECK(at::equal(sae.decoder, Sae::random(config, 11).decoder));
    CHECK(!at::equal(sae.decoder, Sae::random(config, 12).decoder));
}

TEST(encode_and_reconstruct_equal_the_slow_reference) {
    for (const auto& [d, latents, k] : {std::tuple{16, 40, 5}, std::tuple{64, 700, 16}, std::tuple{33, 97, 97}}) {
        const Sae sae = biasedSae(d, latents, k, static_cast<std::uint64_t>(d));
        const at::Tensor h = noise(23, d, 5, 3.0, 7.0);
        const SparseLatents code = sae.encode(h);
        const at::Tensor rebuilt = sae.reconstruct(h, code);
        CHECK_EQ(code.indices.size(1), k);
        for (std::int64_t token = 0; token < h.size(0); ++token) {
            const auto slow = check::slowEncode(sae, check::rowOf(h, token));
            for (std::int64_t j = 0; j < k; ++j) {
                const auto& [latent, value] = slow.latents[static_cast<std::size_t>(j)];
                // Values 1e-5 apart may change places in float32; the value at each rank may not.
                CHECK_NEAR(code.values[token][j].item<double>(), value, 2e-5);
                const bool close = j + 1 < k && value - slow.latents[static_cast<std::size_t>(j) + 1].second < 4e-5;
                const bool closeBefore = j > 0 && slow.latents[static_cast<std::size_t>(j) - 1].second - value < 4e-5;
                CHECK(close || closeBefore || code.indices[token][j].item<std::int64_t>() == latent);
            }
            for (std::int64_t i = 0; i < d; ++i) {
                CHECK_NEAR(rebuilt[token][i].item<double>(), slow.rebuilt[static_cast<std::size_t>(i)], 2e-3);
            }
        }
    }
}

TEST(all_latents_of_an_orthonormal_dictionary_rebuild_exactly) {
    SaeConfig config;
    config.inputSize = 12;
    config.latents = 12;
    config.k = 12;
    Sae sae = Sae::random(config, 1);
    sae.encoder = at::eye(12);
    sae.decoder = at::eye(12);
    const at::Tensor h = noise(9, 12, 4, -1.0, 3.0);
    const SparseLatents code = sae.encode(h);
    CHECK((sae.reconstruct(h, code) - h).abs().max().item<double>() < 1e-4);
    CHECK((code.values <= 0).any().item<bool>());  // negative values stay inside the k
    CHECK((code.values.narrow(1, 0, 11) >= code.values.narrow(1, 1, 11)).all().item<bool>());
}

TEST(standardise_returns_the_paper_s_mean_and_bessel_scale) {
    const at::Tensor h = noise(5, 31, 8, 100.0, 0.5);
    at::Tensor mean;
    at::Tensor scale;
    const at::Tensor x = standardise(h, &mean, &scale);
    CHECK_EQ(scale.dim(), 2);
    CHECK((x * scale + mean - h).abs().max().item<double>() < 1e-4);
    const at::Tensor expected = h.to(at::kDouble).std(1, true) + 1e-6;
    CHECK((scale.flatten() - expected).abs().max().item<double>() < 1e-4);
    const at::Tensor constant = standardise(at::full({1, 8}, 3.0F));
    CHECK_EQ(constant.abs().max().item<double>(), 0.0);
}

TEST(encoding_does_not_depend_on_the_batch) {
    const Sae sae = biasedSae(20, 64, 6, 2);
    const at::Tensor h = noise(50, 20, 9);
    const SparseLatents all = sae.encode(h);
    const SparseLatents one = sae.encode(h.narrow(0, 31, 1));
    CHECK(at::equal(all.indices.narrow(0, 31, 1), one.indices));
    CHECK((all.values.narrow(0, 31, 1) - one.values).abs().max().item<double>() < 1e-5);
    const SparseLatents bf16 = sae.encode(h.to(at::kBFloat16));
    CHECK_EQ(bf16.values.scalar_type() == at::kFloat, true);
    CHECK_EQ(sae.encode(h.narrow(0, 0, 0)).indices.size(0), 0);
}

TEST(quality_meter_equals_its_definitions) {
    const Sae sae = biasedSae(16, 48, 4, 6);
    const at::Tensor h = noise(41, 16, 10, 2.0, 1.5);
    const SparseLatents code = sae.encode(h);
    const at::Tensor rebuilt = sae.reconstruct(h, code);
    SaeQualityMeter meter(48);
    for (const auto& [begin, count] : {std::pair{0, 17}, std::pair{17, 0}, std::pair{17, 24}}) {
        meter.add(h.narrow(0, begin, count), rebuilt.narrow(0, begin, count),
                  {code.indices.narrow(0, begin, count), code.values.narrow(0, begin, count)});
    }
    const SaeQuality quality = meter.result();
    const at::Tensor raw = h.to(at::kDouble);
    const at::Tensor error = (raw - rebuilt.to(at::kDouble)).square();
    CHECK_EQ(quality.tokens, 41);
    CHECK_NEAR(quality.fvu, (error.sum() / (raw - raw.mean(0)).square().sum()).item<double>(), 1e-9);
    CHECK_NEAR(quality.nmse, (error.sum(1) / raw.square().sum(1)).mean().item<double>(), 1e-12);
    CHECK_NEAR(quality.l0, (code.values > 0).sum().item<double>() / 41.0, 1e-12);
    std::vector<bool> fired(48);
    for (std::int64_t i = 0; i < 41 * 4; ++i) {
        if (code.values.data_ptr<float>()[i] > 0) {
            fired[static_cast<std::size_t>(code.indices.data_ptr<std::int64_t>()[i])] = true;
        }
    }
    CHECK_NEAR(quality.deadFraction, static_cast<double>(std::count(fired.begin(), fired.end(), false)) / 48.0, 1e-12);
    CHECK_EQ(SaeQualityMeter(4).result().tokens, 0);
}
