// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace saferscope {

/// Opens without blocking and deletes itself.
void showAbout(QWidget* parent);

}  // namespace saferscope
