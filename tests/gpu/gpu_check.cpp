// SPDX-License-Identifier: GPL-3.0-or-later
// Usage: gpu_check [--device cuda:0] [--quick]. Compares a device with the CPU on generated models, prints a Markdown
// table and ends with 1 when something is not as it should be. Reads and writes nothing outside the temporary folder.
#include "tests/gpu/gpu_check.h"

#include "core/tensor/device.h"
#include "core/tensor/device_memory.h"
#include "tests/model/tiny_model.h"

#include <ATen/core/grad_mode.h>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace saferscope::gpu {

void Report::row(const std::string& what, const std::string& value, const std::string& limit, bool good) {
    std::printf("| %s | %s | %s | %s |\n", what.c_str(), value.c_str(), limit.c_str(), good ? "ok" : "**FAILED**");
    std::fflush(stdout);
    m_failures += good ? 0 : 1;
}

void Report::limit(const std::string& what, double value, double atMost) {
    char text[64];
    char bound[64];
    std::snprintf(text, sizeof text, "%.3g", value);
    std::snprintf(bound, sizeof bound, "<= %.3g", atMost);
    row(what, text, bound, value <= atMost);
}

void Report::fact(const std::string& what, bool holds) { row(what, holds ? "yes" : "no", "yes", holds); }

void Report::measure(const std::string& what, double value, const char* unit) {
    char text[64];
    std::snprintf(text, sizeof text, "%.4g %s", value, unit);
    row(what, text, "", std::isfinite(value));
}

void Report::part(const std::string& name, const std::function<void()>& work) {
    try {
        work();
    } catch (const std::exception& exception) {
        const std::string text = exception.what();
        row(name, text.substr(0, text.find('\n')), "no exception", false);
    }
}

double relativeDifference(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor wanted = b.detach().to(at::kCPU, at::kDouble);
    const at::Tensor difference = a.detach().to(at::kCPU, at::kDouble) - wanted;
    return difference.abs().max().item<double>() / std::max(wanted.abs().max().item<double>(), 1e-12);
}

void waitFor(c10::Device device) { at::zeros({1}, at::TensorOptions(device)).item<float>(); }

namespace {

using testing::mixedPairs;

struct Shape {
    const char* name;
    ModelConfig config;
};

std::vector<Shape> shapes() {
    ModelConfig wide = testing::tinyConfig();
    wide.hiddenSize = 256;
    wide.intermediateSize = 704;
    wide.heads = 8;
    wide.kvHeads = 2;
    wide.headDim = 32;
    wide.layers = 4;
    ModelConfig deep = testing::tinyConfig();
    deep.layers = 12;
    deep.ropeScaling.reset();
    return {{"tiny, llama3 RoPE", testing::tinyConfig()}, {"width 256, 8/2 heads", wide}, {"12 blocks", deep}};
}

RewardModel modelOn(const ModelConfig& config, c10::Device device, at::ScalarType dtype) {
    RewardModel model = RewardModel::random(config, 7, {device, dtype});
    for (auto& [name, tensor] : model.parameters()) {
        if (tensor.dim() == 2) {
            tensor.mul_(4.0);  // so that every part matters for the reward
        }
    }
    return model;
}

std::vector<at::Tensor> gradientsOf(RewardModel& model, const PackedBatch& batch) {
    model.requireGradients(true);
    model.forward(batch).rewards.square().sum().backward();
    std::vector<at::Tensor> gradients;
    for (const auto& [name, weight] : model.parameters()) {
        gradients.push_back(weight.grad().clone());
    }
    model.requireGradients(false);
    return gradients;
}

void checkParity(const Setup& setup, Report& report) {
    for (const auto& [name, config] : shapes()) {
        const std::string shape = name;
        const PackedBatch here = packPairs(mixedPairs(), c10::kCPU);
        const PackedBatch there = packPairs(mixedPairs(), setup.device);
        RewardModel exact = modelOn(config, c10::kCPU, at::kDouble);
        RewardModel host = modelOn(config, c10::kCPU, at::kFloat);
        RewardModel device = modelOn(config, setup.device, at::kFloat);
        const RewardModel narrow = modelOn(config, setup.device, at::kBFloat16);
        {
            const at::NoGradGuard noGradients;
            const at::Tensor wanted = exact.forward(here).rewards;
            report.limit(shape + ": rewards, CPU float32", relativeDifference(host.forward(here).rewards, wanted),
                         2e-4);
            const ForwardResult got = device.forward(there, {config.layers - 1, false});
            report.limit(shape + ": rewards, device float32", relativeDifference(got.rewards, wanted), 2e-4);
            report.limit(shape + ": rewards, device bfloat16",
                         relativeDifference(narrow.forward(there).rewards, wanted), 0.1);
            report.limit(
                shape + ": rewards from the captured stream",
                relativeDifference(device.rewardsFromHidden(there, got.hidden, config.layers - 1), got.rewards), 1e-4);
        }
        const auto wanted = gradientsOf(exact, here);
        const auto got = gradientsOf(device, there);
        double worst = 0.0;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            worst = std::max(worst, relativeDifference(got[i], wanted[i]));
        }
        report.limit(shape + ": gradients, device float32", worst, 1e-3);
    }
}

int run(const Setup& setup) {
    Report report;
    const auto free = freeDeviceBytes(setup.device);
    std::printf("| check | value | limit | |\n|---|---|---|---|\n");
    report.fact("free memory is known", free.has_value());
    if (free) {
        report.measure("free memory", static_cast<double>(*free) / 1e9, "GB");
    }
    report.part("parity", [&] { checkParity(setup, report); });
    report.part("training", [&] { checkTraining(setup, report); });
    report.part("SAE", [&] { checkSae(setup, report); });
    report.part("out of memory", [&] { checkMemory(setup, report); });
    report.part("speed", [&] { measureSpeed(setup, report); });
    report.part("large shapes", [&] { measureLarge(setup, report); });
    return report.ok() ? 0 : 1;
}

}  // namespace

}  // namespace saferscope::gpu

int main(int argc, char** argv) {
    saferscope::gpu::Setup setup;
    std::string name = "cuda:0";
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--quick") == 0) {
            setup.quick = true;
        } else if (std::strcmp(argv[i], "--device") == 0 && i + 1 < argc) {
            name = argv[++i];
        } else {
            std::fprintf(stderr, "usage: gpu_check [--device cuda:0] [--quick]\n");
            return 2;
        }
    }
    const auto device = saferscope::parseDevice(name);
    if (!device) {
        std::fprintf(stderr, "gpu_check: %s %s\n", device.error().message.c_str(), device.error().hint.c_str());
        return 2;
    }
    setup.device = *device;
    saferscope::configureTorch();
    return saferscope::gpu::run(setup);
}
