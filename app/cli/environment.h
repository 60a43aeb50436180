// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope::cli {

/// Call first in main(): logs go to standard error, and commands that compute get the environment a worker gets
/// (OMP_WAIT_POLICY=passive, no OPENBLAS_CORETYPE). Both are read before main() starts, so the program replaces itself
/// once when they are not right.
void prepareEnvironment(int argc, char** argv);

}  // namespace saferscope::cli
