// SPDX-License-Identifier: GPL-3.0-or-later
// The wider form: inputs, activations, codes of varying width, and what must not change for our own.
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/sae/sae.h"
#include "core/sae/sae_check.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

at::Tensor noise(std::vector<std::int64_t> shape, std::uint64_t seed, double scale = 1.0, double shift = 0.0) {
    at::Tensor tensor = at::empty(shape, at::kFloat);
    Random random(seed);
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        tensor.data_ptr<float>()[i] = static_cast<float>(shift + scale * random.normal());
    }
    return tensor;
}

Sae someSae(SaeActivation activation, SaeInput input, std::int64_t d = 10, std::int64_t latents = 30) {
    SaeConfig config;
    config.inputSize = d;
    config.latents = latents;
    config.activation = activation;
    config.k = config.keepsK() ? 4 : 0;
    config.layer = 1;
    config.input = input;
    config.inputEpsilon = 0.25;  // large enough that a mix-up of std and std + epsilon shows
    config.epsilonInOutput = false;
    Sae sae = Sae::random(config, 9);
    sae.preBias = noise({d}, 1, 0.3);
    sae.latentBias = noise({latents}, 2, 0.3);
    sae.threshold = noise({latents}, 3, 0.1, 0.2);
    sae.gateBias = noise({latents}, 4, 0.3);
    sae.magnitudeLogScale = noise({latents}, 5, 0.3);
    return sae;
}

constexpr SaeActivation activations[] = {SaeActivation::TopK, SaeActivation::TopKRelu, SaeActivation::Relu,
                                         SaeActivation::JumpRelu, SaeActivation::Gated};
constexpr SaeInput inputs[] = {SaeInput::AsIs, SaeInput::Standardised, SaeInput::UnitNorm};

std::string textOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST(our_own_form_is_still_version_1_byte_for_byte) {
    const check::TemporaryFolder folder;
    SaeConfig config;
    config.inputSize = 6;
    config.latents = 10;
    config.k = 3;
    config.layer = 2;
    config.trainedOn = "tokens";
    config.modelHash = "abc";
    CHECK(config.isOwnForm());
    CHECK_OK(Sae::random(config, 4).save(folder.path() / "sae"));
    Json expected{{"format", "saferscope-sae"},
                  {"version", 1},
                  {"architecture", "topk"},
                  {"input", "standardised per token: (h - mean) / (std + 1e-6)"},
                  {"input_size", 6},
                  {"latents", 10},
                  {"k", 3},
                  {"layer", 2},
                  {"trained_on", "tokens"},
                  {"model_hash", "abc"}};
    CHECK_OK(writeJsonFile(folder.path() / "expected.json", expected));
    CHECK_EQ(textOf(folder.path() / "sae" / "sae_config.json"), textOf(folder.path() / "expected.json"));
    const auto file = SafetensorsFile::open(folder.path() / "sae" / "sae.safetensors");
    CHECK_OK(file);
    CHECK_EQ(file->tensors().size(), std::size_t{4});
}

TEST(every_form_survives_its_folder) {
    const check::TemporaryFolder folder;
    for (const SaeActivation activation : activations) {
        for (const SaeInput input : inputs) {
            Sae sae = someSae(activation, input);
            sae.config().subtractsPreBias = input != SaeInput::AsIs;
            sae.config().expectedActive = 3.5;
            CHECK_OK(sae.save(folder.path() / "sae"));
            const auto loaded = Sae::load(folder.path() / "sae");
            CHECK_OK(loaded);
            const SaeConfig& config = loaded->config();
            CHECK(config.activation == activation && config.input == input);
            CHECK_EQ(config.inputEpsilon, 0.25);
            CHECK_EQ(config.epsilonInOutput, false);
            CHECK_EQ(config.subtractsPreBias, sae.config().subtractsPreBias);
            CHECK_EQ(config.expectedActive, 3.5);
            const at::Tensor h = noise({7, 10}, 6);
            const SparseLatents before = sae.encode(h);
            const SparseLatents after = loaded->encode(h);
            CHECK(at::equal(before.indices, after.indices) && at::equal(before.values, after.values));
        }
    }
    Json json = *readJsonFile(folder.path() / "sae" / "sae_config.json");
    CHECK_EQ(json["version"].get<int>(), 2);
    for (const auto& [key, bad] : {std::pair<const char*, Json>{"architecture", "other"},
                                   {"input", "log"},
                                   {"input_epsilon", -1.0},
                                   {"expected_active", -1},
                                   {"k", 3},
                                   {"version", 3}}) {
        Json changed = json;
        changed[key] = bad;
        CHECK_OK(writeJsonFile(folder.path() / "sae" / "sae_config.json", changed));
        CHECK(!Sae::load(folder.path() / "sae"));
        changed.erase(key);
        CHECK_OK(writeJsonFile(folder.path() / "sae" / "sae_config.json", changed));
        CHECK(!Sae::load(folder.path() / "sae"));
    }
}

TEST(a_change_of_a_latent_moves_the_reconstruction_by_output_scale_times_direction) {
    for (const SaeActivation activation : activations) {
        for (const SaeInput input : inputs) {
            const Sae sae = someSae(activation, input);
            const at::Tensor h = noise({11, 10}, 7, 2.0, 1.5);
            SparseLatents code = sae.encode(h);
            const at::Tensor before = sae.reconstruct(h, code);
            const at::Tensor scale = sae.outputScale(h);
            CHECK(scale.size(0) == 11 && scale.size(1) == 1);
            code.values = code.values.clone();
            code.values.select(1, 0).add_(0.5);
            const at::Tensor moved = sae.decoder.index_select(0, code.indices.select(1, 0)).mul(0.5).mul(scale);
            CHECK((sae.reconstruct(h, code) - before - moved).abs().max().item<double>() < 1e-4);
        }
    }
}

TEST(inputs_are_what_their_definitions_say) {
    const at::Tensor h = noise({9, 10}, 8, 3.0, -2.0);
    const at::Tensor exact = h.to(at::kDouble);
    SaeConfig config;
    config.inputSize = 10;
    config.input = SaeInput::UnitNorm;
    at::Tensor mean;
    at::Tensor scale;
    at::Tensor x = normaliseInput(h, config, &mean, &scale);
    CHECK((x.norm(2, 1) - std::sqrt(10.0)).abs().max().item<double>() < 1e-5);
    CHECK((x * scale + mean - h).abs().max().item<double>() < 1e-5);
    CHECK_EQ(normaliseInput(at::zeros({1, 10}), config).abs().max().item<double>(), 0.0);
    config.input = SaeInput::AsIs;
    const at::Tensor copy = h.clone();
    x = normaliseInput(h, config, &mean, &scale);
    CHECK(at::equal(x, h) && scale.eq(1.0).all().item<bool>() && mean.eq(0.0).all().item<bool>());
    const Sae plain = someSae(SaeActivation::Relu, SaeInput::AsIs);
    plain.reconstruct(h, plain.encode(h));
    CHECK(at::equal(h, copy));  // the caller's activations are not written to
    config.input = SaeInput::Standardised;
    config.inputEpsilon = 0.25;
    config.epsilonInOutput = false;
    x = normaliseInput(h, config, &mean, &scale);
    const at::Tensor std = exact.std(1, true, true);
    CHECK((scale.to(at::kDouble) - std).abs().max().item<double>() < 1e-5);
    CHECK((x.to(at::kDouble) - (exact - exact.mean(1, true)) / (std + 0.25)).abs().max().item<double>() < 1e-5);
    config.epsilonInOutput = true;
    normaliseInput(h, config, &mean, &scale);
    CHECK((scale.to(at::kDouble) - std - 0.25).abs().max().item<double>() < 1e-5);
    // The trainer's own function has not moved.
    at::Tensor ownScale;
    const at::Tensor own = standardise(h, nullptr, &ownScale);
    CHECK(at::equal(own, normaliseInput(h, SaeConfig(), nullptr, &scale)) && at::equal(ownScale, scale));
}

TEST(screening_chooses_the_same_latents_whatever_the_input) {
    for (const SaeInput input : inputs) {
        for (const SaeActivation activation : {SaeActivation::TopK, SaeActivation::TopKRelu}) {
            const Sae sae = someSae(activation, input, 64, 4096);
            at::Tensor h = noise({40, 64}, 21, 2.0);
            h.select(1, 7).mul_(300.0);  // streams have such a dimension
            const SparseLatents plain = sae.encode(h, Sae::EncodePath::Plain);
            const SparseLatents screened = sae.encode(h, Sae::EncodePath::Screened);
            CHECK(at::equal(plain.indices, screened.indices));
            CHECK(at::allclose(plain.values, screened.values, 1e-5, 1e-2));
        }
    }
}

TEST(codes_of_varying_width_do_not_depend_on_the_batch) {
    for (const SaeActivation activation : {SaeActivation::Relu, SaeActivation::JumpRelu, SaeActivation::Gated}) {
        const Sae sae = someSae(activation, SaeInput::AsIs, 16, 200);
        const at::Tensor h = noise({70, 16}, 12);
        const SparseLatents all = sae.encode(h);
        CHECK_EQ((all.values > 0).sum(1).max().item<std::int64_t>(), all.values.size(1));
        for (const std::int64_t token : {0, 31, 69}) {
            const SparseLatents one = sae.encode(h.narrow(0, token, 1));
            const std::int64_t count = (one.values > 0).sum().item<std::int64_t>();
            CHECK_EQ(count, (all.values[token] > 0).sum().item<std::int64_t>());
            CHECK(
                (one.values[0].narrow(0, 0, count) - all.values[token].narrow(0, 0, count)).abs().max().item<double>() <
                1e-5);
        }
        CHECK_EQ(sae.encode(h.narrow(0, 0, 0)).indices.size(0), 0);
    }
    Sae silent = someSae(SaeActivation::JumpRelu, SaeInput::AsIs);
    silent.threshold.fill_(1e9);
    const SparseLatents code = silent.encode(noise({3, 10}, 1));
    CHECK_EQ(code.values.size(1), 1);
    CHECK_EQ(code.values.abs().max().item<double>(), 0.0);
    const at::Tensor rebuilt = silent.reconstruct(noise({3, 10}, 1), code);
    CHECK((rebuilt - silent.preBias).abs().max().item<double>() == 0.0);
}

TEST(more_latents_than_are_kept_are_cut_to_the_largest_and_counted) {
    const std::int64_t latents = Sae::mostActive + 300;
    SaeConfig config;
    config.inputSize = 4;
    config.latents = latents;
    config.activation = SaeActivation::Relu;
    config.input = SaeInput::AsIs;
    Sae sae = Sae::random(config, 2);
    sae.latentBias = at::arange(latents, at::kFloat).add_(100.0);  // all active; the last are the largest
    const SparseLatents code = sae.encode(at::zeros({2, 4}));
    CHECK_EQ(code.values.size(1), Sae::mostActive);
    CHECK_EQ(code.dropped, 600);
    CHECK_EQ(code.indices[1][0].item<std::int64_t>(), latents - 1);
    CHECK_EQ(code.indices.min().item<std::int64_t>(), 300);
}

TEST(a_nan_activation_does_not_vanish) {
    for (const SaeActivation activation : activations) {
        const Sae sae = someSae(activation, SaeInput::AsIs);
        at::Tensor h = noise({3, 10}, 3);
        h[1][4] = std::numeric_limits<float>::quiet_NaN();
        const SparseLatents code = sae.encode(h);
        CHECK(at::isnan(code.values[1]).any().item<bool>());
        CHECK(!at::isnan(code.values[0]).any().item<bool>());
    }
}

TEST(a_judgement_speaks_up_only_where_something_is_wrong) {
    Sae sae = someSae(SaeActivation::TopK, SaeInput::AsIs);  // k 4, trained on sentence ends
    SaeQuality good;
    good.fvu = 0.3;
    good.l0 = 3.9;
    good.deadFraction = 0.1;
    good.tokens = 10000;
    CHECK(judgeSae(sae, good, good).empty());
    SaeQuality bad = good;
    bad.fvu = 1.4;
    CHECK(judgeSae(sae, bad, good).empty());  // it never saw the other tokens
    CHECK_EQ(judgeSae(sae, good, bad).size(), std::size_t{1});
    sae.config().trainedOn = "tokens";
    CHECK(judgeSae(sae, bad, good).front().find("normalised") != std::string::npos);
    bad = good;
    bad.fvu = 0.95;
    CHECK(judgeSae(sae, bad, good).front().find("tenth") != std::string::npos);
    bad = good;
    bad.l0 = 0.5;
    CHECK(judgeSae(sae, bad, good).front().find("expected") != std::string::npos);
    bad.l0 = 0.0;
    CHECK(judgeSae(sae, bad, good).front().find("None") != std::string::npos);
    bad = good;
    bad.deadFraction = 0.97;
    CHECK(judgeSae(sae, bad, good).front().find("never active") != std::string::npos);
    bad.tokens = 50;  // too few to say so
    CHECK(judgeSae(sae, bad, good).empty());
    Sae relu = someSae(SaeActivation::Relu, SaeInput::AsIs);
    relu.config().trainedOn = "tokens";
    CHECK(judgeSae(relu, good, good).empty());
    bad = good;
    bad.l0 = 6.0;  // of width 10
    CHECK(judgeSae(relu, bad, good).front().find("sparse") != std::string::npos);
    relu.config().expectedActive = 80.0;
    CHECK(judgeSae(relu, bad, good).front().find("expected") != std::string::npos);
    bad.fvu = std::numeric_limits<double>::quiet_NaN();
    CHECK(judgeSae(relu, bad, good).front().find("finite") != std::string::npos);
    bad.tokens = 0;
    CHECK_EQ(judgeSae(relu, bad, good).size(), std::size_t{1});
}
