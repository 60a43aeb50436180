// SPDX-License-Identifier: GPL-3.0-or-later
// Expected numbers of tiny SAEs in others' layouts, computed in float64 by an independent implementation.
#include "core/base/json.h"
#include "core/sae/sae_layouts.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

/// hidden_states of one conversation, [layers + 1, tokens, d].
at::Tensor goldenStreams(const fs::path& goldens, std::int64_t row) {
    const auto tensors = loadTensors(goldens / "models" / "llama" / "golden.safetensors");
    CHECK_OK(tensors);
    for (const auto& [name, tensor] : *tensors) {
        if (name == "hidden") {
            return tensor[row];
        }
    }
    throw check::Failure("the goldens have no hidden states", __FILE__, __LINE__);
}

void meetGolden(const std::string& name, const fs::path& path, const SaeImportOptions& options, SaeLayout layout) {
    const fs::path goldens = check::sharedFolder() / "goldens";
    if (check::sharedFolder().empty() || !fs::exists(path)) {
        SKIP("the shared goldens are not here");
    }
    const auto expected = readJsonFile(goldens / "saes" / name / "expected.json");
    CHECK_OK(expected);
    const auto imported = importSae(path, options);
    CHECK_OK(imported);
    CHECK(imported->layout == layout);
    const Sae& sae = imported->sae;
    const auto layer = (*expected)["layer"].get<std::int64_t>();
    CHECK_EQ(sae.config().layer, layer);
    const auto tokens = (*expected)["tokens"].get<std::int64_t>();
    const at::Tensor h = goldenStreams(goldens, (*expected)["row"].get<std::int64_t>())[layer].narrow(0, 0, tokens);
    const SparseLatents code = sae.encode(h);
    const at::Tensor rebuilt = sae.reconstruct(h, code);
    SaeQualityMeter meter(sae.config().latents);
    meter.add(h, rebuilt, code);
    for (std::int64_t token = 0; token < tokens; ++token) {
        std::vector<std::pair<std::int64_t, double>> positive;
        for (std::int64_t j = 0; j < code.values.size(1); ++j) {
            const double value = code.values[token][j].item<double>();
            if (value > 0) {
                positive.emplace_back(code.indices[token][j].item<std::int64_t>(), value);
            }
        }
        std::sort(positive.begin(), positive.end());
        const Json& wanted = (*expected)["positive_latents"][static_cast<std::size_t>(token)];
        CHECK_EQ(positive.size(), wanted.size());
        for (std::size_t j = 0; j < positive.size(); ++j) {
            CHECK_EQ(positive[j].first, wanted[j][0].get<std::int64_t>());
            CHECK_NEAR(positive[j].second, wanted[j][1].get<double>(), 1e-4);
        }
        const double norm = (*expected)["reconstruction_norm"][static_cast<std::size_t>(token)].get<double>();
        CHECK_NEAR(rebuilt[token].norm().item<double>(), norm, 1e-4);
    }
    CHECK_NEAR(meter.result().nmse, (*expected)["nmse"].get<double>(), 1e-4);
}

fs::path golden(const char* name) { return check::sharedFolder() / "goldens" / "saes" / name; }

}  // namespace

TEST(safer_layout_meets_its_golden_numbers) {
    SaeImportOptions options;
    options.k = 8;
    options.layer = 2;
    meetGolden("safer", golden("safer") / "stage2.pt", options, SaeLayout::Safer);
    meetGolden("safer", golden("safer"), options, SaeLayout::Safer);
}

TEST(sparsify_layout_meets_its_golden_numbers) {
    // The folder is not named after the hook it was trained on, as sparsify's own are.
    SaeImportOptions options;
    options.layer = 2;
    meetGolden("sparsify", golden("sparsify"), options, SaeLayout::Sparsify);
}

TEST(saelens_layouts_meet_their_golden_numbers) {
    for (const char* name : {"saelens_topk", "saelens_jumprelu", "saelens_standard"}) {
        meetGolden(name, golden(name), {}, SaeLayout::SaeLens);
    }
}
