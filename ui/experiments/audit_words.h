// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/audit_run.h"

#include <QString>

namespace saferscope {

/// How many pairs look mislabelled, in one sentence: the estimate that rests on least, a bound where none does.
QString auditHeadline(const AuditReport& report);
/// What that sentence rests on, and what speaks against the estimates that were left out.
QString auditCaveat(const AuditReport& report);
/// "manifest", "planted", … for people.
QString truthName(const std::string& source);
QString suspicionTitle(Suspicion by);

}  // namespace saferscope
