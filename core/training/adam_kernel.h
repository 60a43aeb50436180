// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saferscope {

/// The numbers of one Adam step, the same for every element.
struct AdamStep {
    float rate = 0.0F;          ///< learning rate / (1 - beta1^t)
    float inverseRootV = 0.0F;  ///< 1 / sqrt(1 - beta2^t)
    float beta1 = 0.9F;
    float beta2 = 0.999F;
    float epsilon = 1e-8F;
    float decay = 1.0F;          ///< 1 - learning rate * weight decay: decoupled (AdamW), 1 = none
    float gradientScale = 1.0F;  ///< clipping
};

/// The constants of step t = 1, 2, ...
AdamStep adamStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay,
                  double gradientScale, std::uint64_t t);

/// w, m, v of `count` elements, in place. Returns false when a weight is NaN or infinite afterwards.
bool adamRow(float* w, const float* g, float* m, float* v, std::int64_t count, const AdamStep& step);

/// The same over a large array on several threads; element by element, so threads do not change the result.
bool adamArray(float* w, const float* g, float* m, float* v, std::int64_t count, const AdamStep& step, int threads);

/// Sum of squares in double, in an order that does not depend on threads.
double sumOfSquares(const float* values, std::int64_t count, int threads);

}  // namespace saferscope
