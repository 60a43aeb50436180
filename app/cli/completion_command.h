// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"

namespace saferscope::cli {

/// `safer completion`, and `safer manual`, which packages are made with and --help does not list. Both describe every
/// command that was added, before or after.
void addCompletionCommand(CommandSet& commands);

}  // namespace saferscope::cli
