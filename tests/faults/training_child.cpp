// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of numbers 2, 3 and 5 kill and stop: training_child reward|lora|sae FOLDER [kill|stop STEP].
// A small training with a checkpoint after every step (every third one where a step to stop at is given). Every line is
// flushed at once: "resumed S", "metric S LOSS", "saved S", "evaluated S" of the last checkpoint, "done HASH" of
// weights, moments and counters.
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/sae/sae.h"
#include "core/tensor/torch_io.h"
#include "core/training/checkpoint.h"
#include "core/training/reward_trainer.h"
#include "core/training/sae_trainer.h"
#include "tests/training/tiny_training.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stop_token>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

void say(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

struct Reporter : TrainingObserver {
    void onProgress(const Progress&) override {}
    void onMetrics(std::uint64_t step, const std::map<std::string, double>& values) override {
        const auto loss = values.find("loss");
        if (loss == values.end()) {
            return;
        }
        char text[96];
        std::snprintf(text, sizeof text, "metric %llu %.17g", static_cast<unsigned long long>(step), loss->second);
        say(text);
        if (step == stopAt && kills) {
            ::raise(SIGKILL);
        }
        if (step == stopAt) {
            stop.request_stop();
        }
    }
    void onMessage(const std::string& text) override {
        if (text.starts_with("Resumed from step ")) {
            say("resumed " + std::to_string(std::strtoull(text.c_str() + 18, nullptr, 10)));
        }
    }
    void onCheckpoint(std::uint64_t step, const std::filesystem::path&) override {
        say("saved " + std::to_string(step));
    }
    std::uint64_t stopAt = 0;
    bool kills = false;
    std::stop_source stop;
};

std::string hashOf(const std::vector<NamedTensor>& tensors) {
    Sha256 hash;
    for (const auto& [name, tensor] : tensors) {
        const at::Tensor flat = tensor.detach().contiguous();
        hash.update(name);
        hash.update(std::string_view(static_cast<const char*>(flat.data_ptr()), flat.nbytes()));
    }
    return hash.hex();
}

// The weights that came out, and what the last checkpoint holds: weights, moments, counters, sums.
std::string wholeHash(const std::vector<NamedTensor>& weights, const std::filesystem::path& folder) {
    std::filesystem::path last;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename().string().starts_with("step-") && (last.empty() || entry.path() > last)) {
            last = entry.path();
        }
    }
    auto json = readJsonFile(last / "state.json");
    if (!json) {
        return {};
    }
    // A stop between the last step and its evaluation leaves that to the next start: said by itself.
    say("evaluated " + std::to_string((*json)["state"].value("evaluated_step", 0)));
    (*json)["state"].erase("evaluated_step");
    return sha256Hex(hashOf(weights) + sha256File(last / "tensors.safetensors").value_or("missing") + dumpJson(*json));
}

Result<std::string> trainReward(const std::filesystem::path& folder, bool lora, Reporter& reporter) {
    // Where every call is spoilt in turn, few steps of one block: a step has a write per tensor.
    const bool stops = reporter.stopAt > 0;
    RewardModel model = RewardModel::random(trainingConfig(16, stops ? 2 : 1), 3, {});
    const TrainingData data = plantedData(stops ? 24 : 12, 6);
    RewardTrainingConfig config;
    config.batchPairs = 4;
    config.epochs = 1.0;
    config.evaluateEvery = 2;
    config.checkpointEvery = reporter.stopAt > 0 ? 3 : 1;
    config.learningRate = 1e-2;
    if (lora) {
        config.loraRank = 2;
    }
    const auto outcome = trainRewardModelOnTokens(model, data, config, folder, reporter, reporter.stop.get_token());
    if (!outcome) {
        return failure(outcome);
    }
    return wholeHash(model.trainableParameters(), folder);
}

Result<std::string> trainAutoencoder(const std::filesystem::path& folder, Reporter& reporter) {
    const RewardModel model = RewardModel::random(trainingConfig(), 3, {});
    SaeConfig shape;
    shape.inputSize = 16;
    shape.latents = 32;
    shape.k = 4;
    shape.layer = 1;
    Sae sae = Sae::random(shape, 5);
    SaeTrainingConfig config;
    config.batchTokens = 64;
    config.stage1Tokens = 192;
    config.stage2Tokens = 192;
    config.checkpointEvery = reporter.stopAt > 0 ? 2 : 1;
    const auto outcome =
        trainSaeOnTokens(sae, model, plantedData(40, 8), config, folder, reporter, reporter.stop.get_token());
    if (!outcome) {
        return failure(outcome);
    }
    return wholeHash({{"pre", sae.preBias}, {"bias", sae.latentBias}, {"enc", sae.encoder}, {"dec", sae.decoder}},
                     folder);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 5) {
        return 2;
    }
    at::set_num_threads(1);
    Reporter reporter;
    if (argc == 5) {
        reporter.kills = std::strcmp(argv[3], "kill") == 0;
        reporter.stopAt = std::strtoull(argv[4], nullptr, 10);
    }
    const std::string kind = argv[1];
    const auto done =
        kind == "sae" ? trainAutoencoder(argv[2], reporter) : trainReward(argv[2], kind == "lora", reporter);
    if (!done) {
        std::fprintf(stderr, "%s %s\n", done.error().message.c_str(), done.error().hint.c_str());
        return done.error().code == ErrorCode::Interrupted ? 4 : 1;
    }
    say("done " + *done);
    return 0;
}
