// SPDX-License-Identifier: GPL-3.0-or-later
// What a feature map takes: bench_map [FEATURES] [WIDTH], 131,072 features of 2,048 numbers unless told. The decoder is
// made up: families of 16 directions around common ones, a third of the features alone, as published dictionaries have.
#include "core/features/feature_map_builder.h"
#include "core/tensor/random_tensor.h"
#include "tests/bench/bench.h"

#include <ATen/ATen.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

namespace saferscope::bench {

namespace {

at::Tensor familyDecoder(std::int64_t features, std::int64_t width) {
    constexpr std::int64_t familySize = 16;
    constexpr double spread = 0.7;  // cosines of about 0.67 within a family
    Random random(11);
    at::Tensor decoder = normalTensor({features, width}, 1.0, random);
    const std::int64_t inFamilies = features / 3 * 2 / familySize * familySize;
    const at::Tensor centres = normalTensor({inFamilies / familySize, width}, 1.0, random);
    decoder.slice(0, 0, inFamilies).mul_(spread).add_(centres.repeat_interleave(familySize, 0));
    return decoder.div_(decoder.norm(2, 1, true));
}

int run(std::int64_t features, std::int64_t width) {
    const at::Tensor decoder = familyDecoder(features, width);
    FeatureMapOptions options;
    options.threads = static_cast<int>(std::thread::hardware_concurrency());
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    auto stageBegin = begin;
    std::string stage;
    const auto ended = [&] {
        if (!stage.empty()) {
            std::printf("%s: %.0f s\n", stage.c_str(),
                        std::chrono::duration<double>(Clock::now() - stageBegin).count());
            std::fflush(stdout);
        }
        stageBegin = Clock::now();
    };
    const auto map = buildFeatureMap(decoder, std::vector<bool>(static_cast<std::size_t>(features)), options,
                                     [&](const Progress& progress) {
                                         if (progress.stage != stage) {
                                             ended();
                                             stage = progress.stage;
                                         }
                                     });
    ended();
    if (!map) {
        std::fprintf(stderr, "%s\n", map.error().message.c_str());
        return 1;
    }
    std::printf(
        "%lld features of %lld numbers, %d threads: %.0f s, peak %.2f GB (the decoder is %.2f), "
        "%.1f %% of the ten nearest kept, KL %.2f\n",
        static_cast<long long>(features), static_cast<long long>(width), options.threads,
        std::chrono::duration<double>(Clock::now() - begin).count(), static_cast<double>(peakResidentBytes()) / 1e9,
        static_cast<double>(decoder.nbytes()) / 1e9, 100.0 * map->keptNeighbours, map->divergence);
    return 0;
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    const long features = argc > 1 ? std::atol(argv[1]) : 131072;
    const long width = argc > 2 ? std::atol(argv[2]) : 2048;
    if (features < 64 || width < 2) {
        std::fprintf(stderr, "bench_map [FEATURES] [WIDTH]: at least 64 and 2\n");
        return 2;
    }
    return saferscope::bench::run(features, width);
}
