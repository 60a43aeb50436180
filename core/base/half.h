// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace saferscope {

/// IEEE 754 binary16 <-> binary32, round to nearest even; infinities and NaN kept.
std::uint16_t floatToHalf(float value);
float halfToFloat(std::uint16_t bits);

/// bfloat16 is the upper half of a binary32.
std::uint16_t floatToBfloat16(float value);
float bfloat16ToFloat(std::uint16_t bits);

}  // namespace saferscope
