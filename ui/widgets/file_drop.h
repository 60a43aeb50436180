// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace saferscope {

/// One local file or folder dropped anywhere on `widget` is handed to `take` as its path. Text fields inside stop
/// taking drops themselves: they would write the address of the file in place of its path.
void acceptFileDrops(QWidget* widget, std::function<void(const QString& path)> take);

}  // namespace saferscope
