// SPDX-License-Identifier: GPL-3.0-or-later
// Reward-model training: whole optimizer steps beside the published arrangement (peers/padded_training.h), the memory
// both take, and steps per second at the size of the demo.
#include "core/base/random.h"
#include "core/tensor/device.h"
#include "core/training/batch_source.h"
#include "core/training/reward_step.h"
#include "tests/bench/bench.h"
#include "tests/bench/peers/padded_training.h"
#include "tests/bench/realistic_pairs.h"
#include "tests/bench/stop.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <unistd.h>

namespace saferscope::bench {

namespace {

constexpr std::int64_t batchPairs = 16;
constexpr std::int64_t passPairs = 8;                // of the padded arrangement: more do not fit some machines
constexpr std::int64_t passTokens = 4096;            // ours: about as many pairs
constexpr std::size_t windowPairs = 8 * batchPairs;  // what BatchSource sorts by length together
constexpr double learningRate = 1e-5;
const std::string shapeText = "d 512 x 8 layers, 8 heads of 64 (4 kv), ffn 1536, vocabulary 32,000";

ModelConfig middleShape() {
    ModelConfig config;
    config.hiddenSize = 512;
    config.intermediateSize = 1536;
    config.layers = 8;
    config.heads = 8;
    config.kvHeads = 4;
    config.headDim = 64;
    config.vocabularySize = 32000;
    config.maxPositions = 4096;
    config.ropeTheta = 500000.0;
    return config;
}

ModelConfig demoShape(std::int64_t width) {
    ModelConfig config = middleShape();
    config.hiddenSize = width;
    config.intermediateSize = 4 * width;
    config.layers = 4;
    config.headDim = 32;
    config.heads = width / 32;
    config.kvHeads = width / 32;
    config.vocabularySize = 3000;
    return config;
}

std::vector<std::int32_t> randomTokens(Random& random, std::size_t count, std::int64_t vocabulary) {
    std::vector<std::int32_t> tokens(count);
    for (auto& token : tokens) {
        token = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(vocabulary)));
    }
    return tokens;
}

/// realisticTokens() as the trainer wants them.
std::vector<TrainingPair> trainingPairs(std::size_t count, std::int64_t vocabulary) {
    std::vector<TrainingPair> pairs(count);
    auto tokens = realisticTokens(count, vocabulary);
    for (std::size_t i = 0; i < count; ++i) {
        pairs[i].tokens = std::move(tokens[i]);
    }
    return pairs;
}

/// About 100 rows a pair, as the demo's.
std::vector<TrainingPair> demoPairs(std::size_t count, std::int64_t vocabulary) {
    Random random(5);
    std::vector<TrainingPair> pairs(count);
    for (TrainingPair& pair : pairs) {
        pair.tokens.prompt = randomTokens(random, 36 + random.below(9), vocabulary);
        pair.tokens.chosen = randomTokens(random, 26 + random.below(9), vocabulary);
        pair.tokens.rejected = randomTokens(random, 26 + random.below(9), vocabulary);
    }
    return pairs;
}

std::vector<std::int64_t> lengthsOf(const std::vector<TrainingPair>& pairs) {
    std::vector<std::int64_t> lengths;
    for (const TrainingPair& pair : pairs) {
        lengths.push_back(pair.tokens.total());
    }
    return lengths;
}

std::vector<PairTokens> tokensOf(const std::vector<TrainingPair>& pairs, const std::vector<std::uint32_t>& batch) {
    std::vector<PairTokens> tokens;
    for (const std::uint32_t index : batch) {
        tokens.push_back(pairs[index].tokens);
    }
    return tokens;
}

RewardTrainingConfig trainingConfig() {
    RewardTrainingConfig config;
    config.batchPairs = batchPairs;
    config.microBatchTokens = passTokens;
    return config;
}

PaddedTrainer::Settings peerSettings(const RewardTrainingConfig& config) {
    return {config.weightDecay, config.maxGradientNorm, config.beta1, config.beta2, config.epsilon, passPairs};
}

/// Our step on batches handed to it; dies on any failure.
class Ours {
public:
    Ours(const ModelConfig& shape, const std::vector<TrainingPair>& pairs, const RewardTrainingConfig& config)
        : m_config(config),
          m_model(RewardModel::random(shape, 1)),
          m_group(ProcessGroup::single()),
          m_step(m_model, pairs, m_config, *m_group) {}

    double run(const std::vector<std::uint32_t>& batch) {
        const auto done = m_step.run(batch, learningRate, {});
        if (!done || !done->fault.empty()) {
            stop(done ? done->fault : done.error().message);
        }
        return done->sums.rewards.meanLoss();
    }
    /// What comes after the backward pass, on the gradients of the last run().
    void optimizerAlone() {
        const double norm = m_step.optimizer().gradientNorm();
        if (!std::isfinite(norm) || !m_step.optimizer().step(learningRate, 1.0 / std::max(norm, 1.0))) {
            stop("the optimizer alone met a number that is not finite");
        }
    }
    const RewardModel& model() const { return m_model; }

private:
    const RewardTrainingConfig m_config;
    RewardModel m_model;
    std::unique_ptr<ProcessGroup> m_group;
    RewardStep m_step;
};

/// Both take the same batches in the same order and have to find the same losses.
void besidePadded(const std::string& id, const std::string& what, const std::vector<TrainingPair>& pairs,
                  const std::vector<std::vector<std::uint32_t>>& batches, Wanted wanted) {
    const RewardTrainingConfig config = trainingConfig();
    Ours ours(middleShape(), pairs, config);
    PaddedTrainer peer(ours.model(), peerSettings(config));
    std::vector<double> ourLosses;
    std::vector<double> peerLosses;
    std::int64_t rows = 0;
    std::int64_t padded = 0;
    const auto runOurs = [&] { ourLosses.push_back(ours.run(batches[ourLosses.size() % batches.size()])); };
    const auto runPeer = [&] {
        const auto tokens = tokensOf(pairs, batches[peerLosses.size() % batches.size()]);
        for (const PairTokens& pair : tokens) {
            rows += pair.total();
        }
        padded += paddedRows(tokens, passPairs);
        peerLosses.push_back(peer.step(tokens, learningRate));
    };
    const Both both = measureBoth(runOurs, runPeer, 5);
    for (std::size_t i = 0; i < ourLosses.size(); ++i) {
        if (std::abs(ourLosses[i] - peerLosses[i]) > 1e-4) {
            stop(id + ": the two arrangements do not find the same loss");
        }
    }
    gain(id, what, both, "padded, prompt twice", wanted);
    char text[160];
    std::snprintf(text, sizeof text, "%s: %.0f rows a step against %.0f padded ones (%.2f x).", id.c_str(),
                  static_cast<double>(rows) / static_cast<double>(peerLosses.size()),
                  static_cast<double>(padded) / static_cast<double>(peerLosses.size()),
                  static_cast<double>(padded) / static_cast<double>(rows));
    remark(text);
}

std::vector<std::vector<std::uint32_t>> sortedBatches(const std::vector<TrainingPair>& pairs, std::int64_t size) {
    BatchSource source(lengthsOf(pairs), size, 1);
    std::vector<std::vector<std::uint32_t>> batches;
    for (std::uint64_t step = 0; step < source.stepsPerEpoch(); ++step) {
        batches.push_back(source.batch(step));
    }
    return batches;
}

void benchSmall() {
    const auto pairs = trainingPairs(32, middleShape().vocabularySize);
    besidePadded("rm-step-small", "training step of 4 pairs, " + shapeText, pairs, sortedBatches(pairs, 4),
                 atLeast(1.5));
}

void benchOptimizer() {
    const auto pairs = trainingPairs(batchPairs, middleShape().vocabularySize);
    std::vector<std::uint32_t> batch(pairs.size());
    std::iota(batch.begin(), batch.end(), 0U);
    Ours ours(middleShape(), pairs, trainingConfig());
    cost("rm-optimizer", "clipping and AdamW, 41.6 M weights, within a step of 16 pairs, " + shapeText,
         measureBoth([&] { ours.optimizerAlone(); }, [&] { ours.run(batch); }, 5), "the whole step", atMost(0.1));
}

void benchStep() {
    if (quick()) {
        return;
    }
    const auto pairs = trainingPairs(windowPairs, middleShape().vocabularySize);
    besidePadded("rm-step", "training step of 16 pairs of alike length, " + shapeText, pairs,
                 sortedBatches(pairs, batchPairs), atLeast(1.5));
}

void benchRandom() {
    if (quick()) {
        return;
    }
    const auto pairs = trainingPairs(windowPairs, middleShape().vocabularySize);
    const auto order = shuffledOrder(pairs.size(), 1);
    std::vector<std::vector<std::uint32_t>> batches;
    for (auto it = order.begin(); it != order.end(); it += batchPairs) {
        batches.emplace_back(it, it + batchPairs);
    }
    besidePadded("rm-step-random", "training step of 16 random pairs, " + shapeText, pairs, batches, atLeast(1.5));
}

// --- Memory: each in a process of its own, which prints the peak above weights and optimizer.

constexpr const char* memoryOption = "--memory-of";

int printMemory(const std::string& which) {
    const auto pairs = trainingPairs(windowPairs, middleShape().vocabularySize);
    auto batches = sortedBatches(pairs, batchPairs);
    const RewardTrainingConfig config = trainingConfig();
    auto ours = std::make_unique<Ours>(middleShape(), pairs, config);
    std::unique_ptr<PaddedTrainer> peer;
    if (which == "padded") {
        peer = std::make_unique<PaddedTrainer>(ours->model(), peerSettings(config));
        ours.reset();
    }
    resetPeakResident();
    const std::uint64_t before = residentBytes();
    for (std::size_t step = 0; step < 2; ++step) {  // the batches that come first in the epoch
        if (peer) {
            peer->step(tokensOf(pairs, batches[step]), learningRate);
        } else {
            ours->run(batches[step]);
        }
    }
    std::printf("%llu\n", static_cast<unsigned long long>(peakResidentBytes() - before));
    return 0;
}

double memoryOf(const std::string& which) {
    const std::string command =
        std::filesystem::read_symlink("/proc/self/exe").string() + " " + memoryOption + " " + which;
    std::FILE* child = ::popen(command.c_str(), "r");
    unsigned long long bytes = 0;
    const bool read = child != nullptr && std::fscanf(child, "%llu", &bytes) == 1;
    if (child == nullptr || ::pclose(child) != 0 || !read) {
        stop("no memory figure from " + command);
    }
    return static_cast<double>(bytes);
}

void benchMemory() {
    if (quick()) {
        return;
    }
    const double ours = memoryOf("ours");
    const double padded = memoryOf("padded");
    figure("rm-memory", "peak memory of two steps above weights and moments, 16 pairs, " + shapeText, ours / padded,
           "of the padded one's", atMost(1.0));
    absolute("rm-memory-mb", "the same in megabytes", ours / 1e6, "MB", {},
             "padded: " + std::to_string(static_cast<int>(padded / 1e6)) + " MB");
}

// --- The demo's size.

std::size_t threadsAlive() {
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

void benchDemo() {
    for (const std::int64_t width : {128, 256}) {
        const auto pairs = demoPairs(256, demoShape(width).vocabularySize);
        const auto batches = sortedBatches(pairs, batchPairs);
        Ours ours(demoShape(width), pairs, trainingConfig());
        std::size_t step = 0;
        const auto run = [&] { ours.run(batches[step++ % batches.size()]); };
        const Sample sample = measure(run, 15);
        const std::string name = "d " + std::to_string(width) + " x 4 layers, 16 pairs of 100 tokens";
        absolute("rm-steps-demo-" + std::to_string(width), "training steps at the demo's size, " + name,
                 1.0 / sample.median(), "steps/s", {});
        if (width == 256) {
            const int threads = at::get_num_threads();
            const auto oneThread = [&] {
                at::set_num_threads(1);
                run();
                at::set_num_threads(threads);
            };
            gain("rm-threads-demo", "the same step on all cores", measureBoth(run, oneThread, 11), "one thread", {});
        }
    }
    const std::size_t alive = threadsAlive();
    figure("rm-threads-alive", "threads of the process per core after training",
           static_cast<double>(alive) / at::get_num_threads(), "", {});
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    using namespace saferscope;
    configureTorch();
    if (argc == 3 && std::string(argv[1]) == bench::memoryOption) {
        return bench::printMemory(argv[2]);
    }
    return bench::runBenchmarks(argc, argv,
                                {{"small", bench::benchSmall},
                                 {"optimizer", bench::benchOptimizer},
                                 {"step", bench::benchStep},
                                 {"random", bench::benchRandom},
                                 {"memory", bench::benchMemory},
                                 {"demo", bench::benchDemo}});
}
