// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <c10/core/ScalarType.h>
#include <string>

namespace saferscope {

/// float32, float16, bfloat16 and float64 as config.json spells them. What is none of them is float32.
at::ScalarType weightDtype(const std::string& name);
const char* weightDtypeName(at::ScalarType dtype);

}  // namespace saferscope
