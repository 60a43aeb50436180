// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace saferscope {

/// What a trainer's metric is called for people; a name that is not known is shown as it is.
QString metricTitle(const QString& name);

}  // namespace saferscope
