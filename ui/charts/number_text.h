// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace saferscope {

/// shortNumber() for people to read: with the decimal mark of their language ("0,0012"). Not for files and filters.
QString shortNumberText(double value, int significant = 4);

}  // namespace saferscope
