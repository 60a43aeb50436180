// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <spdlog/spdlog.h>

/// Logs are English and for people who look for a fault: no data-set text, no keys. `safer` and its workers log to
/// standard error, the window to its log file; the front door sets the sink, everyone else only calls spdlog.
namespace saferscope {

namespace log = spdlog;

}  // namespace saferscope
