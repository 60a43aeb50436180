// SPDX-License-Identifier: GPL-3.0-or-later
// One rank of a training as a process of its own, for test_distributed: `rank_process REQUEST.json RANK`. What it saw
// goes to rank-RANK.json, its weights to rank-RANK.safetensors beside the request.
#include "core/training/rendezvous.h"
#include "core/training/reward_trainer.h"
#include "tests/training/tiny_training.h"

#include <ATen/Parallel.h>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::testing;
namespace fs = std::filesystem;

namespace {

/// The port rank 0 listens on travels through a file.
std::uint16_t portIn(const fs::path& path) {
    for (int i = 0; i < 1000; ++i) {
        int port = 0;
        if (std::ifstream(path) >> port && port > 0) {
            return static_cast<std::uint16_t>(port);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return 1;
}

void writePort(const fs::path& path, std::uint16_t port) {
    const fs::path making = path.string() + ".making";
    std::ofstream(making) << port;
    fs::rename(making, path);
}

bool isFor(const Json& request, const char* name, int rank, std::uint64_t step) {
    return request.contains(name) && request[name].at(0) == rank && request[name].at(1) == step;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        return 2;
    }
    const auto request = readJsonFile(argv[1]);
    if (!request) {
        return 2;
    }
    const int rank = std::atoi(argv[2]);
    const int size = request->at("ranks").get<int>();
    const fs::path folder = fs::path(argv[1]).parent_path();
    at::set_num_threads(1);
    at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/true);

    const auto config = rewardTrainingConfigFromJson(request->at("config"));
    if (!config) {
        std::fprintf(stderr, "%s\n", config.error().message.c_str());
        return 2;
    }
    const std::uint64_t seed = request->value("other_data_on", -1) == rank ? 99 : 1;
    const TrainingData data =
        plantedData(request->at("pairs").get<std::size_t>(), request->at("held_out").get<std::size_t>(), 8, seed);
    RewardModel model = RewardModel::random(trainingConfig(), 21);
    RecordingObserver observer;
    std::stop_source stop;
    auto lastAction = std::chrono::steady_clock::now();
    observer.atStep = [&](std::uint64_t step) {
        lastAction = std::chrono::steady_clock::now();
        if (isFor(*request, "stop", rank, step)) {
            stop.request_stop();
        }
        if (isFor(*request, "die", rank, step)) {
            ::_exit(9);
        }
        if (isFor(*request, "freeze", rank, step)) {
            ::raise(SIGSTOP);
        }
    };
    Result<RewardTrainingOutcome> outcome = fail(ErrorCode::Failed, "no group");
    std::unique_ptr<Rendezvous> meeting;
    std::unique_ptr<ProcessGroup> group = ProcessGroup::single();
    Status formed;
    if (size > 1) {
        RankPlace place{rank, size, rank, size, "127.0.0.1", 0};
        if (rank > 0) {
            place.masterPort = portIn(folder / "port");
        }
        RankLimits limits;
        limits.meeting = std::chrono::seconds(20);
        limits.answer = std::chrono::milliseconds(request->value("answer_ms", 20000));
        auto opened = Rendezvous::open(place, limits, {});
        if (opened && rank == 0) {
            writePort(folder / "port", (*opened)->port());
        }
        auto made =
            opened ? (*opened)->form(c10::kCPU, {}, {}) : Result<std::unique_ptr<ProcessGroup>>(failure(opened));
        if (made) {
            meeting = std::move(*opened);
            group = std::move(*made);
        } else {
            formed = failure(made);
        }
    }
    if (formed) {
        outcome = trainRewardModelOnTokens(model, data, *config, folder / "checkpoints", observer, stop.get_token(),
                                           group.get());
    } else {
        outcome = failure(formed);
    }
    Json report = {{"ok", outcome.has_value()}, {"messages", observer.messages}};
    report["waited"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - lastAction).count();
    if (outcome) {
        report["best_step"] = outcome->bestStep;
        report["train_loss"] = outcome->trainLoss;
        report["accuracy"] = outcome->validationAccuracy;
    } else {
        report["code"] = static_cast<int>(outcome.error().code);
        report["message"] = outcome.error().message;
    }
    for (const auto& [name, points] : observer.metrics) {
        for (const auto& [step, value] : points) {
            report["metrics"][name].push_back({step, value});
        }
    }
    const std::string name = "rank-" + std::to_string(rank);
    const auto saved = saveTensors(folder / (name + ".safetensors"), copyOf(model.parameters()), {});
    const auto written = writeJsonFile(folder / (name + ".json"), report);
    return saved && written ? 0 : 1;
}
