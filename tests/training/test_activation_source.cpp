// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"
#include "core/training/activation_source.h"
#include "tests/tensor/torch_check.h"
#include "tests/training/tiny_training.h"

#include <ATen/core/grad_mode.h>
#include <map>
#include <set>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

/// Every wanted activation once, straight from single forward passes, as comparable keys.
std::multiset<std::vector<long>> expectedRows(const RewardModel& model, const TrainingData& data, bool endsOnly) {
    const at::NoGradGuard noGradients;
    std::multiset<std::vector<long>> rows;
    for (std::uint32_t pair = 0; pair < data.training.size(); ++pair) {
        const PackedBatch packed = packTrainingPairs(data.training, std::vector<std::uint32_t>{pair}, c10::kCPU);
        const at::Tensor x = standardise(model.forward(packed, {1, false}).hidden);
        for (std::int64_t row = 0; row < x.size(0); ++row) {
            if (!endsOnly || data.training[pair].sentenceEnd[static_cast<std::size_t>(row)] != 0) {
                std::vector<long> key;
                for (std::int64_t i = 0; i < 4; ++i) {  // rounded: batching moves the last bits
                    key.push_back(std::lround(x[row][i].item<double>() * 1e3));
                }
                rows.insert(key);
            }
        }
    }
    return rows;
}

std::size_t missing(std::multiset<std::vector<long>> expected, const std::vector<at::Tensor>& batches) {
    std::size_t wrong = 0;
    for (const at::Tensor& batch : batches) {
        for (std::int64_t row = 0; row < batch.size(0); ++row) {
            std::vector<long> key;
            for (std::int64_t i = 0; i < 4; ++i) {
                key.push_back(std::lround(batch[row][i].item<double>() * 1e3));
            }
            const auto found = expected.find(key);
            if (found == expected.end()) {
                ++wrong;  // a value at a rounding boundary, or a wrong row
            } else {
                expected.erase(found);
            }
        }
    }
    return wrong + expected.size();
}

std::vector<at::Tensor> epochOf(ActivationSource& source) {
    std::vector<at::Tensor> batches;
    std::int64_t rows = 0;
    while (rows < source.tokensPerEpoch()) {
        batches.push_back(*source.next({}, {}));
        rows += batches.back().size(0);
    }
    CHECK_EQ(rows, source.tokensPerEpoch());
    return batches;
}

}  // namespace

TEST(an_epoch_holds_every_activation_once) {
    const RewardModel model = RewardModel::random(trainingConfig(), 3);
    const TrainingData data = plantedData(30, 0);
    for (const std::int64_t buffer : {1 << 20, 150}) {  // all in memory; several blocks
        for (const bool endsOnly : {false, true}) {
            ActivationSource source(model, data.training, 1, 64, buffer, 9);
            source.select(endsOnly);
            const auto expected = expectedRows(model, data, endsOnly);
            CHECK_EQ(static_cast<std::size_t>(source.tokensPerEpoch()), expected.size());
            for (int epoch = 0; epoch < 2; ++epoch) {
                const auto batches = epochOf(source);
                CHECK(missing(expected, batches) <= expected.size() / 50);
                for (const at::Tensor& batch : batches) {
                    CHECK(batch.size(0) > 0 && batch.size(0) <= 128);
                }
            }
        }
    }
}

TEST(a_batch_can_be_sought_directly) {
    const RewardModel model = RewardModel::random(trainingConfig(), 3);
    const TrainingData data = plantedData(25, 0);
    for (const std::int64_t buffer : {1 << 20, 120}) {
        ActivationSource source(model, data.training, 1, 40, buffer, 2);
        std::vector<at::Tensor> batches;
        std::vector<ActivationSource::Position> positions;
        for (int i = 0; i < 40; ++i) {
            positions.push_back(source.position());
            batches.push_back(*source.next({}, {}));
        }
        CHECK(positions.back().epoch > 0);
        for (const std::size_t i : {39, 0, 17, 18}) {
            ActivationSource other(model, data.training, 1, 40, buffer, 2);
            other.seek(positions[i]);
            CHECK(at::equal(*other.next({}, {}), batches[i]));
        }
        CHECK(!at::equal(batches[0].narrow(0, 0, 5), batches[1].narrow(0, 0, 5)));
    }
}

TEST(a_stop_leaves_the_position_alone) {
    const RewardModel model = RewardModel::random(trainingConfig(), 3);
    const TrainingData data = plantedData(10, 0);
    ActivationSource source(model, data.training, 1, 40, 1 << 20, 2);
    std::stop_source stop;
    stop.request_stop();
    CHECK(!source.next(stop.get_token(), {}).has_value());
    CHECK_EQ(source.position().batch, std::uint64_t{0});
    CHECK(source.next({}, {}).has_value());
}
