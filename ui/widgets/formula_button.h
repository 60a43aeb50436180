// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QToolButton;
class QWidget;

namespace saferscope {

/// A small button beside numbers that opens the formulas in the help: one click from a figure to how it is computed.
/// `what` names the figures ("the contrast"), for the tool tip and screen readers; `place` is an anchor of the help
/// page "numbers" ("kappa").
QToolButton* makeFormulaButton(const QString& what, const QString& place, QWidget* parent);

}  // namespace saferscope
