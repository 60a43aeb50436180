// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "core/jobs/job_params.h"
#include "core/jobs/run_spec.h"
#include "core/sae/sae.h"
#include "core/training/text_windows.h"
#include "core/training/training_observer.h"

#include <stop_token>
#include <string>
#include <vector>

namespace saferscope::cli {

/// General texts in place of the pairs for the first stage of train-sae: the options, what a run's spec says of them,
/// and how the worker reads them.
struct Stage1TextOptions {
    std::vector<std::string> files;
    std::string member = "text";
    std::int64_t window = defaultTextWindow;
};
void addStage1TextOptions(CLI::App* command, Stage1TextOptions& options);

/// Checks the options against one another and that each file can be opened and its first record be used, then adds
/// them to the parameters and the content of each file to the inputs of a run. Without files nothing is done.
Status requestStage1Texts(const Stage1TextOptions& options, bool skipBad, std::int64_t stage1Tokens, Json& params,
                          Json& inputs);

/// What would be read, for --dry-run; a sentence, empty without files.
std::string describeStage1Texts(const Stage1TextOptions& options, std::int64_t stage1Tokens);

/// The files as the SAE's configuration names them. Refuses one that is gone, or is not what `inputs` of the run say.
Result<std::vector<SaeTextFile>> checkStage1Texts(const TrainSaeParams& params, const Json& inputs);

/// The windows; tells the observer what was read and what was left out.
Result<TextWindows> readStage1Texts(const TrainSaeParams& params, std::int64_t stage1Tokens, const Tokenizer& tokenizer,
                                    TrainingObserver& observer, std::stop_token stop);

}  // namespace saferscope::cli
