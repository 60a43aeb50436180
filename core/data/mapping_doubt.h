// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/pair_mapping.h"

#include <string>

namespace saferscope {

/// Why the guess of a preview must not be used without anybody looking at it, as a sentence: a needed column that no
/// name tells, several whose names would do, or two answers of which nothing says which is better. Empty where the
/// names leave one reading.
std::string doubtOfGuess(const FilePreview& preview);

}  // namespace saferscope
