// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QString>

class QWidget;

namespace saferscope {

/// Tells screen readers what a widget that paints itself is: its role, a word or number as its value (a share, a
/// reward), and, as QWidget has them, its name and its description, which says in words what the picture shows. May be
/// called again whenever the value changes. GUI thread.
void setPictureRole(QWidget* widget, QAccessible::Role role, const QString& value = {});

/// Lines of words under a picture's name, for its description; too many are cut, and the number left out is said.
QString pictureWords(const QStringList& lines, qsizetype most = 40);

}  // namespace saferscope
