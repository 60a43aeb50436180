// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"
#include "core/tensor/device.h"
#include "tests/bench/bench.h"

#include <ATen/ATen.h>

namespace saferscope::bench {

namespace {

void benchEncode() {
    SaeConfig config;
    config.inputSize = 2048;
    config.latents = 16384;
    config.k = 64;
    const Sae sae = Sae::random(config, 1);
    at::manual_seed(1);
    const at::Tensor h = at::randn({2048, 2048});
    const at::NoGradGuard guard;
    const auto encode = [&] { sae.encode(h); };
    const std::string work = "SAE encode + top-k, 2048 tokens, 2048 x 16384, k 64";
    gain("sae-encode", work,
         measureBoth(
             encode,
             [&] { at::topk(at::mm(standardise(h) - sae.preBias, sae.encoder.t()) + sae.latentBias, config.k); }),
         "product + at::topk", {});
    cost("sae-encode-product", work, measureBoth(encode, [&] { at::mm(h, sae.encoder.t()); }),
         "the encoder product alone", atMost(1.25));
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    saferscope::configureTorch();
    return saferscope::bench::runBenchmarks(argc, argv, {{"encode", saferscope::bench::benchEncode}});
}
