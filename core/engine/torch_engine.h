// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine_service.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace saferscope {

struct TorchEngineOptions {
    std::size_t keepPairs = 8;                           ///< pairs held for EngineChange and the like
    std::uint64_t surveyBytes = std::uint64_t{1} << 30;  ///< captured streams of surveyed files
};

/// Answers questions with a model; one at a time, on the caller's thread, blocking. Knows nothing of lanes and pipes.
/// libtorch's exceptions become Errors (OutOfMemory where that is what they are), and the engine stays usable.
class TorchEngine {
public:
    explicit TorchEngine(const TorchEngineOptions& options = {});
    ~TorchEngine();
    Result<EngineAnswer> answer(const EngineQuestion& question,
                                const std::function<void(const EngineProgress&)>& progress = {},
                                std::stop_token stop = {});

private:
    struct Impl;
    const std::unique_ptr<Impl> m_impl;
};

/// serveQuestions() with a TorchEngine: what `safer engine` does.
Status serveEngine(int input, int output, const TorchEngineOptions& options = {},
                   const EngineServiceOptions& service = {});

}  // namespace saferscope
