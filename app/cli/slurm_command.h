// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"

#include <memory>

namespace saferscope::cli {

/// `safer slurm settings`: shows WORKSPACE/slurm.json, or changes what its options name. In slurm_settings.cpp.
void addSlurmSettings(CommandSet& commands, CLI::App* slurm, const std::shared_ptr<CommonOptions>& common);

}  // namespace saferscope::cli
