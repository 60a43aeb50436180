// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace saferscope {

/// Asks where to save a table and in which format (CSV, tab-separated text, JSON); the answer has the format's ending.
/// Empty when it was cancelled.
QString askForTableFile(QWidget* parent, const QString& title, const QString& baseName);

}  // namespace saferscope
