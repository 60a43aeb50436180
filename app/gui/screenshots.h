// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <vector>

namespace saferscope {

class MainWindow;

/// Visits every page in light and in dark, lets it select something worth a picture, and writes FOLDER/PAGE-THEME.png.
/// Then what lies over the pages: command palette, tour and presentation. Without an open workspace it takes the
/// welcome view. Needs a running application, no event loop. Returns the files.
Result<std::vector<QString>> takeScreenshots(MainWindow& window, const QString& folder);

}  // namespace saferscope
