// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

namespace saferscope {

/// Before a run starts (again): the result of a stopped, failed or unreadable attempt becomes result.json.1, .2, …
/// A finished run is refused. The caller holds the run's lock.
Status setOldResultAside(const RunPaths& paths);

}  // namespace saferscope
