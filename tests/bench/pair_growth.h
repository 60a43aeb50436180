// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope::bench {

/// Pairs in the database of a workspace: importing, walking, finding one, at 10,000, 100,000 and 1,000,000.
void benchPairGrowth();

}  // namespace saferscope::bench
