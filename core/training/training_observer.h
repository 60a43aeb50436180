// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace saferscope {

/// What a trainer tells while it works. Called on the training thread; an implementation must not block long.
class TrainingObserver {
public:
    virtual ~TrainingObserver() = default;
    virtual void onProgress(const Progress& progress) = 0;
    /// Names as TRL and trainers in general use them: loss, accuracy, margin, learning_rate, grad_norm, eval_accuracy,
    /// …
    virtual void onMetrics(std::uint64_t step, const std::map<std::string, double>& values) = 0;
    virtual void onMessage(const std::string& text) = 0;
    virtual void onCheckpoint(std::uint64_t step, const std::filesystem::path& path) = 0;
};

}  // namespace saferscope
