// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Some libtorch packages bring glog's macros of the same names along; tests mean their own.
#include <ATen/ATen.h>
#undef CHECK
#undef CHECK_EQ
#undef CHECK_NEAR
#include "tests/support/check.h"
