// SPDX-License-Identifier: GPL-3.0-or-later
// What we export, read and run in Python from the definitions of each library's own class.
#include "core/sae/export_form.h"
#include "core/tensor/tensor_archive.h"
#include "tests/sae/export_samples.h"

#include <cstdlib>

using namespace saferscope;
using namespace saferscope::check;

TEST(others_compute_the_same_from_what_we_export) {
    if (std::system("/usr/bin/python3 -c 'import torch, numpy' 2>/dev/null") != 0) {
        SKIP("there is no Python with torch and NumPy");
    }
    const TemporaryFolder root;
    const at::Tensor h = sampleActivations();
    std::vector<std::pair<std::string, at::Tensor>> expected{{"h", h}};
    for (const SampleForm& form : sampleForms()) {
        const Sae sae = sampleSae(form);
        const SparseLatents latents = sae.encode(h, Sae::EncodePath::Plain);
        expected.emplace_back(form.name + ".codes", denseCodes(latents, sampleLatents));
        expected.emplace_back(form.name + ".rebuilt", sae.reconstruct(h, latents).contiguous());
        for (const SaeLayout layout : {SaeLayout::Safer, SaeLayout::Sparsify, SaeLayout::SaeLens, SaeLayout::OpenAi,
                                       SaeLayout::DictionaryLearning, SaeLayout::GemmaScope}) {
            if (!lostInLayout(sae.config(), layout)) {
                CHECK_OK(exportSae(sae, layout, root.path() / (form.name + "@" + saeLayoutName(layout))));
            }
        }
    }
    std::vector<TensorView> views;
    for (const auto& [name, tensor] : expected) {
        views.push_back(exportView(name, tensor));
    }
    CHECK_OK(writeNumpyArchive(root.path() / "expected.npz", views));
    const std::string script = (sourceFolder() / "tests" / "sae" / "sae_export_interop.py").string();
    CHECK_EQ(std::system(("/usr/bin/python3 '" + script + "' '" + root.path().string() + "'").c_str()), 0);
}
