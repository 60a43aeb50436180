// SPDX-License-Identifier: GPL-3.0-or-later
// SAEs as torch and NumPy themselves write them, against what the libraries' classes compute there.
#include "core/sae/sae_layouts.h"
#include "core/sae/sae_weights.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <cstdlib>

using namespace saferscope;
namespace fs = std::filesystem;

TEST(what_torch_and_numpy_wrote_computes_what_it_computed_there) {
    if (std::system("/usr/bin/python3 -c 'import torch, numpy' 2>/dev/null") != 0) {
        SKIP("there is no Python with torch and NumPy");
    }
    const check::TemporaryFolder root;
    const std::string script = (check::sourceFolder() / "tests" / "sae" / "sae_import_interop.py").string();
    CHECK_EQ(std::system(("/usr/bin/python3 '" + script + "' '" + root.path().string() + "'").c_str()), 0);
    struct Case {
        const char* folder;
        const char* file;
        SaeLayout layout;
        bool asksForK;
        std::int64_t layer;
    };
    for (const Case& one : {Case{"AutoEncoderTopK", "", SaeLayout::DictionaryLearning, false, 3},
                            Case{"BatchTopKSAE", "ae.pt", SaeLayout::DictionaryLearning, false, 3},
                            Case{"openai", "autoencoder.pt", SaeLayout::OpenAi, false, -1},
                            Case{"safer", "stage2.pt", SaeLayout::Safer, true, -1},
                            Case{"gemma", "params.npz", SaeLayout::GemmaScope, false, -1}}) {
        const fs::path folder = root.path() / one.folder;
        SaeImportOptions options;
        if (one.asksForK) {
            options.k = 6;
        }
        const auto imported = importSae(*one.file == '\0' ? folder : folder / one.file, options);
        if (!imported) {
            throw check::Failure(std::string(one.folder) + ": " + imported.error().message, __FILE__, __LINE__);
        }
        CHECK(imported->layout == one.layout);
        CHECK_EQ(imported->sae.config().layer, one.layer);
        const auto expected = SaeWeights::open(folder / "expected.npz");
        CHECK_OK(expected);
        const auto h = expected->floats("h", {20, 16});
        const auto codes = expected->floats("codes", {20, 48});
        const auto rebuilt = expected->floats("rebuilt", {20, 16});
        CHECK_OK(h);
        CHECK_OK(codes);
        CHECK_OK(rebuilt);
        const SparseLatents latents = imported->sae.encode(*h);
        const at::Tensor dense = at::zeros({20, 48}, at::kFloat).scatter_(1, latents.indices, latents.values);
        CHECK((*codes).count_nonzero().item<std::int64_t>() > 20);
        CHECK((dense - *codes).abs().max().item<double>() < 1e-4);
        CHECK((imported->sae.reconstruct(*h, latents) - *rebuilt).abs().max().item<double>() < 1e-4);
    }
}
