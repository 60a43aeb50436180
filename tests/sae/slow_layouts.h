// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sae/sae_fixtures.h"

#include <map>
#include <vector>

namespace saferscope::check {

/// What the library that wrote a fixture computes for one token, in plain double loops from that library's own class:
/// from the tensors as stored, by their names and shapes there. Shares nothing with core/sae.
struct SlowCode {
    std::map<std::int64_t, double> latents;  ///< those that are not 0
    std::vector<double> rebuilt;
};

SlowCode slowForward(const SaeFixture& fixture, const std::vector<double>& h);

}  // namespace saferscope::check
