// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled with -O3 -fopenmp-simd (CMakeLists.txt).
#include "core/model/tree_attention_kernels.h"

#define SAFERSCOPE_VECTOR_NAMESPACE saferscope::kernels
#define SAFERSCOPE_VECTOR_CODE "core/model/tree_attention_backward_code.inc"
#include "core/model/vector_targets.inc"

namespace saferscope::kernels {

std::int64_t attendScratch(std::int64_t keys, std::int64_t group, std::int64_t headDim) {
    return SAFERSCOPE_VECTOR_CALL(attendScratch(keys, group, headDim));
}

void attend(const AttentionOperands<float>& operands, const AttentionRange& range, std::int64_t kvHead,
            float* scratch) {
    SAFERSCOPE_VECTOR_CALL(attend(operands, range, kvHead, scratch));
}

void attend(const AttentionOperands<Bfloat16Bits>& operands, const AttentionRange& range, std::int64_t kvHead,
            float* scratch) {
    SAFERSCOPE_VECTOR_CALL(attend(operands, range, kvHead, scratch));
}

std::int64_t attendBackwardScratch(std::int64_t keys, std::int64_t group, std::int64_t headDim) {
    return SAFERSCOPE_VECTOR_CALL(attendBackwardScratch(keys, group, headDim));
}

void attendBackward(const AttentionOperands<float>& operands, const AttentionGradients& gradients,
                    const AttentionRange& range, std::int64_t kvHead, float* scratch) {
    SAFERSCOPE_VECTOR_CALL(attendBackward(operands, gradients, range, kvHead, scratch));
}

}  // namespace saferscope::kernels
