// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/rank_share.h"

#include <algorithm>
#include <numeric>

namespace saferscope {

std::vector<std::uint32_t> shareOfRank(const std::vector<TrainingPair>& pairs, std::span<const std::uint32_t> which,
                                       int rank, int ranks) {
    if (ranks == 1) {
        return {which.begin(), which.end()};
    }
    const auto tokens = [&](std::size_t position) { return pairs[which[position]].tokens.total(); };
    std::vector<std::size_t> order(which.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return tokens(a) > tokens(b); });
    std::vector<std::int64_t> load(static_cast<std::size_t>(ranks), 0);
    std::vector<std::size_t> mine;
    for (const std::size_t position : order) {
        const auto lightest = std::min_element(load.begin(), load.end());
        *lightest += std::max<std::int64_t>(1, tokens(position));
        if (lightest - load.begin() == rank) {
            mine.push_back(position);
        }
    }
    std::sort(mine.begin(), mine.end());
    std::vector<std::uint32_t> share;
    share.reserve(mine.size());
    for (const std::size_t position : mine) {
        share.push_back(which[position]);
    }
    return share;
}

Status sumShares(ProcessGroup& group, ShareSums& sums) {
    std::vector<double> numbers = {sums.rewards.loss,
                                   sums.rewards.margin,
                                   sums.rewards.reward,
                                   static_cast<double>(sums.rewards.correct),
                                   static_cast<double>(sums.rewards.pairs),
                                   sums.language,
                                   static_cast<double>(sums.tokens),
                                   sums.stops ? 1.0 : 0.0};
    if (auto summed = group.sumNumbers(numbers); !summed) {
        return summed;
    }
    sums.rewards.loss = numbers[0];
    sums.rewards.margin = numbers[1];
    sums.rewards.reward = numbers[2];
    sums.rewards.correct = static_cast<std::uint64_t>(numbers[3]);
    sums.rewards.pairs = static_cast<std::uint64_t>(numbers[4]);
    sums.language = numbers[5];
    sums.tokens = static_cast<std::int64_t>(numbers[6]);
    sums.stops = numbers[7] > 0.0;
    return {};
}

Status sumGradients(ProcessGroup& group, AdamW& optimizer) {
    if (group.alone()) {
        return {};
    }
    std::vector<at::Tensor> gradients = optimizer.gradients();
    std::vector<double> reached;
    reached.reserve(gradients.size());
    for (const at::Tensor& gradient : gradients) {
        reached.push_back(gradient.defined() ? 1.0 : 0.0);
    }
    if (auto summed = group.sumNumbers(reached); !summed) {
        return summed;
    }
    std::vector<at::Tensor> present;
    for (std::size_t i = 0; i < gradients.size(); ++i) {
        if (reached[i] > 0.0) {
            present.push_back(gradients[i].defined() ? gradients[i] : optimizer.makeGradient(i));
        }
    }
    return group.sumInBuckets(present);
}

}  // namespace saferscope
