// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/device.h"
#include "tests/bench/bench.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

namespace saferscope::bench {

Sample measure(const std::function<void()>& work, int repeats) {
    work();
    std::vector<double> seconds;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    const double median = seconds[seconds.size() / 2];
    return {median, (seconds.back() - seconds.front()) / median};
}

void report(const std::string& work, const Sample& ours, const std::string& peerName, const Sample& peer) {
    std::printf("| %s | %.1f ms (±%.0f %%) | %s: %.1f ms (±%.0f %%) | **%.2f x** |\n", work.c_str(), ours.median * 1e3,
                ours.spread * 50, peerName.c_str(), peer.median * 1e3, peer.spread * 50, peer.median / ours.median);
    std::fflush(stdout);
}

void report(const std::string& work, const Sample& ours, const std::string& note) {
    std::printf("| %s | %.2f ms (±%.0f %%) | %s | |\n", work.c_str(), ours.median * 1e3, ours.spread * 50,
                note.c_str());
    std::fflush(stdout);
}

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    using namespace saferscope;
    configureTorch();
    const ComputeReport compute = inspectCompute();
    std::printf("libtorch %s, %s, %d threads, fp32 product %.0f GFLOP/s\n\n", compute.torchVersion.c_str(),
                compute.blas.c_str(), compute.threads, compute.fp32Gflops);
    std::printf("| work | ours | beside it | ratio |\n|---|---|---|---|\n");
    const std::string filter = argc > 1 ? argv[1] : "";
    const std::pair<std::string, void (*)()> all[] = {
        {"model", bench::benchModel}, {"sae", bench::benchSae}, {"index", bench::benchIndex}};
    for (const auto& [name, run] : all) {
        if (filter.empty() || filter == name) {
            run();
        }
    }
    return 0;
}
