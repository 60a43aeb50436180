// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"

namespace saferscope::cli {

// The kinds of `safer export`, one per file export_<kind>.cpp; export_command.cpp lists them.
void addExportFeatures(CommandSet& commands, CLI::App* parent);
void addExportRatings(CommandSet& commands, CLI::App* parent);
void addExportNeuronpedia(CommandSet& commands, CLI::App* parent);
void addExportDelphi(CommandSet& commands, CLI::App* parent);
void addExportPairs(CommandSet& commands, CLI::App* parent);
void addExportModel(CommandSet& commands, CLI::App* parent);
void addExportSae(CommandSet& commands, CLI::App* parent);
void addExportMetrics(CommandSet& commands, CLI::App* parent);
void addExportReport(CommandSet& commands, CLI::App* parent);

}  // namespace saferscope::cli
