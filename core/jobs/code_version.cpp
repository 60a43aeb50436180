// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/code_version.h"

namespace saferscope {

const char* codeVersion() { return SAFERSCOPE_VERSION; }

}  // namespace saferscope
