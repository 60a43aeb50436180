// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"

namespace saferscope::cli {

// One per file <name>_command.cpp.
void addDemoCommand(CommandSet& commands);
void addImportCommand(CommandSet& commands);
void addModelCommand(CommandSet& commands);
void addSaeCommand(CommandSet& commands);
void addFormatsCommand(CommandSet& commands);
void addTokenizeCommand(CommandSet& commands);
void addRewardCommand(CommandSet& commands);
void addTrainRmCommand(CommandSet& commands);
void addTrainSaeCommand(CommandSet& commands);
void addIndexCommand(CommandSet& commands);
void addFeaturesCommand(CommandSet& commands);
void addRatingsCommand(CommandSet& commands);
void addRateCommand(CommandSet& commands);
void addScoreCommand(CommandSet& commands);
void addPlanCommand(CommandSet& commands);
void addPoisonCommand(CommandSet& commands);
void addDenoiseCommand(CommandSet& commands);
void addAuditCommand(CommandSet& commands);
void addMapCommand(CommandSet& commands);
void addProbeCommand(CommandSet& commands);
void addSweepCommand(CommandSet& commands);
void addSlurmCommand(CommandSet& commands);
void addSetsCommand(CommandSet& commands);
void addEncodeCommand(CommandSet& commands);
void addEvaluateCommand(CommandSet& commands);
void addProfilesCommand(CommandSet& commands);
void addSteerCommand(CommandSet& commands);
void addAttributeCommand(CommandSet& commands);
void addCausalCommand(CommandSet& commands);
void addExportCommand(CommandSet& commands);
void addJobsCommand(CommandSet& commands);
void addQueueRunnerCommand(CommandSet& commands);
void addWorkerCommand(CommandSet& commands);
void addEngineCommand(CommandSet& commands);
void addDoctorCommand(CommandSet& commands);
void addWorkspaceCommand(CommandSet& commands);

}  // namespace saferscope::cli
