// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope::kernels {

/// Which of the compiled versions of the loops here runs: what this processor has, below the limit.
enum class VectorLevel { Plain = 0, Avx2 = 1, Avx512 = 2 };
VectorLevel vectorLevel();

/// For tests: nothing above `limit` from now on, for the whole process.
void limitVectorLevel(VectorLevel limit);

/// "plain", "avx2" or "avx512".
const char* vectorLevelName(VectorLevel level);

}  // namespace saferscope::kernels
