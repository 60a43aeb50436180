// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/language_loss.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace saferscope {

at::Tensor languageLoss(const RewardModel& model, const PackedBatch& batch, const at::Tensor& hidden) {
    // Rows lie prompt, chosen, rejected: the row after is the next token except behind the last tokens.
    const std::int64_t rows = batch.ids.size(0);
    std::vector<char> isLast(static_cast<std::size_t>(rows), 0);
    for (std::size_t pair = 0; pair < batch.lengths.size(); ++pair) {  // on the host: nothing waits for a GPU
        const PairLengths& lengths = batch.lengths[pair];
        const std::int64_t begin = batch.pairBegin[pair];
        isLast[static_cast<std::size_t>(begin + lengths.prompt + lengths.chosen - 1)] = 1;
        if (lengths.rejected > 0) {
            isLast[static_cast<std::size_t>(begin + lengths.total() - 1)] = 1;
        }
    }
    std::vector<std::int64_t> predicting;
    predicting.reserve(isLast.size());
    for (std::int64_t row = 0; row < rows; ++row) {
        if (isLast[static_cast<std::size_t>(row)] == 0) {
            predicting.push_back(row);
        }
    }
    const at::Tensor index = at::tensor(predicting, at::kLong).to(hidden.device());
    const at::Tensor targets = batch.ids.index_select(0, index + 1);
    const at::Tensor logits = model.nextTokenLogits(hidden.index_select(0, index));
    return at::cross_entropy_loss(logits.to(at::kFloat), targets, {}, at::Reduction::Sum);
}

std::int64_t languageTargets(const std::vector<TrainingPair>& pairs, const std::vector<std::uint32_t>& batch) {
    std::int64_t targets = 0;
    for (const std::uint32_t index : batch) {
        const PairTokens& tokens = pairs[index].tokens;
        targets += tokens.total() - (tokens.rejected.empty() ? 1 : 2);
    }
    return std::max<std::int64_t>(targets, 1);
}

}  // namespace saferscope
