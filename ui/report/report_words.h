// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/report_language.h"

#include <QString>

namespace saferscope {

/// What core/report needs to write in a language of ui/language ("en", "de", "zh_CN"); empty: the window's. Texts of
/// the report are found under "Report", what other parts of core say under "core". Any thread.
ReportLanguage reportLanguageOf(const QString& code);

}  // namespace saferscope
