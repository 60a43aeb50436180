// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace saferscope {

/// Installs the program's and Qt's own texts in the user's language, where there are any; English otherwise.
void installTranslations(QApplication& application);

}  // namespace saferscope
