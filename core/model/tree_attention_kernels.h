// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

/// The loops below treeAttention: one key/value head of one sequence at a time, by one thread. Written once
/// (tree_attention_code.inc), compiled for several instruction sets, chosen when the program runs.
namespace saferscope::kernels {

/// bfloat16 as its 16 bits.
using Bfloat16Bits = std::uint16_t;

/// Where the rows lie. Strides count numbers. The heads of a row lie end to end: query head h at h * headDim, key/value
/// head k at k * headDim; kv head k serves query heads [k * group, (k + 1) * group).
template <class T>
struct AttentionOperands {
    const T* query = nullptr;
    std::int64_t queryStride = 0;
    const T* key = nullptr;
    const T* value = nullptr;
    std::int64_t keyValueStride = 0;
    const float* cos = nullptr;  ///< [N, headDim / 2] dense
    const float* sin = nullptr;
    T* output = nullptr;
    std::int64_t outputStride = 0;
    float* logSumExp = nullptr;  ///< [query rows, heads] dense, or null where nobody wants it
    std::int64_t heads = 0;      ///< query heads
    std::int64_t group = 1;
    std::int64_t headDim = 0;
    float scale = 1.0f;       ///< of a query's product with a key
    float softcap = 0.0f;     ///< c: scores become c tanh(score / c) before anything else; 0: none
    std::int64_t window = 0;  ///< a position sees the last so many keys, its own among them; 0: all of them
};

/// Positions [firstQuery, firstQuery + queries) of a sequence; each attends to the keys [0, its own position], or to
/// the last `window` of them.
struct AttentionRange {
    const std::int64_t* keyRows = nullptr;    ///< row of every position up to the last query
    const std::int64_t* queryRows = nullptr;  ///< [queries] row in query, output and logSumExp
    std::int64_t firstQuery = 0;
    std::int64_t queries = 0;
    std::int64_t keys() const { return firstQuery + queries; }
};

/// Floats of scratch memory that attend() needs for so many keys.
std::int64_t attendScratch(std::int64_t keys, std::int64_t group, std::int64_t headDim);

/// `scratch`: 64-byte aligned, contents arbitrary.
void attend(const AttentionOperands<float>& operands, const AttentionRange& range, std::int64_t kvHead, float* scratch);
void attend(const AttentionOperands<Bfloat16Bits>& operands, const AttentionRange& range, std::int64_t kvHead,
            float* scratch);

/// What the derivatives need besides: the results of attend() and where to put the gradients. Rows are strided as in
/// AttentionOperands.
struct AttentionGradients {
    const float* output = nullptr;     ///< [query rows, heads * headDim] dense
    const float* dOutput = nullptr;    ///< the same shape
    const float* logSumExp = nullptr;  ///< [query rows, heads] dense
    float* dQuery = nullptr;
    std::int64_t dQueryStride = 0;
    float* dKey = nullptr;
    float* dValue = nullptr;
    std::int64_t dKeyValueStride = 0;
};

std::int64_t attendBackwardScratch(std::int64_t keys, std::int64_t group, std::int64_t headDim);

/// Derivatives through one whole sequence: writes those of its queries, adds those of its keys and values to what is
/// there. Weights are computed again from the queries, keys and logSumExp: P = e^(S - L), dV = P^T dO,
/// dS = P (dO V^T - rowsum(dO O)), times 1 - (S / c)^2 where scores are capped, dQ = dS K scale, dK = dS^T Q scale,
/// then rotated back.
void attendBackward(const AttentionOperands<float>& operands, const AttentionGradients& gradients,
                    const AttentionRange& range, std::int64_t kvHead, float* scratch);

}  // namespace saferscope::kernels
