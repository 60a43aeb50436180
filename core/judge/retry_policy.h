// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/http_client.h"

#include <optional>

namespace saferscope {

/// A server that asks for a longer pause than this is not waited for.
inline constexpr double longestPauseSeconds = 120.0;

/// 408, 409, 429 and 5xx pass by themselves; `x-should-retry: true|false` overrules that.
bool shouldRetry(const HttpResponse& response);

/// Seconds the server asks to wait: `retry-after-ms`, else `Retry-After` in seconds or as an HTTP date. Nothing when it
/// does not ask, or asks for something that makes no sense.
std::optional<double> askedPause(const HttpResponse& response, double nowSinceEpoch);

/// 0.5 s, doubled by every retry, 8 s at most; `random` in [0, 1) takes up to a quarter of it off, so that many clients
/// do not come back at the same moment.
double backoffSeconds(std::uint32_t retriesSoFar, double random);

}  // namespace saferscope
