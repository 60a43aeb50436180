// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/tree_attention.h"

#include "core/model/tree_attention_kernels.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <memory>
#include <new>
#include <torch/csrc/autograd/custom_function.h>

namespace saferscope {

namespace {

using kernels::AttentionGradients;
using kernels::AttentionOperands;
using kernels::AttentionRange;
using kernels::Bfloat16Bits;

/// Positions of a sequence and the rows they lie in.
struct Sequence {
    std::vector<std::int64_t> keyRows;
    std::vector<std::int64_t> queryRows;
    std::int64_t firstQuery = 0;
};

std::vector<std::int64_t> pathRows(std::int64_t begin, std::int64_t prompt, std::int64_t answerBegin,
                                   std::int64_t answer) {
    std::vector<std::int64_t> rows(static_cast<std::size_t>(prompt + answer));
    for (std::int64_t i = 0; i < prompt + answer; ++i) {
        rows[static_cast<std::size_t>(i)] = i < prompt ? begin + i : answerBegin + i - prompt;
    }
    return rows;
}

std::vector<std::int64_t> chosenPath(std::int64_t begin, const PairLengths& pair) {
    return pathRows(begin, pair.prompt, begin + pair.prompt, pair.chosen);
}
std::vector<std::int64_t> rejectedPath(std::int64_t begin, const PairLengths& pair) {
    return pathRows(begin, pair.prompt, begin + pair.prompt + pair.chosen, pair.rejected);
}

/// One list per pair: prompt and chosen; then, where there is one, rejected after the prompt.
std::vector<std::vector<Sequence>> sequencesOf(const std::vector<PairLengths>& lengths) {
    std::vector<std::vector<Sequence>> result;
    std::int64_t begin = 0;
    for (const PairLengths& pair : lengths) {
        std::vector<Sequence>& sequences = result.emplace_back();
        const auto chosen = chosenPath(begin, pair);
        sequences.push_back({chosen, chosen, 0});
        if (pair.rejected > 0) {
            const auto rejected = rejectedPath(begin, pair);
            sequences.push_back({rejected, {rejected.begin() + pair.prompt, rejected.end()}, pair.prompt});
        }
        begin += pair.total();
    }
    return result;
}

/// The same for the last tokens alone; a query row is a place of lastPadIndex.
std::vector<std::vector<Sequence>> lastSequencesOf(const std::vector<PairLengths>& lengths, std::int64_t perPair) {
    std::vector<std::vector<Sequence>> result;
    std::int64_t begin = 0;
    std::int64_t place = 0;
    for (const PairLengths& pair : lengths) {
        std::vector<Sequence>& sequences = result.emplace_back();
        for (std::int64_t side = 0; side < perPair; ++side) {
            auto rows = side == 1 && pair.rejected > 0 ? rejectedPath(begin, pair) : chosenPath(begin, pair);
            const auto last = static_cast<std::int64_t>(rows.size()) - 1;
            sequences.push_back({std::move(rows), {place++}, last});
        }
        begin += pair.total();
    }
    return result;
}

struct AlignedDelete {
    void operator()(float* memory) const { ::operator delete(memory, std::align_val_t(64)); }
};
using Scratch = std::unique_ptr<float, AlignedDelete>;
Scratch makeScratch(std::int64_t floats) {
    return Scratch(
        static_cast<float*>(::operator new(static_cast<std::size_t>(floats) * sizeof(float), std::align_val_t(64))));
}

/// Calls work(task, scratch) for every task, each thread taking the next one as it comes free.
template <class Work>
void eachTask(std::int64_t tasks, std::int64_t scratchFloats, const Work& work) {
    std::atomic<std::int64_t> next = 0;
    at::parallel_for(0, std::min<std::int64_t>(tasks, at::get_num_threads()), 1, [&](std::int64_t, std::int64_t) {
        const Scratch scratch = makeScratch(scratchFloats);
        for (std::int64_t task = next++; task < tasks; task = next++) {
            work(task, scratch.get());
        }
    });
}

AttentionRange wholeOf(const Sequence& sequence) {
    return {sequence.keyRows.data(), sequence.queryRows.data(), sequence.firstQuery,
            static_cast<std::int64_t>(sequence.queryRows.size())};
}

/// Keys seen by all queries together, twice.
std::int64_t costOf(const AttentionRange& range) { return range.queries * (range.keys() + range.firstQuery); }

/// Long sequences in parts, so that one pair keeps many threads busy; those with most to do first.
std::vector<AttentionRange> rangesOf(const std::vector<std::vector<Sequence>>& pairs) {
    constexpr std::int64_t most = 256;
    std::vector<AttentionRange> ranges;
    for (const std::vector<Sequence>& pair : pairs) {
        for (const Sequence& sequence : pair) {
            const AttentionRange whole = wholeOf(sequence);
            for (std::int64_t begin = 0; begin < whole.queries; begin += most) {
                ranges.push_back({whole.keyRows, whole.queryRows + begin, whole.firstQuery + begin,
                                  std::min(most, whole.queries - begin)});
            }
        }
    }
    std::stable_sort(ranges.begin(), ranges.end(),
                     [](const AttentionRange& a, const AttentionRange& b) { return costOf(a) > costOf(b); });
    return ranges;
}

template <class T>
const T* numbers(const at::Tensor& tensor) {
    return static_cast<const T*>(tensor.data_ptr());
}

at::Tensor queriesIn(const at::Tensor& qkv, const HeadShape& shape) {
    return qkv.narrow(1, 0, shape.heads * shape.headDim);
}
at::Tensor keyValuesIn(const at::Tensor& qkv, const HeadShape& shape) {
    return qkv.narrow(1, shape.heads * shape.headDim, 2 * shape.kvHeads * shape.headDim);
}

/// query [rows, H D] and keyValue [N, 2 K D] may be columns of something wider; the output is not filled in.
template <class T>
AttentionOperands<T> operandsOf(const at::Tensor& query, const at::Tensor& keyValue, const at::Tensor& cos,
                                const at::Tensor& sin, const HeadShape& shape) {
    AttentionOperands<T> operands;
    operands.query = numbers<T>(query);
    operands.queryStride = query.stride(0);
    operands.key = numbers<T>(keyValue);
    operands.value = operands.key + shape.kvHeads * shape.headDim;
    operands.keyValueStride = keyValue.stride(0);
    operands.cos = numbers<float>(cos);
    operands.sin = numbers<float>(sin);
    operands.heads = shape.heads;
    operands.group = shape.heads / shape.kvHeads;
    operands.headDim = shape.headDim;
    operands.scale =
        shape.scale > 0.0 ? static_cast<float>(shape.scale) : 1.0f / std::sqrt(static_cast<float>(shape.headDim));
    operands.softcap = static_cast<float>(shape.softcap);
    operands.window = shape.window;
    return operands;
}

template <class T>
void run(AttentionOperands<T> operands, at::Tensor& output, at::Tensor* logSumExp,
         const std::vector<std::vector<Sequence>>& pairs, std::int64_t kvHeads) {
    operands.output = static_cast<T*>(output.data_ptr());
    operands.outputStride = output.stride(0);
    operands.logSumExp = logSumExp != nullptr ? logSumExp->data_ptr<float>() : nullptr;
    const std::vector<AttentionRange> ranges = rangesOf(pairs);
    std::int64_t keys = 0;
    for (const AttentionRange& range : ranges) {
        keys = std::max(keys, range.keys());
    }
    eachTask(static_cast<std::int64_t>(ranges.size()) * kvHeads,
             kernels::attendScratch(keys, operands.group, operands.headDim), [&](std::int64_t task, float* scratch) {
                 kernels::attend(operands, ranges[static_cast<std::size_t>(task / kvHeads)], task % kvHeads, scratch);
             });
}

/// -> [rows of query, H D]
at::Tensor attend(const at::Tensor& query, const at::Tensor& keyValue, const at::Tensor& cos, const at::Tensor& sin,
                  const std::vector<std::vector<Sequence>>& pairs, const HeadShape& shape, at::Tensor* logSumExp) {
    at::Tensor output = at::empty({query.size(0), shape.heads * shape.headDim}, query.options());
    if (query.scalar_type() == at::kBFloat16) {
        run(operandsOf<Bfloat16Bits>(query, keyValue, cos, sin, shape), output, logSumExp, pairs, shape.kvHeads);
    } else {
        run(operandsOf<float>(query, keyValue, cos, sin, shape), output, logSumExp, pairs, shape.kvHeads);
    }
    return output;
}

/// Adds to dKeyValue, writes dQuery; both are views with a dense last dimension. One task does all sequences of a pair,
/// in order, for one key/value head: sums do not depend on who does them.
void backward(const AttentionOperands<float>& operands, const at::Tensor& output, const at::Tensor& dOutput,
              const at::Tensor& logSumExp, const std::vector<std::vector<Sequence>>& pairs, const HeadShape& shape,
              at::Tensor& dQuery, at::Tensor& dKeyValue) {
    AttentionGradients gradients;
    gradients.output = numbers<float>(output);
    gradients.dOutput = numbers<float>(dOutput);
    gradients.logSumExp = numbers<float>(logSumExp);
    gradients.dQuery = dQuery.data_ptr<float>();
    gradients.dQueryStride = dQuery.stride(0);
    gradients.dKey = dKeyValue.data_ptr<float>();
    gradients.dValue = gradients.dKey + shape.kvHeads * shape.headDim;
    gradients.dKeyValueStride = dKeyValue.stride(0);
    std::vector<std::pair<std::int64_t, const std::vector<Sequence>*>> byCost;
    std::int64_t longest = 0;
    for (const std::vector<Sequence>& pair : pairs) {
        std::int64_t cost = 0;
        for (const Sequence& sequence : pair) {
            longest = std::max(longest, wholeOf(sequence).keys());
            cost += costOf(wholeOf(sequence));
        }
        byCost.emplace_back(-cost, &pair);
    }
    std::stable_sort(byCost.begin(), byCost.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    eachTask(static_cast<std::int64_t>(byCost.size()) * shape.kvHeads,
             kernels::attendBackwardScratch(longest, operands.group, operands.headDim),
             [&](std::int64_t task, float* scratch) {
                 for (const Sequence& sequence : *byCost[static_cast<std::size_t>(task / shape.kvHeads)].second) {
                     kernels::attendBackward(operands, gradients, wholeOf(sequence), task % shape.kvHeads, scratch);
                 }
             });
}

bool wantsGradient(const at::Tensor& tensor) { return at::GradMode::is_enabled() && tensor.requires_grad(); }

void check(const at::Tensor& rows, const at::Tensor& cos, const at::Tensor& sin, const HeadShape& shape) {
    TORCH_CHECK(shape.kvHeads > 0 && shape.heads % shape.kvHeads == 0 && shape.headDim % 2 == 0,
                "query heads come in groups of equal size, and a head has an even number of components");
    TORCH_CHECK(cos.scalar_type() == at::kFloat && sin.scalar_type() == at::kFloat && cos.size(0) == rows.size(0) &&
                    cos.size(1) == shape.headDim / 2,
                "cos and sin belong to every row, in float32");
    TORCH_CHECK(rows.scalar_type() == at::kFloat || !wantsGradient(rows),
                "this attention has derivatives in float32 alone");
}

/// What the derivative has to know of a batch, as a list that autograd can keep.
std::vector<std::int64_t> listOf(const PackedBatch& batch, const HeadShape& shape) {
    std::vector<std::int64_t> list = {shape.heads,
                                      shape.kvHeads,
                                      shape.headDim,
                                      batch.lastPerPair,
                                      std::bit_cast<std::int64_t>(shape.scale),
                                      std::bit_cast<std::int64_t>(shape.softcap),
                                      shape.window};
    for (const PairLengths& pair : batch.lengths) {
        list.insert(list.end(), {pair.prompt, pair.chosen, pair.rejected});
    }
    return list;
}
HeadShape shapeIn(const std::vector<std::int64_t>& list) {
    return {list[0], list[1], list[2], std::bit_cast<double>(list[4]), std::bit_cast<double>(list[5]), list[6]};
}
std::vector<PairLengths> lengthsIn(const std::vector<std::int64_t>& list) {
    std::vector<PairLengths> lengths;
    for (std::size_t i = 7; i < list.size(); i += 3) {
        lengths.push_back({list[i], list[i + 1], list[i + 2]});
    }
    return lengths;
}

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

struct TreeAttention : Function<TreeAttention> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& qkv, const at::Tensor& cos,
                              const at::Tensor& sin, const std::vector<std::int64_t>& list) {
        const HeadShape shape = shapeIn(list);
        at::Tensor logSumExp = at::empty({qkv.size(0), shape.heads}, qkv.options());
        const at::Tensor output = attend(queriesIn(qkv, shape), keyValuesIn(qkv, shape), cos, sin,
                                         sequencesOf(lengthsIn(list)), shape, &logSumExp);
        context->saved_data["list"] = list;
        context->save_for_backward({qkv, cos, sin, output, logSumExp});
        return output;
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const std::vector<std::int64_t> list = context->saved_data["list"].toIntVector();
        const HeadShape shape = shapeIn(list);
        const variable_list saved = context->get_saved_variables();
        at::Tensor dqkv = at::zeros_like(saved[0]);
        at::Tensor dQuery = queriesIn(dqkv, shape);
        at::Tensor dKeyValue = keyValuesIn(dqkv, shape);
        saferscope::backward(
            operandsOf<float>(queriesIn(saved[0], shape), keyValuesIn(saved[0], shape), saved[1], saved[2], shape),
            saved[3], gradients[0].contiguous(), saved[4], sequencesOf(lengthsIn(list)), shape, dQuery, dKeyValue);
        return {dqkv, at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

struct TreeAttentionLast : Function<TreeAttentionLast> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& query, const at::Tensor& keyValue,
                              const at::Tensor& cos, const at::Tensor& sin, const std::vector<std::int64_t>& list) {
        const HeadShape shape = shapeIn(list);
        at::Tensor logSumExp = at::empty({query.size(0), shape.heads}, query.options());
        const at::Tensor output =
            attend(query, keyValue, cos, sin, lastSequencesOf(lengthsIn(list), list[3]), shape, &logSumExp);
        context->saved_data["list"] = list;
        context->save_for_backward({query, keyValue, cos, sin, output, logSumExp});
        return output;
    }
    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const std::vector<std::int64_t> list = context->saved_data["list"].toIntVector();
        const HeadShape shape = shapeIn(list);
        const variable_list saved = context->get_saved_variables();
        at::Tensor dQuery = at::empty_like(saved[0]);
        at::Tensor dKeyValue = at::zeros_like(saved[1]);
        saferscope::backward(operandsOf<float>(saved[0], saved[1], saved[2], saved[3], shape), saved[4],
                             gradients[0].contiguous(), saved[5], lastSequencesOf(lengthsIn(list), list[3]), shape,
                             dQuery, dKeyValue);
        return {dQuery, dKeyValue, at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

}  // namespace

bool treeAttentionApplies(const at::Tensor& qkv) {
    return qkv.is_cpu() && (qkv.scalar_type() == at::kFloat || qkv.scalar_type() == at::kBFloat16);
}

at::Tensor treeAttention(const at::Tensor& qkv, const at::Tensor& cos, const at::Tensor& sin, const PackedBatch& batch,
                         const HeadShape& shape) {
    check(qkv, cos, sin, shape);
    const at::Tensor rows = qkv.contiguous();
    if (wantsGradient(qkv)) {
        return TreeAttention::apply(rows, cos.contiguous(), sin.contiguous(), listOf(batch, shape));
    }
    return attend(queriesIn(rows, shape), keyValuesIn(rows, shape), cos.contiguous(), sin.contiguous(),
                  sequencesOf(batch.lengths), shape, nullptr);
}

at::Tensor treeAttentionLast(const at::Tensor& query, const at::Tensor& keyValue, const at::Tensor& cos,
                             const at::Tensor& sin, const PackedBatch& batch, const HeadShape& shape) {
    check(keyValue, cos, sin, shape);
    TORCH_CHECK(query.scalar_type() == at::kFloat || !wantsGradient(query),
                "this attention has derivatives in float32 alone");
    if (wantsGradient(query) || wantsGradient(keyValue)) {
        return TreeAttentionLast::apply(query.contiguous(), keyValue.contiguous(), cos.contiguous(), sin.contiguous(),
                                        listOf(batch, shape));
    }
    return attend(query.contiguous(), keyValue.contiguous(), cos.contiguous(), sin.contiguous(),
                  lastSequencesOf(batch.lengths, batch.lastPerPair), shape, nullptr);
}

}  // namespace saferscope
