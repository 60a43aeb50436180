// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/steering_fold.h"

#include "core/model/reward_model.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>

namespace saferscope {

Status foldSteering(RewardModel& model, const SteeringProfile& profile) {
    if (auto possible = foldability(profile); !possible) {
        return possible;
    }
    const ModelConfig& config = model.config();
    if (profile.layer < 0 || profile.layer > config.layers) {
        return fail(ErrorCode::InvalidInput,
                    "The profile changes layer " + std::to_string(profile.layer) + ", but the model has layers 0 to " +
                        std::to_string(config.layers) + ".",
                    "Fold it into the model it was made for.");
    }
    for (const AddedDirection& direction : profile.intervention.directions) {
        if (static_cast<std::int64_t>(direction.values.size()) != config.hiddenSize) {
            return fail(ErrorCode::InvalidInput,
                        "The profile adds a direction of width " + std::to_string(direction.values.size()) +
                            ", but the model is " + std::to_string(config.hiddenSize) + " wide.",
                        "Fold it into the model it was made for.");
        }
    }
    if (auto possible = model.canAddToStream(profile.layer); !possible) {
        return possible;
    }
    return guardTorch("Folding the profile", [&]() -> Status {
        if (model.hasLora()) {
            model.mergeLora();
        }
        const std::vector<float> vector = foldedVector(profile);
        if (!vector.empty()) {
            model.addToStream(profile.layer, at::tensor(vector, at::kFloat));
        }
        return {};
    });
}

}  // namespace saferscope
