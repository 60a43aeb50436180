// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <functional>
#include <stop_token>

namespace saferscope {

struct EngineServiceOptions {
    /// Called on the reading thread when the input has ended and the question being worked on has not stopped within
    /// the patience: a forward pass cannot be interrupted. A process ends itself here, with what serveQuestions() would
    /// have returned; empty: waits for the question.
    std::function<void(const Status&)> abandon;
    double patienceSeconds = 0.3;
};

using EngineAnswerer = std::function<Result<EngineAnswer>(
    const EngineQuestion& question, const std::function<void(const EngineProgress&)>& progress, std::stop_token stop)>;

/// Reads request frames from `input` (a file descriptor) and writes reply frames to `output` until the input ends.
/// `answer` is called on the caller's thread, one question at a time, while requests are read on a thread of their own:
/// who outdates whom is said in core/engine/engine.h. A request that does not parse is answered with the Error if it
/// has an id. The end of the input drops what waits. Fails when a pipe breaks or what comes is no protocol. SIGPIPE has
/// to be ignored by the caller.
Status serveQuestions(int input, int output, const EngineAnswerer& answer, const EngineServiceOptions& options = {});

}  // namespace saferscope
