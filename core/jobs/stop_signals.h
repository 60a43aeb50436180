// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>

namespace saferscope {

/// While it lives, SIGTERM and SIGINT request a stop instead of ending the process; a second signal, half a second or
/// more after the first, ends it at once as if nobody had listened. The earlier handlers come back at the end. May be
/// nested; the innermost one listens. Create and destroy on one thread.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    std::stop_token token() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
