// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace saferscope {

struct ReportCommand {
    std::string workspace;
    std::string file;  ///< .pdf or .html
    bool withTexts = false;
    bool replace = false;
};

/// `saferscope --report`: writes the report without a window, says what was written on standard output and how far it
/// is on standard error, and ends at Ctrl+C without a file. Needs a running application, no screen. Returns the exit
/// code, one of `safer`'s.
int writeReportOf(const ReportCommand& command);

}  // namespace saferscope
