// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load_measure.h"

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/model/reward_model.h"
#include "core/tensor/device.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated_model.h"
#include "tests/bench/peers/plain_loading.h"
#include "tests/bench/stop.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>

namespace saferscope::bench {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// "KEY: NUMBER" of a file below /proc/self.
double procNumber(const char* file, const std::string& key) {
    std::ifstream lines(std::string("/proc/self/") + file);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(key + ":")) {
            return std::strtod(line.c_str() + key.size() + 1, nullptr);
        }
    }
    return 0.0;
}

/// Small bfloat16 numbers of either sign: 2^-6 to 2^-5, as weights are.
std::vector<std::uint16_t> smallNumbers(std::size_t count) {
    std::vector<std::uint16_t> numbers(count);
    std::uint64_t state = 88172645463325252ULL;
    for (auto& number : numbers) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        number = static_cast<std::uint16_t>((state & 0x8000U) | (121U << 7) | (state >> 57));
    }
    return numbers;
}

PackedBatch someTokens(std::int64_t vocabulary, std::size_t prompt, std::size_t answer) {
    Random random(5);
    const auto draw = [&](std::size_t count) {
        std::vector<std::int32_t> tokens(count);
        for (auto& token : tokens) {
            token = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(vocabulary)));
        }
        return tokens;
    };
    const std::vector<PairTokens> pairs = {{draw(prompt), draw(answer), draw(answer)}};
    return packPairs(pairs, c10::kCPU);
}

}  // namespace

std::uint64_t writeGeneratedCheckpoint(const fs::path& folder, std::int64_t layers, std::int64_t vocabulary) {
    ModelConfig config = llamaShape(layers, vocabulary);
    const std::int64_t d = config.hiddenSize;
    const std::int64_t f = config.intermediateSize;
    const std::int64_t queries = config.heads * config.headDim;
    const std::int64_t keys = config.kvHeads * config.headDim;
    // All tensors are windows on the same numbers, which saves drawing them.
    const auto most = static_cast<std::size_t>(std::max(vocabulary, f) * d);
    const std::vector<std::uint16_t> numbers = smallNumbers(most + (1 << 16));
    const std::vector<std::uint16_t> ones(static_cast<std::size_t>(d), 0x3F80);
    std::vector<TensorView> views;
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
        const bool norm = shape.size() == 1;
        std::size_t count = 1;
        for (const std::int64_t size : shape) {
            count *= static_cast<std::size_t>(size);
        }
        const std::uint16_t* data = norm ? ones.data() : numbers.data() + 61 * views.size();
        views.push_back(
            {name, DType::BF16, std::move(shape), std::as_bytes(std::span<const std::uint16_t>(data, count))});
    };
    add("model.embed_tokens.weight", {vocabulary, d});
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const std::string block = "model.layers." + std::to_string(layer) + ".";
        add(block + "input_layernorm.weight", {d});
        add(block + "mlp.down_proj.weight", {d, f});
        add(block + "mlp.gate_proj.weight", {f, d});
        add(block + "mlp.up_proj.weight", {f, d});
        add(block + "post_attention_layernorm.weight", {d});
        add(block + "self_attn.k_proj.weight", {keys, d});
        add(block + "self_attn.o_proj.weight", {d, queries});
        add(block + "self_attn.q_proj.weight", {queries, d});
        add(block + "self_attn.v_proj.weight", {keys, d});
    }
    add("model.norm.weight", {d});
    add("score.weight", {1, d});
    const fs::path file = folder / "model.safetensors";
    if (auto written = writeSafetensors(file, views, {{"format", "pt"}}); !written) {
        stop(written.error().message);
    }
    if (auto written = writeJsonFile(folder / "config.json", modelConfigToJson(config)); !written) {
        stop(written.error().message);
    }
    return fs::file_size(file);
}

LoadMeasure measureLoad(const std::string& mode, const fs::path& folder) {
    const std::string program = fs::read_symlink("/proc/self/exe").string();
    const std::string command = "'" + program + "' --load " + mode + " '" + folder.string() + "'";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    LoadMeasure found;
    const bool read =
        pipe != nullptr && std::fscanf(pipe, "%lf %lf %lf %lf %lf %lf", &found.loadSeconds, &found.firstSeconds,
                                       &found.forwardSeconds, &found.peakBytes, &found.ownBytes, &found.readBytes) == 6;
    if (pipe == nullptr || ::pclose(pipe) != 0 || !read) {
        stop("loading in a process of its own failed: " + command);
    }
    return found;
}

bool loadForParent(int argc, char** argv) {
    if (argc != 4 || std::string(argv[1]) != "--load") {
        return false;
    }
    const std::string mode = argv[2];
    const fs::path folder = argv[3];
    configureTorch();
    const c10::InferenceMode inference;
    const auto config = loadModelConfig(folder);
    if (!config) {
        stop(config.error().message);
    }
    const PackedBatch some = someTokens(config->vocabularySize, 48, 16);
    const PackedBatch more = someTokens(config->vocabularySize, 128, 64);
    // Whatever libtorch sets up on first use is not loading.
    at::linear(at::ones({64, 64}, at::kBFloat16), at::ones({64, 64}, at::kBFloat16));
    LoadOptions options;
    options.dtype = mode == "float32" ? at::kFloat : at::kBFloat16;
    options.mapped = mode == "mapped" || mode == "packed";

    const double resident = static_cast<double>(residentBytes());
    const double readBefore = procNumber("io", "read_bytes");
    resetPeakResident();
    LoadMeasure found;
    auto start = Clock::now();
    std::vector<NamedTensor> plain;
    std::optional<RewardModel> model;
    if (mode == "plain") {
        plain = peers::readPlainly(folder / "model.safetensors");
        found.loadSeconds = since(start);
        found.peakBytes = static_cast<double>(peakResidentBytes()) - resident;
        found.readBytes = procNumber("io", "read_bytes") - readBefore;
        plain.clear();  // its first reward is that of the same numbers in ordinary memory
        start = Clock::now();
    }
    auto loaded = RewardModel::load(folder, options);
    if (!loaded) {
        stop(loaded.error().message);
    }
    model.emplace(std::move(*loaded));
    if (mode == "packed") {
        model->prepareInference();
    }
    if (mode != "plain") {
        found.loadSeconds = since(start);
    }
    start = Clock::now();
    model->forward(some);
    found.firstSeconds = since(start);
    if (mode != "plain") {
        found.peakBytes = static_cast<double>(peakResidentBytes()) - resident;
        found.readBytes = procNumber("io", "read_bytes") - readBefore;
    }
    found.ownBytes = 1024.0 * procNumber("status", "RssAnon");
    found.forwardSeconds = measure([&] { model->forward(more); }, 2).median();
    std::printf("%.6f %.6f %.6f %.0f %.0f %.0f\n", found.loadSeconds, found.firstSeconds, found.forwardSeconds,
                found.peakBytes, found.ownBytes, found.readBytes);
    return true;
}

}  // namespace saferscope::bench
