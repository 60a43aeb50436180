// SPDX-License-Identifier: GPL-3.0-or-later
// Every layout against its own library's definition, written down a second time in tests/sae/slow_layouts.cpp.
#include "core/base/random.h"
#include "core/sae/sae_layouts.h"
#include "tests/sae/slow_layouts.h"
#include "tests/sae/slow_sae.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace saferscope;
using check::SaeFixture;

namespace {

/// Every third token is tiny: there the epsilon of a normalisation is a tenth of what it is added to.
at::Tensor activations(std::int64_t tokens) {
    at::Tensor h = at::empty({tokens, check::fixtureWidth}, at::kFloat);
    Random random(17);
    for (std::int64_t i = 0; i < h.numel(); ++i) {
        const double scale = (i / check::fixtureWidth) % 3 == 2 ? 1e-4 : 1.0;
        h.data_ptr<float>()[i] = static_cast<float>(scale * (0.4 + 1.3 * random.normal()));
    }
    return h;
}

void compare(const SaeFixture& fixture, const Sae& sae) {
    const at::Tensor h = activations(23);
    const SparseLatents code = sae.encode(h);
    const at::Tensor rebuilt = sae.reconstruct(h, code);
    std::size_t active = 0;
    for (std::int64_t token = 0; token < h.size(0); ++token) {
        const auto slow = check::slowForward(fixture, check::rowOf(h, token));
        std::map<std::int64_t, double> fast;
        std::set<std::int64_t> distinct;
        for (std::int64_t j = 0; j < code.indices.size(1); ++j) {
            const auto index = code.indices[token][j].item<std::int64_t>();
            distinct.insert(index);
            if (const double value = code.values[token][j].item<float>(); value != 0.0) {
                fast[index] = value;
            }
            CHECK(j == 0 || code.values[token][j].item<float>() <= code.values[token][j - 1].item<float>());
        }
        CHECK_EQ(static_cast<std::int64_t>(distinct.size()), code.indices.size(1));
        CHECK_EQ(fast.size(), slow.latents.size());
        for (const auto& [latent, value] : slow.latents) {
            CHECK(fast.contains(latent));
            CHECK_NEAR(fast[latent], value, 1e-4);
        }
        double largest = 0.0;
        for (const double value : slow.rebuilt) {
            largest = std::max(largest, std::abs(value));
        }
        for (std::size_t i = 0; i < slow.rebuilt.size(); ++i) {
            CHECK_NEAR(rebuilt[token][static_cast<std::int64_t>(i)].item<double>(), slow.rebuilt[i],
                       1e-4 * std::min(largest, 1.0));
        }
        active += slow.latents.size();
    }
    CHECK(active > 23);                                                    // and not by having nothing to compare
    CHECK(active < 23 * static_cast<std::size_t>(check::fixtureLatents));  // nor everything
}

}  // namespace

TEST(every_layout_computes_what_its_own_library_computes) {
    for (const std::string& id : check::saeFixtureIds()) {
        const check::TemporaryFolder folder;
        const auto fixtures = check::writeSaeFixtures(id, folder.path());
        CHECK(!fixtures.empty());
        for (const SaeFixture& fixture : fixtures) {
            const auto imported = importSae(fixture.path, fixture.options);
            if (!imported) {
                throw check::Failure(id + " " + fixture.variant + ": " + imported.error().message, __FILE__, __LINE__);
            }
            CHECK(imported->layout == fixture.layout);
            CHECK_EQ(imported->sae.config().layer, fixture.layer);
            CHECK_EQ(imported->sae.config().latents, check::fixtureLatents);
            CHECK_EQ(imported->sae.config().inputSize, check::fixtureWidth);
            try {
                compare(fixture, imported->sae);
            } catch (const check::Failure& failure) {
                throw check::Failure(id + " " + fixture.variant + ": " + failure.what(), failure.file, failure.line);
            }
        }
    }
}

TEST(what_was_imported_saves_as_our_own_and_computes_the_same) {
    for (const std::string& id : check::saeFixtureIds()) {
        const check::TemporaryFolder folder;
        for (const SaeFixture& fixture : check::writeSaeFixtures(id, folder.path() / "theirs")) {
            const auto imported = importSae(fixture.path, fixture.options);
            CHECK_OK(imported);
            CHECK_OK(imported->sae.save(folder.path() / "ours"));
            const auto ours = importSae(folder.path() / "ours");
            CHECK_OK(ours);
            CHECK(ours->layout == SaeLayout::Saferscope);
            const at::Tensor h = activations(9);
            const SparseLatents before = imported->sae.encode(h);
            const SparseLatents after = ours->sae.encode(h);
            CHECK(at::equal(before.indices, after.indices));
            CHECK(at::equal(before.values, after.values));
            CHECK(at::equal(imported->sae.reconstruct(h, before), ours->sae.reconstruct(h, after)));
            CHECK_EQ(ours->sae.config().trainedOn, imported->sae.config().trainedOn);
            CHECK_EQ(ours->sae.config().expectedActive, imported->sae.config().expectedActive);
        }
    }
}

TEST(the_layout_may_be_named_and_a_wrong_name_is_refused) {
    const check::TemporaryFolder folder;
    for (const std::string& id : check::saeFixtureIds()) {
        for (const SaeFixture& fixture : check::writeSaeFixtures(id, folder.path() / id)) {
            SaeImportOptions options = fixture.options;
            options.layout = fixture.layout;
            CHECK_OK(importSae(fixture.path, options));
            for (const SaeLayout other :
                 {SaeLayout::Saferscope, SaeLayout::Safer, SaeLayout::Sparsify, SaeLayout::SaeLens,
                  SaeLayout::DictionaryLearning, SaeLayout::OpenAi, SaeLayout::GemmaScope}) {
                // SAFER's tensors are OpenAI's: there the name decides.
                if (other != fixture.layout && !(fixture.layout == SaeLayout::Safer && other == SaeLayout::OpenAi)) {
                    options.layout = other;
                    CHECK(!importSae(fixture.path, options));
                }
            }
        }
    }
}

TEST(every_dtype_of_weights_gives_the_same_sae) {
    const check::TemporaryFolder folder;
    const auto fixture = check::writeSaeFixtures("sae-sparsify", folder.path()).front();
    const auto expected = importSae(fixture.path);
    CHECK_OK(expected);
    for (const at::ScalarType dtype : {at::kBFloat16, at::kHalf, at::kDouble}) {
        std::vector<NamedTensor> tensors;
        for (const auto& [name, tensor] : fixture.tensors) {
            tensors.emplace_back(name, tensor.to(dtype));
        }
        CHECK_OK(saveTensors(fixture.path / "sae.safetensors", tensors));
        const auto imported = importSae(fixture.path);
        CHECK_OK(imported);
        const double tolerance = dtype == at::kHalf ? 1e-3 : 0.0;  // the fixture's numbers are bfloat16's
        CHECK((imported->sae.encoder - expected->sae.encoder).abs().max().item<double>() <= tolerance);
        CHECK((imported->sae.decoder - expected->sae.decoder).abs().max().item<double>() <= tolerance);
        CHECK(imported->sae.encoder.scalar_type() == at::kFloat);
    }
}
