// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/captured_batch.h"
#include "core/causal/intervention.h"

#include <cstdint>
#include <vector>

namespace saferscope {

/// The rows of the residual stream that an intervention changes, and what they become. All other rows stay as they are,
/// so nothing of the stream's size is ever copied for a feature that fires here and there.
struct StreamChange {
    std::vector<std::int64_t> rows;  ///< rising
    at::Tensor values;               ///< [rows, d] on the stream's device, in its dtype; undefined without rows
};

/// Computed in float32 (float64 for a float64 stream) and rounded to the stream's dtype once. Throws c10::Error on
/// features the SAE does not have and directions of another width: checkIntervention() says so beforehand in words.
StreamChange streamChange(const Sae& sae, const CapturedBatch& batch, const Intervention& intervention);

/// Whether the positions take a row of the batch.
bool takesRow(const CapturedBatch& batch, const PositionChoice& positions, std::int64_t row);

/// Row numbers as an index tensor.
at::Tensor rowTensor(const std::vector<std::int64_t>& rows, c10::Device device);

}  // namespace saferscope
