// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"
#include "tests/bench/bench.h"

#include <ATen/ATen.h>

namespace saferscope::bench {

void benchSae() {
    SaeConfig config;
    config.inputSize = 2048;
    config.latents = 16384;
    config.k = 64;
    const Sae sae = Sae::random(config, 1);
    at::manual_seed(1);
    const at::Tensor h = at::randn({2048, 2048});
    const at::NoGradGuard guard;
    const Sample encode = measure([&] { sae.encode(h); });
    const Sample product = measure([&] { at::mm(h, sae.encoder.t()); });
    const Sample plain =
        measure([&] { at::topk(at::mm(standardise(h) - sae.preBias, sae.encoder.t()) + sae.latentBias, config.k); });
    report("SAE encode + top-k, 2048 tokens, 2048 x 16384, k 64", encode, "product + at::topk", plain);
    report("the same", encode, "the encoder product alone", product);
}

}  // namespace saferscope::bench
