// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace saferscope {

struct RunSpec;

/// Whether an environment variable holds a secret by custom: its name ends in _API_KEY, _ACCESS_KEY, _TOKEN, _SECRET
/// or _PASSWORD. Children that need no secret are started without such variables: Slurm writes the environment of what
/// it is handed to its own disk, and whatever a training prints or dumps cannot hold what it never had.
bool isSecretVariable(std::string_view name);

/// Whether the worker of a run may have it: only the key that a rating run names, and whatever is no secret.
bool isForWorker(const RunSpec& spec, std::string_view name);

}  // namespace saferscope
