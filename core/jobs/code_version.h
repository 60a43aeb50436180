// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace saferscope {

/// Version of this program ("0.1.0"), as runs and indexes record it for provenance.
const char* codeVersion();

}  // namespace saferscope
