// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/model/reward_model.h"
#include "core/training/batch_source.h"
#include "core/training/training_observer.h"
#include "core/training/training_pair.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

/// Small models and data for the trainers' tests.
namespace saferscope::testing {

constexpr std::int32_t planted = 5;  ///< a token that only chosen answers hold

inline ModelConfig trainingConfig(std::int64_t d = 16, std::int64_t layers = 2, std::int64_t vocabulary = 40) {
    ModelConfig config;
    config.hiddenSize = d;
    config.intermediateSize = 2 * d;
    config.layers = layers;
    config.heads = d / 8;
    config.kvHeads = d / 8;
    config.headDim = 8;
    config.vocabularySize = vocabulary;
    config.maxPositions = 512;
    config.padTokenId = 0;
    return config;
}

/// Pairs of random tokens with sentence ends at random; the better answer holds the planted token somewhere.
inline TrainingPair plantedPair(Random& random, std::uint64_t length, std::int64_t vocabulary = 40) {
    const auto text = [&](std::uint64_t count) {
        std::vector<std::int32_t> ids(count);
        for (std::int32_t& id : ids) {
            id = static_cast<std::int32_t>(6 + random.below(static_cast<std::uint64_t>(vocabulary) - 6));
        }
        return ids;
    };
    TrainingPair pair;
    pair.tokens = {text(length / 2 + random.below(length)), text(2 + random.below(length)),
                   text(2 + random.below(length))};
    pair.tokens.chosen[random.below(pair.tokens.chosen.size())] = planted;
    for (std::int64_t row = 0; row < pair.tokens.total(); ++row) {
        pair.sentenceEnd.push_back(random.below(5) == 0 ? 1 : 0);
    }
    return pair;
}

inline TrainingData plantedData(std::size_t training, std::size_t heldOut, std::uint64_t length = 8,
                                std::uint64_t seed = 1, std::int64_t vocabulary = 40) {
    Random random(seed);
    TrainingData data;
    for (std::size_t i = 0; i < training + heldOut; ++i) {
        (i < training ? data.training : data.heldOut).push_back(plantedPair(random, length, vocabulary));
    }
    data.fingerprint = std::to_string(seed) + "/" + std::to_string(training);
    return data;
}

/// Remembers everything; may stop the run or do mischief at a step.
class RecordingObserver : public TrainingObserver {
public:
    void onProgress(const Progress& progress) override { lastProgress = progress; }
    void onMetrics(std::uint64_t step, const std::map<std::string, double>& values) override {
        for (const auto& [name, value] : values) {
            metrics[name].emplace_back(step, value);
        }
        if (atStep) {
            atStep(step);
        }
    }
    void onMessage(const std::string& text) override { messages.push_back(text); }
    void onCheckpoint(std::uint64_t step, const std::filesystem::path&) override { checkpoints.push_back(step); }

    double last(const std::string& name) const { return metrics.at(name).back().second; }
    double first(const std::string& name) const { return metrics.at(name).front().second; }

    std::function<void(std::uint64_t)> atStep;
    Progress lastProgress;
    std::map<std::string, std::vector<std::pair<std::uint64_t, double>>> metrics;
    std::vector<std::string> messages;
    std::vector<std::uint64_t> checkpoints;
};

inline bool sameWeights(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
    bool same = a.size() == b.size();
    for (std::size_t i = 0; same && i < a.size(); ++i) {
        same = a[i].first == b[i].first && at::equal(a[i].second, b[i].second);
    }
    return same;
}

inline double largestWeightDifference(const std::vector<NamedTensor>& a, const std::vector<NamedTensor>& b) {
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, (a[i].second - b[i].second).abs().max().item<double>());
    }
    return largest;
}

inline std::vector<NamedTensor> copyOf(const std::vector<NamedTensor>& tensors) {
    std::vector<NamedTensor> copies;
    for (const auto& [name, tensor] : tensors) {
        copies.emplace_back(name, tensor.detach().clone());
    }
    return copies;
}

}  // namespace saferscope::testing
